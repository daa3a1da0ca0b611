"""Choices whose state is the URL: a link reproduces the page, and a page change keeps the choice.

Source of the pattern: widgets bound to query parameters lose their state between pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Literal

import streamlit as st

from airtrack.domain.glossary import Lang
from airtrack.ui.house import Now

Width = int | Literal["stretch"]

_LANGS: tuple[Lang, ...] = ("zh", "en")
_QUOTED = 40


_TOLD: ContextVar[list[str] | None] = ContextVar("told", default=None)


@contextmanager
def told() -> Iterator[list[str]]:
    """What is picked within, in the words of the pickers and in their order."""
    picked: list[str] = []
    token = _TOLD.set(picked)
    try:
        yield picked
    finally:
        _TOLD.reset(token)


def _tell(value: str) -> None:
    picked = _TOLD.get()
    if picked is not None:
        picked.append(value)


def _state() -> dict[str, dict[str, str]]:
    """The choices of this session, what was last written to the URL, the defaults followed."""
    found: dict[str, dict[str, str]] = st.session_state.setdefault(
        "choices", {"chosen": {}, "written": {}, "followed": {}}
    )
    return found


def choose(
    now: Now,
    name: str,
    label: str,
    options: Sequence[str],
    *,
    default: str,
    named: Callable[[str], str],
    width: Width = "stretch",
    follows: bool = False,
) -> str:
    """One picker. A value in the URL that changed from outside wins; an unknown one is named.

    One that `follows` its default moves with it until somebody picks another value.
    """
    state, key = _state(), f"pick_{name}"
    given = st.query_params.get(name)
    if given is not None and given != state["written"].get(name):
        if given in options:
            st.session_state[key] = given
        else:
            warn(now, given)
    current = str(st.session_state.get(key))
    if current not in options:
        kept = state["chosen"].get(name, default)
        current = kept if kept in options else default
    if follows:
        current = _followed(name, current, default=default)
    # always said anew: a picker with other options, as on the next page, would start at its first
    st.session_state[key] = current
    text = now.words.label(label)
    value = str(st.selectbox(text, options, key=key, format_func=named, width=width))
    _tell(named(value))
    _remember(name, value)
    return value


def choose_day(
    now: Now,
    name: str,
    label: str,
    *,
    first: date,
    last: date,
    default: date | None = None,
    width: Width = "stretch",
) -> date:
    """A day between `first` and `last`; the default, else the last, moves until another is picked.

    A day in the URL that is out of bounds is named.
    """
    state, key = _state(), f"pick_{name}"
    usual = default or last
    given = st.query_params.get(name)
    kept = st.session_state.get(key) or _day(state["chosen"].get(name)) or usual
    if given is not None and given != state["written"].get(name):
        kept = _day(given) or date.max
        if not first <= kept <= last:
            warn(now, given)
            kept = usual
    current = _day(_followed(name, kept.isoformat(), default=usual.isoformat())) or usual
    st.session_state[key] = min(max(current, first), last)
    chosen = st.date_input(
        now.words.label(label),
        key=key,
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD",
        width=width,
    )
    day = chosen if isinstance(chosen, date) else usual
    _tell(day.isoformat())
    _remember(name, day.isoformat())
    return day


def arrived(name: str) -> str | None:
    """The value that the URL was opened with; None where it is the page's own."""
    given = st.query_params.get(name)
    return None if given == _state()["written"].get(name) else given


def turn(name: str, value: str) -> None:
    """The picker of that name stands on the value when it is drawn next, whatever the URL says."""
    st.session_state[f"pick_{name}"] = value
    _remember(name, value)


def kept(name: str) -> str:
    """What the URL says of it, else what was chosen before; empty where nothing is."""
    given = st.query_params.get(name)
    value = _state()["chosen"].get(name, "") if given is None else given
    keep(name, value)
    return value


def keep(name: str, value: str) -> None:
    """The value stands in the URL and is kept for the next page; an empty one is left out."""
    if value:
        _remember(name, value)
        return
    state = _state()
    state["chosen"][name] = ""
    if name in st.query_params:
        del st.query_params[name]


def mend(name: str, form: Callable[[str], str]) -> None:
    """A value of the URL in the form in which the options have it."""
    given = st.query_params.get(name)
    if given is not None and form(given) != given:
        st.query_params[name] = form(given)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None


def _followed(name: str, current: str, *, default: str) -> str:
    """The default of now where the value is that of the last time."""
    followed = _state()["followed"]
    value = default if current == followed.get(name) else current
    followed[name] = default
    return value


def _remember(name: str, value: str) -> None:
    """The value is kept for the next page and stands in the URL."""
    state = _state()
    state["chosen"][name] = value
    state["written"][name] = value
    if st.query_params.get(name) != value:
        st.query_params[name] = value


def language(default: Lang) -> Lang:
    """The language of the page: from the URL, else as it was chosen, else the setting."""
    state = _state()
    given = st.query_params.get("lang")
    if given in _LANGS:
        state["chosen"]["lang"] = given
    elif given is None and "lang" in state["chosen"]:
        st.query_params["lang"] = state["chosen"]["lang"]
    chosen = state["chosen"].get("lang", default)
    return "en" if chosen == "en" else "zh"


def name_unknown_language(now: Now) -> None:
    """A language in the URL that the page does not speak is named, and the URL mended."""
    given = st.query_params.get("lang")
    if given is not None and given not in _LANGS:
        warn(now, given)
        st.query_params["lang"] = now.words.lang


def warn(now: Now, given: str) -> None:
    """Names a value of the URL as a code span: it never becomes a link or a picture."""
    quoted = given[:_QUOTED].replace("`", "'").replace("\n", " ")
    st.warning(now.words.say("wrong_link", value=f"`{quoted}`"))


def switch_language(lang: Lang) -> None:
    """From the next rerun on the page speaks the other language."""
    other = "en" if lang == "zh" else "zh"
    _state()["chosen"]["lang"] = other
    st.query_params["lang"] = other
