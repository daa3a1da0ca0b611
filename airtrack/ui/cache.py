"""The only caching decorators of figures and tables: keys are the views file and small scalars.

Frames and answers are never keys; figures are plain dicts, a tenth of the cost of go.Figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from airtrack.answers import plans as plan_answers
from airtrack.answers import reconcile
from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import Question
from airtrack.assess import board as boards
from airtrack.assess.board import Board
from airtrack.domain import period as periods
from airtrack.domain.verdict import Verdict
from airtrack.ui import city, emissions, pickers, screens
from airtrack.ui import explained as explanations
from airtrack.ui.city import CityScreen
from airtrack.ui.emissions import EmissionsAsk, EmissionsScreen
from airtrack.ui.explained import ExplainAsk, Explained
from airtrack.ui.house import Now
from airtrack.ui.pickers import Bases, CityAsk, OverviewAsk, RankingAsk
from airtrack.ui.screens import OverviewScreen, RankingScreen
from airtrack.views import comparing, verdicts
from airtrack.views import method as method_view
from airtrack.views.section import Section
from airtrack.views.table import Table

_ENTRIES, _BOARDS = 256, 32


def plans(now: Now) -> tuple[PlanAnswer, ...]:
    """The plans of one snapshot with their targets."""
    return _plans(now, file=now.file)


@st.cache_resource(max_entries=2, show_spinner=False)
def _plans(_now: Now, *, file: str) -> tuple[PlanAnswer, ...]:
    return plan_answers.all_plans(_now.house)


def _board(now: Now, as_of: date) -> Board:
    """The verdicts of all plans on a date, shared by the pages and both languages."""
    return _verdicts(now, file=now.file, as_of=as_of)


@st.cache_resource(max_entries=_BOARDS, show_spinner=False)
def _verdicts(_now: Now, *, file: str, as_of: date) -> Board:
    return boards.board(_now.house, as_of=as_of)


def overview_screen(now: Now, ask: OverviewAsk) -> OverviewScreen:
    """The overview for one snapshot, question and language."""
    return _overview(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _overview(_now: Now, *, file: str, lang: str, ask: OverviewAsk) -> OverviewScreen:
    answer = _board(_now, ask.as_of)
    return screens.of_overview(_now.house, ask, _now.words, answer=answer)


def newest_ranked(now: Now, group: str) -> str | None:
    """The period that the ranking of a group begins with."""
    return _newest_ranked(now, file=now.file, group=group)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _newest_ranked(_now: Now, *, file: str, group: str) -> str | None:
    return pickers.newest_ranked(_now.house, group)


def ranking_screen(now: Now, ask: RankingAsk) -> RankingScreen:
    """The ranking page for one snapshot, question and language."""
    return _ranking(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _ranking(_now: Now, *, file: str, lang: str, ask: RankingAsk) -> RankingScreen:
    return screens.of_ranking(_now.house, ask, _now.words)


def city_screen(now: Now, ask: CityAsk) -> CityScreen:
    """The city page for one snapshot, question and language."""
    return _city(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _city(_now: Now, *, file: str, lang: str, ask: CityAsk) -> CityScreen:
    days = _now.house.statistics.days
    answer = _board(_now, days[1]) if days and plans(_now) else None
    return city.screen(_now.house, ask, _now.words, answer=answer)


def emissions_screen(now: Now, ask: EmissionsAsk) -> EmissionsScreen:
    """The page of emissions for one snapshot, question and language."""
    return _emissions(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _emissions(_now: Now, *, file: str, lang: str, ask: EmissionsAsk) -> EmissionsScreen:
    answer = _board(_now, ask.as_of)
    return emissions.screen(_now.house, ask, _now.words, answer=answer, is_public=_now.is_public)


def city_verdicts(now: Now, ask: CityAsk) -> list[Verdict]:
    """The verdicts that the city page shows on badges."""
    days = now.house.statistics.days
    return city.judged(_board(now, days[1]) if days and plans(now) else None, ask)


def bases(now: Now) -> Mapping[str, Bases]:
    """What the ledger or an assessed table has for each place that one of them speaks of."""
    return _bases(now, file=now.file)


@st.cache_data(max_entries=2, show_spinner=False)
def _bases(_now: Now, *, file: str) -> Mapping[str, Bases]:
    return pickers.bases(_now.house)


def overview_verdicts(now: Now, ask: OverviewAsk) -> list[Verdict]:
    """The verdicts of the overview's table, in its order."""
    return _overview_verdicts(now, file=now.file, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _overview_verdicts(_now: Now, *, file: str, ask: OverviewAsk) -> list[Verdict]:
    return verdicts.worst_first(screens.of_plan(_board(_now, ask.as_of), ask))


def explained(now: Now, ask: ExplainAsk) -> Explained:
    """How a figure came about, for one snapshot, question and language."""
    return _explained(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _explained(_now: Now, *, file: str, lang: str, ask: ExplainAsk) -> Explained:
    return explanations.explained(_now, ask)


def reconciliation(now: Now, ask: CityAsk, period: str) -> Table:
    """The differences between published and computed values of the city and a period."""
    return _reconciliation(now, file=now.file, lang=now.words.lang, ask=ask, period=period)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _reconciliation(_now: Now, *, file: str, lang: str, ask: CityAsk, period: str) -> Table:
    question = Question(periods.parse(period), ask.edition)
    found = reconcile.of_places(_now.house, question, [ask.place])
    return comparing.reconciliation_table(found, _now.words)


def method(now: Now) -> list[Section]:
    """How every figure is computed, in the language of the page."""
    return _method(now, lang=now.words.lang)


@st.cache_data(max_entries=2, show_spinner=False)
def _method(_now: Now, *, lang: str) -> list[Section]:
    return method_view.sections(_now.house.standards, _now.words)
