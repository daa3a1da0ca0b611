"""Items of tasks on a date in words: how many stand where, who carries them, in which order.

Overdue is said of dates alone: an item is past its due date and nobody has reported that it is
done. What is reported has columns of its own, and none where nothing is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from airtrack.answers import tasks as task_answers
from airtrack.answers.tasks import SOON_DAYS, DueItem, Standing
from airtrack.domain.progress import Progress
from airtrack.domain.target import Plan
from airtrack.domain.task import IMPLIED, ROLES, DueKind, MeasureName
from airtrack.views import sentences, tasks
from airtrack.views import words as spoken
from airtrack.views.table import Cell, Table, Words

SIGNS: Mapping[Standing, str] = {
    Standing.OVERDUE: "▼",
    Standing.SOON: "▲",
    Standing.LATER: "●",
    Standing.RHYTHM: "↻",
    Standing.UNDATED: "–",
    Standing.CLOSED: "✓",
}
"""A sign for every standing, so that none is told by its colour alone."""

_BADGES: Mapping[Standing, str] = {
    Standing.OVERDUE: "orange",
    Standing.SOON: "yellow",
    Standing.LATER: "blue",
    Standing.RHYTHM: "gray",
    Standing.UNDATED: "gray",
    Standing.CLOSED: "green",
}
_REPORTED = ("progress_state", "percent", "reported_on", "reported_by", "evidence")


def answer(plan: Plan, found: Sequence[DueItem], words: Words, *, as_of: date, body: str) -> str:
    """How many items, how many of them are overdue by their dates alone, how many are due soon."""
    counted = task_answers.counted(found)
    said: dict[str, object] = {
        "day": spoken.day(as_of, words),
        "plan": sentences.plan_name(plan, words),
        "tasks": len({item.task.no for item in found}),
        "n": len(found),
        "body": body,
        "overdue": counted[Standing.OVERDUE],
        "soon": counted[Standing.SOON],
        "days": SOON_DAYS,
        "undated": counted[Standing.UNDATED] + counted[Standing.RHYTHM],
    }
    if not found:
        return words.say("answer_tasks_none", **said)
    lead = words.say("answer_tasks_of_body" if body else "answer_tasks", **said)
    if counted[Standing.CLOSED]:
        lead += words.say("answer_tasks_closed", n=counted[Standing.CLOSED])
    return lead + words.say("answer_tasks_due", **said)


def counts(found: Iterable[DueItem], words: Words) -> str:
    """How many items stand where on badges in a row, what comes round and what is open by kind."""
    items = list(found)
    counted = task_answers.counted(items)
    shown = [
        _badge(standing, words.label(f"standing_{standing}"), counted[standing])
        for standing in Standing
        if standing not in (Standing.RHYTHM, Standing.UNDATED) and counted[standing]
    ]
    by_kind = task_answers.kinds(item for item in items if item.standing is not Standing.CLOSED)
    shown += [
        _badge(_standing_of(kind), words.label(f"due_kind_long_{kind}"), by_kind[kind])
        for kind in DueKind
        if by_kind[kind]
    ]
    return " ".join(shown)


def _standing_of(kind: DueKind) -> Standing:
    return Standing.RHYTHM if kind in task_answers.RHYTHMS else Standing.UNDATED


def _badge(standing: Standing, word: str, n: int) -> str:
    return f":{_BADGES[standing]}-badge[{SIGNS[standing]} {word} {n}]"


def told(item: DueItem, words: Words) -> str:
    """The standing as sign and word; of a date how many days it is away."""
    word = words.label(f"standing_{item.standing}")
    if item.days_left is not None and item.standing is not Standing.CLOSED:
        key = "days_past" if item.days_left < 0 else "days_to_go"
        word = f"{word} {words.say(key, n=abs(item.days_left))}"
    return f"{SIGNS[item.standing]} {word}"


def due(item: DueItem, words: Words) -> str:
    """The day, or the rhythm."""
    if item.item.due is not None:
        return item.item.due.isoformat()
    return words.label(f"due_kind_{item.item.due_kind}")


def by_due(found: Iterable[DueItem]) -> tuple[DueItem, ...]:
    """The earliest due date first, then what has none in the order of the plan."""

    def urgency(item: DueItem) -> tuple[bool, date, int]:
        on = item.item.due
        return on is None, on or date.max, list(Standing).index(item.standing)

    return tuple(sorted(found, key=urgency))


def roles(item: DueItem, body: str, words: Words) -> str:
    """In which role the body has a part; empty where none is named."""
    return words.joined(_role_key(role) for role in item.item.roles_of(body)) if body else ""


def _role_key(role: str) -> str:
    return "implied_bodies" if role == IMPLIED else role


def items_table(
    found: Sequence[DueItem], measures: Mapping[str, MeasureName], words: Words, *, body: str
) -> Table:
    """A row an item, in the given order; how it stands in sight on a narrow screen."""
    is_reported = any(item.progress is not None for item in found)
    keys = (
        *("task", "task_title", "standing", "due"),
        *(_REPORTED if is_reported else ()),
        *(("role",) if body else ()),
        *("task_text", "lead", "responsible", "support", "implied_bodies", "measures"),
        *("section", "clause", "reasons"),
    )
    rows = tuple(_row(item, measures, words, body=body, is_reported=is_reported) for item in found)
    return Table("", tuple(words.column(key) for key in keys), rows)


def _row(
    shown: DueItem,
    measures: Mapping[str, MeasureName],
    words: Words,
    *,
    body: str,
    is_reported: bool,
) -> tuple[Cell, ...]:
    item, task, separator = shown.item, shown.task, words.label("list_separator")
    return (
        shown.number,
        task.title,
        told(shown, words),
        due(shown, words),
        *(reported(shown.progress, words) if is_reported else ()),
        *((roles(shown, body, words),) if body else ()),
        item.text,
        *(separator.join(names) for names in (item.lead, item.responsible, item.support)),
        separator.join(item.implied),
        separator.join(tasks.said(measure, measures, words) for measure in item.measures),
        task.section,
        task.clause,
        separator.join(why.text for why in item.reasons),
    )


def reported(progress: Progress | None, words: Words) -> tuple[str, ...]:
    """State, percent, day, body, evidence of a report; empty where there is none."""
    if progress is None:
        return ("",) * len(_REPORTED)
    return (
        words.label(f"item_state_{progress.state}") if progress.state else "",
        f"{progress.percent} %" if progress.percent is not None else "",
        progress.reported_on.isoformat() if progress.reported_on else "",
        progress.by,
        progress.evidence,
    )


def bodies_table(
    found: Sequence[DueItem], named: Mapping[str, str], words: Words
) -> tuple[Table, tuple[str, ...]]:
    """A row a body with the number of its items by role and standing; and their spellings."""
    roles = (*ROLES, IMPLIED)
    standings = (Standing.OVERDUE, Standing.SOON)
    rows: list[tuple[Cell, ...]] = []
    keys = []
    for key, name in named.items():
        own = task_answers.carried_by(found, key)
        if not own:
            continue
        by_role = Counter(role for item in own for role in item.item.roles_of(key))
        by_standing = task_answers.counted(own)
        rows.append(
            (
                name,
                len(own),
                *(by_standing[standing] for standing in standings),
                *(by_role[role] for role in roles),
            )
        )
        keys.append(key)
    columns = (
        words.column("body"),
        words.column("n_items", 0),
        *(words.column(f"standing_{standing}", 0) for standing in standings),
        *(words.column(_role_key(role), 0) for role in roles),
    )
    return Table("", columns, tuple(rows)), tuple(keys)
