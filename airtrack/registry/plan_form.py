"""The form in which plans are handed in, cross-checked with the words that it must make."""

from __future__ import annotations

from pathlib import Path

from airtrack.domain.model import Word
from airtrack.domain.plan_form import PlanForm, PlanSheet
from airtrack.domain.target import Plan
from airtrack.registry import text
from airtrack.registry.rules import RuleLine
from airtrack.registry.targets import TargetLine
from airtrack.registry.tasks import TaskLine
from airtrack.registry.text import Findings

FILE = "plans.toml"


def load(folder: Path, findings: Findings) -> PlanForm | None:
    """The form, or None where it could not be read or leaves a field out (see `findings`)."""
    file = folder / FILE
    form = text.toml(PlanForm, file, findings)
    if form is None:
        return None
    words: tuple[type[Word], ...] = (Plan, TargetLine, TaskLine, RuleLine)
    for sheet, word in zip(form.sheets, words, strict=True):
        _check(sheet, word, file, findings)
    return form


def _check(sheet: PlanSheet, word: type[Word], file: Path, findings: Findings) -> None:
    """Every field of the word has its column, and no column has another."""
    told = [column.field for column in sheet.columns]
    known = list(word.model_fields)
    for field in sorted({*known} ^ {*told}):
        findings.add(file, "plan_form_field", where=sheet.sheet, field=field)
