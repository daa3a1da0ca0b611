"""What is packed: compressed tables and zip archives, judged by their directory before opening."""

from __future__ import annotations

import gzip
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from airtrack.errors import SheetError

MOST_MEMBERS = 2_000
MOST_BYTES = 1 << 29
MOST_TABLE_BYTES = 1 << 26
MOST_EXPANSION = 200
_MOST_NAME_BYTES = 1024
_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\5\6"
_DRIVE = re.compile(r"[A-Za-z]:")
_ALWAYS_ALLOWED = 1 << 20
_LOCKED, _NAMED_IN_UTF8 = 0x1, 0x800
_DAMAGE = (zipfile.BadZipFile, EOFError, OSError, ValueError, zlib.error, NotImplementedError)


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of an archive; `data` gives its bytes, or raises SheetError."""

    name: str
    is_locked: bool
    data: Callable[[], bytes]


def uncompressed(name: str, data: bytes) -> bytes:
    """The bytes of the file, unpacked where its name ends with `.gz`."""
    if not name.lower().endswith(".gz"):
        return data
    most = min(MOST_TABLE_BYTES, max(_ALWAYS_ALLOWED, MOST_EXPANSION * len(data)))
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            text = stream.read(most + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise SheetError("damaged_archive", file=name, reason=str(error)) from error
    if len(text) > most:
        raise SheetError("archive_too_large", file=name)
    return text


def entries(name: str, data: bytes, *, prefix: str = "") -> Iterator[Entry]:
    """The files of the zip archive called `name`, in the order of their names, unopened.

    Their names begin with `prefix`. Raises SheetError `damaged_archive`, or `archive_too_large`
    by what its directory says; `unsafe_archive` where a name leads out of it.
    """
    _refuse_a_crowd(name, data)
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise SheetError("damaged_archive", file=name, reason=str(error)) from error
    found = packed.infolist()
    _refuse_a_bomb(name, found, size=len(data))
    for entry in found:
        if _leads_out(_name(entry)):
            raise SheetError("unsafe_archive", file=name, name=_name(entry))
    for entry in sorted(found, key=_name):
        if not entry.is_dir():
            inner, is_locked = prefix + _name(entry), bool(entry.flag_bits & _LOCKED)
            yield Entry(inner, is_locked, _entry_reader(packed, entry, inner))


def _refuse_a_crowd(name: str, data: bytes) -> None:
    """Before the directory is read: one of a million files would take seconds for itself."""
    at = data.rfind(_END_MARK)
    if at < 0 or at + _END.size > len(data):
        return
    *_, n_files, size, _, _ = _END.unpack_from(data, at)
    if n_files > MOST_MEMBERS or size > MOST_MEMBERS * _MOST_NAME_BYTES:
        raise SheetError("archive_too_large", file=name)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or ".." in name.split("/") or _DRIVE.match(name) is not None


def _refuse_a_bomb(name: str, found: list[zipfile.ZipInfo], *, size: int) -> None:
    total = sum(entry.file_size for entry in found)
    largest = max((entry.file_size for entry in found), default=0)
    most = min(MOST_BYTES, max(_ALWAYS_ALLOWED, MOST_EXPANSION * size))
    if len(found) > MOST_MEMBERS or total > most or largest > MOST_TABLE_BYTES:
        raise SheetError("archive_too_large", file=name)


def _entry_reader(
    packed: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str
) -> Callable[[], bytes]:
    def data() -> bytes:
        try:
            with packed.open(entry) as stream:
                # not all at once: whatever the directory says, no more than that is unpacked
                return stream.read(entry.file_size)
        except _DAMAGE as error:
            raise SheetError("damaged_archive", file=name, reason=str(error)) from error

    return data


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; older archives hold it in the packer's encoding, unmarked."""
    # on Windows some packers write backslashes between folders
    return _decoded(entry).replace("\\", "/")


def _decoded(entry: zipfile.ZipInfo) -> str:
    if entry.flag_bits & _NAMED_IN_UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
