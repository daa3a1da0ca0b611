"""Days of dust in the answers: bases side by side, three ratios, verdicts, what looks like dust.

The month has 31 days, 3 of them with dust; what must come out is worked out by hand.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Row = dict[str, Any]

DAYS = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n"
HOURS = "date,hour,city,PM2.5,PM10,SO2,NO2,CO,O3\n"
LEDGER = "城市,开始日期,结束日期,类型,状态,依据,认定单位\n"
DUST = (11, 12, 13)


def march(year: int, *, last: int = 31) -> str:
    """PM10 61 and PM2.5 33; 330 and 90 on dust days; six more days of PM2.5 80 exceed."""
    lines = []
    for day in range(1, last + 1):
        pm25, pm10 = (90, 330) if day in DUST else (80 if day > 25 else 33, 61)
        lines.append(f"{year}-03-{day:02d},长沙,{pm25},{pm10},8,28,0.9,120\n")
    return "".join(lines)


def ledger(*, state: str = "已批准", year: int = 2025) -> str:
    return LEDGER + f"长沙,{year}-03-11,{year}-03-13,沙尘,{state},120号,总站\n"


@pytest.fixture(scope="module")
def _base(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    """March 2025 and March 2024 of Changsha, and the ledger of the dust of 2025."""
    folder = tmp_path_factory.mktemp("dust")
    (folder / "days.csv").write_text(DAYS + march(2025) + march(2024), encoding="utf-8")
    (folder / "events.csv").write_text(ledger(), encoding="utf-8")
    for name in ("days.csv", "events.csv"):
        done = airtrack("load", folder / name, store=folder / "store")
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "store"


@pytest.fixture
def store(_base: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(_base, tmp_path / "store"))


@pytest.fixture
def load(airtrack: Run, store: Path, tmp_path: Path) -> Callable[..., str]:
    """Loads a text as a file and returns its batch."""

    def loaded(text: str, *more: str, name: str = "more.csv") -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        done = airtrack("load", path, *more, "--format", "json", store=store)
        assert done.returncode == 0, done.stdout + done.stderr
        return str(json.loads(done.stdout)["files"][0]["batch"])

    return loaded


@pytest.fixture(scope="module")
def asked(airtrack: Run) -> Callable[..., Row]:
    """The document of `stats` for Changsha, with its one row as `row`."""

    def ask(store: Path, *more: str, period: str = "2025-03") -> Row:
        question = ("stats", "--place", "长沙", "--period", period, *more, "--format", "json")
        done = airtrack(*question, store=store)
        assert done.returncode == 0, done.stderr
        found = json.loads(done.stdout)
        return {**found, "row": found["rows"][0]}

    return ask


def codes(row: Row) -> list[str]:
    return [reason["code"] for reason in row["reasons"]]


def test_means_and_index_leave_dust_out_and_ratios_keep_it(
    _base: Path, asked: Callable[..., Row]
) -> None:
    """PM10 61 instead of 87, PM2.5 (22 · 33 + 6 · 80) / 28 = 43.07 instead of 47.61."""
    plain, full = asked(_base)["row"], asked(_base, "--basis", "incl_dust")["row"]
    assert (plain["pm10"], plain["pm25"], full["pm10"], full["pm25"]) == (61, 43.1, 87, 47.6)
    # 0.13 + 0.70 + 0.87 + 1.23 + 0.22 + 0.75, with dust PM10 1.24 and PM2.5 1.36
    assert (plain["composite"], full["composite"]) == (3.90, 4.40)
    for row in (plain, full):
        assert (row["valid_days"], row["good_days"], row["good_pct"]) == (31, 22, 71.0)


def test_the_answer_names_its_bases(_base: Path, asked: Callable[..., Row]) -> None:
    said = [asked(_base, *more) for more in ((), ("--basis", "incl_dust"))]
    assert [(item["basis"], item["basis_of_days"]) for item in said] == [
        ("excl_dust", "incl_dust"),
        ("incl_dust", "incl_dust"),
    ]
    assert asked(_base, period="2024-03")["basis"] == "incl_dust"


def test_the_three_ratios_of_case_e11_4(_base: Path, asked: Callable[..., Row]) -> None:
    """22 good of 31 days, 3 dust days that exceed: SPEC 9, E11.4."""
    dust = asked(_base)["row"]["dust"]
    assert (dust["event_days"], dust["exceed_days"]) == (3, 3)
    assert dust["good_pct"] == {"kept": 71.0, "dropped": 78.6, "added": 80.6}
    assert dust["left_out"] == {"pm10": 3, "pm25": 3}


def test_the_ratio_of_a_table_stands_among_the_three(
    store: Path, asked: Callable[..., Row], load: Callable[..., str]
) -> None:
    load("城市,时段,PM10,优良天数比例(%)\n长沙,2025年3月,61,74.2\n", "--stage", "audited")
    row = asked(store)["row"]
    assert (row["good_pct"], row["dust"]["event_days"]) == (74.2, 3)
    assert row["dust"]["good_pct"] == {"kept": 74.2, "dropped": None, "added": None}
    assert codes(row["dust"]) == ["dust_ratio_not_of_days"]


def test_no_ratio_with_dust_where_the_ratio_is_withheld(
    store: Path, asked: Callable[..., Row], load: Callable[..., str]
) -> None:
    days = "".join(f"2025-04-{day:02d},长沙,90,330,8,28,0.9,\n" for day in range(1, 31))
    load(DAYS + days)
    load(LEDGER + "长沙,2025-04-11,2025-04-13,沙尘,已批准,120号,总站\n", name="ledger.csv")
    row = asked(store, period="2025-04")["row"]
    assert row["good_pct"] is None
    assert row["dust"]["good_pct"] == {"kept": None, "dropped": None, "added": None}
    assert codes(row["dust"]) == ["dust_ratio_withheld"]


def test_completeness_is_judged_before_dust_is_left_out(
    _base: Path, asked: Callable[..., Row]
) -> None:
    """28 days of particles are left of 31; with seven days of dust 24 would be too few."""
    assert asked(_base)["row"]["reasons"] == []


def test_seven_days_of_dust_make_no_month_incomplete(
    store: Path, asked: Callable[..., Row], load: Callable[..., str]
) -> None:
    load(LEDGER + "长沙,2025-03-14,2025-03-17,沙尘,已批准,120号,总站\n")
    row = asked(store)["row"]
    assert row["dust"]["left_out"] == {"pm10": 7, "pm25": 7}
    assert codes(row) == []


def test_where_every_day_is_dust_the_mean_lacks_and_the_ratio_stays(
    _base: Path, asked: Callable[..., Row]
) -> None:
    """PM2.5 90 and PM10 330 on all three days: measured, so good days are judged."""
    row = asked(_base, period="2025-03-11..2025-03-13")["row"]
    assert (row["pm10"], row["pm25"], row["composite"], row["good_pct"]) == (None, None, None, 0.0)
    assert {(reason["code"], reason["item"]) for reason in row["reasons"]} == {
        ("all_days_left_out", "pm10"),
        ("all_days_left_out", "pm25"),
    }


@pytest.mark.parametrize("state", ["申报", "驳回"])
def test_only_approved_events_count(
    store: Path, asked: Callable[..., Row], load: Callable[..., str], state: str
) -> None:
    load(ledger(state=state))
    found = asked(store)
    assert (found["basis"], found["row"]["pm10"], found["row"]["dust"]) == ("incl_dust", 87, None)


def test_withdrawing_the_ledger_brings_the_dust_back(
    airtrack: Run, store: Path, asked: Callable[..., Row]
) -> None:
    history = json.loads(airtrack("history", "--format", "json", store=store).stdout)["batches"]
    (batch,) = [item["batch"] for item in history if item["grain"] == "event"]
    airtrack("withdraw", batch, "--reason", "test", store=store)
    assert asked(store)["row"]["pm10"] == 87


def test_the_year_before_is_compared_by_its_own_ledger(
    airtrack: Run, store: Path, load: Callable[..., str]
) -> None:
    question = ("rank", "--group", "长株潭", "--period", "2025-03", "--by", "pm10")

    def previous(*more: str) -> tuple[int, int]:
        found = json.loads(airtrack(*question, *more, "--format", "json", store=store).stdout)
        return found["rows"][0]["value"], found["rows"][0]["previous"]

    assert previous() == (61, 87)
    load(ledger(year=2024))
    assert previous() == (61, 61)
    assert previous("--basis", "incl_dust") == (87, 87)


def test_a_day_shows_the_event_and_both_values(airtrack: Run, _base: Path) -> None:
    question = ("days", "--place", "长沙", "--period", "2025-03-13..2025-03-14", "--format", "json")
    dusty, clear = json.loads(airtrack(*question, store=_base).stdout)["rows"]
    assert (dusty["pm10"], dusty["excl_dust"]["pm10"], dusty["excl_dust"]["so2"]) == (330, None, 8)
    assert [(item["kind"], item["state"]) for item in dusty["events"]] == [("dust", "approved")]
    assert dusty["aqi"] == 190  # PM10 330: 150 + 50 * 80 / 100
    assert codes(dusty) == ["event_approved"]
    assert (clear["events"], clear["excl_dust"]["pm10"]) == ([], 61)


def test_hours_that_look_like_dust_are_marked_and_not_counted(
    airtrack: Run, store: Path, asked: Callable[..., Row], load: Callable[..., str]
) -> None:
    """SPEC 5.2: 80 for 12 hours, then 600 for 5 with a small share of PM2.5, then 80 again."""
    lines = ""
    for hour in range(1, 24):
        pm25, pm10 = (70, 600) if 13 <= hour <= 17 else (50, 80)
        lines += f"2025-05-01,{hour},长沙,{pm25},{pm10},8,28,0.9,90\n"
    load(HOURS + lines)
    question = ("days", "--place", "长沙", "--period", "2025-05-01", "--format", "json")
    (day,) = json.loads(airtrack(*question, store=store).stdout)["rows"]
    assert day["suspected_dust"] == {"hours": [13, 17], "n_hours": 5, "official": False}
    assert codes(day) == ["dust_suspected"]
    assert day["excl_dust"]["pm10"] == day["pm10"]


def test_assessed_figures_are_refused_where_none_is_on_record(airtrack: Run, _base: Path) -> None:
    question = ("stats", "--place", "长沙", "--period", "2025-03", "--basis", "assessed")
    done = airtrack(*question, "--lang", "en", store=_base)
    assert done.returncode == 4
    assert "own dust deduction" in done.stderr


def test_assessed_figures_are_those_of_the_imported_table(
    airtrack: Run, store: Path, asked: Callable[..., Row], load: Callable[..., str]
) -> None:
    load("城市,时段,PM10,优良天数比例(%),文号\n长沙,2025年3月,59,80.6,考〔2025〕7号\n")
    found = asked(store, "--basis", "assessed")
    row = found["row"]
    assert (found["basis"], row["pm10"], row["good_pct"], row["source"]) == (
        *("assessed", 59, 80.6),
        "certified",
    )
    assert (row["pm25"], row["valid_days"]) == (None, None)
    assert asked(store)["row"]["pm10"] == 61
    other = ("stats", "--place", "株洲", "--period", "2025-03", "--basis", "assessed")
    assert airtrack(*other, store=store).returncode == 4


def test_a_verdict_stands_on_both_bases(
    airtrack: Run, store: Path, load: Callable[..., str]
) -> None:
    """A year of 34 with 18 days of 95: 34 without, (347 · 34 + 18 · 95) / 365 = 37.0 with dust."""
    from datetime import date, timedelta

    lines = ""
    for number in range(365):
        day = date(2025, 1, 1) + timedelta(number)
        pm25 = 95 if day.month == 3 and 3 <= day.day <= 20 else 34
        lines += f"{day},长沙,{pm25},60,8,28,0.9,120\n"
    load(DAYS + lines)
    load(LEDGER + "长沙,2025-03-03,2025-03-20,沙尘,已批准,120号,总站\n", name="ledger.csv")
    question = ("status", "--place", "长沙", "--as-of", "2025-12-31", "--format", "json")
    rows = json.loads(airtrack(*question, store=store).stdout)["rows"]
    row = next(item for item in rows if (item["indicator"], item["period"]) == ("pm25", "2025"))
    assert (row["basis"], row["actual"], row["valid_days"]) == ("excl_dust", 34.0, 347)
    assert (row["other_basis"]["basis"], row["other_basis"]["actual"]) == ("incl_dust", 37.0)
    assert "verdict_no_dust_on_record" not in codes(row)
    assert "verdict_days_missing" not in codes(row)
    ratios = [item for item in rows if item["indicator"] == "good_pct"]
    assert {item["other_basis"] and item["other_basis"]["basis"] for item in ratios} == {None}


def printed_of(place: str, *, pm10: int = 70) -> str:
    return (
        "城市,时段,SO2,NO2,PM10,PM2.5,CO,O3,有效天数,综合指数\n"
        f"{place},2025年3月,8,28,{pm10},36.4,0.9,120,31,3.90\n"
    )


@pytest.mark.parametrize(
    ("title", "asked_basis", "stated", "code"),
    [
        pytest.param("", "excl_dust", "unstated", "table_basis_unstated", id="nothing-said"),
        pytest.param(
            "三月通报（未扣除沙尘）\n", "excl_dust", "unstated", "table_basis_unstated", id="denied"
        ),
        pytest.param("三月通报（实况，扣除沙尘）\n", "excl_dust", "excl_dust", None, id="title"),
        pytest.param(
            "三月通报（剔除沙尘影响）\n",
            "incl_dust",
            "excl_dust",
            "table_of_other_basis",
            id="other",
        ),
    ],
)
def test_a_printed_table_has_the_basis_that_it_states(
    title: str,
    asked_basis: str,
    stated: str,
    code: str | None,
    *,
    store: Path,
    asked: Callable[..., Row],
    load: Callable[..., str],
) -> None:
    load(title + printed_of("长沙"), "--stage", "audited")
    row = asked(store, "--basis", asked_basis)["row"]
    assert (row["source"], row["pm10"], row["table_basis"]) == ("reported", 70, stated)
    told = [item for item in codes(row) if item.startswith("table_")]
    assert told == ([code] if code else [])


def test_a_footnote_states_the_basis_too(
    store: Path, asked: Callable[..., Row], load: Callable[..., str]
) -> None:
    load(printed_of("长沙") + "注：颗粒物浓度扣除沙尘影响,,,,,,,,,\n", "--stage", "audited")
    assert asked(store)["row"]["table_basis"] == "excl_dust"


def test_without_events_a_table_of_unstated_basis_needs_no_caution(
    airtrack: Run, store: Path, load: Callable[..., str]
) -> None:
    """The ledger speaks of 长沙 alone; days have no table."""
    load(printed_of("株洲"), "--stage", "audited")
    question = ("stats", "--place", "株洲", "--period", "2025-03", "--format", "json")
    (row,) = json.loads(airtrack(*question, store=store).stdout)["rows"]
    assert (row["table_basis"], codes(row)) == ("unstated", [])


def test_days_have_no_basis_of_a_table(_base: Path, asked: Callable[..., Row]) -> None:
    assert asked(_base)["row"]["table_basis"] is None


def test_a_verdict_on_a_table_of_unstated_basis_says_so(
    airtrack: Run, store: Path, load: Callable[..., str]
) -> None:
    text = printed_of("长沙").replace("2025年3月", "2025年").replace(",31,", ",365,")
    load(text, "--stage", "audited")
    question = ("status", "--place", "长沙", "--as-of", "2025-12-31", "--format", "json")
    rows = json.loads(airtrack(*question, store=store).stdout)["rows"]
    row = next(item for item in rows if (item["indicator"], item["period"]) == ("pm25", "2025"))
    assert row["source"] == "reported"
    assert "verdict_table_basis_unstated" in [reason["code"] for reason in row["reasons"]]
