"""Which periods a build stores."""

from __future__ import annotations

from datetime import date

import pytest

from airtrack.domain import period as periods
from airtrack.metrics.stored import stored


def keys(days: tuple[date, date] | None, *tables: str) -> list[str]:
    return [item.key for item in stored(days, [periods.parse(key) for key in tables])]


@pytest.mark.parametrize(
    ("days", "tables", "expected"),
    [
        pytest.param(None, [], [], id="nothing"),
        pytest.param(
            (date(2019, 12, 20), date(2020, 1, 3)),
            [],
            ["2019", "2019-12", "2020-01", "2020"],
            id="days",
        ),
        pytest.param(None, ["2023-03"], ["2023", "2023-03"], id="a-month"),
        pytest.param(None, ["2023-Q1"], ["2023-Q1", "2023"], id="a-sum-has-no-months"),
        pytest.param(None, ["2023"], ["2023"], id="a-year"),
        pytest.param(
            (date(2022, 12, 1), date(2022, 12, 2)),
            ["2023-Q1"],
            ["2022-Q1", "2022", "2022-12", "2023-Q1", "2023"],
            id="a-sum-with-the-year-before",
        ),
        pytest.param(
            None,
            ["2020-03", "2023-Q1"],
            ["2020", "2020-03", "2023-Q1", "2023"],
            id="years-between-are-not-on-record",
        ),
    ],
)
def test_months_years_and_spans_of_tables_are_stored(
    days: tuple[date, date] | None, tables: list[str], expected: list[str]
) -> None:
    assert keys(days, *tables) == expected
