"""Every spelling of days, months, numbers, ratios, changes and cities that a careful person reads.

Source: SPEC 7.2 to 7.4. What has two readings is refused, a month and a span of months are never
taken for each other.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from airtrack.errors import Problem
from airtrack.ingest import draft as drafts
from airtrack.ingest.judging.changes import change
from airtrack.registry import catalogue
from airtrack.settings import home
from airtrack.store.draft import Draft

Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]

DAYS = [
    "2023/3/13 0:00",
    "2023/03/13 00:00:00",
    "2023-03-13 00:00:00",
    "2023-03-13T00:00:00",
    "2023-03-13T00:00:00+08:00",
    "2023/3/13 12:00:00 AM",
    "2023年03月13日",
    "2023年3月13日",
    "2023年3月13号",
    "2023 年 3 月 13 日",
    "2023年3月13日 0:00",
    "2023年3月13日0时",
    "2023-3-13",
    "2023.3.13",
    "2023.03.13",
    "20230313",
    "20230313.0",
    "２０２３年３月１３日",
    "２０２３－０３－１３",
    "2023—03—13",
    "2023-03-13（周一）",
    "2023/3/13 星期一",
]
NO_DAYS = [
    pytest.param("13/03/2024", id="the day first"),
    pytest.param("03/13/2024", id="the month first"),
    pytest.param("23/3/13", id="two digits of a year"),
    pytest.param("3月13日", id="no year"),
    pytest.param("2023-03-13 08:00", id="an hour"),
    pytest.param("2023-03-13T00:00:00Z", id="midnight elsewhere"),
    pytest.param("2023-02-29", id="no leap year"),
    pytest.param("2023年3月", id="a month"),
]


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_read_in_a_daily_table(read: Read, text: str) -> None:
    draft = read(f"城市\t日期\tPM2.5\n长沙\t{text}\t38\n株洲\t2023-03-14\t38\n", "days.tsv")
    assert (draft.form, draft.problems) == ("city_daily", [])
    assert draft.rows["on_date"].to_pylist() == [date(2023, 3, 13), date(2023, 3, 14)]


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day_blocks_a_daily_table(read: Read, found: Found, text: str) -> None:
    draft = read(f"城市,日期,PM2.5\n株洲,2023-03-14,38\n长沙,{text},38\n")
    assert [(item.row, item.value) for item in found(draft, "not_a_date")] == [(3, text)]


SINGLE = [
    *("2024-03", "2024-3", "202403", "202403.0", "2024/3", "2024/03", "2024.03", "2024.3"),
    *("2024年3月", "2024年03月", "2024年3月份", "2024年03", "2024 年 3 月", "２０２４年３月"),
    *("2024-3月", "2024/03月", "2024.03月", "24年3月", "2024年三月", "二〇二四年三月"),
    *("2024年3月当月", "2024年3月（当月）", "2024年3月(单月)"),
    *("Mar-24", "Mar 2024", "March 2024", "2024-Mar"),
    *("2024-03-01", "2024-03-01 00:00:00", "2024/3/1 0:00", "2024年3月1日", "20240301", "45352"),
    *("2024年3月1日-31日", "2024年3月1日至3月31日", "2024-03-01至2024-03-31"),
]
FIRST_QUARTER = [
    *("2024年1-3月", "2024年1—3月", "2024年1～3月", "2024年1－3月", "2024年1–3月", "2024年1〜3月"),
    *("2024年1‐3月", "2024年1−3月", "2024年1――3月", "2024年1--3月", "２０２４年１～３月"),
    *("2024年1至3月", "2024年1到3月", "2024年1月-3月", "2024年1月—3月", "2024年1月至3月"),
    *("2024年1-3月份", "2024年1-3月累计", "2024年1—3月（累计）", "2024年1-3", "2024年一至三月"),
    *("2024.1-3", "2024.01-03", "2024.1-3月", "2024/1-3", "2024-1-3月", "2024-01~03", "202401-03"),
    *("202401-202403", "2024-01~2024-03", "2024-01..2024-03", "2024年1月-2024年3月"),
    *(
        "2024年第一季度",
        "2024年一季度",
        "2024年1季度",
        "2024-Q1",
        "2024Q1",
        "2024年Q1",
        "24年一季度",
    ),
    *("2024-01-01至2024-03-31", "2024年1月1日-3月31日", "2024.01.01-2024.03.31"),
]
OTHER_SPANS = [
    *(("2024年上半年", "2024-01-01", "2024-06-30"), ("2024年下半年", "2024-07-01", "2024-12-31")),
    *(("2024年前三季度", "2024-01-01", "2024-09-30"), ("2024年1-1月", "2024-01-01", "2024-01-31")),
    *(("2024年1—12月", "2024-01-01", "2024-12-31"), ("2024年全年", "2024-01-01", "2024-12-31")),
    *(("2024年", "2024-01-01", "2024-12-31"), ("2024", "2024-01-01", "2024-12-31")),
    *(("2024.0", "2024-01-01", "2024-12-31"), ("2024年10-12月", "2024-10-01", "2024-12-31")),
    *(("2023年10月-2024年3月", "2023-10-01", "2024-03-31"),),
    *(("2024年第四季度", "2024-10-01", "2024-12-31"),),
]
NO_MONTHS = [
    pytest.param("13/03/2024", "not_a_period", id="the day first"),
    pytest.param("2024-03-13", "not_a_period", id="a day in the midst of a month"),
    pytest.param("2024-1-3", "not_a_period", id="a day or a span"),
    pytest.param("2024.1", "not_a_period", id="January or October"),
    pytest.param("24-Mar", "not_a_period", id="a day or a month"),
    pytest.param("2024年3月累计", "not_a_period", id="March or January to March"),
    pytest.param("2024年3月（累计）", "not_a_period", id="the same in brackets"),
    pytest.param("截至2024年3月", "not_a_period", id="until March"),
    pytest.param("2024年1、2月", "not_a_period", id="one month and another"),
    pytest.param("2024年13月", "not_a_period", id="a thirteenth month"),
    pytest.param("2024年3-1月", "not_a_period", id="backwards"),
    pytest.param("2024年第五季度", "not_a_period", id="a fifth quarter"),
    pytest.param("2024-01-01至2024-03-30", "not_a_period", id="a day too few"),
    pytest.param("2024年3月2日-31日", "not_a_period", id="not from the first day"),
    pytest.param("1-3月", "period_without_year", id="a span without year"),
    pytest.param("上半年", "period_without_year", id="a half without year"),
    pytest.param("三月", "period_without_year", id="a month without year"),
]


def span_of(draft: Draft) -> tuple[str, str, str]:
    """First and last day, and kind, of the one value."""
    (row,) = draft.rows.to_pylist()
    return row["first_on"].isoformat(), row["last_on"].isoformat(), row["kind"]


def report(text: str) -> str:
    return f"城市\t时段\t综合指数\n长沙\t{text}\t3.97\n"


@pytest.mark.parametrize("text", SINGLE)
def test_a_month_is_single_in_a_report(read: Read, text: str) -> None:
    draft = read(report(text), "months.tsv")
    assert span_of(draft) == ("2024-03-01", "2024-03-31", "single")
    assert not draft.blocked


@pytest.mark.parametrize("text", FIRST_QUARTER)
def test_months_from_one_to_another_are_cumulative_in_a_report(read: Read, text: str) -> None:
    draft = read(report(text), "months.tsv")
    assert span_of(draft) == ("2024-01-01", "2024-03-31", "cumulative")
    assert draft.problems == []


@pytest.mark.parametrize(("text", "first", "last"), OTHER_SPANS)
def test_halves_years_and_winters_are_cumulative_in_a_report(
    read: Read, text: str, first: str, last: str
) -> None:
    assert span_of(read(report(text), "months.tsv")) == (first, last, "cumulative")


@pytest.mark.parametrize(("text", "code"), NO_MONTHS)
def test_what_has_two_readings_blocks_a_report(
    read: Read, found: Found, text: str, code: str
) -> None:
    draft = read(report("2024-02") + f"株洲\t{text}\t3.9\n", "months.tsv")
    assert [(item.row, item.value) for item in found(draft, code)] == [(3, text)]


@pytest.mark.parametrize("year", ["2024", "2024年", "2024.0"])
@pytest.mark.parametrize(
    ("text", "kind", "last"),
    [
        *(("3月", "single", 3), ("3", "single", 3), ("03", "single", 3), ("三月", "single", 3)),
        *(("1-3月", "cumulative", 3), ("1—3月", "cumulative", 3), ("1～3", "cumulative", 3)),
        *(("一季度", "cumulative", 3), ("上半年", "cumulative", 6), ("全年", "cumulative", 12)),
    ],
)
def test_the_year_of_a_report_may_have_a_column(
    read: Read, year: str, text: str, kind: str, last: int
) -> None:
    draft = read(f"城市,年份,月份,综合指数\n长沙,{year},{text},3.97\n")
    (row,) = draft.rows.to_pylist()
    assert (row["kind"], row["last_on"].year, row["last_on"].month) == (kind, 2024, last)


@pytest.mark.parametrize(
    ("texts", "millis"),
    [
        pytest.param(("0.917", "0.903"), [91_700, 90_300], id="parts of one"),
        pytest.param(("91.7", "90.3"), [91_700, 90_300], id="percentages"),
        pytest.param(("91.7%", "90.3 %"), [91_700, 90_300], id="with signs"),
        pytest.param(("９１．７％", "90.3"), [91_700, 90_300], id="one with a sign, full width"),
        pytest.param(("1", "0.968"), [100_000, 96_800], id="all days are good"),
        pytest.param(("100", "0"), [100_000, 0], id="all and none"),
    ],
)
def test_a_ratio_is_read_as_the_column_has_it(
    read: Read, texts: tuple[str, str], millis: list[int]
) -> None:
    draft = read(
        "城市,月份,优良率\n"
        + "".join(
            f"{city},2024-03,{text}\n" for city, text in zip(("长沙", "株洲"), texts, strict=True)
        )
    )
    assert draft.rows["value_milli"].to_pylist() == millis
    assert {item.code for item in draft.problems} <= {"ratio_was_fraction"}


def test_a_part_of_one_among_percentages_is_told(read: Read) -> None:
    draft = read("城市,月份,优良率\n长沙,2024-03,91.7%\n株洲,2024-03,0.903\n")
    assert [(item.code, item.row, item.value) for item in draft.problems] == [
        ("ratio_may_be_fraction", 3, "0.903")
    ]
    assert draft.rows["value_milli"].to_pylist() == [91_700, 903]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        *(("−0.068", "-0.068"), ("-0.068", "-0.068"), ("-6.8", "-6.8"), ("-6.8%", "-6.8")),
        *(
            ("－６．８％", "-6.8"),
            ("–6.8%", "-6.8"),
            ("下降6.8%", "-6.8"),
            ("下降了 6.8 %", "-6.8"),
        ),
        *(("↓6.8%", "-6.8"), ("↓ 6.8", "-6.8"), ("6.8%↓", "-6.8"), ("▼6.8", "-6.8")),
        *(("同比下降6.8%", "-6.8"), ("较去年同期下降6.8%", "-6.8"), ("降6.8%", "-6.8")),
        *(("下降6.8个百分点", "-6.8"), ("减少6.8百分点", "-6.8"), ("-.5", "-0.5")),
        *(("6.8", "6.8"), ("+6.8%", "6.8"), ("↑6.8%", "6.8"), ("上升6.8%", "6.8")),
        *(("增长6.8%", "6.8"), ("持平", "0"), ("同比持平", "0"), ("基本持平", "0"), ("0.0%", "0")),
    ],
)
def test_a_change_is_read_in_any_usual_spelling(text: str, amount: str) -> None:
    found = change(text)
    assert found is not None
    assert found.amount == Fraction(amount)


@pytest.mark.parametrize("text", ["", "—", "/", "上升", "改善6.8%", "下降6.8%↓", "约6.8%"])
def test_what_states_no_change_is_none(text: str) -> None:
    assert change(text) is None


@pytest.mark.parametrize(
    ("header", "text", "milli"),
    [
        *(("PM10", '"1,234.5"', 1_234_500), ("PM10", '"1，234"', 1_234_000)),
        *(("PM10", "１２３", 123_000), ("PM10", "35μg/m³", 35_000), ("PM10", "35 µg/m3", 35_000)),
        *(("PM10", "35微克/立方米", 35_000), ("PM10(μg/m³)", "35ug/m3", 35_000)),
        *(("PM10", "0.035mg/m³", 35_000), ("CO", "0.6mg/m³", 600), ("CO", "600μg/m³", 600)),
        *(("ＣＯ", "０．６", 600), ("CO(μg/m3)", "600", 600), ("CO(μg/m3)", "0.6mg/m3", 600)),
    ],
)
def test_a_number_may_have_its_unit_behind(read: Read, header: str, text: str, milli: int) -> None:
    draft = read(f"城市,日期,{header}\n长沙,2025-06-01,{text}\n")
    column = "co_milli" if header.startswith(("CO", "Ｃ")) else "pm10_milli"
    assert draft.rows[column].to_pylist() == [milli]
    assert not draft.blocked


@pytest.mark.parametrize("text", ["35%", "35天", "35ppb", "35吨"])
def test_a_unit_of_something_else_behind_a_concentration_blocks(
    read: Read, found: Found, text: str
) -> None:
    draft = read(f"城市,日期,PM10\n长沙,2025-06-01,{text}\n")
    assert [item.value for item in found(draft, "not_a_number")] == [text]


CITIES = [
    *(("长沙", "430100"), ("长沙市", "430100"), ("湖南省长沙市", "430100"), ("湖南长沙", "430100")),
    *(("430100", "430100"), ("430100.0", "430100"), ("４３０１００", "430100")),
    *((" 长沙 ", "430100"), ("长　沙", "430100"), ("长 沙 市", "430100")),
    *(("恩施", "422800"), ("恩施州", "422800"), ("恩施土家族苗族自治州", "422800")),
    *(("延边", "222400"), ("延边州", "222400"), ("延边（延吉）", "222400")),
    *(("湘西", "433100"), ("湘西州", "433100"), ("吉首", "433100"), ("湘西州(吉首)", "433100")),
    *(("博州", "652700"), ("博尔塔拉", "652700"), ("新疆博州", "652700"), ("克州", "653000")),
    *(("锡盟", "152500"), ("锡林郭勒盟", "152500"), ("西双版纳", "532800")),
    *(("阿坝", "513200"), ("阿坝州", "513200"), ("甘孜", "513300"), ("凉山", "513400")),
    *(("吉林", "220200"), ("吉林市", "220200"), ("吉林省吉林市", "220200"), ("海南州", "632500")),
    *(("朝阳", "211300"), ("苏州", "320500"), ("宿州", "341300"), ("宜春", "360900")),
    *(("伊春", "230700"), ("榆林", "610800"), ("玉林", "450900"), ("泰州", "321200")),
    *(("台州", "331000"), ("抚州", "361000"), ("福州", "350100"), ("通辽", "150500")),
    *(("襄樊", "420600"), ("毕节地区", "520500"), ("北京", "110000"), ("重庆市", "500000")),
]


@pytest.mark.parametrize(("text", "code"), CITIES)
@pytest.mark.parametrize("when", ["日期,2025-06-01", "月份,2025-06"], ids=["day", "month"])
def test_a_city_is_known_by_every_variant(read: Read, when: str, text: str, code: str) -> None:
    # SPEC 7.4
    head, said = when.split(",")
    draft = read(f"城市,{head},PM2.5\n{text},{said},30\n")
    assert draft.rows["place_id"].to_pylist() == [code]
    assert draft.problems == []


@pytest.mark.parametrize("text", ["430000", "430000.0", "湖南省", "海南"])
def test_a_province_is_a_row_of_a_month_and_a_region_of_a_day(read: Read, text: str) -> None:
    month = read(f"城市,月份,PM2.5\n{text},2025-06,30\n")
    assert month.rows["place_id"].to_pylist() in (["430000"], ["460000"])
    day = read(f"城市,日期,PM2.5\n长沙,2025-06-01,30\n{text},2025-06-01,30\n")
    assert [(item.code, item.row) for item in day.problems] == [("regional_row", 3)]


@pytest.mark.parametrize("text", ["湖北长沙", "长沙（武汉）", "通州", "长沙县", "4301000"])
def test_a_name_that_fits_no_city_is_not_guessed(read: Read, found: Found, text: str) -> None:
    draft = read(f"城市,日期,PM2.5\n株洲,2025-06-01,30\n{text},2025-06-01,30\n")
    assert [item.value for item in found(draft, "unknown_place")] == [text]


def test_the_unit_of_a_registers_header_may_stand_behind_a_number(
    read_register: Callable[[str], Draft],
) -> None:
    rows = "P1,脱硝,长沙,NOx,{},2023-06-30,已核定"
    head = "项目编号,项目名称,城市,污染物,减排量(吨),完成日期,状态\n"
    assert read_register(head + rows.format("120.5吨")).rows["tonnes_milli"].to_pylist() == [
        120_500
    ]
    assert read_register(head + rows.format("120.5万吨")).blocked


@pytest.fixture
def read_register(tmp_path: Path) -> Callable[[str], Draft]:
    """Reads a table with the registers of the house."""
    registry = catalogue.load(home() / "data")

    def read(content: str) -> Draft:
        path = tmp_path / "register.csv"
        path.write_text(content, encoding="utf-8")
        return drafts.read(path, forms=registry.forms, gazetteer=registry.gazetteer)

    return read
