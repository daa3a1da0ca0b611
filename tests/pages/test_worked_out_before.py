"""The verdicts of a store are worked out before anybody asks for them."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from screen import forget

from airtrack.ui import cache, house, warm
from airtrack.ui.house import Now


def test_each_state_of_the_store_is_prepared_once(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_STORE", str(demo_store))
    monkeypatch.setattr(warm, "_LOOKS_EVERY_S", 0.01)
    prepared: list[str] = []
    looked = threading.Semaphore(0)

    def prepare(now: Now) -> None:
        prepared.append(now.file)

    def now(lang: str) -> Now:
        looked.release()
        return original("zh")

    original = house.now
    monkeypatch.setattr(cache, "prepare", prepare)
    monkeypatch.setattr(house, "now", now)
    forget()
    with warm.kept() as keeper:
        for _ in range(3):
            assert looked.acquire(timeout=60)
    # a look that is under way would open a store for the tests to come
    keeper.join(timeout=60)
    assert not keeper.is_alive() and prepared == [original("zh").file]
    forget()
