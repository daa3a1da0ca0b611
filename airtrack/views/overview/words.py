"""The overview in words: the answer in one sentence, what needs attention, counts of statuses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from airtrack.domain.target import Target
from airtrack.domain.verdict import Status, Verdict
from airtrack.registry.places import Gazetteer
from airtrack.views import bases, verdicts, words
from airtrack.views.board import Grid
from airtrack.views.sentences import badge, indicator, place, told
from airtrack.views.table import Table, Words

T = TypeVar("T")

GOOD = (Status.MET, Status.ON_TRACK)
BEHIND = (Status.MISSED, Status.OFF_TRACK, Status.AT_RISK)
MOST_CARDS, MOST_NAMED = 3, 3
_COLUMNS = (
    *("name", "status", "target_indicator", "actual", "required", "gap"),
    *("rest_allowed", "clause", "reasons"),
)


def attention(
    found: Iterable[Verdict], *, is_air: Callable[[str], bool] = lambda _: True
) -> tuple[Verdict, ...]:
    """The gravest verdict of each place, of the gravest places first.

    What can still be mended comes before what cannot, the air before what people report.
    """
    behind = verdicts.worst_first(verdict for verdict in found if verdict.status in BEHIND)
    behind.sort(key=lambda verdict: (verdict.decided, _weight(verdict, is_air)))
    first: dict[str, Verdict] = {}
    for verdict in behind:
        first.setdefault(verdict.place, verdict)
    return tuple(first.values())[:MOST_CARDS]


def _weight(verdict: Verdict, is_air: Callable[[str], bool]) -> tuple[int, bool]:
    return verdict.status.severity, not is_air(verdict.target.indicator)


def unknown(found: Iterable[Verdict], spoken: Words) -> str:
    """How many targets cannot be judged for want of data, and of which; empty where all can."""
    lacking = [item for item in found if item.status is Status.INSUFFICIENT]
    if not lacking:
        return ""
    counted = Counter(indicator(item, spoken) for item in lacking)
    return spoken.say("attention_unknown", n=len(lacking), listed=_counted(counted, spoken))


def counts(found: Iterable[Verdict], spoken: Words) -> str:
    """How many verdicts have which status, worst first, on badges in a row."""
    counted = Counter(verdict.status for verdict in found)
    return " ".join(
        badge(status, spoken, more=str(counted[status])) for status in Status if counted[status]
    )


def listed(found: Sequence[Verdict], gazetteer: Gazetteer, spoken: Words) -> Table:
    """The verdicts as a table, the status in sight on a narrow screen.

    What they are on the other basis, and what the authority says, stand beside them.
    """
    whole = verdicts.table(found, gazetteer, spoken)
    at = [[column.key for column in whole.columns].index(key) for key in _COLUMNS]
    beside = tuple(spoken.column(key) for key in ("other_basis", "official"))
    return Table(
        whole.title,
        _inserted([whole.columns[index] for index in at], beside),
        tuple(
            _inserted(
                [row[index] for index in at],
                (bases.other(item, spoken), bases.official(item, spoken)),
            )
            for item, row in zip(found, whole.rows, strict=True)
        ),
    )


def _inserted(cells: list[T], more: tuple[T, ...]) -> tuple[T, ...]:
    """The cells with more of them behind the gap."""
    at = _COLUMNS.index("gap") + 1
    return (*cells[:at], *more, *cells[at:])


def remarks(grid: Grid, unjudged: Sequence[Target], spoken: Words) -> tuple[str, ...]:
    """What the board leaves out: targets without figures, targets without a number."""
    counted = Counter(target.indicator for target in unjudged)
    without = {column.label(spoken): n for column, n in grid.without.items()}
    aims = {spoken.label(key): n for key, n in counted.items()}
    said = []
    if any(cell.n_more for cell in grid.cells.values()):
        said.append(spoken.label("board_more"))
    if without and grid.cells:
        said.append(spoken.say("board_without", listed=_counted(without, spoken)))
    if aims:
        said.append(spoken.say("board_unjudged", listed=_counted(aims, spoken)))
    return tuple(said)


def _counted(counted: Mapping[str, int], spoken: Words) -> str:
    return spoken.label("list_separator").join(
        spoken.say("board_listed", name=name, n=n) for name, n in counted.items()
    )


def answer(
    grid: Grid,
    gazetteer: Gazetteer,
    spoken: Words,
    *,
    as_of: date,
    year: int,
    is_air: Callable[[str], bool] = lambda _: True,
) -> str:
    """How many cities are where they should be, and what the worst placed one has left."""
    by_city: dict[str, list[Verdict]] = {}
    for verdict in grid.verdicts:
        if not verdict.is_region:
            by_city.setdefault(verdict.place, []).append(verdict)
    said = {"day": words.day(as_of, spoken), "year": year, "n": len(by_city)}
    if not by_city or all(item.actual is None for item in grid.verdicts):
        return spoken.say("answer_board_none", **said)
    good = [all(item.status in GOOD for item in found) for found in by_city.values()]
    unknown = [
        any(item.status is Status.INSUFFICIENT for item in found) for found in by_city.values()
    ]
    said["what"] = _columns_told(grid, spoken)
    is_over = as_of >= date(year, 12, 31)
    told = spoken.say("answer_board_over" if is_over else "answer_board", k=sum(good), **said)
    if any(unknown):
        told += spoken.say("answer_board_unknown", n=sum(unknown))
    worst = _worst(grid.verdicts, gazetteer, spoken, is_air=is_air)
    return told + worst + spoken.label("full_stop")


def _columns_told(grid: Grid, spoken: Words) -> str:
    """The indicators by name; of many their number, since the board names them."""
    if len(grid.columns) > MOST_NAMED:
        return spoken.say("answer_columns", n=len(grid.columns))
    return spoken.label("list_separator").join(column.label(spoken) for column in grid.columns)


def _worst(
    found: Sequence[Verdict],
    gazetteer: Gazetteer,
    spoken: Words,
    *,
    is_air: Callable[[str], bool],
) -> str:
    """What the worst placed city has left; where nobody can mend anything, who missed most."""
    behind = [item for item in found if item.status in BEHIND and not item.is_region]
    if not behind:
        return ""
    running = [item for item in behind if not item.decided and verdicts.rest(item, spoken)]
    worst = min(verdicts.worst_first(running or behind), key=lambda one: _weight(one, is_air))
    lead = spoken.label("semicolon")
    if not running:
        return lead + told(worst, gazetteer, spoken)
    tail = spoken.say(
        "answer_worst",
        place=place(worst, gazetteer, spoken),
        indicator=indicator(worst, spoken),
        rest=verdicts.rest(worst, spoken),
    )
    budget = worst.budget
    if budget is not None and budget.archive_years:
        n, k = len(budget.archive_years), budget.archive_achieved
        tail += spoken.say("archive_did", n=n, k=k) if k else spoken.say("archive_never", n=n)
    return lead + tail
