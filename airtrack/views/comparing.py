"""Comparisons as JSON documents and tables: published beside computed, before beside after.

Source: the contract of the command line; fields are added freely, none is renamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from airtrack.answers.differences import Change
from airtrack.answers.reconcile import Difference, Reconciliation
from airtrack.assess.flips import Flip
from airtrack.registry.places import Gazetteer
from airtrack.views import verdicts
from airtrack.views.document import Document
from airtrack.views.table import Cell, Table, Words


def reconciliation(answer: Reconciliation) -> Document:
    """`reconcile`: a row a difference above rounding."""
    return {
        "period": answer.question.period.key,
        "compared": answer.compared,
        "equal": answer.equal,
        "rows": [asdict(row) for row in answer.rows],
    }


def reconciliation_table(answer: Reconciliation, words: Words) -> Table:
    """The same for people."""
    columns = (
        *(words.column(key) for key in ("name", "target_indicator", "against")),
        *(words.column(key) for key in ("printed_value", "computed_value", "difference", "cause")),
    )
    title = words.say(
        "table_reconcile",
        period=answer.question.period.key,
        compared=answer.compared,
        equal=answer.equal,
    )
    return Table(title, columns, tuple(_difference(row, words) for row in answer.rows))


def _difference(row: Difference, words: Words) -> tuple[Cell, ...]:
    return (
        row.name,
        words.label(row.indicator),
        words.label(f"against_{row.against}"),
        _text(row.printed, row.digits),
        _text(row.computed, row.digits),
        _text(row.difference, row.digits),
        words.label(f"cause_{row.cause}"),
    )


def _text(value: int | float | None, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def difference(
    batch: str, changes: Sequence[Change], flips: Sequence[Flip], gazetteer: Gazetteer, words: Words
) -> Document:
    """`diff`: the values that a batch changed, and the verdicts that it turned."""
    return {
        "batch": batch,
        "values": [asdict(change) for change in changes],
        "verdicts": [_flip(flip, gazetteer, words) for flip in flips],
    }


def _flip(flip: Flip, gazetteer: Gazetteer, words: Words) -> Document:
    shown = flip.shown
    return {
        "target": shown.target.id,
        "plan": shown.target.plan,
        "place": shown.place,
        "name": verdicts.place_name(shown, gazetteer, words),
        "indicator": shown.target.indicator,
        "period": shown.target.period,
        "as_of": shown.as_of.isoformat(),
        "before": None if flip.before is None else flip.before.status.value,
        "after": None if flip.after is None else flip.after.status.value,
        "actual_before": verdicts.number(flip.before.actual) if flip.before else None,
        "actual_after": verdicts.number(flip.after.actual) if flip.after else None,
    }


def difference_table(
    batch: str, changes: Sequence[Change], flips: Sequence[Flip], gazetteer: Gazetteer, words: Words
) -> Table:
    """The same for people: the verdicts first."""
    keys = ("changed_what", "name", "target_period", "target_indicator", "old_value", "new_value")
    title = words.say("table_diff", batch=batch, values=len(changes), verdicts=len(flips))
    rows = (
        *(_flip_row(flip, gazetteer, words) for flip in flips),
        *(_change_row(change, words) for change in changes),
    )
    return Table(title, tuple(words.column(key) for key in keys), rows)


def _flip_row(flip: Flip, gazetteer: Gazetteer, words: Words) -> tuple[Cell, ...]:
    shown = flip.shown
    return (
        words.label("changed_verdict"),
        verdicts.place_name(shown, gazetteer, words),
        shown.target.period,
        words.label(shown.target.indicator),
        "" if flip.before is None else verdicts.told(flip.before, words),
        "" if flip.after is None else verdicts.told(flip.after, words),
    )


def _change_row(change: Change, words: Words) -> tuple[Cell, ...]:
    is_event = change.what == "event"
    old, new = (
        words.label(f"state_{value}") if is_event and value else value
        for value in (change.old, change.new)
    )
    return (
        words.label(f"changed_{change.what}"),
        change.name,
        change.when,
        words.label(change.item),
        "–" if old is None else str(old),
        "–" if new is None else str(new),
    )
