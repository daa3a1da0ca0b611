"""What is wrong in a plan that was handed in: header, cell and advice, in words of the form."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pydantic_core import ErrorDetails

from airtrack.domain.model import Unfit
from airtrack.domain.plan_form import PlanForm
from airtrack.errors import Level, Problem
from airtrack.ingest.plan.plan_parts import Parts
from airtrack.registry.text import Findings

_CODES = {
    "missing": "plan_cell_missing",
    "enum": "plan_cell_word",
    "literal_error": "plan_cell_word",
}
_ABOUT = {
    "measure_unread": "measures",
    "reason_unread": "reasons",
    "target_baseline_period": "baseline_period",
    "target_finer": "digits",
    "target_id_twice": "id",
    "target_indicator": "indicator",
    "target_no_among": "among",
    "target_no_baseline": "baseline_period",
    "target_no_reference": "reference",
    "target_number": "value",
    "target_op": "op",
    "target_parent_circle": "parent",
    "target_pollutants": "pollutants",
    "target_qualitative": "value_state",
    "target_scope": "scope",
    "target_unit": "unit",
    "target_where": "places",
    "target_without_basis": "basis",
    "task_due": "due",
    "task_out_of_order": "no",
    "too_many_decimals": "value",
}
"""The field that a finding about a whole line is mended in."""

_NUMBERS = ("int_", "decimal_", "float_", "finite_", "less_", "greater_")
_DATES = ("date_",)


@dataclass
class PlanFindings(Findings):
    """Findings whose files are the tables of one source, and whose columns are their headers."""

    root: Path = field(default_factory=Path)
    parts: Parts = field(default_factory=Parts)
    form: PlanForm | None = None

    def add(self, file: Path, code: str, **params: object) -> None:
        """Notes one problem with the header and the text of the cell that it is about."""
        row = params.pop("row", None)
        where = params.pop("where", None) or _ABOUT.get(code)
        value = params.pop("value", None)
        own = None if self.parts.plan is None else self.parts.plan.lines.get(str(where))
        line = row if isinstance(row, int) else own
        key = "" if where is None else str(where).partition(".")[0]
        column = self._head(file.as_posix(), key) if key else None
        told = self._cell(file.as_posix(), row, key) if value is None else str(value)
        self.problems.append(
            Problem(
                Level.BLOCKER,
                code,
                file.as_posix(),
                row=line,
                column=column,
                value=told,
                params=params | ({"where": column} if key else {}),
            )
        )

    def unfit(self, file: Path, detail: ErrorDetails, *, row: int | None) -> None:
        """Notes why a line makes no target, task or plan."""
        where = ".".join(str(part) for part in detail["loc"]) or None
        error = detail.get("ctx", {}).get("error")
        if isinstance(error, Unfit):
            self.add(file, error.code, where=where, row=row, **error.params)
            return
        kind = detail["type"]
        code = _CODES.get(kind)
        if kind.startswith(_NUMBERS):
            code = "plan_cell_number"
        elif kind.startswith(_DATES):
            code = "plan_cell_date"
        if code == "plan_cell_missing" and row is None:
            code = "plan_field_missing"
        if code is None:
            self.add(file, "registry_value", where=where, row=row, reason=detail["msg"])
        else:
            self.add(file, code, where=where, row=row, expected=self._known(where or ""))

    def _head(self, file: str, key: str) -> str:
        """The header that the table has for the field, else the one that the form gives it."""
        heads = self.parts.named.get(file, {})
        if key in heads or self.form is None:
            return heads.get(key, key)
        for part, sheet in zip(self.parts.all, self.form.sheets, strict=True):
            if part is not None and part.file == file:
                return next((own.head for own in sheet.columns if own.field == key), key)
        return key

    def _cell(self, file: str, line: object, key: str) -> str | None:
        for part in self.parts.all:
            if part is not None and part.file == file:
                rows = dict(part.rows)
                row = rows.get(line) if isinstance(line, int) else next(iter(rows.values()), None)
                return None if row is None else row.get(key)
        return None

    def _known(self, key: str) -> list[str]:
        """The words that a cell of the field may have, in Chinese and as keys."""
        if self.form is None:
            return []
        return [
            f"{choice.aliases[0]} ({choice.means})"
            for sheet in self.form.sheets
            for choice in sheet.choices
            if choice.field == key
        ]
