"""What the page of quality shows for one question. The public edition never loads this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from airtrack.answers.quality import (
    compared,
    completeness,
    corrections,
    events,
    suspects,
)
from airtrack.answers.question import House
from airtrack.answers.reconcile import Reconciliation
from airtrack.assess import flips
from airtrack.assess.filed import ALL
from airtrack.domain import period as periods
from airtrack.domain.batch import BatchHistory
from airtrack.domain.period import Period
from airtrack.ui import house as opened
from airtrack.ui.house import Now
from airtrack.views import comparing, replaced
from airtrack.views import words as words_of
from airtrack.views.quality import calendar, grid, sentences, tables
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure

MOST_CORRECTIONS = 2000
_ENTRIES = 64


@dataclass(frozen=True, slots=True)
class QualityAsk:
    """What the page is asked: a set of places or (not `ALL`) one of them, a year, what is counted.

    `item` is `aqi` or a pollutant.
    """

    group: str
    place: str
    year: int
    item: str

    @property
    def within(self) -> Period:
        """The year."""
        return periods.of_year(self.year)


@dataclass(frozen=True, slots=True)
class QualityScreen:
    """The answer, the figure of days with its words, and the findings about values.

    `figure` is None where there are no days; `places` are the codes of the rows of `table`, empty
    where these are days; `suspect_places` those of `suspects`. `spans` can be reconciled.
    """

    sentence: str
    title: str
    figure: Figure | None
    alt: str
    key: str
    remarks: tuple[str, ...]
    table: Table
    places: tuple[str, ...]
    suspects: Table
    suspect_places: tuple[str, ...]
    spans: tuple[str, ...]
    n_places: int


def members(house: House, ask: QualityAsk) -> tuple[str, ...]:
    """The places asked about that have data, in the order of the set."""
    if ask.place != ALL:
        return (ask.place,)
    days = house.statistics.days
    last = min(days[1], ask.within.last_on) if days else ask.within.last_on
    own = house.gazetteer.find_group(ask.group).members(last)
    return tuple(place for place in own if place in house.places_with_data)


def screen(now: Now, ask: QualityAsk) -> QualityScreen:
    """The page for one snapshot, question and language."""
    return _screen(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _screen(_now: Now, *, file: str, lang: str, ask: QualityAsk) -> QualityScreen:
    house, words = _now.house, _now.words
    places = members(house, ask)
    found = completeness.of_places(house, places, ask.year, items=(ask.item,))
    odd = suspects.of_places(house, places, ask.year)
    spans = compared.spans(house, places, ask.year)
    held = compared.of_places(house, places, spans[0]) if spans else None
    sentence = sentences.answer(found, odd, held, words, item=ask.item)
    known = tables.batches(_now.history)
    shown = _of_one(house, ask, words) if ask.place != ALL else None
    title, figure, alt, key, table = shown or _of_set(found.of(ask.item), ask, words)
    return QualityScreen(
        sentence=sentence,
        title=title,
        figure=figure,
        alt=alt,
        key=key,
        remarks=_remarks(house, ask, words, n=len(places)),
        table=table,
        places=tuple(row.place for row in grid.worst_first(found.of(ask.item)))
        if shown is None
        else (),
        suspects=tables.suspects(odd, known, words),
        suspect_places=tuple(item.place for item in odd),
        spans=spans,
        n_places=len(places),
    )


_Shown = tuple[str, Figure | None, str, str, Table]


def _of_set(rows: Sequence[completeness.PlaceYear], ask: QualityAsk, words: Words) -> _Shown:
    title = words.say("figure_completeness", year=ask.year, item=words.label(ask.item))
    alt = grid.alt(rows, words, item=ask.item, year=ask.year)
    figure = grid.figure(rows, words) if rows else None
    return title, figure, alt, words.label("completeness_key"), grid.table(rows, words)


def _of_one(house: House, ask: QualityAsk, words: Words) -> _Shown | None:
    """The days of one place; None where there are tables alone: its months are shown then."""
    days = completeness.days(house, ask.place, ask.year, item=ask.item)
    if not days:
        return None
    name = house.gazetteer.places[ask.place].name
    said = {"name": name, "year": ask.year, "item": words.label(ask.item)}
    title = words.say("figure_days_valid", **said)
    alt = calendar.alt(days, words, name=name, item=ask.item)
    figure = calendar.figure(days, words, item=ask.item)
    return title, figure, alt, calendar.key(words), calendar.table(days, words)


def _remarks(house: House, ask: QualityAsk, words: Words, *, n: int) -> tuple[str, ...]:
    rule = house.standards.validity.period
    need = words.say(
        "completeness_need",
        month=rule.month_min_days,
        february=rule.february_min_days,
        year=rule.year_min_days,
        clause=house.standards.validity.clause,
    )
    days = house.statistics.days
    source = words.say("completeness_source", last=days[1].isoformat() if days else None)
    if n <= grid.MOST_ROWS:
        return need, source
    return need, source, words.say("completeness_rows_left_out", shown=grid.MOST_ROWS, n=n)


def reconciled(now: Now, ask: QualityAsk, span: str) -> tuple[str, Table]:
    """The differences of one span, and how many there are of each cause."""
    return _reconciled(now, file=now.file, lang=now.words.lang, ask=ask, span=span)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _reconciled(
    _now: Now, *, file: str, lang: str, ask: QualityAsk, span: str
) -> tuple[str, Table]:
    found = compared.of_places(_now.house, members(_now.house, ask), span)
    return _counts(found, _now.words), comparing.reconciliation_table(found, _now.words)


def _counts(found: Reconciliation, words: Words) -> str:
    different = compared.different(found)
    return words.say(
        "quality_compared_counts",
        period=words_of.period(found.question.period.key, words),
        n=found.compared,
        equal=found.equal,
        rounding=len(found.rows) - different,
        k=different,
    )


@dataclass(frozen=True, slots=True)
class Corrected:
    """What later batches say otherwise, what was taken back; `batches` brought a correction."""

    n: int
    values: Table
    turned: Table
    batches: tuple[str, ...]


def corrected(now: Now, ask: QualityAsk) -> Corrected:
    """The corrections of the places and year for one snapshot and language."""
    return _corrected(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _corrected(_now: Now, *, file: str, lang: str, ask: QualityAsk) -> Corrected:
    words, gazetteer = _now.words, _now.house.gazetteer
    found = corrections.of_places(
        opened.workspace().store.layout,
        _now.history,
        within=ask.within,
        places=frozenset(members(_now.house, ask)),
        name=partial(replaced.name_of, gazetteer),
    )
    acts = corrections.turned(_now.history, within=ask.within)
    return Corrected(
        len(found),
        tables.corrections(found[:MOST_CORRECTIONS], words),
        tables.turned(acts, words),
        tuple(dict.fromkeys(item.history.batch.batch_id for item in found)),
    )


def findings(now: Now, ask: QualityAsk) -> Table:
    """What the gate told about the files with days in the year."""
    return _findings(now, file=now.file, lang=now.words.lang, year=ask.year)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _findings(_now: Now, *, file: str, lang: str, year: int) -> Table:
    layout, within = opened.workspace().store.layout, periods.of_year(year)
    return tables.findings(corrections.findings(layout, _now.history, within=within), _now.words)


def ledger(now: Now, ask: QualityAsk) -> Table | None:
    """The events of the places and year; None where there is nothing."""
    return _ledger(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _ledger(_now: Now, *, file: str, lang: str, ask: QualityAsk) -> Table | None:
    found = events.of_places(_now.house, members(_now.house, ask), ask.year)
    return tables.events(found, _now.words)


def turned_by(now: Now, batch: str) -> Table:
    """The verdicts that the batch turned when it was committed: two houses in memory, seconds."""
    return _turned_by(now, file=now.file, lang=now.words.lang, batch=batch)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _turned_by(_now: Now, *, file: str, lang: str, batch: str) -> Table:
    event_no = _committed(_now.history, batch)
    workspace = opened.workspace()
    found = flips.between(workspace.house_at(event_no - 1), workspace.house_at(event_no))
    return replaced.flips(found, _now.house.gazetteer, _now.words)


def _committed(history: Sequence[BatchHistory], batch: str) -> int:
    return next(item.events[0].event_no for item in history if item.batch.batch_id == batch)
