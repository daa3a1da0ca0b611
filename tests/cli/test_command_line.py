"""The command line keeps its contract: documents, formats, exit status, words."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Json = Callable[..., dict[str, Any]]

PLANS = [f"b00000{number}" for number in range(1, 6)]
"""The batches of the plans that a new store begins with."""
HEADER = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n"


@pytest.fixture
def ask(airtrack: Run, demo_store: Path) -> Json:
    """One JSON document about the demonstration data."""

    def document(*arguments: str) -> dict[str, Any]:
        done = airtrack(*arguments, "--format", "json", store=demo_store)
        assert done.returncode == 0, done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return document


def daily(folder: Path, *, name: str = "days.csv", city: str = "长沙", pm25: int = 40) -> Path:
    """A daily table of one city and two days of July 2025."""
    path = folder / name
    rows = "".join(f"2025-07-0{day},{city},{pm25},60,8,28,0.9,120\n" for day in (1, 2))
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def test_a_stats_row_has_every_promised_field(ask: Json) -> None:
    row = ask("stats", "--place", "长沙", "--period", "2024-06")["rows"][0]
    promised = {
        *("place", "name", "valid_days", "good_days", "good_pct", "days", "heavy_days"),
        *("so2", "no2", "pm10", "pm25", "co", "o3", "composite", "main_pollutants"),
        *("exceed_days", "source", "raw", "reasons"),
    }
    assert promised <= row.keys()
    assert list(row["days"]) == ["1", "2", "3", "4", "5", "6"]
    assert sum(row["days"].values()) == row["valid_days"]


def test_a_group_has_a_regional_row_and_places_have_none(ask: Json) -> None:
    group = ask("stats", "--group", "长株潭", "--period", "2024-06")
    assert (group["region"]["name"], group["region"]["cities"]) == ("长株潭城市群", 3)
    assert ask("stats", "--place", "长沙", "--period", "2024-06")["region"] is None


@pytest.mark.parametrize("name", ["430100", "长沙市", "长沙"])
def test_a_place_is_found_by_code_name_and_short_name(ask: Json, name: str) -> None:
    assert ask("stats", "--place", name, "--period", "2024-06")["rows"][0]["place"] == "430100"


def test_whole_numbers_are_numbers_without_a_point(ask: Json) -> None:
    row = ask("stats", "--place", "长沙", "--period", "2024-06")["rows"][0]
    assert isinstance(row["pm25"], int)
    assert isinstance(row["co"], float)


def test_pm25_has_one_decimal_for_periods_that_end_in_2025(ask: Json) -> None:
    """National releases print PM2.5 with one decimal since 2025 (SPEC 3.8)."""
    row = ask("stats", "--place", "长沙", "--period", "2025-06")["rows"][0]
    assert isinstance(row["pm25"], float)


def test_a_half_year_is_filed_under_its_months(ask: Json) -> None:
    assert ask("stats", "--place", "长沙", "--period", "2024-H1")["period"] == "2024-01..2024-06"


def test_a_ranking_lists_best_first_with_the_year_before(ask: Json) -> None:
    found = ask("rank", "--group", "湖南省", "--period", "2024-06")
    ranks = [row["rank"] for row in found["rows"]]
    values = [row["value"] for row in found["rows"]]
    assert ranks == sorted(ranks) and values == sorted(values)
    assert {"rank", "place", "name", "value", "previous", "change_pct", "source"} <= set(
        found["rows"][0]
    )
    assert len(found["rows"]) + len(found["unranked"]) == 14


def test_a_city_with_too_few_days_is_not_ranked_and_the_reason_is_said(
    airtrack: Run, own_demo_store: Path, tmp_path: Path
) -> None:
    """GB 3095 Table 4: a month needs 27 valid days; July 2025 has two here."""
    airtrack("load", daily(tmp_path), store=own_demo_store)
    question = ("rank", "--group", "湖南省", "--period", "2025-07", "--format", "json")
    found = json.loads(airtrack(*question, store=own_demo_store).stdout)
    changsha = next(item for item in found["unranked"] if item["place"] == "430100")
    assert found["rows"] == []
    assert changsha["reasons"][0]["code"] == "few_valid_months"
    assert {"code": "few_days", "item": "aqi", "actual": 2, "required": 27}.items() <= (
        changsha["reasons"][1].items()
    )


def test_a_month_to_date_is_ranked_on_its_days_so_far(ask: Json) -> None:
    found = ask("rank", "--group", "湖南省", "--period", "2024-06", "--as-of", "2024-06-20")
    days = ask("rank", "--group", "湖南省", "--period", "2024-06-01..2024-06-20")
    ranks = [(row["rank"], row["place"], row["value"]) for row in days["rows"]]
    assert [(row["rank"], row["place"], row["value"]) for row in found["rows"]] == ranks != []
    assert found["as_of"] == "2024-06-20"
    assert found["rows"][0]["reasons"][0]["code"] == "few_days"


@pytest.mark.parametrize(
    ("as_of", "required"),
    [("2025-12-31", [324]), ("2025-06-30", []), ("2025-06-15", [])],
    ids=["over", "after June", "in June"],
)
def test_a_year_needs_the_days_of_a_year_once_it_is_over(
    ask: Json, as_of: str, required: list[int]
) -> None:
    """GB 3095 Table 4: 324 days a year; a running year is told by its months. Data end in July."""
    found = ask("stats", "--place", "长沙", "--period", "2025", "--as-of", as_of)
    reasons = found["rows"][0]["reasons"]
    told = [reason["required"] for reason in reasons if reason["code"] == "few_days"]
    assert sorted(set(told)) == required


def test_a_year_without_a_year_before_has_no_change_ranking(ask: Json) -> None:
    found = ask("rank", "--group", "长株潭及传输通道", "--period", "2016-06", "--by", "change")
    assert found["rows"] == []
    assert {item["reasons"][0]["code"] for item in found["unranked"]} == {"no_year_before"}


def test_days_carry_indices_and_levels(ask: Json) -> None:
    rows = ask("days", "--place", "长沙", "--period", "2024-06-01..2024-06-03")["rows"]
    assert [row["date"] for row in rows] == ["2024-06-01", "2024-06-02", "2024-06-03"]
    assert all(row["aqi"] == max(row["iaqi"].values()) for row in rows)


def test_demonstration_data_are_marked_in_every_document(ask: Json) -> None:
    assert ask("stats", "--place", "长沙", "--period", "2024-06")["demo"] is True
    assert [batch["demo"] for batch in ask("history")["batches"]] == [*[False] * 5, *[True] * 5]


def test_the_same_period_under_another_edition_is_computed_on_demand(ask: Json) -> None:
    """GB 3095-2026, transition: PM2.5 of a day above 60 is no good day any more (SPEC 2.1)."""
    question = ("stats", "--place", "长沙", "--period", "2024-01")
    now, then = ask(*question), ask(*question, "--edition", "gb3095-2026-transition")
    assert (now["edition"], then["edition"]) == ("gb3095-2012", "gb3095-2026-transition")
    assert then["rows"][0]["good_days"] < now["rows"][0]["good_days"]
    assert then["rows"][0]["pm25"] == now["rows"][0]["pm25"]


def test_csv_opens_in_excel_and_cannot_start_a_formula(airtrack: Run, demo_store: Path) -> None:
    done = airtrack(
        "rank", "--group", "湖南省", "--period", "2024-06", "--format", "csv", store=demo_store
    )
    assert done.stdout.startswith("\ufeff")
    table = list(csv.reader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert table[0][0] == "排名"
    assert len(table) == 15


def test_a_table_keeps_trailing_zeros(airtrack: Run, demo_store: Path) -> None:
    # one of these six indices ends in a zero
    done = airtrack("rank", "--group", "湖南省", "--period", "2025-06", store=demo_store)
    cells = [line.split() for line in done.stdout.splitlines()]
    values = [row[2] for row in cells if row and row[0].isdigit()]
    assert len(values) == 6
    assert all(len(value.partition(".")[2]) == 2 for value in values)


def test_global_options_stand_before_or_after_the_verb(airtrack: Run, demo_store: Path) -> None:
    question = ["stats", "--place", "长沙", "--period", "2024-06"]
    after = airtrack(*question, "--format", "json", store=demo_store)
    before = airtrack("--format=json", *question, store=demo_store)
    assert before.stdout == after.stdout


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        pytest.param(
            ["stats", "--group", "湖楠省", "--period", "2024-06"], 4, "湖南省", id="unknown group"
        ),
        pytest.param(
            ["stats", "--place", "长砂", "--period", "2024-06"], 4, "长沙市", id="unknown place"
        ),
        pytest.param(
            ["stats", "--group", "湖南省", "--period", "2024-13"], 2, "2020-Q1", id="bad period"
        ),
        pytest.param(
            ["stats", "--group", "湖南省", "--period", "2015-01"], 4, "2016-01-01", id="no data"
        ),
        pytest.param(["stats", "--period", "2024-06"], 2, "--group", id="no place"),
        pytest.param(
            ["stats", "--group", "湖南省", "--period", "2024-06", "--edition", "gb1996"],
            4,
            "gb3095-2012",
            id="unknown edition",
        ),
        pytest.param(
            ["rank", "--group", "湖南省", "--period", "2024-06", "--by", "noise"],
            4,
            "composite",
            id="unknown indicator",
        ),
        pytest.param(
            ["stats", "--group", "湖南省", "--period", "2024-06", "--basis", "assessed"],
            4,
            "incl_dust",
            id="no assessed values",
        ),
        pytest.param(["withdraw", "b9", "--reason", "x"], 4, "history", id="unknown batch"),
        pytest.param(["load", "no such file.csv"], 2, "no such file.csv", id="no such file"),
        pytest.param(["stats", "--grupp", "x", "--period", "2024"], 2, "--group", id="bad option"),
    ],
)
def test_an_error_is_a_sentence_with_advice_and_its_own_exit_status(
    airtrack: Run, demo_store: Path, arguments: list[str], status: int, said: str
) -> None:
    done = airtrack(*arguments, store=demo_store)
    assert (done.returncode, done.stdout) == (status, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_errors_speak_english_when_asked(airtrack: Run, demo_store: Path) -> None:
    done = airtrack(
        "stats", "--group", "湖楠省", "--period", "2024-06", "--lang", "en", store=demo_store
    )
    assert "No group or province is called" in done.stderr


def test_a_question_before_init_says_what_to_do(airtrack: Run, tmp_path: Path) -> None:
    done = airtrack("stats", "--group", "湖南省", "--period", "2024", store=tmp_path / "none")
    assert done.returncode == 4
    assert "airtrack init" in done.stderr


def test_check_writes_nothing(airtrack: Run, empty_store: Path, tmp_path: Path) -> None:
    before = sorted(path.as_posix() for path in empty_store.rglob("*"))
    done = airtrack("check", daily(tmp_path), "--format", "json", store=empty_store)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["files"][0]["new"] == 2
    assert sorted(path.as_posix() for path in empty_store.rglob("*")) == before


def test_load_says_what_is_new_changed_same_and_missing(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    first = daily(tmp_path, name="first.csv")
    assert airtrack("load", first, store=empty_store).returncode == 0
    second = tmp_path / "second.csv"
    second.write_text(
        HEADER + "2025-07-02,长沙,41,60,8,28,0.9,120\n2025-07-03,长沙,30,60,8,28,0.9,120\n",
        encoding="utf-8",
    )
    done = airtrack("load", second, "--format", "json", store=empty_store)
    (file,) = json.loads(done.stdout)["files"]
    assert {key: file[key] for key in ("new", "changed", "same", "missing", "batch")} == {
        "new": 1,
        "changed": 1,
        "same": 0,
        "missing": 0,
        "batch": "b000007",
    }
    third = tmp_path / "third.csv"
    third.write_text(HEADER + "2025-07-01,长沙,40,60,8,28,0.9,120\n", encoding="utf-8")
    third_row = "2025-07-03,长沙,30,60,8,28,0.9,120\n"
    third.write_text(third.read_text(encoding="utf-8") + third_row, encoding="utf-8")
    (file,) = json.loads(airtrack("check", third, "--format", "json", store=empty_store).stdout)[
        "files"
    ]
    assert {key: file[key] for key in ("new", "changed", "same", "missing")} == {
        "new": 0,
        "changed": 0,
        "same": 2,
        "missing": 1,
    }


def test_a_blocker_stops_all_files_of_the_call(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    good = daily(tmp_path, name="good.csv")
    bad = tmp_path / "bad.csv"
    bad.write_text(HEADER + "2025-07-01,长沙,four,60,8,28,0.9,120\n", encoding="utf-8")
    done = airtrack("load", good, bad, "--format", "json", store=empty_store)
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["files"][1]["problems"]
    assert (problem["level"], problem["code"]) == ("blocker", "not_a_number")
    assert (problem["row"], problem["column"], problem["value"]) == (2, "PM2.5", "four")
    assert "four" in problem["message"] and problem["hint"]
    history = json.loads(airtrack("history", "--format", "json", store=empty_store).stdout)
    assert [batch["batch"] for batch in history["batches"]] == PLANS


def test_the_same_file_is_reported_not_loaded_twice(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    file = daily(tmp_path)
    airtrack("load", file, store=empty_store)
    again = airtrack("load", file, store=empty_store)
    assert again.returncode == 0
    assert "b000006" in again.stdout and "没有改变" in again.stdout
    history = json.loads(airtrack("history", "--format", "json", store=empty_store).stdout)
    assert [batch["batch"] for batch in history["batches"]] == [*PLANS, "b000006"]


def test_an_unknown_place_is_kept_aside_counted_and_named(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "hours.csv"
    file.write_text(
        "date,hour,城市,PM2.5\n20250701,1,长沙,30\n20250701,1,桃花源,30\n20250701,2,桃花源,31\n",
        encoding="utf-8",
    )
    done = airtrack("load", file, "--format", "json", store=empty_store)
    (found,) = json.loads(done.stdout)["files"]
    assert (found["rows"], found["new"], found["aside"]) == (3, 1, 2)
    assert found["unknown_places"] == [{"name": "桃花源", "rows": 2}]


def test_withdraw_and_restore_bring_figures_back_to_the_digit(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    def figures() -> str:
        question = ("stats", "--place", "长沙", "--period", "2025-07", "--format", "json")
        return airtrack(*question, store=empty_store).stdout

    airtrack("load", daily(tmp_path, name="first.csv"), store=empty_store)
    before = figures()
    second = daily(tmp_path, name="second.csv", pm25=300)
    loaded = airtrack("load", second, "--format", "json", store=empty_store)
    batch = json.loads(loaded.stdout)["files"][0]["batch"]
    changed = figures()
    assert changed != before
    airtrack("withdraw", batch, "--reason", "wrong", store=empty_store)
    assert figures() == before
    airtrack("restore", batch, store=empty_store)
    assert figures() == changed


def test_history_can_be_asked_for_one_place(
    airtrack: Run, own_demo_store: Path, tmp_path: Path
) -> None:
    airtrack("load", daily(tmp_path, city="长沙"), store=own_demo_store)

    def batches(place: str) -> list[str]:
        done = airtrack("history", "--place", place, "--format", "json", store=own_demo_store)
        return [item["batch"] for item in json.loads(done.stdout)["batches"]]

    # days, amounts, projects; one case of follow-up is in 株洲, progress of tasks names no place
    demonstrated = ["b000006", "b000007", "b000008"]
    assert (batches("长沙"), batches("株洲")) == (
        [PLANS[0], *demonstrated, "b000011"],
        [PLANS[0], *demonstrated, "b000009"],
    )


def test_demonstration_data_never_mix_with_others(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    airtrack("load", daily(tmp_path), store=empty_store)
    assert airtrack("demo", store=empty_store).returncode == 2
    assert airtrack("demo", "--if-empty", store=empty_store).returncode == 0
    history = json.loads(airtrack("history", "--format", "json", store=empty_store).stdout)
    assert [batch["demo"] for batch in history["batches"]] == [False] * 6


def test_rebuild_reports_that_nothing_changed(airtrack: Run, own_demo_store: Path) -> None:
    done = airtrack("rebuild", "--format", "json", store=own_demo_store)
    assert (done.returncode, json.loads(done.stdout)["changed"]) == (0, [])


def test_doctor_finds_a_sound_store_sound(airtrack: Run, demo_store: Path) -> None:
    done = airtrack("doctor", "--format", "json", store=demo_store)
    found = json.loads(done.stdout)
    assert done.returncode == 0
    assert [check["name"] for check in found["checks"] if not check["ok"]] == []
    assert {"city_day", "city_period"} <= {table["table"] for table in found["tables"]}


def test_doctor_names_a_damaged_batch(airtrack: Run, own_demo_store: Path) -> None:
    rows = own_demo_store / "batches" / "b000006" / "rows.parquet"
    rows.write_bytes(rows.read_bytes()[:-1] + b"x")
    done = airtrack("doctor", "--format", "json", store=own_demo_store)
    bad = [check for check in json.loads(done.stdout)["checks"] if not check["ok"]]
    assert done.returncode == 1
    assert bad[0]["name"] == "batches" and "b000006" in bad[0]["detail"]


def test_doctor_names_a_broken_text(airtrack: Run, tmp_path: Path, data_folder: Path) -> None:
    import shutil

    broken = Path(
        shutil.copytree(data_folder, tmp_path / "data", ignore=shutil.ignore_patterns("store"))
    )
    file = broken / "standards" / "validity.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("min_hours", "min_houres"), encoding="utf-8"
    )
    done = airtrack("--data", broken, "doctor", store=tmp_path / "store")
    assert done.returncode == 1
    assert "validity.toml" in done.stdout + done.stderr


def test_logs_are_json_lines_without_cell_values(
    airtrack: Run, own_demo_store: Path, tmp_path: Path
) -> None:
    (own_demo_store / "PENDING").write_text("a writer died\n", encoding="utf-8")
    done = airtrack(
        "load",
        daily(tmp_path, pm25=777),
        store=own_demo_store,
        env={"AIRTRACK_LOG_LEVEL": "INFO"},
    )
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert any(line["level"] == "INFO" for line in lines)
    assert "777" not in done.stderr


def test_demonstration_data_give_way_to_the_first_measured_batch(
    airtrack: Run, own_demo_store: Path, tmp_path: Path
) -> None:
    loaded = airtrack("load", daily(tmp_path), "--format", "json", store=own_demo_store)
    (file,) = json.loads(loaded.stdout)["files"]
    assert (file["new"], file["changed"]) == (2, 0)
    question = ("stats", "--place", "长沙", "--format", "json", "--period")
    assert airtrack(*question, "2025-06", store=own_demo_store).returncode == 4
    july = json.loads(airtrack(*question, "2025-07", store=own_demo_store).stdout)
    assert (july["demo"], july["rows"][0]["valid_days"]) == (False, 2)
    airtrack("withdraw", file["batch"], "--reason", "test", store=own_demo_store)
    assert json.loads(airtrack(*question, "2025-06", store=own_demo_store).stdout)["demo"] is True


def test_a_check_needs_no_store(airtrack: Run, tmp_path: Path) -> None:
    store = tmp_path / "none"
    done = airtrack("check", daily(tmp_path), "--format", "json", store=store)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["files"][0]["new"] == 2
    assert not store.exists()


def test_a_second_writer_gives_up_with_status_3_and_names_the_first(
    airtrack_process: Run, empty_store: Path, tmp_path: Path
) -> None:
    from airtrack.store.layout import Layout
    from airtrack.store.lock import writing

    with writing(Layout(empty_store), wait=0, verb="load"):
        done = airtrack_process(
            "load", daily(tmp_path), store=empty_store, env={"AIRTRACK_WAIT": "0.1"}
        )
    assert done.returncode == 3
    assert str(os.getpid()) in done.stderr


def test_without_ozone_good_days_are_not_judged(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "no_ozone.csv"
    rows = "".join(f"2025-07-0{day},长沙,40,60,8,28,0.9\n" for day in (1, 2))
    file.write_text("日期,城市,PM2.5,PM10,SO2,NO2,CO\n" + rows, encoding="utf-8")
    airtrack("load", file, store=empty_store)
    question = ("stats", "--place", "长沙", "--period", "2025-07", "--format", "json")
    (row,) = json.loads(airtrack(*question, store=empty_store).stdout)["rows"]
    assert (row["pm25"], row["good_days"], row["good_pct"], row["heavy_days"]) == (40, *[None] * 3)
    assert row["exceed_days"]["o3"] is None
    assert "no_values" in {reason["code"] for reason in row["reasons"]}


def test_a_date_in_the_future_is_refused_with_its_row(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "typo.csv"
    rows = "2025-07-01,长沙,40,60,8,28,0.9,120\n2205-07-02,长沙,41,62,9,27,0.8,118\n"
    file.write_text(HEADER + rows, encoding="utf-8")
    done = airtrack("load", file, "--format", "json", store=empty_store)
    (problem,) = json.loads(done.stdout)["files"][0]["problems"]
    assert done.returncode == 1
    assert (problem["code"], problem["row"], problem["value"]) == (
        "date_in_future",
        3,
        "2205-07-02",
    )


def test_a_withdrawal_needs_a_reason(airtrack: Run, own_demo_store: Path) -> None:
    done = airtrack("withdraw", "1", "--reason", " ", store=own_demo_store)
    assert done.returncode == 2
    assert "--reason" in done.stderr


def test_a_province_is_no_city(airtrack: Run, demo_store: Path) -> None:
    done = airtrack("stats", "--place", "湖南省", "--period", "2024-06", store=demo_store)
    assert done.returncode == 4
    assert "--group 湖南省" in done.stderr


def test_two_loads_at_once_both_succeed(
    airtrack: Run, airtrack_process: Run, empty_store: Path, tmp_path: Path
) -> None:
    from concurrent.futures import ThreadPoolExecutor

    files = [daily(tmp_path, name=f"{city}.csv", city=city) for city in ("长沙", "株洲")]
    with ThreadPoolExecutor() as both:
        done = list(both.map(lambda file: airtrack_process("load", file, store=empty_store), files))
    assert [item.returncode for item in done] == [0, 0], [item.stderr for item in done]
    history = json.loads(airtrack("history", "--format", "json", store=empty_store).stdout)
    assert [batch["batch"] for batch in history["batches"]] == [*PLANS, "b000006", "b000007"]


def test_a_file_withdrawn_for_its_stage_can_come_again_with_another(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    file = daily(tmp_path)
    airtrack("load", file, store=empty_store)
    airtrack("withdraw", "6", "--reason", "audited, in fact", store=empty_store)
    again = airtrack("load", file, "--stage", "audited", "--format", "json", store=empty_store)
    assert json.loads(again.stdout)["files"][0]["batch"] == "b000007"


def test_a_folder_without_texts_is_told_in_sentences(airtrack: Run, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    done = airtrack("--data", tmp_path / "data", "history", store=tmp_path / "store")
    assert done.returncode == 1
    assert "Problem(" not in done.stderr
    assert "缺少文件 standards/editions.toml" in done.stderr
