"""The tables inside a source: a file, a compressed file, an archive, or a folder of these."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from airtrack.errors import Level, Problem, SheetError
from airtrack.store.draft import Original

TABLES = (".csv", ".tsv", ".txt")
MOST_TABLES = 32_767
MOST_MEMBERS = 2_000
MOST_BYTES = 2 << 30
MOST_EXPANSION = 200
_ALWAYS_ALLOWED = 1 << 20
_LOCKED, _NAMED_IN_UTF8 = 0x1, 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """One table of the source; `data` gives its bytes, uncompressed."""

    name: str
    data: Callable[[], bytes]

    @property
    def is_perhaps_prose(self) -> bool:
        """True for a name that a description may bear as well as a table."""
        return self.name.lower().endswith(".txt")


@dataclass(frozen=True, slots=True)
class Source:
    """What was handed in: its files as they came, and the tables in them by name."""

    name: str
    sha256: str
    originals: tuple[Original, ...]
    members: tuple[Member, ...]
    problems: tuple[Problem, ...]


def source(path: Path) -> Source:
    """The files and tables under `path`; tables are in the order of their names.

    Hidden files are skipped, other files than tables are a warning `not_a_table`.
    """
    if not path.exists():
        raise SheetError("no_such_file", file=path.name)
    originals = tuple(_originals(path))
    problems: list[Problem] = []
    members: list[Member] = []
    for original in originals:
        members.extend(_members(original, problems, inside=path.is_dir()))
    if not members:
        raise SheetError("no_table", file=path.name)
    if len(members) > MOST_TABLES:
        raise SheetError("archive_too_large", file=path.name)
    members.sort(key=lambda member: member.name)
    for before, member in pairwise(members):
        if before.name == member.name:
            raise SheetError("same_name_twice", file=path.name, name=member.name)
    sha256 = _sha256_of_folder(originals) if path.is_dir() else originals[0].sha256
    return Source(path.name, sha256, originals, tuple(members), tuple(problems))


def _originals(path: Path) -> Iterator[Original]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        if file.is_file() and not (path.is_dir() and _is_hidden(name)):
            data = file.read_bytes()
            yield Original(name, data, hashlib.sha256(data).hexdigest())


def _sha256_of_folder(originals: tuple[Original, ...]) -> str:
    lines = sorted(f"{original.sha256} {original.name}\n" for original in originals)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part.startswith(".") for part in parts)


def _is_table(name: str) -> bool:
    lower = name.lower()
    return lower.removesuffix(".gz").endswith(TABLES)


def _members(original: Original, problems: list[Problem], *, inside: bool) -> Iterator[Member]:
    if original.name.lower().endswith(".zip"):
        yield from _zipped(original, problems, prefix=f"{original.name}/" if inside else "")
    elif _is_table(original.name):
        yield Member(original.name, lambda: _uncompressed(original.name, original.data))
    else:
        problems.append(Problem(Level.WARNING, "not_a_table", original.name))


def _uncompressed(name: str, data: bytes) -> bytes:
    if not name.lower().endswith(".gz"):
        return data
    most = min(MOST_BYTES, max(_ALWAYS_ALLOWED, MOST_EXPANSION * len(data)))
    try:
        with gzip.open(io.BytesIO(data)) as stream:
            text = stream.read(most + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise SheetError("damaged_archive", file=name, reason=str(error)) from error
    if len(text) > most:
        raise SheetError("archive_too_large", file=name)
    return text


def _zipped(original: Original, problems: list[Problem], *, prefix: str) -> Iterator[Member]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(original.data))
    except (zipfile.BadZipFile, EOFError, OSError, ValueError) as error:
        raise SheetError("damaged_archive", file=original.name, reason=str(error)) from error
    entries = archive.infolist()
    _refuse_a_bomb(original.name, entries, size=len(original.data))
    for entry in sorted(entries, key=_name):
        name = prefix + _name(entry)
        if entry.is_dir() or _is_hidden(_name(entry)):
            continue
        if not _is_table(name):
            problems.append(Problem(Level.WARNING, "not_a_table", name))
            continue
        if entry.flag_bits & _LOCKED:
            raise SheetError("locked_archive", file=original.name)
        yield Member(name, _entry_reader(archive, entry, name))


def _refuse_a_bomb(name: str, entries: list[zipfile.ZipInfo], *, size: int) -> None:
    total = sum(entry.file_size for entry in entries)
    most = min(MOST_BYTES, max(_ALWAYS_ALLOWED, MOST_EXPANSION * size))
    if len(entries) > MOST_MEMBERS or total > most:
        raise SheetError("archive_too_large", file=name)


def _entry_reader(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str
) -> Callable[[], bytes]:
    def data() -> bytes:
        try:
            packed = archive.read(entry)
        except (zipfile.BadZipFile, EOFError, OSError, zlib.error, NotImplementedError) as error:
            raise SheetError("damaged_archive", file=name, reason=str(error)) from error
        return _uncompressed(name, packed)

    return data


def _name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry; older archives hold it in the packer's encoding, unmarked."""
    if entry.flag_bits & _NAMED_IN_UTF8:
        return entry.filename
    raw = entry.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename
