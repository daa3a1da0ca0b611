"""The one sequence: source → draft → comparison → commit, for the pages and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.batch import Batch, BatchHistory, Grain, Stage, holder
from airtrack.domain.freeze import Freeze
from airtrack.domain.plan_form import PlanForm
from airtrack.errors import Level, Problem, WrongUse
from airtrack.ingest import draft as drafts
from airtrack.ingest.cells.whereabouts import Gazetteer
from airtrack.ingest.plan import plan_tables, plan_upload
from airtrack.ingest.plan.plan_upload import Known, Uploaded
from airtrack.ingest.plan.plan_words import PlanWords
from airtrack.ingest.recognition.profile import Profiles
from airtrack.ingest.registers import issued, month_targets, references
from airtrack.ingest.sheets import walk
from airtrack.ingest.sheets.walk import Source
from airtrack.metrics import plan, referred, station
from airtrack.metrics.on_record import OnRecord
from airtrack.registry.catalogue import Registry
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer as RegistryGazetteer
from airtrack.registry.plans import PlanText
from airtrack.store import diff, snapshot
from airtrack.store import profiles as kept_profiles
from airtrack.store.act import Act
from airtrack.store.diff import ChangedRow, Counts
from airtrack.store.draft import Draft
from airtrack.store.profiles import Remembered
from airtrack.store.store import Store

_DAY, _SPAN = "on_date", ("first_on", "last_on", "period_key")

MOST_CHANGED = 2000
"""So many rows that change are told in a preview; a batch tells them all."""

Progress = Callable[[int, int, str], None]
"""Called with tables done, tables in all, and the name of the one that was read."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What is needed to understand a file; `days` are the first and last that can be true.

    Without `plans` no plan is recognised. Texts are in `encoding` where one is given. A `profile`
    says what the headers mean; without one the profiles of the batches that count are looked
    through.
    """

    forms: Forms
    gazetteer: Gazetteer
    days: tuple[date, date]
    stage: Stage | None = None
    progress: Progress | None = None
    plans: PlanWords | None = None
    encoding: str | None = None
    profile: Remembered | None = None


def plan_words(registry: Registry, gazetteer: RegistryGazetteer | None = None) -> PlanWords:
    """What plans that people hand in are read with: the places on record, or those on file."""
    return PlanWords(
        registry.plan_form,
        gazetteer or registry.gazetteer,
        registry.standards,
        registry.glossary,
        registry.measures,
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What a source says and what it would change; `known` is the batch that holds it already.

    `plan` is there for a plan that could be read. `changed` are the first of the rows that would
    replace others, `frozen` the frozen periods in which a value would change.
    """

    draft: Draft
    counts: Counts
    known: BatchHistory | None
    revision: str
    plan: PlanText | None = None
    changed: tuple[ChangedRow, ...] = ()
    frozen: tuple[Freeze, ...] = ()

    @property
    def says_something(self) -> bool:
        """True when a commit would change what counts, as far as rows tell."""
        counts = self.counts
        return self.known is None and bool(counts.new or counts.changed or counts.raised)


_FITTING = {Grain.ISSUED: issued.problems, Grain.MONTH_TARGET: month_targets.problems}
"""Registers whose values must fit the targets on file."""


def together(paths: Sequence[Path], form: PlanForm) -> list[Path | Source]:
    """The paths; tables of one plan that lie in one folder are one source."""
    return [
        walk.chosen(*item) if isinstance(item, tuple) else item
        for item in plan_tables.gathered(paths, form)
    ]


def preview(store: Store, given: Path | Source, *, reader: Reader) -> Preview:
    """A path or an upload, read and compared with the current truth; nothing is written.

    Raises WrongUse for a path that is not there and SheetError for what is no table at all.
    """
    if isinstance(given, Path) and not given.exists():
        raise WrongUse("no_such_file", file=given.as_posix())
    # a check needs no store: without one everything is new
    current = store.snapshot() if store.exists else None
    history = current.history() if current else []
    source = walk.source(given) if isinstance(given, Path) else given
    source = walk.encoded(source, reader.encoding)
    words = reader.plans
    if words is not None and plan_upload.is_plan(source, words, reader.forms.registers):
        return _of_plan(store, source, words, stage=reader.stage)
    draft = drafts.read(
        source,
        forms=reader.forms,
        gazetteer=reader.gazetteer,
        stations=station.places(current) if current else {},
        stage=reader.stage,
        today=reader.days[1],
        progress=reader.progress,
        standards=None if words is None else words.standards,
        past=None if current is None else OnRecord(current),
        profiles=Profiles(reader.profile, tuple(kept_profiles.live(store.layout, history))),
    )
    draft.problems.extend(_impossible_days(draft, reader.days))
    if current is not None and draft.grain.is_register:
        draft.problems.extend(references.problems(draft, referred.on_file(current)))
    if words is not None and draft.grain in _FITTING:
        form = next(item for item in reader.forms.registers if item.id == draft.form)
        targets = {} if current is None else plan.targets(current)
        fits = _FITTING[draft.grain]
        draft.problems.extend(fits(draft, form, targets, words.standards.indicators))
    known = holder(
        kept_profiles.not_read_otherwise(store.layout, history, draft),
        sha256=draft.sha256,
        stage=draft.stage,
        n_aside=draft.aside.num_rows,
    )
    measured = [item for item in history if not item.batch.is_synthetic]
    facts = snapshot.facts(store.layout, measured)
    counts = diff.compare(draft, facts)
    return Preview(
        draft,
        counts,
        known,
        current.revision if current else "",
        changed=tuple(diff.changed(draft, facts, most=MOST_CHANGED)) if counts.changed else (),
        frozen=store.frozen(draft, on=reader.days[1]),
    )


def _of_plan(store: Store, source: Source, words: PlanWords, *, stage: Stage | None) -> Preview:
    current = store.snapshot() if store.exists else None
    on_record = plan_upload.Known.of(current)
    uploaded = plan_upload.read(source, words, on_record, stage=stage)
    history = current.history() if current else []
    found = _beside_its_version(store, uploaded, history, on_record)
    return replace(found, revision=current.revision if current else "")


def _beside_its_version(
    store: Store, uploaded: Uploaded, history: list[BatchHistory], on_record: Known
) -> Preview:
    """A plan beside the version of it that counts; an older version may come again."""
    draft, plan = uploaded.draft, uploaded.plan
    row = None if plan is None else on_record.plans.get(plan.plan.id)
    counting = [item for item in history if row is not None and item.batch.batch_no == row.batch_no]
    known = holder(counting, sha256=draft.sha256, stage=draft.stage) or holder(
        history, sha256=draft.sha256, stage=draft.stage, source=draft.source_name
    )
    counts = diff.compare(draft, snapshot.facts(store.layout, counting))
    return Preview(draft, counts, known, "", plan)


def _impossible_days(draft: Draft, days: tuple[date, date]) -> Iterator[Problem]:
    """A blocker for rows before the first and after the last possible day, at the first of them.

    A report's month must be over by the last possible day.
    """
    if draft.grain is Grain.STATION or draft.grain.is_register:
        return
    is_report = draft.grain.is_table
    start, end, when = _SPAN if is_report else (_DAY, _DAY, _DAY)
    about = draft.rows.select(list(dict.fromkeys(("file_no", "source_row", start, end, when))))
    if is_report:
        # one line of a report is a row for each of its values
        about = about.group_by(about.column_names, use_threads=False).aggregate([])
    first, last = (pa.scalar(day, pa.date32()) for day in days)
    begun = pc.less_equal(about[start], last)
    for code, wrong in (
        ("date_before_standards", pc.less(about[start], first)),
        ("date_in_future", pc.invert(begun)),
        ("month_not_over", pc.and_(begun, pc.greater(about[end], last))),
    ):
        rows = about.filter(wrong)
        if rows.num_rows:
            row = rows.slice(0, 1).to_pylist()[0]
            yield Problem(
                Level.BLOCKER,
                code,
                draft.members[row["file_no"]],
                row=row["source_row"],
                value=str(row[when]),
                n=rows.num_rows,
            )


def commit(store: Store, previews: Sequence[Preview], *, act: Act) -> dict[str, Batch]:
    """The batches of all previews that are not in the store yet, by source sha256: all or none.

    Raises StaleStore when the truth moved since the previews were made.
    """
    fresh = {item.draft.sha256: item for item in previews if item.known is None}
    if not fresh:
        return {}
    drafts_ = [_reported(item) for item in fresh.values()]
    batches = store.commit(drafts_, act=act, seen=previews[0].revision)
    return {batch.sha256: batch for batch in batches}


def _reported(preview: Preview) -> Draft:
    """The draft whose report says what it changed, too."""
    report = preview.draft.report | {"counts": asdict(preview.counts)}
    return replace(preview.draft, report=report)
