"""Days as spreadsheets number them: 45809 is 2025-06-01, 45758.5 noon of 2025-04-11.

Source: the date system of spreadsheets that counts from 1899-12-30. Only days from 2000 to 2099
are taken: such a number has five digits, so that it is no month (202506), no year and no day that
is written out (20250601).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from airtrack.domain.spelling import plain
from airtrack.errors import Level, Problem

_EPOCH = date(1899, 12, 30)
_FIRST, _LAST = date(2000, 1, 1), date(2099, 12, 31)
_NUMBER = re.compile(r"\d{5}(?:\.\d*)?", re.ASCII)
_HOURS = 24
_SECOND = Decimal(1) / 86400


def moment(text: str) -> tuple[date, int] | None:
    """The day that the number means, and the full hours from 0 to 23 that have passed of it.

    >>> moment("45809"), moment("45758.3333333333"), moment("20250")
    ((datetime.date(2025, 6, 1), 0), (datetime.date(2025, 4, 11), 8), None)
    """
    said = plain(text)
    if not _NUMBER.fullmatch(said):
        return None
    # a third of a day is written a little short of it
    number = Decimal(said) + _SECOND
    found = _EPOCH + timedelta(int(number))
    return (found, int(number % 1 * _HOURS)) if _FIRST <= found <= _LAST else None


def day(text: str) -> date | None:
    """The day that a whole number means, or None."""
    whole = plain(text).partition(".")
    return None if whole[2].strip("0") or (found := moment(whole[0])) is None else found[0]


def problem(cells: Iterable[tuple[int, str]], *, file: str, column: str | None) -> list[Problem]:
    """One warning for all such numbers among the cells of a column, each with its line."""
    hits = sorted((line, text.strip()) for line, text in cells if moment(text) is not None)
    if not hits:
        return []
    first, said = hits[0]
    found = moment(said)
    return [
        Problem(
            Level.WARNING,
            "serial_days",
            file,
            row=first,
            column=column,
            value=said,
            n=len({line for line, _ in hits}),
            params={"day": found[0].isoformat()} if found else {},
        )
    ]
