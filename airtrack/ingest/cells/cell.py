"""What the text of one cell says: an exact number, a day, an hour, or nothing.

Source: GB 3095 for hours 1 to 24 of a day. Each distinct text of a column is read once.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from enum import Enum, auto

from airtrack.domain.cells import CellRules, Marker, Quantity, Unit
from airtrack.domain.form import Form, Zero
from airtrack.domain.remembered import of_short_texts
from airtrack.domain.scale import MILLI
from airtrack.domain.spelling import plain
from airtrack.ingest.cells import serial
from airtrack.ingest.cells.wording import one_dash

# Long enough that no number of 40 characters is rounded before it is meant to be.
_EXACT = Context(prec=60, rounding=ROUND_HALF_EVEN)
_LONGEST = 40
_THOUSANDTH = Decimal("0.001")
_NUMBER = re.compile(r"[+-]?(?=\.?\d)(\d+|\d{1,3}(,\d{3})+)?(\.\d*)?(e[+-]?\d{1,2})?", re.ASCII)
_DAY = re.compile(
    r"(\d{4})(?:(\d\d)(\d\d)(?:\.0+)?|-(\d\d?)-(\d\d?)|/(\d\d?)/(\d\d?)|\.(\d\d?)\.(\d\d?)"
    r"|年(\d\d?)月(\d\d?)[日号])(?: ?\(?(?:周|星期)[一二三四五六日天]\)?)?"
    r"(?:[ t]?(?:0?0:00(?::00(?:\.0+)?)?(?:\+08:00| am)?|12:00:00 am|0?0[时点]))?",
    re.ASCII,
)
_AROUND_WORDS = re.compile(r" *([年月]) *")
_HOUR = re.compile(r"(\d\d?)(?:\.0+|:00(?::00)?|时|点|h)?", re.ASCII)


class Grade(Enum):
    """What became of a cell; only VALUE and FINER carry a number."""

    VALUE = auto()
    EMPTY = auto()
    MARKER = auto()
    BELOW = auto()
    ZERO = auto()
    FINER = auto()
    IMPOSSIBLE = auto()
    NOT_A_NUMBER = auto()


@dataclass(frozen=True, slots=True)
class Cell:
    """A value in integer thousandths of the unit it is kept in, or None.

    `digits` are the decimals delivered, in the unit of the file; zeros at the end say nothing.
    `marker` says what a text for a missing value means.
    `number` is there for every number, possible or not, in the same thousandths.
    """

    milli: int | None
    grade: Grade
    digits: int = 0
    marker: Marker | None = None
    number: int | None = None


_EMPTY, _NO_NUMBER = Cell(None, Grade.EMPTY), Cell(None, Grade.NOT_A_NUMBER)
_LARGEST = 10**12


@dataclass(frozen=True, slots=True)
class CellReader:
    """Reads the cells of one indicator as one form delivers them."""

    power: int
    upto: int
    zero: Zero
    markers: Mapping[str, Marker]
    numbers: Mapping[Decimal, Marker]
    marks: tuple[tuple[str, int], ...]
    below: frozenset[str]
    below_signs: tuple[str, ...]
    memo: dict[str, Cell] = field(default_factory=dict)

    @classmethod
    def of(cls, form: Form, indicator: str, unit: Unit | None, *, rules: CellRules) -> CellReader:
        """The reader for values of `unit` in a column of that form."""
        amounts = next(word for word in rules.amounts if word.indicator == indicator)
        power = {word.unit: word.power for word in rules.units} | {None: 0}
        markers = {plain(text): marker for marker in rules.markers for text in marker.texts}
        numbers = {Decimal(text): marker for text, marker in markers.items() if is_number(text)}
        alike = [word for word in rules.units if rules.measure_alike(word.unit, unit)]
        is_amount = any(word.quantity is Quantity.CONCENTRATION for word in alike)
        return cls(
            power=power[unit] - power[amounts.unit],
            upto=amounts.bound(form.grain) or 0,
            zero=Zero.VALUE if amounts.may_be_zero else form.zero,
            markers=markers,
            numbers=numbers,
            marks=tuple(
                (plain(mark), word.power - power[amounts.unit])
                for word in alike
                for mark in marks_of(word.unit, rules)
            ),
            below=frozenset(map(plain, rules.below)) if is_amount else frozenset(),
            below_signs=rules.below_signs if is_amount else (),
        )

    def cell(self, text: str) -> Cell:
        """What the text says; the answer is kept for the next time where it is a number."""
        known = self.memo.get(text)
        if known is None:
            known = self._read(plain(text))
            if known.number is not None:
                self.memo[text] = known
        return known

    def _unmarked(self, text: str) -> tuple[str, int]:
        """The text without the unit behind it, and the power of ten that leads to the unit kept."""
        for mark, power in () if is_number(text) else self.marks:
            if text.endswith(mark):
                return text.removesuffix(mark).rstrip(), power
        return text, self.power

    def _is_below(self, text: str) -> bool:
        """Whether the text says that there was too little to tell how much."""
        if text in self.below:
            return True
        limits = (text.removeprefix(sign) for sign in self.below_signs if text.startswith(sign))
        return any(is_number(self._unmarked(limit.strip())[0]) for limit in limits)

    def _read(self, text: str) -> Cell:
        if not text:
            return _EMPTY
        if text in self.markers:
            return Cell(None, Grade.MARKER, marker=self.markers[text])
        if self._is_below(text):
            return Cell(None, Grade.BELOW)
        text, power = self._unmarked(text)
        if not is_number(text):
            return _NO_NUMBER
        delivered = Decimal(text.replace(",", ""))
        if delivered in self.numbers:
            return Cell(None, Grade.MARKER, marker=self.numbers[delivered])
        digits = _decimals(delivered)
        exact = delivered.scaleb(power, _EXACT)
        if not 0 <= exact <= self.upto:
            return Cell(None, Grade.IMPOSSIBLE, digits, number=_thousandths(exact))
        kept = exact.quantize(_THOUSANDTH, context=_EXACT)
        if not kept and self.zero is Zero.MISSING:
            return Cell(None, Grade.ZERO, digits, number=0)
        grade = Grade.VALUE if kept == exact else Grade.FINER
        milli = int(kept.scaleb(3, _EXACT))
        return Cell(milli, grade, digits, number=milli)


def marks_of(unit: Unit, rules: CellRules) -> tuple[str, ...]:
    """What a number in that unit may have behind it."""
    words = (word for word in rules.units if word.unit is unit and word.in_cells)
    return next((word.spellings for word in words), ())


def is_number(text: str) -> bool:
    """True for a plain text that is a number as files write it."""
    return len(text) <= _LONGEST and _NUMBER.fullmatch(text) is not None


def _thousandths(exact: Decimal) -> int | None:
    return None if abs(exact) > _LARGEST else round(exact * MILLI)


def _decimals(number: Decimal) -> int:
    exponent = number.normalize(_EXACT).as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@of_short_texts(1 << 14)
def day(text: str) -> date | None:
    """The day a text names, with midnight at most as its time; None when it names none.

    A spreadsheet's number of a day is one, too; whoever reads a column of them tells so.

    >>> day("2019年6月1日"), day("43617"), day("2019-06-31")
    (datetime.date(2019, 6, 1), datetime.date(2019, 6, 1), None)
    """
    return written_day(text) or serial.day(text)


def written_day(text: str) -> date | None:
    """The same of a text with year, month and day."""
    found = _DAY.fullmatch(_AROUND_WORDS.sub(r"\1", one_dash(plain(text))).replace(" 日", "日"))
    if found is None:
        return None
    year, month, day_of_month = (int(part) for part in found.groups() if part is not None)
    try:
        return date(year, month, day_of_month)
    except ValueError:
        return None


def hour(text: str) -> int | None:
    """The hour from 0 to 24 a text names; None when it names none.

    >>> hour("13:00"), hour("０时"), hour("25")
    (13, 0, None)
    """
    found = _HOUR.fullmatch(plain(text))
    if found is None or int(found[1]) > 24:
        return None
    return int(found[1])
