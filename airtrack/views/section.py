"""A piece of a longer text: a heading, lines, a table, statements; drawn on a page or written out.

The same sections make the method page, its document, and the card behind a figure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from airtrack.views.table import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class Section:
    """`level` 1 is a part of the text; `code` is SQL, shown as it runs.

    A section of detail is for who wants to check, not for who wants to know.
    """

    title: str
    level: int = 2
    lines: tuple[str, ...] = ()
    table: Table | None = None
    code: str = ""
    is_detail: bool = False


def document(sections: Iterable[Section]) -> list[dict[str, object]]:
    """The sections for JSON: headings of the tables, cells as they are printed."""
    return [
        {
            "title": section.title,
            "level": section.level,
            "lines": list(section.lines),
            "columns": [c.heading for c in section.table.columns] if section.table else [],
            "rows": [_cells(section.table.columns, row) for row in section.table.rows]
            if section.table
            else [],
            "sql": section.code or None,
        }
        for section in sections
    ]


def markdown(sections: Iterable[Section]) -> str:
    """The sections as a document in Markdown."""
    return "\n\n".join(part for section in sections for part in _parts(section)) + "\n"


def _parts(section: Section) -> Iterable[str]:
    yield f"{'#' * section.level} {section.title}"
    yield from section.lines
    if section.table is not None:
        yield table(section.table)
    if section.code:
        yield f"```sql\n{section.code}\n```"


def table(shown: Table) -> str:
    """A table in Markdown."""
    head = [column.heading for column in shown.columns]
    lines = [head, ["---"] * len(head)]
    lines += [_cells(shown.columns, row) for row in shown.rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _cells(columns: Iterable[Column], row: Iterable[Cell]) -> list[str]:
    return [written(column, cell) for column, cell in zip(columns, row, strict=True)]


def written(column: Column, cell: Cell) -> str:
    """A cell as it is printed; a missing one is a dash, a bar does not end the cell."""
    if cell is None:
        return "–"
    if isinstance(cell, float) and column.digits is not None:
        return f"{cell:.{column.digits}f}"
    return str(cell).replace("|", "\\|").replace("\n", " ")
