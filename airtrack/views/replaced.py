"""Values that a file or a batch replaces, as documents and as a table of corrections (更正表)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from airtrack.answers.replaced import Replaced
from airtrack.assess.flips import Flip
from airtrack.domain.form import SpanKind
from airtrack.domain.freeze import Freeze
from airtrack.registry.places import Gazetteer
from airtrack.store.diff import Counts
from airtrack.views import comparing
from airtrack.views.document import Document
from airtrack.views.table import Table, Words

_KEYS = ("name", "changed_when", "target_indicator", "old_value", "new_value", "old_stage")


def name_of(gazetteer: Gazetteer, code: str) -> str:
    """What the place is called; a code that is not on record speaks for itself."""
    place = gazetteer.places.get(code)
    return code if place is None else place.name


def documents(found: Iterable[Replaced]) -> list[Document]:
    """A document a value."""
    return [asdict(item) for item in found]


def table(found: Iterable[Replaced], words: Words, *, title: str = "") -> Table:
    """A row a value: place, time, indicator, old, new, and the stage of what was there."""
    rows = tuple(
        (
            item.name,
            when(item.when, words),
            label(item.item, words),
            "–" if item.old is None else str(item.old),
            "–" if item.new is None else str(item.new),
            words.label(f"stage_{item.old_stage}"),
        )
        for item in found
    )
    return Table(title, tuple(words.column(key) for key in _KEYS), rows)


def when(said: str, words: Words) -> str:
    """A day, or a period with what kind of value it has, in words."""
    return " ".join(label(part, words) if part in set(SpanKind) else part for part in said.split())


def label(item: str, words: Words) -> str:
    """What an indicator or a column is called; one without a term speaks for itself."""
    return words.label(item) if item in words.glossary.terms else item


def asides(counts: Counts, frozen: Sequence[Freeze], words: Words) -> list[str]:
    """What numbers alone do not say: outranked and audited rows, periods that are frozen."""
    told = []
    if counts.outranked:
        told.append(words.say("told_outranked", n=counts.outranked))
    if counts.raised:
        told.append(words.say("told_raised", n=counts.raised))
    if frozen:
        names = words.label("list_separator").join(item.period for item in frozen)
        told.append(words.say("told_frozen", periods=names))
    return told


def flips(found: Sequence[Flip], gazetteer: Gazetteer, words: Words) -> Table:
    """A row a verdict that would turn."""
    changed = comparing.Changed(batch="", values=(), figures=(), flips=found, most=0)
    shown = comparing.difference_table(changed, gazetteer, words)
    return Table("", shown.columns[1:], tuple(row[1:] for row in shown.rows))


def flip_documents(found: Sequence[Flip], gazetteer: Gazetteer, words: Words) -> list[Document]:
    """A document a verdict that would turn, as `diff` tells it."""
    return [comparing.flip(item, gazetteer, words) for item in found]


def report_sentences(report: Mapping[str, Any], words: Words) -> list[str]:
    """How the tables of a batch were read, and what the commit changed; a sentence each."""
    told = [
        words.say(
            "told_read_as", file=name, encoding=read.get("encoding"), columns=_columns(read, words)
        )
        for name, read in report.get("tables", {}).items()
    ]
    counts = report.get("counts")
    if counts:
        told.append(words.say("told_counts", **counts))
    return told


def _columns(read: Mapping[str, Any], words: Words) -> str:
    """Every header with what it was taken for, and in which unit."""
    told = (f"{head} → {_meant(what, words)}" for head, what in read.get("columns", {}).items())
    return words.label("list_separator").join(told) or "–"


def _meant(what: str | Mapping[str, Any], words: Words) -> str:
    if isinstance(what, str):
        return label(f"misses_{what}", words)
    unit, named = what.get("unit"), label(what["indicator"], words)
    return f"{named} ({unit})" if unit else named
