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
from tests.conftest import Once, done_well
from tests.monthly import Cell, table

PM25, PM10, GOOD = "PM2.5(μg/m3)", "PM10(μg/m3)", "优良天数(天)"
# the five plans are the batches before
FIRST, SECOND = "b000006", "b000007"
Row = dict[str, Any]
Put = Callable[..., Row]


@pytest.fixture(scope="session")
def _march_store(shared: Once, airtrack: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with March, as 张工 loaded it, one finding in it, and a correction of two values."""
    files = tmp_path_factory.mktemp("march")
    first, second = files / "三月.csv", files / "三月改.csv"
    first.write_bytes(table(3, faults={(7, PM10): "20"}))
    second.write_bytes(table(3, faults={(7, PM10): "20", (2, PM25): "20", (4, PM25): "21"}))

    def make(folder: Path) -> None:
        done_well(airtrack("load", first, "--by", "张工", store=folder))
        done_well(airtrack("load", second, "--by", "王工", store=folder))

    return shared("march", make)


@pytest.fixture
def ask(airtrack: Run, _march_store: Path) -> Callable[..., Row]:
    """The document of a verb about the store with March."""

    def ask(*arguments: object) -> Row:
        done = done_well(airtrack(*arguments, "--format", "json", store=_march_store))
        return dict(json.loads(done.stdout))

    return ask


@pytest.fixture
def put(airtrack: Run, empty_store: Path, tmp_path: Path) -> Put:
    """Checks or loads March with such faults in a store without values; gives the document."""

    def put(verb: str, faults: dict[Cell, str] | None = None, *options: object) -> Row:
        file = tmp_path / "三月.csv"
        file.write_bytes(table(3, faults=faults))
        done = airtrack(verb, file, *options, "--format", "json", store=empty_store)
        assert done.stdout, done.stderr
        return dict(json.loads(done.stdout))

    return put


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


def test_a_check_writes_nothing(airtrack: Run, put: Put, empty_store: Path) -> None:
    before = airtrack("history", store=empty_store).stdout
    put("check", None)
    assert airtrack("history", store=empty_store).stdout == before


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


def test_the_corrections_of_a_batch_are_all_its_changes(ask: Callable[..., Row]) -> None:
    changes = ask("corrections", SECOND)["changes"]
    assert [(item["name"], item["old"], item["new"]) for item in changes] == [
        ("长沙市", 25, 20),
        ("湘潭市", 29, 21),
    ]


def test_the_corrections_come_as_csv(airtrack: Run, _march_store: Path) -> None:
    told = ("corrections", SECOND, "--format", "csv", "--lang", "en")
    done = airtrack(*told, store=_march_store)
    rows = list(csv.reader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert rows[1][0] == "长沙市"
    assert rows[1][3:5] == ["25", "20"]


def test_a_first_batch_corrects_nothing(ask: Callable[..., Row]) -> None:
    assert ask("corrections", FIRST)["changes"] == []


def test_a_batch_keeps_how_it_was_read(ask: Callable[..., Row]) -> None:
    report = ask("batch", FIRST)["report"]
    (read,) = report["tables"].values()
    assert (read["encoding"], read["form"]) == ("gb18030", "city_monthly")
    assert read["columns"][PM25]["indicator"] == "pm25"
    assert report["counts"]["new"] == 66


def test_a_batch_keeps_its_findings(ask: Callable[..., Row]) -> None:
    # more fine particles than particles is a warning, and the index does not go with them
    found = ask("batch", FIRST)["problems"]
    assert [(item["code"], item["row"], item["level"]) for item in found] == [
        ("pm25_above_pm10", 7, "warning"),
        ("composite_differs", 7, "warning"),
    ]


@pytest.mark.parametrize(
    ("options", "n"),
    [
        pytest.param(("--form", "city_monthly"), 2, id="form"),
        pytest.param(("--form", "city_daily"), 0, id="other-form"),
        pytest.param(("--period", "2023-03"), 2, id="period"),
        pytest.param(("--period", "2023-04"), 0, id="other-period"),
        pytest.param(("--by", "张工", "--form", "city_monthly"), 1, id="person"),
        pytest.param(("--by", "李工"), 0, id="other-person"),
        pytest.param(("--place", "长沙", "--period", "2023"), 2, id="place"),
        pytest.param(("--place", "西安", "--period", "2023"), 0, id="other-place"),
        pytest.param(("--state", "withdrawn"), 0, id="state"),
        pytest.param(("--stage", "audited", "--period", "2023"), 0, id="stage"),
    ],
)
def test_the_history_is_filtered(options: tuple[str, ...], n: int, ask: Callable[..., Row]) -> None:
    assert len(ask("history", *options)["batches"]) == n


def test_an_unknown_state_is_wrong_use(airtrack: Run, empty_store: Path) -> None:
    assert airtrack("history", "--state", "gone", store=empty_store).returncode == 2


def test_the_marked_copy_holds_cells_comments_and_a_list(put: Put, tmp_path: Path) -> None:
    """Column F (PM2.5) of line 3, column J (days) of line 5; the list of problems comes first."""
    out = tmp_path / "out.xlsx"
    put("check", {(3, PM25): "3O", (5, GOOD): "40"}, "--marked", out)
    book = CalamineWorkbook.from_filelike(io.BytesIO(out.read_bytes()))
    rows = book.get_sheet_by_name("三月.csv").to_python()
    assert (len(rows), rows[0][5], rows[2][5]) == (7, PM25, "3O")
    listed = book.get_sheet_by_index(0).to_python()
    assert [row[1:4] for row in listed[1:]] == [["3", PM25, "3O"], ["5", GOOD, "40"]]
    with zipfile.ZipFile(out) as parts:
        (name,) = [part for part in parts.namelist() if "comments" in part]
        comments = parts.read(name).decode()
    assert 'ref="F3"' in comments
    assert 'ref="J5"' in comments


def test_the_marked_copy_is_in_the_encoding_that_was_said(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    """A table in Big5 with a warning in it, marked when it is checked and from its batch."""
    file, checked, kept = (tmp_path / name for name in ("big5.csv", "checked.xlsx", "kept.xlsx"))
    file.write_bytes("城市,月份,PM2.5,PM10\n株洲,2023-03,30,20\n".encode("big5"))
    said = ("--encoding", "big5")
    done_well(airtrack("check", file, *said, "--marked", checked, store=empty_store))
    done_well(airtrack("load", file, *said, store=empty_store))
    done_well(airtrack("batch", FIRST, "--marked", kept, store=empty_store))
    for path in (checked, kept):
        book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
        assert book.get_sheet_by_name("big5.csv").to_python()[1][0] == "株洲"


def test_a_long_cell_stops_no_marked_copy(airtrack: Run, empty_store: Path, tmp_path: Path) -> None:
    file, out = tmp_path / "long.csv", tmp_path / "out.xlsx"
    file.write_text(f"城市,月份,PM2.5,备注\n株洲,2023-03,3O,{'长' * 20_000}\n", encoding="utf-8")
    done = airtrack("check", file, "--marked", out, store=empty_store)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    book = CalamineWorkbook.from_filelike(io.BytesIO(out.read_bytes()))
    assert book.get_sheet_by_index(0).to_python()[1][:4] == ["long.csv", "2", "PM2.5", "3O"]
    assert book.get_sheet_by_name("long.csv").to_python()[1][2] == "3O"


def test_a_marked_copy_must_be_a_workbook(airtrack: Run, empty_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "三月.csv"
    file.write_bytes(table(3))
    done = airtrack("check", file, "--marked", tmp_path / "out.csv", store=empty_store)
    assert done.returncode == 2
    assert not (tmp_path / "out.csv").exists()
