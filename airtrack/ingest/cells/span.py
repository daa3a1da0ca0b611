"""Which months the cell of a report speaks of: one of them, or all from the first to the last.

A single month (单月) and a span of months (累计, 1-3月) are never taken for each other: only a
text that names two ends, a quarter, a half or a year is a span.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum, auto

from airtrack.domain import period as periods
from airtrack.domain.form import SpanKind
from airtrack.domain.period import Period
from airtrack.domain.remembered import of_short_texts
from airtrack.domain.spelling import plain
from airtrack.errors import WrongUse
from airtrack.ingest.cells import cell
from airtrack.ingest.cells.wording import one_dash

_TO = r"(?:-|\.\.|~|至|到)"
_NAMED_MONTHS = [name.lower() for name in calendar.month_abbr]
_MONTH_NAMES = "|".join(_NAMED_MONTHS[1:])
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMERAL_YEAR = re.compile(r"[〇零一二三四五六七八九]{4}(?=年)")
_NUMERAL = r"(?:十[一二]?|[一二三四五六七八九])"
_NUMERAL_MONTH = re.compile(rf"{_NUMERAL}(?=月|(?:-|~|至|到){_NUMERAL}月)")
_SHORT_YEAR = re.compile(r"^(?=\d\d年(?:\d|第|[上下]半|[一二三四]季))")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4}
_TWO_DIGITS = 100
_CENTURY = 2000
_SAMPLE_YEAR = "2025"
_NEAR_THE_END = 28
LONGEST_DAYS = 1 << 17
"""No table speaks of centuries; a span that does is a slip."""


class Misread(StrEnum):
    """Why a text is no span, as the code of the problem."""

    NOT_A_PERIOD = "not_a_period"
    WITHOUT_YEAR = "period_without_year"


class Evidence(Enum):
    """What a column of times is: of days, of months, or of either."""

    DAYS = auto()
    MONTHS = auto()
    EITHER = auto()


@dataclass(frozen=True, slots=True)
class Span:
    """Whole months, or up to a day, and whether the value is that of a month or accumulated."""

    period: Period
    kind: SpanKind

    @property
    def ends_within_month(self) -> bool:
        """True for a span up to a day that does not end its month."""
        last = self.period.last_on
        return last != periods.of_month(last.year, last.month).last_on


@of_short_texts(1 << 12)
def span(text: str, year: str = "") -> Span | Misread:
    """The span a text names; `year` is what the row says elsewhere, empty where it says nothing.

    >>> span("2023年3月").period.key, span("1-3月", "2023").period.key, span("1-3月")
    ('2023-03', '2023-Q1', <Misread.WITHOUT_YEAR: 'period_without_year'>)
    """
    stated = _stated_year(year)
    if year.strip() and stated is None:
        return Misread.NOT_A_PERIOD
    try:
        found = _span(_in_digits(folded(text)), stated)
    except (ValueError, WrongUse):
        return Misread.NOT_A_PERIOD
    if isinstance(found, Span) and found.period.days > LONGEST_DAYS:
        return Misread.NOT_A_PERIOD
    if isinstance(found, Span) and stated not in (None, found.period.first_on.year):
        return Misread.NOT_A_PERIOD
    return found


def folded(text: str) -> str:
    """The text as months are looked for in it: plain, without blanks, with one kind of dash."""
    return one_dash("".join(plain(text).split()))


def _in_digits(text: str) -> str:
    """The folded text with its year in four digits, and its months in digits."""
    text = _NUMERAL_YEAR.sub(lambda found: found[0].translate(_DIGITS), text)
    text = _NUMERAL_MONTH.sub(lambda found: str(_numeral(found[0])), text)
    return _SHORT_YEAR.sub(str(_CENTURY // 100), text)


def _numeral(text: str) -> int:
    ones = text.replace("十", "").translate(_DIGITS)
    return 10 * ("十" in text) + int(ones or 0)


def with_year(text: str) -> str:
    """How a text without year would name one; empty for a text that names no months either way.

    >>> with_year("7月"), with_year("7"), with_year("1-3月")
    ('2025年7月', '2025年7月', '2025年1-3月')
    """
    found, longer = span(text, _SAMPLE_YEAR), f"{_SAMPLE_YEAR}年{folded(text)}"
    if not isinstance(found, Span):
        return ""
    is_clear = span(longer) == found and not longer[-1].isdigit()
    return longer if is_clear else written(found.period)


def written(period: Period) -> str:
    """The period as a Chinese table writes it, so that it is read as the same months again.

    Raises WrongUse for one that is not made of whole months.

    >>> written(periods.parse("2023-03")), written(periods.parse("2023-Q1"))
    ('2023年3月', '2023年1-3月')
    """
    first, last = period.first_on, period.last_on
    if first.day != 1 or last != periods.of_month(last.year, last.month).last_on:
        raise WrongUse("not_whole_months", period=period.key)
    if first.year != last.year:
        return f"{first.year}年{first.month}月-{last.year}年{last.month}月"
    if period == periods.of_year(first.year):
        return f"{first.year}年"
    months = f"{first.month}-{last.month}" if first.month < last.month else f"{first.month}"
    return f"{first.year}年{months}月"


def evidence(texts: Iterable[str]) -> Evidence:
    """Whether the cells tell days or months; the first days of several months are months.

    Days in the midst of a month are days, whatever else is there; one date alone that is the
    first of a month says neither.
    """
    read = [(text, cell.day(text)) for text in texts if text.strip()]
    days = {day for _, day in read if day is not None}
    if any(day.day != 1 for day in days):
        return Evidence.DAYS
    months = (span(text) is not Misread.NOT_A_PERIOD for text, day in read if day is None)
    is_monthly = len(days) > 1 if days else any(months)
    return Evidence.MONTHS if is_monthly else Evidence.EITHER


def _stated_year(text: str) -> int | None:
    found = re.fullmatch(r"(\d{4})(?:\.0+)?(?:年度?)?", plain(text), re.ASCII)
    return int(found[1]) if found else None


def _span(text: str, stated: int | None) -> Span | Misread:
    day = cell.day(text)
    if day is not None:
        return _month(day.year, day.month) if day.day == 1 else Misread.NOT_A_PERIOD
    for pattern, meaning in _WITH_YEAR:
        if found := re.fullmatch(pattern, text, re.ASCII):
            return meaning(found)
    for pattern, months in _WITHOUT_YEAR:
        if found := re.fullmatch(pattern, text, re.ASCII):
            year = int(found["year"]) if found["year"] else stated
            return Misread.WITHOUT_YEAR if year is None else months(year, found)
    return _canonical(text)


def _month(year: int, month: int) -> Span:
    return Span(periods.of_month(year, month), SpanKind.SINGLE)


def _months(year: int, first: int, last: int) -> Span:
    return _from_to(date(year, first, 1), date(year, last, 1))


def _from_to(first: date, last: date) -> Span:
    """All days of the two months and of those between; raises WrongUse when they are swapped."""
    end = periods.of_month(last.year, last.month).last_on
    return Span(periods.of_days(first, end), SpanKind.CUMULATIVE)


def _canonical(text: str) -> Span | Misread:
    """A quarter, half or span as the command line writes it."""
    period = periods.parse(text.upper())
    is_whole = period.first_on.day == 1
    last = periods.of_month(period.last_on.year, period.last_on.month).last_on
    is_single = ".." not in text and period.first_on.month == period.last_on.month
    if not is_whole or last != period.last_on or is_single:
        return Misread.NOT_A_PERIOD
    return Span(period, SpanKind.CUMULATIVE)


def _named(month: str, year: str) -> Span:
    number = int(year)
    return _month(
        number if number >= _TWO_DIGITS else _CENTURY + number, _NAMED_MONTHS.index(month[:3])
    )


def _two_months(found: re.Match[str]) -> Span:
    first_year, first, last_year, last = map(int, found.groups())
    return _from_to(date(first_year, first, 1), date(last_year, last, 1))


def _two_days(found: re.Match[str]) -> Span | Misread:
    """From the first day of a month to a day of a later one, or all days of one month.

    Bulletins that are published within a month accumulate to a day. One that ends just before the
    end of a month is more likely a slip; other days are no span.
    """
    year, month, day = (int(part) for part in found.groups()[:3])
    last_year, last_month, last_day = found.groups()[3:]
    first = date(year, month, day)
    last = date(int(last_year or year), int(last_month or month), int(last_day))
    of_one = (first.year, first.month) == (last.year, last.month)
    is_whole = last == periods.of_month(last.year, last.month).last_on
    is_slip = not is_whole and (of_one or last.day >= _NEAR_THE_END)
    if first.day != 1 or is_slip:
        return Misread.NOT_A_PERIOD
    if of_one:
        return _month(first.year, first.month)
    return Span(periods.of_days(first, last), SpanKind.CUMULATIVE)


def _first_to_last(year: int, found: re.Match[str]) -> Span:
    return _months(year, int(found[2]), int(found[3]))


def _quarter(year: int, found: re.Match[str]) -> Span:
    number = _QUARTERS.get(found[2]) or int(found[2])
    return _months(year, 3 * number - 2, 3 * number)


_ANY_YEAR = r"(?:(?P<year>\d{4})年?)?"
_YEAR_MONTH = r"(\d{4})(?:年|[-/.]?)(\d\d?)月?"
_ALONE = r"(?:\(?[当单]月\)?)?"
_TOGETHER = r"(?:\(?累计\)?)?"
# A number 2023.10 loses its zero in a spreadsheet, so that 2023.1 may be January or October.
_WITH_YEAR: tuple[tuple[str, Callable[[re.Match[str]], Span | Misread]], ...] = (
    (
        r"(\d{4})(?:-(\d\d?)|/(\d\d?)|\.(\d\d|[2-9])|年(\d\d?)(?:月份?)?|(\d\d)(?:\.0+)?"
        rf"|[-/.](\d\d?)月份?){_ALONE}",
        lambda found: _month(int(found[1]), next(int(m) for m in found.groups()[1:] if m)),
    ),
    (r"(\d{4})(?:年(?:度|全年)?|全年|\.0+)?", lambda found: _months(int(found[1]), 1, 12)),
    (rf"{_YEAR_MONTH}{_TO}{_YEAR_MONTH}份?{_TOGETHER}", _two_months),
    (rf"({_MONTH_NAMES})[a-z]*\.?[-,]?(\d{{4}}|\d\d)", lambda found: _named(found[1], found[2])),
    (rf"(\d{{4}})[-,]?({_MONTH_NAMES})[a-z]*", lambda found: _named(found[2], found[1])),
    (
        rf"(\d{{4}})[-/.年](\d\d?)[-/.月](\d\d?)日?{_TO}"
        r"(?:(\d{4})[-/.年])?(?:(\d\d?)[-/.月])?(\d\d?)日?",
        _two_days,
    ),
    (rf"(\d{{4}})(\d\d)(\d\d){_TO}(\d{{4}})(\d\d)(\d\d)", _two_days),
)
_WITHOUT_YEAR: tuple[tuple[str, Callable[[int, re.Match[str]], Span | Misread]], ...] = (
    (rf"(?:(?P<year>\d{{4}})[-/.年])?(\d\d?)月?{_TO}(\d\d?)月份?{_TOGETHER}", _first_to_last),
    (rf"(?:(?P<year>\d{{4}})[/.年])?(\d\d?){_TO}(\d\d?){_TOGETHER}", _first_to_last),
    (r"(?P<year>\d{4})-(\d\d?)(?:\.\.|~|至|到)(\d\d?)", _first_to_last),
    (rf"(?P<year>\d{{4}})(\d\d){_TO}(\d\d)", _first_to_last),
    (rf"(?P<year>)(\d\d?)(?:月份?{_ALONE})?", lambda year, found: _month(year, int(found[2]))),
    (rf"{_ANY_YEAR}第?([一二三四1-4])季度{_TOGETHER}", _quarter),
    (r"(?P<year>\d{4})年?q([1-4])", _quarter),
    (rf"{_ANY_YEAR}上半年{_TOGETHER}", lambda year, _: _months(year, 1, 6)),
    (rf"{_ANY_YEAR}下半年{_TOGETHER}", lambda year, _: _months(year, 7, 12)),
    (rf"{_ANY_YEAR}前三季度{_TOGETHER}", lambda year, _: _months(year, 1, 9)),
    (r"(?P<year>)全年", lambda year, _: _months(year, 1, 12)),
)
