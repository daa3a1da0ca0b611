"""How the figures of one day of one place came about: hours, daily values, indices, level.

Source: GB 3095 Table 4 (hours of a day and of a window), HJ 633 (index), by the registry's text.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from airtrack.answers import days as day_answers
from airtrack.answers.days import Day
from airtrack.answers.number import SCALE, rounded
from airtrack.answers.question import House, Question
from airtrack.answers.trail import Brought, Origin, Trail
from airtrack.answers.working import Clause, Formula, Number
from airtrack.answers.workings import hours as explain_hours
from airtrack.answers.workings import rules
from airtrack.answers.workings import stations as explain_stations
from airtrack.answers.workings.hours import Hour
from airtrack.answers.workings.stations import StationPart
from airtrack.domain import period as periods
from airtrack.domain.pollutant import O3_8H, Pollutant
from airtrack.domain.standard import IndexScale
from airtrack.errors import NotFound
from airtrack.metrics.rows import CityDay
from airtrack.metrics.trace import Line

HOURS, DAY, STATIONS = "hours", "day", "stations"


@dataclass(frozen=True, slots=True)
class Window:
    """Eight hours of ozone; the mean is None where too few of them are valid.

    `n_hours` is None for a mean that the release stated with its last hour.
    """

    first_hour: int
    last_hour: int
    n_hours: int | None
    mean: Fraction | None


@dataclass(frozen=True, slots=True)
class DayValueExplained:
    """One pollutant of the day: its value, its index, and both worked out once more."""

    pollutant: str
    value: Number | None
    iaqi: int | None
    of_hours: Formula | None
    of_index: Formula | None
    recomputed: Number | None
    recomputed_iaqi: int | None

    @property
    def agrees(self) -> bool:
        """True where what could be worked out again is the same."""
        same_value = self.of_hours is None or self.recomputed == self.value
        return same_value and (self.of_index is None or self.recomputed_iaqi == self.iaqi)


@dataclass(frozen=True, slots=True)
class DayExplanation:
    """One day; `hours` and `windows` are of days made of hours, `stations` of those of stations."""

    day: Day
    edition: str
    made_of: str | None
    stage_rank: int | None
    origin: Origin | None
    pollutants: tuple[DayValueExplained, ...]
    hours: tuple[Hour, ...]
    windows: tuple[Window, ...]
    stations: tuple[StationPart, ...]
    clauses: tuple[Clause, ...]
    views: tuple[str, ...]
    batches: tuple[Brought, ...]


def of_day(
    house: House, place: str, on: date, *, edition: str, trail: Trail | None
) -> DayExplanation:
    """The day of the place; raises NotFound("no_data_in_period") outside the days on record."""
    question = Question(periods.of_days(on, on), edition)
    found = day_answers.of_place(house, question, place)
    if not found:
        raise NotFound("no_data_in_period", **_recorded(house, on), nearest=[])
    (day,) = found
    rows = house.statistics.rows(CityDay, place_id=place, on_date=on)
    row = rows[0] if rows else None
    lines = _lines(trail, place, question, row)
    is_of_stations = row is not None and row.origin == STATIONS
    made_of = _MadeOf(
        lines=lines,
        windows=_windows(house, lines),
        stations=explain_stations.of_day(house, place, on, trail=trail) if is_of_stations else (),
    )
    numbers = {line.batch_no for line in lines} | ({row.batch_no} if row else set())
    numbers |= {number for item in made_of.stations for number in item.batch_nos}
    return DayExplanation(
        day=day,
        edition=rules.edition(house, question).id,
        made_of=None if row is None else row.origin,
        stage_rank=None if row is None else row.stage_rank,
        origin=_delivered(trail, question, row),
        pollutants=_pollutants(house, question, day, made_of),
        hours=tuple(explain_hours.of_line(line, trail) for line in lines if trail is not None),
        windows=made_of.windows,
        stations=made_of.stations,
        clauses=_clauses(house, question),
        views=rules.views_of_day({row.origin} if row else set()),
        batches=() if trail is None else trail.brought(numbers),
    )


@dataclass(frozen=True, slots=True)
class _MadeOf:
    """What the daily values are worked out from; of a delivered day there is nothing."""

    lines: Sequence[Line]
    windows: tuple[Window, ...]
    stations: tuple[StationPart, ...]


def _delivered(trail: Trail | None, question: Question, row: CityDay | None) -> Origin | None:
    """File and line of a day that was delivered as such."""
    if trail is None or row is None or row.origin != DAY:
        return None
    return trail.days(row.place_id, question.span).get(row.on_date)


def _recorded(house: House, on: date) -> dict[str, object]:
    first, last = house.statistics.daily or (on, on)
    return {"period": on.isoformat(), "first": first.isoformat(), "last": last.isoformat()}


def _lines(
    trail: Trail | None, place: str, question: Question, row: CityDay | None
) -> Sequence[Line]:
    """The hours of the day, where it was made of hours."""
    if trail is None or row is None or row.origin != HOURS:
        return ()
    return trail.hours(place, question.span).get(row.on_date, ())


def _pollutants(
    house: House, question: Question, day: Day, made_of: _MadeOf
) -> tuple[DayValueExplained, ...]:
    return tuple(
        _pollutant(house, question, day, key=key, of_hours=_again(house, key, made_of))
        for key in Pollutant
    )


def _pollutant(
    house: House, question: Question, day: Day, *, key: Pollutant, of_hours: Formula | None
) -> DayValueExplained:
    value, iaqi = day.values[key], day.iaqi.get(key)
    digits = house.standards.rounding.digits("day_value", key, day.date)
    again = of_hours.result if of_hours else None
    table = rules.index_table(house, question)
    scale = next(scale for scale in table.iaqi if scale.pollutant is key)
    of_index = None if value is None else _piece(value, scale, table.scale)
    exact = of_index.result if of_index else None
    return DayValueExplained(
        pollutant=str(key),
        value=value,
        iaqi=iaqi,
        of_hours=of_hours if value is not None else None,
        of_index=of_index,
        recomputed=None if again is None or value is None else rounded(again, digits),
        recomputed_iaqi=None if exact is None else math.ceil(exact),
    )


def _again(house: House, key: Pollutant, made_of: _MadeOf) -> Formula | None:
    """The daily value from what is listed; ozone of a city's own hours is not worked out anew."""
    if made_of.stations:
        from_hours = house.standards.validity.city.o3 == "city_hours"
        is_listed = key is not Pollutant.O3 or not from_hours
        return explain_stations.mean(made_of.stations, key) if is_listed else None
    if key is Pollutant.O3:
        return _of_windows(made_of.windows)
    return _of_hours(key, made_of.lines)


def _of_hours(key: Pollutant, lines: Sequence[Line]) -> Formula | None:
    """The mean of the valid hours."""
    values = [v for line in lines if (v := line.values[f"{key}_milli"]) is not None]
    if not values:
        return None
    total = Fraction(sum(values), SCALE)
    return Formula("formula_day_mean", {"sum": total, "n": len(values)}, total / len(values))


def _of_windows(windows: Sequence[Window]) -> Formula | None:
    """The highest of the valid 8-hour means."""
    valid = [window for window in windows if window.mean is not None]
    if not valid:
        return None
    highest = max(valid, key=lambda window: window.mean or 0)
    numbers = {"n": len(valid), "first": highest.first_hour, "last": highest.last_hour}
    key = "formula_mda8" if highest.n_hours else "formula_mda8_stated"
    return Formula(key, numbers, highest.mean)


def _windows(house: House, lines: Sequence[Line]) -> tuple[Window, ...]:
    """The windows of ozone by their last hour."""
    rule = house.standards.validity.mda8
    ozone = {
        line.hour: value
        for line in lines
        if (value := line.values["o3_milli"]) is not None and line.hour is not None
    }
    stated = _stated(house, lines)
    if stated:
        return stated
    found = []
    for last in range(rule.first_window_ends, rule.last_window_ends + 1):
        first = last - rule.window_hours + 1
        values = [ozone[hour] for hour in range(first, last + 1) if hour in ozone]
        is_valid = len(values) >= rule.min_window_hours
        mean = Fraction(sum(values), len(values) * SCALE) if is_valid else None
        found.append(Window(first, last, len(values), mean))
    return tuple(found) if ozone else ()


def _stated(house: House, lines: Sequence[Line]) -> tuple[Window, ...]:
    """The windows that the release stated itself, where these are enough to stand before ours."""
    rule = house.standards.validity.mda8
    means = {
        line.hour: value
        for line in lines
        if line.hour is not None and (value := line.values[f"{O3_8H}_milli"]) is not None
    }
    ends = [h for h in range(rule.first_window_ends, rule.last_window_ends + 1) if h in means]
    if not house.standards.validity.stated.o3_8h or len(ends) < rule.min_windows:
        return ()
    return tuple(
        Window(end - rule.window_hours + 1, end, None, Fraction(means[end], SCALE)) for end in ends
    )


def _piece(value: Number, scale: IndexScale, steps: Sequence[int]) -> Formula:
    """The linear piece of the index that the value falls into, before it is rounded up."""
    exact = Fraction(str(value))
    points = [Fraction(point) for point in scale.breakpoints]
    for low, high, start, end in zip(points, points[1:], steps, steps[1:], strict=False):
        if exact <= high:
            result = start + (end - start) * (exact - low) / (high - low)
            numbers = {"low": low, "high": high, "start": start, "end": end, "value": exact}
            return Formula("formula_iaqi", numbers, result)
    above = None if scale.above == "none" else Fraction(scale.above)
    return Formula("formula_iaqi_above", {"value": exact, "last": points[-1]}, above)


def _clauses(house: House, question: Question) -> tuple[Clause, ...]:
    validity = house.standards.validity
    table = rules.index_table(house, question)
    precision = house.standards.rounding.find("day_value", Pollutant.PM25, question.span.last_on)
    judging = rules.edition(house, question)
    day, mda8 = validity.day, validity.mda8
    stated = validity.stated
    return (
        Clause("rule_edition", judging.id, judging.clause, judging.confidence),
        Clause("rule_hours", f"{day.min_hours} / {day.hours}", day.clause, day.confidence),
        Clause("rule_windows", str(mda8.min_windows), mda8.clause, mda8.confidence),
        Clause("rule_stated", str(stated.o3_8h).lower(), stated.clause, stated.confidence),
        Clause("rule_digits", str(precision.digits), precision.clause, precision.confidence),
        Clause("rule_index_table", table.id, table.clause, None),
        Clause("rule_missing", table.missing.rule, table.missing.clause, table.missing.confidence),
    )
