"""Kinds of period, and what each is held against."""

from __future__ import annotations

import pytest

from airtrack.domain import period as periods
from airtrack.domain import period_kind
from airtrack.domain.period_kind import PeriodKind


@pytest.mark.parametrize(
    ("kind", "n", "first", "last"),
    [
        pytest.param("month", 12, "2025-01", "2025-12", id="months"),
        pytest.param("ten_days", 36, "2025-01-D1", "2025-12-D3", id="ten-days"),
        pytest.param("quarter", 4, "2025-Q1", "2025-Q4", id="quarters"),
        pytest.param("cumulative", 10, "2025-01..2025-02", "2025-01..2025-11", id="cumulative"),
        pytest.param("season", 5, "2024-12..2025-02", "2025-09..2025-11", id="seasons"),
        pytest.param("year", 1, "2025", "2025", id="year"),
    ],
)
def test_a_year_has_so_many_of_a_kind(kind: str, n: int, first: str, last: str) -> None:
    found = [item.key for item in period_kind.of_kind(PeriodKind(kind), 2025)]
    assert (len(found), found[0], found[-1]) == (n, first, last)


@pytest.mark.parametrize(
    ("key", "kind", "before"),
    [
        pytest.param("2025-01", "month", "2024-12", id="january-against-december"),
        pytest.param("2025-03-D1", "ten_days", "2025-02-D3", id="ten-days-across-a-month"),
        pytest.param("2025-Q1", "quarter", "2024-Q4", id="quarter-across-a-year"),
        pytest.param("2025-Q1", "cumulative", "2025-01..2025-02", id="the-same-days-summed"),
        pytest.param("2025-01..2025-02", "cumulative", "2025-01", id="two-months-against-one"),
        pytest.param("2025-03..2025-05", "season", "2024-12..2025-02", id="spring-and-winter"),
        pytest.param("2024-10..2025-03", "season", "2023-10..2024-03", id="heating-half-year"),
        pytest.param("2025", "year", "2024", id="year"),
        pytest.param("2025-06-05..2025-06-09", "span", None, id="any-span-has-none"),
    ],
)
def test_a_period_is_held_against_the_one_before(key: str, kind: str, before: str | None) -> None:
    found = period_kind.before(periods.parse(key), PeriodKind(kind))
    assert (found and found.key) == before


def test_a_span_that_is_nothing_else_is_a_span() -> None:
    assert period_kind.kinds(periods.parse("2025-06-05..2025-06-09")) == (PeriodKind.SPAN,)
