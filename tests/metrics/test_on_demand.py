"""What is stored equals what the same SQL gives on demand, with any threads and any row order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import synthetic
from in_memory import InMemory, filled
from synthetic import Row

from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.metrics.read import Span, Statistics
from airtrack.metrics.reference import Reference
from airtrack.metrics.rows import (
    CityDay,
    CityDayAqi,
    CityPeriod,
    CityPeriodRank,
    CityPeriodStatistic,
    CityPeriodValidity,
    RegionPeriod,
)
from airtrack.store import snapshot

OF_PERIODS = [CityPeriod, CityPeriodStatistic, CityPeriodValidity, CityPeriodRank, RegionPeriod]
STORED = ["2019-02", "2020-01", "2020-02", "2019", "2020"]


@pytest.fixture
def statistics(built: InMemory, reference: Reference) -> Statistics:
    """The door to the figures of the invented days."""
    return Statistics(built, reference)


def keyed(rows: list[Any], key: str) -> list[Any]:
    return [replace(row, period_key=key) for row in rows]


@pytest.mark.parametrize(
    ("row", "key"),
    [
        pytest.param(row, key, id=f"{row.__name__}-{key}")
        for row in OF_PERIODS
        for key in STORED
        # an unfinished year has no ranks
        if (row, key) != (CityPeriodRank, "2020")
    ],
)
def test_a_stored_period_equals_itself_on_demand(
    row: type[Any], key: str, statistics: Statistics
) -> None:
    period = periods.parse(key)
    stored = statistics.rows(row, periods=[period])
    # a period that is not stored beside it sends both through the views
    both = statistics.rows(row, periods=[period, periods.parse("2019-05..2019-07")])
    assert stored
    assert len(both) > len(stored)
    assert [found for found in both if found.period_key == key] == stored


@pytest.mark.parametrize("row", OF_PERIODS, ids=lambda row: row.__name__)
def test_another_spelling_of_a_stored_month_gives_the_same_rows(
    row: type[Any], statistics: Statistics
) -> None:
    spelled = Period(date(2020, 1, 1), date(2020, 1, 31), "2020-01-01..2020-01-31")
    stored = statistics.rows(row, periods=[periods.of_month(2020, 1)])
    assert keyed(statistics.rows(row, periods=[spelled]), "2020-01") == stored


@pytest.mark.parametrize("row", OF_PERIODS, ids=lambda row: row.__name__)
def test_the_edition_in_force_asked_by_name_gives_the_stored_rows(
    row: type[Any], statistics: Statistics
) -> None:
    month = periods.of_month(2020, 1)
    named = statistics.rows(row, periods=[month], edition="gb3095-2012")
    assert named == statistics.rows(row, periods=[month])


@pytest.mark.parametrize("row", OF_PERIODS, ids=lambda row: row.__name__)
def test_a_clipped_month_is_not_taken_for_the_stored_one(
    row: type[Any], statistics: Statistics
) -> None:
    clipped = periods.of_month(2020, 1).clipped(date(2020, 1, 20))
    days = periods.parse("2020-01-01..2020-01-20")
    found = statistics.rows(row, periods=[clipped])
    assert found == statistics.rows(row, periods=[days])
    assert keyed(found, "2020-01") != statistics.rows(row, periods=[periods.of_month(2020, 1)])


def test_a_month_clipped_at_its_end_is_the_stored_one(statistics: Statistics) -> None:
    month = periods.of_month(2020, 1)
    clipped = month.clipped(date(2020, 1, 31))
    assert statistics.rows(CityPeriod, periods=[clipped]) == statistics.rows(
        CityPeriod, periods=[month]
    )


def test_another_edition_judges_the_same_days_otherwise(statistics: Statistics) -> None:
    month = periods.of_month(2020, 1)
    stored = statistics.rows(CityPeriod, periods=[month])
    judged = statistics.rows(CityPeriod, periods=[month], edition="gb3095-2026-transition")
    assert {row.edition for row in judged} == {"gb3095-2026-transition"}
    assert [row.pm25_milli for row in judged] == [row.pm25_milli for row in stored]
    assert sum(row.good_days for row in judged) < sum(row.good_days for row in stored)


def test_another_edition_judges_days_without_a_period(statistics: Statistics) -> None:
    span = Span(date(2020, 1, 1), date(2020, 1, 31))
    stored = statistics.rows(CityDayAqi, on_date=span)
    named = statistics.rows(CityDayAqi, edition="gb3095-2012", on_date=span)
    assert stored
    assert named == stored


def test_asking_on_demand_leaves_the_stored_rows_as_they_were(statistics: Statistics) -> None:
    month = periods.of_month(2020, 1)
    before = statistics.rows(CityPeriod, periods=[month])
    statistics.rows(CityPeriod, periods=[month], edition="gb3095-2026-final")
    assert statistics.rows(CityPeriod, periods=[month]) == before


def test_the_year_before_is_computed_on_demand_too(statistics: Statistics) -> None:
    asked = periods.parse("2020-02-D1")
    found = statistics.rows(CityPeriodRank, periods=[asked], group_id="430000", by_key="pm25")
    previous = statistics.rows(
        CityPeriodRank, periods=[periods.parse("2019-02-D1")], group_id="430000", by_key="pm25"
    )
    values = {row.place_id: row.value_milli for row in previous}
    assert found
    assert {row.place_id: row.previous_milli for row in found} == values


def test_where_takes_a_value_several_values_and_a_span(statistics: Statistics) -> None:
    rows = statistics.rows(
        CityDay,
        place_id=["430100", "430200"],
        on_date=Span(date(2020, 1, 1), date(2020, 1, 2)),
        origin="day",
    )
    keys = [(row.place_id, row.on_date.day) for row in rows]
    assert keys == [("430100", 1), ("430100", 2), ("430200", 1), ("430200", 2)]


def test_hours_replace_delivered_days_in_the_synthetic_store(statistics: Statistics) -> None:
    span = Span(date(2020, 1, 25), date(2020, 2, 3))
    origins = {row.origin for row in statistics.rows(CityDay, place_id="430100", on_date=span)}
    assert "hours" in origins


def test_threads_change_nothing(
    built: InMemory,
    reference: Reference,
    day_rows: list[Row],
    hour_rows: list[Row],
    tmp_path: Path,
) -> None:
    facts = synthetic.facts(tmp_path, day=day_rows, hour=hour_rows)
    again = filled(facts, reference=reference, threads=2)
    assert snapshot.checksums(again.connection) == snapshot.checksums(built.connection)


def test_the_order_of_the_rows_changes_nothing(
    built: InMemory,
    reference: Reference,
    day_rows: list[Row],
    hour_rows: list[Row],
    tmp_path: Path,
) -> None:
    dice = random.Random(5)
    days, hours = (dice.sample(rows, len(rows)) for rows in (day_rows, hour_rows))
    facts = synthetic.facts(tmp_path, day=days, hour=hours)
    again = filled(facts, reference=reference, threads=2)
    assert snapshot.checksums(again.connection) == snapshot.checksums(built.connection)


def test_stored_rows_stand_in_the_same_order_whatever_the_threads(
    built: InMemory,
    reference: Reference,
    day_rows: list[Row],
    hour_rows: list[Row],
    tmp_path: Path,
) -> None:
    facts = synthetic.facts(tmp_path, day=day_rows[::-1], hour=hour_rows)
    again = filled(facts, reference=reference, threads=2)
    assert again.connection.table("city_period").fetchall() == (
        built.connection.table("city_period").fetchall()
    )


def test_another_edition_without_periods_speaks_of_every_stored_one(
    statistics: Statistics,
) -> None:
    named = statistics.rows(CityPeriod, edition="gb3095-2012", place_id="430100")
    assert named == statistics.rows(CityPeriod, place_id="430100")


def test_a_clipped_month_stays_clipped_beside_its_month_a_year_later(
    statistics: Statistics,
) -> None:
    clipped = periods.of_month(2019, 1).clipped(date(2019, 1, 10))
    alone = statistics.rows(CityPeriod, periods=[clipped])
    beside = statistics.rows(CityPeriod, periods=[clipped, periods.of_month(2020, 1)])
    assert [row for row in beside if row.period_key == clipped.key] == alone
