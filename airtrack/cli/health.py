"""The verb doctor: versions, the store's health, the registry, free disk."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

from airtrack import __version__
from airtrack.cli import output
from airtrack.cli.session import Session
from airtrack.errors import AirtrackError, RegistryError
from airtrack.store import folders
from airtrack.views.table import Column, Table

_LIBRARIES = ("duckdb", "pyarrow", "streamlit", "pandas", "plotly", "pydantic")
_LEAST_FREE_BYTES = 1 << 30


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: what was looked at, whether it is well, and what was seen."""

    name: str
    ok: bool
    detail: str


def doctor(session: Session) -> int:
    """Exit status 1 when any check found something wrong."""
    findings = [_versions()]
    tables: dict[str, tuple[int, int]] = {}
    try:
        registry = session.workspace.registry
        findings.append(Finding("registry", True, registry.fingerprint))
    except RegistryError as error:
        findings += [Finding("registry", False, str(problem)) for problem in error.problems]
        _show(session, findings, tables)
        return 1
    for check in (_snapshot, _batches, _map, _disk):
        findings.append(_tried(check, session))
    if all(finding.ok for finding in findings):
        tables = session.workspace.store.snapshot().checksums()
    _show(session, findings, tables)
    return int(not all(finding.ok for finding in findings))


def _tried(check: Callable[[Session], Finding], session: Session) -> Finding:
    try:
        return check(session)
    except AirtrackError as error:
        sentence, hint = session.words.glossary.of_error(error, session.words.lang)
        return Finding(check.__name__.strip("_"), False, f"{sentence} {hint}")


def _versions() -> Finding:
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    python = platform.python_version()
    return Finding("versions", True, f"airtrack {__version__}, Python {python}, {libraries}")


def _snapshot(session: Session) -> Finding:
    store = session.workspace.store
    current = store.snapshot()
    pending = store.layout.pending.exists()
    detail = f"{store.layout.root.as_posix()}: {current.revision} ({current.path.name})"
    return Finding("store", not pending, detail + (" PENDING" if pending else ""))


def _batches(session: Session) -> Finding:
    """Every batch holds the rows that were committed."""
    store = session.workspace.store
    history = store.snapshot().history()
    damaged = [
        item.batch.batch_id
        for item in history
        if not folders.verify(store.layout, item.batch.batch_id)
    ]
    detail = f"{len(history)} batches" + (f", damaged: {', '.join(damaged)}" if damaged else "")
    return Finding("batches", not damaged, detail)


def _map(session: Session) -> Finding:
    """The boundaries that the map of this edition draws can be read."""
    atlas = session.workspace.atlas
    units = len(atlas.fine.territories) if atlas.has_map else 0
    return Finding("map", True, f"{units} units {atlas.number}".strip())


def _disk(session: Session) -> Finding:
    root = session.workspace.store.layout.root.absolute()
    # before there is a store, the disk that would hold it
    there = next(path for path in (root, *root.parents) if path.exists())
    free = shutil.disk_usage(there).free
    return Finding("disk", free >= _LEAST_FREE_BYTES, f"{free / (1 << 30):.1f} GiB free")


def _show(session: Session, findings: list[Finding], tables: dict[str, tuple[int, int]]) -> None:
    if session.is_json:
        checks = [{"name": f.name, "ok": f.ok, "detail": f.detail} for f in findings]
        listed = [
            {"table": name, "rows": rows, "checksum": str(checksum)}
            for name, (rows, checksum) in tables.items()
        ]
        ok = all(finding.ok for finding in findings)
        output.show_json({"ok": ok, "checks": checks, "tables": listed})
        return
    words = session.words
    columns = (
        Column("check", words.label("check_name")),
        Column("state", words.label("state")),
        Column("detail", words.label("detail")),
    )
    rows = tuple((f.name, words.label("ok" if f.ok else "not_ok"), f.detail) for f in findings)
    output.show_table(Table("", columns, rows))
