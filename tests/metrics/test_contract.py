"""The header of every metrics file says the truth: columns, types, needs, grain."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
import synthetic
from in_memory import InMemory, filled

from airtrack.domain import period as periods
from airtrack.metrics import build, contract, rows
from airtrack.metrics.contract import View
from airtrack.metrics.reference import Reference
from airtrack.store.snapshot import Facts

VIEWS = contract.views()
PUBLIC = [row for row in vars(rows).values() if dataclasses.is_dataclass(row)]
PYTHON_TYPE = {"VARCHAR": str, "DATE": date, "BOOLEAN": bool, "INTEGER": int, "BIGINT": int}
PYTHON_TYPE["DOUBLE"] = float


@pytest.fixture(scope="module")
def empty(reference: Reference) -> Iterator[InMemory]:
    """Every view on no facts at all."""
    made = filled(Facts((), ()), reference=reference, threads=1)
    yield made
    made.connection.close()


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_the_header_declares_what_the_database_describes(view: View, built: InMemory) -> None:
    assert built.types(view.name) == {column.name: column.type for column in view.columns}


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_the_declared_columns_stand_in_the_order_of_the_select(view: View, built: InMemory) -> None:
    assert list(built.types(view.name)) == [column.name for column in view.columns]


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_every_need_is_a_view_or_an_input(view: View, empty: InMemory) -> None:
    tables = empty.connection.execute("select table_name from duckdb_tables()").fetchall()
    facts = {reading.name for reading in build.readings()}
    assert set(view.needs) <= {name for (name,) in tables} | facts | VIEWS.keys()


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_every_declared_need_is_read_and_nothing_else(view: View) -> None:
    known = {*VIEWS, "ref_place"}.union(*(item.needs for item in VIEWS.values()))
    words = set(re.findall(r"\w+", re.sub(r"--.*", "", view.sql)))
    assert {name for name in known if name in words} - {view.name} == set(view.needs)


def test_no_view_needs_itself_by_a_detour() -> None:
    graph = {view.name: view.needs for view in VIEWS.values()}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as circle:
        pytest.fail(f"circle: {circle.args[1]}")
    assert set(order) >= VIEWS.keys()


def test_views_stand_after_what_they_need() -> None:
    place = {name: number for number, name in enumerate(VIEWS)}
    late = [
        (view.name, need)
        for view in VIEWS.values()
        for need in view.needs
        if place.get(need, -1) >= place[view.name]
    ]
    assert not late


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_the_grain_names_columns_of_the_view(view: View) -> None:
    assert view.grain
    assert {*view.grain, *view.order} <= {column.name for column in view.columns}


@pytest.mark.parametrize("view", VIEWS.values(), ids=lambda view: view.name)
def test_the_grain_is_unique(view: View, built: InMemory) -> None:
    grain = ", ".join(view.grain)
    n_rows = built.rows(view.name, "count(*)")[0][0]
    doubled = built.connection.execute(
        f"select {grain} from {view.name} group by {grain} having count(*) > 1"
    ).fetchall()
    assert n_rows
    assert not doubled


@pytest.mark.parametrize("row", PUBLIC, ids=lambda row: row.__name__)
def test_a_row_has_the_columns_of_its_view(row: typing.Any) -> None:
    declared = [column.name for column in VIEWS[row.view].columns]
    assert [field.name for field in dataclasses.fields(row)] == declared


@pytest.mark.parametrize("row", PUBLIC, ids=lambda row: row.__name__)
def test_a_row_has_the_types_of_its_view(row: typing.Any) -> None:
    hints = typing.get_type_hints(row)
    typed = {
        field.name: next(t for t in (*typing.get_args(hints[field.name]), hints[field.name]))
        for field in dataclasses.fields(row)
    }
    assert typed == {column.name: PYTHON_TYPE[column.type] for column in VIEWS[row.view].columns}


@pytest.mark.parametrize("row", PUBLIC, ids=lambda row: row.__name__)
def test_a_column_that_is_null_somewhere_may_be_none(row: typing.Any, built: InMemory) -> None:
    hints = typing.get_type_hints(row)
    names = [field.name for field in dataclasses.fields(row)]
    found = built.rows(row.view, *(f"count(*) - count({name})" for name in names))[0]
    null = {name for name, n_null in zip(names, found, strict=True) if n_null}
    assert null <= {name for name in names if type(None) in typing.get_args(hints[name])}


def test_a_header_without_grain_is_refused() -> None:
    text = "-- view: a\n-- what: b\n-- source: c\n-- needs: d\n-- keep: table\nselect 1"
    with pytest.raises(ValueError, match="grain"):
        contract.parse(text)


def test_a_changed_edition_makes_the_index_anew_but_not_the_days() -> None:
    anew = [view.name for view in contract.dependents(["edition_span"], of=["city_period"])]
    assert "city_day_aqi" in anew
    assert "city_day" not in anew


def test_the_stored_tables_beneath_are_found_through_views() -> None:
    """Days stand beneath the statistics by way of `city_day_value`, which is not stored."""
    anew = contract.dependents(["period", "calendar_month"], of=["city_period"])
    below = {"city_day", "city_day_aqi", "city_month_count", "report_current", "report_count"}
    below |= {"event_day"}
    assert set(contract.stored_below(anew)) == below


def test_what_is_given_is_not_made_but_what_stands_on_it_is() -> None:
    given = ["city_day", "city_day_aqi"]
    anew = [view.name for view in contract.dependents(["period"], of=["city_period"], given=given)]
    assert "city_day_value" in anew
    assert "city_day_aqi" not in anew


@pytest.mark.parametrize(
    ("key", "is_year"),
    [
        pytest.param("2019", True, id="calendar-year"),
        pytest.param("2019-04..2020-03", False, id="twelve-months-of-two-years"),
        pytest.param("2019-12", False, id="month"),
    ],
)
def test_only_a_calendar_year_has_a_minimum_of_its_own(key: str, is_year: bool) -> None:
    table = build.period_table([periods.parse(key)])
    assert [row[-1] for row in table.rows] == [is_year]


def test_a_clipped_year_has_no_minimum_of_its_own() -> None:
    table = build.period_table([periods.of_year(2019).clipped(date(2019, 12, 30))])
    assert [row[-1] for row in table.rows] == [False]


def test_a_build_without_days_stores_no_period(empty: InMemory) -> None:
    assert empty.rows("period", "period_key") == []


def test_a_build_stores_every_month_and_year_with_a_day(
    reference: Reference, tmp_path: Path
) -> None:
    days = synthetic.days(date(2019, 12, 20), date(2020, 2, 3))
    made = filled(synthetic.facts(tmp_path, day=days), reference=reference, threads=1)
    keys = [key for (key,) in made.rows("period", "period_key")]
    assert keys == ["2019", "2019-12", "2020", "2020-01", "2020-02"]
