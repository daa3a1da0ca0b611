"""The upload page: what a file says, what is wrong, what changes; commit, withdraw, restore."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

from tests.monthly import table

Run = Callable[..., Any]
File = tuple[str, bytes, str]

FAULTS = {(3, "PM2.5(μg/m3)"): "3O", (5, "优良天数(天)"): "40"}


def csv(name: str, data: bytes) -> File:
    """A file as the browser hands it over."""
    return (name, data, "text/csv")


def chosen(screen: Screen, *files: File, by: str = "张工") -> Screen:
    """The page after somebody said who they are and chose files."""
    screen.app.text_input(key="intake_by").set_value(by)
    screen.app.file_uploader[0].set_value(list(files)).run()
    return screen


def committed(screen: Screen) -> Screen:
    """The page after the button was pressed."""
    screen.app.button(key="intake_commit").click().run()
    return screen


def has_button(screen: Screen, key: str) -> bool:
    return any(button.key == key for button in screen.app.button)


def history(airtrack: Run, store: Path) -> list[dict[str, Any]]:
    done = airtrack("history", "--format", "json", store=store)
    found: list[dict[str, Any]] = json.loads(done.stdout)["batches"]
    return [item for item in found if item["grain"] != "plan"]


@pytest.fixture
def page(open_page: Open, empty_store: Path) -> Screen:
    """The upload page of a store without values."""
    return open_page(empty_store, "upload")


def test_the_page_opens_on_an_empty_store(page: Screen) -> None:
    assert page.is_whole
    assert page.sentence == "库中还没有监测数据，请上传文件。"


def test_a_file_is_understood(page: Screen) -> None:
    screen = chosen(page, csv("三月.csv", table(3)))
    row = screen.app.dataframe[0].value.iloc[0].tolist()
    assert row == [
        *("三月.csv", "城市月度数据，一行一城", "2023-03-01", "2023-03-31", "单月"),
        *(6, 6, 0, "原始", "gb18030"),
    ]


def test_faults_are_named_by_row_and_column(page: Screen) -> None:
    screen = chosen(page, csv("七月.csv", table(7, faults=FAULTS)))
    problems = screen.app.dataframe[1].value
    found = problems.iloc[:2, [2, 3, 4]].values.tolist()
    assert found == [[3, "PM2.5(μg/m3)", "3O"], [5, "优良天数(天)", "40"]]


def test_faults_are_told_in_sentences_too(page: Screen) -> None:
    screen = chosen(page, csv("七月.csv", table(7, faults=FAULTS)))
    assert "有 2 个必须改正的问题" in screen.app.error[0].value
    assert any("第 3 行" in text and "3O" in text for text in screen.texts)


def test_a_file_with_faults_cannot_be_committed(page: Screen) -> None:
    screen = chosen(page, csv("七月.csv", table(7, faults=FAULTS)), csv("三月.csv", table(3)))
    assert not has_button(screen, "intake_commit")


def test_a_commit_is_a_batch_of_who_did_it(page: Screen, airtrack: Run, empty_store: Path) -> None:
    screen = committed(chosen(page, csv("三月.csv", table(3))))
    (batch,) = history(airtrack, empty_store)
    assert batch["batch"] in screen.app.success[0].value
    assert (batch["source"], batch["events"][0]["by"]) == ("三月.csv", "张工")


def test_after_a_commit_the_figures_follow(page: Screen) -> None:
    screen = committed(chosen(page, csv("三月.csv", table(3))))
    assert screen.sentence == "库中有1个有效的数据批次，时间从2023年3月1日至2023年3月31日。"


def test_after_a_commit_no_file_waits_any_more(page: Screen) -> None:
    screen = committed(chosen(page, csv("三月.csv", table(3))))
    assert not has_button(screen, "intake_commit")


def test_several_files_are_committed_together(
    page: Screen, airtrack: Run, empty_store: Path
) -> None:
    committed(chosen(page, csv("1.csv", table(1)), csv("2.csv", table(2))))
    assert len(history(airtrack, empty_store)) == 2


def test_without_a_name_nothing_is_committed(page: Screen) -> None:
    screen = chosen(page, csv("三月.csv", table(3)), by="")
    assert screen.app.button(key="intake_commit").disabled
    assert "请先填写操作人。" in screen.texts


def test_warnings_are_to_be_acknowledged(page: Screen) -> None:
    # more fine particles than particles
    odd = table(3, faults={(2, "PM10(μg/m3)"): "20"})
    screen = chosen(page, csv("三月.csv", odd))
    assert screen.app.button(key="intake_commit").disabled
    screen.app.checkbox(key="intake_agree").check().run()
    assert not screen.app.button(key="intake_commit").disabled


def test_a_file_that_is_known_is_not_offered_again(page: Screen) -> None:
    committed(chosen(page, csv("三月.csv", table(3))))
    screen = chosen(page, csv("又一次.csv", table(3)))
    assert not has_button(screen, "intake_commit")
    assert any("已在库中（批次 b000006）" in text for text in screen.texts)


def test_what_changes_is_counted(page: Screen) -> None:
    committed(chosen(page, csv("三月.csv", table(3))))
    better = table(3, faults={(2, "PM2.5(μg/m3)"): "20"})
    screen = chosen(page, csv("三月改.csv", better))
    # one value of 66 changes; the composite index beside it is told not to go with it
    assert screen.app.dataframe[2].value.iloc[0].tolist() == ["三月改.csv", 0, 1, 65, 0, "个数值"]
    assert any(text.startswith("新增 0 个数值，改变 1 个，相同 65 个") for text in screen.texts)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        pytest.param("a.zip", b"PK\x03\x04 cut off", id="damaged-archive"),
        pytest.param("a.xlsx", b"PK\x03\x04 cut off", id="damaged-workbook"),
        pytest.param("a.csv", b"", id="empty"),
        pytest.param("a.csv", b"who,knows\n1,2\n", id="unknown-form"),
        pytest.param("a.csv", b"\xff\xfe\x00\x01", id="no-text"),
    ],
)
def test_a_file_that_is_no_table_is_told_in_a_sentence(
    name: str, data: bytes, page: Screen
) -> None:
    screen = chosen(page, (name, data, "application/octet-stream"))
    assert not screen.app.exception
    assert "有 1 个必须改正的问题" in screen.app.error[0].value


def test_a_comparison_that_is_out_of_date_is_not_committed(
    page: Screen, airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    screen = chosen(page, csv("三月.csv", table(3)))
    file = tmp_path / "april.csv"
    file.write_bytes(table(4))
    # the commit of another process falls between the comparison and the button
    from airtrack.ui.filing import intake

    real = intake.commit

    def late(*given: Any) -> Any:
        assert airtrack("load", file, store=empty_store).returncode == 0
        return real(*given)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "commit", late)
        committed(screen)
    assert "已过时" in screen.app.warning[0].value
    assert len(history(airtrack, empty_store)) == 1


def test_after_comparing_anew_it_is_committed(
    page: Screen, airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    screen = chosen(page, csv("三月.csv", table(3)))
    file = tmp_path / "april.csv"
    file.write_bytes(table(4))
    assert airtrack("load", file, store=empty_store).returncode == 0
    screen.app.run()
    committed(screen)
    assert screen.app.success
    assert len(history(airtrack, empty_store)) == 2


def test_a_busy_store_is_told_in_a_sentence(
    open_page: Open, empty_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from airtrack.store.layout import Layout
    from airtrack.store.lock import writing

    monkeypatch.setenv("AIRTRACK_WAIT", "0.1")
    screen = chosen(open_page(empty_store, "upload"), csv("三月.csv", table(3)))
    with writing(Layout(empty_store), wait=1, verb="a test"):
        committed(screen)
    assert not screen.app.exception
    assert "a test" in screen.app.error[0].value


def test_a_month_of_hours_of_the_nation_is_taken(
    page: Screen, airtrack: Run, empty_store: Path, real_data: Path
) -> None:
    archive = real_data / "city_hourly" / "china_cities_201906.zip"
    screen = chosen(page, (archive.name, archive.read_bytes(), "application/zip"))
    if screen.app.checkbox:
        screen.app.checkbox(key="intake_agree").check().run()
    committed(screen)
    (batch,) = history(airtrack, empty_store)
    assert (batch["grain"], batch["last_on"]) == ("hour", "2019-06-30")


def day_of_hours() -> bytes:
    """An hourly archive of one day and two cities, packed as the archives are."""
    lines = ["date,hour,type,长沙,株洲"]
    for hour in range(24):
        for kind, value in (
            *(("AQI", 50), ("PM2.5", 30), ("PM10", 50), ("SO2", 6), ("NO2", 20)),
            *(("O3", 60), ("O3_8h", 55), ("CO", "0.6")),
        ):
            lines.append(f"20230301,{hour},{kind},{value},{value}")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("china_cities_20230301.csv", "\n".join(lines) + "\n")
    return packed.getvalue()


def test_an_hourly_archive_goes_the_same_way(
    page: Screen, airtrack: Run, empty_store: Path
) -> None:
    screen = chosen(page, ("一天.zip", day_of_hours(), "application/zip"))
    committed(screen)
    (batch,) = history(airtrack, empty_store)
    assert (batch["grain"], batch["rows"]) == ("hour", 48)


@pytest.fixture
def with_march(page: Screen) -> Screen:
    """The page after March was committed."""
    return committed(chosen(page, csv("三月.csv", table(3))))


def test_the_history_has_the_newest_batch_on_top(with_march: Screen) -> None:
    row = with_march.app.dataframe[-1].value.iloc[0].tolist()
    assert row[:4] == ["b000006", "有效", "三月.csv", "城市月度数据，一行一城"]


def test_a_file_is_read_once_and_not_at_every_rerun(
    page: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    from airtrack.ui.filing import intake

    n_read = []
    real = intake.load.preview

    def counted(*given: Any, **more: Any) -> Any:
        n_read.append(1)
        return real(*given, **more)

    monkeypatch.setattr(intake.load, "preview", counted)
    screen = chosen(page, csv("三月.csv", table(3)))
    screen.app.run()
    assert len(n_read) == 1


def test_hours_are_counted_in_rows(page: Screen) -> None:
    screen = chosen(page, ("一天.zip", day_of_hours(), "application/zip"))
    assert screen.app.dataframe[1].value.iloc[0].tolist()[-1] == "行"
    assert any(text.startswith("新增 48 行") for text in screen.texts)
