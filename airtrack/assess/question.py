"""One verdict to give: whose figures it needs, over which spans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from airtrack.answers.question import House
from airtrack.assess.evidence import Reach, rests
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.period import Period
from airtrack.domain.standard import Measure
from airtrack.domain.target import Scope, Target
from airtrack.metrics.rows import EventCurrent

APPROVED = "approved"

_FOLLOWED = (Measure.MEAN, Measure.SHARE, Measure.COUNT)
"""What can be followed day by day, so that the rest of a year says something."""


@dataclass
class Question:
    """A target held against one place, or against its places as a region.

    `span` are the days on record so far, `rests` the days still to come as they were in earlier
    years, `baseline` the period that a cut is measured from. `has_ledger` says that the ledger of
    events speaks of these places and days, `has_events` that some of it is approved.
    """

    target: Target
    places: tuple[str, ...]
    span: Period | None = None
    rests: dict[int, Period] = field(default_factory=dict)
    baseline: Period | None = None
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
        return [item for item in (self.span, self.baseline, *self.rests.values()) if item]

    @classmethod
    def all_of(cls, target: Target) -> Iterator[Question]:
        """One question a place, or one for all of them together."""
        if target.scope is Scope.EACH:
            yield from (cls(target, (place,)) for place in target.places)
        else:
            yield cls(target, target.places)

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
        measure = house.standards.indicators[self.target.indicator].measure
        if as_of < within.first_on or not measure.is_of_days:
            return
        ends = [reach.end(place, within=within, as_of=as_of) for place in self.places]
        known = [end for end in ends if end is not None]
        # of a region that lacks a place only a broken cap on days can be said
        if not known:
            return
        # a region is known as far as the last of its places
        self.span = periods.of_days(within.first_on, min(known))
        baseline = self.target.baseline
        if baseline is not None and baseline.value is None:
            self.baseline = periods.parse(baseline.period)
        if as_of < within.last_on and measure in _FOLLOWED:
            first = within.first_on.year - house.standards.assessment.archive_years
            years = {row.year for place in self.places for row in reach.days[place]}
            archive = [year for year in years if first <= year < within.first_on.year]
            self.rests = rests(within, as_of=as_of, years=archive)

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
