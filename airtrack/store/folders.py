"""The folder of a batch: original bytes, typed rows, what was found, and a manifest.

It is written aside, synced and renamed; afterwards nothing in it changes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from airtrack.domain.batch import Batch, BatchEvent, EventKind
from airtrack.errors import BadStore
from airtrack.store import profiles
from airtrack.store.draft import Draft
from airtrack.store.layout import Layout, sync_file, sync_folder, write_synced, write_whole

_ROW_GROUP = 122_880
_ASIDE_NAME = "aside.parquet"


def write(layout: Layout, batch: Batch, draft: Draft) -> None:
    """The batch folder exists, complete and synced. It counts only once the ledger says so."""
    aside = layout.batches / f".{batch.batch_id}.new"
    shutil.rmtree(aside, ignore_errors=True)
    (aside / "original").mkdir(parents=True)
    for original in draft.originals:
        path = aside / "original" / original.name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_synced(path, original.data)
        sync_folder(path.parent)
    tables = {"rows": draft.rows} | draft.parts
    for name, table in tables.items():
        _write_table(aside / f"{name}.parquet", _stamped(table, batch))
    if draft.aside.num_rows:
        _write_table(aside / _ASIDE_NAME, draft.aside)
    if draft.profiles:
        write_synced(aside / profiles.FILE, profiles.written(draft.profiles))
    write_synced(aside / "problems.json", _json([asdict(problem) for problem in draft.problems]))
    write_synced(aside / "report.json", _json(draft.report))
    manifest = asdict(batch) | {
        "members": list(draft.members),
        "digits": {str(key): value for key, value in draft.digits.items()},
        "rows_sha256": sha256_of(aside / "rows.parquet"),
        "parts_sha256": {name: sha256_of(aside / f"{name}.parquet") for name in draft.parts},
    }
    if draft.profiles:
        manifest["profiles_sha256"] = sha256_of(aside / profiles.FILE)
    write_synced(aside / "manifest.json", _json(manifest))
    sync_folder(aside)
    os.replace(aside, layout.batch(batch.batch_id))
    sync_folder(layout.batches)


def _stamped(rows: pa.Table, batch: Batch) -> pa.Table:
    """The rows with their batch and stage, so that the files alone are enough to read them."""
    for name, value in (("batch_no", batch.batch_no), ("stage_rank", batch.stage_rank)):
        column = pa.repeat(pa.scalar(value, pa.int32()), rows.num_rows)
        rows = rows.append_column(pa.field(name, pa.int32()), column)
    return rows


def _write_table(path: Path, table: pa.Table) -> None:
    pq.write_table(table, path, compression="zstd", row_group_size=_ROW_GROUP)
    sync_file(path)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode()


def sha256_of(path: Path) -> str:
    """The file's checksum, read in pieces."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_batch(layout: Layout, batch_id: str) -> Batch:
    """The batch as its manifest tells it; raises BadStore when the manifest is damaged."""
    path = layout.batch(batch_id) / "manifest.json"
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
        dates = {key: _date(manifest[key]) for key in ("first_on", "last_on")}
        known = {key: manifest[key] for key in Batch.__dataclass_fields__}
        return Batch(**(known | dates))
    except (OSError, ValueError, KeyError) as error:
        raise BadStore("damaged_manifest", path=path.as_posix(), reason=str(error)) from error


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def verify(layout: Layout, batch_id: str) -> bool:
    """True when the typed rows are there and are the bytes that were committed."""
    folder = layout.batch(batch_id)
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        expected = {"rows": manifest["rows_sha256"]} | manifest.get("parts_sha256", {})
        files = {f"{name}.parquet": sum_ for name, sum_ in expected.items()}
        if "profiles_sha256" in manifest:
            files[profiles.FILE] = manifest["profiles_sha256"]
        return all(sha256_of(folder / name) == sum_ for name, sum_ in files.items())
    except (OSError, ValueError, KeyError):
        return False


def write_event(layout: Layout, event: BatchEvent) -> None:
    """The event's own small file exists; raises BadStore where it says something else."""
    path = layout.events / f"{event.event_no:08d}.json"
    data = _json(asdict(event))
    if not path.exists():
        write_whole(path, data)
    elif path.read_bytes() != data:
        raise BadStore("event_differs", path=path.name)


def last_event_no(layout: Layout) -> int:
    """The highest number of an event file, 0 without any."""
    return max((int(path.stem) for path in layout.events.glob("*.json")), default=0)


def check_complete(layout: Layout, events: list[BatchEvent]) -> None:
    """Raises BadStore for a gap in the events, and for a batch folder that no event speaks of."""
    for expected, event in enumerate(events, start=1):
        if event.event_no != expected:
            raise BadStore("missing_event", number=expected)
    spoken_of = {event.batch_id for event in events}
    silent = [path.name for path in _finished(layout) if path.name not in spoken_of]
    if silent and not layout.pending.exists():
        raise BadStore("batch_without_event", batch=silent[0])


def _finished(layout: Layout) -> list[Path]:
    """Folders of batches that were written whole, committed or not; nothing else in there."""
    return sorted(path for path in layout.batches.glob("b[0-9]*") if path.is_dir())


def read_events(layout: Layout) -> list[BatchEvent]:
    """All events from their files, in order; raises BadStore where one is damaged."""
    events = []
    for path in sorted(layout.events.glob("*.json")):
        try:
            value = json.loads(path.read_text(encoding="utf-8"))
            value["done_at"] = datetime.fromisoformat(value["done_at"])
            events.append(BatchEvent(**(value | {"event": EventKind(value["event"])})))
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise BadStore("damaged_event", path=path.as_posix(), reason=str(error)) from error
    return events


def sweep(layout: Layout, known: set[str]) -> list[str]:
    """Folders that no commit ever reached stand in `swept/`, half-written ones are gone.

    A folder that an event file speaks of stays, whatever the ledger says. Returns the names.
    """
    for half in layout.batches.glob(".b*.new"):
        shutil.rmtree(half)
    kept = known | {event.batch_id for event in read_events(layout)}
    orphans = [path for path in _finished(layout) if path.name not in kept]
    for orphan in orphans:
        layout.swept.mkdir(exist_ok=True)
        orphan.rename(layout.swept / f"{orphan.name}-{uuid.uuid4().hex[:8]}")
    return [orphan.name for orphan in orphans]


def holds_place(layout: Layout, batch_id: str, place: str) -> bool:
    """True when a row of the batch is about the place."""
    path = layout.rows(batch_id)
    names = pq.read_schema(path).names
    if "place_id" not in names and "places" not in names:
        return False
    if "place_id" in names:
        filters = [("place_id", "==", place)]
        return bool(pq.read_table(path, columns=["place_id"], filters=filters).num_rows)
    listed = pq.read_table(path, columns=["places"])["places"].to_pylist()
    return any(place in places.split(",") for places in listed)
