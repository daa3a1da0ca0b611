"""The laws of the house about SQL, clocks and numbers, read out of the files themselves."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from airtrack.metrics import contract
from airtrack.metrics.contract import View

HOUSE = Path(__file__).parents[2] / "airtrack"
FILES = sorted(file.relative_to(HOUSE).as_posix() for file in HOUSE.rglob("*.py"))
SQL_FILES = sorted((HOUSE / "metrics" / "sql").rglob("*.sql"))
VIEWS = list(contract.views().values())

ALWAYS_ALLOWED = {"0", "1", "2", "100"}
# HOUSE E.6: joins, group by, case, integer arithmetic, casts, sums, row_number, rank
# fmt: off
FUNCTIONS = {
    "and", "or", "case", "if", "cast", "coalesce", "greatest", "concat", "trim", "timestamp_trunc",
    "year", "count", "sum", "max", "min", "rank", "row_number",
}
MACROS = {
    "half_even", "rounded_to", "day_step_milli", "n_pollutants", "single_index_scale",
    "ranking_item", "complete_percent",
    "min_hours", "window_scale", "o3_day_milli", "is_mda8_valid",
    "year_min_days", "month_min_days",
    "mean_scale", "o3_window_count", "o3_highest_scaled", "has_enough_stations", "city_o3_of",
    "counts_silent_at_end", "index_weight", "limit_index_mode", "limit_index_scale",
    "is_window_end", "has_stated_windows",
    "iaqi_so2", "iaqi_no2", "iaqi_pm10", "iaqi_pm25", "iaqi_co", "iaqi_o3",
    "highest_iaqi", "primary_keys",
    "aqi_level", "is_good", "is_heavy", "has_primary", "is_exceeding",
    "needs_exceedance_when_partial",
    "precedence", "table_rule", "composite_tolerance_milli",
    "dust_above_milli", "dust_previous_hours", "dust_rise",
    "dust_ratio_percent", "dust_back_percent",
    "iaqi_hour_so2", "iaqi_hour_no2", "iaqi_hour_pm10", "iaqi_hour_pm25", "iaqi_hour_co",
    "iaqi_hour_o3", "o3_day_top_milli", "compares_states", "n_years_of_mean",
    "repeated_min_days",
}
# fmt: on
FLOATING = {exp.DataType.Type.DOUBLE, exp.DataType.Type.FLOAT, exp.DataType.Type.DECIMAL}
QUERIES = {"execute", "executemany", "sql"}
CLOCKS = {"today", "now", "utcnow", "time", "time_ns", "localtime", "gmtime"}
CLOCK_OWNERS = {"date", "datetime", "dt", "time", "_dt", "_time"}
MAY_QUERY = ("store/", "metrics/", "workspace.py")
MAY_ASK_THE_TIME = ("ui/", "cli/", "cli.py")
# rooms that draw and print have sizes and opacities of their own
MAY_HAVE_SIZES = ("ui/", "views/", "cli/", "cli.py")
OF_THE_STANDARDS = {35, 75, 324, 0.9}
# 40 is left out: it is the length of an excerpt, too
# fmt: off
OF_ALL_STANDARDS = OF_THE_STANDARDS | {
    14, 20, 25, 27, 30, 50, 60, 70, 90, 95, 98, 115, 120, 150, 160, 180, 200, 215, 250, 265,
    280, 300, 350, 400, 420, 475, 500, 565, 600, 750, 800, 940, 1600, 2100, 2620, 0.95, 0.98,
}
# fmt: on


def parsed(view: View) -> exp.Expr:
    return sqlglot.parse_one(view.sql, read="duckdb")


def arms(query: exp.Expr) -> Iterator[exp.Select]:
    """The final selects: one, or each arm of a union."""
    if isinstance(query, exp.SetOperation):
        yield from arms(query.this)
        yield from arms(query.expression)
    elif isinstance(query, exp.Select):
        yield query


def declared(view: View) -> set[str]:
    return set(re.findall(r"\d+", view.literals))


def numbers(query: exp.Expr) -> set[str]:
    return {literal.this for literal in query.find_all(exp.Literal) if not literal.is_string}


def functions(query: exp.Expr) -> set[str]:
    return {
        (node.name if isinstance(node, exp.Anonymous) else node.sql_name()).lower()
        for node in query.find_all(exp.Func)
    }


def tree(file: str) -> ast.Module:
    return ast.parse((HOUSE / file).read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", SQL_FILES, ids=lambda file: file.stem)
def test_every_metrics_file_parses(file: Path) -> None:
    statements = sqlglot.parse(file.read_text(encoding="utf-8"), read="duckdb")
    assert statements
    assert all(isinstance(statement, exp.Query | exp.Create) for statement in statements)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_metrics_file_has_no_number_that_it_does_not_name(view: View) -> None:
    assert numbers(parsed(view)) <= ALWAYS_ALLOWED | declared(view)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_every_number_that_a_header_names_is_used(view: View) -> None:
    assert declared(view) <= numbers(parsed(view))


def test_the_rounding_macros_have_no_number_but_nought_one_and_two() -> None:
    found = [
        number
        for statement in sqlglot.parse(contract.macros_sql(), read="duckdb")
        if statement
        for number in numbers(statement)
    ]
    assert set(found) <= {"0", "1", "2"}


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_metrics_file_calls_nothing_but_portable_functions(view: View) -> None:
    assert functions(parsed(view)) <= FUNCTIONS | MACROS


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("select round(a) from t", id="round"),
        pytest.param("select avg(a) from t", id="avg"),
        pytest.param("select median(a) from t", id="median"),
        pytest.param("select quantile_cont(a, b) from t", id="quantile"),
        pytest.param("select percentile_cont(b) within group (order by a) from t", id="percentile"),
        pytest.param("select list_sort(a) from t", id="list"),
        pytest.param("select unnest(a) from t", id="unnest"),
        pytest.param("select ceil(a) from t", id="ceil"),
    ],
)
def test_the_law_about_functions_catches(query: str) -> None:
    assert not functions(sqlglot.parse_one(query, read="duckdb")) <= FUNCTIONS | MACROS


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_metrics_file_computes_in_integers_only(view: View) -> None:
    query = parsed(view)
    assert not list(query.find_all(exp.Div))
    assert not [kind for kind in query.find_all(exp.DataType) if kind.this in FLOATING]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_final_select_names_its_columns(view: View) -> None:
    finals = list(arms(parsed(view)))
    assert finals
    assert not [final for final in finals if final.is_star]


def _queries(file: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in QUERIES
    ]


def _clocks(file: str) -> list[int]:
    return [
        node.lineno
        for node in ast.walk(tree(file))
        if (
            isinstance(node, ast.Attribute)
            and node.attr in CLOCKS
            and isinstance(node.value, ast.Name | ast.Attribute)
            and (node.value.id if isinstance(node.value, ast.Name) else node.value.attr)
            in CLOCK_OWNERS
        )
        or (
            isinstance(node, ast.ImportFrom)
            and node.module == "time"
            and {name.name for name in node.names} & CLOCKS
        )
    ]


def _numbers(file: str) -> set[object]:
    return {
        node.value
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, int | float)
        and not isinstance(node.value, bool)
    }


@pytest.mark.parametrize("file", [file for file in FILES if not file.startswith(MAY_QUERY)])
def test_only_store_metrics_and_workspace_send_queries(file: str) -> None:
    assert _queries(file) == []


@pytest.mark.parametrize("file", [file for file in FILES if not file.startswith(MAY_ASK_THE_TIME)])
def test_only_ui_and_cli_ask_the_clock(file: str) -> None:
    assert _clocks(file) == []


@pytest.mark.parametrize("file", [file for file in FILES if not file.startswith(MAY_HAVE_SIZES)])
def test_python_below_the_pages_has_no_number_of_a_standard(file: str) -> None:
    assert _numbers(file).isdisjoint(OF_THE_STANDARDS)


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("metrics/")])
def test_the_metrics_room_has_no_number_of_any_standard(file: str) -> None:
    assert _numbers(file).isdisjoint(OF_ALL_STANDARDS)


def test_the_laws_look_at_every_room() -> None:
    assert {"metrics/build.py", "store/store.py", "domain/period.py", "workspace.py"} <= set(FILES)
    assert len(SQL_FILES) == len(VIEWS) + 1
