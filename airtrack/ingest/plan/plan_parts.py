"""The tables of a plan inside a source: its fields, its targets, its tasks, by their names.

Source: docs/plans.md; `data/forms/plans.toml` says what sheets, files and columns are called.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from difflib import get_close_matches

from airtrack.domain.plan_form import PlanForm, PlanSheet
from airtrack.domain.spelling import header_key
from airtrack.errors import Level, Problem
from airtrack.ingest.plan.plan_tables import NAMES, Found, found_in, header_of, page_of
from airtrack.ingest.sheets import sheet
from airtrack.ingest.sheets.walk import Member, Source

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a plan: the filled cells of each line by their fields.

    `heads` are the headers of the fields as the table writes them; `lines` say where each stands
    in a table of keys and values. Texts have an `encoding`.
    """

    file: str
    rows: tuple[tuple[int, Row], ...]
    heads: dict[str, str]
    problems: tuple[Problem, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a source says of a plan; a part that it lacks is None."""

    plan: Part | None = None
    targets: Part | None = None
    tasks: Part | None = None
    rules: Part | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def named(self) -> dict[str, dict[str, str]]:
        """The headers of the fields of each table, by its file."""
        return {part.file: part.heads for part in self.all if part is not None}

    @property
    def encodings(self) -> tuple[str, ...]:
        """The encodings of its texts."""
        return tuple(sorted({part.encoding for part in self.all if part and part.encoding}))

    @property
    def all(self) -> tuple[Part | None, ...]:
        """The parts in the order of the sheets of the form."""
        return (self.plan, self.targets, self.tasks, self.rules)


def read(source: Source, form: PlanForm) -> Parts:
    """The parts that the source has; what cannot be taken is among the problems."""
    found = found_in(source, form, by_header=True)
    problems = [*source.problems]
    for members in (found.called.get("plan", [])[1:], *_doubles(found)):
        problems += [_several(member) for member in members]
    problems += [_several(text) for text in source.texts[1:]]
    problems += [Problem(Level.WARNING, "not_a_table", member.name) for member in found.others]
    plan = _plan(source, found, form)
    targets, tasks, rules = (
        None if (member := found.one(name)) is None else _table(member, sheet_)
        for name, sheet_ in zip(NAMES[1:], form.sheets[1:], strict=True)
    )
    parts = (plan, targets, tasks, rules)
    own = [problem for part in parts if part is not None for problem in part.problems]
    return Parts(*parts, problems=(*problems, *own))


def _doubles(found: Found) -> list[list[Member]]:
    return [found.called.get(name, [])[1:] for name in NAMES[1:]]


def _several(member: Member) -> Problem:
    return Problem(Level.BLOCKER, "plan_several", member.name)


def _encoding(member: Member, page: sheet.Sheet) -> str:
    """That of a text; a sheet of a workbook has none of its own."""
    return "" if member.delimiter else page.encoding


def _table(member: Member, known: PlanSheet) -> Part:
    """The lines below the header; a line ends where its cells do."""
    page = page_of(member)
    line, _ = header_of(page, known)
    fields = known.fields
    columns: dict[int, str] = {}
    problems: list[Problem] = []
    head = page.head[line - 1] if page.head else ()
    for at, cell in enumerate(head):
        column = fields.get(header_key(cell))
        if column is None:
            problems += _unknown(member.name, line, cell, known)
        elif column.field in columns.values():
            other = next(head[i] for i, own in columns.items() if own == column.field)
            told: dict[str, object] = {"other": other}
            problems.append(_blocker("duplicate_column", member.name, line, cell, told))
        else:
            columns[at] = column.field
    rows = [
        (row, {columns[at]: cell for at, cell in enumerate(cells) if at in columns and cell})
        for row, cells in sheet.lines(page)
        if row > line
    ]
    heads = {own: head[at].strip() for at, own in columns.items()}
    filled = tuple(item for item in rows if item[1])
    encoding = _encoding(member, page)
    return Part(member.name, filled, heads, tuple(problems), encoding=encoding)


def _unknown(file: str, line: int, cell: str, known: PlanSheet) -> list[Problem]:
    if not cell.strip():
        return []
    spelled = {header_key(word): word for word in _spellings(known)}
    near = get_close_matches(header_key(cell), spelled, n=1)
    code = "unknown_column" if near else "column_unlike_any"
    told: dict[str, object] = {"nearest": spelled[near[0]]} if near else {}
    column = cell.strip()
    return [Problem(Level.WARNING, code, file, row=line, column=column, params=told)]


def _spellings(known: PlanSheet) -> list[str]:
    return [word for column in known.columns for word in (column.head, *column.aliases)]


def _blocker(code: str, file: str, line: int, column: str, told: dict[str, object]) -> Problem:
    return Problem(Level.BLOCKER, code, file, row=line, column=column.strip(), params=told)


def _plan(source: Source, found: Found, form: PlanForm) -> Part | None:
    """The fields of the plan, from its text or from a sheet with a key and a value a line."""
    if source.texts:
        return _of_text(source.texts[0])
    member = found.one("plan")
    return None if member is None else _of_pairs(member, form.plan)


def _of_text(member: Member) -> Part:
    """The fields of plan.toml as cells: days as they are written, names between bars."""
    said, encoding = sheet.text(member.name, member.data(), encoding=member.encoding)
    try:
        told = tomllib.loads(said, parse_float=str)
    # numbers of thousands of digits and lists in lists in lists are no errors of its own
    except (ValueError, RecursionError) as error:
        params: dict[str, object] = {"reason": str(error)}
        problem = Problem(Level.BLOCKER, "registry_not_toml", member.name, params=params)
        return Part(member.name, (), {}, (problem,), encoding=encoding)
    cells = {key: _cell(value) for key, value in told.items()}
    row = {key: cell for key, cell in cells.items() if cell}
    return Part(member.name, ((1, row),), {key: key for key in row}, encoding=encoding)


def _cell(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, list) else str(value).strip()


def _of_pairs(member: Member, known: PlanSheet) -> Part:
    fields = known.fields
    row: Row = {}
    heads: dict[str, str] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    page = page_of(member)
    for line, cells in sheet.lines(page):
        column = fields.get(header_key(cells[0]))
        filled = [cell for cell in cells[1:] if cell]
        if column is None:
            problems += _unknown(member.name, line, cells[0], known) if filled else []
        elif column.field in row:
            told: dict[str, object] = {"other": heads[column.field]}
            problems.append(_blocker("duplicate_column", member.name, line, cells[0], told))
        elif filled:
            row[column.field] = "|".join(filled) if column.several else filled[0]
            heads[column.field] = cells[0]
            lines[column.field] = line
    encoding = _encoding(member, page)
    return Part(member.name, ((1, row),), heads, tuple(problems), lines, encoding)
