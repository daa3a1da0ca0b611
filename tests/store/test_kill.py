"""`kill -9` at any moment of a load: the next reader finds the store before it or after it."""

from __future__ import annotations

import io
import os
import random
import shutil
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from airtrack.settings import Settings
from airtrack.workspace import Workspace
from tests import starter
from tests.conftest import Run
from tests.starter import Started, Starter

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="kill -9 is a POSIX signal"),
]

CITIES = (
    *("长沙", "株洲", "湘潭", "岳阳", "常德", "益阳", "武汉", "南昌"),
    *("广州", "贵阳", "成都", "重庆", "合肥", "南京", "杭州", "福州"),
)
DAYS, HOURS, KILLS = 28, 24, 20
Figures = dict[str, tuple[int, int]]


def archive(path: Path, seed: int) -> Path:
    """Four weeks of hours of some cities, one CSV a day."""
    chance = random.Random(seed)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for day in range(1, DAYS + 1):
            table = io.StringIO()
            table.write("date,hour,城市,PM2.5,PM10,SO2,NO2,O3,CO\n")
            for hour in range(1, HOURS + 1):
                for city in CITIES:
                    pm25 = chance.randint(5, 90)
                    rest = f"{pm25 + chance.randint(5, 60)},{chance.randint(3, 20)},30,90,0.8"
                    table.write(f"202402{day:02d},{hour},{city},{pm25},{rest}\n")
            bundle.writestr(f"hours_202402{day:02d}.csv", table.getvalue())
    return path


def figures(store: Path, data_folder: Path) -> Figures:
    """Every table that holds figures, as the next reader finds it."""
    opened = Workspace(Settings(store=store, data=data_folder, threads=1))
    sums = opened.store.snapshot().checksums()
    return {name: value for name, value in sums.items() if not name.startswith("batch")}


@pytest.fixture(scope="module")
def begins() -> Iterator[Starter]:
    """Begins loads with the program read in, so that no kill falls before the load itself."""
    with starter.started() as process:
        yield process


@pytest.fixture(scope="module")
def before(begins: Starter, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that holds one archive."""
    folder = tmp_path_factory.mktemp("before")
    first = archive(folder / "first.zip", seed=1)
    assert begins.begin("load", first, store=folder / "store").wait() == 0
    return folder / "store"


@pytest.fixture(scope="module")
def second(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the same weeks with other values."""
    return archive(tmp_path_factory.mktemp("second") / "second.zip", seed=2)


@dataclass(frozen=True)
class Outcomes:
    """What a reader may find, and how long an undisturbed load takes in seconds."""

    before: Figures
    after: Figures
    seconds: float


@pytest.fixture(scope="module")
def whole(
    begins: Starter,
    before: Path,
    second: Path,
    data_folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Outcomes:
    """The figures before and after an undisturbed load."""
    store = Path(shutil.copytree(before, tmp_path_factory.mktemp("after") / "store"))
    started = time.perf_counter()
    assert begins.begin("load", second, store=store).wait() == 0
    seconds = time.perf_counter() - started
    found = Outcomes(figures(before, data_folder), figures(store, data_folder), seconds)
    assert found.before != found.after
    return found


def killed(begun: Started, wait: float, until: Callable[[], bool] | None) -> None:
    """Kills the process `wait` seconds after it started, or after `until` came true."""
    while until is not None and not until() and begun.is_running:
        time.sleep(0.001)
    time.sleep(wait)
    begun.kill()
    begun.wait()


@pytest.mark.parametrize("number", range(KILLS))
def test_a_killed_load_leaves_the_store_before_or_after_it(
    number: int,
    begins: Starter,
    before: Path,
    second: Path,
    whole: Outcomes,
    tmp_path: Path,
    data_folder: Path,
    airtrack: Run,
) -> None:
    chance = random.Random()
    store = Path(shutil.copytree(before, tmp_path / "store"))
    writing = store / "PENDING"
    # half of the kills fall anywhere in the load, half between its first and its last write
    anywhere = number % 2 == 0
    wait = chance.uniform(0, whole.seconds) if anywhere else chance.uniform(0, whole.seconds / 3)
    begun = begins.begin("load", second, store=store)
    killed(begun, wait, None if anywhere else writing.exists)
    found = figures(store, data_folder)
    assert found in (whole.before, whole.after), (
        f"killed after {wait:.3f} s: neither before nor after"
    )
    assert not writing.exists()
    again = airtrack("load", second, store=store)
    assert again.returncode == 0, again.stderr
    assert figures(store, data_folder) == whole.after, "the load could not be repeated"
