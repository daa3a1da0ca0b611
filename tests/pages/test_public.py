"""The public edition: the same pages, no upload, nothing written."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screen import Open

ROOT = Path(__file__).parents[2]
PAGES = ("overview", "city", "region", "ranking", "targets", "tasks", "emissions")
INSIDE_ONLY = ("outlook", "records", "triggers", "quality", "upload", "forms")

OPEN_ALL = """
import sys
from streamlit.testing.v1 import AppTest
app = AppTest.from_file("airtrack/ui/main.py", default_timeout=60).run()
for page in sys.argv[1:]:
    app.switch_page(f"../../pages/{page}.py").run()
    assert not app.exception and not app.error, page
print(*(name for name in sys.modules if name.startswith("airtrack.")))
"""


def loaded(store: Path, edition: str) -> set[str]:
    """The modules of a process that has opened every page."""
    environment = {"AIRTRACK_STORE": str(store), "AIRTRACK_EDITION": edition}
    done = subprocess.run(
        [sys.executable, "-c", OPEN_ALL, *PAGES, *(INSIDE_ONLY if edition == "inside" else ())],
        cwd=ROOT,
        env=os.environ | environment | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def checksums(store: Path) -> dict[str, str]:
    """Every file of the store."""
    return {
        file.relative_to(store).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(store.rglob("*"))
        if file.is_file()
    }


@pytest.fixture
def in_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages open in the public edition."""
    monkeypatch.setenv("AIRTRACK_EDITION", "public")


def is_for_uploads(name: str) -> bool:
    rooms = ("airtrack.ingest", "airtrack.cli", "airtrack.views.intake", "airtrack.outlook.whatif")
    for_writing = ("intake", "desk", "entering", "record_form", "records")
    desks = (*for_writing, "triggers", "quality", "outlook", "backtest")
    return name.startswith((*rooms, *(f"airtrack.ui.{desk}" for desk in desks)))


def test_no_code_for_uploads_is_loaded(demo_store: Path) -> None:
    assert [name for name in loaded(demo_store, "public") if is_for_uploads(name)] == []


def test_inside_the_same_look_finds_the_code_for_uploads(demo_store: Path) -> None:
    assert any(is_for_uploads(name) for name in loaded(demo_store, "inside"))


@pytest.mark.parametrize("page", PAGES)
def test_the_badge_says_public_edition(
    page: str, open_page: Open, demo_store: Path, in_public: None
) -> None:
    assert open_page(demo_store, page).texts[0].startswith("公众版")


def test_nothing_in_the_store_changes(
    open_page: Open, own_demo_store: Path, in_public: None
) -> None:
    before = checksums(own_demo_store)
    for page in PAGES:
        assert open_page(own_demo_store, page).is_whole
    assert checksums(own_demo_store) == before


def test_a_dead_writers_work_is_left_to_the_inside_edition(
    open_page: Open, own_demo_store: Path, in_public: None
) -> None:
    (own_demo_store / "PENDING").write_text("a writer is at work\n", encoding="utf-8")
    assert open_page(own_demo_store, "overview").is_whole
    assert (own_demo_store / "PENDING").exists()


def test_an_empty_store_links_to_no_upload(
    open_page: Open, empty_store: Path, in_public: None
) -> None:
    screen = open_page(empty_store, "overview")
    assert screen.app.info[0].value == "目前没有可以公布的数据。"
    assert not screen.app.get("page_link")


def test_without_a_store_the_server_says_so_and_makes_none(
    airtrack_process: Callable[..., Any], tmp_path: Path
) -> None:
    done = airtrack_process("serve", "--public", store=tmp_path / "nowhere")
    assert done.returncode == 4
    assert "nowhere" in done.stderr
    assert not (tmp_path / "nowhere").exists()


def test_views_of_another_version_are_refused(
    airtrack_process: Callable[..., Any], own_demo_store: Path
) -> None:
    views = own_demo_store / "views"
    (name,) = [(own_demo_store / "CURRENT").read_text(encoding="utf-8").strip()]
    other = name.replace(name.split("-")[2], "0" * 12)
    (views / name).rename(views / other)
    (own_demo_store / "CURRENT").write_text(f"{other}\n", encoding="utf-8")
    done = airtrack_process("serve", "--public", store=own_demo_store)
    assert done.returncode == 1
    assert "airtrack init" in done.stderr
