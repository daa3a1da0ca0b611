"""What stands behind a city's figures, as the JSON of `stats` and as a table of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from airtrack.answers.attainment import Attained
from airtrack.answers.breaks import Break
from airtrack.answers.detail import Change, Detail, LimitIndex
from airtrack.answers.stats import CityStats, Stats
from airtrack.domain.pollutant import Pollutant
from airtrack.views import document
from airtrack.views.document import Document
from airtrack.views.table import STATS_ORDER, Cell, Table, Words

MODES = ("bulletin", "hj663")


def added(made: Document, found: Mapping[str, Detail], words: Words) -> Document:
    """The document of `stats` with shares, attainment and changes in every row."""
    rows = made["rows"]
    assert isinstance(rows, list)
    return made | {"rows": [row | _fields(found[row["place"]], words) for row in rows]}


def _fields(detail: Detail, words: Words) -> Document:
    return {
        "shares": dict(detail.shares),
        "attainment": {item.mode: _mode(item) for item in detail.attainment},
        "change": {key: _change(item, words) for key, item in detail.changes.items()},
        "limit_index": None if detail.limit_index is None else _limit_index(detail.limit_index),
    }


def _limit_index(item: LimitIndex) -> Document:
    return {
        "pollutants": dict(item.pollutants),
        "max": item.maximum,
        "sum": item.total,
        "valid": item.is_valid,
    }


def _mode(item: Attained) -> Document:
    return {
        "attains": item.is_met,
        "fails": list(item.fails),
        "lacks": list(item.lacks),
        "items": [asdict(each) for each in item.items],
    }


def _change(item: Change, words: Words) -> Document:
    return {
        "previous": item.previous,
        "change_pct": item.percent,
        "change_points": item.points,
        "change_days": item.days,
        "direction": item.direction,
        "reasons": document.reasons(item.reasons, words.glossary, words.lang),
    }


def table(answer: Stats, found: Mapping[str, Detail], words: Words) -> Table:
    """A row per city and pollutant, and one of the city as a whole."""
    columns = (
        words.column("name"),
        words.column("pollutant"),
        words.column("assessed_value", 1),
        words.column("percentile_value", 1),
        words.column("exceed_days", 0),
        words.column("primary_days", 0),
        words.column("single_index", 2),
        words.column("limit_index", 2),
        words.column("exceed_multiple", 2),
        *(words.column(f"mode_{mode}") for mode in MODES),
        words.column("previous", 2),
        words.column("change_pct", 1),
        words.column("direction"),
        words.column("reasons"),
    )
    rows = [line for row in answer.rows for line in _lines(row, found[row.place], words)]
    title = f"{answer.question.period.key} {answer.edition} {noted(answer.breaks, words)}".strip()
    return Table(title, columns, tuple(rows))


def noted(breaks: Iterable[Break], words: Words) -> str:
    """The breaks in a row of words, empty where there are none."""
    said = [words.say(f"break_{item.kind}", day=item.on.isoformat()) for item in breaks]
    return words.label("list_separator").join(said)


def _lines(row: CityStats, detail: Detail, words: Words) -> Iterable[tuple[Cell, ...]]:
    for key in STATS_ORDER:
        yield _line(row, detail, words, key=key)
    verdicts = [_verdict(item.is_met, words) for item in detail.attainment]
    empty = (None,) * 4
    change = _moved(detail.changes.get("composite"), words)
    whole = words.label("composite")
    yield (row.name, whole, *empty, row.composite, None, None, *verdicts, *change)
    if row.composite_other is not None:
        other = words.label("composite_other")
        yield (row.name, other, *empty, row.composite_other, None, None, *_blank(detail, words))
    if detail.limit_index is not None:
        for which, value in _of_limits(detail.limit_index):
            yield (row.name, words.label(which), *empty, None, value, None, *_blank(detail, words))


def _of_limits(found: LimitIndex) -> tuple[tuple[str, Cell], ...]:
    return (("limit_index_max", found.maximum), ("limit_index_sum", found.total))


def _blank(detail: Detail, words: Words) -> tuple[Cell, ...]:
    """No verdict and no change."""
    return (*("" for _ in detail.attainment), *_moved(None, words))


def _line(row: CityStats, detail: Detail, words: Words, *, key: Pollutant) -> tuple[Cell, ...]:
    percentile = row.percentiles.get(key)
    items = [item for mode in detail.attainment for item in mode.items if item.pollutant == key]
    multiples = [item.multiple for item in items if item.multiple is not None]
    return (
        row.name,
        words.label(key),
        row.values[key],
        None if percentile is None else percentile.value,
        row.exceed_days.get(key),
        row.primary_days.get(key),
        detail.shares.get(key),
        None if detail.limit_index is None else detail.limit_index.pollutants[key],
        max(multiples, default=None),
        *(_of_pollutant(mode, key, words) for mode in detail.attainment),
        *_moved(detail.changes.get(key), words),
    )


def _of_pollutant(mode: Attained, key: str, words: Words) -> str:
    if key in mode.fails:
        return _verdict(False, words)
    return _verdict(None if key in mode.lacks else True, words)


def _verdict(is_met: bool | None, words: Words) -> str:
    if is_met is None:
        return words.label("attained_open")
    return words.label("attained_yes" if is_met else "attained_no")


def _moved(change: Change | None, words: Words) -> tuple[Cell, ...]:
    if change is None:
        return (None, None, None, "")
    said = words.label(f"change_{change.direction}") if change.direction else None
    return (change.previous, change.percent, said, words.reasons(change.reasons))
