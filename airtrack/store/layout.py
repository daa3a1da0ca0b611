"""Where everything lies in the folder of a store, and how a file is written so that it stays.

Nothing is written in place: a file or folder is made aside, synced, and renamed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

MARK = "airtrack store 1\n"


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one store."""

    root: Path

    @property
    def mark(self) -> Path:
        """A file that says: this folder is a store of ours."""
        return self.root / "STORE"

    @property
    def ledger(self) -> Path:
        """Batches and events; the commit of its transaction is the truth."""
        return self.root / "facts.duckdb"

    @property
    def batches(self) -> Path:
        """One folder per batch."""
        return self.root / "batches"

    @property
    def swept(self) -> Path:
        """Batch folders of loads that died before they were committed; safe to delete."""
        return self.root / "swept"

    @property
    def events(self) -> Path:
        """One small file per event, so that the ledger can be made again."""
        return self.root / "events"

    @property
    def views(self) -> Path:
        """The immutable files that everyone reads."""
        return self.root / "views"

    @property
    def pointer(self) -> Path:
        """Names the views file that is current."""
        return self.root / "CURRENT"

    @property
    def pending(self) -> Path:
        """Exists while a writer is between its first write and the switch of the pointer."""
        return self.root / "PENDING"

    @property
    def lock(self) -> Path:
        """The file whose lock makes a writer the only one."""
        return self.root / "writer.lock"

    @property
    def holder(self) -> Path:
        """Says which process holds the lock."""
        return self.root / "writer.json"

    def batch(self, batch_id: str) -> Path:
        """The folder of one batch."""
        return self.batches / batch_id

    def rows(self, batch_id: str) -> Path:
        """The typed rows of one batch."""
        return self.batches / batch_id / "rows.parquet"

    def make(self) -> None:
        """All folders exist, and the mark is set."""
        for folder in (self.root, self.batches, self.events, self.views):
            folder.mkdir(parents=True, exist_ok=True)
        if not self.mark.exists():
            write_whole(self.mark, MARK.encode())

    def tidy(self) -> None:
        """What a dead writer made aside and never renamed is gone."""
        for folder in (self.root, self.events):
            for left in folder.glob(".*.new"):
                left.unlink()


def write_whole(path: Path, data: bytes) -> None:
    """The file holds all of `data` or is as it was before, whatever happens meanwhile."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    write_synced(aside, data)
    os.replace(aside, path)
    sync_folder(path.parent)


def write_synced(path: Path, data: bytes) -> None:
    """The bytes are on the disk, not only in its cache."""
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def sync_file(path: Path) -> None:
    """What another library wrote to `path` is on the disk."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """A rename inside the folder survives a power cut; systems without folder handles skip it."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
