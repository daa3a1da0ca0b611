"""How long the gate takes to check 200,000 rows of a daily table, beside DuckDB reading them.

The gate is the one of `airtrack check`: every judgement, with the standards, and with a store
whose past the values are held against. Both sides are told what is in the file and work in
processes of their own, in turn; the seconds are those of the processors, which a busy machine
changes less than those of the clock. DuckDB is given the types of the columns, as the gate has
them from its form.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa

from airtrack.ingest.judging import index_of_day
from airtrack.registry import catalogue
from airtrack.registry.catalogue import Registry

ROOT = Path(__file__).parents[2]
ROWS, CITIES, RUNS, SEED = 200_000, 300, 7, 20_260
FIRST, DAYS_ON_RECORD = date(2023, 1, 1), 365
AIM = 2.5
_NAMES = ("so2", "no2", "pm10", "pm25", "co", "o3")
_LEVELS = ((50, "优"), (100, "良"), (150, "轻度污染"), (200, "中度污染"), (300, "重度污染"))

READ = """
import sys, time, duckdb
connection = duckdb.connect()
kinds = {'city': 'VARCHAR', 'on_date': 'DATE'}
kinds |= dict.fromkeys(('so2', 'no2', 'pm10', 'pm25', 'co', 'o3'), 'DOUBLE')
if sys.argv[3] == 'with AQI':
    kinds |= {'aqi': 'SMALLINT', 'level': 'VARCHAR'}
for statement in ("select 1", f"create table day as select * from read_csv(?, header=true, "
    f"columns={kinds})"):
    start = time.process_time()
    connection.execute(statement, [sys.argv[1]] if "?" in statement else [])
print(time.process_time() - start)
assert connection.execute("select count(*) from day").fetchone()[0] == int(sys.argv[2])
"""

CHECK = """
import sys, time
from datetime import date
from pathlib import Path
from airtrack.ingest import load
from airtrack.ingest.sheets import walk
from airtrack.settings import Settings
from airtrack.workspace import Workspace
inside = Workspace(Settings(store=Path(sys.argv[4]), data=Path("data")))
words = load.plan_words(inside.registry, inside.gazetteer)
days = (date(2013, 1, 1), date.today())
reader = load.Reader(inside.registry.forms, inside.gazetteer, days=days, plans=words)
small = "城市,日期,PM2.5\\n长沙,2025-06-02,27\\n".encode()
for source in (walk.uploaded("small.csv", small), Path(sys.argv[1])):
    start = time.process_time()
    found = load.preview(inside.store, source, reader=reader)
print(time.process_time() - start)
assert (found.counts.new, found.draft.problems) == (int(sys.argv[2]), []), found.draft.problems[:9]
assert inside.store.exists == (sys.argv[4] != "nowhere")
"""


@dataclass(frozen=True, slots=True)
class Table:
    """One day of one city a row, values from a seeded chance; with AQI and level, or without."""

    cities: tuple[str, ...]
    first: date
    n_rows: int

    def written(self, path: Path, index_by: Registry | None = None) -> None:
        """Writes the table; the index is that of the standards."""
        values = list(self._values())
        lines = [f"{place},{','.join(map(str, row))}\n" for place, row in self._about(values)]
        head = "城市,日期,SO2,NO2,PM10,PM2.5,CO,O3_8h"
        if index_by is not None:
            lines = [
                f"{line.rstrip()},{aqi},{level}\n"
                for line, (aqi, level) in zip(lines, self._indices(values, index_by), strict=True)
            ]
            head += ",AQI,质量等级"
        path.write_text(f"{head}\n{''.join(lines)}", encoding="utf-8", newline="\n")

    def _values(self) -> Iterator[tuple[float, ...]]:
        chance = random.Random(SEED)
        for _ in range(self.n_rows):
            pm25 = chance.randint(5, 150)
            gases = chance.randint(2, 40), chance.randint(5, 80)
            others = chance.randint(2, 20) / 10, chance.randint(20, 220)
            yield *gases, pm25 + chance.randint(1, 100), pm25, *others

    def _about(self, values: list[tuple[float, ...]]) -> Iterator[tuple[str, tuple[float, ...]]]:
        for number, row in enumerate(values):
            on, city = divmod(number, len(self.cities))
            yield f"{self.cities[city]},{self.first + timedelta(on)}", row

    def _indices(
        self, values: list[tuple[float, ...]], registry: Registry
    ) -> Iterator[tuple[int, str]]:
        columns = {
            name: pa.array([round(1000 * row[at]) for row in values], pa.int64())
            for at, name in enumerate(_NAMES)
        }
        days = [self.first + timedelta(number // len(self.cities)) for number in range(self.n_rows)]
        found = index_of_day.computed(
            columns, days=pa.array(days, pa.date32()), standards=registry.standards
        )
        for aqi in found.up.to_pylist():
            yield aqi, next((level for upto, level in _LEVELS if aqi <= upto), "严重污染")


def seconds(program: str, *said: object) -> float:
    """Seconds of the processors that the program counted."""
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, said)],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return float(done.stdout)


def ratio(path: Path, kind: str, store: str) -> list[str]:
    """A table of both sides; the ratio that counts is that of the least seconds of each.

    What the system takes for a page of memory varies tenfold on shared machines, run by run.
    """
    said = path, ROWS, kind
    rounds = [(seconds(CHECK, *said, store), seconds(READ, *said)) for _ in range(RUNS + 1)]
    check, read = zip(*rounds[1:], strict=True)
    least, median = ((of(check), of(read)) for of in (min, statistics.median))
    return [
        f"  {'read_csv with types':<34}{least[1] * 1000:12.0f}{median[1] * 1000:10.0f}",
        f"  {'the gate':<34}{least[0] * 1000:12.0f}{median[0] * 1000:10.0f}",
        f"  {'ratio':<34}{least[0] / least[1]:12.2f}{median[0] / median[1]:10.2f}"
        f"   at most {AIM}: {least[0] / least[1] <= AIM}",
    ]


def store_with_a_past(folder: Path, cities: tuple[str, ...]) -> Path:
    """A store that holds the year before the table."""
    past, store = folder / "past.csv", folder / "store"
    first = FIRST - timedelta(DAYS_ON_RECORD)
    Table(cities, first, DAYS_ON_RECORD * len(cities)).written(past)
    command = [sys.executable, "-m", "airtrack", "--store", str(store), "load", str(past)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return store


def main() -> None:
    """Prints a table for each kind of file and of store."""
    registry = catalogue.load(ROOT / "data")
    places = sorted(registry.gazetteer.places.items())
    names = [place.name for code, place in places if code.endswith("00")]
    cities = tuple(name for name in names if registry.gazetteer.find_in_file(name))[:CITIES]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table, plain, indexed = Table(cities, FIRST, ROWS), folder / "daily.csv", folder / "aqi.csv"
        table.written(plain)
        table.written(indexed, registry)
        past = str(store_with_a_past(folder, cities))
        lines = [
            f"gate: {ROWS} rows of a daily table, ms of the processors, {RUNS} runs and a warm-up",
            f"  {'':<34}{'least':>12}{'median':>10}",
        ]
        for path, kind in ((plain, "six pollutants"), (indexed, "with AQI")):
            for store, told in (("nowhere", "no store"), (past, "a store with a past")):
                lines += [f" {kind}, {told}", *ratio(path, kind, store)]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
