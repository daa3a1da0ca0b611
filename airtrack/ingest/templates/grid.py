"""One sheet of a template before it is written: its columns, the rows that are filled in.

The same sheet becomes a sheet of a workbook or a file of CSV.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

TEXT, GENERAL, WHOLE = "@", "General", "0"
_KEPT = 3


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column: its header, what goes into it, what is offered to choose from.

    `shown` is its number format. What is offered is no limit: other spellings are read as well.
    """

    head: str
    meaning: str = ""
    offered: tuple[str, ...] = ()
    shown: str = TEXT


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet and the rows it begins with; `advice` stands below the meanings of its columns.

    So do meanings of what is no column in `also`. The first `held` columns stay in sight. A card
    has its headers one below another, each with its value of the first row beside it.
    """

    sheet: str
    columns: tuple[GridColumn, ...]
    rows: Callable[[], Iterator[tuple[str, ...]]] = lambda: iter(())
    advice: tuple[str, ...] = ()
    held: int = 1
    also: tuple[tuple[str, str], ...] = ()
    is_card: bool = False


def decimals(digits: int) -> str:
    """The number format with at least so many decimals, which hides none that is kept.

    >>> decimals(1)
    '0.0##'
    """
    return "0." + "0" * digits + "#" * (_KEPT - digits) if digits else GENERAL
