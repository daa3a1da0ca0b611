"""Published monthly tables: one row a city, the six statistics, days, ratio, index."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from airtrack.domain.batch import Grain
from airtrack.errors import Level, Problem, SheetError
from airtrack.ingest.sheets import walk
from airtrack.store.draft import ROWS, Draft

Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]

HEADER = (
    "序号,城市,月份,SO2(μg/m3),NO2(μg/m3),PM10(μg/m3),PM2.5(μg/m3),CO-95per(mg/m3),"
    "O3-8h-90per(μg/m3),有效天数(天),优良天数(天),优良天数比例(%),重度及以上污染天数(天),综合指数,排名\n"
)
ROW = "1,长沙,2023年3月,6,30,60,38,1.2,139,31,28,90.3,0,4.64,3\n"
CITIES = ("长沙", "株洲", "湘潭", "岳阳", "常德", "益阳")


def values(draft: Draft) -> dict[str, int]:
    """Thousandths by indicator; the draft speaks of one place and period."""
    rows = draft.rows.to_pylist()
    return {row["indicator"]: row["value_milli"] for row in rows}


def one(header: str, cell: str, period: str = "2023-03") -> str:
    return f"城市,月份,{header}\n长沙,{period},{cell}\n"


def month(number: int) -> str:
    """Six cities in one month; every value says which city and month it is of."""
    lines = [
        f"{at},{city},2023年{number}月,{at},{20 + at},{50 + at},{30 + number},1.{at},"
        f"{100 + number},28,{20 + at},,{at % 2},4.{number:02d},{at}\n"
        for at, city in enumerate(CITIES, start=1)
    ]
    return "".join(lines)


YEAR = HEADER + "".join(map(month, range(1, 13)))


def test_a_row_of_a_city_becomes_a_row_a_value(read: Read) -> None:
    draft = read((HEADER + ROW).encode("gb18030"))
    assert (draft.form, draft.grain, draft.n_rows) == ("city_monthly", Grain.REPORT, 1)
    assert draft.rows.schema == ROWS[Grain.REPORT]
    assert draft.rows.to_pylist()[4] == {
        "place_id": "430100",
        "kind": "single",
        "period_key": "2023-03",
        "first_on": date(2023, 3, 1),
        "last_on": date(2023, 3, 31),
        "indicator": "co",
        "value_milli": 1200,
        "digits": 1,
        "basis": None,
        "file_no": 0,
        "source_row": 2,
    }
    assert values(draft) == {
        "so2": 6000,
        "no2": 30000,
        "pm10": 60000,
        "pm25": 38000,
        "co": 1200,
        "o3": 139000,
        "valid_days": 31000,
        "good_days": 28000,
        "good_pct": 90300,
        "heavy_days": 0,
        "composite": 4640,
    }
    assert not draft.problems


@pytest.mark.parametrize(
    ("header", "indicator"),
    [
        ("PM2.5", "pm25"),
        ("PM₂.₅（μg/m³）", "pm25"),
        ("PM2.5平均浓度（微克/立方米）", "pm25"),
        ("细颗粒物（PM2.5）", "pm25"),
        ("可吸入颗粒物(PM10)(μg/m³)", "pm10"),
        ("二氧化硫", "so2"),
        ("NO2月均浓度(ug/m3)", "no2"),
        ("co95", "co"),
        ("CO(95%)", "co"),
        ("CO-95per(mg/m³)", "co"),
        ("CO日均值第95百分位浓度", "co"),
        ("一氧化碳日均值第95百分位数（mg/m3）", "co"),
        ("CO", "co"),
        ("o3_90", "o3"),
        ("O3(90%)", "o3"),
        ("O3_8H_90", "o3"),
        ("O₃日最大8小时滑动平均第90百分位数", "o3"),
        ("臭氧日最大8小时平均第90百分位数(μg/m³)", "o3"),
        ("O3-8h", "o3"),
        ("臭氧", "o3"),
        ("有效监测天数", "valid_days"),
        ("达标天数（天）", "good_days"),
        ("重度及以上污染天数", "heavy_days"),
        ("环境空气质量综合指数", "composite"),
        ("AQCI", "composite"),
    ],
)
def test_a_statistic_has_many_headers(read: Read, header: str, indicator: str) -> None:
    draft = read(one(header, "7"))
    assert values(draft) == {indicator: 7000}
    assert not draft.problems


@pytest.mark.parametrize(
    ("header", "indicator"),
    [("优良天数", "good_days"), ("优良天数（%）", "good_pct"), ("优良天数比率(%)", "good_pct")],
)
def test_good_days_in_percent_are_a_ratio(read: Read, header: str, indicator: str) -> None:
    assert values(read(one(header, "27"))) == {indicator: 27000}


@pytest.mark.parametrize(
    ("header", "cell", "milli"),
    [("CO(μg/m³)", "1234", 1234), ("PM10(mg/m³)", "0.085", 85000)],
)
def test_a_unit_in_the_header_is_turned_into_ours(
    read: Read, header: str, cell: str, milli: int
) -> None:
    assert list(values(read(one(header, cell))).values()) == [milli]


def test_a_concentration_in_percent_is_a_change_and_not_known(read: Read, found: Found) -> None:
    draft = read("城市,月份,PM10,PM2.5(%)\n长沙,2023-03,60,-8.1\n")
    assert values(draft) == {"pm10": 60000}
    assert [problem.column for problem in found(draft, "unknown_column")] == ["PM2.5(%)"]


def test_a_plain_column_gives_way_to_the_percentile(read: Read) -> None:
    draft = read("城市,月份,CO,CO-95per\n长沙,2023-03,0.7,1.2\n")
    assert values(draft) == {"co": 1200}


def test_ranks_changes_levels_and_numbers_are_known_and_not_used(read: Read) -> None:
    draft = read(
        "序号,城市,月份,PM2.5,排名,同比变化(%),首要污染物,行政区划代码,空气质量级别\n"
        "1,长沙,2023-03,38,3,-8.1,细颗粒物,430100,良\n"
    )
    assert values(draft) == {"pm25": 38000}
    assert not draft.problems


@pytest.mark.parametrize(
    ("cells", "digits"),
    [
        pytest.param(("32", "34.3"), 1, id="the finest cell of the column"),
        pytest.param(("32", "34"), 0, id="whole numbers"),
        pytest.param(("32.0", "34.0"), 0, id="zeros at the end say nothing"),
    ],
)
def test_the_decimals_are_those_of_the_column(
    read: Read, cells: tuple[str, str], digits: int
) -> None:
    draft = read(f"城市,月份,PM2.5\n长沙,2023-03,{cells[0]}\n株洲,2023-03,{cells[1]}\n")
    assert draft.rows["digits"].to_pylist() == [digits, digits]


def test_every_column_of_every_file_has_its_own_decimals(read: Read) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.csv", "城市,月份,PM2.5,综合指数\n长沙,2023-03,32.5,4.64\n")
        archive.writestr("b.csv", "城市,月份,PM2.5,综合指数\n长沙,2023-04,32,4.6\n")
    draft = read(stream.getvalue(), "file.zip")
    assert draft.rows["digits"].to_pylist() == [1, 2, 0, 1]


def test_a_missing_cell_has_no_row(read: Read, found: Found) -> None:
    draft = read("城市,月份,PM2.5,PM10,综合指数\n长沙,2023-03,,—,4.6\n")
    assert values(draft) == {"composite": 4600}
    assert len(found(draft, "missing_marker")) == 1


def test_no_day_is_a_number_and_no_concentration_is_zero(read: Read, found: Found) -> None:
    draft = read("城市,月份,PM2.5,优良天数,重污染天数,优良率\n长沙,2023-03,0,0,0,0\n")
    assert values(draft) == {"good_days": 0, "heavy_days": 0, "good_pct": 0}
    assert [problem.column for problem in found(draft, "zero_is_missing")] == ["PM2.5"]


@pytest.mark.parametrize("cell", ["86.5", "86.5%", "86.5 ％", "８６．５"])
def test_a_ratio_is_read_with_and_without_its_sign(read: Read, cell: str) -> None:
    draft = read(one("优良天数比例", cell))
    assert values(draft) == {"good_pct": 86500}
    assert not draft.problems


def test_ratios_that_are_all_small_were_parts_of_one(read: Read, found: Found) -> None:
    draft = read("城市,月份,优良率(%)\n长沙,2023-03,0.865\n株洲,2023-03,1\n")
    assert draft.rows["value_milli"].to_pylist() == [86500, 100000]
    assert draft.rows["digits"].to_pylist() == [1, 1]
    (problem,) = found(draft, "ratio_was_fraction")
    assert (problem.level, problem.column, problem.row) == (Level.WARNING, "优良率(%)", 2)


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param(("0.9%", "1.2%"), id="with their sign"),
        pytest.param(("0.9", "1.6"), id="one above one and a half"),
    ],
)
def test_small_percentages_that_are_meant_stay(read: Read, cells: tuple[str, str]) -> None:
    draft = read(f"城市,月份,优良率\n长沙,2023-03,{cells[0]}\n株洲,2023-03,{cells[1]}\n")
    assert draft.rows["value_milli"].to_pylist()[0] == 900
    assert not draft.problems


def test_a_year_of_six_cities_is_read_from_one_file_in_gbk(read: Read) -> None:
    draft = read(YEAR.encode("gb18030"))
    assert (draft.n_rows, draft.rows.num_rows) == (72, 720)
    assert draft.days == (date(2023, 1, 1), date(2023, 12, 31))
    assert not draft.problems


def test_twelve_files_say_the_same_as_one(
    read: Read, read_path: Callable[[Path], Draft], tmp_path: Path
) -> None:
    whole = read(YEAR.encode("gb18030"), "year.csv")
    folder = tmp_path / "months"
    folder.mkdir()
    for number in range(1, 13):
        text = HEADER + month(number)
        (folder / f"{number:02d}.csv").write_bytes(text.encode("gb18030"))
    parts = read_path(folder)
    said = ["place_id", "kind", "period_key", "indicator", "value_milli"]
    assert parts.rows.select(said).equals(whole.rows.select(said))
    assert parts.members[2] == "03.csv"
    assert set(parts.rows["file_no"].to_pylist()) == set(range(12))


def test_rows_are_sorted_by_period_then_place_then_indicator(read: Read) -> None:
    draft = read("城市,月份,PM2.5,SO2\n株洲,2023-02,1,2\n长沙,2023-02,3,4\n株洲,2023-01,5,6\n")
    assert draft.rows["value_milli"].to_pylist() == [6000, 5000, 4000, 3000, 2000, 1000]


def test_titles_blank_rows_and_wide_characters_are_read(read: Read) -> None:
    draft = read(
        "2023年3月全省环境空气质量状况,,,\n,,,\n城市,月份,ＰＭ２．５,ＰＭ１０\n"
        '长沙,２０２３年３月,３８,"1,060"\n,,,\n'
    )
    assert values(draft) == {"pm25": 38000, "pm10": 1060000}
    assert draft.rows["source_row"].to_pylist() == [4, 4]
    assert not draft.problems


def test_two_faults_of_one_file_are_both_named_by_row_and_column(read: Read, found: Found) -> None:
    draft = read("城市,月份,PM2.5,优良天数\n长沙,2023-03,3O,20\n株洲,2023-03,38,40\n")
    (number,) = found(draft, "not_a_number")
    (days,) = found(draft, "days_above_period")
    assert (number.level, number.row, number.column, number.value) == (
        Level.BLOCKER,
        2,
        "PM2.5",
        "3O",
    )
    assert (days.level, days.row, days.column, days.value) == (Level.BLOCKER, 3, "优良天数", "40")
    assert days.params["days"] == 31


@pytest.mark.parametrize(
    ("header", "cell"),
    [("PM2.5", "1501"), ("综合指数", "50.01"), ("优良率", "100.1"), ("CO", "51"), ("O3", "-5")],
)
def test_an_impossible_value_is_missing_and_named(
    read: Read, found: Found, header: str, cell: str
) -> None:
    draft = read(f"城市,月份,{header}\n长沙,2023-03,{cell}\n株洲,2023-03,7\n")
    (problem,) = found(draft, "impossible_value")
    assert (problem.row, problem.column, problem.value) == (2, header, cell)
    assert draft.rows["value_milli"].to_pylist() == [7000]


def test_rows_of_one_city_and_month_that_differ_block(read: Read, found: Found) -> None:
    draft = read("城市,月份,PM2.5\n长沙,2023-03,38\n长沙市,2023年3月,39\n")
    (problem,) = found(draft, "conflicting_rows")
    assert (problem.level, problem.row, problem.params["other_row"]) == (Level.BLOCKER, 3, 2)
    assert (problem.params["place"], problem.params["when"]) == ("长沙市", "2023-03")


def test_rows_of_one_city_and_month_that_are_equal_are_one(read: Read, found: Found) -> None:
    draft = read("城市,月份,PM2.5\n长沙,2023-03,38\n长沙市,2023年3月,38.0\n")
    assert draft.rows.num_rows == 1
    assert [problem.level for problem in found(draft, "duplicate_row")] == [Level.WARNING]


def test_january_alone_and_january_accumulated_are_two_things(read: Read) -> None:
    draft = read("城市,月份,PM2.5\n长沙,2023年1月,38\n长沙,2023年1-1月,38\n")
    assert draft.rows["kind"].to_pylist() == ["single", "cumulative"]
    assert draft.rows["period_key"].to_pylist() == ["2023-01", "2023-01"]
    assert not draft.problems


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("日期,城市,PM2.5\n2023-03,长沙,38\n", id="months"),
        pytest.param("日期,城市,PM2.5\n2023-03-01,长沙,38\n2023-04-01,长沙,39\n", id="first days"),
        pytest.param("日期,城市,综合指数\n2023-03-01,长沙,4.6\n", id="a column of months only"),
    ],
)
def test_a_table_headed_like_a_daily_one_is_monthly_by_its_cells(read: Read, text: str) -> None:
    draft = read(text)
    assert draft.form == "city_monthly"
    assert draft.rows["period_key"][0].as_py() == "2023-03"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("日期,城市,PM2.5\n2023-03-01,长沙,38\n", id="one first day"),
        pytest.param("时间,城市,PM2.5\n2023-03-01,长沙,38\n2023-03-02,长沙,39\n", id="days"),
        pytest.param(
            "日期,城市,PM2.5,综合指数,优良率\n2023-03-01,长沙,38,4,1\n2023-03-02,长沙,39,4,1\n",
            id="days with columns of months",
        ),
    ],
)
def test_a_table_of_days_stays_a_daily_one(read: Read, text: str) -> None:
    assert read(text).form == "city_daily"


def test_a_table_without_any_month_is_of_no_form(read: Read) -> None:
    with pytest.raises(SheetError) as caught:
        read("城市,CO-95per,综合指数\n长沙,1.2,4.6\n")
    assert (caught.value.params["nearest"], caught.value.params["misses"]) == (
        "city_monthly",
        ["period"],
    )


def test_a_blank_form_is_told(read: Read, found: Found) -> None:
    draft = read("城市,月份,PM2.5\n长沙,2023-03,\n")
    assert (draft.rows.num_rows, len(found(draft, "nothing_filled_in"))) == (0, 1)


def test_the_published_bulletins_are_read_without_loss(
    real_data: Path, read_path: Callable[[Path], Draft]
) -> None:
    draft = read_path(real_data / "official" / "composite_bulletins.csv")
    assert (draft.form, draft.n_rows, draft.aside.num_rows) == ("city_monthly", 7, 0)
    assert not draft.problems
    # six statistics and the index of every row
    assert draft.rows.num_rows == 49
    rows = draft.rows.to_pylist()
    printed = {row["source_row"]: row for row in rows if row["indicator"] == "composite"}
    assert [(row["place_id"], row["value_milli"]) for _, row in sorted(printed.items())] == [
        ("640100", 4640),
        ("640200", 4750),
        ("640300", 4370),
        ("640400", 3180),
        ("640100-ningdong", 4160),
        ("640000", 4250),
        ("150821", 2630),
    ]


def test_an_upload_is_read_like_a_file(read: Read, read_path: Callable[..., Draft]) -> None:
    data = YEAR.encode("gb18030")
    assert read_path(walk.uploaded("year.csv", data)).rows.equals(read(data, "year.csv").rows)
