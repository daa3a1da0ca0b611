"""Views are immutable files behind a pointer; they follow from the batch folders alone."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from airtrack.errors import BadStore, StoreBusy
from airtrack.metrics.rows import CityPeriod
from airtrack.settings import Settings
from airtrack.store import snapshot
from airtrack.store.lock import writing
from airtrack.workspace import Workspace
from tests.store.conftest import Put, act, day_draft

CHANGSHA = "430100"
Read = Callable[..., list[int | None]]


@pytest.fixture
def reader(workspace: Workspace) -> Workspace:
    """Another reader of the same store, as another process would be."""
    return Workspace(workspace.settings)


def test_a_rebuild_changes_nothing(workspace: Workspace, put: Put) -> None:
    put("march.csv", {CHANGSHA: [35, 36]})
    second = put("second.csv", {CHANGSHA: [40]})
    workspace.store.withdraw(second, act=act())
    before = workspace.store.snapshot().checksums()
    assert workspace.store.rebuild().changed == []
    assert workspace.store.snapshot().checksums() == before


def test_a_lost_ledger_is_made_again_from_the_folders(workspace: Workspace, put: Put) -> None:
    put("march.csv", {CHANGSHA: [35, 36]})
    before = workspace.store.snapshot().checksums()
    workspace.store.layout.ledger.unlink()
    assert workspace.store.rebuild().changed == []
    assert workspace.store.snapshot().checksums() == before


def test_rows_that_were_tampered_with_stop_the_rebuild(workspace: Workspace, put: Put) -> None:
    batch = put("march.csv", {CHANGSHA: [35]})
    other = put("second.csv", {CHANGSHA: [36]})
    layout = workspace.store.layout
    shutil.copy(layout.rows(other), layout.rows(batch))
    with pytest.raises(BadStore, match="damaged_rows"):
        workspace.store.rebuild()
    assert not layout.pending.exists()


def test_a_damaged_manifest_is_named(workspace: Workspace, put: Put) -> None:
    batch = put("march.csv", {CHANGSHA: [35]})
    (workspace.store.layout.batch(batch) / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(BadStore) as caught:
        workspace.store.rebuild()
    assert batch in str(caught.value.params["path"])


def test_a_reader_keeps_its_snapshot_until_it_asks_again(
    workspace: Workspace, reader: Workspace, put: Put
) -> None:
    put("march.csv", {CHANGSHA: [35]})
    held = reader.statistics()
    put("second.csv", {CHANGSHA: [40]})
    assert [row.pm25_milli for row in held.rows(CityPeriod, period_key="2024-03")] == [35_000]
    fresh = reader.statistics().rows(CityPeriod, period_key="2024-03")
    assert [row.pm25_milli for row in fresh] == [40_000]


def test_only_the_last_few_views_files_stay(workspace: Workspace, put: Put) -> None:
    for number in range(snapshot.KEEP_FILES + 3):
        put(f"{number}.csv", {CHANGSHA: [30 + number]})
    files = list(workspace.store.layout.views.glob("views-*.duckdb"))
    assert len(files) == snapshot.KEEP_FILES
    assert snapshot.current(workspace.store.layout) in files


def test_readers_never_see_an_error_while_a_writer_works(
    workspace: Workspace, reader: Workspace, put: Put
) -> None:
    put("0.csv", {CHANGSHA: [30]})
    failures: list[Exception] = []
    seen: set[int | None] = set()
    done = threading.Event()

    def read() -> None:
        try:
            while not done.is_set():
                rows = reader.statistics().rows(CityPeriod, period_key="2024-03")
                seen.update(row.pm25_milli for row in rows)
        except Exception as error:  # noqa: BLE001 whatever a reader meets is a failure
            failures.append(error)

    thread = threading.Thread(target=read)
    thread.start()
    for number in range(1, 8):
        put(f"{number}.csv", {CHANGSHA: [30 + number]})
    done.set()
    thread.join()
    assert not failures
    assert seen <= {(30 + number) * 1000 for number in range(8)}
    assert len(seen) > 1


def test_a_second_writer_is_told_who_holds_the_store(
    workspace: Workspace, data_folder: Path
) -> None:
    impatient = Workspace(
        Settings(store=workspace.settings.store, data=data_folder, threads=1, wait=0.1)
    )
    draft = day_draft("march.csv", {CHANGSHA: [35]})
    seen = impatient.store.snapshot().revision
    with writing(workspace.store.layout, wait=0, verb="load"), pytest.raises(StoreBusy) as caught:
        impatient.store.commit([draft], act=act(), seen=seen)
    holder = json.loads(workspace.store.layout.holder.read_text(encoding="utf-8"))
    assert caught.value.params["pid"] == holder["pid"]
    assert caught.value.params["verb"] == "load"


def test_new_texts_make_new_views_of_the_same_facts(
    workspace: Workspace, put: Put, tmp_path: Path, data_folder: Path
) -> None:
    put("march.csv", {CHANGSHA: [35]})
    before = workspace.store.snapshot().revision
    changed = tmp_path / "data"
    shutil.copytree(data_folder, changed, ignore=shutil.ignore_patterns("store"))
    rounding = changed / "standards" / "rounding.toml"
    text = rounding.read_text(encoding="utf-8").replace(
        "from_on = 2025-01-01", "from_on = 2024-01-01"
    )
    rounding.write_text(text, encoding="utf-8")
    opened = Workspace(Settings(store=workspace.settings.store, data=changed, threads=2))
    assert opened.store.snapshot().revision != before


def test_a_failed_build_leaves_readers_with_what_was_before(
    workspace: Workspace, reader: Workspace, put: Put, monkeypatch: pytest.MonkeyPatch, pm25: Read
) -> None:
    put("march.csv", {CHANGSHA: [35]})
    reader.store.snapshot()

    def fail(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr(workspace.store._writer, "_build", fail)
    with pytest.raises(BadStore, match="views_behind"):
        put("second.csv", {CHANGSHA: [40]})
    monkeypatch.setattr(reader.store._writer, "_build", fail)
    rows = reader.statistics().rows(CityPeriod, period_key="2024-03")
    assert [row.pm25_milli for row in rows] == [35_000]
    monkeypatch.undo()
    reader.store._patience = 0
    rows = reader.statistics().rows(CityPeriod, period_key="2024-03")
    assert [row.pm25_milli for row in rows] == [40_000]


def test_a_lost_ledger_never_costs_a_batch(
    workspace: Workspace, reader: Workspace, put: Put
) -> None:
    put("march.csv", {CHANGSHA: [35]})
    layout = workspace.store.layout
    layout.ledger.unlink()
    layout.pending.write_text("a writer died\n", encoding="utf-8")
    rows = reader.statistics().rows(CityPeriod, period_key="2024-03")
    assert [row.pm25_milli for row in rows] == [35_000]
    assert [path.name for path in layout.batches.iterdir()] == ["b000001"]


def test_a_damaged_ledger_is_named_and_made_again(workspace: Workspace, put: Put) -> None:
    put("march.csv", {CHANGSHA: [35]})
    before = workspace.store.snapshot().checksums()
    workspace.store.layout.ledger.write_bytes(b"no database" * 1000)
    with pytest.raises(BadStore, match="damaged_ledger"):
        put("second.csv", {CHANGSHA: [40]})
    assert workspace.store.rebuild().changed == []
    assert workspace.store.snapshot().checksums() == before


def test_damaged_views_are_made_again(
    workspace: Workspace, reader: Workspace, put: Put, pm25: Read
) -> None:
    put("march.csv", {CHANGSHA: [35]})
    path = snapshot.current(workspace.store.layout)
    assert path is not None
    path.unlink()
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(BadStore, match="damaged_views"):
        reader.store.snapshot()
    assert reader.store.rebuild().changed is None
    assert pm25(CHANGSHA) == [35]


def test_missing_folders_are_made_again(workspace: Workspace, reader: Workspace, put: Put) -> None:
    put("march.csv", {CHANGSHA: [35]})
    shutil.rmtree(workspace.store.layout.views)
    workspace.store.layout.pointer.unlink()
    rows = reader.statistics().rows(CityPeriod, period_key="2024-03")
    assert [row.pm25_milli for row in rows] == [35_000]


def test_a_build_that_died_while_spilling_does_not_stop_the_next(
    workspace: Workspace, put: Put
) -> None:
    spill = workspace.store.layout.views / ".views-00000001-x-y.duckdb.tmp"
    spill.mkdir()
    (spill / "duckdb_temp_storage.tmp").write_bytes(b"x")
    put("march.csv", {CHANGSHA: [35]})
    assert not spill.exists()


def test_a_missing_event_stops_the_rebuild_and_costs_nothing(
    workspace: Workspace, put: Put
) -> None:
    put("march.csv", {CHANGSHA: [35]})
    second = put("second.csv", {CHANGSHA: [40]})
    put("third.csv", {CHANGSHA: [41]})
    layout = workspace.store.layout
    (layout.events / "00000002.json").unlink()
    with pytest.raises(BadStore, match="missing_event"):
        workspace.store.rebuild()
    assert layout.rows(second).exists()


def test_a_batch_without_its_event_stops_the_rebuild_and_stays(
    workspace: Workspace, put: Put
) -> None:
    put("march.csv", {CHANGSHA: [35]})
    last = put("second.csv", {CHANGSHA: [40]})
    layout = workspace.store.layout
    (layout.events / "00000002.json").unlink()
    layout.ledger.unlink()
    with pytest.raises(BadStore, match="batch_without_event"):
        workspace.store.rebuild()
    assert layout.rows(last).exists()


def test_a_ledger_older_than_its_events_is_brought_up_to_date(
    workspace: Workspace, reader: Workspace, put: Put, pm25: Read
) -> None:
    put("march.csv", {CHANGSHA: [35]})
    older = workspace.store.layout.ledger.read_bytes()
    put("second.csv", {CHANGSHA: [40]})
    workspace.store.layout.ledger.write_bytes(older)
    put("third.csv", {"430200": [50]})
    assert pm25(CHANGSHA) == [40]
    assert len(workspace.store.snapshot().history()) == 3


def test_files_that_are_no_batches_are_left_alone(workspace: Workspace, put: Put) -> None:
    put("march.csv", {CHANGSHA: [35]})
    layout = workspace.store.layout
    (layout.batches / ".DS_Store").write_bytes(b"x")
    layout.pending.write_text("a writer died\n", encoding="utf-8")
    put("second.csv", {CHANGSHA: [40]})
    assert workspace.store.rebuild().changed == []
    assert (layout.batches / ".DS_Store").exists()


def test_a_reader_does_not_follow_views_of_other_texts(
    workspace: Workspace, put: Put, tmp_path: Path, data_folder: Path, pm25: Read
) -> None:
    put("march.csv", {CHANGSHA: [35]})
    before = workspace.store.snapshot()
    changed = tmp_path / "data"
    shutil.copytree(data_folder, changed, ignore=shutil.ignore_patterns("store"))
    validity = changed / "standards" / "validity.toml"
    text = validity.read_text(encoding="utf-8").replace("min_hours = 20", "min_hours = 24")
    validity.write_text(text, encoding="utf-8")
    Workspace(Settings(store=workspace.settings.store, data=changed, threads=2)).store.snapshot()
    assert workspace.store.snapshot() is before


def test_a_pointer_to_a_missing_file_is_mended_by_the_next_reader(
    workspace: Workspace, reader: Workspace, put: Put
) -> None:
    put("march.csv", {CHANGSHA: [35]})
    for file in workspace.store.layout.views.glob("views-*"):
        file.unlink()
    rows = reader.statistics().rows(CityPeriod, period_key="2024-03")
    assert [row.pm25_milli for row in rows] == [35_000]
