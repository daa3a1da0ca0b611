"""A small store and small drafts, made in milliseconds."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from airtrack.domain.batch import Grain, Stage
from airtrack.metrics.rows import CityDay
from airtrack.settings import Settings
from airtrack.store.act import Act
from airtrack.store.draft import ASIDE, ROWS, Draft, Original
from airtrack.workspace import Workspace
from tests.conftest import Once

FIRST = date(2024, 3, 1)
Put = Callable[..., str]


@pytest.fixture(scope="session")
def _blank_store(shared: Once, data_folder: Path) -> Path:
    return shared("blank", lambda folder: opened(folder, data_folder).store.create())


@pytest.fixture
def workspace(_blank_store: Path, tmp_path: Path, data_folder: Path) -> Workspace:
    """An open house with a store of the test's own that holds no batch."""
    return opened(Path(shutil.copytree(_blank_store, tmp_path / "store")), data_folder)


def opened(store: Path, data_folder: Path) -> Workspace:
    """The house with that store."""
    return Workspace(Settings(store=store, data=data_folder, threads=2, wait=2))


def day_draft(
    name: str, values: dict[str, Iterable[int]], *, stage: Stage = Stage.AUDITED
) -> Draft:
    """Daily PM2.5 (µg/m³) per place from 1 March 2024 on; the other pollutants are plausible."""
    rows = [
        {
            "place_id": place,
            "on_date": FIRST + timedelta(offset),
            "so2_milli": 8_000,
            "no2_milli": 28_000,
            "pm10_milli": 58_000,
            "pm25_milli": value * 1000,
            "co_milli": 1_100,
            "o3_milli": 150_000,
            "file_no": 0,
            "source_row": offset + 2,
        }
        for place, series in values.items()
        for offset, value in enumerate(series)
    ]
    rows.sort(key=lambda row: (row["on_date"], row["place_id"]))
    data = repr((name, rows)).encode()
    digest = hashlib.sha256(data).hexdigest()
    return Draft(
        source_name=name,
        sha256=digest,
        form="city_daily",
        grain=Grain.DAY,
        stage=stage,
        rows=pa.Table.from_pylist(rows, schema=ROWS[Grain.DAY]),
        aside=ASIDE.empty_table(),
        members=(name,),
        originals=(Original(name, data, digest),),
        n_rows=len(rows),
        digits={},
    )


def act(minute: int = 0, note: str = "") -> Act:
    """Somebody acts on 1 May 2024, so many minutes past midnight UTC."""
    at = datetime(2024, 5, 1, tzinfo=UTC).replace(tzinfo=None) + timedelta(minutes=minute)
    return Act("analyst", at, note)


@pytest.fixture
def put(workspace: Workspace) -> Put:
    """Commits a daily draft and returns the batch's id."""

    def commit(
        name: str, values: dict[str, Iterable[int]], *, minute: int = 0, **how: Stage
    ) -> str:
        draft = day_draft(name, values, **how)
        seen = workspace.store.snapshot().revision
        (batch,) = workspace.store.commit([draft], act=act(minute), seen=seen)
        return batch.batch_id

    return commit


@pytest.fixture
def pm25(workspace: Workspace) -> Callable[..., list[int | None]]:
    """Daily PM2.5 of a place as everyone reads it now, or as it was known, in µg/m³."""

    def read(place: str, known_by: datetime | None = None) -> list[int | None]:
        rows = workspace.statistics(known_by).rows(CityDay, place_id=place)
        return [None if row.pm25_milli is None else row.pm25_milli // 1000 for row in rows]

    return read
