"""Bodies of earlier requests, so that a source need not send again what has not changed."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from airtrack.ingest.sources.answer import Body


@dataclass(frozen=True, slots=True)
class Kept:
    """A folder of bodies by their addresses, which hold no key; without a folder nothing is kept.

    It is safe to delete.
    """

    folder: Path | None

    def body(self, url: str) -> Body | None:
        """The body last received from the address, or None; a damaged one counts as none."""
        if self.folder is None:
            return None
        path = self._path(url)
        try:
            about = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
            data = path.read_bytes()
        except (OSError, ValueError):
            return None
        if not isinstance(about, dict) or about.get("sha256") != hashlib.sha256(data).hexdigest():
            return None
        return Body(data, str(about.get("etag", "")), str(about.get("modified", "")))

    def keep(self, url: str, body: Body) -> None:
        """The body is there next time, if the source lets it be kept and can tell it apart."""
        if self.folder is None or not body.may_be_kept or not (body.etag or body.modified):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        about = {
            "url": url,
            "etag": body.etag,
            "modified": body.modified,
            "sha256": hashlib.sha256(body.data).hexdigest(),
        }
        path = self._path(url)
        _write(path, body.data)
        _write(path.with_suffix(".json"), json.dumps(about, ensure_ascii=False).encode())

    def _path(self, url: str) -> Path:
        assert self.folder is not None
        return self.folder / f"{hashlib.sha256(url.encode()).hexdigest()}.body"


def _write(path: Path, data: bytes) -> None:
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.write_bytes(data)
    os.replace(aside, path)
