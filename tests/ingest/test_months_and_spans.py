"""Which months a cell names: one, or all from the first to the last, never guessed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from airtrack.domain import period as periods
from airtrack.errors import Level, Problem, WrongUse
from airtrack.ingest.cells.span import Misread, Span, span, written
from airtrack.store.draft import Draft

Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]


def said(text: str, year: str = "") -> tuple[str, str]:
    """Key and kind of what the text names."""
    found = span(text, year)
    assert isinstance(found, Span), found
    return found.period.key, found.kind.value


@pytest.mark.parametrize(
    "text",
    [
        "2023-03",
        "2023-3",
        "202303",
        "2023/3",
        "2023.03",
        "2023年3月",
        "2023年03月份",
        " 2023 年 3 月 ",
        "２０２３年３月",
        "2023-03-01",
        "2023/3/1 0:00",
        "20230301",
        "Mar-23",
        "March 2023",
    ],
)
def test_a_single_month_is_read_in_any_usual_spelling(text: str) -> None:
    assert said(text) == ("2023-03", "single")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2023年1-3月", "2023-Q1"),
        ("2023年1—3月", "2023-Q1"),
        ("2023年1～3月", "2023-Q1"),
        ("2023年1月至3月", "2023-Q1"),
        ("2023年1-3月累计", "2023-Q1"),
        ("2020年1月1日-7月27日", "2020-01-01..2020-07-27"),
        ("2020-01-01..2020-07-27", "2020-01-01..2020-07-27"),
        ("2023-01..2023-03", "2023-Q1"),
        ("202301-202303", "2023-Q1"),
        ("2023-01-01..2023-03-31", "2023-Q1"),
        ("2023年第一季度", "2023-Q1"),
        ("2023-Q1", "2023-Q1"),
        ("2023年1-2月", "2023-01..2023-02"),
        ("2023年1-1月", "2023-01"),
        ("2023年上半年", "2023-01..2023-06"),
        ("2023年前三季度", "2023-01..2023-09"),
        ("2023年1-12月", "2023"),
        ("2023年", "2023"),
        ("2023年度", "2023"),
        ("2023", "2023"),
        ("2022年10月-2023年3月", "2022-10..2023-03"),
    ],
)
def test_a_span_of_months_is_cumulative(text: str, key: str) -> None:
    assert said(text) == (key, "cumulative")


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("3", "2023-03", "single"),
        ("03", "2023-03", "single"),
        ("3月", "2023-03", "single"),
        ("1-3月", "2023-Q1", "cumulative"),
        ("1-3", "2023-Q1", "cumulative"),
        ("一季度", "2023-Q1", "cumulative"),
        ("全年", "2023", "cumulative"),
        ("2023-03", "2023-03", "single"),
    ],
)
@pytest.mark.parametrize("year", ["2023", "2023年", "2023.0"])
def test_the_year_may_stand_in_a_column_of_its_own(
    text: str, year: str, key: str, kind: str
) -> None:
    assert said(text, year) == (key, kind)


@pytest.mark.parametrize("text", ["1-3月", "3月", "3", "全年", "一季度", "上半年"])
def test_months_without_a_year_say_so(text: str) -> None:
    assert span(text) is Misread.WITHOUT_YEAR


@pytest.mark.parametrize(
    ("text", "year"),
    [
        pytest.param("2023-03-02", "", id="a day"),
        pytest.param("2023-03-31", "", id="the last day of a month"),
        pytest.param("2023.1", "", id="January, or October without its zero"),
        pytest.param("2023-13", "", id="no month"),
        pytest.param("2023年3-1月", "", id="backwards"),
        pytest.param("2023-01-02..2023-03-31", "", id="from the midst of a month"),
        pytest.param("2023-01-01..2023-01-20", "", id="days of one month"),
        pytest.param("2023-W05", "", id="a week"),
        pytest.param("2023-01-D2", "", id="ten days"),
        pytest.param("13", "2023", id="a thirteenth month"),
        pytest.param("2023-03", "2022", id="two years"),
        pytest.param("3", "last", id="a year that is none"),
        pytest.param("", "2023", id="nothing"),
        pytest.param("累计", "", id="a word"),
    ],
)
def test_what_names_no_months_is_not_guessed(text: str, year: str) -> None:
    assert span(text, year) is Misread.NOT_A_PERIOD


@pytest.mark.parametrize(
    ("text", "code"),
    [("2023-03-02", "not_a_period"), ("", "not_a_period"), ("1-3月", "period_without_year")],
)
def test_a_period_that_cannot_be_read_blocks_and_is_pointed_at(
    read: Read, found: Found, text: str, code: str
) -> None:
    draft = read(f"城市,月份,综合指数\n长沙,2023-03,4\n株洲,{text},4\n湘潭,{text},4\n")
    (problem,) = found(draft, code)
    assert (problem.level, problem.row, problem.column) == (Level.BLOCKER, 3, "月份")
    assert (problem.value, problem.n) == (text, 2)


def test_a_value_up_to_a_day_within_a_month_is_taken_with_a_warning(
    read: Read, found: Found
) -> None:
    draft = read("城市,时段,PM2.5\n长沙,2020年1月1日-7月27日,38\n株洲,2020年1-6月,36\n")
    (problem,) = found(draft, "span_within_month")
    assert (problem.level, problem.row, problem.n) == (Level.WARNING, 2, 1)
    assert draft.rows["last_on"].to_pylist() == [date(2020, 6, 30), date(2020, 7, 27)]


@pytest.mark.parametrize(
    ("text", "example"),
    [
        ("7月", "2025年7月"),
        ("7", "2025年7月"),
        ("7月份", "2025年7月份"),
        ("1-3月", "2025年1-3月"),
        ("第一季度", "2025年第一季度"),
    ],
)
def test_months_without_year_are_shown_with_one(
    read: Read, found: Found, text: str, example: str
) -> None:
    (problem,) = found(read(f"城市,月份,综合指数\n长沙,{text},4\n"), "period_without_year")
    assert problem.params["example"] == example
    assert span(example) == span(text, "2025")


def test_year_and_month_may_be_two_columns(read: Read) -> None:
    draft = read("年份,月份,城市,PM2.5\n2023,3,长沙,38\n2023,1-3月,长沙,40\n")
    assert draft.rows["period_key"].to_pylist() == ["2023-Q1", "2023-03"]
    assert draft.rows["kind"].to_pylist() == ["cumulative", "single"]


def test_a_column_of_years_alone_is_the_period(read: Read) -> None:
    draft = read("年份,城市,PM2.5\n2023,长沙,38\n")
    assert draft.rows.select(["period_key", "kind"]).to_pylist() == [
        {"period_key": "2023", "kind": "cumulative"}
    ]


def test_years_that_disagree_are_told_with_both_texts(read: Read, found: Found) -> None:
    draft = read("年份,月份,城市,PM2.5\n2022,2023-03,长沙,38\n")
    assert [problem.value for problem in found(draft, "not_a_period")] == ["2022 2023-03"]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("2023-03", "2023年3月"),
        ("2023-Q1", "2023年1-3月"),
        ("2023-H1", "2023年1-6月"),
        ("2023", "2023年"),
        ("2022-10..2023-03", "2022年10月-2023年3月"),
    ],
)
def test_a_period_is_written_as_it_is_read(key: str, text: str) -> None:
    period = periods.parse(key)
    assert written(period) == text
    found = span(text)
    assert isinstance(found, Span)
    assert found.period == period


def test_days_that_are_not_whole_months_are_not_written() -> None:
    with pytest.raises(WrongUse, match="not_whole_months"):
        written(periods.parse("2023-03-D1"))
