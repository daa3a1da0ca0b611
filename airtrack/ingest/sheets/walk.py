"""The tables inside a source: a file, a workbook, an archive, a folder of these, or an upload."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from airtrack.errors import Level, Problem, SheetError, WrongUse
from airtrack.ingest.sheets import archive, confined, workbook
from airtrack.ingest.sheets.sheet import ENCODINGS
from airtrack.store.draft import Original

TABLES = (".csv", ".tsv", ".txt")
PLAN_TEXT = "plan.toml"
"""A text that is no table and says which plan the tables beside it make."""

MOST_TABLES = 32_767
_PROSE = ".txt"
_UNNAMED = "upload"
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Member:
    """One table of the source; `data` gives its bytes, uncompressed.

    `delimiter` is given where it need not be guessed, `encoding` where somebody says it.
    `is_perhaps_prose` is true for what may be a description as well as a table: a text file, one
    of several sheets.
    """

    name: str
    data: Callable[[], bytes]
    delimiter: str | None = None
    is_perhaps_prose: bool = False
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What was handed in: its files as they came, and the tables in them by name.

    `texts` are those that say which plan the tables make.
    """

    name: str
    sha256: str
    originals: tuple[Original, ...]
    members: tuple[Member, ...]
    problems: tuple[Problem, ...]
    texts: tuple[Member, ...] = ()


def source(path: Path) -> Source:
    """The files and tables under `path`; tables are in the order of their names.

    Hidden files are skipped, other files than tables are a warning `not_a_table`.
    """
    if not path.exists():
        raise SheetError("no_such_file", file=path.name)
    originals = tuple(_originals(path))
    if path.is_dir():
        return _source(path.name, _sha256_of_folder(originals), originals, inside=True)
    return _source(path.name, originals[0].sha256, originals, inside=False)


def chosen(folder: Path, names: Sequence[str]) -> Source:
    """These files of a folder as one source; whatever else lies there is not looked at."""
    originals = tuple(_original(folder / name, name) for name in sorted(names))
    return _source(folder.name, _sha256_of_folder(originals), originals, inside=True)


def uploaded(name: str, data: bytes) -> Source:
    """A file that is in memory only, as if it lay in a folder under the last part of its name."""
    original = Original(_file_name(name), data, hashlib.sha256(data).hexdigest())
    return _source(original.name, original.sha256, (original,), inside=False)


def uploaded_together(name: str, files: Sequence[tuple[str, bytes]]) -> Source:
    """Files that are in memory only, as if they lay in a folder of that name."""
    originals = tuple(
        Original(_file_name(file), data, hashlib.sha256(data).hexdigest())
        for file, data in sorted(files)
    )
    return _source(_file_name(name), _sha256_of_folder(originals), originals, inside=True)


def encoded(given: Source, encoding: str | None) -> Source:
    """The source with its texts in that encoding, the text of a plan too; workbooks say their own.

    None changes nothing.

    Raises WrongUse for an encoding that is not known.
    """
    if encoding is None:
        return given
    if encoding not in ENCODINGS:
        raise WrongUse("unknown_encoding", text=encoding, nearest=list(ENCODINGS))

    def said(member: Member) -> Member:
        return replace(member, encoding=None if member.delimiter else encoding)

    members, texts = (tuple(map(said, items)) for items in (given.members, given.texts))
    return replace(given, members=members, texts=texts)


def kept(
    name: str, originals: Sequence[Original], encodings: Mapping[str, str] = MappingProxyType({})
) -> Source:
    """The source of that name whose files are in memory, with the paths that they have in it.

    `encodings` are those in which its tables were read, by their names.
    """
    if len(originals) == 1 and originals[0].name == name:
        found = _source(name, originals[0].sha256, tuple(originals), inside=False)
    else:
        sha256 = _sha256_of_folder(tuple(originals))
        found = _source(name, sha256, tuple(originals), inside=True)
    members = tuple(
        replace(member, encoding=None if member.delimiter else encodings.get(member.name))
        for member in found.members
    )
    return replace(found, members=members)


def _source(name: str, sha256: str, originals: tuple[Original, ...], *, inside: bool) -> Source:
    problems: list[Problem] = []
    found: list[Member] = []
    for original in originals:
        found.extend(_members(original, problems, inside=inside))
    members = [member for member in found if not _is_plan(member.name)]
    texts = tuple(member for member in found if _is_plan(member.name))
    if not found:
        raise SheetError("no_table", file=name)
    if len(members) > MOST_TABLES:
        raise SheetError("archive_too_large", file=name)
    members.sort(key=lambda member: member.name)
    for before, member in pairwise(members):
        if before.name == member.name:
            raise SheetError("same_name_twice", file=name, name=member.name)
    return Source(name, sha256, originals, tuple(members), tuple(problems), texts)


def _file_name(name: str) -> str:
    """The name without folders and unprintable characters, short enough for any file system."""
    last = PurePosixPath(name.replace("\\", "/")).name
    printable = "".join(letter for letter in last if letter.isprintable())
    path = PurePosixPath(printable.lstrip(".") or _UNNAMED)
    room = _LONGEST_NAME - len(path.suffix.encode())
    stem = path.stem.encode()[: max(room, 0)].decode(errors="ignore")
    return stem + path.suffix


def _originals(path: Path) -> Iterator[Original]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        name = file.relative_to(path).as_posix() if path.is_dir() else file.name
        if file.is_file() and not (path.is_dir() and _is_hidden(name)):
            yield _original(file, name)


def _original(file: Path, name: str) -> Original:
    data = file.read_bytes()
    return Original(name, data, hashlib.sha256(data).hexdigest())


def _sha256_of_folder(originals: tuple[Original, ...]) -> str:
    lines = sorted(f"{original.sha256} {original.name}\n" for original in originals)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _is_hidden(name: str) -> bool:
    """True for hidden files and for what an open spreadsheet leaves beside itself."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part.startswith((".", "~$")) for part in parts)


def _members(original: Original, problems: list[Problem], *, inside: bool) -> Iterator[Member]:
    if not original.name.lower().endswith(".zip"):
        yield from _tables(original.name, lambda: original.data, problems)
        return
    prefix = f"{original.name}/" if inside else ""
    for entry in archive.entries(original.name, original.data, prefix=prefix):
        if _is_hidden(entry.name):
            continue
        if entry.is_locked and _is_table(entry.name):
            raise SheetError("locked_archive", file=original.name)
        yield from _tables(entry.name, entry.data, problems)


def _is_table(name: str) -> bool:
    return _is_text(name) or workbook.is_workbook(name)


def _is_plan(name: str) -> bool:
    return PurePosixPath(name).name.lower() == PLAN_TEXT


def _is_text(name: str) -> bool:
    return name.lower().removesuffix(".gz").endswith(TABLES)


def _tables(name: str, data: Callable[[], bytes], problems: list[Problem]) -> Iterator[Member]:
    if _is_text(name):
        prose = name.lower().endswith(_PROSE)
        yield Member(name, lambda: archive.uncompressed(name, data()), is_perhaps_prose=prose)
    elif _is_plan(name):
        yield Member(name, data)
    elif workbook.is_workbook(name):
        found = confined.tables(name, data())
        for table in found:
            yield Member(table.name, table.data, workbook.DELIMITER, len(found) > 1)
    else:
        problems.append(Problem(Level.WARNING, "not_a_table", name))
