"""What would be if: pickers, sliders and the screen. The public edition never loads this."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import streamlit as st

from airtrack.answers.plans import PlanAnswer
from airtrack.domain import period as periods
from airtrack.domain import scenario
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scenario import Change, Dust, Months, Scenario
from airtrack.errors import NotFound, WrongUse
from airtrack.outlook import whatif
from airtrack.outlook.ground import Ask, Ground
from airtrack.outlook.ranked import Wish
from airtrack.ui import asking, choice, pickers
from airtrack.ui.house import Now
from airtrack.views.outlook import dumbbell, table
from airtrack.views.outlook import words as telling
from airtrack.views.table import Table
from airtrack.views.theme import Figure

_ENTRIES, _GROUNDS = 256, 8
_MIDDLE, _WIDE = 170, 340
_NAME = "scenario"
_MOST, _STEP, _MOST_DUST = 60, 5, 20
"""How far the sliders go, in percent and in days; a text may say more."""

_IN_A_ROW = 4
_IN_ORDER = (
    *(Pollutant.PM25, Pollutant.O3, Pollutant.PM10),
    *(Pollutant.NO2, Pollutant.SO2, Pollutant.CO),
)
_MONTHS, _DUST, _TEXT = "outlook_months", "outlook_dust", "outlook_said"


@dataclass(frozen=True, slots=True)
class OutlookScreen:
    """Everything the page shows of one scenario; `figure` is None where nothing can be drawn."""

    sentence: str
    said: str
    figure: Figure | None
    targets: Table
    figures: Table | None
    rank_note: str
    caption: str


def ask(now: Now, plans: Sequence[PlanAnswer]) -> Ask:
    """Plan and date, then the place, what it is ranked by and among whom.

    Raises NotFound where no target of the plan runs in the year of the date.
    """
    asked = asking.plan_and_day(now, plans)
    plan, as_of = asked.answer, asked.as_of
    if as_of is None:
        raise NotFound("store_is_empty", nearest=[])
    places = _places(now, plan, as_of)
    if not places:
        raise NotFound("whatif_no_target", year=as_of.year, plan=plan.plan.id, nearest=[])
    names = dict(places)
    with st.container(horizontal=True):
        place = choice.choose(
            *(now, "place", "pick_place", list(names)),
            default=next(iter(names)),
            named=names.__getitem__,
            width=_WIDE if len(max(names.values(), key=len)) > len("城市" * 6) else _MIDDLE,
        )
        keys = [key for key in now.house.standards.rankable if key != "change"]
        by = pickers.indicator(now, keys, label="pick_by", default="composite")
    return Ask(plan.plan.id, place, as_of, by)


def _places(now: Now, plan: PlanAnswer, as_of: date) -> list[tuple[str, str]]:
    """The cities with a target that runs, then the sets of them, with their names."""
    gazetteer, within = now.house.gazetteer, periods.of_year(as_of.year)
    running = [target for target in plan.targets if target.is_judged and target.span == within]
    codes = dict.fromkeys(code for target in running for code in target.places)
    found = [(code, gazetteer.places[code].name) for code in codes]
    for key in dict.fromkeys(target.group for target in running if target.group):
        if gazetteer.is_group(key) and any(t.scope != "each" for t in running if t.group == key):
            group = gazetteer.find_group(key)
            is_zh = now.words.lang == "zh"
            found.append((key, group.name if is_zh else group.name_en or group.name))
    return found


def assumed(now: Now, as_of: date) -> Scenario:
    """The scenario of the URL, with sliders that show and change it."""
    text = choice.kept(_NAME)
    try:
        said = scenario.parse(text)
    except WrongUse:
        choice.warn(now, text)
        said = scenario.NOTHING
        choice.keep(_NAME, "")
    first = min(as_of.month + (1 if _is_month_end(as_of) else 0), scenario.LAST_MONTH)
    _show(said, first)
    _sliders(now, first)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            now.words.label("outlook_text"),
            key=_TEXT,
            help=now.words.label("outlook_text_help"),
            on_change=_take_text,
            width=_WIDE,
        )
        st.button(now.words.label("outlook_clear"), key="outlook_clear", on_click=_clear)
    return said


def _is_month_end(day: date) -> bool:
    return periods.of_month(day.year, day.month).last_on == day


def _show(said: Scenario, first: int) -> None:
    """The sliders stand where the scenario has them, as far as they can tell it."""
    state = st.session_state
    state[_TEXT] = said.text
    percent = {change.pollutant: change.percent for change in said.changes if change.percent}
    for pollutant in Pollutant:
        value = int(percent.get(pollutant, Decimal(0)) or 0)
        state[_slider(pollutant)] = min(max(value, -_MOST), _MOST)
    state[_DUST] = min(sum(item.days for item in said.dust), _MOST_DUST)
    parts = [*(item.months for item in said.changes), *(item.months for item in said.dust)]
    months = parts[0] if parts else scenario.ALL_MONTHS
    low = min(max(months.first, first), scenario.LAST_MONTH)
    if first < scenario.LAST_MONTH:
        state[_MONTHS] = (low, max(months.last, low))


def _slider(pollutant: Pollutant) -> str:
    return f"outlook_{pollutant}"


def _sliders(now: Now, first: int) -> None:
    """One for each pollutant, one for days of dust, one for the months of all of them."""

    def taken() -> None:
        _take_sliders(first)

    columns = [column for _ in range(2) for column in st.columns(_IN_A_ROW)]
    for column, pollutant in zip(columns, _IN_ORDER, strict=False):
        name = now.words.label(pollutant)
        column.slider(
            now.words.say("outlook_slider", name=name),
            min_value=-_MOST,
            max_value=_MOST,
            step=_STEP,
            key=_slider(pollutant),
            on_change=taken,
        )
    dust, months = columns[len(_IN_ORDER) :]
    dust.slider(now.words.label("outlook_slider_dust"), 0, _MOST_DUST, key=_DUST, on_change=taken)
    if first < scenario.LAST_MONTH:
        title = now.words.label("outlook_slider_months")
        months.slider(title, first, scenario.LAST_MONTH, key=_MONTHS, on_change=taken)


def _take_sliders(first: int) -> None:
    """The URL has the scenario that the sliders tell."""
    state = st.session_state
    low, high = state.get(_MONTHS, (first, scenario.LAST_MONTH))
    is_whole = (low, high) == (first, scenario.LAST_MONTH)
    months = scenario.ALL_MONTHS if is_whole else Months(low, high)
    changes = [
        Change(pollutant, percent=Decimal(state[_slider(pollutant)]), months=months)
        for pollutant in Pollutant
        if state[_slider(pollutant)]
    ]
    moved = {change.pollutant for change in changes}
    # a mean has no slider: it stays until its own slider is moved
    means = (item for item in scenario.parse(choice.kept(_NAME)).changes if item.mean is not None)
    changes += [item for item in means if item.pollutant not in moved]
    dust = [Dust(state[_DUST], months)] if state[_DUST] else []
    choice.keep(_NAME, scenario.of(changes, dust).text)


def _take_text() -> None:
    choice.keep(_NAME, str(st.session_state[_TEXT]).strip())


def _clear() -> None:
    choice.keep(_NAME, "")


def wish(now: Now) -> Wish:
    """Places to gain and the last to be left, none where they are not wanted."""
    with st.container(horizontal=True):
        gain = _number(now, "gain", "outlook_gain_pick", default="1")
        leave = _number(now, "leave_last", "outlook_leave_pick", default="0")
    return Wish(gain or None, leave or None)


def _number(now: Now, name: str, label: str, *, default: str) -> int:
    options = [str(number) for number in (0, 1, 2, 3, 5, 10, 20, 30)]
    chosen = choice.choose(
        now, name, label, options, default=default, named=lambda text: text, width=_MIDDLE
    )
    return int(chosen)


@st.cache_resource(max_entries=_GROUNDS, show_spinner=False)
def _ground(_now: Now, *, file: str, ask: Ask) -> Ground:
    return Ground(_now.house, ask).warm()


def screen(now: Now, asked: Ask, said: Scenario, wished: Wish) -> OutlookScreen:
    """The page for one snapshot, question, scenario and language."""
    return _screen(
        now, file=now.file, lang=now.words.lang, ask=asked, said=said.text, wished=wished
    )


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _screen(_now: Now, *, file: str, lang: str, ask: Ask, said: str, wished: Wish) -> OutlookScreen:
    ground = _ground(_now, file=file, ask=ask)
    answer, words = whatif.under(ground, scenario.parse(said), wish=wished), _now.words
    note = "" if answer.rank is None else telling.rank_note(answer, answer.rank, words)
    figures = table.figures_table(answer, words)
    is_drawn = bool(dumbbell.lines(answer))
    return OutlookScreen(
        sentence=telling.sentence(answer, words),
        said=telling.said(answer, words) if answer.scenario else words.label("outlook_move"),
        figure=dumbbell.figure(answer, words) if is_drawn else None,
        targets=table.table(answer, words),
        figures=figures if figures.rows else None,
        rank_note=note,
        caption=telling.caption(dumbbell.lines(answer), words),
    )
