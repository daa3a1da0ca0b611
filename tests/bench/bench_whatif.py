"""Milliseconds of a slider: all figures of 100 invented cities anew, and the page's own rerun.

The cities have ten earlier years of all six pollutants, and eleven months are to come, the most
that a year can have. Every question is asked once, so that nothing is known already.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import quote

import numpy as np

from airtrack.domain import scenario
from airtrack.domain.standards import Standards
from airtrack.outlook import book, days, ends, spread
from airtrack.outlook.days import Cube
from airtrack.outlook.ends import Prepared
from airtrack.registry import standards
from airtrack.registry.text import Findings
from tests.bench.bench_rerun import ROOT, row, server
from tests.bench.protocol import Session

CITIES, YEARS, YEAR = 100, 10, 2024
CHANGES, AIM_MS = 20, 300
LEVELS = {"so2": 10, "no2": 30, "pm10": 70, "pm25": 40, "co": 0.8, "o3": 110}
PAGE = "plan=hunan-czt-2025&place=430100&scenario="


def invented() -> Cube:
    """Days of a season, different for each city and year, one in thirty of them missing."""
    dice = np.random.default_rng(1)
    shape = (6, CITIES, YEARS + 1, 366)
    season = 1 + 0.4 * np.cos(np.arange(366) / 366 * 2 * np.pi)
    values = np.rint(dice.gamma(4, 0.25, shape) * season * 100) / 100
    for at, pollutant in enumerate(book.POLLUTANTS):
        values[at] = np.rint(values[at] * LEVELS[pollutant] * 10) * 100
    values[dice.random(shape) < 1 / 30] = np.nan
    years = tuple(range(YEAR - YEARS, YEAR + 1))
    places = tuple(str(number) for number in range(CITIES))
    return Cube(places, years, values, np.ones(shape, dtype=bool))


def prepared(on_file: Standards) -> Prepared:
    """Everything that no slider changes."""
    coming = days.coming(invented(), date(YEAR, 1, 31), on_file.assessment)
    base = ends.prepared(coming, book.of_year(on_file, YEAR))
    _ = base.ends
    return base


def every(base: Prepared, text: str) -> None:
    """All figures of all cities, low, middle and high, and the rank of each by the index."""
    found = ends.under(base, scenario.parse(text))
    spreads = {key: spread.spread(values) for key, values in found.items()}
    middle = spread.printed(spreads["composite"].middle, base.book.step("composite"))
    _ = (middle[:, None] > middle[None, :]).sum(axis=1) + 1


def one(number: int) -> str:
    """One slider moved."""
    return f"pm25:-{number + 1}%"


def all_of_them(number: int) -> str:
    """Every slider moved, and days of dust."""
    changes = (f"{pollutant}:-{number + 1}%@4-12" for pollutant in book.POLLUTANTS)
    return ";".join([*changes, "dust:3@4"])


def timed(ask: Callable[[str], float], said: Callable[[int], str]) -> list[float]:
    return [ask(said(number)) for number in range(CHANGES)]


def page_times(url: str, said: Callable[[int], str]) -> list[float]:
    """Reruns of the page on the demonstration data, each with an assumption of its own."""
    with Session(url, page="outlook", query=PAGE) as session:
        session.rerun()

        def ask(text: str) -> float:
            session.query = PAGE + quote(text)
            return session.rerun()

        ask(one(99))  # what is loaded with the first assumption
        return timed(ask, said)


def main() -> None:
    """Prints the table."""
    data = ROOT / "data"
    on_file = standards.load(data / "standards", Findings(data))
    if on_file is None:
        raise ValueError("the standards cannot be read")
    start = time.perf_counter()
    base = prepared(on_file)
    preparing = time.perf_counter() - start

    def ask(text: str) -> float:
        begun = time.perf_counter()
        every(base, text)
        return time.perf_counter() - begun

    single, whole = timed(ask, one), timed(ask, all_of_them)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        command = [sys.executable, "-m", "airtrack", "--store", str(store), "demo"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        with server(store) as url:
            pages = page_times(url, lambda number: all_of_them(number + CHANGES))
    is_met = all(statistics.median(found) * 1000 <= AIM_MS for found in (single, whole, pages))
    lines = [
        f"what if: {CITIES} cities, {YEARS} earlier years, 335 days to come, ms",
        f"  {'':<34}{'median':>8}{'p95':>8}",
        row("one slider, all cities", single),
        row("every slider, all cities", whole),
        row("page on demonstration data", pages),
        f"  prepared once in {preparing:.1f} s; aim: medians at most {AIM_MS} ms: {is_met}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
