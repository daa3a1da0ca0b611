"""Batches are only ever added; what counts follows from their events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from airtrack.domain.batch import EventKind, Stage
from airtrack.errors import NotFound, StaleStore, WrongUse
from airtrack.settings import Settings
from airtrack.store import diff, snapshot
from airtrack.workspace import Workspace
from tests.store.conftest import Put, act, day_draft

CHANGSHA, ZHUZHOU = "430100", "430200"
Read = Callable[..., list[int | None]]


def test_a_committed_batch_is_read_at_once(put: Put, pm25: Read) -> None:
    put("march.csv", {CHANGSHA: [35, 36]})
    assert pm25(CHANGSHA) == [35, 36]


def test_a_later_batch_replaces_an_earlier_one_day_by_day(put: Put, pm25: Read) -> None:
    put("march.csv", {CHANGSHA: [35, 36, 37]})
    put("first day again.csv", {CHANGSHA: [40]})
    assert pm25(CHANGSHA) == [40, 36, 37]


def test_an_audited_value_outlasts_a_later_provisional_one(put: Put, pm25: Read) -> None:
    put("audited.csv", {CHANGSHA: [35]}, stage=Stage.AUDITED)
    put("provisional.csv", {CHANGSHA: [40]}, stage=Stage.PROVISIONAL)
    assert pm25(CHANGSHA) == [35]


def test_withdrawing_a_batch_restores_the_previous_value(
    workspace: Workspace, put: Put, pm25: Read
) -> None:
    put("march.csv", {CHANGSHA: [35, 36]})
    before = workspace.store.snapshot().checksums()
    wrong = put("wrong.csv", {CHANGSHA: [99, 99], ZHUZHOU: [1]})
    workspace.store.withdraw(wrong, act=act(note="wrong file"))
    assert pm25(CHANGSHA) == [35, 36]
    after = workspace.store.snapshot().checksums()
    assert _figures(after) == _figures(before)


def test_restoring_a_batch_brings_its_values_back(
    workspace: Workspace, put: Put, pm25: Read
) -> None:
    put("march.csv", {CHANGSHA: [35, 36]})
    second = put("second.csv", {CHANGSHA: [40]})
    before = workspace.store.snapshot().checksums()
    workspace.store.withdraw(second, act=act())
    workspace.store.restore(second, act=act())
    assert pm25(CHANGSHA) == [40, 36]
    assert _figures(workspace.store.snapshot().checksums()) == _figures(before)


def _figures(checksums: dict[str, tuple[int, int]]) -> dict[str, tuple[int, int]]:
    """Every table but the history, which must grow."""
    return {name: sums for name, sums in checksums.items() if not name.startswith("batch")}


def test_a_batch_written_before_a_column_was_known_still_counts_beside_a_newer_one(
    workspace: Workspace, put: Put, pm25: Read
) -> None:
    first = put("march.csv", {CHANGSHA: [35, 36]})
    file = workspace.store.layout.batch(first) / "rows.parquet"
    pq.write_table(pq.read_table(file).drop_columns(["so2_milli"]), file)
    again = day_draft("april.csv", {CHANGSHA: [35]})
    store = workspace.store
    counts = diff.compare(again, snapshot.facts(store.layout, store.snapshot().history()))
    assert (counts.changed, counts.same, counts.missing) == (1, 0, 0)
    put("second.csv", {ZHUZHOU: [40]})
    assert (pm25(CHANGSHA), pm25(ZHUZHOU)) == ([35, 36], [40])


def test_the_history_keeps_every_event_in_order(workspace: Workspace, put: Put) -> None:
    batch = put("march.csv", {CHANGSHA: [35]})
    workspace.store.withdraw(batch, act=act(note="wrong"))
    workspace.store.restore(batch, act=act(note="right after all"))
    (item,) = workspace.store.snapshot().history()
    assert [event.event for event in item.events] == [
        EventKind.COMMITTED,
        EventKind.WITHDRAWN,
        EventKind.RESTORED,
    ]
    assert [event.note for event in item.events] == ["", "wrong", "right after all"]


def test_any_earlier_knowledge_can_be_read_again(
    workspace: Workspace, put: Put, pm25: Read
) -> None:
    put("march.csv", {CHANGSHA: [35]}, minute=0)
    second = put("second.csv", {CHANGSHA: [40]}, minute=10)
    workspace.store.withdraw(second, act=act(20))
    workspace.store.restore(second, act=act(30))

    def known(minute: int) -> list[int | None]:
        return pm25(CHANGSHA, datetime(2024, 5, 1, 0, minute))

    assert [known(minute) for minute in (5, 15, 25, 35)] == [[35], [40], [35], [40]]


def test_the_same_bytes_are_not_committed_twice(workspace: Workspace, put: Put) -> None:
    put("march.csv", {CHANGSHA: [35]})
    with pytest.raises(WrongUse, match="already_in_store"):
        put("march.csv", {CHANGSHA: [35]})
    assert len(workspace.store.snapshot().history()) == 1


def test_a_preview_that_has_become_stale_is_refused(workspace: Workspace, put: Put) -> None:
    seen = workspace.store.snapshot().revision
    put("march.csv", {CHANGSHA: [35]})
    late = day_draft("late.csv", {CHANGSHA: [50]})
    with pytest.raises(StaleStore):
        workspace.store.commit([late], act=act(), seen=seen)


def test_of_two_drafts_one_of_which_is_known_neither_is_committed(
    workspace: Workspace, put: Put
) -> None:
    put("march.csv", {CHANGSHA: [35]})
    known, fresh = (day_draft(name, {CHANGSHA: [35]}) for name in ("march.csv", "fresh.csv"))
    with pytest.raises(WrongUse):
        workspace.store.commit([fresh, known], act=act(), seen=workspace.store.snapshot().revision)
    assert len(workspace.store.snapshot().history()) == 1
    assert len(list(workspace.store.layout.batches.iterdir())) == 1


@pytest.mark.parametrize("turn", ["withdraw", "restore"])
def test_an_unknown_batch_is_named_with_the_nearest(
    workspace: Workspace, put: Put, turn: str
) -> None:
    put("march.csv", {CHANGSHA: [35]})
    with pytest.raises(NotFound) as caught:
        getattr(workspace.store, turn)("b000009", act=act())
    assert caught.value.params["nearest"] == ["b000001"]


def test_a_batch_is_not_withdrawn_twice(workspace: Workspace, put: Put) -> None:
    batch = put("march.csv", {CHANGSHA: [35]})
    workspace.store.withdraw(batch, act=act())
    with pytest.raises(WrongUse, match="already_withdrawn"):
        workspace.store.withdraw(batch, act=act())


def test_original_bytes_are_kept_as_they_came(workspace: Workspace, put: Put) -> None:
    batch = put("march.csv", {CHANGSHA: [35]})
    expected = day_draft("march.csv", {CHANGSHA: [35]}).originals[0].data
    kept = workspace.store.layout.batch(batch) / "original" / "march.csv"
    assert kept.read_bytes() == expected


def test_a_folder_with_other_files_is_not_taken_for_a_store(
    tmp_path: Path, workspace: Workspace
) -> None:
    from airtrack.errors import BadStore

    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").write_text("dear", encoding="utf-8")
    other = Workspace(Settings(store=tmp_path / "letters", data=workspace.settings.data))
    with pytest.raises(BadStore, match="not_a_store"):
        other.store.create()
