"""The forms on file, cross-checked.

Source: `data/forms/*.toml`; `cells.toml` holds what the cells of all forms have in common.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from airtrack.domain.cells import CellRules
from airtrack.domain.column import Position, ValueColumn
from airtrack.domain.form import Form
from airtrack.domain.plausible import Plausible
from airtrack.domain.register import Register
from airtrack.domain.spelling import header_key
from airtrack.errors import NotFound
from airtrack.registry import explained, plan_form, text
from airtrack.registry.text import Findings

_CELLS = "cells.toml"
_PLAUSIBLE = "plausible.toml"
_APART = (_CELLS, _PLAUSIBLE, plan_form.FILE, explained.FILE)
"""What is no form of a table of values."""


@dataclass(frozen=True, slots=True)
class Forms:
    """Every known form in the order of their ids, and the rules for cells; the registers too.

    `vocabulary` leads from a spelling of an indicator or measure to its key. Without `plausible`
    nothing is judged beyond what is possible.
    """

    forms: tuple[Form, ...]
    cells: CellRules
    registers: tuple[Register, ...] = ()
    vocabulary: Mapping[str, str] = field(default_factory=dict)
    plausible: Plausible | None = None

    def form(self, form_id: str) -> Form:
        """The form of that id; raises NotFound with the ids on file."""
        for form in self.forms:
            if form.id == form_id:
                return form
        known = [form.id for form in self.forms]
        raise NotFound("unknown_form_id", text=form_id, nearest=known)


def load(folder: Path, findings: Findings) -> Forms | None:
    """All forms of the folder, or None when one could not be read (see `findings`)."""
    cells = text.toml(CellRules, folder / _CELLS, findings)
    plausible = text.toml(Plausible, folder / _PLAUSIBLE, findings)
    forms: list[Form] = []
    n_files = 0
    for file in sorted(folder.glob("*.toml")):
        if file.name in _APART:
            continue
        n_files += 1
        form = text.toml(Form, file, findings)
        if form is not None:
            _check(form, file, findings)
            if cells is not None:
                _check_amounts(form, cells, file, findings)
            forms.append(form)
    if cells is None or plausible is None or len(forms) < n_files:
        return None
    ordered = tuple(sorted(forms, key=lambda form: form.id))
    return Forms(forms=ordered, cells=cells, plausible=plausible)


def _check(form: Form, file: Path, findings: Findings) -> None:
    if form.id != file.stem:
        findings.add(file, "registry_id_is_not_file_name", where="id", id=form.id)
    owner: dict[str, str] = {}
    for meaning, alias in _aliases(form):
        other = owner.setdefault(header_key(alias), meaning)
        if other != meaning:
            findings.add(file, "form_alias_twice", where=meaning, alias=alias, other=other)


def _check_amounts(form: Form, cells: CellRules, file: Path, findings: Findings) -> None:
    """Every value of the form can be judged, and comes in a unit that can be turned into ours."""
    columns: tuple[ValueColumn | Position, ...] = (*form.value, *form.position)
    for column in columns:
        if column.indicator is None:
            continue
        kept = cells.amount(column.indicator)
        if kept is None or kept.bound(form.grain) is None:
            findings.add(file, "form_without_amounts", indicator=column.indicator)
        elif not cells.measure_alike(column.unit, kept.unit):
            findings.add(file, "form_other_quantity", indicator=column.indicator)


def _aliases(form: Form) -> Iterator[tuple[str, str]]:
    for key, aliases in form.keys.items():
        yield from ((f"keys.{key}", alias) for alias in aliases)
    yield from (("refused", alias) for alias in form.refused)
    for number, column in enumerate(form.value):
        yield from ((f"value.{number}", alias) for alias in column.aliases)
    for number, unused in enumerate(form.unused):
        yield from ((f"unused.{number}", alias) for alias in unused.aliases)
