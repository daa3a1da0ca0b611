"""What is kept of batches: those asked for, how one was read, what it replaced."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from airtrack.answers import batch_changes
from airtrack.cli import output, previewing
from airtrack.cli.session import Session
from airtrack.domain import period as periods
from airtrack.domain.batch import BatchHistory, Stage
from airtrack.domain.batch_filter import BatchFilter
from airtrack.errors import WrongUse
from airtrack.ingest.sheets import walk
from airtrack.store import folders, kept
from airtrack.store.act import find
from airtrack.views import problems, replaced
from airtrack.views.document import Document

_STATES = {"live": True, "withdrawn": False}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The conditions of `history`, as they were typed."""

    place: str | None = None
    form: str | None = None
    period: str | None = None
    by: str | None = None
    state: str | None = None
    stage: str | None = None

    def found(self, session: Session) -> list[BatchHistory]:
        """The batches that meet them, oldest first; raises WrongUse for an unknown word."""
        if self.state is not None and self.state not in _STATES:
            raise WrongUse("unknown_state", text=self.state, nearest=[*_STATES])
        if self.stage is not None and self.stage not in set(Stage):
            raise WrongUse("unknown_stage", text=self.stage, nearest=[str(item) for item in Stage])
        asked = BatchFilter(
            form=self.form,
            period=None if self.period is None else periods.parse(self.period),
            by=self.by,
            is_live=None if self.state is None else _STATES[self.state],
            stage=self.stage,
        )
        store = session.workspace.store
        batches = asked.of(store.snapshot().history())
        if self.place is None:
            return batches
        code = session.workspace.gazetteer.find(self.place).code
        layout = store.layout
        return [item for item in batches if folders.holds_place(layout, item.batch.batch_id, code)]


def show(session: Session, name: str, *, marked: Path | None) -> None:
    """How the batch was read, what it changed, and every finding when it was committed."""
    store = session.workspace.store
    batch = find(store.snapshot().history(), name).batch
    found = kept.problems(store.layout, batch.batch_id)
    if marked is not None:
        originals = kept.originals(store.layout, batch.batch_id)
        read_in = kept.encodings(store.layout, batch.batch_id)
        source = walk.kept(batch.source_name, originals, read_in)
        previewing.write_marked(session, [source], found, path=marked)
    report = kept.report(store.layout, batch.batch_id)
    table = problems.by_gravity(found, session.words)
    if session.is_json:
        told = [problems.document(problem, session.words) for problem in found]
        head = {"batch": batch.batch_id, "source": batch.source_name, "note": batch.note}
        output.show_json(head | {"report": report, "problems": told})
        return
    if session.said.format == "csv":
        output.show_csv(table)
        return
    for sentence in replaced.report_sentences(report, session.words):
        output.say(sentence)
    if found:
        output.show_table(table)
    else:
        output.say(session.words.label("intake_clean"))


def corrections(session: Session, name: str) -> None:
    """Every value that the batch replaced when it was committed."""
    store = session.workspace.store
    found = find(store.snapshot().history(), name)
    gazetteer = session.workspace.gazetteer
    changes = list(
        batch_changes.of_batch(
            store.layout,
            store.snapshot().history(),
            found,
            name=partial(replaced.name_of, gazetteer),
        )
    )
    document: Document = {"batch": found.batch.batch_id, "changes": replaced.documents(changes)}
    title = session.words.say("told_corrections", batch=found.batch.batch_id, n=len(changes))
    table = replaced.table(changes, session.words, title=title)
    output.show_as(session.said.format, document, table)
