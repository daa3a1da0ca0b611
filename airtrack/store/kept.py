"""What the folder of a batch keeps beside its rows: original bytes, findings, how it was read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from airtrack.domain.batch import Batch, Grain, Stage
from airtrack.errors import BadStore, Level, Problem
from airtrack.store import folders
from airtrack.store.draft import ASIDE, ROWS, Draft, Original
from airtrack.store.layout import Layout


def originals(layout: Layout, batch_id: str) -> tuple[Original, ...]:
    """The files as they came, by their paths inside the source."""
    folder = layout.batch(batch_id) / "original"
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return tuple(
        Original(path.relative_to(folder).as_posix(), path.read_bytes(), folders.sha256_of(path))
        for path in files
    )


def problems(layout: Layout, batch_id: str) -> list[Problem]:
    """Every finding as it was told when the batch was committed."""
    found = _json(layout.batch(batch_id) / "problems.json")
    return [Problem(**(item | {"level": Level(item["level"])})) for item in found or []]


def report(layout: Layout, batch_id: str) -> dict[str, Any]:
    """How the tables were read and what the commit changed; empty for an older batch."""
    found = _json(layout.batch(batch_id) / "report.json")
    return found if isinstance(found, dict) else {}


def encodings(layout: Layout, batch_id: str) -> dict[str, str]:
    """In which encoding each of the batch's tables was read, as far as that is on record."""
    tables = report(layout, batch_id).get("tables", {})
    return {name: said["encoding"] for name, said in tables.items() if said.get("encoding")}


def _json(path: Path) -> Any:
    """The document, or None where the batch has none; raises BadStore for a damaged one."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise BadStore("damaged_manifest", path=path.as_posix(), reason=str(error)) from error


def draft(layout: Layout, batch: Batch) -> Draft:
    """The rows of the batch as the draft that it was, without its files and findings."""
    grain = Grain(batch.grain)
    schema = ROWS[grain]
    found = pq.read_table(layout.rows(batch.batch_id))
    columns = [
        found[field.name].cast(field.type)
        if field.name in found.column_names
        else pa.nulls(found.num_rows, field.type)
        for field in schema
    ]
    return Draft(
        source_name=batch.source_name,
        sha256=batch.sha256,
        form=batch.form,
        grain=grain,
        stage=Stage(batch.stage),
        rows=pa.table(columns, schema=schema),
        aside=ASIDE.empty_table(),
        members=(),
        originals=(),
        n_rows=batch.n_rows,
        digits={},
    )
