"""What headers mean to a form: by their whole text, or without the unit at their end."""

from __future__ import annotations

from typing import Literal, NamedTuple

from airtrack.domain.cells import CellRules, Unit
from airtrack.domain.column import Key, UnusedColumn, ValueColumn
from airtrack.domain.form import Form
from airtrack.domain.spelling import header_key, plain

Meaning = Key | ValueColumn | UnusedColumn | Literal["refused"]


class Header(NamedTuple):
    """What a header is compared by: as a whole, and without the unit at its end."""

    whole: str
    name: str
    unit: Unit | None


def header(cell: str, rules: CellRules) -> Header:
    """The cell as headers are compared."""
    name, unit = _split_unit(cell, rules)
    return Header(header_key(cell), header_key(name), unit)


def meanings(form: Form) -> dict[str, Meaning]:
    """Every alias of the form, as headers are compared, with what it stands for."""
    found: dict[str, Meaning] = {header_key(alias): "refused" for alias in form.refused}
    for key, aliases in form.keys.items():
        found.update({header_key(alias): key for alias in aliases})
    columns: tuple[ValueColumn | UnusedColumn, ...] = (*form.value, *form.unused)
    for column in columns:
        found.update({header_key(alias): column for alias in column.aliases})
    return found


def spellings(form: Form) -> dict[str, str]:
    """Every alias of the form by what it is compared by."""
    columns: tuple[ValueColumn | UnusedColumn, ...] = (*form.value, *form.unused)
    listed = [*form.keys.values(), *(column.aliases for column in columns)]
    return {header_key(alias): alias for aliases in listed for alias in aliases}


def _split_unit(header: str, rules: CellRules) -> tuple[str, Unit | None]:
    """The header without the unit at its end, and that unit if it names one."""
    text = plain(header).rstrip(")]】 ")
    for word in rules.units:
        for spelling in word.spellings:
            name = text.removesuffix(spelling)
            if name != text:
                return name.rstrip("([【 ,/:_-"), word.unit
    return header, None
