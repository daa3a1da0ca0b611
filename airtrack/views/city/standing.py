"""Where a city stands among others, and which tasks of its government press."""

from __future__ import annotations

from collections.abc import Sequence

from airtrack.answers.rank import Place
from airtrack.answers.tasks import DueItem, Standing
from airtrack.views import task_list
from airtrack.views import words as spoken
from airtrack.views.table import Table, Words

MOST = 8
"""So many tasks stand on the page of a city; the page of tasks has them all."""

PRESSING = (Standing.OVERDUE, Standing.SOON, Standing.LATER)


def ranked(found: Sequence[Place], words: Words) -> str:
    """`PM2.5` aside: by the composite index, period by period, nth of m; empty without a rank."""
    parts = [
        words.say(
            "city_rank_in",
            period=spoken.period(item.question.span.key, words),
            n=item.rank,
            m=item.of,
            tied=words.label("city_rank_tied") if item.is_tied else "",
        )
        for item in found
    ]
    if not parts:
        return ""
    group = found[0].group
    name = group.name if words.lang == "zh" else group.name_en or group.name
    return words.say("city_rank", group=name, ranks=words.label("semicolon").join(parts))


def pressing(found: Sequence[DueItem]) -> tuple[DueItem, ...]:
    """What has a date and is not closed, the earliest date first: what is past it leads."""
    return task_list.by_due(item for item in found if item.standing in PRESSING)[:MOST]


def duties(found: Sequence[DueItem], words: Words, *, body: str) -> Table:
    """A row an item: how it stands, by when, what, in which role."""
    columns = (
        words.column("standing"),
        words.column("due"),
        words.column("task"),
        words.column("task_title"),
        words.column("task_text"),
        words.column("role"),
    )
    rows = tuple(
        (
            task_list.told(item, words),
            task_list.due(item, words),
            item.number,
            item.task.title,
            item.item.text,
            task_list.roles(item, body, words),
        )
        for item in found
    )
    return Table("", columns, rows)
