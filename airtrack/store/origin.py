"""What the folder of a batch says about where its rows come from."""

from __future__ import annotations

import json
from pathlib import Path

from airtrack.errors import BadStore


def tables(rows: Path) -> tuple[str, ...]:
    """The tables inside the source, in the order of `file_no`; raises BadStore for a damaged one.

    `rows` is the path of the batch's typed rows.
    """
    path = rows.with_name("manifest.json")
    try:
        return tuple(json.loads(path.read_text(encoding="utf-8"))["members"])
    except (OSError, ValueError, KeyError) as error:
        raise BadStore("damaged_manifest", path=path.as_posix(), reason=str(error)) from error
