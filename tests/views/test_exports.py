"""What leaves the house as CSV."""

from __future__ import annotations

import pytest

from airtrack.views import export
from airtrack.views.table import Column, Table
from tests.views.by_hand import Speak


def _table(*cells: str | float | None, digits: int | None = None) -> Table:
    return Table("", (Column("a", "甲", digits=digits),), tuple((cell,) for cell in cells))


def _cells(shown: Table) -> list[str]:
    return export.csv_text(shown).split("\r\n")[1:-1]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-x", "@a", "＝1"])
def test_text_never_becomes_a_formula(text: str) -> None:
    assert _cells(_table(text)) == [f"'{text}"]


@pytest.mark.parametrize("text", ["+5.4", "-0.4", "-3"])
def test_a_signed_number_stays_a_number(text: str) -> None:
    assert _cells(_table(text)) == [text]


def test_numbers_keep_their_printed_digits() -> None:
    assert _cells(_table(3.0, digits=2)) == ["3.00"]


def test_a_missing_value_is_an_empty_cell() -> None:
    assert _cells(Table("", (Column("a", "a"), Column("b", "b")), ((None, "x"),))) == [",x"]


def test_every_row_of_demonstration_data_says_so(speak: Speak) -> None:
    rows = export.marked(_table("x", "y"), speak("zh")).rows
    assert [row[-1] for row in rows] == ["演示数据（合成，非监测值）"] * 2
