"""The gate under files that are broken byte by byte: it may refuse them or read them, never crash.

Files of the corpus are changed by a seeded chance and handed in as `airtrack check` does it, at a
store that has a past; what is neither a draft nor a SheetError is a crash and is kept with its
number, so that `only` gives the same bytes again. Whatever is said must be a sentence in both
languages. Nothing may be written: neither by the check, nor when a draft with a blocker is offered
to the store.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import os
import random
import resource
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path

from airtrack.domain.glossary import Lang
from airtrack.errors import AirtrackError, Problem, SheetError
from airtrack.ingest import load
from airtrack.ingest.load import Preview, Reader
from airtrack.ingest.sheets import walk
from airtrack.ingest.sheets.walk import Source
from airtrack.registry.glossary import Glossary
from airtrack.settings import Settings
from airtrack.store.act import Act
from airtrack.store.store import Store
from airtrack.workspace import Workspace

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
FILES = ROOT / "tests" / "ingest" / "corpus" / "files"
FIRST, TODAY = date(2013, 1, 1), date(2025, 12, 15)
LANGUAGES: tuple[Lang, Lang] = ("zh", "en")
GAP = "…"
FIRST_DAY = date(2025, 1, 1)
INPUTS, SEED = 20_000, 20_260
MOST_SECONDS, MOST_BYTES = 30.0, 1 << 30
_BATCH = 500
_LARGE = 1 << 20
_TOKENS = (
    *(b'"', b"\n", b"\r", b",", b"\t", b";", b"\0", b"-", b"<", b"\x0b", b"\x1a", b"PK\x03\x04"),
    *(b"\xff\xfe", b"\xef\xbb\xbf", "\u2028".encode(), "\x85".encode(), "月".encode("gbk")),
    *(b"1e99", b"NaN", b"9" * 60, b"=1+1", b"2023-02-30", b"0000-00-00", b"9999-12-31"),
    *("年".encode(), "城市".encode()),
)


@dataclass(slots=True)
class Tally:
    """What became of the inputs of one process."""

    n: int = 0
    drafts: int = 0
    blocked: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    speechless: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    peak: int = 0

    def add(self, other: Tally) -> None:
        """The sum of both."""
        self.n += other.n
        self.drafts += other.drafts
        self.blocked += other.blocked
        self.refused += other.refused
        self.crashes += other.crashes
        self.written += other.written
        self.speechless += other.speechless
        self.slowest = max(self.slowest, other.slowest)
        self.peak = max(self.peak, other.peak)


def originals() -> list[tuple[str, bytes]]:
    """The files of the corpus by their names."""
    return [(path.name, path.read_bytes()) for path in sorted(FILES.iterdir())]


def mutated(number: int, *, seed: int, files: Sequence[tuple[str, bytes]]) -> tuple[str, bytes]:
    """The input of that number: always the same name and bytes for the same seed and corpus.

    Half of what is packed is broken inside and packed again, and most texts stay letters, so
    that not every input falls at the first door.
    """
    chance = random.Random(f"{seed}/{number}")
    name, data = files[number % len(files)]
    other = files[chance.randrange(len(files))][1]
    if chance.random() < 1 / 2 and zipfile.is_zipfile(io.BytesIO(data)):
        changed = _inside(data, chance, other)
    elif chance.random() < 1 / 2 and name == "table_in_a_gz.csv.gz":
        changed = gzip.compress(_broken(gzip.decompress(data), chance, other), mtime=0)
    else:
        changed = _broken(data, chance, other)
    if chance.random() < 1 / 20:
        # a file under the name of another kind
        name = files[chance.randrange(len(files))][0]
    return name, changed


def _inside(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """The archive with one of its parts broken."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        if any(entry.flag_bits & 1 or entry.file_size > _LARGE for entry in old.infolist()):
            return _broken(data, chance, other)
        parts = [(entry.filename, old.read(entry)) for entry in old.infolist()]
    chosen = chance.randrange(len(parts))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for number, (name, part) in enumerate(parts):
            whole = _broken(part, chance, other) if number == chosen else part
            new.writestr(zipfile.ZipInfo(name), whole)
    return stream.getvalue()


def _broken(data: bytes, chance: random.Random, other: bytes) -> bytes:
    """The bytes after one change or several; four texts of five are texts again."""
    is_text = b"\0" not in data and data.decode("utf-8", errors="ignore").encode() == data
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        _change(changed, chance, other)
    if is_text and chance.random() < 4 / 5:
        return bytes(changed).decode("utf-8", errors="ignore").replace("\0", "").encode()
    return bytes(changed)


def _change(data: bytearray, chance: random.Random, other: bytes) -> None:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice((1, 2, 8, 64, 512)))
    match chance.randrange(7):
        case 0 if at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        case 1 if at < len(data):
            data[at] = chance.randrange(256)
        case 2:
            del data[at:end]
        case 3:
            data[at:at] = data[at:end] * chance.choice((1, 2, 50))
        case 4:
            data[at:at] = chance.choice(_TOKENS)
        case 5:
            start = chance.randrange(len(other) + 1)
            data[at:end] = other[start : start + chance.choice((1, 16, 256))]
        case _:
            del data[at : len(data) if chance.random() < 1 / 4 else end]


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate with a store that has a past, and the words."""

    store: Store
    reader: Reader
    glossary: Glossary


def gate(folder: Path) -> Gate:
    """A gate whose store lies in that folder."""
    inside = Workspace(Settings(store=folder / "store", data=DATA, threads=1, wait=2))
    registry = inside.registry
    words = load.plan_words(registry)
    reader = Reader(registry.forms, registry.gazetteer, days=(FIRST, TODAY), plans=words)
    inside.store.create()
    act = Act("bench", datetime(2025, 12, 15))
    past = [load.preview(inside.store, item, reader=reader) for item in _past()]
    load.commit(inside.store, past, act=act)
    return Gate(inside.store, reader, registry.glossary)


def _past() -> list[Source]:
    """A quarter of days and two years of months of two cities of the corpus."""
    cities = ("长沙", "株洲")
    days = ["城市,日期,SO2,NO2,PM10,PM2.5,CO,O3_8h"]
    days += [
        f"{city},{FIRST_DAY + timedelta(day)},{5 + day % 7},{20 + day % 9},{60 + day},{30 + day},"
        f"{0.5 + day % 5 / 10:.1f},{70 + day}"
        for city in cities
        for day in range(90)
    ]
    months = ["城市,月份,PM2.5,PM10,优良天数比例(%)"]
    months += [
        f"{city},{2023 + month // 12}-{month % 12 + 1:02},{30 + month},{60 + month},{90 - month}"
        for city in cities
        for month in range(24)
    ]
    return [
        walk.uploaded(name, "\n".join(lines).encode())
        for name, lines in (("days.csv", days), ("months.csv", months))
    ]


def tallied(first: int, last: int, seed: int) -> Tally:
    """The inputs from the first to before the last, one after the other."""
    tally, files = Tally(), originals()
    with tempfile.TemporaryDirectory() as name:
        desk = gate(Path(name))
        for number in range(first, last):
            _try(number, *mutated(number, seed=seed, files=files), tally, desk)
    # the most of both, though they need not have been at one time
    tally.peak = 1024 * sum(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return tally


def _try(number: int, name: str, data: bytes, tally: Tally, gate: Gate) -> None:
    told = f"input {number}, {name}, sha256 {hashlib.sha256(data).hexdigest()[:12]}"
    before = _files(gate.store)
    start = time.perf_counter()
    tally.n += 1
    try:
        preview = load.preview(gate.store, walk.uploaded(name, data), reader=gate.reader)
        tally.drafts += 1
        found = preview.draft.problems
        tally.speechless.extend(f"{told}: {item}" for item in found if not is_said(item, gate))
    except SheetError as error:
        preview = None
        tally.refused[error.code] += 1
        if not is_said(error, gate):
            tally.speechless.append(f"{told}: {error}")
    # what must never happen is counted here, a panic inside a library too
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        preview = None
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        tally.crashes.append(f"{told}: {type(error).__name__} at {where}: {error}"[:300])
    tally.slowest = max(tally.slowest, (time.perf_counter() - start, told))
    blocked = preview is not None and preview.draft.blocked
    tally.blocked += blocked
    if _files(gate.store) != before or (preview and blocked and writes(gate.store, preview)):
        tally.written.append(told)


def is_said(told: SheetError | Problem, gate: Gate) -> bool:
    """Whether there is a sentence for it in both languages, with nothing left out of it."""
    message = gate.glossary.messages.get(told.code)
    if message is None:
        return False
    speak = gate.glossary.of_problem if isinstance(told, Problem) else gate.glossary.of_error
    given = f"{told}{told.params}"
    return all(GAP not in "".join(speak(told, lang)) or GAP in given for lang in LANGUAGES)


def writes(store: Store, preview: Preview) -> bool:
    """Whether a commit of what is blocked is taken, or leaves anything behind."""
    before = _files(store)
    seen = replace(preview, revision=store.snapshot().revision)
    try:
        load.commit(store, [seen], act=Act("fuzz", datetime(2025, 12, 15)))
    except AirtrackError as error:
        return error.code != "draft_blocked" or _files(store) != before
    return True


def _files(store: Store) -> list[str]:
    """What lies in the store besides the traces of who writes."""
    found = (path for path in store.layout.root.rglob("*") if not path.name.startswith("writer"))
    return sorted(path.as_posix() for path in found)


def measured(inputs: int, seed: int) -> Tally:
    """All inputs, in as many processes as there are processors."""
    whole = Tally()
    starts = range(0, inputs, _BATCH)
    # a process of its own for each batch, so that memory is that of files and not of their sum
    with ProcessPoolExecutor(
        os.cpu_count() or 1, mp_context=get_context("spawn"), max_tasks_per_child=1
    ) as pool:
        ends = [min(start + _BATCH, inputs) for start in starts]
        for tally in pool.map(tallied, starts, ends, [seed] * len(ends)):
            whole.add(tally)
            told = "".join(f"  {crash}\n" for crash in tally.crashes[:5])
            sys.stderr.write(f"{whole.n} of {inputs}, crashes {len(whole.crashes)}\n{told}")
    return whole


def main(arguments: Sequence[str] = ()) -> bool:
    """Prints the table; True when nothing crashed, was written or went beyond its limits."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.bench_fuzz")
    parser.add_argument("--inputs", type=int, default=INPUTS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", type=int, help="writes this one input to a file and names it")
    given = parser.parse_args(list(arguments))
    if given.only is not None:
        name, data = mutated(given.only, seed=given.seed, files=originals())
        path = Path(tempfile.mkdtemp()) / name
        path.write_bytes(data)
        sys.stdout.write(f"{path}\n")
        return True
    start = time.perf_counter()
    tally = measured(given.inputs, given.seed)
    seconds, slowest = tally.slowest
    lines = [
        f"fuzz: {tally.n} inputs made of the corpus, seed {given.seed}, "
        f"{time.perf_counter() - start:.0f} s",
        f"  drafts {tally.drafts}, of them blocked {tally.blocked}, "
        f"refused {tally.refused.total()} by {len(tally.refused)} codes",
        f"  crashes {len(tally.crashes)}, written in spite of a blocker {len(tally.written)}, "
        f"without a sentence {len(tally.speechless)}",
        f"  slowest {seconds:.2f} s ({slowest})",
        f"  most memory of a process and its parser {tally.peak / (1 << 20):.0f} MiB",
        *(f"  crash: {told}" for told in tally.crashes[:20]),
        *(f"  written: {told}" for told in tally.written[:20]),
        *(f"  without a sentence: {told}" for told in tally.speechless[:20]),
    ]
    is_well = not (tally.crashes or tally.written or tally.speechless)
    is_well = is_well and seconds <= MOST_SECONDS and tally.peak <= MOST_BYTES
    lines.append(f"  aim: no crash, nothing written, all said, 30 s and 1 GiB at most: {is_well}")
    sys.stdout.write("\n".join(lines) + "\n")
    return is_well


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
