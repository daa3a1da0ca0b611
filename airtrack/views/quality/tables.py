"""Suspect values, corrections, acts and ledger of a set of places as tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from airtrack.answers.quality.corrections import Correction, Turned
from airtrack.answers.quality.events import Entry
from airtrack.answers.quality.suspects import ABOVE_PM10, REPEATED, Suspect
from airtrack.domain.batch import Batch, BatchHistory
from airtrack.errors import Problem
from airtrack.views import ledger, problems, replaced
from airtrack.views.moment import to_the_minute
from airtrack.views.table import Cell, Column, Table, Words

Batches = Mapping[int, Batch]
"""The batches by their numbers."""


def batches(history: Iterable[BatchHistory]) -> Batches:
    """The batches by their numbers."""
    return {item.batch.batch_no: item.batch for item in history}


def suspects(found: Sequence[Suspect], known: Batches, words: Words) -> Table:
    """A row a finding: where, when, what, why, and the batch and file that it came with."""
    columns = (
        *(words.column(key) for key in ("name", "date", "target_indicator")),
        Column("value", words.label("value")),
        *(words.column(key) for key in ("cause", "batch", "source")),
    )
    rows: list[tuple[Cell, ...]] = []
    for item in found:
        batch = known.get(item.batch_no)
        rows.append(
            (
                item.name,
                _days(item),
                words.label(item.item),
                "–" if item.value is None else str(item.value),
                suspected(item, words),
                "" if batch is None else batch.batch_id,
                "" if batch is None else batch.source_name,
            )
        )
    return Table("", columns, tuple(rows))


def _days(item: Suspect) -> str:
    if item.first_on == item.last_on:
        return item.first_on.isoformat()
    return f"{item.first_on.isoformat()} – {item.last_on.isoformat()}"


def suspected(item: Suspect, words: Words) -> str:
    """Why the value is odd."""
    if item.cause == ABOVE_PM10:
        return words.say("suspect_above_pm10", other=item.other)
    if item.cause == REPEATED:
        return words.say("suspect_repeated", n=item.n_days)
    return words.label("suspect_without_value")


def findings(found: Sequence[tuple[Batch, Problem]], words: Words) -> Table:
    """What the gate told about the files when they came in."""
    told = [(batch.batch_id, problem) for batch, problem in found]
    return problems.table("batch", told, words)


def corrections(found: Sequence[Correction], words: Words) -> Table:
    """A row a value: place, time, indicator, old, new, and the batch, file and act behind it."""
    values = replaced.table((item.value for item in found), words)
    columns = (*values.columns, *(words.column(key) for key in ("batch", "source", "committed_at")))
    rows = tuple(
        (
            *row,
            _named(item.history, words),
            item.history.batch.source_name,
            to_the_minute(item.history.events[0].done_at),
        )
        for item, row in zip(found, values.rows, strict=True)
    )
    return Table("", columns, rows)


def _named(item: BatchHistory, words: Words) -> str:
    """The batch, and that it does not count any more where it was taken back."""
    name = item.batch.batch_id
    return name if item.is_live else f"{name} ({words.label('withdrawn')})"


def turned(found: Sequence[Turned], words: Words) -> Table:
    """A row an act: when which batch was withdrawn or restored, by whom and why."""
    keys = ("done_at", "batch", "source", "state", "done_by", "note")
    rows = tuple(
        (
            to_the_minute(item.event.done_at),
            item.batch.batch_id,
            item.batch.source_name,
            words.label(item.event.event.value),
            item.event.done_by,
            item.event.note,
        )
        for item in found
    )
    return Table("", tuple(words.column(key) for key in keys), rows)


def events(found: Sequence[Entry], words: Words) -> Table | None:
    """The ledger of the set, neighbouring days of a place in one row; None where it has nothing."""
    return ledger.of_places(
        [(item.place, item.name, item.date, item.event) for item in found], words
    )
