"""Two pieces of the overview: how complete the data are, and what changed with the newest ones.

The public edition names no batch, no file and no person: it is told what is on record alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import streamlit as st

from airtrack.answers import arrived
from airtrack.answers.arrived import Arrived
from airtrack.answers.quality import completeness
from airtrack.answers.question import House
from airtrack.assess import since as since_answers
from airtrack.settings import home
from airtrack.store import kept
from airtrack.ui import cache, frame
from airtrack.ui import house as opened
from airtrack.ui.house import Now
from airtrack.ui.pickers import OverviewAsk
from airtrack.views.overview import since, strip
from airtrack.views.overview.since import Told
from airtrack.views.quality import sentences
from airtrack.views.table import Table
from airtrack.views.theme import Figure

_ENTRIES = 64


@dataclass(frozen=True, slots=True)
class StripScreen:
    """How complete the data of the board's cities are; no figure where there are no days."""

    lines: tuple[str, ...]
    figure: Figure | None
    alt: str
    table: Table


@dataclass(frozen=True, slots=True)
class SinceScreen:
    """What the newest data are, and the day that changes are told against."""

    told: tuple[Told, ...]
    before: date
    table: Table


def cities(now: Now, ask: OverviewAsk) -> tuple[str, ...]:
    """The cities of the region, else of the plan's set; none where none of them has data."""
    plan = next(item.plan for item in cache.plans(now) if item.plan.id == ask.plan)
    return _members(now.house, ask.region or plan.group, ask.as_of)


def _members(house: House, group: str, on: date) -> tuple[str, ...]:
    if not house.gazetteer.is_group(group):
        return ()
    own = house.gazetteer.find_group(group).members(on)
    return own if house.places_with_data.intersection(own) else ()


def completeness_of(now: Now, ask: OverviewAsk) -> StripScreen | None:
    """The strip for one snapshot, question and language; None where no city has data."""
    year = min(ask.year, ask.as_of.year)
    return _strip(
        now,
        file=now.file,
        lang=now.words.lang,
        places=cities(now, ask),
        year=year,
        as_of=ask.as_of,
    )


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _strip(
    _now: Now, *, file: str, lang: str, places: tuple[str, ...], year: int, as_of: date
) -> StripScreen | None:
    if not places:
        return None
    house, words = _now.house, _now.words
    found = completeness.of_places(house, places, year, as_of=as_of)
    lines = sentences.strip(found, words).lines
    return StripScreen(
        lines,
        strip.figure(found, house.gazetteer, words),
        words.say("alt_strip", said=words.label("semicolon").join(lines)),
        strip.table(found, words),
    )


def newest(now: Now, ask: OverviewAsk) -> SinceScreen | None:
    """What came in last; None for an earlier date than that of the newest data, or without any."""
    return _newest(
        now, file=now.file, lang=now.words.lang, places=cities(now, ask), as_of=ask.as_of
    )


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _newest(
    _now: Now, *, file: str, lang: str, places: tuple[str, ...], as_of: date
) -> SinceScreen | None:
    found = arrived.newest(_now.house, _now.history, places) if places else None
    if found is None or as_of < found.newest:
        return None
    words = _now.words
    told = [since.came(found, words)]
    n_corrected = 0 if _now.is_public else _corrected(_now, found)
    if n_corrected:
        told.append(since.corrected(n_corrected, words))
    return SinceScreen(tuple(told), found.before, since.came_table(found, words))


def _corrected(now: Now, found: Arrived) -> int:
    """Rows that the newest batches said otherwise than what counted, as their commits noted."""
    layout = opened.workspace().store.layout
    own = [item.batch.batch_id for item in now.history if item.batch.batch_no in found.batches]
    noted = (kept.report(layout, batch_id).get("counts", {}) for batch_id in own)
    return sum(int(counts.get("changed", 0)) for counts in noted)


def outcome(now: Now, ask: OverviewAsk, before: date) -> tuple[tuple[Told, ...], Table]:
    """Verdicts that turned and figures that moved since that day: a second board, a second."""
    return _outcome(now, file=now.file, lang=now.words.lang, ask=ask, before=before)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _outcome(
    _now: Now, *, file: str, lang: str, ask: OverviewAsk, before: date
) -> tuple[tuple[Told, ...], Table]:
    gazetteer, words = _now.house.gazetteer, _now.words
    earlier = replace(ask, as_of=before)
    found = since_answers.between(
        cache.overview_verdicts(_now, earlier), cache.overview_verdicts(_now, ask)
    )
    return since.outcome(found, gazetteer, words), since.table(found, gazetteer, words)


def draw_completeness(now: Now, ask: OverviewAsk) -> None:
    """The slim figure over its words; the words alone where no day is on record."""
    screen = completeness_of(now, ask)
    if screen is None:
        return
    label = now.words.label
    said = label("semicolon").join(screen.lines) + label("full_stop")
    if screen.figure is None:
        st.subheader(label("strip_heading"), anchor=False)
        st.text(said)
        return
    frame.figure(
        now,
        screen.figure,
        title=label("strip_heading"),
        key="completeness",
        caption=said,
        alt=screen.alt,
        table=screen.table,
        name=f"completeness_{ask.plan}_{ask.year}.csv",
    )


def draw_changes(now: Now, ask: OverviewAsk) -> None:
    """What came in, and once it is opened what it turned; nothing for an earlier date."""
    screen = newest(now, ask)
    if screen is None:
        return
    words = now.words
    st.subheader(words.label("since_heading"), anchor=False)
    for told in screen.told:
        st.text(told.text)
    label = words.say("since_open", before=screen.before.isoformat())
    section = st.expander(label, key="since", on_change="rerun")
    if not section.open:
        return
    with section:
        with st.spinner(words.label("told_judging")):
            sentences_, table = outcome(now, ask, screen.before)
        for told in sentences_:
            _line(now, told, year=ask.year)
        if table.rows:
            frame.table(table, now=now, key="table_since", name=f"changes_{ask.plan}.csv")


def _line(now: Now, told: Told, *, year: int) -> None:
    """The sentence, with links to the city and the target that it is about."""
    st.text(told.text)
    if not told.place and not told.target:
        return
    with st.container(horizontal=True, gap="small"):
        lang = now.words.lang
        if told.place:
            name = now.house.gazetteer.places[told.place].short_name
            query = {"place": told.place, "year": str(year), "lang": lang}
            _link("city", frame.plain(name), query)
        if told.target:
            _link("targets", now.words.label("since_target"), {"target": told.target, "lang": lang})


def _link(page: str, label: str, query: dict[str, str]) -> None:
    st.page_link(home() / "pages" / f"{page}.py", label=f"→ {label}", query_params=query)
