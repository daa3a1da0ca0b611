"""A sheet: one table as text, cell for cell, every row with its line in the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from airtrack.errors import Level, Problem, SheetError
from airtrack.ingest.cells.found import capped

HEAD_LINES = 10
_HEAD_BYTES = 1 << 18
_MOST_BREAKS = 20
_BLOCK_BYTES = 1 << 28
_BOM = b"\xef\xbb\xbf"
ENCODINGS = ("utf-8", "gb18030", "gbk", "big5", "utf-16")
"""What a file may be said to be in; without a word it is UTF-8, else GB18030."""

_DELIMITERS = (",", "\t", ";")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of one table in UTF-8; `head` are the cells of its first lines."""

    name: str
    data: bytes
    encoding: str
    delimiter: str
    head: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Body:
    """Columns below the header by their index, and the line in the file of every row."""

    columns: dict[int, pa.DictionaryArray]
    lines: pa.Array
    problems: tuple[Problem, ...]


def read(
    name: str, data: bytes, *, delimiter: str | None = None, encoding: str | None = None
) -> Sheet:
    """The table of that file; its encoding is UTF-8 with or without mark, or GB18030.

    Where `encoding` is given it is that, or SheetError `other_encoding` is raised. The delimiter is
    the one that stands most often in one of the first lines, unless it is given.
    """
    text, encoding = _recoded(name, data, encoding) if encoding else _utf8(name, data)
    if not text.strip():
        raise SheetError("empty_file", file=name)
    lines = text[:_HEAD_BYTES].splitlines()[:HEAD_LINES]
    head_text = [line.decode("utf-8", errors="replace") for line in lines]
    delimiter = delimiter or max(
        _DELIMITERS, key=lambda mark: max(line.count(mark) for line in head_text)
    )
    if b'"' in text:
        text = _unfolded(name, text)
        lines = text[:_HEAD_BYTES].splitlines()[:HEAD_LINES]
        head_text = [line.decode("utf-8", errors="replace") for line in lines]
    head = tuple(_cells(line, delimiter) for line in head_text)
    return Sheet(name, text, encoding, delimiter, head)


def lines(sheet: Sheet) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The cells of every line that has any, with its number in the file; for small tables."""
    reader = csv.reader(io.StringIO(sheet.data.decode("utf-8")), delimiter=sheet.delimiter)
    for row, cells in enumerate(reader, start=1):
        if any(cell.strip() for cell in cells):
            yield row, tuple(cell.strip() for cell in cells)


def text(name: str, data: bytes, *, encoding: str | None = None) -> tuple[str, str]:
    """A text that is no table, and its encoding, of the same ones as tables have."""
    found, used = _recoded(name, data, encoding) if encoding else _utf8(name, data)
    return found.decode("utf-8"), used


def rows(sheet: Sheet, *, first_line: int, most: int) -> Iterator[tuple[str, ...]]:
    """The cells of so many lines from `first_line` on, as far as they stand near the beginning."""
    lines = sheet.data[:_HEAD_BYTES].splitlines()[first_line - 1 : first_line - 1 + most]
    for line in lines:
        yield _cells(line.decode("utf-8", errors="replace"), sheet.delimiter)


def body(sheet: Sheet, *, first_line: int, width: int, wanted: Iterable[int]) -> Body:
    """The wanted columns from `first_line` on; rows of another width than `width` are left out.

    Rows without any text in the wanted columns are left out silently.
    """
    indexes = sorted(set(wanted))
    text = sheet.data[_offset(sheet.data, first_line) :].removeprefix(_BOM)
    kind = pa.dictionary(pa.int32(), pa.string())
    if not text:
        empty = {index: pa.array([], kind) for index in indexes}
        return Body(empty, pa.array([], pa.int32()), ())
    ragged: list[tuple[int, int]] = []
    table = _table(text, sheet.delimiter, width=width, indexes=indexes, ragged=ragged)
    table = table.unify_dictionaries()
    columns = {index: table.column(at).combine_chunks() for at, index in enumerate(indexes)}
    lines = pa.arange(first_line, first_line + table.num_rows + len(ragged)).cast(pa.int32())
    if ragged:
        skipped = pa.array([first_line + number - 1 for number, _ in ragged], pa.int32())
        lines = lines.filter(pc.invert(pc.is_in(lines, value_set=skipped)))
    problems = capped(
        Problem(
            Level.WARNING,
            "ragged_row",
            sheet.name,
            row=first_line + number - 1,
            params={"expected": width, "actual": actual},
        )
        for number, actual in ragged
    )
    return _without_blank_rows(columns, lines, tuple(problems))


def _recoded(name: str, data: bytes, encoding: str) -> tuple[bytes, str]:
    """The text in UTF-8 of a file that is said to be in that encoding."""
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        raise SheetError("other_encoding", file=name, encoding=encoding) from error
    if "\0" in text:
        raise SheetError("other_encoding", file=name, encoding=encoding)
    return text.encode("utf-8", errors="replace"), encoding


def _utf8(name: str, data: bytes) -> tuple[bytes, str]:
    if b"\0" in data:
        raise SheetError("unreadable_encoding", file=name)
    marked = data.startswith(_BOM)
    text = data.removeprefix(_BOM)
    try:
        text.decode("utf-8")
        return text, "utf-8-sig" if marked else "utf-8"
    except UnicodeDecodeError as error:
        if marked:
            raise SheetError("unreadable_encoding", file=name) from error
    try:
        return text.decode("gb18030").encode("utf-8"), "gb18030"
    except UnicodeDecodeError as error:
        raise SheetError("unreadable_encoding", file=name) from error


def _unfolded(name: str, text: bytes) -> bytes:
    """The text with every cell on one line: breaks inside quotes are blanks.

    Empty lines follow in their place, so that every row keeps its line. Raises
    SheetError `open_quote` where a quotation mark does not close within some lines.
    """
    lines = text.splitlines()
    odd = [at for at, line in enumerate(lines) if line.count(b'"') % 2]
    if not odd:
        return text
    for first, last in zip_longest(odd[::2], odd[1::2]):
        if last is None or last - first > _MOST_BREAKS:
            raise SheetError("open_quote", file=name, row=first + 1)
        lines[first] = b" ".join(line.strip() for line in lines[first : last + 1])
        lines[first + 1 : last + 1] = [b""] * (last - first)
    return b"\n".join(lines) + b"\n"


def _cells(line: str, delimiter: str) -> tuple[str, ...]:
    return tuple(next(csv.reader(io.StringIO(line), delimiter=delimiter), []))


def _offset(data: bytes, line: int) -> int:
    """Where the line of that number begins (LF, CRLF or CR end a line)."""
    head = data[:_HEAD_BYTES].splitlines(keepends=True)
    return sum(len(part) for part in head[: line - 1])


def _table(
    text: bytes,
    delimiter: str,
    *,
    width: int,
    indexes: list[int],
    ragged: list[tuple[int, int]],
) -> pa.Table:
    def note(row: arrow_csv.InvalidRow) -> str:
        ragged.append((row.number, row.actual_columns))
        return "skip"

    names = [str(index) for index in range(width)]
    wanted = [names[index] for index in indexes]
    kind = pa.dictionary(pa.int32(), pa.string())
    return arrow_csv.read_csv(
        pa.py_buffer(text),
        # Rows are numbered by the reader only while it works in one thread.
        read_options=arrow_csv.ReadOptions(
            use_threads=False, column_names=names, block_size=min(len(text), _BLOCK_BYTES)
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter, ignore_empty_lines=False, invalid_row_handler=note
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(wanted, kind),
            include_columns=wanted,
            strings_can_be_null=False,
        ),
    )


def _without_blank_rows(
    columns: dict[int, pa.DictionaryArray], lines: pa.Array, problems: tuple[Problem, ...]
) -> Body:
    blank: pa.Array | None = None
    for column in columns.values():
        texts = column.dictionary.to_pylist()
        if all(text.strip() for text in texts):
            return Body(columns, lines, problems)
        empty = pa.array([not text.strip() for text in texts], pa.bool_()).take(column.indices)
        blank = empty if blank is None else pc.and_(blank, empty)
    if blank is None or not pc.any(blank).as_py():
        return Body(columns, lines, problems)
    filled = pc.invert(blank)
    kept = {index: column.filter(filled) for index, column in columns.items()}
    return Body(kept, lines.filter(filled), problems)
