"""The stage of a page: what the main script has drawn and asked before the page runs.

A page that is run without the main script finds no stage and shows nothing: neither edition nor
role would have been looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from airtrack.ui import choice, frame
from airtrack.ui.house import Now

Ask = TypeVar("Ask")


@dataclass(frozen=True, slots=True)
class Act:
    """A page of the application: its file and address, its title, and how it is asked.

    `ask` draws the pickers and returns what was asked; None where nothing can be asked.
    """

    name: str
    ask: Callable[[Now], object] | None = None

    @property
    def title(self) -> str:
        """The term of the glossary that the page is called by."""
        return f"page_{self.name}"


@dataclass(frozen=True, slots=True)
class _Stage:
    now: Now
    ask: object
    answer: DeltaGenerator


_STAGE: ContextVar[_Stage | None] = ContextVar("stage")


def draw(now: Now, act: Act) -> None:
    """Title, room for the answer, and the pickers, which a narrow screen folds away."""
    _STAGE.set(None)
    frame.header(now, act.title)
    answer = st.container()
    _STAGE.set(_Stage(now, act.ask and _asked(now, act.ask), answer))


def _asked(now: Now, ask: Callable[[Now], object]) -> object:
    """What the pickers say; the fold above them names what is picked."""
    with choice.told() as told:
        fold = st.container(key="fold")
        with st.container(key="pickers"):
            found = ask(now)
    label = now.words.say("pickers_folded", picked=" · ".join(told))
    fold.toggle(frame.plain(label), key="unfolded")
    return found


def of(kind: type[Ask]) -> tuple[Now, Ask, DeltaGenerator]:
    """The figures of this rerun, what the page is asked, and the place of its answer.

    Raises LookupError where the main script has not opened the page.
    """
    found = _found()
    if not isinstance(found.ask, kind):
        raise LookupError(kind.__name__)
    return found.now, found.ask, found.answer


def bare() -> tuple[Now, DeltaGenerator]:
    """The same for a page that is asked nothing."""
    found = _found()
    return found.now, found.answer


def _found() -> _Stage:
    found = _STAGE.get()
    if found is None:
        raise LookupError("the main script has not opened this page")
    return found
