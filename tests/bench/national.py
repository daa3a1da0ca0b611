"""A store of the whole country: 339 places, twelve years of made-up days, the plans on file.

The values come from the parameters of the demonstration data with other places and days; they are
written as one daily table a year and go through the same door as any file.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from airtrack import demo
from airtrack.domain.pollutant import Pollutant
from airtrack.registry import catalogue

ROOT = Path(__file__).parents[2]
FIRST, LAST = date(2013, 8, 1), date(2025, 7, 31)
PLACES = '["prefecture-337", "济源市", "仙桃市"]'
"""The group has 337 today; two seats under a province make it 339."""

HEADINGS = {
    Pollutant.SO2: "SO2(μg/m3)",
    Pollutant.NO2: "NO2(μg/m3)",
    Pollutant.PM10: "PM10(μg/m3)",
    Pollutant.PM25: "PM2.5(μg/m3)",
    Pollutant.CO: "CO(mg/m3)",
    Pollutant.O3: "O3_8h(μg/m3)",
}


def rows(folder: Path) -> pa.Table:
    """The days of all places, in the columns of a daily table; the same on every machine."""
    text = (ROOT / "data" / "samples" / demo.SOURCE_NAME).read_text(encoding="utf-8")
    for name, value in {"first_on": FIRST, "last_on": LAST, "groups": PLACES}.items():
        text = re.sub(rf"^{name} = .*$", f"{name} = {value}", text, flags=re.MULTILINE)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / demo.SOURCE_NAME).write_text(text, encoding="utf-8")
    drawn = demo.draft(folder, catalogue.load(ROOT / "data").gazetteer).rows
    columns = {"城市": drawn["place_id"], "日期": drawn["on_date"]}
    for pollutant, heading in HEADINGS.items():
        thousandths = drawn[f"{pollutant}_milli"].cast(pa.float64())
        columns[heading] = pc.round(pc.divide(thousandths, 1000.0), 1)
    return pa.table(columns)


def files(folder: Path) -> list[Path]:
    """A CSV file a year."""
    every = rows(folder / "parameters")
    years = pc.year(every["日期"])
    found = []
    for year in range(FIRST.year, LAST.year + 1):
        file = folder / f"{year}.csv"
        csv.write_csv(every.filter(pc.equal(years, year)), file)
        found.append(file)
    return found


def load(store: Path, folder: Path) -> float:
    """The store holds the plans and the days; returns the seconds of `airtrack load` alone."""
    tables = files(folder)
    program = [sys.executable, "-m", "airtrack", "--store", str(store)]
    subprocess.run([*program, "init"], cwd=ROOT, check=True, capture_output=True)
    start = time.perf_counter()
    done = subprocess.run(
        [*program, "load", *map(str, tables)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return seconds
