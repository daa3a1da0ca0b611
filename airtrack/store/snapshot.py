"""What readers see: one immutable views file, named by the pointer, opened read-only."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from airtrack.domain.batch import Batch, BatchHistory, counting
from airtrack.errors import BadStore
from airtrack.store.layout import Layout, write_whole
from airtrack.store.ledger import event_of, histories

LOG = logging.getLogger(__name__)
KEEP_FILES = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """What the views are built from: the live batches' rows, and the history as readers see it.

    `withdrawn` are the rows of the batches that were taken back.
    """

    live: tuple[tuple[Batch, Path], ...]
    history: tuple[BatchHistory, ...]
    withdrawn: tuple[tuple[Batch, Path], ...] = ()

    def files(self, grain: str, part: str = "rows") -> list[str]:
        """Paths of the rows of one grain, or of another part of it, oldest batch first.

        A batch from before the part came into use has none.
        """
        own = [path for batch, path in self.live if batch.grain == grain]
        if part == "rows":
            return [path.as_posix() for path in own]
        further = (path.with_stem(part) for path in own)
        return [path.as_posix() for path in further if path.exists()]


def facts(layout: Layout, history: list[BatchHistory]) -> Facts:
    """The facts of the batches that count in this history."""
    live = tuple((item.batch, layout.rows(item.batch.batch_id)) for item in counting(history))
    back = (item.batch for item in history if not item.is_live)
    withdrawn = tuple((batch, layout.rows(batch.batch_id)) for batch in back)
    return Facts(live, tuple(history), withdrawn)


class Memory:
    """An open database that lends cursors."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A connection of its own: temporary objects are gone when the block ends."""
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()


class Snapshot(Memory):
    """An open views file; `revision` keys every cache. Safe to share: each query has a cursor."""

    def __init__(self, path: Path, *, threads: int) -> None:
        self.path = path
        self.revision = revision_of(path.name)
        try:
            connection = duckdb.connect(
                str(path),
                read_only=True,
                config={
                    "threads": threads,
                    "enable_external_access": False,
                    "autoinstall_known_extensions": False,
                    "autoload_known_extensions": False,
                    "allow_community_extensions": False,
                },
            )
        except duckdb.Error as error:
            raise BadStore("damaged_views", path=path.name, reason=str(error)) from error
        super().__init__(connection)

    def history(self) -> list[BatchHistory]:
        """Batches and events as of this snapshot."""
        with self.cursor() as cursor:
            batches = cursor.execute("select * from batch order by batch_no").fetchall()
            events = cursor.execute("select * from batch_event order by event_no").fetchall()
        return histories([Batch(*row) for row in batches], [event_of(row) for row in events])

    def checksums(self) -> dict[str, tuple[int, int]]:
        """Rows and an order-free checksum of every stored table."""
        with self.cursor() as cursor:
            return checksums(cursor)


def checksums(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, int]]:
    """Rows and checksum per table: equal tables have equal ones, whatever the row order."""
    names = connection.execute(
        "select table_name from duckdb_tables() where not temporary order by table_name"
    ).fetchall()
    found = {}
    for (name,) in names:
        relation = connection.table(name)
        hashed = relation.aggregate("count(*), coalesce(sum(hash(*columns(*))), 0)")
        n_rows, total = hashed.fetchall()[0]
        found[str(name)] = (int(n_rows), int(total))
    return found


def revision_of(name: str) -> str:
    """Event number and fingerprint of data and code: what the figures of this file stand on."""
    _, event_no, fingerprint, _ = name.removesuffix(".duckdb").split("-")
    return f"{int(event_no)}-{fingerprint}"


def next_path(layout: Layout, event_no: int, fingerprint: str) -> Path:
    """A path that no build has or had, in this store or another: open files are never replaced."""
    token = uuid.uuid4().hex[:8]
    return layout.views / f"views-{event_no:08d}-{fingerprint}-{token}.duckdb"


def current(layout: Layout) -> Path | None:
    """The views file that the pointer names, or None in a store that has none yet."""
    try:
        name = layout.pointer.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return layout.views / name


def switch(layout: Layout, path: Path) -> None:
    """Everyone who looks from now on reads `path`; the last few files stay for those who read."""
    write_whole(layout.pointer, f"{path.name}\n".encode())
    others = [file for file in layout.views.glob("views-*.duckdb") if file != path]
    oldest_first = sorted(others, key=lambda file: file.stat().st_mtime_ns)
    for old in oldest_first[: 1 - KEEP_FILES]:
        try:
            old.unlink(missing_ok=True)
        except PermissionError:
            # some systems do not remove what somebody reads; the next switch tries again
            LOG.info("an old views file is still being read", extra={"file": old.name})
