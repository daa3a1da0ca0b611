"""How long the gate takes to check 200,000 rows of a daily table, beside DuckDB reading them.

Both sides are told what is in the file and work in processes of their own, in turn; the seconds
are those of the processors, which a busy machine changes less than those of the clock. DuckDB is
given the types of the columns, as the gate has them from its form.
"""

from __future__ import annotations

import os
import random
import statistics
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from airtrack.registry import places
from airtrack.registry.text import Findings

ROOT = Path(__file__).parents[2]
ROWS, CITIES, RUNS, SEED = 200_000, 300, 7, 20_260
AIM = 2.5

READ = """
import sys, time, duckdb
connection = duckdb.connect()
for statement in ("select 1", "create table day as select * from read_csv(?, header=true, columns="
    "{'city':'VARCHAR','on_date':'DATE','so2':'DOUBLE','no2':'DOUBLE','pm10':'DOUBLE',"
    "'pm25':'DOUBLE','co':'DOUBLE','o3':'DOUBLE'})"):
    clock, start = time.perf_counter(), time.process_time()
    connection.execute(statement, [sys.argv[1]] if "?" in statement else [])
print(time.process_time() - start, time.perf_counter() - clock)
assert connection.execute("select count(*) from day").fetchone()[0] == int(sys.argv[2])
"""

CHECK = """
import sys, time
from pathlib import Path
from airtrack.ingest import draft
from airtrack.ingest.sheets import walk
from airtrack.registry import forms, places
from airtrack.registry.text import Findings
data = Path("data")
known = forms.load(data / "forms", Findings(data))
gazetteer = places.load(data / "places", Findings(data))
small = "城市,日期,PM2.5\\n长沙,2025-06-02,27\\n".encode()
for source in (walk.uploaded("small.csv", small), Path(sys.argv[1])):
    clock, start = time.perf_counter(), time.process_time()
    found = draft.read(source, forms=known, gazetteer=gazetteer)
print(time.process_time() - start, time.perf_counter() - clock)
assert (found.rows.num_rows, found.problems) == (int(sys.argv[2]), []), found.problems
"""


def table(path: Path) -> None:
    """Writes the table: so many rows, cities and days, their values from a seeded chance."""
    chance = random.Random(SEED)
    gazetteer = places.load(ROOT / "data" / "places", Findings(ROOT / "data"))
    names = [place.name for code, place in sorted(gazetteer.places.items()) if code.endswith("00")]
    cities = [name for name in names if gazetteer.find_in_file(name)][:CITIES]
    first = date(2023, 1, 1)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write("城市,日期,SO2,NO2,PM10,PM2.5,CO,O3_8h\n")
        for number in range(ROWS):
            on, city = divmod(number, len(cities))
            pm25 = chance.randint(5, 150)
            stream.write(
                f"{cities[city]},{first + timedelta(on)},{chance.randint(2, 40)},"
                f"{chance.randint(5, 80)},{pm25 + chance.randint(1, 100)},{pm25},"
                f"{chance.randint(2, 20) / 10},{chance.randint(20, 220)}\n"
            )


def seconds(program: str, path: Path) -> tuple[float, float]:
    """Seconds of the processors and of the clock that the program counted."""
    done = subprocess.run(
        [sys.executable, "-c", program, str(path), str(ROWS)],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    processors, clock = done.stdout.split()
    return float(processors), float(clock)


def main() -> None:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "daily.csv"
        table(path)
        rounds = [(*seconds(CHECK, path), *seconds(READ, path)) for _ in range(RUNS + 1)]
    check, check_clock, read, read_clock = (
        statistics.median(column) for column in zip(*rounds[1:], strict=True)
    )
    lines = [
        f"gate: {ROWS} rows of a daily table, medians of {RUNS} after one warm-up, ms",
        f"  {'':<34}{'processors':>12}{'clock':>10}",
        f"  {'read_csv with types':<34}{read * 1000:12.0f}{read_clock * 1000:10.0f}",
        f"  {'the gate':<34}{check * 1000:12.0f}{check_clock * 1000:10.0f}",
        f"  {'ratio':<34}{check / read:12.2f}{check_clock / read_clock:10.2f}",
        f"  aim: ratio at most {AIM}: {check / read <= AIM}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
