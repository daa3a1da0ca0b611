"""The registry: every text under `data/` in one value, read once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from airtrack.domain.explained import Explained
from airtrack.domain.freeze import Freeze
from airtrack.domain.plan_form import PlanForm
from airtrack.domain.scheme import Scheme
from airtrack.domain.standards import Standards
from airtrack.domain.task import MeasureName
from airtrack.errors import RegistryError
from airtrack.registry import (
    explained,
    forms,
    freezes,
    glossary,
    places,
    plan_form,
    plans,
    registers,
    schemes,
    standards,
    tasks,
    tiers,
)
from airtrack.registry.forms import Forms
from airtrack.registry.glossary import Glossary
from airtrack.registry.places import Gazetteer
from airtrack.registry.plans import PlanText
from airtrack.registry.text import Findings

_SUFFIXES = {".toml", ".csv"}
_FOLDERS = ("standards", "places")


@dataclass(frozen=True, slots=True)
class Registry:
    """Everything on file; `fingerprint` stands for the texts that change figures.

    Plans are not among these: they come to count as batches of the store.
    """

    standards: Standards
    gazetteer: Gazetteer
    forms: Forms
    plan_form: PlanForm
    explained: Explained
    glossary: Glossary
    plans: tuple[PlanText, ...]
    measures: Mapping[str, MeasureName]
    schemes: tuple[Scheme, ...]
    freezes: tuple[Freeze, ...]
    fingerprint: str


def load(folder: Path) -> Registry:
    """The registry of a `data/` folder; raises RegistryError with every problem found."""
    findings = Findings(folder)
    found_standards = standards.load(folder / "standards", findings)
    texts = places.load(folder / "places", findings)
    found_places = tiers.told(texts, tiers.load(folder / "places" / tiers.TIERS, findings))
    found_forms = forms.load(folder / "forms", findings)
    found_plan_form = plan_form.load(folder / "forms", findings)
    found_explained = explained.load(folder / "forms", findings)
    found_glossary = glossary.load(folder, findings)
    found_registers = registers.load(folder / "registers", findings)
    found_measures = tasks.names(folder / "plans" / plans.MEASURES, findings)
    found_plans = found_standards and plans.load(
        folder / "plans",
        findings,
        gazetteer=found_places,
        standards=found_standards,
        measures=found_measures,
    )
    found_schemes = found_standards and schemes.load(
        folder / "standards" / schemes.FOLDER,
        findings,
        gazetteer=found_places,
        standards=found_standards,
    )
    found_freezes = freezes.load(folder, findings)
    findings.raise_if_any()
    if not (found_standards and found_places and found_forms and found_glossary):
        raise RegistryError(findings.problems)
    if found_plan_form is None or found_explained is None:
        raise RegistryError(findings.problems)
    indicators = found_standards.indicators.values()
    spelled = registers.vocabulary(indicators, found_glossary, found_measures)
    return Registry(
        standards=found_standards,
        gazetteer=found_places,
        forms=replace(found_forms, registers=found_registers, vocabulary=MappingProxyType(spelled)),
        plan_form=found_plan_form,
        explained=found_explained,
        glossary=found_glossary,
        plans=found_plans or (),
        measures=MappingProxyType(found_measures),
        schemes=found_schemes or (),
        freezes=found_freezes,
        fingerprint=_fingerprint(folder),
    )


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in _FOLDERS:
        for file in sorted((folder / name).glob("*")):
            if file.suffix in _SUFFIXES:
                digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
