"""Which records of a register count: the newest of each key, of batches that count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from airtrack.answers.records_on_file import Record, batches_of, current_records
from airtrack.domain.register import Register
from airtrack.metrics.rows import EmissionCurrent
from airtrack.settings import Settings
from airtrack.workspace import Workspace

Run = Callable[..., Any]

PROJECTS = "项目编号,项目名称,城市,污染物,减排量(吨),日期,状态"
GROUPS = "分组代码,分组名称,成员"


def load(airtrack: Run, store: Path, name: str, *lines: str) -> None:
    """A table with these lines is a batch of its own."""
    file = store.parent / name
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    done = airtrack("load", file, store=store)
    assert done.returncode == 0, done.stdout + done.stderr


def opened(store: Path) -> Workspace:
    return Workspace(Settings(store=store))


def register(house: Workspace, key: str) -> Register:
    return next(each for each in house.registry.forms.registers if each.id == key)


def records(store: Path, key: str, known_by: datetime | None = None) -> list[Record]:
    """What the register says."""
    house = opened(store)
    return current_records(house.facts(known_by), register(house, key))


@pytest.fixture
def changed(airtrack: Run, empty_store: Path) -> Path:
    """Two projects, of which a second batch changes the first."""
    load(
        airtrack,
        empty_store,
        "one.csv",
        PROJECTS,
        "P1,脱硝,长沙,NOx,100,2023-06-30,实施中",
        "P2,脱硝,株洲,NOx,50,2023-07-31,已核定",
    )
    load(airtrack, empty_store, "two.csv", PROJECTS, "P1,脱硝,长沙,NOx,120.5,2023-09-30,已核定")
    return empty_store


def test_an_empty_register_has_no_records(empty_store: Path) -> None:
    assert records(empty_store, "emission_projects") == []


def test_a_later_record_of_a_key_replaces_the_earlier_one(changed: Path) -> None:
    found = records(changed, "emission_projects")
    assert [(item.key, item.values["state"]) for item in found] == [
        ("P1|430100|nox", "accepted"),
        ("P2|430200|nox", "accepted"),
    ]


def test_a_record_knows_its_batch_and_line(changed: Path) -> None:
    (first, second) = records(changed, "emission_projects")
    # five plans are the batches 1 to 5 of a new store
    assert (first.batch_no, first.source_row) == (7, 2)
    assert (second.batch_no, second.source_row) == (6, 3)


def test_after_a_withdrawal_the_earlier_record_counts_again(airtrack: Run, changed: Path) -> None:
    done = airtrack("withdraw", "b000007", "--reason", "错", store=changed)
    assert done.returncode == 0, done.stdout + done.stderr
    found = records(changed, "emission_projects")
    assert [item.values["state"] for item in found] == ["under_way", "accepted"]


def test_before_anything_was_committed_nothing_was_known(changed: Path) -> None:
    assert records(changed, "emission_projects", datetime(2020, 1, 1)) == []


def test_the_records_are_those_that_the_statements_count(changed: Path) -> None:
    rows = opened(changed).statistics().rows(EmissionCurrent)
    kept = [(row.project_id, row.tonnes_milli, row.on_date, row.batch_no) for row in rows]
    assert kept == [
        (
            item.values["project_id"],
            item.values["tonnes_milli"],
            item.values["on_date"],
            item.batch_no,
        )
        for item in records(changed, "emission_projects")
    ]
    assert kept[0] == ("P1", 120_500, date(2023, 9, 30), 7)


def test_a_later_table_of_a_group_replaces_its_members_as_a_whole(
    airtrack: Run, empty_store: Path
) -> None:
    load(
        airtrack,
        empty_store,
        "one.csv",
        GROUPS,
        "west,西部,长沙",
        "west,西部,株洲",
        "east,东部,常德",
    )
    load(airtrack, empty_store, "two.csv", GROUPS, "west,西部,湘潭")
    members = [
        (item.values["group_id"], item.values["place_id"])
        for item in records(empty_store, "groups")
    ]
    assert members == [("east", "430700"), ("west", "430300")]


def test_batches_of_a_register_are_its_own(changed: Path) -> None:
    house = opened(changed)
    history = house.store.snapshot().history()
    found = batches_of(history, register(house, "emission_projects"))
    assert [item.batch.batch_id for item in found] == ["b000006", "b000007"]
    assert batches_of(history, register(house, "groups")) == []
