"""The only caching decorators of figures and tables: keys are the views file and small scalars.

Frames and answers are never keys; figures are plain dicts, a tenth of the cost of go.Figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from airtrack.answers import offered, progress, reconcile
from airtrack.answers import plans as plan_answers
from airtrack.answers.offered import Offered
from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import Question
from airtrack.answers.rank import Place, Ranking
from airtrack.answers.records import Records
from airtrack.assess import board as boards
from airtrack.assess.board import Board
from airtrack.domain import period as periods
from airtrack.domain.verdict import Verdict
from airtrack.ui import explained as explanations
from airtrack.ui import house, pickers
from airtrack.ui.asking import RegionAsk, TargetsAsk, TasksAsk
from airtrack.ui.city import beside as city_beside_screens
from airtrack.ui.city import screen as city
from airtrack.ui.city import season
from airtrack.ui.city import standing as city_standing
from airtrack.ui.city.beside import BesideScreen
from airtrack.ui.city.screen import CityScreen
from airtrack.ui.city.season import SeasonScreen
from airtrack.ui.city.standing import Duties, RankAsk
from airtrack.ui.explained import ExplainAsk, Explained
from airtrack.ui.frame.picture import Picture
from airtrack.ui.house import Now
from airtrack.ui.maps import drawing as map_drawing
from airtrack.ui.maps import screen as map_screen
from airtrack.ui.maps.screen import MapAsk, MapScreen
from airtrack.ui.overview import screen as overview
from airtrack.ui.overview.screen import OverviewScreen
from airtrack.ui.pickers import Bases, CityAsk, OverviewAsk
from airtrack.ui.plans import emissions, targets, tasks
from airtrack.ui.plans.emissions import EmissionsAsk, EmissionsScreen
from airtrack.ui.plans.targets import PlanShelf, TargetCard, TargetsScreen
from airtrack.ui.plans.tasks import TaskCard, TasksScreen
from airtrack.ui.ranking import screen as ranking
from airtrack.ui.ranking.asking import RankingAsk
from airtrack.ui.ranking.screen import Beside, RankingScreen
from airtrack.ui.region import screen as region
from airtrack.ui.region.screen import RegionScreen
from airtrack.views import comparing, verdicts
from airtrack.views import method as method_view
from airtrack.views.section import Section
from airtrack.views.table import Table
from airtrack.views.theme import Figure

_ENTRIES, _BOARDS, _FEW = 256, 32, 4


def plans(now: Now) -> tuple[PlanAnswer, ...]:
    """The plans of one snapshot with their targets."""
    return _plans(now, file=now.file)


@st.cache_resource(max_entries=2, show_spinner=False)
def _plans(_now: Now, *, file: str) -> tuple[PlanAnswer, ...]:
    return plan_answers.all_plans(_now.house)


def prepare(now: Now) -> None:
    """The verdicts of the newest day are there for whoever asks for them first."""
    days = now.house.statistics.days
    if days is not None and plans(now):
        _board(now, days[1])


def _board(now: Now, as_of: date | None) -> Board:
    """The verdicts of all plans on a date, shared by the pages and both languages."""
    return _verdicts(now, file=now.file, as_of=as_of)


@st.cache_resource(max_entries=_BOARDS, show_spinner=False)
def _verdicts(_now: Now, *, file: str, as_of: date | None) -> Board:
    found = boards.board(_now.house, as_of=as_of)
    return found.for_public() if _now.is_public else found


def overview_screen(now: Now, ask: OverviewAsk) -> OverviewScreen:
    """The overview for one snapshot, question and language."""
    return _overview(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _overview(_now: Now, *, file: str, lang: str, ask: OverviewAsk) -> OverviewScreen:
    answer = _board(_now, ask.as_of)
    return overview.screen(_now.house, ask, _now.words, answer=answer)


def regions(now: Now, plan: PlanAnswer, year: int) -> tuple[str, ...]:
    """The parts of a plan's region that the overview can be asked for."""
    return _regions(now, plan, file=now.file, plan=plan.plan.id, year=year)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _regions(_now: Now, _answer: PlanAnswer, *, file: str, plan: str, year: int) -> tuple[str, ...]:
    return overview.regions(_now.house, _answer, year)


def newest_ranked(now: Now, group: str) -> str | None:
    """The period that the ranking of a group begins with."""
    return _newest_ranked(now, file=now.file, group=group)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _newest_ranked(_now: Now, *, file: str, group: str) -> str | None:
    return pickers.newest_ranked(_now.house, group)


def offered_periods(now: Now) -> Offered:
    """The periods that can be asked about, by kind."""
    return _offered(now, file=now.file)


@st.cache_resource(max_entries=2, show_spinner=False)
def _offered(_now: Now, *, file: str) -> Offered:
    return offered.by_kind(_now.house)


def _ranked(now: Now, ask: RankingAsk) -> Ranking:
    """The ranking itself, shared by both parts of its page, both languages and every highlight."""
    asked = RankingAsk(ask.group, ask.period, ask.by, ask.edition)
    return _ranking_answer(now, file=now.file, ask=asked)


@st.cache_resource(max_entries=_BOARDS, show_spinner=False)
def _ranking_answer(_now: Now, *, file: str, ask: RankingAsk) -> Ranking:
    return ranking.ranking(_now.house, ask)


def beside_ranking(now: Now, ask: RankingAsk) -> Beside:
    """What stands below the ranking, for one snapshot, question and language."""
    return _beside_ranking(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _beside_ranking(_now: Now, *, file: str, lang: str, ask: RankingAsk) -> Beside:
    return ranking.beside(_now.house, ask, _now.words, answer=_ranked(_now, ask))


def ranking_screen(now: Now, ask: RankingAsk) -> RankingScreen:
    """The ranking page for one snapshot, question and language."""
    return _ranking(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _ranking(_now: Now, *, file: str, lang: str, ask: RankingAsk) -> RankingScreen:
    return ranking.screen(_now.house, ask, _now.words, answer=_ranked(_now, ask))


def map_columns(now: Now, ask: OverviewAsk) -> Mapping[str, str]:
    """The targets of a plan that a map can show alone, by their key."""
    return map_screen.columns(now.house, ask, now.words, answer=_board(now, ask.as_of))


def map_of(now: Now, ask: MapAsk) -> MapScreen:
    """The map for one snapshot, question and language."""
    return _map(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _map(_now: Now, *, file: str, lang: str, ask: MapAsk) -> MapScreen:
    own, words = ask.of, _now.words
    if isinstance(own, RankingAsk):
        return map_screen.of_values(_now.house, own, words)
    answer = _board(_now, own.as_of)
    return map_screen.of_status(_now.house, own, words, answer=answer, column=ask.column)


def map_figure(now: Now, ask: MapAsk, *, form: str, height: int) -> Figure:
    """The same map, drawn."""
    lang = now.words.lang
    return _map_figure(now, file=now.file, lang=lang, ask=ask, form=form, height=height)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _map_figure(_now: Now, *, file: str, lang: str, ask: MapAsk, form: str, height: int) -> Figure:
    atlas = house.workspace().atlas
    return map_drawing.figure(map_of(_now, ask), atlas, _now.words, form=form, height=height)


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


def city_season(now: Now, ask: CityAsk) -> SeasonScreen:
    """Budgets, paths and projections of the city for one snapshot, question and language."""
    return _city_season(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _city_season(_now: Now, *, file: str, lang: str, ask: CityAsk) -> SeasonScreen:
    return season.screen(_now.house, city_verdicts(_now, ask), _now.words, by=ask.by)


def city_beside(now: Now, ask: CityAsk) -> BesideScreen:
    """What a city's year is held beside, for one snapshot, question and language."""
    return _city_beside(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _city_beside(_now: Now, *, file: str, lang: str, ask: CityAsk) -> BesideScreen:
    return city_beside_screens.screen(_now.house, ask, _now.words)


def city_ranks(now: Now, ask: CityAsk) -> list[Place]:
    """Where the city stands among others; empty where it is ranked in nothing."""
    asked = _rank_ask(now, file=now.file, ask=ask)
    if asked is None:
        return []
    return city_standing.of_place(_ranks(now, file=now.file, ask=asked), ask.place)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _rank_ask(_now: Now, *, file: str, ask: CityAsk) -> RankAsk | None:
    return city_standing.rank_ask(_now.house, ask, plans(_now))


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _ranks(_now: Now, *, file: str, ask: RankAsk) -> tuple[dict[str, Place], ...]:
    """Shared by all cities of the set."""
    return city_standing.ranks(_now.house, ask)


def city_duties(now: Now, ask: CityAsk) -> Duties | None:
    """What presses the city's government on the day of the newest data."""
    days = now.house.statistics.days
    if days is None or not plans(now):
        return None
    return _duties(now, file=now.file, lang=now.words.lang, ask=ask, as_of=days[1])


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _duties(_now: Now, *, file: str, lang: str, ask: CityAsk, as_of: date) -> Duties | None:
    return city_standing.duties(_now.house, ask, _now.words, plans(_now), as_of=as_of)


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
    return verdicts.worst_first(overview.asked(_now.house, _board(_now, ask.as_of), ask))


def shelf(now: Now) -> PlanShelf:
    """The plans on file for one snapshot and language."""
    return _shelf(now, file=now.file, lang=now.words.lang)


@st.cache_data(max_entries=_FEW, show_spinner=False)
def _shelf(_now: Now, *, file: str, lang: str) -> PlanShelf:
    return targets.shelf(plans(_now), _now.words)


def targets_screen(now: Now, ask: TargetsAsk) -> TargetsScreen:
    """The page of targets for one snapshot, question and language."""
    return _targets(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _targets(_now: Now, *, file: str, lang: str, ask: TargetsAsk) -> TargetsScreen:
    answer, inside = _board(_now, ask.as_of), not _now.is_public
    return targets.screen(
        _now.house, ask, _now.words, plans=plans(_now), answer=answer, inside=inside
    )


def targets_verdicts(now: Now, ask: TargetsAsk) -> list[Verdict]:
    """The verdicts on all targets of the plan, in its order."""
    return [item for item in _board(now, ask.as_of).verdicts if item.target.plan == ask.plan]


def target_card(now: Now, target: str, as_of: date | None) -> TargetCard | None:
    """One target for one snapshot, date and language; None where no plan has it."""
    if not targets.known(plans(now), target):
        return None
    return _target_card(now, file=now.file, lang=now.words.lang, target=target, as_of=as_of)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _target_card(_now: Now, *, file: str, lang: str, target: str, as_of: date | None) -> TargetCard:
    answer = _board(_now, as_of)
    return targets.card(_now.house, target, _now.words, plans=plans(_now), answer=answer)


def _own_plan(now: Now, plan: str) -> PlanAnswer:
    return next(item for item in plans(now) if item.plan.id == plan)


def tasks_screen(now: Now, ask: TasksAsk) -> TasksScreen:
    """The page of tasks for one snapshot, question and language."""
    return _tasks(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _tasks(_now: Now, *, file: str, lang: str, ask: TasksAsk) -> TasksScreen:
    own = _own_plan(_now, ask.plan)
    reported = progress.of_plan(Records(_now.house), ask.plan, as_of=ask.as_of)
    soon = _now.house.standards.assessment.due_soon_days
    return tasks.screen(
        own, ask, _now.words, measures=_now.measures, reported=reported, soon_days=soon
    )


def task_card(now: Now, ask: TasksAsk, task: str) -> TaskCard | None:
    """One task for one snapshot, date and language; None where the plan has no such number."""
    numbers = {str(item.no): item.no for item in _own_plan(now, ask.plan).tasks}
    if task not in numbers:
        return None
    return _task_card(now, file=now.file, lang=now.words.lang, ask=ask, number=numbers[task])


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _task_card(_now: Now, *, file: str, lang: str, ask: TasksAsk, number: int) -> TaskCard:
    own = _own_plan(_now, ask.plan)
    records = Records(_now.house)
    return tasks.card(own, number, ask, _now.words, measures=_now.measures, records=records)


def region_screen(now: Now, ask: RegionAsk) -> RegionScreen:
    """The page of a region for one snapshot, question and language."""
    return _region(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _region(_now: Now, *, file: str, lang: str, ask: RegionAsk) -> RegionScreen:
    answer = _board(_now, ask.as_of) if plans(_now) else None
    return region.screen(_now.house, ask, _now.words, answer=answer)


def region_spread(now: Now, ask: RegionAsk) -> Picture | None:
    """How far the members lie apart, for one snapshot, question and language."""
    return _region_spread(now, file=now.file, lang=now.words.lang, ask=ask)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _region_spread(_now: Now, *, file: str, lang: str, ask: RegionAsk) -> Picture | None:
    return region.spread_of(_now.house, ask, _now.words)


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
