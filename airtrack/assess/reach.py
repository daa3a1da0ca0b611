"""How far the data of places go: by days, and by published tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from airtrack.answers.question import House
from airtrack.domain.evaluation import Assessment
from airtrack.domain.period import Period
from airtrack.domain.scale import PERCENT
from airtrack.metrics.rows import PlaceDays, ReportSpan


@dataclass(frozen=True, slots=True)
class End:
    """To which day a place is known, and the last day with a value.

    By days: those after the last value are missing. By tables: those after the end are still to
    come, as far as anybody knows.
    """

    last_on: date
    data_to: date
    is_daily: bool = True


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the data of the places go: by days, and by published tables."""

    days: dict[str, list[PlaceDays]]
    reports: dict[str, list[ReportSpan]]
    rules: Assessment

    @classmethod
    def of(cls, house: House, places: Sequence[str]) -> Reach:
        """The reach of these places."""
        days: dict[str, list[PlaceDays]] = {place: [] for place in places}
        reports: dict[str, list[ReportSpan]] = {place: [] for place in places}
        for row in house.statistics.rows(PlaceDays, place_id=list(places)) if places else ():
            days[row.place_id].append(row)
        for span in house.statistics.rows(ReportSpan, place_id=list(places)) if places else ():
            reports[span.place_id].append(span)
        return cls(days, reports, house.standards.assessment)

    def known(self, place: str, *, within: Period, as_of: date) -> End | None:
        """How far the place is known on that date, None where nothing is.

        Days on record reach to the date itself where they are the better part of what there is;
        else tables reach to the end of the last one that was over, or of the last whole month
        whose days are there beside them.
        """
        last = min(as_of, within.last_on)
        table_end = self._table_end(place, within=within, last=last)
        daily = [
            year
            for year in self.days[place]
            if year.first_on <= last and year.last_on >= within.first_on
        ]
        n_days = sum(year.n_days for year in daily)
        if table_end is None:
            return End(last, min(last, daily[-1].last_on)) if daily else None
        covered = (table_end - within.first_on).days + 1
        if daily and n_days >= covered:
            return End(last, min(last, max(daily[-1].last_on, table_end)))
        whole = _last_whole_month(last)
        beyond = (whole - table_end).days
        least = beyond * self.rules.followed_min_percent
        is_followed = daily and beyond > 0 and n_days * PERCENT >= least
        end = whole if is_followed else table_end
        return End(end, end, is_daily=False)

    def end(self, place: str, *, within: Period, as_of: date) -> date | None:
        """The last day of the span that is known, None where nothing is."""
        found = self.known(place, within=within, as_of=as_of)
        return None if found is None else found.last_on

    def _table_end(self, place: str, *, within: Period, last: date) -> date | None:
        """The end of what tables cover from the first day on, else of the newest table."""
        spans = [
            span
            for span in self.reports[place]
            if within.first_on <= span.first_on and span.last_on <= last
        ]
        if not spans:
            return None
        covered = max(
            (span.last_on for span in spans if span.first_on == within.first_on), default=None
        )
        if covered is None:
            return max(span.last_on for span in spans)
        has_sum = any(
            span.first_on == within.first_on and span.last_on == covered and span.kind != "single"
            for span in spans
        )
        months = {span.first_on: span.last_on for span in spans if span.kind == "single"}
        chain = within.first_on
        while chain in months:
            chain = months[chain] + timedelta(1)
        chained = chain - timedelta(1)
        if has_sum:
            return max(covered, chained)
        return max(months.values())


def _last_whole_month(last: date) -> date:
    """The last day of the last calendar month that is over on that day."""
    following = last + timedelta(1)
    return following.replace(day=1) - timedelta(1)
