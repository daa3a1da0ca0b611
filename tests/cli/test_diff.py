"""What a batch of each kind changed: figures of months and years, old and new, within a bound."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

Row = dict[str, Any]
Moves = dict[tuple[str, str], tuple[object, object]]

DAYS = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n"
LEDGER = "城市,开始日期,结束日期,类型,状态,依据,认定单位\n"
TABLE = "城市,时段,SO2,NO2,PM10,PM2.5,CO,O3,有效天数,优良天数比例(%),综合指数\n"
STATIONS = (
    "ID,stations_name,area,lon,lat\n1337A,马坡岭,长沙,113.1,28.2\n1338A,{name},长沙,112.9,28.2\n"
)
CLEAN, CONTROL = "湖南师范大学", "沙坪(对照点)"


def april(pm10: int, *days: int) -> str:
    """Those days of April 2025, PM2.5 half of PM10."""
    return "".join(f"2025-04-{day:02d},长沙,{pm10 // 2},{pm10},8,28,0.9,120\n" for day in days)


WITH_DUST = DAYS + april(60, *range(1, 10)) + april(360, 10) + april(60, *range(11, 31))


def hours(pm25: int, other: int) -> str:
    """A day of two stations, a column each; hour 24 is the next day's 0."""
    lines = ["date,hour,type,1337A,1338A"]
    for hour in range(1, 25):
        when = "20200702,0" if hour == 24 else f"20200701,{hour}"
        lines.append(f"{when},PM2.5,{pm25},{other}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def load(airtrack: Run, tmp_path: Path) -> Callable[..., str]:
    """Loads a text as a file into one store; returns its batch."""

    def loaded(text: str, name: str = "more.csv", *more: str) -> str:
        (tmp_path / name).write_text(text, encoding="utf-8")
        question = ("load", tmp_path / name, *more, "--format", "json")
        done = airtrack(*question, store=tmp_path / "store")
        assert done.returncode == 0, done.stdout + done.stderr
        return str(json.loads(done.stdout)["files"][0]["batch"])

    return loaded


@pytest.fixture
def diff(airtrack: Run, tmp_path: Path) -> Callable[..., Row]:
    """What that batch changed."""

    def asked(batch: str, *more: object) -> Row:
        done = airtrack("diff", batch, *more, "--format", "json", store=tmp_path / "store")
        assert done.returncode == 0, done.stderr
        return dict(json.loads(done.stdout))

    return asked


def moves(found: Row) -> Moves:
    return {(row["period"], row["indicator"]): (row["old"], row["new"]) for row in found["figures"]}


def test_a_ledger_moves_the_means_of_the_month_and_of_the_year_to_date(
    load: Callable[..., str], diff: Callable[..., Row]
) -> None:
    """PM10 (29 · 60 + 360) / 30 = 70 becomes 60, PM2.5 (29 · 30 + 180) / 30 = 35 becomes 30."""
    load(WITH_DUST)
    found = diff(load(LEDGER + "长沙,2025-04-10,2025-04-10,沙尘,已批准,120号,总站\n"))
    # shares: PM10 1.00 to 0.86, PM2.5 1.00 to 0.86, the others 0.13 + 0.70 + 0.22 + 0.75
    assert moves(found) == {
        (period, key): pair
        for period in ("2025", "2025-04")
        for key, pair in {
            "pm10": (70, 60),
            "pm25": (35.0, 30.0),
            "composite": (3.80, 3.52),
        }.items()
    }
    assert {row["basis"] for row in found["figures"]} == {"excl_dust"}
    assert [row["period"] for row in found["figures"]][:3] == ["2025"] * 3
    (value,) = found["values"]
    assert (value["what"], value["new"]) == ("event", "approved")


def test_days_move_the_figures_of_their_month_and_year_alone(
    load: Callable[..., str], diff: Callable[..., Row]
) -> None:
    load(WITH_DUST + "2025-03-31,长沙,30,60,8,28,0.9,120\n")
    found = diff(load(DAYS + april(60, 10)))
    assert {period for period, _ in moves(found)} == {"2025", "2025-04"}
    # AQI 209 of PM10 360, so that one of 30 days is not good
    assert moves(found)[("2025-04", "good_pct")] == (96.7, 100.0)
    assert moves(found)[("2025-04", "heavy_days")] == (1, 0)


def test_the_first_batch_has_no_figure_before_it(
    load: Callable[..., str], diff: Callable[..., Row]
) -> None:
    found = diff(load(WITH_DUST))
    assert moves(found)[("2025-04", "pm10")] == (None, 70)


def test_a_table_that_takes_the_place_of_days_names_both_sources(
    load: Callable[..., str], diff: Callable[..., Row]
) -> None:
    load(WITH_DUST)
    text = TABLE + "长沙,2025年4月,8,28,61,30.4,0.9,120,30,96.7,3.54\n"
    found = diff(load(text, "table.csv", "--stage", "audited"))
    (row,) = [
        row for row in found["figures"] if (row["period"], row["indicator"]) == ("2025-04", "pm10")
    ]
    assert (row["old"], row["new"]) == (70, 61)
    assert (row["old_source"], row["new_source"]) == ("computed", "reported")


def test_an_assessed_table_moves_the_assessed_figures(
    load: Callable[..., str], diff: Callable[..., Row]
) -> None:
    load(WITH_DUST)
    load("城市,时段,PM10,文号\n长沙,2025年4月,58,考〔2025〕7号\n", "assessed.csv")
    batch = load("城市,时段,PM10,文号\n长沙,2025年4月,57,考〔2025〕9号\n", "assessed2.csv")
    found = diff(batch)
    assert moves(found) == {("2025-04", "pm10"): (58, 57)}
    assert found["figures"][0]["basis"] == "assessed"


def test_hours_of_stations_move_the_figures_of_their_city(
    load: Callable[..., str], diff: Callable[..., Row]
) -> None:
    load(STATIONS.format(name=CLEAN), "stations.csv")
    load(hours(30, 40), "sites_20200701.csv")
    found = diff(load(hours(30, 60), "sites_20200701.csv"))
    assert moves(found)[("2020-07", "pm25")] == (35, 45)


def test_a_table_of_stations_moves_what_its_stations_make(
    load: Callable[..., str], diff: Callable[..., Row]
) -> None:
    """The second of two stations becomes a control station, which is not averaged."""
    load(STATIONS.format(name=CLEAN), "stations.csv")
    load(hours(30, 40), "sites_20200701.csv")
    found = diff(load(STATIONS.format(name=CONTROL), "stations.csv"))
    assert moves(found)[("2020-07", "pm25")] == (35, 30)
    assert [(row["when"], row["old"], row["new"]) for row in found["values"]] == [
        ("2020-07-01", 35, 30)
    ]


def test_lists_are_bounded_and_say_how_many_more(
    load: Callable[..., str], diff: Callable[..., Row], airtrack: Run, tmp_path: Path
) -> None:
    """30 days of six values; of the month and of the year ten figures each."""
    batch = load(WITH_DUST)
    found = diff(batch, "--most", 7)
    assert (len(found["values"]), len(found["figures"])) == (7, 7)
    assert (found["more"]["values"], found["more"]["figures"]) == (173, 13)
    assert len(diff(batch, "--most", 0)["values"]) == 180
    done = airtrack("diff", batch, "--most", 7, "--lang", "en", store=tmp_path / "store")
    assert "… and 173 more" in done.stdout
