"""Budgets, month targets, paths and probabilities through the command line, from tables.

Source: FORMULAS F7 to F12, whose golden values are typed here: two bulletins of 魏县 of 2020, the
decided example with missing days, and the worked example of 2024. The county stands under its city,
which the texts know.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

PLAN = """
id = "own-goals"
title = "自拟方案"
title_en = "A plan of our own"
short_title = "自拟方案"
short_title_en = "Own plan"
issuer = "某局"
document_no = "某字〔2020〕1号"
issued_on = 2020-01-01
state = "in_force"
group = "430000"
sha256 = "0"
"""
TARGETS = """\
id,kind,places,scope,indicator,period,op,value,value_state,unit,basis,edition,binding,clause,baseline_period
own-goals.mean,cap,邯郸市,each,pm25,2020,<=,57,set,µg/m³,incl_dust,gb3095-2012,binding,1,
own-goals.good,floor,邯郸市,each,good_days,2020,>=,212,set,d,incl_dust,gb3095-2012,binding,1,
own-goals.heavy,cap,邯郸市,each,heavy_days,2020,<=,19,set,d,incl_dust,gb3095-2012,binding,1,
own-goals.gaps,cap,湘潭市,each,pm25,2023,<=,35,set,µg/m³,incl_dust,gb3095-2012,binding,2,
own-goals.pooled,cap,长沙市,each,pm25,2024,<=,38,set,µg/m³,incl_dust,gb3095-2012,binding,3,
own-goals.sums,cap,绵阳市,each,pm25,2024,<=,37,set,µg/m³,incl_dust,gb3095-2012,binding,3,
own-goals.falls,year_on_year,株洲市,each,pm25,2024,<,,set,,incl_dust,gb3095-2012,binding,3,2023
own-goals.months,cap,株洲市,each,pm25,2024,<=,37,set,µg/m³,incl_dust,gb3095-2012,binding,3,
"""
FIRST_OF_CHANGSHA, YEAR_THAT_RUNS = 2022, 2024
BULLETINS = """\
地区,时段,PM2.5(μg/m³),有效天数,优良天数,重度及以上污染天数
邯郸市,2020年1月1日-7月27日,58,209,127,12
邯郸市,2020年1月1日-12月13日,55,348,240,14
湘潭市,2023年1月1日-11月16日,36,300,250,1
"""
ARCHIVE = {
    2019: (70, 55, 48, 40, 34, 28, 24, 25, 32, 42, 54, 66),
    2020: (66, 40, 42, 38, 32, 27, 23, 24, 30, 40, 52, 64),
    2021: (62, 50, 44, 36, 31, 26, 22, 23, 29, 38, 50, 60),
    2022: (60, 46, 42, 35, 30, 25, 22, 22, 28, 37, 46, 58),
    2023: (61, 48, 45, 37, 30, 25, 21, 22, 28, 38, 49, 59),
    2024: (57, 45, 41, 34, 29, 24),
}
Status = Callable[..., Any]


def months() -> str:
    """The months of the worked example, as tables of single months."""
    lines = ["城市,月份,PM2.5(μg/m³)"]
    lines += [
        f"株洲市,{year}年{month}月,{value}"
        for year, values in ARCHIVE.items()
        for month, value in enumerate(values, start=1)
    ]
    lines += [
        f"长沙市,{year}年{month}月,{value + 1}"
        for year, values in ARCHIVE.items()
        for month, value in enumerate(values, start=1)
        if year >= FIRST_OF_CHANGSHA
    ]
    # of 2024 its first half together, and the last three months of that by themselves
    lines += [
        f"绵阳市,{year}年{month}月,{value + 2}"
        for year, values in ARCHIVE.items()
        for month, value in enumerate(values, start=1)
        if year < YEAR_THAT_RUNS or month > 3
    ]
    lines.append("绵阳市,2024年1-6月,38")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's texts with one more plan."""
    source = Path(__file__).parents[2] / "data"
    folder = tmp_path_factory.mktemp("texts") / "data"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns("store"))
    own = folder / "plans" / "own-goals"
    own.mkdir()
    (own / "plan.toml").write_text(PLAN, encoding="utf-8")
    (own / "targets.csv").write_text(TARGETS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, airtrack: Run, texts: Path) -> Path:
    """A store with the tables."""
    folder = tmp_path_factory.mktemp("goals")
    (folder / "bulletins.csv").write_text(BULLETINS, encoding="utf-8")
    (folder / "months.csv").write_text(months(), encoding="utf-8")
    for name in ("bulletins.csv", "months.csv"):
        done = airtrack("--data", texts, "load", folder / name, store=folder / "store")
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "store"


@pytest.fixture(scope="module")
def status(airtrack: Run, texts: Path, store: Path) -> Status:
    """The verdict on one target of the plan at a date."""

    def asked(target: str, as_of: str) -> Any:
        told = airtrack(
            *("--data", texts, "status", "--plan", "own-goals"),
            *("--as-of", as_of, "--format", "json"),
            store=store,
        )
        assert told.returncode == 0, told.stderr
        rows = json.loads(told.stdout)["rows"]
        (found,) = [row for row in rows if row["target"] == f"own-goals.{target}"]
        return found

    return asked


@pytest.mark.parametrize(
    ("as_of", "raw", "shown", "band"),
    [
        # the bulletin prints 56
        pytest.param("2020-07-27", 55.67, 55.6, [55.00, 56.33], id="209 days at 58"),
        # the bulletin prints 95
        pytest.param("2020-12-13", 95.67, 95.6, [86.00, 105.33], id="348 days at 55"),
    ],
)
def test_the_control_value_of_the_bulletins_comes_with_its_band(
    status: Status, as_of: str, raw: float, shown: float, band: list[float]
) -> None:
    """F7: printed means are rounded, so that the rest may average anything in the band."""
    budget = status("mean", as_of)["budget"]
    assert round(budget["remaining_mean_raw"], 2) == raw
    assert budget["remaining_mean"] == shown
    assert budget["band"] == band


def test_good_days_still_needed_are_told_as_days_and_as_a_share(status: Status) -> None:
    """F8: 127 of 212 won, 85 of the 157 days to come."""
    found = status("good", "2020-07-27")
    assert (found["actual"], found["budget"]["days_needed"]) == (127, 85)
    assert (found["budget"]["remaining_days"], found["budget"]["days_left_to_lose"]) == (157, 72)
    assert round(100 * 85 / 157, 1) == 54.1


def test_heavy_days_still_to_spend_are_what_the_cap_leaves(status: Status) -> None:
    """F8: 12 used of 19."""
    assert status("heavy", "2020-07-27")["budget"]["days_left_to_lose"] == 7


def test_missing_days_are_no_zeros_in_the_budget(status: Status) -> None:
    """The decided example: 36 over 300 valid days, 20 missing, 45 to come: 28.3 and not 30.4."""
    found = status("gaps", "2023-11-16")
    assert (found["valid_days"], found["budget"]["remaining_days"]) == (300, 45)
    assert found["budget"]["remaining_mean"] == 28.3


@pytest.fixture(scope="module")
def worked(status: Status) -> Any:
    """The worked example at the end of June 2024."""
    return status("months", "2024-06-30")


def test_the_year_is_decomposed_into_months(worked: Any) -> None:
    """F9."""
    assert [month["target"] for month in worked["path"]["months"]] == [
        *(59.46, 44.55, 41.23, 34.69, 29.28, 24.44),
        *(20.89, 21.63, 27.41, 36.37, 46.80, 57.25),
    ]


def test_the_path_says_ahead_where_a_flat_line_says_behind(worked: Any) -> None:
    """F9, F10: 38.98 is due by June; 38.4 is above the 37 of the year and yet 113 ahead."""
    assert worked["path"]["due_now"] == 38.98
    assert [month["profit_loss"] for month in worked["path"]["months"][:6]] == [
        *(76.4, 63.5, 70.6, 91.3, 100.0, 113.1)
    ]
    assert worked["actual"] > worked["required"]
    assert (worked["status"], worked["projection"]["rule"]) == ("on_track", "season")


def test_the_months_to_come_are_rebalanced_by_one_factor(worked: Any) -> None:
    """F11."""
    assert worked["budget"]["lambda"] == 1.0175
    assert [month["rebalanced"] for month in worked["path"]["months"][6:]] == [
        *(21.26, 22.01, 27.89, 37.01, 47.62, 58.26)
    ]


def test_the_chance_is_081_and_four_of_five_years_would_do(worked: Any) -> None:
    """F12; nothing on record to test it on, so that it is indicative."""
    found = worked["projection"]
    assert (found["probability"], found["years_kept"], found["years_used"]) == (0.81, 4, 5)
    assert found["value"] == 36.25
    assert (found["indicative"], found["backtest"]) == (True, "untested")


def test_years_of_another_city_of_the_province_stand_in(status: Status) -> None:
    """长沙 has two earlier years, 株洲 five; five different ones in all."""
    found = status("pooled", "2024-06-30")
    assert found["path"]["pooled"] == ["430200"]
    assert found["projection"]["years_used"] == 7
    assert found["projection"]["rule"] == "season"
    own = {item["year"] for item in found["projection"]["ratios"] if item["place"] == "430100"}
    assert own == {2022, 2023}


def test_months_that_lack_days_of_the_sum_are_no_path(status: Status) -> None:
    """38 of January to June says nothing beside the month targets of April to June alone."""
    found = status("sums", "2024-06-30")
    assert (found["actual"], found["path"]) == (38, None)
    assert (found["status"], found["projection"]["rule"]) == ("at_risk", "so_far")


def test_an_end_is_held_against_all_of_the_year_before(
    airtrack: Run, texts: Path, store: Path, status: Status
) -> None:
    """2023 as a whole was 38.5, its first half 41.0; the days to come keep it below."""
    told = airtrack(
        *("--data", texts, "whatif", "--plan", "own-goals", "--place", "株洲市"),
        *("--set", "pm25=-5%", "--as-of", "2024-06-30", "--format", "json"),
        store=store,
    )
    assert told.returncode == 0, told.stderr
    rows = {row["target"]: row for row in json.loads(told.stdout)["rows"]}
    falls = rows["own-goals.falls"]
    assert status("falls", "2024-06-30")["required"] == 41
    assert falls["required"] == 39
    assert (falls["without"]["middle"], falls["without"]["met"]) == (36.25, True)


def test_a_budget_that_was_kept_in_some_years_says_so(worked: Any) -> None:
    """35.652 for July to December: the rests of 2022 and 2023 were 35.55 and 36.18."""
    assert worked["budget"]["archive_achieved"] == 1
    assert worked["budget"]["feasibility"] == "achieved_before"
