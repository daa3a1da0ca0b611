"""Assumptions about the days to come, as words and as one line of text that an address can hold.

`pm25:-10%@10-12;o3:-5%;co:0.8@11;dust:2@11` says: PM2.5 ten percent lower from October to December,
ozone five percent lower in all months to come, CO at 0.8 on average in November, two more days of
dust then. Changes of one pollutant never share a month.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from airtrack.domain.pollutant import Pollutant
from airtrack.errors import WrongUse

DUST = "dust"
FIRST_MONTH, LAST_MONTH = 1, 12
_LOWEST_PERCENT = -100
_NUMBER = r"[+-]?\d{1,4}(?:\.\d{1,3})?"
_PART = re.compile(rf"(?P<key>[a-z0-9]+):(?P<value>{_NUMBER})(?P<percent>%?)(?:@(?P<months>.+))?")
_MONTHS = re.compile(r"(?P<first>\d{1,2})(?:(?:-|\.\.)(?P<last>\d{1,2}))?")


@dataclass(frozen=True, slots=True, order=True)
class Months:
    """Months of the year, both ends included; those that are over already change nothing."""

    first: int = FIRST_MONTH
    last: int = LAST_MONTH

    @property
    def text(self) -> str:
        """Empty for all months, else as `parse_months` reads it."""
        if self == ALL_MONTHS:
            return ""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"

    @property
    def numbers(self) -> range:
        """The months, one by one."""
        return range(self.first, self.last + 1)

    def meets(self, other: Months) -> bool:
        """True where the two share a month."""
        return self.first <= other.last and other.first <= self.last


ALL_MONTHS = Months()


def parse_months(text: str) -> Months:
    """`10`, `10-12` or `10..12`; raises WrongUse("bad_months")."""
    found = _MONTHS.fullmatch(text.strip())
    first = int(found["first"]) if found else 0
    last = int(found["last"] or found["first"]) if found else 0
    if not FIRST_MONTH <= first <= last <= LAST_MONTH:
        raise WrongUse("bad_months", text=text)
    return Months(first, last)


@dataclass(frozen=True, slots=True)
class Change:
    """One pollutant in some months: `percent` more (a fall negative), or a `mean` in its unit."""

    pollutant: Pollutant
    percent: Decimal | None = None
    mean: Decimal | None = None
    months: Months = ALL_MONTHS

    @property
    def text(self) -> str:
        """As `parse` reads it."""
        value = f"{_plain(self.percent)}%" if self.percent is not None else _plain(self.mean)
        return _with_months(f"{self.pollutant}:{value}", self.months)


@dataclass(frozen=True, slots=True)
class Dust:
    """So many days of dust more than usual, spread over the months."""

    days: int
    months: Months = ALL_MONTHS

    @property
    def text(self) -> str:
        """As `parse` reads it."""
        return _with_months(f"{DUST}:{self.days}", self.months)


@dataclass(frozen=True, slots=True)
class Scenario:
    """What is assumed, in the order of the pollutants and months; equal ones have one text."""

    changes: tuple[Change, ...] = ()
    dust: tuple[Dust, ...] = ()

    @property
    def text(self) -> str:
        """One line, empty where nothing is assumed; `parse` gives the same scenario back."""
        parts = [item.text for item in self.changes] + [item.text for item in self.dust]
        return ";".join(parts)

    def __bool__(self) -> bool:
        return bool(self.changes or self.dust)


NOTHING = Scenario()


def of(changes: Sequence[Change] = (), dust: Sequence[Dust] = ()) -> Scenario:
    """The scenario of these parts; raises WrongUse("scenario_overlap") where two meet."""
    turn = {pollutant: at for at, pollutant in enumerate(Pollutant)}
    in_order = sorted(changes, key=lambda item: (turn[item.pollutant], item.months))
    for one, other in combinations(in_order, 2):
        if one.pollutant is other.pollutant and one.months.meets(other.months):
            raise WrongUse("scenario_overlap", text=f"{one.text};{other.text}")
    return Scenario(tuple(in_order), tuple(sorted(dust, key=lambda item: item.months)))


def parse(text: str) -> Scenario:
    """The scenario that the line tells of.

    Raises WrongUse("bad_scenario") with the part that cannot be read, and those of `of`.

    >>> parse("o3:-5%;pm25:-10.0%@10..12;").text
    'pm25:-10%@10-12;o3:-5%'
    """
    parts = [part.strip() for part in text.split(";") if part.strip()]
    read = [_part(part) for part in parts]
    changes = [item for item in read if isinstance(item, Change)]
    return of(changes, [item for item in read if isinstance(item, Dust)])


def dust_days(scenario: Scenario, days: Mapping[int, int]) -> dict[int, int]:
    """The assumed days of dust of each month that has `days` to come, spread evenly over them.

    Never more than a month has; parts of days go to the months with the largest, the first first.

    >>> dust_days(parse("dust:3"), {11: 30, 12: 31})
    {11: 1, 12: 2}
    """
    found = dict.fromkeys(days, 0)
    for item in scenario.dust:
        within = [month for month in item.months.numbers if days.get(month)]
        total = sum(days[month] for month in within)
        parts = {month: divmod(item.days * days[month], total) for month in within}
        whole = sum(part for part, _ in parts.values())
        by_rest = sorted(within, key=lambda month: (-parts[month][1], month))
        for turn, month in enumerate(by_rest):
            more = turn < item.days - whole
            found[month] = min(days[month], found[month] + parts[month][0] + more)
    return found


def _part(text: str) -> Change | Dust:
    found = _PART.fullmatch(text.lower())
    if found is None:
        raise WrongUse("bad_scenario", text=text)
    value = Decimal(found["value"])
    months = parse_months(found["months"]) if found["months"] else ALL_MONTHS
    if found["key"] == DUST:
        if found["percent"] or value < 0 or value != int(value):
            raise WrongUse("bad_scenario", text=text)
        return Dust(int(value), months)
    if found["key"] not in set(Pollutant):
        raise WrongUse("bad_scenario", text=text)
    pollutant = Pollutant(found["key"])
    if found["percent"]:
        if value < _LOWEST_PERCENT:
            raise WrongUse("bad_scenario", text=text)
        return Change(pollutant, percent=_tidy(value), months=months)
    if value < 0 or found["value"].startswith("+"):
        raise WrongUse("bad_scenario", text=text)
    return Change(pollutant, mean=_tidy(value), months=months)


def _tidy(value: Decimal) -> Decimal:
    """Without zeros at its end and without a negative zero."""
    return value.normalize() + 0


def _plain(value: Decimal | None) -> str:
    return "" if value is None else f"{_tidy(value):f}"


def _with_months(text: str, months: Months) -> str:
    return f"{text}@{months.text}" if months.text else text
