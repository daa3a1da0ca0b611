"""Where a city stands among others, and what its government has to do; nothing is cached here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from airtrack.answers import progress
from airtrack.answers import rank as rank_answers
from airtrack.answers import tasks as task_answers
from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import House, Question
from airtrack.answers.rank import Place
from airtrack.answers.records import Records
from airtrack.assess import filed
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.task import spelling
from airtrack.ui.city import screen as city
from airtrack.ui.pickers import CityAsk
from airtrack.views import words as spoken
from airtrack.views.city import standing
from airtrack.views.table import Table, Words

NATIONAL = "key-168"
BY = "composite"


@dataclass(frozen=True, slots=True)
class RankAsk:
    """Whose ranks are asked for: a set of places and the part of a year that is known."""

    group: str
    year: int
    as_of: date
    edition: str
    basis: Basis | None


@dataclass(frozen=True, slots=True)
class Duties:
    """What presses the city's government on a day: `table` has a row an item, the first ones.

    `tasks` are the numbers of its rows.
    """

    plan: str
    as_of: date
    body: str
    said: str
    table: Table
    tasks: tuple[str, ...]


def rank_ask(house: House, ask: CityAsk, plans: Sequence[PlanAnswer]) -> RankAsk | None:
    """The best known set that the city is ranked in; None where it is in none with other cities.

    The national one where all its members are on record, else a plan's, else the province's.
    Assessed figures are of single places: nobody is ranked by them.
    """
    if ask.basis is Basis.ASSESSED:
        return None
    end = city.known(house, ask).span.last_on
    gazetteer, with_data = house.gazetteer, house.places_with_data
    own = [item.plan.group for item in plans]
    wanted = [NATIONAL, *own, gazetteer.places[ask.place].province]
    members = {
        key: gazetteer.find_group(key).members(end) for key in wanted if gazetteer.is_group(key)
    }
    mine = {key: codes for key, codes in members.items() if ask.place in codes}
    whole = [key for key, codes in mine.items() if with_data.issuperset(codes) and len(codes) > 1]
    partly = [key for key, codes in mine.items() if len(with_data.intersection(codes)) > 1]
    chosen = next(iter([*whole, *partly[::-1]]), None)
    return (chosen and RankAsk(chosen, ask.year, end, ask.edition, ask.basis)) or None


def ranks(house: House, ask: RankAsk) -> tuple[dict[str, Place], ...]:
    """The ranks in the newest whole month, and from the beginning of the year; empty ones are out.

    A month that stands for the whole known part of the year is told once.
    """
    year = periods.of_year(ask.year)
    month = periods.of_month(ask.year, ask.as_of.month)
    if month.last_on > ask.as_of and ask.as_of.month > 1:
        month = periods.of_month(ask.year, ask.as_of.month - 1)
    asked = [Question(month, ask.edition, basis=ask.basis)]
    if ask.as_of > month.last_on or ask.as_of.month > 1:
        asked.append(Question(year, ask.edition, as_of=ask.as_of, basis=ask.basis))
    group = house.gazetteer.find_group(ask.group)
    found = (rank_answers.places(house, question, group, by=BY) for question in asked)
    return tuple(places for places in found if places)


def of_place(found: Sequence[dict[str, Place]], place: str) -> list[Place]:
    """The city's own ranks."""
    return [places[place] for places in found if place in places]


def duties(
    house: House, ask: CityAsk, words: Words, plans: Sequence[PlanAnswer], *, as_of: date
) -> Duties | None:
    """What presses the city's government under the first plan that names it; None where none."""
    body = spelling(f"{house.gazetteer.places[ask.place].name}政府")
    for answer in plans:
        about = any(ask.place in filed.whose(target) for target in answer.targets)
        named = task_answers.bodies(answer.tasks) if about else {}
        if body not in named:
            continue
        items = task_answers.carried_by(_items(house, answer, as_of), body)
        shown = standing.pressing(items)
        counted = task_answers.counted(items)
        said = words.say(
            "city_tasks_said",
            body=named[body],
            day=spoken.day(as_of, words),
            n=len(items),
            overdue=counted[task_answers.Standing.OVERDUE],
            soon=counted[task_answers.Standing.SOON],
            days=house.standards.assessment.due_soon_days,
            shown=len(shown),
        )
        return Duties(
            plan=answer.plan.id,
            as_of=as_of,
            body=body,
            said=said,
            table=standing.duties(shown, words, body=body),
            tasks=tuple(str(item.task.no) for item in shown),
        )
    return None


def _items(house: House, answer: PlanAnswer, as_of: date) -> tuple[task_answers.DueItem, ...]:
    return task_answers.of_plan(
        answer.tasks,
        as_of=as_of,
        soon_days=house.standards.assessment.due_soon_days,
        reported=progress.of_plan(Records(house), answer.plan.id, as_of=as_of),
    )
