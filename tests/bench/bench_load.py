"""How long a month of hours takes to load, beside the least that reading its files can take.

Both sides are whole processes, in turn, medians of five after one warm-up. The second ratio is
against the time of the reading statement alone, without interpreter and import.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
ARCHIVE = Path("city_hourly") / "china_cities_201906.zip"
RUNS = 5
AIM = 15.0

READ = """
import sys, time, duckdb
connection = duckdb.connect()
start = time.perf_counter()
connection.execute("create table hours as select * from read_csv(?)", [sys.argv[1]])
print(time.perf_counter() - start)
"""


def timed(command: list[str], environment: dict[str, str]) -> tuple[float, str]:
    """Seconds of a whole process, and what it printed; raises when it fails."""
    start = time.perf_counter()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode:
        raise RuntimeError(done.stdout + done.stderr)
    return seconds, done.stdout


def loads(archive: Path, folder: Path) -> float:
    """Seconds of `airtrack load` into a store that is not there yet."""
    store = tempfile.mkdtemp(dir=folder)
    command = [sys.executable, "-m", "airtrack", "--store", f"{store}/new", "load", str(archive)]
    return timed(command, dict(os.environ))[0]


def reads(files: Path) -> tuple[float, float]:
    """Seconds of a process that only reads the files, and of its statement alone."""
    command = [sys.executable, "-c", READ, (files / "**" / "*.csv").as_posix()]
    whole, inside = timed(command, dict(os.environ))
    return whole, float(inside)


def measured(archive: Path) -> tuple[float, float, float]:
    """Medians in seconds: load, whole reading process, reading statement."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with zipfile.ZipFile(archive) as packed:
            packed.extractall(folder / "files")
        rounds = [(loads(archive, folder), *reads(folder / "files")) for _ in range(RUNS + 1)]
    load, whole, inside = (statistics.median(column) for column in zip(*rounds[1:], strict=True))
    return load, whole, inside


def main() -> None:
    """Prints the table, or that there is nothing to measure with."""
    given = os.environ.get("AIRTRACK_TEST_DATA", "")
    archive = Path(given).resolve() / ARCHIVE
    if not given or not archive.is_file():
        say(f"load: not measured, AIRTRACK_TEST_DATA does not name a folder with {ARCHIVE}")
        return
    load, whole, inside = measured(archive)
    say(f"load: {ARCHIVE.name}, medians of {RUNS} after one warm-up")
    say(f"  airtrack load, whole process      {load * 1000:8.0f} ms")
    say(f"  read_csv only, whole process      {whole * 1000:8.0f} ms   ratio {load / whole:5.1f}")
    say(f"  read_csv only, statement alone    {inside * 1000:8.0f} ms   ratio {load / inside:5.1f}")
    say(f"  aim: ratio of whole processes at most {AIM:.0f}: {load / whole <= AIM}")


def say(line: str) -> None:
    """A line on stdout."""
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    main()
