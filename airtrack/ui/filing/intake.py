"""Files on their way in: each is read once, whatever the page does afterwards.

Only the pages that take something in load this module: the public edition never does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import streamlit as st

from airtrack.domain.batch import Batch, Stage
from airtrack.domain.profile import Profile
from airtrack.errors import Level, NotFound, Problem, SheetError, WrongUse
from airtrack.ingest import load
from airtrack.ingest.load import Preview, Reader
from airtrack.ingest.plan import plan_tables
from airtrack.ingest.sheets import walk
from airtrack.store.act import Act
from airtrack.store.profiles import Remembered
from airtrack.ui import clock, house
from airtrack.ui.house import Now

_READ, _ROUND, _SAID = "intake_read", "intake_round", "intake_said"
_EXPLAINED, _ON_THE_PAGE = "intake_explained", "page"
_FETCHED = "intake_fetched"


class File(Protocol):
    """A file that was uploaded, or one that was written on a page."""

    @property
    def file_id(self) -> str:
        """Stands for the bytes as long as the page is open."""

    @property
    def name(self) -> str:
        """The name of the source."""

    def getvalue(self) -> bytes:
        """The bytes."""


@dataclass(frozen=True, slots=True)
class Given:
    """What the form on the page says beside the files."""

    files: tuple[File, ...]
    by: str
    note: str
    stage: Stage | None
    encoding: str | None = None
    fetched: tuple[walk.Source, ...] = ()


_Group = tuple[File, ...] | walk.Source
"""What is one source: a file, the tables of a plan, or what was fetched."""


@dataclass(frozen=True, slots=True)
class Read:
    """One file that was read: its preview and encoding, or the error that it is no table.

    `source` is what was handed in, as far as its tables could be told apart.
    """

    name: str
    preview: Preview | None
    encoding: str
    error: SheetError | None
    source: walk.Source | None = None

    @property
    def problems(self) -> list[Problem]:
        """Everything that was found; a file that is no table at all is one blocker."""
        if self.preview is not None:
            return self.preview.draft.problems
        if self.error is None:
            return []
        params = {key: value for key, value in self.error.params.items() if key != "file"}
        row = params.pop("row", None)
        line = row if isinstance(row, int) else None
        return [Problem(Level.BLOCKER, self.error.code, self.name, row=line, params=params)]


def uploader_key() -> str:
    """A new name after every commit, so that the files of the last one are gone."""
    return f"uploader_{st.session_state.setdefault(_ROUND, 0)}"


def read(now: Now, given: Given) -> list[Read]:
    """Every file read against the current snapshot; those that were read already are not again."""
    known: dict[tuple[str, str, str, str], Read] = st.session_state.get(_READ, {})
    groups: list[_Group] = [*_together(given.files), *given.fetched]
    keys = [
        (_stands_for(group), str(given.stage), str(given.encoding), now.revision)
        for group in groups
    ]
    fresh = [key for key in keys if key not in known]
    if fresh:
        bar = st.progress(0.0, text=now.words.label("told_reading"))
        for done, (key, group) in enumerate(zip(keys, groups, strict=True)):
            if key not in known:
                name = _name(group)
                bar.progress(done / len(keys), text=f"{now.words.label('told_reading')} {name}")
                known[key] = _read(now, group, given)
        bar.empty()
    # what is not on the page any more is forgotten with its bytes
    st.session_state[_READ] = {key: known[key] for key in keys}
    return [known[key] for key in keys]


def explained(file: File) -> Profile | None:
    """What somebody said on the page that the file's headers mean."""
    said: dict[str, Profile] = st.session_state.get(_EXPLAINED, {})
    return said.get(file.file_id)


def explain(file: File, profile: Profile | None) -> None:
    """From the next run on the file is read by that profile, or as it would be by itself."""
    said: dict[str, Profile] = st.session_state.setdefault(_EXPLAINED, {})
    said.pop(file.file_id, None)
    if profile is not None:
        said[file.file_id] = profile


def keep_fetched(source: walk.Source) -> None:
    """What a web source sent stands beside the files until it is committed or put away."""
    kept = [item for item in fetched() if item.name != source.name]
    st.session_state[_FETCHED] = (*kept, source)


def fetched() -> tuple[walk.Source, ...]:
    """What was fetched and waits."""
    waiting: tuple[walk.Source, ...] = st.session_state.get(_FETCHED, ())
    return waiting


def put_away() -> None:
    """Nothing that was fetched waits any more."""
    st.session_state.pop(_FETCHED, None)


def _stands_for(group: _Group) -> str:
    if isinstance(group, walk.Source):
        return group.sha256
    return "+".join(_version(file) for file in group)


def _version(file: File) -> str:
    """Stands for the bytes and what was said of them."""
    profile = explained(file)
    return f"{file.file_id}{profile.model_dump_json() if profile else ''}"


def _together(files: Sequence[File]) -> list[tuple[File, ...]]:
    """The files one by one; the text and the tables of a plan are one source."""
    form = house.workspace().registry.plan_form
    parts = tuple(file for file in files if plan_tables.part_of(file.name, form) is not None)
    whole = parts if len(parts) > 1 else ()
    return [*([whole] if whole else []), *((file,) for file in files if file not in whole)]


def _name(group: _Group) -> str:
    if isinstance(group, walk.Source):
        return group.name
    return "+".join(file.name for file in group)


def _source(group: _Group) -> walk.Source:
    if isinstance(group, walk.Source):
        return group
    if len(group) == 1:
        return walk.uploaded(group[0].name, group[0].getvalue())
    return walk.uploaded_together(_name(group), [(file.name, file.getvalue()) for file in group])


def _read(now: Now, group: _Group, given: Given) -> Read:
    opened = house.workspace()
    registry = opened.registry
    said = None
    if not isinstance(group, walk.Source) and len(group) == 1:
        said = explained(group[0])
    first = min(edition.from_on for edition in registry.standards.editions)
    reader = Reader(
        registry.forms,
        now.house.gazetteer,
        days=(first, clock.today()),
        stage=given.stage,
        plans=load.plan_words(registry, now.house.gazetteer),
        encoding=given.encoding,
        profile=Remembered(said, _ON_THE_PAGE) if said else None,
    )
    name = _name(group)
    source: walk.Source | None = None
    try:
        source = walk.encoded(_source(group), given.encoding)
        preview = load.preview(opened.store, source, reader=reader)
        encodings = " ".join(preview.draft.encodings)
        return Read(name, preview, encodings, None, source)
    except SheetError as error:
        return Read(name, None, "", error, source)
    except (WrongUse, NotFound) as error:
        # what was said of the columns does not go together
        return Read(name, None, "", SheetError(error.code, **error.params), source)


def commit(previews: Sequence[Preview], given: Given) -> list[Batch]:
    """The files are batches; raises StaleStore or StoreBusy, and then nothing was written."""
    act = Act(given.by.strip(), clock.instant(), given.note.strip())
    return list(load.commit(house.workspace().store, previews, act=act).values())


def turn(batch_id: str, *, by: str, reason: str, back: bool) -> None:
    """The batch counts no longer, or again."""
    store = house.workspace().store
    act = Act(by.strip(), clock.instant(), reason.strip())
    if back:
        store.restore(batch_id, act=act)
    else:
        store.withdraw(batch_id, act=act)


def say_next(sentence: str) -> None:
    """The sentence stands on the page after the coming rerun, with an empty uploader below."""
    st.session_state[_SAID] = sentence
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    put_away()
    forget()


def forget() -> None:
    """Every file is read anew, against what counts by now."""
    st.session_state.pop(_READ, None)


def said() -> str:
    """The sentence of the act before, once."""
    return str(st.session_state.pop(_SAID, ""))
