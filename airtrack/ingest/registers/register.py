"""From a table of a register (台账) to its records: each cell read as its column says.

Records are few and decide much: what cannot be read stops the draft, nothing is left aside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from airtrack.domain.batch import Grain
from airtrack.domain.register import FieldKind, Register, RegisterField
from airtrack.domain.spelling import header_key
from airtrack.errors import Level, Problem, SheetError
from airtrack.ingest.cells import serial
from airtrack.ingest.cells.found import capped
from airtrack.ingest.cells.wording import is_note, is_sum
from airtrack.ingest.registers.field import FieldReader, made_code
from airtrack.ingest.sheets import sheet as sheets
from airtrack.ingest.sheets.sheet import Sheet
from airtrack.store.draft import KEYS

Row = dict[str, object]
_CODE = "place_id"
_LEAST_ALIKE = 3
_MOST_SHOWN = 20
_PLACES = (FieldKind.PLACE, FieldKind.GROUP, FieldKind.TERRITORY)
_IN_TIME = (FieldKind.DAY, FieldKind.PERIOD, FieldKind.MONTH)


@dataclass(frozen=True, slots=True)
class Found:
    """How one line of a sheet serves as the header of a register: column numbers by field name."""

    register: Register
    line: int
    headers: tuple[str, ...]
    at: Mapping[str, int]
    n_recognised: int
    twice: tuple[tuple[int, str], ...] = ()

    @property
    def missing(self) -> tuple[RegisterField, ...]:
        """The needed columns that the line lacks."""
        return tuple(field for field in self.register.needed if field.name not in self.at)


@dataclass(frozen=True, slots=True)
class Entered:
    """The records of one table, each with its `source_row`; `heads` are its headers by column."""

    register: Register
    rows: tuple[Row, ...]
    n_rows: int
    heads: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = field(default_factory=tuple)


def find(sheet: Sheet, registers: Sequence[Register]) -> Found | None:
    """The register whose needed columns a line of the sheet has, the best of several, or None."""
    whole = [found for found in _all(sheet, registers) if not found.missing]
    return max(whole, key=lambda found: found.n_recognised, default=None)


def nearly(sheet: Sheet, registers: Sequence[Register]) -> SheetError | None:
    """What the sheet lacks of the nearest register, where most of its headers are known there."""
    near = [found for found in _all(sheet, registers) if found.n_recognised >= _LEAST_ALIKE]
    best = max(near, key=lambda found: found.n_recognised, default=None)
    if best is None or 2 * best.n_recognised <= sum(bool(text) for text in best.headers):
        return None
    return SheetError(
        "register_unlike",
        file=sheet.name,
        columns=list(best.headers[:_MOST_SHOWN]),
        nearest=best.register.id,
        name=best.register.name,
        name_en=best.register.name_en,
        lacks=[column.head for column in best.missing],
    )


def _all(sheet: Sheet, registers: Sequence[Register]) -> Iterator[Found]:
    for register in registers:
        spelled = register.spelled
        unused = {header_key(text) for text in register.unused}
        for line, cells in enumerate(sheet.head, start=1):
            headers = tuple(cell.strip() for cell in cells)
            keys = [header_key(text) if text else "" for text in headers]
            at: dict[str, int] = {}
            twice = []
            for index, key in enumerate(keys):
                column = spelled.get(key)
                if column is not None and column.name in at:
                    twice.append((index, headers[at[column.name]]))
                elif column is not None:
                    at[column.name] = index
            n_recognised = len(at) + sum(key in unused for key in keys if key)
            if at:
                yield Found(register, line, headers, at, n_recognised, tuple(twice))


def of_table(sheet: Sheet, found: Found, *, file: str, reader: FieldReader) -> Entered:
    """The records below the header of the table called `file`."""
    register = found.register
    wanted = [0, *found.at.values()]
    body = sheets.body(sheet, first_line=found.line + 1, width=len(found.headers), wanted=wanted)
    columns = {name: body.columns[index].to_pylist() for name, index in found.at.items()}
    leading = body.columns[0].to_pylist()
    n_rows = 0
    told: list[Problem] = []
    rows: list[Row] = []
    for position, number in enumerate(body.lines.to_pylist()):
        said = {name: str(texts[position]).strip() for name, texts in columns.items()}
        if not any(said.values()):
            # a number of a row, or a note below these numbers
            continue
        n_rows += 1
        line = _Line(register, found, file, number, said)
        beside = line.beside(str(leading[position]).strip(), reader)
        if beside is not None:
            told.append(beside)
            continue
        row = line.record(reader, told)
        if row is not None:
            rows.append(row)
    told += _serials(found, body, file)
    kept, repeated = _single(register, rows, file=file)
    is_told = any(problem.level is Level.BLOCKER for problem in told)
    blank = () if rows or is_told else (Problem(Level.BLOCKER, "register_empty", file),)
    return Entered(
        register=register,
        rows=tuple(kept),
        n_rows=n_rows,
        heads={name: found.headers[index] for name, index in found.at.items()},
        problems=(*_of_header(found, file), *body.problems, *blank, *capped(told), *repeated),
    )


def _serials(found: Found, body: sheets.Body, file: str) -> Iterator[Problem]:
    """One warning a column of days or periods in which some are numbers of a spreadsheet."""
    for column in found.register.field:
        if column.name in found.at and column.kind in _IN_TIME:
            at = found.at[column.name]
            cells = zip(body.lines.to_pylist(), body.columns[at].to_pylist(), strict=True)
            yield from serial.problem(cells, file=file, column=found.headers[at])


@dataclass(frozen=True, slots=True)
class _Line:
    register: Register
    found: Found
    file: str
    number: int
    said: Mapping[str, str]

    def beside(self, leading: str, reader: FieldReader) -> Problem | None:
        """A warning where the line is a note or a sum of others; `leading` is its first cell.

        That is so where it says so at its beginning and some needed cell says nothing, or the
        sum stands where an unknown place does.
        """
        needed = (self.said.get(item.name, "") for item in self.register.needed)
        is_lacking = not all(map(reader.says, needed))
        name, first = next((name, text) for name, text in self.said.items() if text)
        column = next(item for item in self.register.field if item.name == name)
        is_strange = is_lacking or not _is_place(column, first, reader)
        heads = self.found.headers
        for head, text in ((heads[self.found.at[name]], first), (heads[0], leading)):
            if is_lacking and is_note(text, reader.footnote):
                code = "footnote_row"
            elif is_strange and is_sum(text, reader.sums):
                code = "regional_row"
            else:
                continue
            return Problem(Level.WARNING, code, self.file, self.number, head or None, text)
        return None

    def record(self, reader: FieldReader, told: list[Problem]) -> Row | None:
        """The record of the line, or None where it is a note or something is wrong with it."""
        filled = [text for text in self.said.values() if text]
        lacking = [column for column in self.register.needed if not self.said.get(column.name)]
        if len(filled) == 1 and len(lacking) >= 1 and len(self.said) > 1:
            told.append(self._problem("register_line_left_out", value=filled[0], blocks=False))
            return None
        for column in lacking:
            told.append(self._problem("register_blank_cell", column=column))
        row: Row = {"source_row": self.number}
        is_whole = not lacking
        for column in self.register.field:
            text = self.said.get(column.name) or column.default
            read = reader.read(column, text)
            if read.code is not None and column not in lacking:
                told.append(self._problem(read.code, column=column, value=text, told=read.params))
                is_whole = False
            row |= read.columns
        if is_whole and self.register.grain is Grain.PLACE and not row[_CODE]:
            name, parent = str(row["name"]), str(row["parent"])
            row[_CODE] = made_code(name, parent, reader.gazetteer)
        return row if is_whole else None

    def _problem(
        self,
        code: str,
        *,
        column: RegisterField | None = None,
        value: str = "",
        blocks: bool = True,
        told: Mapping[str, object] | None = None,
    ) -> Problem:
        level = Level.BLOCKER if blocks else Level.WARNING
        header = None
        if column is not None:
            index = self.found.at.get(column.name)
            header = column.head if index is None else self.found.headers[index]
        params = dict(told or {})
        return Problem(
            level, code, self.file, row=self.number, column=header, value=value, params=params
        )


def _is_place(column: RegisterField, text: str, reader: FieldReader) -> bool:
    """False where a place should stand and the text names none."""
    return column.kind not in _PLACES or reader.read(column, text).code is None


def _of_header(found: Found, file: str) -> Iterator[Problem]:
    known = set(found.at.values()) | {index for index, _ in found.twice}
    unused = {header_key(text) for text in found.register.unused}
    for index, header in enumerate(found.headers):
        if header and index not in known and header_key(header) not in unused:
            yield Problem(Level.WARNING, "column_unlike_any", file, row=found.line, column=header)
    for index, other in found.twice:
        header, params = found.headers[index], dict[str, object](other=other)
        yield Problem(
            *(Level.BLOCKER, "duplicate_column", file), row=found.line, column=header, params=params
        )


def _single(
    register: Register, rows: Sequence[Row], *, file: str
) -> tuple[list[Row], list[Problem]]:
    """One record a key: an equal one is dropped with a warning, another one stops the draft."""
    kept: dict[tuple[object, ...], Row] = {}
    problems = []
    for row in rows:
        key = tuple(row.get(name) for name in KEYS[register.grain])
        first = kept.setdefault(key, row)
        if first is row:
            continue
        is_same = _content(first) == _content(row)
        line, other = row["source_row"], first["source_row"]
        problems.append(
            Problem(
                Level.WARNING if is_same else Level.BLOCKER,
                "duplicate_row" if is_same else "register_twice",
                file,
                row=line if isinstance(line, int) else None,
                params={"other_file": file, "other_row": other},
            )
        )
    return list(kept.values()), problems


def _content(row: Row) -> Row:
    return {name: value for name, value in row.items() if name != "source_row"}
