"""The events of a place as a table: what the ledger says, then the days that look like dust.

Source: the ledger of events; `dust_suspect` for the hint, which is unofficial and never counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from airtrack.answers.days import Day
from airtrack.metrics.rows import EventCurrent
from airtrack.views.table import Cell, Table, Words

_COLUMNS = (
    *("first_on", "last_on", "event_kind", "state", "counts"),
    *("evidence", "decided_by", "decided_on"),
)


@dataclass(frozen=True, slots=True)
class _Run:
    """Days in a row of which the same is said."""

    first_on: date
    last_on: date
    said: tuple[str, ...]


def of_days(days: Sequence[Day], words: Words) -> Table | None:
    """Events of several days are one row; None where nothing is on record and no day looks so."""
    found = [
        *_runs((day.date, _event(event, words)) for day in days for event in day.events),
        *_runs((day.date, _suspected(words)) for day in days if day.suspected and not day.events),
    ]
    if not found:
        return None
    columns = tuple(words.column(key) for key in _COLUMNS)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (run.first_on.isoformat(), run.last_on.isoformat(), *run.said) for run in found
    )
    return Table("", columns, rows)


def of_places(
    entries: Sequence[tuple[str, str, date, EventCurrent | None]], words: Words
) -> Table | None:
    """The same of several places: code, name, day, event; None where it only looks like dust."""
    if not entries:
        return None
    rows: list[tuple[Cell, ...]] = []
    for place in dict.fromkeys(code for code, _, _, _ in entries):
        own = [item for item in entries if item[0] == place]
        runs = _runs(
            (on, _suspected(words) if event is None else _event(event, words))
            for _, _, on, event in own
        )
        rows += [
            (own[0][1], run.first_on.isoformat(), run.last_on.isoformat(), *run.said)
            for run in runs
        ]
    columns = tuple(words.column(key) for key in ("name", *_COLUMNS))
    return Table("", columns, tuple(rows))


def _event(found: EventCurrent, words: Words) -> tuple[str, ...]:
    is_counted = found.state == "approved"
    return (
        words.label(found.kind),
        words.label(f"state_{found.state}"),
        words.label("left_out" if is_counted else "no_effect"),
        found.evidence,
        found.decided_by,
        "" if found.decided_on is None else found.decided_on.isoformat(),
    )


def _suspected(words: Words) -> tuple[str, ...]:
    told = ("suspected_dust", "unofficial", "no_effect")
    return (*(words.label(key) for key in told), "", "", "")


def _runs(told: Iterable[tuple[date, tuple[str, ...]]]) -> list[_Run]:
    """Neighbouring days of which the same is said, in the order of their first day."""
    runs: list[_Run] = []
    for on, said in told:
        before = on - timedelta(1)
        at = next((run for run in runs if (run.last_on, run.said) == (before, said)), None)
        if at is None:
            runs.append(_Run(on, on, said))
        else:
            runs[runs.index(at)] = replace(at, last_on=on)
    return sorted(runs, key=lambda run: run.first_on)
