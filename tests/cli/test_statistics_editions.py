"""Editions and states of the values: which one judges, where a series breaks, what is not compared.

Days and tables are invented; what must come out of them is worked out by hand in each test.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Answer = dict[str, Any]

DAYS = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n"
# SPEC 2.1: PM2.5 70 has index 94 under HJ 633-2012, 110 under HJ 633-2026
OF_A_DAY = "70,50,6,20,1.0,100"
BREAK = {"on": "2026-03-01", "kind": "edition"}


def answered(done: subprocess.CompletedProcess[str]) -> Answer:
    assert done.returncode == 0, done.stderr
    found: Answer = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def spring(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    """A store with equal days from January to April 2026: 59 before the break, 61 after."""
    folder = tmp_path_factory.mktemp("spring")
    days = (date(2026, 1, 1) + timedelta(number) for number in range(120))
    table = folder / "days.csv"
    table.write_text(DAYS + "".join(f"{day},长沙,{OF_A_DAY}\n" for day in days), encoding="utf-8")
    answered(airtrack("load", table, "--format", "json", store=folder / "store"))
    return folder / "store"


@pytest.mark.parametrize(
    ("edition", "good_days", "composite", "breaks"),
    [
        # shares of SO2, NO2, PM10, PM2.5, CO, O3:
        # 0.10 + 0.50 + 0.71 + 2.00 + 0.25 + 0.62; 0.10 + 0.50 + 0.83 + 2.33 + 0.25 + 0.62;
        # 0.30 + 0.67 + 1.00 + 2.80 + 0.25 + 0.62
        pytest.param("in-force", 59, 4.63, [BREAK], id="in force, with the break at 1 March"),
        pytest.param("gb3095-2012", 120, 4.18, [], id="the whole under 2012"),
        pytest.param("gb3095-2026-transition", 0, 4.63, [], id="the whole under the transition"),
        pytest.param("gb3095-2026-final", 0, 5.64, [], id="the whole under the final stage"),
    ],
)
def test_january_to_april_2026_under_every_edition(
    edition: str,
    good_days: int,
    composite: float,
    breaks: list[Answer],
    *,
    spring: Path,
    airtrack: Run,
) -> None:
    question = ("stats", "--place", "长沙", "--period", "2026-01..2026-04", "--edition", edition)
    answer = answered(airtrack(*question, "--format", "json", store=spring))
    (row,) = answer["rows"]
    assert (row["valid_days"], row["good_days"], row["composite"]) == (120, good_days, composite)
    assert answer["breaks"] == breaks


def test_a_month_on_either_side_has_no_break(spring: Path, airtrack: Run) -> None:
    for month, edition in (("2026-02", "gb3095-2012"), ("2026-03", "gb3095-2026-transition")):
        question = ("stats", "--place", "长沙", "--period", month, "--format", "json")
        answer = answered(airtrack(*question, store=spring))
        assert (answer["edition"], answer["breaks"]) == (edition, [])


@pytest.fixture
def texts(tmp_path: Path, data_folder: Path) -> Path:
    """A copy of the texts that a test may change."""
    return Path(shutil.copytree(data_folder, tmp_path / "data"))


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def with_another_edition(texts: Path) -> Path:
    """An invented edition from 2035, PM2.5 10 a year: two texts, no code."""
    folder = texts / "standards"
    final = (folder / "gb3095_2026_final.toml").read_text(encoding="utf-8")
    limits = final.replace("gb3095-2026-final", "gb3095-2035")
    annual = 'pollutant = "pm25"\nstatistic = "annual_mean"\ngrade = 2\nvalue = '
    assert f"{annual}25" in limits
    (folder / "gb3095_2035.toml").write_text(
        limits.replace(f"{annual}25", f"{annual}10"), encoding="utf-8"
    )
    editions = folder / "editions.toml"
    replaced(editions, "to_on = 9999-12-31", "to_on = 2034-12-31")
    text = editions.read_text(encoding="utf-8")
    last = text[text.rindex("[[edition]]") :]
    last = last.replace('id = "gb3095-2026-final"', 'id = "gb3095-2035"')
    last = last.replace('limits = "gb3095-2026-final"', 'limits = "gb3095-2035"')
    last = last.replace("from_on = 2031-01-01", "from_on = 2035-01-01")
    last = last.replace("to_on = 2034-12-31", "to_on = 9999-12-31")
    editions.write_text(f"{text}\n{last}", encoding="utf-8")
    return texts


def test_an_edition_is_added_by_text_alone(
    with_another_edition: Path, spring: Path, tmp_path: Path, airtrack: Run
) -> None:
    store = Path(shutil.copytree(spring, tmp_path / "store"))
    options = ("--data", with_another_edition, "--format", "json")
    answered(airtrack("init", *options, store=store))
    question = ("stats", "--place", "长沙", "--period", "2026-01", "--edition", "gb3095-2035")
    (row,) = answered(airtrack(*question, *options, store=store))["rows"]
    # PM2.5 70 over a limit of 10
    assert row["shares"]["pm25"] == 7.0
    bulletin = row["attainment"]["bulletin"]
    assert {item["pollutant"]: item["limit"] for item in bulletin["items"]}["pm25"] == 10
    day = answered(airtrack("aqi", "pm25=60", "--date", "2035-01-01", *options, store=store))
    assert day["edition"] == "gb3095-2035"


TABLE = "城市,时段,PM2.5\n"
# PM2.5 of 2014 to 2023; annual values without a count of days are taken as enough
YEARS = dict(enumerate((70, 66, 62, 60, 55, 50, 48, 45, 44, 40), start=2014))


@pytest.fixture(scope="module")
def decade(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    """A store with ten annual values and two Septembers."""
    folder = tmp_path_factory.mktemp("decade")
    rows = "".join(f"长沙,{year}年1-12月,{value}\n" for year, value in YEARS.items())
    rows += "长沙,2017年9月,50\n长沙,2018年9月,45\n长沙,2019年9月,45\n"
    (folder / "table.csv").write_text(TABLE + rows, encoding="utf-8")
    answered(airtrack("load", folder / "table.csv", "--format", "json", store=folder / "store"))
    return folder / "store"


def change(airtrack: Run, period: str, *options: object, store: Path) -> Answer:
    question = ("stats", "--place", "长沙", "--period", period, "--format", "json", *options)
    (row,) = answered(airtrack(*question, store=store))["rows"]
    found: Answer = row["change"]["pm25"]
    return found


def test_two_states_are_not_compared(decade: Path, airtrack: Run) -> None:
    found = change(airtrack, "2018-09", store=decade)
    assert (found["previous"], found["change_pct"]) == (None, None)
    assert [reason["code"] for reason in found["reasons"]] == ["across_states"]


def test_one_state_is_compared_and_an_equal_value_is_unchanged(decade: Path, airtrack: Run) -> None:
    found = change(airtrack, "2019-09", store=decade)
    assert (found["previous"], found["change_pct"], found["direction"]) == (45, 0.0, "flat")
    assert found["reasons"] == []


def test_a_text_lets_two_states_be_compared(
    texts: Path, decade: Path, tmp_path: Path, airtrack: Run
) -> None:
    replaced(
        texts / "standards" / "states.toml", "compares_across = false", "compares_across = true"
    )
    store = Path(shutil.copytree(decade, tmp_path / "store"))
    answered(airtrack("init", "--data", texts, "--format", "json", store=store))
    found = change(airtrack, "2018-09", "--data", texts, store=store)
    assert (found["previous"], found["change_pct"], found["direction"]) == (50, -10.0, "down")


def trend(airtrack: Run, *options: object, store: Path) -> Answer:
    question = ("trend", "--place", "长沙", "--period", "2023", "--format", "json", *options)
    return answered(airtrack(*question, store=store))


def test_five_falling_years_are_a_trend(decade: Path, airtrack: Run) -> None:
    answer = trend(airtrack, "--years", 5, store=decade)
    (row,) = answer["rows"]
    assert [point["value"] for point in row["series"]] == [50, 48, 45, 44, 40]
    assert (row["trend"]["r"], row["trend"]["critical"]) == (-1.0, 0.9)
    assert (row["trend"]["direction"], row["reasons"]) == ("falling", [])
    assert answer["breaks"] == []


def test_the_mean_of_three_years_is_that_of_the_printed_values(decade: Path, airtrack: Run) -> None:
    (row,) = trend(airtrack, "--years", 5, store=decade)["rows"]
    # (50 + 48 + 45) / 3 = 47.67, (48 + 45 + 44) / 3 = 45.67, (45 + 44 + 40) / 3 = 43
    assert [point["mean_of_years"] for point in row["series"]] == [None, None, 48, 46, 43]


def test_ten_years_across_the_states_are_no_trend(decade: Path, airtrack: Run) -> None:
    answer = trend(airtrack, "--years", 10, store=decade)
    (row,) = answer["rows"]
    assert answer["breaks"] == [{"on": "2018-09-01", "kind": "state"}]
    assert row["trend"] is None
    assert [reason["code"] for reason in row["reasons"]] == ["across_states"]
    by_year = {point["period"]: point["mean_of_years"] for point in row["series"]}
    # 2018 itself has two states
    assert {year: by_year[year] for year in ("2016", "2017", "2018", "2019", "2020", "2021")} == {
        "2016": 66, "2017": 63, "2018": None, "2019": None, "2020": None, "2021": 48,
    }  # fmt: skip


def test_four_years_are_too_few(decade: Path, airtrack: Run) -> None:
    (row,) = trend(airtrack, "--years", 4, store=decade)["rows"]
    found = [(item["code"], item["actual"], item["required"]) for item in row["reasons"]]
    assert (row["trend"], found) == (None, [("trend_too_few_years", 4, 5)])


def test_rules_without_a_confirmed_text_say_so(decade: Path, airtrack: Run) -> None:
    rules = trend(airtrack, "--years", 5, store=decade)["rules"]
    assert (rules["trend"]["confidence"], rules["mean_of_years"]["confidence"]) == ("M", "U")


def test_what_is_no_concentration_is_refused(airtrack: Run, tmp_path: Path) -> None:
    for text in ("pm25", "pm25=high", "pm25=-1", "aqi=50", "pm25=nan", "pm25=1.23456"):
        done = airtrack("aqi", text, store=tmp_path / "none")
        assert done.returncode == 2, text
        assert text.split("=")[0] in done.stderr


def test_a_missing_pollutant_leaves_no_index_from_2026(airtrack: Run, tmp_path: Path) -> None:
    question = ("aqi", "pm25=35", "--format", "json", "--date")
    before = answered(airtrack(*question, "2026-02-28", store=tmp_path / "none"))
    after = answered(airtrack(*question, "2026-03-01", store=tmp_path / "none"))
    assert (before["aqi"], after["aqi"]) == (50, None)
    assert after["missing"] == ["so2", "no2", "pm10", "co", "o3"]
