"""Nouns that every test may use: folders, stores, real data, one command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine leaks into a test."""
    for name in list(os.environ):
        if name.startswith("AIRTRACK_") and name not in ("AIRTRACK_TEST_DATA", "AIRTRACK_REQUIRE"):
            monkeypatch.delenv(name)


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
    """Runs one command line in a process of its own, from the repository's root."""

    def run(
        *arguments: object, store: Path, env: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "airtrack", "--store", str(store), *map(str, arguments)]
        return subprocess.run(
            command,
            cwd=ROOT,
            env=os.environ | (env or {}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture(scope="session")
def _demo_store(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "store"
    done = airtrack("demo", store=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def demo_store(_demo_store: Path) -> Path:
    """A store with the demonstration data; to be read, not written."""
    return _demo_store


@pytest.fixture
def own_demo_store(_demo_store: Path, tmp_path: Path) -> Path:
    """A copy of the demonstration store that a test may change."""
    return Path(shutil.copytree(_demo_store, tmp_path / "store"))


@pytest.fixture
def empty_store(tmp_path: Path, airtrack: Run) -> Path:
    """A store that was created and holds nothing."""
    folder = tmp_path / "empty"
    done = airtrack("init", store=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def june_store(tmp_path_factory: pytest.TempPathFactory, airtrack: Run, real_data: Path) -> Path:
    """The hours of June 2019, loaded once; to be read, not written."""
    folder = tmp_path_factory.mktemp("june") / "store"
    archive = real_data / "city_hourly" / "china_cities_201906.zip"
    done = airtrack("load", archive, store=folder)
    assert done.returncode == 0, done.stderr
    return folder
