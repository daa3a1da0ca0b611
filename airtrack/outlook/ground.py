"""Everything about a question of what would be if that no scenario changes, fetched once.

The targets of a plan that run at a place, with their evidence; the days of the place and of the
group that it is ranked in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from airtrack.answers import rank as rank_answers
from airtrack.answers.question import House
from airtrack.answers.records import Records
from airtrack.assess import board as boards
from airtrack.assess.board import Asked
from airtrack.assess.case import Case
from airtrack.assess.judge import case_of
from airtrack.assess.question import Question
from airtrack.assess.reach import Reach
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.verdict import Verdict
from airtrack.errors import NotFound, WrongUse
from airtrack.metrics.rows import CityPeriod, CityPeriodRank, EventCurrent
from airtrack.outlook import book, days, ends
from airtrack.outlook.ends import Prepared
from airtrack.registry.places import DatedGroup

_WITH_CASE = ("cap", "floor", "reduction", "year_on_year", "relative")
"""Kinds whose figure at the end is held against a requirement."""

_SET = "set"
"""What the group is called in a question about ranks."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Whose targets, as of when, ranked by what among whom; empty where nothing is said."""

    plan: str
    place: str
    as_of: date | None = None
    by: str = rank_answers.COMPOSITE
    group: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """A target that runs: its verdict as it is, and what that rests on, None where not on days."""

    verdict: Verdict
    question: Question
    case: Case | None


class Ground:
    """What a scenario is laid upon. `places` are those it changes: the place, or its members."""

    def __init__(self, house: House, ask: Ask) -> None:
        """Raises NotFound for an unknown plan, group or indicator, or where no target runs."""
        self.house = house
        self.ask = ask
        board = boards.board(house, as_of=ask.as_of, plan_id=ask.plan, place=ask.place)
        self.as_of = board.as_of
        self.year = self.as_of.year
        self.within = periods.of_year(self.year)
        running = [item for item in board.verdicts if item.target.span == self.within]
        if not running:
            raise NotFound("whatif_no_target", year=self.year, plan=ask.plan, nearest=[])
        if self.as_of >= self.within.last_on:
            raise WrongUse("whatif_over", year=self.year, as_of=self.as_of.isoformat())
        self.followed = self._followed(running)
        self.places = self._places()
        self.group = self._group()
        self._prepared: dict[tuple[str | None, Basis, tuple[str, ...]], Prepared] = {}

    @cached_property
    def members(self) -> tuple[str, ...]:
        """The cities of the group that have days on record."""
        listed = () if self.group is None else self.group.members(self.within.last_on)
        return tuple(place for place in listed if place in self.house.statistics.places)

    @cached_property
    def ranked(self) -> Prepared:
        """The days of the group, under the editions in force."""
        return self._days(
            None, Basis.EXCL_DUST, tuple(dict.fromkeys((*self.members, *self.places)))
        )

    @cached_property
    def rank_so_far(self) -> dict[str, int]:
        """Ranks of the year so far by code, of those that have one."""
        return self._printed[0]

    @cached_property
    def so_far(self) -> CityPeriod | None:
        """What is printed of the place for the year so far."""
        return self._printed[1]

    @cached_property
    def _printed(self) -> tuple[dict[str, int], CityPeriod | None]:
        """Ranks and figures of the year so far, by one question to the statistics."""
        span = self.within.clipped(self.as_of)
        members = () if self.group is None else self.group.members(span.last_on)
        only = tuple(dict.fromkeys((*members, *self.places)))
        with self.house.statistics.asked(
            *(CityPeriodRank, CityPeriod), periods=[span], members={_SET: members}, only=only
        ) as asked:
            own = asked.rows(CityPeriod, place_id=list(self.places))
            ranks = asked.rows(CityPeriodRank, group_id=_SET, by_key=self.ask.by) if members else []
        alone = len(self.places) == 1 and own
        return {row.place_id: row.rank for row in ranks}, own[0] if alone else None

    def days_of(self, question: Question) -> Prepared:
        """The days of the question's places, as its target judges them."""
        edition, basis = question.edition(self.house), boards.read_basis(self.house, question)
        if edition is None and basis is Basis.EXCL_DUST:
            return self._narrowed(question.places)
        return self._days(edition, basis, question.places)

    def figures(self) -> Prepared:
        """The days of the places under the editions in force."""
        return self._narrowed(self.places)

    def warm(self) -> Ground:
        """Itself, with everything fetched that a scenario needs."""
        _ = self.ranked.ends, self._printed, self.figures().ends
        for item in self.followed:
            if item.case is not None:
                _ = self.days_of(item.question).ends
        return self

    def _narrowed(self, places: tuple[str, ...]) -> Prepared:
        key = (None, Basis.EXCL_DUST, places)
        if key not in self._prepared:
            coming = self.ranked.coming.narrowed(places)
            self._prepared[key] = ends.prepared(coming, self.ranked.book)
        return self._prepared[key]

    def _days(self, edition: str | None, basis: Basis, places: tuple[str, ...]) -> Prepared:
        key = (edition, basis, places)
        if key not in self._prepared:
            years = days.archive_years(self.house, self.year)
            found = days.cube(self.house, places, years, basis=basis)
            coming = days.coming(found, self.as_of, self.house.standards.assessment)
            rules = book.of_year(self.house.standards, self.year, edition=edition)
            self._prepared[key] = ends.prepared(coming, rules)
        return self._prepared[key]

    def _places(self) -> tuple[str, ...]:
        found = (place for item in self.followed for place in item.question.places)
        return tuple(dict.fromkeys(found))

    def _group(self) -> DatedGroup | None:
        """The group asked for, else the province of the place; none for a set of places."""
        gazetteer, by = self.house.gazetteer, self.ask.by
        rankable = [key for key in self.house.standards.rankable if key != rank_answers.CHANGE]
        if by not in rankable:
            raise NotFound("unknown_indicator", text=by, nearest=rankable)
        if self.ask.place not in gazetteer.places:
            return None
        named = self.ask.group or gazetteer.places[self.ask.place].province
        return gazetteer.find_group(named) if named else None

    def _followed(self, running: Iterable[Verdict]) -> tuple[Followed, ...]:
        house, records = self.house, Records(self.house)
        verdicts = list(running)
        questions = [self._question(verdict) for verdict in verdicts]
        needed = sorted({place for item in questions for place in item.needed})
        reach = Reach.of(house, needed)
        ledger = house.statistics.rows(EventCurrent, place_id=needed) if needed else []
        for question in questions:
            question.look(house, reach, as_of=self.as_of)
            question.consult(ledger)
        asked = [
            Asked(question, boards.read_basis(house, question), self.as_of)
            for verdict, question in zip(verdicts, questions, strict=True)
            if verdict.target.kind in _WITH_CASE and question.span
        ]
        cases: dict[int, Case | None] = {}
        for item, desk in boards.desks(records, asked):
            evidence = desk.evidence(item.question)
            indicator = desk.indicator(item.question)
            cases[id(item.question)] = (
                case_of(
                    item.question.target,
                    evidence,
                    indicator=indicator,
                    rules=house.standards.assessment,
                )
                if evidence.samples
                else None
            )
        return tuple(
            Followed(verdict, question, cases.get(id(question)))
            for verdict, question in zip(verdicts, questions, strict=True)
        )

    def _question(self, verdict: Verdict) -> Question:
        every = Question.all_of(verdict.target, self.house.gazetteer)
        return next(item for item in every if item.place == verdict.place)
