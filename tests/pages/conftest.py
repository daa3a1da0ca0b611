"""Pages opened without a server, on a store of the test's choice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from screen import Open, Screen
from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parents[2]
SECONDS = 60


@pytest.fixture
def _fresh_caches() -> Iterator[None]:
    """No figure and no open file outlives a test."""
    yield
    st.cache_data.clear()
    st.cache_resource.clear()


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch, _fresh_caches: None) -> Open:
    """Opens a page of the application on a store, with the query of its link."""

    def opened(store: Path, page: str = "ranking", **query: str) -> Screen:
        monkeypatch.setenv("AIRTRACK_STORE", str(store))
        monkeypatch.setenv("AIRTRACK_DATA", str(ROOT / "data"))
        app = AppTest.from_file(ROOT / "airtrack" / "ui" / "main.py", default_timeout=SECONDS)
        if page == "ranking":
            app.query_params.update(query)
            return Screen(app.run())
        app.run()
        app.query_params.clear()
        app.query_params.update(query)
        return Screen(app.switch_page(f"../../pages/{page}.py").run())

    return opened
