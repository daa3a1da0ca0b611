"""What the store of odd days gives: complete months, corrections, the newest data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from airtrack.answers import arrived
from airtrack.answers.quality import compared, completeness, corrections, events, suspects
from airtrack.answers.quality.completeness import DayState, Filled
from airtrack.domain import period as periods
from airtrack.settings import Settings
from airtrack.workspace import Workspace

CHANGSHA, ZHUZHOU, XIANGTAN = PLACES = ("430100", "430200", "430300")
YEAR = periods.of_year(2025)


@pytest.fixture(scope="module")
def opened(odd_store: Path, data_folder: Path) -> Iterator[Workspace]:
    """The house of the odd days."""
    yield Workspace(Settings(store=odd_store, data=data_folder))


def test_a_month_below_its_need_is_short_and_a_running_one_is_not(opened: Workspace) -> None:
    found = completeness.of_places(opened.house(), PLACES, 2025)
    (row,) = [row for row in found.of("aqi") if row.place == XIANGTAN]
    # 28 days of February without 4: 25 are needed (GB 3095-2012 Table 4)
    assert [(month.n_days, month.filled) for month in row.months[:5]] == [
        (31, Filled.ENOUGH),
        (24, Filled.SHORT),
        (31, Filled.ENOUGH),
        (10, Filled.RUNNING),
        (None, Filled.OUTSIDE),
    ]
    assert (row.n_days, row.due_days, row.missing_days) == (96, 100, 4)


def test_at_an_earlier_date_whole_months_alone_are_counted(opened: Workspace) -> None:
    found = completeness.of_places(opened.house(), PLACES, 2025, as_of=date(2025, 3, 15))
    assert found.until == date(2025, 2, 28)
    assert [row.due_days for row in found.of("o3")] == [59, 59, 59]


def test_what_lies_before_the_first_day_on_record_is_not_missing(opened: Workspace) -> None:
    found = completeness.of_places(opened.house(), [CHANGSHA], 2024)
    (row,) = found.of("aqi")
    assert {month.filled for month in row.months[:11]} == {Filled.OUTSIDE}
    assert (row.months[11].n_days, row.months[11].filled) == (1, Filled.SHORT)
    assert (found.first, row.due_days) == (date(2024, 12, 1), 31)


def test_a_pollutant_that_a_day_lacks_is_missing_and_the_others_are_not(opened: Workspace) -> None:
    cells = {
        item: {
            day.date: day for day in completeness.days(opened.house(), XIANGTAN, 2025, item=item)
        }
        for item in ("o3", "pm25")
    }
    first = date(2025, 3, 1)
    assert cells["o3"][first].state is DayState.MISSING
    assert [reason.code for reason in cells["o3"][first].reasons] == ["not_delivered"]
    assert (cells["pm25"][first].state, cells["pm25"][first].value) == (DayState.VALID, 31)
    assert cells["pm25"][date(2025, 2, 10)].state is DayState.MISSING


def test_odd_values_are_named_with_the_days_that_they_last(opened: Workspace) -> None:
    found = suspects.of_places(opened.house(), PLACES, 2025)
    assert [(item.place, item.first_on, item.cause, item.n_days, item.value) for item in found] == [
        (ZHUZHOU, date(2025, 1, 5), "above_pm10", 1, 90),
        (ZHUZHOU, date(2025, 1, 11), "repeated", 5, 36),
    ]


def test_what_rounding_does_not_explain_comes_first_the_largest_share_first(
    opened: Workspace,
) -> None:
    house = opened.house()
    assert compared.spans(house, PLACES, 2025) == ("2025-03",)
    rows = compared.of_places(house, PLACES, "2025-03").rows
    assert (rows[0].indicator, rows[0].printed, rows[0].cause) == ("pm25", 39, "different")


def test_a_correction_names_old_and_new_and_the_batch_that_brought_it(opened: Workspace) -> None:
    store = opened.store
    found = corrections.of_places(
        store.layout, store.snapshot().history(), within=YEAR, places={CHANGSHA}, name=str
    )
    told = [(item.value.when, item.value.item, item.value.old, item.value.new) for item in found]
    assert told == [("2025-01-02", "pm25", 31, 45), ("2025-01-03", "pm25", 30, 46)]
    assert {item.history.batch.source_name for item in found} == {"correction.csv"}


def test_corrections_of_other_places_and_years_are_left_out(opened: Workspace) -> None:
    layout, history = opened.store.layout, opened.store.snapshot().history()
    before = periods.of_year(2024)
    assert not corrections.of_places(layout, history, within=YEAR, places={ZHUZHOU}, name=str)
    found = corrections.of_places(layout, history, within=before, places={CHANGSHA}, name=str)
    assert [(item.value.when, item.value.new) for item in found] == [("2024-12-31", 55)]


def test_the_ledger_has_the_days_of_events_by_place(opened: Workspace) -> None:
    found = events.of_places(opened.house(), PLACES, 2025)
    assert [(item.place, item.date.day) for item in found] == [(ZHUZHOU, 11), (ZHUZHOU, 12)]


def test_the_newest_act_brought_the_table_and_the_days_reach_beyond_it(opened: Workspace) -> None:
    found = arrived.newest(opened.house(), opened.store.snapshot().history(), PLACES)
    assert found is not None
    assert [(row.place, row.first_on, row.n_days, row.n_values) for row in found.rows] == [
        (CHANGSHA, date(2025, 3, 1), 0, 8)
    ]
    # nothing newer came: changes are told against the end of the month before
    assert (found.newest, found.before, found.is_first) == (
        date(2025, 4, 10),
        date(2025, 3, 31),
        True,
    )
