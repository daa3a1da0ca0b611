"""Workbooks are parsed in a process of their own, which may take so much memory and time.

What the parser makes of a hostile file stays there: this process gets the tables or an error.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import airtrack
from airtrack.errors import SheetError
from airtrack.ingest.sheets import workbook
from airtrack.ingest.sheets.workbook import Table

MOST_BYTES = 3 << 28
"""With what the gate itself needs beside its parser this is less than a gibibyte."""

MOST_SECONDS = 30
OUT_OF_MEMORY = 3
"""The exit status of a parser that was not given all the memory it asked for."""

_HEAVY = {OUT_OF_MEMORY, -signal.SIGABRT}
_MODULE = "airtrack.ingest.sheets.confined"
_ROOT = Path(airtrack.__file__).parents[1]


def tables(
    name: str, data: bytes, *, most_bytes: int = MOST_BYTES, most_seconds: float = MOST_SECONDS
) -> list[Table]:
    """The filled sheets of the workbook, as `workbook.tables` gives them.

    Raises its SheetError, or `workbook_too_heavy` and `workbook_too_slow` beyond the limits
    (memory is limited where the system can, on POSIX).
    """
    workbook.refuse_page(name, data)
    # -B: a parser writes nothing, not even its own bytecode
    command = [sys.executable, "-B", "-m", _MODULE, str(most_bytes), json.dumps(name)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=most_seconds, cwd=_ROOT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise SheetError("workbook_too_slow", file=name, seconds=most_seconds) from error
    if done.returncode in _HEAVY or done.returncode == -getattr(signal, "SIGKILL", 9):
        raise SheetError("workbook_too_heavy", file=name, mebibytes=most_bytes >> 20)
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        reason = last[0] if last else str(done.returncode)
        raise SheetError("damaged_workbook", file=name, reason=reason)
    return _received(done.stdout)


def _received(answer: bytes) -> list[Table]:
    head, _, rest = answer.partition(b"\n")
    said = json.loads(head)
    if "code" in said:
        raise SheetError(said["code"], **said["params"])
    found = []
    for name, size in said["tables"]:
        found.append(Table(name, rest[:size]))
        rest = rest[size:]
    return found


def _answer(name: str, data: bytes) -> bytes:
    try:
        found = workbook.tables(name, data)
    except SheetError as error:
        return json.dumps({"code": error.code, "params": error.params}, default=str).encode()
    sizes = [(table.name, len(table.text)) for table in found]
    return b"\n".join([json.dumps({"tables": sizes}).encode(), b"".join(t.text for t in found)])


def _limit(most_bytes: int) -> None:
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _main() -> int:
    _limit(int(sys.argv[1]))
    try:
        sys.stdout.buffer.write(_answer(json.loads(sys.argv[2]), sys.stdin.buffer.read()))
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


if __name__ == "__main__":
    sys.exit(_main())
