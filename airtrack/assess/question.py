"""One verdict to give: whose figures it needs, over which spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from airtrack.answers.question import House
from airtrack.assess.evidence import rests
from airtrack.assess.reach import End, Reach
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.period import Period
from airtrack.domain.precedence import APPROVED
from airtrack.domain.standard import Measure
from airtrack.domain.target import Scope, Target, TargetKind
from airtrack.metrics.rows import EventCurrent
from airtrack.registry.places import Gazetteer
from airtrack.season import pieces

_FOLLOWED = (Measure.MEAN, Measure.SHARE, Measure.COUNT)
"""What can be followed day by day, so that the rest of a year says something."""

_PAIRED = (TargetKind.YEAR_ON_YEAR, TargetKind.RANK)
"""Kinds that hold a part of the period against the same part of an earlier one."""

_WITH_REST = (
    *(TargetKind.CAP, TargetKind.FLOOR, TargetKind.REDUCTION),
    TargetKind.YEAR_ON_YEAR,
)
"""Kinds whose requirement at the end is a figure, so that the days to come have a budget."""


@dataclass
class Question:
    """A target held against one place, or against its places as a region.

    `known` says how far each place is known, `span` is the span known of all of them, `rests` are
    the days still to come as they were in earlier years. `pieces` are the months of the period, cut
    after the span, `archive` the same days of earlier years, `pool` the cities of the province
    whose years count beside the place's own. `baseline` the period that a change is
    measured from, `same_part` its part that answers to `span` while the period runs. `beside` are
    the places that these are held against, as of the period's end. `has_ledger` says that the
    ledger of events speaks of these places and days, `has_events` that some of it is approved.
    """

    target: Target
    places: tuple[str, ...]
    known: dict[str, End] = field(default_factory=dict)
    span: Period | None = None
    rests: dict[int, Period] = field(default_factory=dict)
    pieces: tuple[Period, ...] = ()
    archive: dict[int, tuple[Period, ...]] = field(default_factory=dict)
    pool: tuple[str, ...] = ()
    baseline: Period | None = None
    same_part: Period | None = None
    beside: tuple[str, ...] = ()
    has_ledger: bool = False
    has_events: bool = False

    @property
    def basis(self) -> Basis:
        """The basis that the target is judged on; tonnes and dustfall have none."""
        return Basis(self.target.basis) if self.target.basis else Basis.EXCL_DUST

    @property
    def is_region(self) -> bool:
        """True where the places count together."""
        return self.target.scope is not Scope.EACH

    @property
    def place(self) -> str:
        """The code of the place, or the id of the set."""
        return self.target.group or self.target.plan if self.is_region else self.places[0]

    @property
    def spans(self) -> list[Period]:
        """Every span that is asked for."""
        own = (self.span, self.baseline, self.same_part, *self.rests.values())
        named = [item for item in own if item]
        return [*named, *(self.span_of(place) for place in self.known)]

    @property
    def months(self) -> list[Period]:
        """Every piece that is over, of this year and of the earlier ones."""
        own = [piece for piece in self.pieces if self.span and piece.last_on <= self.span.last_on]
        return [*own, *(piece for pieces in self.archive.values() for piece in pieces)]

    @property
    def is_over(self) -> bool:
        """True where what is known reaches to the end of the period."""
        return self.span is not None and self.span.last_on == self.target.span.last_on

    @property
    def sets(self) -> list[tuple[str, ...]]:
        """The sets of places whose mean is asked for."""
        of_beside = self.beside if self.target.kind is TargetKind.RELATIVE else ()
        return [item for item in (self.places if self.is_region else (), of_beside) if item]

    @property
    def needed(self) -> tuple[str, ...]:
        """The places whose own figures are asked for."""
        is_relative = self.target.kind is TargetKind.RELATIVE
        return (*self.places, *(self.beside if is_relative else ()))

    @property
    def is_counted(self) -> bool:
        """True for days summed over places: each counts as far as it is known."""
        return self.target.scope is Scope.SUM

    def span_of(self, place: str) -> Period:
        """The span of one place: its own where it counts for itself, else the common one."""
        first = self.target.span.first_on
        if self.span is not None and not self.is_counted:
            return self.span
        return periods.of_days(first, self.known[place].last_on)

    def left_of(self, place: str, *, as_of: date) -> int:
        """Days of the period still to come for that place."""
        within, end, span = self.target.span, self.known[place], self.span_of(place)
        is_to_date = end.is_daily and span.last_on == end.last_on
        start = min(as_of, within.last_on) if is_to_date else span.last_on
        return (within.last_on - start).days

    def lag(self, place: str, *, as_of: date) -> int:
        """Whole months that are over on that date and are not known yet of the place."""
        end = self.span_of(place).last_on + timedelta(1)
        following = min(as_of, self.target.span.last_on) + timedelta(1)
        months = (following.year - end.year) * 12 + following.month - end.month
        return max(0, months - (1 if end.day > 1 else 0))

    @classmethod
    def all_of(cls, target: Target, gazetteer: Gazetteer) -> Iterator[Question]:
        """One question a place, or one for all of them together."""
        beside: tuple[str, ...] = ()
        if target.among:
            beside = gazetteer.find_group(target.among).members(target.span.last_on)
        if target.scope is Scope.EACH:
            yield from (cls(target, (place,), beside=beside) for place in target.places)
        else:
            yield cls(target, target.places, beside=beside)

    def consult(self, ledger: Iterable[EventCurrent]) -> None:
        """What the ledger of events says of the places and of the days asked for is known."""
        spans = [span for span in (self.span, self.baseline) if span]
        told = [
            event
            for event in ledger
            if event.place_id in self.places
            and any(span.first_on <= event.on_date <= span.last_on for span in spans)
        ]
        self.has_ledger = bool(told)
        self.has_events = any(event.state == APPROVED for event in told)

    def look(self, house: House, reach: Reach, *, as_of: date) -> None:
        """The spans are set, as far as there is anything on record on that date."""
        within = self.target.span
        if as_of < within.first_on or not self._is_of_figures(house):
            return
        self.known = {
            place: end
            for place in self.needed
            if (end := reach.known(place, within=within, as_of=as_of)) is not None
        }
        if not self.known:
            return
        # what is said of all places together reaches as far as the one that ends first
        last = min(end.last_on for end in self.known.values())
        self.span = periods.of_days(within.first_on, last)
        self._look_back()
        self._look_at_archive(house, reach)

    def without_archive(self) -> None:
        """Nothing is asked of earlier years."""
        self.rests, self.archive, self.pieces, self.pool = {}, {}, (), ()

    def _is_of_figures(self, house: House) -> bool:
        measure = house.standards.indicators[self.target.indicator].measure
        is_several = measure is Measure.ATTAINMENT
        return self.target.kind.is_of_air and (measure.is_of_days or is_several)

    def _look_back(self) -> None:
        """The period that a change is measured from, and its part up to the same day."""
        baseline = self.target.baseline
        if baseline is None or self.span is None:
            return
        whole = periods.parse(baseline.period)
        if baseline.value is None:
            self.baseline = whole
        if self.target.kind in _PAIRED and not self.is_over:
            self.same_part = _same_part(self.span, self.target.span, whole)

    def _look_at_archive(self, house: House, reach: Reach) -> None:
        """The rest of the period as it was in earlier years."""
        within, span = self.target.span, self.span
        measure = house.standards.indicators[self.target.indicator].measure
        is_even = len({end.last_on for end in self.known.values()}) == 1
        is_followed = measure in _FOLLOWED and self.target.kind in _WITH_REST
        if span is None or not is_followed or not (is_even or not self.is_counted):
            return
        rules = house.standards.assessment
        first = within.first_on.year - rules.archive_years
        years = {row.year for place in self.places for row in reach.days[place]}
        years |= {row.first_on.year for place in self.places for row in reach.reports[place]}
        archive = sorted(year for year in years if first <= year < within.first_on.year)
        if not self.is_over:
            self.rests = rests(within, after=span.last_on, years=archive)
        if len(archive) < rules.probability_min_years and not self.is_region:
            self.pool = _neighbours(house, self.places[0], on=within.last_on)
            archive = list(range(first, within.first_on.year)) if self.pool else archive
        self.pieces = pieces.pieces(within, after=span.last_on)
        self.archive = {
            year: tuple(
                pieces.years_before(item, within.first_on.year - year) for item in self.pieces
            )
            for year in archive
        }

    def edition(self, house: House) -> str | None:
        """The edition to ask for: none where the target's is the one in force anyway.

        What is in force is what is stored.
        """
        spans = self.spans
        if not spans:
            return None
        edition = house.standards.edition(self.target.edition)
        first, last = min(s.first_on for s in spans), max(s.last_on for s in spans)
        return None if edition.from_on <= first and last <= edition.to_on else edition.id


def _neighbours(house: House, place: str, *, on: date) -> tuple[str, ...]:
    """The other cities of the place's province that have values; none for a county or station."""
    province = house.gazetteer.places[place].province
    members = house.gazetteer.find_group(province).members(on) if province else ()
    if place not in members:
        return ()
    return tuple(code for code in members if code != place and code in house.places_with_data)


def _same_part(span: Period, within: Period, whole: Period) -> Period | None:
    """The part of `whole` that answers to the span, None where the two begin on other days."""
    years = within.first_on.year - whole.first_on.year
    part = span
    for _ in range(years):
        part = part.a_year_before()
    return part if years > 0 and part.first_on == whole.first_on else None
