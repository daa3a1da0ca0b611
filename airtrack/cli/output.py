"""What a verb says, in the format that was asked: a table, one JSON document, or CSV."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from airtrack.views import export
from airtrack.views.document import Document
from airtrack.views.table import Cell, Column, Table

_PIPE_WIDTH = 240


def show_json(document: object) -> None:
    """One document on stdout and nothing else."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=1) + "\n")


def show_csv(table: Table) -> None:
    """UTF-8 with a byte order mark, so that Excel opens it."""
    sys.stdout.write("\ufeff" + export.csv_text(table))


def show_table(table: Table) -> None:
    """Aligned columns; numbers to the right with their digits."""
    from rich.console import Console
    from rich.table import Table as RichTable

    console = Console(
        width=None if sys.stdout.isatty() else _PIPE_WIDTH, highlight=False, markup=False
    )
    drawn = RichTable(title=table.title or None, box=None, pad_edge=False, header_style="bold")
    for column in table.columns:
        is_text = column.digits is None
        drawn.add_column(
            column.heading, justify="left" if is_text else "right", no_wrap=not is_text
        )
    for row in table.rows:
        drawn.add_row(*cells(table.columns, row))
    console.print(drawn)


def cells(columns: Iterable[Column], row: Iterable[Cell]) -> list[str]:
    """The cells as they are printed: trailing zeros kept, a missing number as –."""
    return [_cell(column, value) for column, value in zip(columns, row, strict=True)]


def _cell(column: Column, value: Cell) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.{column.digits if column.digits is not None else 1}f}"
    return str(value)


def say(text: str) -> None:
    """A sentence for people, on stdout."""
    sys.stdout.write(text + "\n")


def warn(text: str) -> None:
    """A sentence on stderr, so that documents on stdout stay whole."""
    sys.stderr.write(text + "\n")


def show_as(format_: str, document: Document, table: Table) -> None:
    """One answer in the asked format."""
    if format_ == "json":
        show_json(document)
    elif format_ == "csv":
        show_csv(table)
    else:
        show_table(table)
