"""The open house of this process, and the figures of the snapshot that is current right now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import House, nothing_valid
from airtrack.domain.batch import BatchHistory, is_demonstration
from airtrack.domain.glossary import Lang
from airtrack.domain.task import MeasureName
from airtrack.errors import NotFound
from airtrack.settings import Settings
from airtrack.store.snapshot import Snapshot
from airtrack.views.table import Words
from airtrack.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Now:
    """What one rerun sees from beginning to end, whatever is committed meanwhile.

    `file` names the views file and keys every cache: unlike the revision it never comes again.
    `measures` says what the numbers of tasks are called.
    """

    file: str
    revision: str
    house: House
    words: Words
    history: tuple[BatchHistory, ...]
    is_public: bool
    measures: Mapping[str, MeasureName] = field(default_factory=dict)

    @property
    def is_demo(self) -> bool:
        """True when what counts is synthetic."""
        return is_demonstration(self.history)


@st.cache_resource(show_spinner=False)
def workspace() -> Workspace:
    """One workspace per process; the settings are read once."""
    return Workspace(Settings())


@st.cache_resource(max_entries=2, show_spinner=False)
def _house(_current: Snapshot, *, file: str) -> tuple[House, tuple[BatchHistory, ...]]:
    """The figures of one snapshot: its open file lives as long as this entry."""
    return workspace().house_of(_current), tuple(_current.history())


def now(lang: Lang) -> Now:
    """The newest snapshot; costs one look at the pointer when nothing has changed."""
    opened = workspace()
    current = opened.store.snapshot()
    house, history = _house(current, file=current.path.name)
    words = Words(opened.registry.glossary, lang)
    is_public = opened.settings.edition == "public"
    measures = opened.registry.measures
    return Now(current.path.name, current.revision, house, words, history, is_public, measures)


def require_data(now: Now) -> None:
    """There is at least one day to ask about; raises the error of `nothing_valid` otherwise."""
    if now.house.statistics.days is None:
        raise nothing_valid(now.house)


def require_plans(plans: tuple[PlanAnswer, ...]) -> tuple[PlanAnswer, ...]:
    """There is at least one plan to ask about; raises NotFound("no_plans") otherwise."""
    if not plans:
        raise NotFound("no_plans", nearest=[])
    return plans
