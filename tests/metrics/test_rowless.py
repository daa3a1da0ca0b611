"""Views of facts that nobody has loaded are not worked out, and nobody can tell the difference."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from in_memory import InMemory, filled

from airtrack.metrics import build, contract, rowless
from airtrack.metrics.contract import View
from airtrack.metrics.reference import Reference
from airtrack.metrics.rowless import Rowless
from airtrack.store.snapshot import Facts

READINGS = [reading.name for reading in build.readings()]
VIEWS = contract.views()


def of_facts() -> list[View]:
    """The views that stand on facts, however far below."""
    lines = {name: [VIEWS[item] for item in contract.line(name)] for name in VIEWS}
    return [
        VIEWS[name]
        for name, line in lines.items()
        if not set(READINGS).isdisjoint(need for view in line for need in view.needs)
    ]


@pytest.fixture(scope="module")
def empty(reference: Reference) -> Iterator[InMemory]:
    """Every view on no facts at all."""
    made = filled(Facts((), ()), reference=reference, threads=1)
    yield made
    made.connection.close()


@pytest.mark.parametrize("view", of_facts(), ids=lambda view: view.name)
def test_without_facts_the_statement_itself_gives_no_row(view: View, built: InMemory) -> None:
    """Places, standards, periods and batches are all there."""
    named = {item.name for item in of_facts()}
    with built.cursor() as cursor:
        for need in named.intersection(view.needs):
            cursor.execute(rowless.create_statement(VIEWS[need], temporary=True))
        for reading in build.readings():
            if reading.name in view.needs:
                cursor.register(reading.name, reading.schema.empty_table())
        for contested in ("contested_day", "contested_station_day"):
            cursor.execute(f"create temp table {contested} as select date '2020-02-01' as on_date")
        assert cursor.execute(f"select count(*) from ({view.sql})").fetchone() == (0,)


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_a_view_without_rows_has_the_columns_of_its_header(view: View, empty: InMemory) -> None:
    declared = [(column.name, column.type) for column in view.columns]
    assert list(empty.types(view.name).items()) == declared


def test_a_view_is_foreseen_without_rows_when_all_its_facts_are() -> None:
    without = Rowless(READINGS, empty=["hour_reading"])
    assert without.foresees(VIEWS["hour_current"])
    assert not without.foresees(VIEWS["day_current"])


def test_one_kind_of_facts_is_enough_to_work_a_view_out() -> None:
    """`city_day` puts the days of hours, of tables and of stations together."""
    without = Rowless(READINGS, empty=[name for name in READINGS if name != "day_reading"])
    with InMemory().cursor() as cursor:
        for view in contract.line("city_day"):
            cursor.execute(rowless.create_statement(VIEWS[view]))
            without.note(VIEWS[view], cursor)
    assert without.foresees(VIEWS["city_day_hours"])
    assert not without.foresees(VIEWS["city_day"])


def test_a_view_of_places_and_standards_alone_is_always_worked_out() -> None:
    assert not Rowless(READINGS, empty=READINGS).foresees(VIEWS["period_need"])
