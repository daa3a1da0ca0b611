"""What check tells before anything is written, and what is kept of a batch afterwards."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from tests.command import Run
from tests.monthly import Cell, table

PM25, GOOD = "PM2.5(μg/m3)", "优良天数(天)"
Row = dict[str, Any]
Put = Callable[..., Row]


@pytest.fixture
def put(airtrack: Run, empty_store: Path, tmp_path: Path) -> Put:
    """Checks or loads March with such faults; gives the document."""

    def put(verb: str, faults: dict[Cell, str] | None = None, *options: object) -> Row:
        file = tmp_path / "三月.csv"
        file.write_bytes(table(3, faults=faults))
        done = airtrack(verb, file, *options, "--format", "json", store=empty_store)
        assert done.stdout, done.stderr
        return dict(json.loads(done.stdout))

    return put


@pytest.fixture
def ask(airtrack: Run, empty_store: Path) -> Callable[..., Row]:
    """The document of a verb."""

    def ask(*arguments: object) -> Row:
        done = airtrack(*arguments, "--format", "json", store=empty_store)
        assert done.returncode == 0, done.stdout + done.stderr
        return dict(json.loads(done.stdout))

    return ask


def test_a_changed_value_is_told_old_and_new(put: Put) -> None:
    put("load")
    (file,) = put("check", {(2, PM25): "20"})["files"]
    (change,) = file["changes"]
    told = {key: change[key] for key in ("name", "when", "item", "old", "new", "old_stage")}
    assert told == {
        **{"name": "长沙市", "when": "single 2023-03", "item": "pm25"},
        **{"old": 25, "new": 20, "old_stage": "provisional"},
    }


def test_new_values_change_nothing(put: Put) -> None:
    (file,) = put("check")["files"]
    assert (file["new"], file["changes"]) == (66, [])


def test_a_provisional_value_does_not_change_an_audited_one(put: Put) -> None:
    put("load", None, "--stage", "audited")
    (file,) = put("check", {(2, PM25): "20"}, "--stage", "provisional")["files"]
    assert (file["changed"], file["outranked"], file["changes"]) == (0, 1, [])


def test_audited_values_replace_the_same_provisional_ones(put: Put) -> None:
    put("load")
    (file,) = put("check", None, "--stage", "audited")["files"]
    assert (file["already"], file["same"], file["raised"]) == (False, 66, 66)


def test_the_same_file_at_the_same_stage_is_known(put: Put) -> None:
    put("load", None, "--stage", "audited")
    (file,) = put("check", None, "--stage", "audited")["files"]
    assert file["already"]


def test_audited_values_count_after_their_commit(put: Put, ask: Callable[..., Row]) -> None:
    put("load")
    put("load", None, "--stage", "audited")
    stages = [item["stage"] for item in ask("history", "--form", "city_monthly")["batches"]]
    assert stages == ["provisional", "audited"]


def test_a_check_writes_nothing(put: Put, ask: Callable[..., Row]) -> None:
    before = ask("history")
    put("check", None)
    assert ask("history") == before


def test_a_verdict_that_would_turn_is_told(
    airtrack: Run, own_demo_store: Path, tmp_path: Path
) -> None:
    """A whole year of measured values replaces the demonstration's."""
    file = tmp_path / "year.csv"
    lines = ["城市,日期,SO2,NO2,PM10,PM2.5,CO,O3_8h"]
    for month in range(1, 13):
        lines += [f"长沙,2023-{month:02d}-{day:02d},6,24,300,290,1.1,80" for day in range(1, 29)]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = airtrack("check", file, "--format", "json", store=own_demo_store)
    found = json.loads(done.stdout)
    assert found["flips_reason"] is None
    assert {(flip["before"], flip["after"]) for flip in found["flips"]} != set()
    assert all(flip["before"] != flip["after"] for flip in found["flips"])


def test_verdicts_that_would_turn_are_those_that_diff_tells(
    airtrack: Run, own_demo_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "三月.csv"
    file.write_bytes(table(3))
    done = airtrack("check", file, "--format", "json", store=own_demo_store)
    flips = json.loads(done.stdout)["flips"]
    done = airtrack("load", file, "--format", "json", store=own_demo_store)
    batch = json.loads(done.stdout)["files"][0]["batch"]
    done = airtrack("diff", batch, "--most", 0, "--format", "json", store=own_demo_store)
    assert flips == json.loads(done.stdout)["verdicts"]


@pytest.mark.parametrize(
    ("seconds", "reason"),
    [
        pytest.param("0", "switched_off", id="switched-off"),
        pytest.param("0.001", "took_too_long", id="too-short"),
    ],
)
def test_verdicts_are_left_out_when_they_take_too_long(
    seconds: str, reason: str, airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    file = tmp_path / "三月.csv"
    file.write_bytes(table(3))
    env = {"AIRTRACK_PREVIEW_SECONDS": seconds}
    done = airtrack("check", file, "--format", "json", store=empty_store, env=env)
    assert done.returncode == 0
    found = json.loads(done.stdout)
    assert (found["flips"], found["flips_reason"]) == (None, reason)


def test_the_corrections_of_a_batch_are_all_its_changes(put: Put, ask: Callable[..., Row]) -> None:
    put("load")
    faults = {(2, PM25): "20", (4, PM25): "21"}
    batch = put("load", faults)["files"][0]["batch"]
    changes = ask("corrections", batch)["changes"]
    assert [(item["name"], item["old"], item["new"]) for item in changes] == [
        ("长沙市", 25, 20),
        ("湘潭市", 29, 21),
    ]


def test_the_corrections_come_as_csv(put: Put, airtrack: Run, empty_store: Path) -> None:
    put("load")
    batch = put("load", {(2, PM25): "20"})["files"][0]["batch"]
    done = airtrack("corrections", batch, "--format", "csv", "--lang", "en", store=empty_store)
    rows = list(csv.reader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert rows[1][0] == "长沙市"
    assert rows[1][3:5] == ["25", "20"]


def test_a_first_batch_corrects_nothing(put: Put, ask: Callable[..., Row]) -> None:
    batch = put("load")["files"][0]["batch"]
    assert ask("corrections", batch)["changes"] == []


def test_a_batch_keeps_how_it_was_read(put: Put, ask: Callable[..., Row]) -> None:
    report = ask("batch", put("load")["files"][0]["batch"])["report"]
    (read,) = report["tables"].values()
    assert (read["encoding"], read["form"]) == ("gb18030", "city_monthly")
    assert read["columns"][PM25]["indicator"] == "pm25"
    assert report["counts"]["new"] == 66


def test_a_batch_keeps_its_findings(put: Put, ask: Callable[..., Row]) -> None:
    # more fine particles than particles is a warning
    batch = put("load", {(2, "PM10(μg/m3)"): "20"})["files"][0]["batch"]
    (problem,) = ask("batch", batch)["problems"]
    assert (problem["row"], problem["level"]) == (2, "warning")


@pytest.mark.parametrize(
    ("options", "n"),
    [
        pytest.param(("--form", "city_monthly"), 1, id="form"),
        pytest.param(("--form", "city_daily"), 0, id="other-form"),
        pytest.param(("--period", "2023-03"), 1, id="period"),
        pytest.param(("--period", "2023-04"), 0, id="other-period"),
        pytest.param(("--by", "张工", "--state", "live"), 1, id="person"),
        pytest.param(("--by", "李工"), 0, id="other-person"),
        pytest.param(("--place", "长沙", "--period", "2023"), 1, id="place"),
        pytest.param(("--place", "西安", "--period", "2023"), 0, id="other-place"),
        pytest.param(("--state", "withdrawn"), 0, id="state"),
        pytest.param(("--stage", "audited", "--period", "2023"), 0, id="stage"),
    ],
)
def test_the_history_is_filtered(
    options: tuple[str, ...], n: int, put: Put, ask: Callable[..., Row]
) -> None:
    put("load", None, "--by", "张工")
    assert len(ask("history", *options)["batches"]) == n


def test_an_unknown_state_is_wrong_use(airtrack: Run, empty_store: Path) -> None:
    assert airtrack("history", "--state", "gone", store=empty_store).returncode == 2


def marked(put: Put, out: Path) -> bytes:
    put("check", {(3, PM25): "3O", (5, GOOD): "40"}, "--marked", out)
    return out.read_bytes()


def test_the_marked_copy_holds_every_cell(put: Put, tmp_path: Path) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(marked(put, tmp_path / "out.xlsx")))
    rows = book.get_sheet_by_name("三月.csv").to_python()
    assert (len(rows), rows[0][5], rows[2][5]) == (7, PM25, "3O")


def test_the_marked_copy_has_a_comment_at_each_problem(put: Put, tmp_path: Path) -> None:
    """Column F (PM2.5) of line 3, column J (days) of line 5."""
    with zipfile.ZipFile(io.BytesIO(marked(put, tmp_path / "out.xlsx"))) as book:
        comments = book.read("xl/comments2.xml").decode()
    assert 'ref="F3"' in comments
    assert 'ref="J5"' in comments
    assert "3O" in comments


def test_the_marked_copy_lists_the_problems_first(put: Put, tmp_path: Path) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(marked(put, tmp_path / "out.xlsx")))
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[1:4] for row in rows[1:]] == [["3", PM25, "3O"], ["5", GOOD, "40"]]


def test_a_marked_copy_must_be_a_workbook(airtrack: Run, empty_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "三月.csv"
    file.write_bytes(table(3))
    done = airtrack("check", file, "--marked", tmp_path / "out.csv", store=empty_store)
    assert done.returncode == 2
    assert not (tmp_path / "out.csv").exists()
