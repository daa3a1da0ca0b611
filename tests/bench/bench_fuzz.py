"""The gate under files that are broken byte by byte: it may refuse them or read them, never crash.

Files of the corpus are changed by a seeded chance and handed in; what is neither a draft nor a
SheetError is a crash and is kept with its number, so that `only` gives the same bytes again.
Nothing may be written: a draft with a blocker is offered to a store, which must refuse it.
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
from datetime import date, datetime
from multiprocessing import get_context
from pathlib import Path

from airtrack.errors import AirtrackError, SheetError
from airtrack.ingest import load
from airtrack.ingest.load import Preview, Reader
from airtrack.ingest.sheets import walk
from airtrack.registry import forms as form_texts
from airtrack.registry import places
from airtrack.registry.text import Findings
from airtrack.settings import Settings
from airtrack.store.act import Act
from airtrack.store.store import Store
from airtrack.workspace import Workspace

ROOT = Path(__file__).parents[2]
DATA = ROOT / "data"
FILES = ROOT / "tests" / "ingest" / "corpus" / "files"
FIRST, TODAY = date(2013, 1, 1), date(2025, 12, 15)
INPUTS, SEED = 20_000, 20_260
MOST_SECONDS, MOST_BYTES = 30.0, 1 << 30
_BATCH = 1_000
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
    """The gate with a store that is not there yet, and an empty one that is."""

    nowhere: Store
    store: Store
    reader: Reader


def gate(folder: Path) -> Gate:
    """A gate whose stores lie in that folder."""
    findings = Findings(DATA)
    forms = form_texts.load(DATA / "forms", findings)
    if forms is None:
        raise RuntimeError(findings.problems)
    gazetteer = places.load(DATA / "places", findings)
    nowhere, store = (
        Workspace(Settings(store=folder / name, data=DATA, threads=1, wait=2)).store
        for name in ("nowhere", "store")
    )
    store.create()
    return Gate(nowhere, store, Reader(forms, gazetteer, days=(FIRST, TODAY)))


def tallied(first: int, last: int, seed: int) -> Tally:
    """The inputs from the first to before the last, one after the other."""
    tally, files = Tally(), originals()
    with tempfile.TemporaryDirectory() as name:
        desk = gate(Path(name))
        for number in range(first, last):
            _try(number, *mutated(number, seed=seed, files=files), tally, desk)
    tally.peak = 1024 * max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return tally


def _try(number: int, name: str, data: bytes, tally: Tally, gate: Gate) -> None:
    told = f"input {number}, {name}, sha256 {hashlib.sha256(data).hexdigest()[:12]}"
    start = time.perf_counter()
    tally.n += 1
    try:
        preview = load.preview(gate.nowhere, walk.uploaded(name, data), reader=gate.reader)
        tally.drafts += 1
        if preview.draft.blocked:
            tally.blocked += 1
            if writes(gate.store, preview):
                tally.written.append(told)
    except SheetError as error:
        tally.refused[error.code] += 1
    except KeyboardInterrupt:
        raise
    # what must never happen is counted here, a panic inside a library too
    except BaseException as error:  # noqa: BLE001
        last = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        tally.crashes.append(f"{told}: {type(error).__name__} at {where}: {error}"[:300])
    tally.slowest = max(tally.slowest, (time.perf_counter() - start, told))


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
    with ProcessPoolExecutor(os.cpu_count() or 1, mp_context=get_context("spawn")) as pool:
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
        f"  crashes {len(tally.crashes)}, written in spite of a blocker {len(tally.written)}",
        f"  slowest {seconds:.2f} s ({slowest})",
        f"  most memory of a process {tally.peak / (1 << 20):.0f} MiB",
        *(f"  crash: {told}" for told in tally.crashes[:20]),
        *(f"  written: {told}" for told in tally.written[:20]),
    ]
    is_well = not tally.crashes and not tally.written
    is_well = is_well and seconds <= MOST_SECONDS and tally.peak <= MOST_BYTES
    lines.append(f"  aim: no crash, nothing written, 30 s and 1 GiB at most: {is_well}")
    sys.stdout.write("\n".join(lines) + "\n")
    return is_well


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
