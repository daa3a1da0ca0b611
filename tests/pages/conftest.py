"""Pages opened without a server, on a store of the test's choice."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from screen import Open, Screen, forget
from streamlit.testing.v1 import AppTest

from tests.conftest import Run
from tests.monthly import table

ROOT = Path(__file__).parents[2]
SECONDS = 60
House = tuple[Path, str | None]


@pytest.fixture(scope="module")
def kept_figures() -> Iterator[list[House]]:
    """Asked for by a module whose tests put nothing in the place of the product's own functions.

    What one of its tests worked out stays for those that follow it on the same house, as it does
    for everybody who opens the application.
    """
    yield []
    forget()


@pytest.fixture
def _figures(request: pytest.FixtureRequest) -> Iterator[Callable[[House], None]]:
    """Says whose figures are wanted: none outlives a test, or those of one house a module."""
    kept = "kept_figures" in request.fixturenames
    last: list[House] = request.getfixturevalue("kept_figures") if kept else []

    def wanted(house: House) -> None:
        if last and last[-1] != house:
            forget()
        last[:] = [house]

    yield wanted
    if not kept:
        forget()


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, _figures: Callable[[House], None]) -> Open:
    """Opens a page of the application on a store, with the query of its link."""

    def opened(store: Path, page: str = "ranking", **query: str) -> Screen:
        _figures((store, os.environ.get("AIRTRACK_EDITION")))
        monkeypatch.setenv("AIRTRACK_STORE", str(store))
        monkeypatch.setenv("AIRTRACK_DATA", str(ROOT / "data"))
        app = AppTest.from_file(ROOT / "airtrack" / "ui" / "main.py", default_timeout=SECONDS)
        app.query_params.update(query)
        if page == "overview":
            return Screen(app.run())
        # straight to the page, as its link leads: the overview's verdicts are not worked out first
        file = f"../../pages/{page}.py"
        screen = Screen(app.switch_page(file).run())
        # only now the pages are known: fails where the file is none of them
        app.switch_page(file)
        return screen

    return opened


@pytest.fixture(scope="session")
def monthly_store(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    """A store that holds twelve monthly tables of 2023 and no day; to be read, not written."""
    folder = tmp_path_factory.mktemp("monthly")
    files = [folder / f"2023-{month:02d}.csv" for month in range(1, 13)]
    for month, file in enumerate(files, start=1):
        file.write_bytes(table(month))
    done = airtrack("load", *files, store=folder / "store")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "store"
