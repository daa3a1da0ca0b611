"""The header of a metrics file is its contract: name, needs, grain, columns; files become views.

Source: `airtrack/metrics/sql/**/*.sql`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

_LINE = re.compile(r"^-- (\w+): +(.*)$")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a view as its header declares it."""

    name: str
    type: str
    meaning: str


@dataclass(frozen=True, slots=True)
class View:
    """One metrics file: `keep` says whether its rows are stored in the views file."""

    name: str
    what: str
    source: str
    needs: tuple[str, ...]
    grain: tuple[str, ...]
    keep: Literal["table", "view"]
    order: tuple[str, ...]
    columns: tuple[Column, ...]
    literals: str
    sql: str


def parse(text: str) -> View:
    """The contract in the header of one file; raises ValueError where a line is missing."""
    fields: dict[str, str] = {}
    columns: list[Column] = []
    body: list[str] = []
    for line in text.splitlines():
        found = _LINE.match(line)
        if not found or body:
            body.append(line)
        elif found[1] == "column":
            name, type_, meaning = (part.strip() for part in found[2].split("|"))
            columns.append(Column(name, type_, meaning))
        else:
            fields[found[1]] = found[2].strip()
    missing = {"view", "what", "source", "needs", "grain", "keep"} - fields.keys()
    if missing or fields["keep"] not in ("table", "view"):
        raise ValueError(f"header of {fields.get('view', text[:40])!r} lacks {sorted(missing)}")
    return View(
        name=fields["view"],
        what=fields["what"],
        source=fields["source"],
        needs=_names(fields["needs"]),
        grain=_names(fields["grain"]),
        keep="table" if fields["keep"] == "table" else "view",
        order=_names(fields.get("order", "")),
        columns=tuple(columns),
        literals=fields.get("literals", ""),
        sql="\n".join(body).strip(),
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip())


def _sql_files(folder: Traversable) -> Iterable[Traversable]:
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            yield from _sql_files(entry)
        elif entry.name.endswith(".sql"):
            yield entry


def macros_sql() -> str:
    """The text of the rounding macros."""
    return (files(__package__) / "sql" / "macros.sql").read_text(encoding="utf-8")


@cache
def views() -> dict[str, View]:
    """All views by name, each after those that it needs; raises CycleError on a circle."""
    root = files(__package__) / "sql"
    parsed = {
        view.name: view
        for folder in sorted(root.iterdir(), key=lambda item: item.name)
        if folder.is_dir()
        for view in (parse(file.read_text(encoding="utf-8")) for file in _sql_files(folder))
    }
    order = TopologicalSorter({name: view.needs for name, view in parsed.items()}).static_order()
    return {name: parsed[name] for name in order if name in parsed}


def line(name: str, *, without: Iterable[str] = ()) -> tuple[str, ...]:
    """The view and every one that it stands on, each after those that it needs.

    What only leads to it by way of the views `without` is left out, and so are these.
    """
    wanted, left_out = {name}, set(without)
    for view in reversed(views().values()):
        if view.name in wanted:
            wanted.update(need for need in view.needs if need not in left_out)
    return tuple(view for view in views() if view in wanted)


def dependents(
    changed: Iterable[str], *, of: Iterable[str], given: Iterable[str] = ()
) -> list[View]:
    """The views that must be made anew for `of` when `changed` inputs differ, in order.

    Those that are `given` differ as well, but are not to be made out of their inputs.
    """
    there = set(given)
    stale = there.union(changed)
    anew = []
    for view in views().values():
        if view.name not in there and stale.intersection(view.needs):
            stale.add(view.name)
            anew.append(view)
    wanted = set(of)
    for view in reversed(anew):
        if view.name in wanted:
            wanted.update(view.needs)
    return [view for view in anew if view.name in wanted]


def stored_below(anew: Iterable[View]) -> list[str]:
    """The stored tables of places that these views stand on and that are none of them."""
    made = {view.name: view for view in anew}
    below: set[str] = set()
    beneath = [need for view in made.values() for need in view.needs]
    while beneath:
        view = views().get(beneath.pop())
        if view is None or view.name in made or view.name in below:
            continue
        if view.keep == "view":
            beneath += view.needs
        elif any(column.name == "place_id" for column in view.columns):
            below.add(view.name)
    return sorted(below)


def create_statement(view: View, *, temporary: bool = False) -> str:
    """The statement that makes the view; stored ones in a fixed row order."""
    kind = "temp " if temporary else ""
    if view.keep == "view":
        return f"create {kind}view {view.name} as\n{view.sql}"
    ordered = f"\norder by {', '.join(view.order)}" if view.order and not temporary else ""
    return f"create {kind}table {view.name} as\nselect * from (\n{view.sql}\n){ordered}"
