"""Any figure can be walked back: its numbers are those of stats, days and status, found again."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

PLAN = "hunan-czt-2025"
SIX = ("430100", "430200", "430300", "430600", "430700", "430900")
INDICATORS = (
    *("so2", "no2", "pm10", "pm25", "co", "o3"),
    *("composite", "good_pct", "good_days", "heavy_days"),
)
Row = dict[str, Any]
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def asked(airtrack: Run) -> Ask:
    """One JSON document."""

    def ask(store: Path, *arguments: object) -> Any:
        done = airtrack(*arguments, "--format", "json", store=store)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


def figure(asked: Ask, store: Path, place: str, period: str, indicator: str) -> Row:
    question = ("--place", place, "--period", period, "--indicator", indicator)
    found: Row = asked(store, "explain", *question)
    return found


@pytest.mark.parametrize("indicator", INDICATORS)
def test_a_figure_is_that_of_stats_and_is_found_again(
    indicator: str, asked: Ask, demo_store: Path
) -> None:
    (row,) = asked(demo_store, "stats", "--place", "430100", "--period", "2024")["rows"]
    found = figure(asked, demo_store, "430100", "2024", indicator)
    assert found["value"] == row[indicator]
    assert found["raw"] == row["raw"].get(indicator)
    assert found["agrees"] is True


@pytest.mark.parametrize("period", ["2025-06", "2025-Q2", "2025-01-D2", "2025-W05", "2020-02"])
def test_every_kind_of_period_is_found_again(period: str, asked: Ask, demo_store: Path) -> None:
    (row,) = asked(demo_store, "stats", "--place", "株洲", "--period", period)["rows"]
    for indicator in ("pm25", "o3", "good_pct", "composite"):
        found = figure(asked, demo_store, "株洲", period, indicator)
        assert (found["value"], found["agrees"]) == (row[indicator], True), indicator


def test_the_days_of_a_mean_add_up_to_its_sum(asked: Ask, demo_store: Path) -> None:
    found = figure(asked, demo_store, "430100", "2025-06", "pm25")
    counted = [day["value"] for day in found["days"] if day["counts"]]
    (formula,) = found["formulas"]
    assert formula["numbers"] == {"sum": sum(counted), "n": len(counted)}
    assert found["raw"] == pytest.approx(float(Fraction(sum(counted), len(counted))), abs=1e-6)


def test_the_days_are_those_of_days(asked: Ask, demo_store: Path) -> None:
    days = asked(demo_store, "days", "--place", "430100", "--period", "2025-06")["rows"]
    found = figure(asked, demo_store, "430100", "2025-06", "pm25")["days"]
    assert [(day["date"], day["aqi"], day["level"]) for day in found] == [
        (day["date"], day["aqi"], day["level"]) for day in days
    ]
    known = [(day["date"], day["value"]) for day in found if day["counts"]]
    assert known == [(day["date"], day["pm25"]) for day in days if day["pm25"] is not None]


def test_a_percentile_names_its_two_days(asked: Ask, demo_store: Path) -> None:
    found = figure(asked, demo_store, "430100", "2025-06", "o3")
    ordered = sorted(day["value"] for day in found["days"] if day["counts"])
    rank, between = (formula["numbers"] for formula in found["formulas"])
    assert (rank["n"], rank["p"]) == (30, 0.9)
    # HJ 663 Annex A: 1 + 29 · 0.9 = 27.1
    assert (between["k"], between["low"], between["high"]) == (27.1, ordered[26], ordered[27])


def test_the_six_shares_add_up_to_the_index(asked: Ask, demo_store: Path) -> None:
    found = figure(asked, demo_store, "430100", "2024", "composite")
    assert len(found["parts"]) == len(found["limits"]) == 6
    assert sum(Fraction(str(part["gives"])) for part in found["parts"]) == Fraction(
        str(found["value"])
    )


@pytest.mark.parametrize("indicator", ["pm25", "good_pct", "composite", "o3"])
def test_a_region_is_the_mean_of_the_cities_that_are_listed(
    indicator: str, asked: Ask, demo_store: Path
) -> None:
    group = "changzhutan-channel"
    region = asked(demo_store, "stats", "--group", group, "--period", "2024")["region"]
    found = figure(asked, demo_store, group, "2024", indicator)
    assert (found["value"], found["agrees"]) == (region[indicator], True)
    assert [part["key"] for part in found["parts"]] == list(SIX)


def test_an_edition_is_explained_with_its_own_limits(asked: Ask, demo_store: Path) -> None:
    question = ("--place", "430100", "--period", "2024", "--indicator", "composite")
    found = asked(demo_store, "explain", *question, "--edition", "gb3095-2026-final")
    row = asked(
        demo_store,
        *("stats", "--place", "430100", "--period", "2024", "--edition", "gb3095-2026-final"),
    )["rows"][0]
    assert (found["value"], found["agrees"]) == (row["composite"], True)
    # GB 3095-2026 Table 1, final stage
    limits = {limit["pollutant"]: limit["value"] for limit in found["limits"]}
    assert (limits["pm25"], limits["so2"]) == (25, 20)


def test_every_clause_says_how_sure_it_is(asked: Ask, demo_store: Path) -> None:
    clauses = figure(asked, demo_store, "430100", "2024", "pm25")["clauses"]
    marks = {clause["rule"]: clause["confidence"] for clause in clauses}
    assert marks["edition"] == "C2"
    assert marks["scarce_pollutant"] == "U"


def test_the_statements_lead_from_facts_to_the_figure(asked: Ask, demo_store: Path) -> None:
    statements = figure(asked, demo_store, "430100", "2024", "pm25")["statements"]
    names = [item["view"] for item in statements]
    assert names.index("day_current") < names.index("city_day") < names.index("city_day_value")
    assert names[-1] == "city_period_pollutant"
    assert all(item["sql"] and item["source"] for item in statements)


def test_a_value_is_at_the_line_that_is_named(
    asked: Ask, airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "june.csv"
    lines = ["日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h"]
    lines += [f"2023-06-{day:02d},长沙,{20 + day},60,8,28,0.9,120" for day in range(1, 31)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = airtrack("load", file, "--by", "analyst", store=empty_store)
    assert done.returncode == 0, done.stderr
    found = figure(asked, empty_store, "长沙", "2023-06", "pm25")
    text = file.read_text(encoding="utf-8").splitlines()
    for day in found["days"]:
        (origin,) = day["origins"]
        cells = text[origin["first_row"] - 1].split(",")
        assert (cells[0], int(cells[2])) == (day["date"], day["value"])
    (batch,) = found["batches"]
    assert (batch["file"], batch["by"], batch["stage"]) == ("june.csv", "analyst", "provisional")


def test_a_later_batch_is_the_one_that_is_named(
    asked: Ask, airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    header = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n"
    for name, pm25 in (("first.csv", 40), ("second.csv", 50)):
        text = header + f"2023-06-01,长沙,{pm25},60,8,28,0.9,120\n"
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert airtrack("load", tmp_path / name, store=empty_store).returncode == 0
    (day,) = figure(asked, empty_store, "长沙", "2023-06", "pm25")["days"]
    assert (day["value"], day["origins"][0]["table"]) == (50, "second.csv")


def test_a_day_goes_back_to_its_hours(asked: Ask, june_store: Path, real_data: Path) -> None:
    found = asked(june_store, "explain", "--place", "广州", "--day", "2019-06-15")["day"]
    (day,) = found["rows"]
    assert all(item["agrees"] for item in found["pollutants"])
    assert [hour["hour"] for hour in found["hours"]] == list(range(1, 25))
    (ozone,) = [item for item in found["pollutants"] if item["pollutant"] == "o3"]
    assert ozone["value"] == day["o3"]
    means = [window["mean"] for window in found["windows"] if window["mean"] is not None]
    assert len(found["windows"]) == 17
    assert ozone["of_hours"]["result"] == max(means)


@pytest.mark.parametrize(
    ("n_stated", "value", "key"),
    [
        # HJ 663: 14 windows make a day
        pytest.param(14, 161, "mda8_stated", id="enough are stated"),
        pytest.param(13, 90, "mda8", id="too few are stated"),
    ],
)
def test_stated_8_hour_means_are_named_as_such(
    n_stated: int,
    value: int,
    key: str,
    *,
    asked: Ask,
    airtrack: Run,
    empty_store: Path,
    tmp_path: Path,
) -> None:
    lines = ["date,hour,城市,PM2.5,PM10,SO2,NO2,CO,O3,O3_8h"]
    for hour in range(1, 25):
        stated = "161" if 8 <= hour < 8 + n_stated else ""
        date = f"202306{1 + hour // 24:02d}"
        lines.append(f"{date},{hour % 24},长沙,30,60,8,28,0.9,90,{stated}")
    (tmp_path / "day.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert airtrack("load", tmp_path / "day.csv", store=empty_store).returncode == 0
    found = asked(empty_store, "explain", "--place", "长沙", "--day", "2023-06-01")["day"]
    (ozone,) = [item for item in found["pollutants"] if item["pollutant"] == "o3"]
    assert (ozone["value"], ozone["of_hours"]["key"], ozone["agrees"]) == (value, key, True)


def test_an_hour_is_at_the_line_that_is_named(
    asked: Ask, june_store: Path, real_data: Path
) -> None:
    # the hour 24 of a day is the hour 0 of the next day's table
    hours = asked(june_store, "explain", "--place", "广州", "--day", "2019-06-15")["day"]["hours"]
    with zipfile.ZipFile(real_data / "city_hourly" / "china_cities_201906.zip") as archive:
        for hour in (hours[0], hours[12], hours[23]):
            origin = hour["origin"]
            (name,) = [n for n in archive.namelist() if n.endswith(origin["table"])]
            rows = list(csv.reader(archive.read(name).decode("utf-8-sig").splitlines()))
            row = dict(zip(rows[0], rows[origin["first_row"] - 1], strict=False))
            assert (row["城市"], int(row["hour"]) % 24) == ("广州", hour["hour"] % 24)
            assert hour["pm25"] == pytest.approx(float(row["PM2.5"]))


def _targets(asked: Ask, store: Path) -> list[Row]:
    rows = asked(store, "status", "--as-of", "2025-07-31")["rows"]
    return [row for row in rows if row["period"] == "2025" and row["actual"] is not None]


def test_every_verdict_of_a_city_is_explained_with_the_numbers_of_status(
    asked: Ask, demo_store: Path
) -> None:
    rows = [row for row in _targets(asked, demo_store) if row["place"] == "430700"]
    assert {row["indicator"] for row in rows} >= {"pm25", "good_pct", "heavy_days", "pm10"}
    for row in rows:
        question = (row["target"], "--as-of", "2025-07-31", "--place", row["place"])
        found = asked(demo_store, "explain", *question)
        assert found["verdict"] == row
        assert found["agrees"] is True, row["target"]
        assert [step["value"] for step in found["rounding"]] == [
            *(row["raw"], row["actual"], row["compared"]),
        ]


def test_a_verdict_on_the_region_is_found_by_the_place_that_status_names(
    asked: Ask, demo_store: Path
) -> None:
    target = f"{PLAN}.t1.good_pct.2025.region"
    rows = asked(demo_store, "status")["rows"]
    (row,) = [item for item in rows if item["target"] == target]
    found = asked(demo_store, "explain", target, "--place", row["place"])
    assert found["verdict"] == row


def test_a_verdict_on_the_region_lists_its_cities(asked: Ask, demo_store: Path) -> None:
    target = f"{PLAN}.t1.good_pct.2025.region"
    found = asked(demo_store, "explain", target, "--as-of", "2025-07-31")
    assert [item["place"] for item in found["figures"]] == list(SIX)
    assert found["agrees"] is True
    printed = [item["value"] for item in found["figures"]]
    assert found["verdict"]["raw"] == pytest.approx(sum(printed) / 6, abs=1e-6)


def test_the_budget_is_worked_out_with_its_numbers(asked: Ask, demo_store: Path) -> None:
    found = asked(demo_store, "explain", f"{PLAN}.t1.pm25.2025.430100", "--as-of", "2025-07-31")
    (budget,) = [item for item in found["formulas"] if item["key"] == "budget_mean"]
    given = budget["numbers"]
    worked = (35 * (given["n"] + given["left"]) - given["sum"]) / given["left"]
    assert found["verdict"]["budget"]["remaining_mean_raw"] == pytest.approx(worked, abs=1e-6)


def test_a_base_year_that_was_computed_is_explained_too(asked: Ask, demo_store: Path) -> None:
    found = asked(
        demo_store,
        *("explain", f"{PLAN}.dust.pm10.2025", "--place", "常德", "--as-of", "2025-07-31"),
    )
    assert found["baseline"]["period"] == "2021"
    assert found["baseline"]["value"] == found["verdict"]["baseline"]
    assert found["baseline"]["agrees"] is True


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_people_read_formula_rounding_clause_and_batch(
    lang: str, airtrack: Run, demo_store: Path
) -> None:
    question = ("explain", f"{PLAN}.t1.pm25.2025.430100", "--as-of", "2025-07-31", "--lang", lang)
    done = airtrack(*question, store=demo_store)
    assert done.returncode == 0, done.stderr
    for said in ("7946 ÷ 211 = 37.658768", "表1", "GB 3095-2012", "b000006", "2025-07-31"):
        assert said in done.stdout, said


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        pytest.param((), 2, "--indicator", id="nothing-asked"),
        pytest.param(("nowhere.pm25",), 4, "nowhere.pm25", id="unknown-target"),
        pytest.param(
            ("hunan-czt-2025.goal.pm25.2025",), 4, "长沙市", id="target-of-several-places"
        ),
        pytest.param(
            ("--place", "长沙", "--period", "2024", "--indicator", "nox_cut"),
            *(4, "nox_cut"),
            id="not-of-days",
        ),
    ],
)
def test_what_cannot_be_explained_is_told(
    arguments: tuple[str, ...], status: int, said: str, airtrack: Run, demo_store: Path
) -> None:
    done = airtrack("explain", *arguments, store=demo_store)
    assert (done.returncode, said in done.stderr) == (status, True), done.stderr


def test_the_method_is_written_without_a_store(airtrack: Run, tmp_path: Path) -> None:
    out = tmp_path / "method.md"
    done = airtrack("method", "--lang", "en", "--out", out, store=tmp_path / "none")
    assert done.returncode == 0, done.stderr
    assert out.read_text(encoding="utf-8").startswith("# Method\n")
    assert not (tmp_path / "none").exists()


def test_a_day_of_stations_goes_back_to_each_of_them(
    asked: Ask, airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    heading = "Date,Hour,WatchPoint,AQI,Level,PrimaryPollution,PM2.5,PM10,CO,NO2,O3_1h,O3_8h,SO2"
    # 31, 34, 38 and a control station: (31 + 34 + 38) / 3 = 34.33, printed 34
    stations = {"马坡岭": 31, "经开区": 34, "高开区": 38, "沙坪(对照点)": 10}
    lines = [
        f"20200326,{hour},{name},50,良,无,{pm25},60,0.9,30,80,80,8"
        for hour in range(24)
        for name, pm25 in stations.items()
    ] + [
        f"20200327,{hour},{name},50,良,无,{pm25},60,0.9,30,80,80,8"
        for hour in range(24)
        for name, pm25 in stations.items()
    ]
    file = tmp_path / "changsha.csv"
    file.write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")
    done = airtrack("load", file, "--format", "json", store=empty_store)
    assert done.returncode == 0, done.stdout + done.stderr
    (loaded,) = json.loads(done.stdout)["files"]
    found = asked(empty_store, "explain", "--place", "长沙", "--day", "2020-03-26")["day"]
    (day,) = found["rows"]
    assert (day["pm25"], found["made_of"]) == (34, "stations")
    assert all(item["agrees"] for item in found["pollutants"])
    counted = {item["pm25"] for item in found["stations"] if item["counts"]}
    assert (counted, len(found["stations"])) == ({31, 34, 38}, 4)
    (first,) = [item for item in found["stations"] if item["pm25"] == 31]
    assert [hour["hour"] for hour in first["told"]] == list(range(1, 25))
    # lines 2 to 5 are 0 o'clock, the last hour of the day before
    assert first["told"][0]["pm25"] == 31
    assert first["told"][0]["origin"] == {
        "batch": loaded["batch"],
        "table": "changsha.csv",
        "first_row": 6,
        "last_row": 6,
    }


def test_a_closed_station_is_listed_and_not_averaged(
    asked: Ask, airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    """The table of stations closes the second one a day before; its 90 is no part of the city."""
    table = "ID,stations_name,area,启用日期,停用日期\n"
    table += "1337A,马坡岭,长沙,2015-01-01,\n1338A,湖南师范大学,长沙,2015-01-01,2020-06-30\n"
    hours = "date,hour,type,1337A,1338A\n"
    hours += "".join(f"20200701,{hour},PM2.5,30,90\n" for hour in range(1, 24))
    for name, text in (("stations.csv", table), ("sites_20200701.csv", hours)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = airtrack("load", tmp_path / name, store=empty_store)
        assert done.returncode == 0, done.stdout + done.stderr
    found = asked(empty_store, "explain", "--place", "长沙", "--day", "2020-07-01")["day"]
    assert found["rows"][0]["pm25"] == 30
    assert all(item["agrees"] for item in found["pollutants"])
    assert {item["pm25"]: item["counts"] for item in found["stations"]} == {30: True, 90: False}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    """Three monthly tables of Changsha, and the days of April."""
    folder = tmp_path_factory.mktemp("tables")
    table = (
        "城市,时段,SO2(μg/m3),NO2(μg/m3),PM10(μg/m3),PM2.5(μg/m3),CO-95per(mg/m3),"
        "O3-8h-90per(μg/m3),有效天数(天),优良天数(天),重度及以上污染天数(天)\n"
        "长沙,2023年1月,8,28,70,61,1.1,120,27,20,2\n"
        "长沙,2023年2月,8,28,70,48,1.1,120,25,20,0\n"
        "长沙,2023年3月,8,28,70,45,1.1,120,31,20,0\n"
    )
    days = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n" + "".join(
        f"2023-04-{day:02d},长沙,{30 + day % 2},60,8,28,0.9,120\n" for day in range(1, 31)
    )
    for name, text in (("tables.csv", table), ("april.csv", days)):
        (folder / name).write_text(text, encoding="utf-8")
        done = airtrack("load", folder / name, store=folder / "store")
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "store"


def test_a_printed_value_is_at_its_line_of_the_table(asked: Ask, tables: Path) -> None:
    found = figure(asked, tables, "长沙", "2023-03", "pm25")
    (part,) = found["parts"]
    assert (found["source"], found["value"], found["agrees"]) == ("reported", 45, True)
    assert (part["value"], part["origin"]["table"]) == (45, "tables.csv")
    assert part["origin"]["first_row"] == 4


def test_a_ratio_that_no_table_prints_comes_from_its_counts(asked: Ask, tables: Path) -> None:
    found = figure(asked, tables, "长沙", "2023-03", "good_pct")
    # 20 of 31
    assert (found["value"], found["agrees"]) == (64.5, True)
    assert found["formulas"][-1]["numbers"] == {"good": 20, "valid": 31}


def test_an_estimate_lists_its_months_with_their_days(asked: Ask, tables: Path) -> None:
    found = figure(asked, tables, "长沙", "2023-01..2023-04", "pm25")
    assert [(part["key"], part["weight"], part["source"]) for part in found["parts"]] == [
        ("2023-01", 27, "reported"),
        ("2023-02", 25, "reported"),
        ("2023-03", 31, "reported"),
        ("2023-04", 30, "computed"),
    ]
    # (27 · 61 + 25 · 48 + 31 · 45 + 30 · 30.5) / 113 = 45.65
    assert (found["source"], found["value"], found["agrees"]) == ("estimated", 46, True)
    (formula,) = found["formulas"]
    assert formula["numbers"] == {"sum": 5157, "n": 113}


@pytest.mark.parametrize("indicator", ["good_pct", "good_days", "heavy_days", "so2"])
def test_every_estimate_is_found_again(indicator: str, asked: Ask, tables: Path) -> None:
    found = figure(asked, tables, "长沙", "2023-01..2023-04", indicator)
    assert found["agrees"] is True


def test_a_day_that_an_event_takes_out_is_listed_and_not_counted(
    asked: Ask, airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    days = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n" + "".join(
        f"2023-04-{day:02d},宝鸡,{130 if day == 7 else 30},{400 if day == 7 else 60},8,28,0.9,120\n"
        for day in range(1, 31)
    )
    ledger = (
        "城市,开始日期,结束日期,类型,状态,依据\n"
        "宝鸡,2023-04-07,2023-04-07,沙尘,已批准,陕环函〔2023〕1号\n"
    )
    for name, text in (("april.csv", days), ("ledger.csv", ledger)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        done = airtrack("load", tmp_path / name, store=empty_store)
        assert done.returncode == 0, done.stdout + done.stderr
    found = figure(asked, empty_store, "宝鸡", "2023-04", "pm10")
    (event,) = [day for day in found["days"] if not day["counts"]]
    assert (event["date"], event["left_out"], event["value"]) == ("2023-04-07", True, 400)
    assert (found["value"], found["basis"], found["agrees"]) == (60, "excl_dust", True)
    question = ("--place", "宝鸡", "--period", "2023-04", "--indicator", "pm10")
    kept = asked(empty_store, "explain", *question, "--basis", "incl_dust")
    # (29 · 60 + 400) / 30 = 71.33
    assert (kept["value"], kept["basis"], kept["agrees"]) == (71, "incl_dust", True)
    assert all(day["counts"] for day in kept["days"])
