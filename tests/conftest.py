"""Nouns that every test may use: folders, stores, real data, one command line."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from airtrack.registry import catalogue
from tests import command, odd_days
from tests.command import Done, Run
from tests.texts import read_once

# how long examples take says how busy the machine is, nothing about the product
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

ROOT = Path(__file__).parents[1]
Once = Callable[[str, Callable[[Path], object]], Path]


def done_well(done: Done) -> Done:
    """The same command line, which must not have failed."""
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine leaks into a test."""
    for name in list(os.environ):
        if name.startswith("AIRTRACK_") and name not in ("AIRTRACK_TEST_DATA", "AIRTRACK_REQUIRE"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session", autouse=True)
def _texts_read_once() -> Iterator[None]:
    """Houses that are opened in this process share the texts, until a test changes one of them."""
    with mock.patch.object(catalogue, "load", read_once(catalogue.load)):
        yield


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The repository's texts."""
    return ROOT / "data"


@pytest.fixture(scope="session")
def real_data() -> Path:
    """Monitored values and published figures, which the repository does not carry."""
    folder = Path(os.environ.get("AIRTRACK_TEST_DATA", ""))
    if not os.environ.get("AIRTRACK_TEST_DATA") or not (folder / "city_hourly").is_dir():
        pytest.skip(f"AIRTRACK_TEST_DATA does not name a folder of real data: {folder}")
    return folder.resolve()


@pytest.fixture(scope="session")
def airtrack() -> Run:
    """Runs one command line inside this process, from the repository's root."""
    return command.here


@pytest.fixture(scope="session")
def airtrack_process() -> Run:
    """Runs one command line in a process of its own, from the repository's root."""
    return command.in_a_process


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Makes a folder once for all processes of a test run; it is to be read, not written."""
    here = tmp_path_factory.getbasetemp()
    root = here.parent if "PYTEST_XDIST_WORKER" in os.environ else here

    def once(name: str, make: Callable[[Path], object]) -> Path:
        folder = root / f"shared-{name}"
        with FileLock(root / f"shared-{name}.lock"):
            if not folder.exists():
                make(root / f"unfinished-{name}")
                (root / f"unfinished-{name}").rename(folder)
        return folder

    return once


@pytest.fixture(scope="session")
def _demo_store(shared: Once, airtrack: Run) -> Path:
    return shared("demo", lambda folder: done_well(airtrack("demo", store=folder)))


@pytest.fixture
def demo_store(_demo_store: Path) -> Path:
    """A store with the demonstration data; to be read, not written."""
    return _demo_store


@pytest.fixture
def own_demo_store(_demo_store: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration store that a test may change."""
    return Path(shutil.copytree(_demo_store, tmp_path / "store"))


@pytest.fixture(scope="session")
def _empty_store(shared: Once, airtrack: Run) -> Path:
    return shared("empty", lambda folder: done_well(airtrack("init", store=folder)))


@pytest.fixture
def empty_store(_empty_store: Path, tmp_path: Path) -> Path:
    """A store of the test's own that was created and holds the plans and nothing else."""
    return Path(shutil.copytree(_empty_store, tmp_path / "empty"))


@pytest.fixture(scope="session")
def odd_store(shared: Once, airtrack: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the odd days of three cities (`odd_days`); to be read, not written."""
    files = tmp_path_factory.mktemp("odd_days")
    return shared("odd", lambda folder: odd_days.load(airtrack, folder, folder=files))


@pytest.fixture(scope="session")
def june_store(shared: Once, airtrack: Run, real_data: Path) -> Path:
    """The hours of June 2019, loaded once; to be read, not written."""
    archive = real_data / "city_hourly" / "china_cities_201906.zip"
    return shared("june", lambda folder: done_well(airtrack("load", archive, store=folder)))
