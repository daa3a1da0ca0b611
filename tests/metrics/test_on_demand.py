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
    CityPeriodPollutant,
    CityPeriodRank,
    CityPeriodStatistic,
    CityPeriodValidity,
    EstimateMonth,
    RegionPeriod,
    ReportSpan,
)
from airtrack.store import snapshot

OF_PERIODS = [
    CityPeriod,
    CityPeriodPollutant,
    CityPeriodStatistic,
    CityPeriodValidity,
    CityPeriodRank,
    RegionPeriod,
]
OF_PLACES = [CityPeriod, CityPeriodPollutant, CityPeriodValidity, EstimateMonth]
STORED = ["2019-02", "2020-01", "2020-02", "2019-01..2019-06", "2019", "2020"]
ODD = [periods.parse("2019-04..2019-07"), periods.parse("2019-10-20..2020-01-15")]


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
    counted = [(row.good_days, was.good_days) for row, was in zip(judged, stored, strict=True)]
    known = [pair for pair in counted if None not in pair]
    assert sum(now for now, _ in known) < sum(before for _, before in known)


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


def test_among_no_places_there_is_no_row(statistics: Statistics) -> None:
    """A group may have no member yet on the day that is asked about."""
    assert statistics.rows(CityPeriod, periods=ODD, only=[]) == []
    assert statistics.rows(CityPeriod, place_id=[]) == []


def test_hours_replace_delivered_days_in_the_synthetic_store(statistics: Statistics) -> None:
    span = Span(date(2020, 1, 25), date(2020, 2, 3))
    origins = {row.origin for row in statistics.rows(CityDay, place_id="430100", on_date=span)}
    assert "hours" in origins


def test_threads_change_nothing(
    built: InMemory, reference: Reference, batches: dict[str, list[Row]], tmp_path: Path
) -> None:
    again = filled(synthetic.facts(tmp_path, **batches), reference=reference, threads=2)
    assert snapshot.checksums(again.connection) == snapshot.checksums(built.connection)


@pytest.fixture
def shuffled(batches: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """The same rows in another order."""
    dice = random.Random(5)
    return {grain: dice.sample(rows, len(rows)) for grain, rows in batches.items()}


def test_the_order_of_the_rows_changes_nothing(
    built: InMemory, reference: Reference, shuffled: dict[str, list[Row]], tmp_path: Path
) -> None:
    again = filled(synthetic.facts(tmp_path, **shuffled), reference=reference, threads=2)
    assert snapshot.checksums(again.connection) == snapshot.checksums(built.connection)


@pytest.mark.parametrize("table", ["city_period", "city_period_pollutant", "report_value"])
def test_stored_rows_stand_in_the_same_order_whatever_the_threads(
    table: str,
    built: InMemory,
    reference: Reference,
    shuffled: dict[str, list[Row]],
    tmp_path: Path,
) -> None:
    again = filled(synthetic.facts(tmp_path, **shuffled), reference=reference, threads=2)
    rows = again.connection.table(table).fetchall()
    assert rows == built.connection.table(table).fetchall()


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


def test_every_source_is_among_the_stored_rows(statistics: Statistics) -> None:
    sources = {row.source for row in statistics.rows(CityPeriod)}
    assert sources == {"computed", "reported", "estimated"}


def test_the_span_of_a_table_is_stored_with_its_year_before(statistics: Statistics) -> None:
    stored = statistics.stored_periods
    assert {"2019-01..2019-06", "2018-01..2018-06", "2018-10"} <= set(stored)
    assert "2020-01..2020-06" not in stored


@pytest.mark.parametrize("row", OF_PLACES, ids=lambda row: row.__name__)
def test_asking_for_some_places_only_gives_their_rows_unchanged(
    row: type[Any], statistics: Statistics
) -> None:
    places = ["430100", "430400", "640200"]
    narrow = statistics.rows(row, periods=ODD, only=places)
    wide = statistics.rows(row, periods=ODD)
    assert narrow == [found for found in wide if found.place_id in places] != []
    assert len(wide) > len(narrow)


@pytest.mark.parametrize("row", [CityPeriod, CityPeriodPollutant], ids=lambda row: row.__name__)
def test_some_places_under_another_edition_are_the_same_rows(
    row: type[Any], statistics: Statistics
) -> None:
    how = {"periods": [periods.of_month(2020, 1)], "edition": "gb3095-2026-transition"}
    narrow = statistics.rows(row, **how, only=["430400"])
    assert narrow == statistics.rows(row, **how, place_id="430400") != []


def test_of_stored_periods_the_rows_of_some_places_are_theirs_alone(
    statistics: Statistics,
) -> None:
    rows = statistics.rows(CityPeriod, periods=[periods.of_year(2019)], only=["430100", "640200"])
    assert [row.place_id for row in rows] == ["430100", "640200"]


@pytest.mark.parametrize("period", [periods.of_month(2020, 1), ODD[0]], ids=["stored", "odd"])
def test_any_set_of_places_is_a_region(period: Period, statistics: Statistics) -> None:
    """The set of Hunan's members gives the row of Hunan."""
    hunan = statistics.rows(RegionPeriod, periods=[period], group_id="430000")
    members = {"asked": [place for place in synthetic.PLACES if place.startswith("43")]}
    asked = statistics.rows(RegionPeriod, periods=[period], members=members)
    assert [replace(row, group_id="430000") for row in asked] == hunan != []


def test_a_set_of_places_needs_nothing_but_its_members(statistics: Statistics) -> None:
    members = {"asked": ["430100", "640200"]}
    how = {"periods": ODD, "members": members}
    narrow = statistics.rows(RegionPeriod, **how, only=members["asked"])
    assert narrow == statistics.rows(RegionPeriod, **how) != []


def test_nothing_is_computed_for_other_places(statistics: Statistics) -> None:
    """A group whose members are not all asked for has those alone."""
    how = {"periods": ODD[:1], "group_id": "430000", "indicator": "pm25"}
    (whole,) = statistics.rows(RegionPeriod, **how)
    (part,) = statistics.rows(RegionPeriod, **how, only=["430100", "430200"])
    assert (whole.n_cities, part.n_cities) == (14, 2)


def test_a_set_of_places_leaves_the_groups_as_they_were(statistics: Statistics) -> None:
    month = [periods.of_month(2020, 1)]
    before = statistics.rows(RegionPeriod, periods=month)
    statistics.rows(RegionPeriod, periods=month, members={"asked": ["430100"]})
    assert statistics.rows(RegionPeriod, periods=month) == before


def test_tables_count_among_days_and_places(statistics: Statistics) -> None:
    assert statistics.daily == (date(2019, 1, 1), date(2020, 2, 29))
    assert statistics.days == (date(2018, 10, 1), date(2020, 2, 29))
    assert statistics.reported == {"640000", "640200", "640300", "430400", "430500"}
    assert statistics.places == {*synthetic.PLACES, "640000", "640200", "640300"}


def test_tables_alone_make_a_store(reference: Reference, tmp_path: Path) -> None:
    rows = synthetic.report("640200", "single", "2023-03", pm25=40.5)
    made = filled(synthetic.facts(tmp_path, report=rows), reference=reference, threads=1)
    alone = Statistics(made, reference)
    assert (alone.daily, alone.days) == (None, (date(2023, 3, 1), date(2023, 3, 31)))
    assert list(alone.stored_periods) == ["2023", "2023-03"]
    (month,) = alone.rows(CityPeriod, periods=[periods.of_month(2023, 3)])
    assert (month.source, month.pm25_milli, month.valid_days) == ("reported", 40_500, None)
    assert alone.rows(ReportSpan) == [
        ReportSpan("640200", "single", "2023-03", date(2023, 3, 1), date(2023, 3, 31))
    ]
