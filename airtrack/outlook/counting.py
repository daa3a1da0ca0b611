"""Days by their index: valid, good, heavily polluted ones, by the limits of each day.

Source: HJ 633: the index of a day is the highest of its six; which days lack one, by edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from airtrack.outlook.book import POLLUTANTS, Book, Flags, Numbers


@dataclass(frozen=True)
class Judged:
    """Whether values lie within what is good, heavy, exceeding; whether they have an index."""

    is_there: Flags
    is_good: Flags
    is_heavy: Flags
    is_exceeding: Flags
    has_index: Flags


@dataclass(frozen=True)
class DayCounts:
    """Days with an index, good and heavy ones among them; by place and member."""

    valid: Numbers
    good: Numbers
    heavy: Numbers


def judged(book: Book, at: int, values: Numbers, *, slots: NDArray[np.intp]) -> Judged:
    """Each value at the digits of a daily value, held against the limits of its day."""
    step = book.day_step[at]
    printed = np.rint(values / step) * step
    is_there = np.isfinite(printed)
    return Judged(
        is_there,
        ~(printed > book.good_upto[at, slots]),
        printed > book.heavy_above[at, slots],
        printed > book.exceeding_above[at, slots],
        ~(printed > book.index_upto[at, slots]),
    )


@dataclass(frozen=True)
class DayFlags:
    """Which days have an index, which of them are good, which heavily polluted."""

    valid: Flags
    good: Flags
    heavy: Flags


def counted(each: Sequence[Judged], is_open_when_partial: Flags) -> DayCounts:
    """The number of days of each kind."""
    days = counted_days(each, is_open_when_partial)
    return DayCounts(number(days.valid), number(days.good), number(days.heavy))


def counted_days(each: Sequence[Judged], is_open_when_partial: Flags) -> DayFlags:
    """The days of these pollutants together: the index of a day is the highest of its six."""
    n_there = np.sum([item.is_there for item in each], axis=0)
    has_index = np.all([item.has_index for item in each], axis=0) & (n_there > 0)
    is_exceeding = np.any([item.is_exceeding for item in each], axis=0)
    is_partial = n_there < len(POLLUTANTS)
    is_valid = has_index & ~(is_partial & is_open_when_partial & ~is_exceeding)
    is_good = np.all([item.is_good for item in each], axis=0)
    is_heavy = np.any([item.is_heavy for item in each], axis=0)
    return DayFlags(is_valid, is_good & is_valid, is_heavy & is_valid)


def number(flags: Flags) -> Numbers:
    number: Numbers = flags.sum(axis=-1).astype(np.float64)
    return number
