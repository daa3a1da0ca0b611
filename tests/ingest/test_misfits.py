"""What the user of a table is told that is of no form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from airtrack.domain.glossary import Lang
from airtrack.errors import Level, SheetError
from airtrack.ingest.recognition import title
from airtrack.registry import glossary
from airtrack.registry.glossary import Glossary
from airtrack.registry.text import Findings
from airtrack.store.draft import Draft

Read = Callable[..., Draft]

DATA = Path(__file__).parents[2] / "data"
TABLE = "城市,PM2.5,PM10,综合指数\n长沙,38,60,4.64\n"


@pytest.fixture(scope="module")
def words() -> Glossary:
    """The words of the house."""
    loaded = glossary.load(DATA, Findings(DATA))
    assert loaded is not None
    return loaded


def refused(read: Read, text: str, name: str = "file.csv") -> SheetError:
    """Why the table is of no form."""
    with pytest.raises(SheetError) as caught:
        read(text, name)
    return caught.value


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        pytest.param("日期,城镇,PM10\n2020-01-01,太原,40\n", "zh", "这些列：城市。", id="place"),
        pytest.param("date,hour,PM10\n20200101,1,40\n", "zh", "这些列：城市。", id="hours"),
        pytest.param("日期,城市,AQI\n2020-01-01,太原,40\n", "zh", "这些列：浓度。", id="values"),
        pytest.param("date,hour,北京\n20200101,1,40\n", "zh", "指标", id="indicator"),
        pytest.param("PM2.5,PM10,SO2\n1,2,3\n", "zh", "、城市", id="several"),
        pytest.param("日期,城镇,PM10\n2020-01-01,太原,40\n", "en", "columns of: city.", id="en"),
    ],
)
def test_the_columns_that_are_missing_are_called_by_their_names(
    read: Read, words: Glossary, text: str, lang: Lang, said: str
) -> None:
    _, hint = words.of_error(refused(read, text), lang)
    assert said in hint
    for key in ("place", "period", "values", "hour", "city_"):
        assert key not in hint


def test_the_nearest_form_is_called_by_its_name(read: Read, words: Glossary) -> None:
    error = refused(read, "日期,城镇,PM10\n2020-01-01,太原,40\n")
    assert "“城市日均浓度，一行一城”" in words.of_error(error, "zh")[1]


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(TABLE, id="with an index"),
        pytest.param("城市,PM2.5,PM10\n长沙,38,60\n", id="as near to a table of days"),
    ],
)
def test_a_table_that_lacks_only_its_months_is_told_to_add_them(
    read: Read, words: Glossary, table: str
) -> None:
    error = refused(read, table)
    assert (error.code, error.params["nearest"]) == ("no_month_column", "city_monthly")
    hint = words.of_error(error, "zh")[1]
    assert "月份" in hint and "2025年7月" in hint and "模板" in hint


@pytest.mark.parametrize(
    ("above", "said"),
    [
        pytest.param("2025年7月全省空气质量状况", "2025年7月", id="month"),
        pytest.param("湖南省 2025 年 07 月份通报", "2025年07月", id="blanks"),
        pytest.param("2025年1—7月累计", "2025年1-7月", id="span"),
        pytest.param("2025年1月至7月", "2025年1月至7月", id="span in words"),
        pytest.param("2025年第二季度", "2025年第二季度", id="quarter"),
        pytest.param("2025年上半年", "2025年上半年", id="half"),
        pytest.param("2025年7月\n（制表日期：2025年8月5日）", "2025年7月", id="day of issue"),
        pytest.param("2025年7月\n\n2025年7月，12个月滑动", "2025年7月", id="told twice"),
    ],
)
def test_the_months_of_a_title_are_taken_and_told(
    read: Read, words: Glossary, above: str, said: str
) -> None:
    draft = read(f"{above}\n{TABLE}")
    (told,) = [item for item in draft.problems if item.code == "month_only_in_title"]
    assert (told.level, told.row, told.value) == (Level.WARNING, 1, said)
    sentence, hint = words.of_problem(told, "zh")
    assert f"标题所写的“{said}”" in sentence
    assert "请核对时段" in hint
    written = read(f"城市,月份,PM2.5\n长沙,{said},38\n")
    assert set(draft.rows["period_key"].to_pylist()) == set(written.rows["period_key"].to_pylist())
    assert set(draft.rows["kind"].to_pylist()) == set(written.rows["kind"].to_pylist())


def test_the_span_of_a_title_is_cumulative(read: Read) -> None:
    rows = read(f"2025年1—7月累计\n{TABLE}").rows
    assert set(rows["period_key"].to_pylist()) == {"2025-01..2025-07"}
    assert set(rows["kind"].to_pylist()) == {"cumulative"}


@pytest.mark.parametrize(
    "above",
    [
        pytest.param("7月全省空气质量状况", id="no year"),
        pytest.param("2025年全省空气质量状况", id="no month"),
        pytest.param("2025年7月和1-7月", id="a month and a span"),
        pytest.param("2025年7月、8月", id="two months"),
        pytest.param("2025年7月,,2024年7月", id="two years"),
        pytest.param("2025年7月15日", id="a day"),
        pytest.param("2025年7月1日至7月31日", id="days"),
        pytest.param("2025年13月", id="no such month"),
    ],
)
def test_a_title_that_does_not_name_one_span_in_full_is_not_repeated(
    read: Read, above: str
) -> None:
    assert refused(read, f"{above}\n{TABLE}").code == "no_month_column"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("全省_2025年7月.csv", "2025年7月"),
        ("report-2025-07.csv", "2025年7月"),
        ("通报202507.csv", "2025年7月"),
        ("sichuan_2024-01_08_composite.csv", "2024年1-8月"),
    ],
)
def test_the_month_of_a_file_name_is_taken_where_no_title_tells_one(
    read: Read, words: Glossary, name: str, said: str
) -> None:
    draft = read(TABLE, name)
    (told,) = [item for item in draft.problems if item.code == "month_only_in_file_name"]
    assert (told.level, told.row, told.value) == (Level.WARNING, None, said)
    assert f"文件名所写的“{said}”" in words.of_problem(told, "zh")[0]


@pytest.mark.parametrize(
    "name",
    [
        *("通报20250731.csv", "2025.01-07.csv", "id1202507.csv"),
        pytest.param("2025-06_08.csv", id="June, or the sixth to the eighth month"),
        pytest.param("2025-01_08_2.csv", id="a number behind"),
    ],
)
def test_a_day_or_a_number_in_a_file_name_is_no_month(read: Read, name: str) -> None:
    assert refused(read, TABLE, name).code == "no_month_column"


def test_a_title_goes_before_the_name_of_the_file(read: Read) -> None:
    draft = read(f"2025年7月\n{TABLE}", "202508.csv")
    assert [(item.code, item.value) for item in draft.problems] == [
        ("month_only_in_title", "2025年7月")
    ]


def test_a_title_with_a_month_makes_the_table_a_monthly_one(read: Read) -> None:
    assert read("2025年7月\n城市,PM2.5,O3_1h\n长沙,38,99\n").form == "city_monthly"


def test_a_title_two_rows_above_the_header_is_told_by_its_row(read: Read) -> None:
    draft = read(f"全省空气质量状况\n2025年7月\n{TABLE}")
    assert [(item.code, item.row) for item in draft.problems] == [("month_only_in_title", 2)]


def test_two_titles_that_differ_name_nothing() -> None:
    assert title.months(["2025年7月", "2025年8月"]) is None


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("城市,PM2.5,\n,2025年7月,2024年7月", id="months below"),
        pytest.param("城市,PM2.5,\n,一季度,二季度", id="quarters below"),
    ],
)
def test_a_header_of_two_rows_is_told_where_no_form_fits(
    read: Read, words: Glossary, head: str
) -> None:
    error = refused(read, f"2025年7月\n{head}\n长沙,38,-5,60,3\n")
    assert error.code == "two_header_rows"
    assert "第 2 行和第 3 行都是表头" in words.of_error(error, "zh")[0]


def test_a_second_header_row_blocks_a_table_that_would_be_read(read: Read, words: Glossary) -> None:
    rows = "长沙,2025-07,-5.1,38,3,60\n"
    draft = read(f"城市,月份,PM2.5,,PM10,\n,,北郊,南郊,北郊,南郊\n{rows}")
    problem = draft.problems[0]
    assert (problem.level, problem.code, problem.row) == (Level.BLOCKER, "two_header_rows", 2)
    assert "第 1 行和第 2 行" in words.of_problem(problem, "zh")[0]
    assert "unknown_place" not in {problem.code for problem in draft.problems}


@pytest.mark.parametrize(
    "row",
    [
        pytest.param("长沙,2025-07,—,—", id="a city without values"),
        pytest.param("仙境,2025-07,偏高,偏高", id="an unknown place with words"),
        pytest.param(",2025-07,38,60", id="values without place"),
        pytest.param(",,—,—", id="only marks"),
        pytest.param("（单位：微克/立方米）,,,", id="a note"),
        pytest.param(",,,", id="nothing"),
    ],
)
def test_a_row_of_data_is_no_second_header(read: Read, row: str) -> None:
    draft = read(f"城市,月份,PM2.5,PM10\n{row}\n长沙,2025-06,38,60\n")
    assert "two_header_rows" not in {problem.code for problem in draft.problems}
    assert draft.rows.num_rows >= 2


def test_an_unknown_column_like_no_other_leaves_no_empty_bracket(
    read: Read, words: Glossary
) -> None:
    (problem,) = read("日期,城市,PM10,牧草高度\n2020-01-01,太原,40,9\n").problems
    assert words.of_problem(problem, "zh")[0] == "file.csv：不认识 牧草高度 列，未采用。"
