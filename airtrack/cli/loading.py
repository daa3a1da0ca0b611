"""Verbs that bring files in: check and load."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from airtrack.cli import installing, output, previewing
from airtrack.cli.session import Session, today
from airtrack.cli.waiting import bar, spinner
from airtrack.domain.batch import Batch, Stage
from airtrack.errors import Level, Problem, StaleStore, WrongUse
from airtrack.ingest import load as ingest
from airtrack.ingest.load import Preview, Reader
from airtrack.ingest.recognition import profile_file
from airtrack.ingest.sheets import walk
from airtrack.ingest.sheets.walk import Source
from airtrack.views import intake, problems
from airtrack.views.table import Table

_SHOWN = 40
_ATTEMPTS = 3
_USUAL = {"utf-8", "utf-8-sig"}
_UNKNOWN_PLACE = "unknown_place"


class Said(NamedTuple):
    """What is said of all files, as typed: how far reviewed, how encoded, what headers mean."""

    stage: str | None = None
    encoding: str | None = None
    profile: Path | None = None


def check(
    session: Session,
    files: Sequence[Path | Source],
    *,
    said: Said,
    marked: Path | None = None,
) -> int:
    """Says what each source holds and what is wrong; 1 when something must be mended, else 0.

    With `marked` the file of that name is a copy of the sources with their problems marked.
    """
    previews = _previews(session, files, said)
    if marked is not None:
        kept = [walk.kept(item.draft.source_name, item.draft.originals) for item in previews]
        sources = [walk.encoded(item, said.encoding) for item in kept]
        found = [problem for item in previews for problem in item.draft.problems]
        previewing.write_marked(session, sources, found, path=marked)
    _tell(session, previews, {}, written=False)
    return int(any(item.draft.blocked for item in previews))


def load(
    session: Session,
    files: Sequence[Path | Source],
    *,
    said: Said,
    by: str | None,
    note: str,
) -> int:
    """Commits all sources, or none when one has a blocker; a new store gets its plans first."""
    installing.install(session, by=by)
    for attempt in range(_ATTEMPTS):
        previews = _previews(session, files, said)
        if any(item.draft.blocked for item in previews):
            _tell(session, previews, {}, written=False)
            return 1
        try:
            with spinner(session.words.label("told_committing")):
                act = session.act(by=by, note=note)
                batches = ingest.commit(session.workspace.store, previews, act=act)
            break
        except StaleStore:
            # somebody else committed meanwhile: compare anew with what counts now
            if attempt + 1 == _ATTEMPTS:
                raise
    _tell(session, previews, batches, written=True)
    return 0


def _previews(session: Session, files: Sequence[Path | Source], said: Said) -> list[Preview]:
    stage = said.stage
    if stage is not None and stage not in set(Stage):
        raise WrongUse("unknown_stage", text=stage, nearest=[str(item) for item in Stage])
    registry = session.workspace.registry
    with bar(session.words.label("told_reading")) as progress:
        first = min(edition.from_on for edition in registry.standards.editions)
        reader = Reader(
            registry.forms,
            session.workspace.gazetteer,
            days=(first, today()),
            stage=Stage(stage) if stage else None,
            progress=progress,
            plans=ingest.plan_words(registry, session.workspace.gazetteer),
            encoding=said.encoding,
            profile=profile_file.read(said.profile, registry.forms) if said.profile else None,
        )
        store = session.workspace.store
        paths = [item for item in files if isinstance(item, Path)]
        given = [
            *ingest.together(paths, registry.plan_form),
            *(item for item in files if isinstance(item, Source)),
        ]
        return [ingest.preview(store, item, reader=reader) for item in given]


def _tell(
    session: Session, previews: list[Preview], batches: dict[str, Batch], *, written: bool
) -> None:
    if session.is_json:
        files = [_document(session, item, batches, written=written) for item in previews]
        flips = (
            {}
            if written
            else previewing.flip_document(session, previewing.turned(session, previews))
        )
        output.show_json({"files": files} | flips)
        return
    if session.said.format == "csv":
        output.show_csv(_problem_table(session, previews, limit=None))
        return
    blocked = any(item.draft.blocked for item in previews)
    for item in previews:
        output.say(_sentence(session, item, batches, written=written, blocked=blocked))
        output.say("  " + _aside(session, item))
        if set(item.draft.encodings) - _USUAL:
            codes = ", ".join(item.draft.encodings)
            output.say(f"  {session.words.label('encoding')}: {codes}")
        for profile, origin in _profiles(item):
            output.say("  " + session.words.say("told_profile", source=profile, origin=origin))
        if item.plan is not None and not written:
            from airtrack.cli import plan_history

            plan_history.show_change(session, item.plan)
    if any(item.draft.problems for item in previews):
        output.show_table(_problem_table(session, previews, limit=_SHOWN))
        total = sum(len(item.draft.problems) for item in previews)
        if total > _SHOWN:
            output.say(session.words.say("told_more", n=total - _SHOWN))
    if not written and not blocked:
        previewing.show(session, previews, previewing.turned(session, previews))


def _document(
    session: Session, item: Preview, batches: dict[str, Batch], *, written: bool
) -> dict[str, object]:
    batch = batches.get(item.draft.sha256)
    known = item.known.batch.batch_id if item.known else None
    found: dict[str, object] = {
        "file": item.draft.source_name,
        "form": item.draft.form,
        "encodings": list(item.draft.encodings),
        "members": len(item.draft.members),
        "rows": item.draft.n_rows,
        "new": item.counts.new,
        "changed": item.counts.changed,
        "same": item.counts.same,
        "missing": item.counts.missing,
        "aside": item.draft.aside.num_rows,
        "unknown_places": [{"name": p.value, "rows": p.n} for p in _unknown(item)],
        "first_on": item.draft.days[0].isoformat() if item.draft.days else None,
        "last_on": item.draft.days[1].isoformat() if item.draft.days else None,
        "already": known is not None,
        "profiles": [{"source": name, "from": origin} for name, origin in _profiles(item)],
        "problems": [problems.document(found, session.words) for found in item.draft.problems],
    }
    if item.plan is not None and not written:
        from airtrack.cli import plan_history

        found["plan"] = plan_history.change(session, item.plan)
    if not written:
        found |= previewing.change_documents(session, item)
    if written:
        found["batch"] = batch.batch_id if batch else known
    return found


def _unknown(item: Preview) -> list[Problem]:
    return [problem for problem in item.draft.problems if problem.code == _UNKNOWN_PLACE]


def _profiles(item: Preview) -> list[tuple[str, str]]:
    """The sources of the profiles that the file was read by, and where those came from."""
    read_by = zip(item.draft.profiles, item.draft.profile_origins, strict=True)
    return [(profile.source, origin) for profile, origin in read_by]


def _aside(session: Session, item: Preview) -> str:
    unknown = _unknown(item)
    if not unknown:
        return session.words.label("told_all_known")
    names = session.words.label("list_separator").join(
        f"{problem.value} ({problem.n})" for problem in unknown
    )
    rows = item.draft.aside.num_rows
    return session.words.say("told_aside", n=len(unknown), rows=rows, names=names)


def _sentence(
    session: Session, item: Preview, batches: dict[str, Batch], *, written: bool, blocked: bool
) -> str:
    words, draft = session.words, item.draft
    counts = {
        "file": draft.source_name,
        "rows": draft.n_rows,
        "new": item.counts.new,
        "changed": item.counts.changed,
        "same": item.counts.same,
        "missing": item.counts.missing,
    }
    if draft.blocked:
        n = sum(problem.level is Level.BLOCKER for problem in draft.problems)
        return words.say("told_blocked", file=draft.source_name, n=n)
    if item.known is not None:
        told = "told_already" if item.known.is_live else "told_already_withdrawn"
        return words.say(told, file=draft.source_name, batch=item.known.batch.batch_id)
    counted = "_values" if intake.counts_values(item) else ""
    if written:
        return words.say(f"told_loaded{counted}", batch=batches[draft.sha256].batch_id, **counts)
    if blocked:
        return words.say("told_others_blocked", file=draft.source_name)
    return words.say(f"told_checked{counted}", form=draft.form, **counts)


def _problem_table(session: Session, previews: list[Preview], *, limit: int | None) -> Table:
    found = [problem for item in previews for problem in item.draft.problems]
    found.sort(key=lambda problem: problem.level)
    told = [(session.words.label(problem.level), problem) for problem in found[:limit]]
    return problems.table("level", told, session.words)
