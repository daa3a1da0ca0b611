"""Comparisons as JSON documents and tables: published beside computed, before beside after.

Source: the contract of the command line; fields are added freely, none is renamed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from airtrack.answers.caution import COMPUTED
from airtrack.answers.differences import Change
from airtrack.answers.moved import Moved
from airtrack.answers.reconcile import Difference, Reconciliation
from airtrack.assess.flips import Flip
from airtrack.registry.places import Gazetteer
from airtrack.views import verdicts
from airtrack.views.document import Document
from airtrack.views.table import Cell, Table, Words

_Row = TypeVar("_Row")


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


@dataclass(frozen=True, slots=True)
class Changed:
    """What a batch changed; of each of the three lists `most` rows are shown, all where it is 0."""

    batch: str
    values: Sequence[Change]
    figures: Sequence[Moved]
    flips: Sequence[Flip]
    most: int

    def shown(self, rows: Sequence[_Row]) -> Sequence[_Row]:
        """The rows up to the bound."""
        return rows[: self.most] if self.most else rows

    def more(self, rows: Sequence[_Row]) -> int:
        """How many rows stand beyond it."""
        return len(rows) - len(self.shown(rows))


def difference(found: Changed, gazetteer: Gazetteer, words: Words) -> Document:
    """`diff`: the values and the figures that a batch changed, and the verdicts that it turned."""
    return {
        "batch": found.batch,
        "values": [asdict(change) for change in found.shown(found.values)],
        "figures": [asdict(moved) for moved in found.shown(found.figures)],
        "verdicts": [flip(item, gazetteer, words) for item in found.shown(found.flips)],
        "more": {
            "values": found.more(found.values),
            "figures": found.more(found.figures),
            "verdicts": found.more(found.flips),
        },
    }


def flip(turned: Flip, gazetteer: Gazetteer, words: Words) -> Document:
    """One verdict that turned, before and after."""
    shown = turned.shown
    return {
        "target": shown.target.id,
        "plan": shown.target.plan,
        "place": shown.place,
        "name": verdicts.place_name(shown, gazetteer, words),
        "indicator": shown.target.indicator,
        "period": shown.target.period,
        "as_of": shown.as_of.isoformat(),
        "before": None if turned.before is None else turned.before.status.value,
        "after": None if turned.after is None else turned.after.status.value,
        "actual_before": verdicts.number(turned.before.actual) if turned.before else None,
        "actual_after": verdicts.number(turned.after.actual) if turned.after else None,
    }


def difference_table(found: Changed, gazetteer: Gazetteer, words: Words) -> Table:
    """The same for people: the verdicts first, then the figures; what is left out is counted."""
    keys = ("changed_what", "name", "target_period", "target_indicator", "old_value", "new_value")
    title = words.say(
        "table_diff",
        batch=found.batch,
        values=len(found.values),
        figures=len(found.figures),
        verdicts=len(found.flips),
    )
    rows = (
        *(_flip_row(flip, gazetteer, words) for flip in found.shown(found.flips)),
        *_more(found.more(found.flips), words),
        *(_moved_row(moved, words) for moved in found.shown(found.figures)),
        *_more(found.more(found.figures), words),
        *(_change_row(change, words) for change in found.shown(found.values)),
        *_more(found.more(found.values), words),
    )
    return Table(title, tuple(words.column(key) for key in keys), rows)


def _more(n: int, words: Words) -> list[tuple[Cell, ...]]:
    """The line that says how many stand beyond the bound."""
    return [(words.say("and_more", n=n), "", "", "", "", "")] if n else []


def _moved_row(moved: Moved, words: Words) -> tuple[Cell, ...]:
    return (
        words.label("changed_figure"),
        moved.name,
        moved.period,
        words.label(moved.indicator),
        _sourced(moved.old, moved.old_source, words),
        _sourced(moved.new, moved.new_source, words),
    )


def _sourced(value: int | float | None, source: str | None, words: Words) -> str:
    """The figure, and where it comes from unless it was computed."""
    if value is None:
        return "–"
    if source in (None, COMPUTED):
        return str(value)
    return words.say("value_of_source", value=value, source=words.label(f"source_{source}"))


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
