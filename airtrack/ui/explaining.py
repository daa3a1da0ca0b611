"""The card behind a figure: a click on a badge or a pick opens it, the link of the page keeps it.

Every figure that can be opened has a key, which stands in the address while its card is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from airtrack.answers.explain import explainable
from airtrack.domain.verdict import Verdict
from airtrack.ui import cache, frame
from airtrack.ui.explained import ExplainAsk, Explained
from airtrack.ui.house import Now
from airtrack.ui.pickers import CityAsk, OverviewAsk
from airtrack.views import bases, sentences, verdicts

_PARAMETER = "explain"
_PICK = "explain_pick"
_NOTHING = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be opened: what it is called in the list, and what is asked then."""

    label: str
    ask: ExplainAsk


def of_city(now: Now, ask: CityAsk) -> dict[str, Offer]:
    """Every verdict of the city's year and every figure of it, by key."""
    days = now.house.statistics.days
    offered: dict[str, Offer] = {}
    if days is not None:
        for verdict in cache.city_verdicts(now, ask):
            asked = _of_verdict(verdict, days[1], ask.edition)
            offered[_key(verdict)] = Offer(_told(now, verdict), asked)
    for indicator in explainable(now.house):
        asked = ExplainAsk(
            *(ask.place, ask.edition),
            period=str(ask.year),
            indicator=indicator,
            basis=ask.basis,
        )
        offered[indicator] = Offer(f"{ask.year} {now.words.label(indicator)}", asked)
    return offered


def of_overview(now: Now, ask: OverviewAsk) -> dict[str, Offer]:
    """Every row of the overview's table, by key."""
    return of_verdicts(now, cache.overview_verdicts(now, ask), ask.as_of)


def of_verdicts(now: Now, found: Iterable[Verdict], as_of: date | None) -> dict[str, Offer]:
    """Each of these verdicts on a date, by key."""
    return {
        _key(verdict): Offer(
            f"{verdicts.place_name(verdict, now.house.gazetteer, now.words)} {_told(now, verdict)}",
            _of_verdict(verdict, as_of, "in-force"),
        )
        for verdict in found
    }


def _key(verdict: Verdict) -> str:
    return f"{verdict.target.id}@{verdict.place}"


def _of_verdict(verdict: Verdict, as_of: date | None, edition: str) -> ExplainAsk:
    place = None if verdict.is_region else verdict.place
    return ExplainAsk(place, edition, target=verdict.target.id, as_of=as_of)


def _told(now: Now, verdict: Verdict) -> str:
    """What the badge says, without colours."""
    word = verdicts.told(verdict, now.words)
    indicator = sentences.indicator(verdict, now.words, short=True)
    actual = verdicts.written(verdict.actual)
    demand = verdicts.demand(verdict.target, now.words)
    own = f"{bases.own(verdict, now.words)}{bases.by_document(verdict, now.words)}"
    return f"{word} · {indicator} {actual} ({demand}){own} · {verdict.target.clause}"


def chips(now: Now, found: Sequence[Verdict]) -> None:
    """The verdicts as badges in a row that wraps; a click opens the card behind one.

    A verdict on the other basis, and ours beside an official one, stand next to it.
    """
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for verdict in found:
            _button(now, sentences.chip(verdict, now.words), key=_key(verdict), name="chip")
            if verdict.other_basis is not None:
                st.markdown(bases.other_chip(verdict, now.words), width="content")
            if verdict.computed is not None:
                st.markdown(bases.computed_chip(verdict, now.words), width="content")


def place_chips(now: Now, found: Sequence[Verdict]) -> None:
    """The verdicts of several places as badges with their names; a click opens the card."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for verdict in found:
            told = sentences.place_chip(verdict, now.house.gazetteer, now.words)
            _button(now, told, key=_key(verdict), name="place")


def attention(now: Now, found: Sequence[Verdict]) -> bool:
    """Sentences about verdicts, each behind its badge; a click on the badge opens the card.

    True in the run that follows a click.
    """
    is_clicked = False
    for verdict in found:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            badge = sentences.badge(verdict.status, now.words)
            is_clicked |= _button(now, badge, key=_key(verdict), name="attention")
            st.markdown(sentences.told(verdict, now.house.gazetteer, now.words), width="content")
    return is_clicked


def told(now: Now, verdict: Verdict, sentence: str) -> None:
    """A sentence about a verdict under its badge; a click on the badge opens the card."""
    badge = sentences.badge(verdict.status, now.words)
    _button(now, badge, key=_key(verdict), name="attention")
    st.markdown(frame.plain(sentence))


def figure(now: Now, indicator: str, offered: Mapping[str, Offer], *, of: str = "figure") -> None:
    """A small button below a figure that opens the card of the year's figure, where it has one.

    `of` names the figure, so that several may lead to the same card.
    """
    if indicator in offered:
        _button(now, now.words.label("explain_this"), key=indicator, name=of)


def several(now: Now, indicators: Iterable[str], offered: Mapping[str, Offer], *, of: str) -> None:
    """The same below a figure of several indicators: a button each, by its name."""
    keys = [key for key in indicators if key in offered]
    if not keys:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(frame.plain(now.words.label("explain_this")), width="content")
        for key in keys:
            _button(now, now.words.label(key), key=key, name=of)


def _button(now: Now, label: str, *, key: str, name: str) -> bool:
    return st.button(
        label,
        key=f"explain_{name}_{key}",
        type="tertiary",
        help=now.words.label("explain_click"),
        on_click=_open,
        args=(key,),
    )


def _open(key: str) -> None:
    st.query_params[_PARAMETER] = key


def _picked() -> None:
    """What was picked is open; nothing picked closes."""
    if key := str(st.session_state.get(_PICK, _NOTHING)):
        _open(key)
    else:
        _close()


def _close() -> None:
    """The card is closed, and the list is back at its beginning."""
    st.query_params.pop(_PARAMETER, None)
    st.session_state[_PICK] = _NOTHING


def is_open(offered: Mapping[str, Offer]) -> bool:
    """True while the address names a card that can be opened."""
    return st.query_params.get(_PARAMETER) in offered


def card(now: Now, offered: Mapping[str, Offer]) -> None:
    """The list of all that can be opened, and the card of what is open.

    Nothing is worked out before somebody picks.
    """
    st.selectbox(
        now.words.label("explain_open"),
        [_NOTHING, *offered],
        key=_PICK,
        format_func=lambda key: (
            offered[key].label if key in offered else now.words.label("explain_none")
        ),
        on_change=_picked,
    )
    wanted = st.query_params.get(_PARAMETER)
    if wanted is not None and wanted in offered:
        title = now.words.label("explain_this")
        st.dialog(title, width="large", on_dismiss=_close)(_shown)(now, offered[wanted].ask)


def _shown(now: Now, ask: ExplainAsk) -> None:
    found = cache.explained(now, ask)
    _sections(now, found, key="explain")
    if found.days and ask.place is not None:
        _walk_back(now, ask, found.days)


def _walk_back(now: Now, ask: ExplainAsk, days: Sequence[date]) -> None:
    """One of the days, down to its hours."""
    options = [_NOTHING, *(day.isoformat() for day in days)]
    chosen = st.selectbox(
        now.words.label("explain_day_pick"),
        options,
        key="explain_day",
        format_func=lambda day: day or now.words.label("explain_none"),
    )
    if chosen:
        on = date.fromisoformat(chosen)
        found = cache.explained(now, replace(ask, target="", indicator="", day=on))
        _sections(now, found, key="explain_day")


def _sections(now: Now, found: Explained, *, key: str) -> None:
    frame.sections(found.sections, now=now, key=key)
    st.download_button(
        now.words.label("download_json"),
        data=found.document.encode(),
        file_name="explain.json",
        mime="application/json",
        key=f"{key}_json",
    )
