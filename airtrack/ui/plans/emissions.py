"""What the page of emissions (减排) asks and shows; nothing is cached here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from airtrack.answers import emissions
from airtrack.answers.emissions import Cut
from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import House
from airtrack.answers.records import Records
from airtrack.assess.board import Board
from airtrack.domain.record import ProjectState
from airtrack.domain.target import TargetKind
from airtrack.domain.verdict import Verdict
from airtrack.errors import NotFound
from airtrack.metrics.rows import EmissionCurrent
from airtrack.registry.places import Gazetteer
from airtrack.settings import home
from airtrack.ui import choice, frame
from airtrack.ui.house import Now
from airtrack.views import emission_figure, sentences
from airtrack.views import emissions as shown
from airtrack.views.emission_figure import Frame
from airtrack.views.emissions import Course
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure

ALL = "all"
_NARROW, _MIDDLE, _WIDE = 156, 200, 340
_ACROSS = 3


@dataclass(frozen=True, slots=True)
class EmissionsAsk:
    """What the page is asked; `place` is a code, or `all` for the places together."""

    plan: str
    indicator: str
    place: str
    as_of: date


@dataclass(frozen=True, slots=True)
class EmissionsScreen:
    """Everything that the page shows.

    `panels` are small figures on one scale, each with its place and a sentence, none where one
    place was asked about. `verdicts` are those on the milestones on the way: of the first figure,
    and `of_panels`.
    """

    sentence: str
    remarks: tuple[str, ...]
    title: str
    figure: Figure
    panels: tuple[tuple[str, Figure, str], ...]
    table: Table
    projects: Table
    verdicts: tuple[Verdict, ...]
    of_panels: tuple[Verdict, ...]


def ask(now: Now, plans: Sequence[PlanAnswer]) -> EmissionsAsk:
    """Plan, pollutant, place and date in one row; raises NotFound where no plan sets cuts."""
    by_id = {item.plan.id: item for item in plans if _cut_indicators(item)}
    if not by_id:
        raise NotFound("no_cuts", nearest=[])
    gazetteer, words = now.house.gazetteer, now.words
    with st.container(horizontal=True):
        plan = choice.choose(
            now,
            "plan",
            "pick_plan",
            list(by_id),
            default=next(iter(by_id)),
            named=lambda key: sentences.plan_name(by_id[key].plan, words),
            width=_WIDE,
        )
        indicator = choice.choose(
            now,
            "indicator",
            "cut_pollutant",
            _cut_indicators(by_id[plan]),
            default=_cut_indicators(by_id[plan])[0],
            named=lambda key: words.label(f"cut_{emissions.pollutant(key)}"),
            width=_MIDDLE,
        )
        place = choice.choose(
            now,
            "place",
            "pick_cut_place",
            [ALL, *_places(by_id[plan], indicator)],
            default=ALL,
            named=lambda key: (
                words.label("cut_all_places") if key == ALL else gazetteer.places[key].name
            ),
            width=_MIDDLE,
        )
        first, last = _days(now.house, by_id[plan])
        as_of = choice.choose_day(now, "as_of", "pick_as_of", first=first, last=last, width=_NARROW)
    return EmissionsAsk(plan, indicator, place, as_of)


def _cut_indicators(answer: PlanAnswer) -> list[str]:
    found = (
        target.indicator
        for target in answer.targets
        if target.kind is TargetKind.CUT and target.is_judged
    )
    return list(dict.fromkeys(found))


def _places(answer: PlanAnswer, indicator: str) -> list[str]:
    codes = {
        code
        for target in answer.targets
        if target.kind is TargetKind.CUT and target.indicator == indicator
        for code in target.places
    }
    return sorted(codes)


def _days(house: House, answer: PlanAnswer) -> tuple[date, date]:
    """From the plan's first year to the newest day that data or accepted tonnes speak of."""
    spans = [target.span for target in answer.targets if target.kind is TargetKind.CUT]
    first = min(span.first_on for span in spans)
    days = house.statistics.days
    known = [row.on_date for row in Records(house).accepted]
    newest = max([*([days[1]] if days else []), *known], default=first)
    return min([first, newest, *known]), newest


def screen(
    house: House, asked: EmissionsAsk, words: Words, *, answer: Board, is_public: bool
) -> EmissionsScreen:
    """The paths of one plan and pollutant on a date.

    The public edition tells accepted projects alone: what may come is the authority's own.
    """
    records = Records(house)
    found = emissions.cuts(records, as_of=asked.as_of, plan_id=asked.plan)
    alike = [cut for cut in found if cut.indicator == asked.indicator]
    courses = [
        _course(records, cut, words, answer=answer, is_public=is_public)
        for cut in alike
        if asked.place in (ALL, cut.place)
    ]
    own = [course for course in courses if not course.cut.is_region]
    whole = next((course for course in courses if course.cut.is_region), None)
    first = whole or own[0]
    shared = Frame.of(own or [first])
    panels = own if whole is not None else own[1:]
    rows = _rows(courses, is_public=is_public)
    pollutant = words.label(f"cut_{first.cut.pollutant}")
    return EmissionsScreen(
        sentence=shown.answer(own, whole, words),
        remarks=tuple(shown.remarks(own, whole, words)),
        title=words.say("figure_cut", indicator=pollutant, name=first.name),
        figure=emission_figure.figure(first, Frame.of([first]), words, is_large=True),
        panels=tuple(
            (
                course.cut.place,
                emission_figure.figure(course, shared, words, is_large=False),
                shown.answer([course], None, words),
            )
            for course in panels
        ),
        table=shown.table(courses, words),
        projects=shown.projects(rows, house.gazetteer, words),
        verdicts=_verdicts([first]),
        of_panels=_verdicts(panels),
    )


def _verdicts(courses: Iterable[Course]) -> tuple[Verdict, ...]:
    return tuple(course.verdict for course in courses if course.verdict is not None)


def _course(records: Records, cut: Cut, words: Words, *, answer: Board, is_public: bool) -> Course:
    pending = [
        row
        for row in records.projects
        if row.pollutant == cut.pollutant
        and row.state != ProjectState.ACCEPTED
        and set(cut.places).intersection(records.upward(row.place_id))
    ]
    return Course(
        cut=cut,
        name=_name(cut, records.house.gazetteer, words),
        pending=() if is_public else tuple(pending),
        verdicts={item.target.id: item for item in answer.verdicts if item.place == cut.place},
    )


def _name(cut: Cut, gazetteer: Gazetteer, words: Words) -> str:
    if not cut.is_region:
        return gazetteer.places[cut.place].short_name
    if not gazetteer.is_group(cut.place):
        return words.label("region_whole")
    group = gazetteer.find_group(cut.place)
    return group.name if words.lang == "zh" else group.name_en or group.name


def _rows(courses: Iterable[Course], *, is_public: bool) -> list[EmissionCurrent]:
    """Each project once, those that are pending beyond the date too."""
    rows = [row for course in courses for row in (*course.cut.projects, *course.pending)]
    kept = (row for row in rows if not is_public or row.state == ProjectState.ACCEPTED)
    return list({(row.project_id, row.place_id): row for row in kept}.values())


def multiples(now: Now, found: Sequence[tuple[str, Figure, str]]) -> None:
    """Small figures on one scale, three in a row, one below the other where it is narrow."""
    for start in range(0, len(found), _ACROSS):
        row = found[start : start + _ACROSS]
        for column, (place, figure, said) in zip(st.columns(_ACROSS), row, strict=False):
            with column:
                frame.chart(now, figure, key=f"cut_{place}", alt=said)


def to_the_register(now: Now) -> None:
    """The way to where projects are entered and changed, inside only."""
    if not now.is_public:
        st.page_link(
            home() / "pages" / "records.py",
            label=now.words.label("go_projects"),
            query_params={"register": "emission_projects"},
        )


def footer(now: Now) -> None:
    """What every number on the page stands on."""
    st.divider()
    st.text(now.words.say("footer_cut", revision=now.revision))
