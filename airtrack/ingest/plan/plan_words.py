"""Cells of a plan's tables in the words of the registry: names, signs and defaults.

Source: docs/plans.md says which default holds where a cell is empty.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from airtrack.domain import period as periods
from airtrack.domain.issued import unit_spellings
from airtrack.domain.period import Period
from airtrack.domain.plan_form import PlanForm, PlanSheet
from airtrack.domain.rule import ConditionKind
from airtrack.domain.spelling import header_key, plain
from airtrack.domain.standard import Indicator
from airtrack.domain.standards import Standards
from airtrack.domain.target import Number, Op, TargetKind, ValueState
from airtrack.domain.task import ROLES, DueKind, MeasureName
from airtrack.errors import WrongUse
from airtrack.ingest.cells import cell, serial, span
from airtrack.ingest.plan.plan_parts import Row
from airtrack.registry.glossary import Glossary
from airtrack.registry.places import Gazetteer
from airtrack.registry.tasks import OPEN

Given = dict[str, object]
"""What a word of the registry is made of."""

_VALUE = re.compile(r"(?P<op>[<>≤≥]=?)?\s*(?P<number>[+-]?[\d,]*\.?\d+)\s*(?P<unit>\D*)")
_OPS = {
    TargetKind.CAP: Op.AT_MOST,
    TargetKind.FLOOR: Op.AT_LEAST,
    TargetKind.REDUCTION: Op.AT_LEAST,
    TargetKind.CUT: Op.AT_LEAST,
    TargetKind.RANK: Op.AT_LEAST,
}
_BAR = "|"
_OF_PERCENT = (TargetKind.REDUCTION, TargetKind.YEAR_ON_YEAR)


@dataclass(frozen=True)
class PlanWords:
    """What the words in the cells of a plan mean; `measures` are those that tasks print."""

    form: PlanForm
    gazetteer: Gazetteer
    standards: Standards
    glossary: Glossary
    measures: Mapping[str, MeasureName]

    @cached_property
    def _indicators(self) -> dict[str, str]:
        """Keys of the indicators by what people call them."""
        terms = self.glossary.terms
        return {
            header_key(text): key
            for key in self.standards.indicators
            if key in terms
            for text in (terms[key].zh, terms[key].en)
        }

    @cached_property
    def _measures(self) -> dict[str, str]:
        names = self.measures.values()
        return {text: name.key for name in names for text in (name.name, name.name_en)}

    def plan(self, row: Row, *, sha256: str) -> Given:
        """The fields of a plan; titles that are not given are the one that is."""
        told: Given = self._cells(row, self.form.plan)
        for key in ("title_en", "short_title"):
            told.setdefault(key, told.get("title", ""))
        told.setdefault("short_title_en", told["short_title"])
        told.setdefault("sha256", sha256)
        if "issued_on" in told:
            told["issued_on"] = _day(str(told["issued_on"]))
        if "group" in told:
            told["group"] = self._region(str(told["group"]))
        return told

    def target(self, row: Row, *, plan_id: str, issued_on: date | None) -> Given:
        """The fields of a target with their defaults; what it does not say stays out."""
        told: Given = self._cells(row, self.form.targets)
        for key in ("id", "parent"):
            if key in told:
                told[key] = _under(str(told[key]), plan_id)
        indicator = self._indicator(told)
        for key in ("period", "baseline_period"):
            if key in told:
                told[key] = _period(str(told[key]))
        if isinstance(named := told.get("pollutants"), tuple):
            told["pollutants"] = tuple(self._key(text) for text in named)
        _read_value(told)
        self._where(told)
        _kind(told, indicator)
        told.setdefault("value_state", _state(told))
        told.setdefault("scope", "each")
        told.setdefault("binding", "binding")
        self._unit(told, indicator)
        self._judging(told, issued_on=issued_on)
        return told

    def rule(self, row: Row, *, item: int) -> Given:
        """The fields of a condition of a rule; `item` counts those of one number."""
        told: Given = self._cells(row, self.form.rules)
        told.setdefault("item", str(item))
        indicator = self._indicator(told)
        if "period" in told:
            told["period"] = _period(str(told["period"]))
        if told.get("condition") == ConditionKind.COMPLETION_BELOW:
            told.setdefault("unit", "%")
        self._unit(told, indicator)
        return told

    def task(self, row: Row, *, item: int) -> Given:
        """The fields of an item of a task; `item` counts those of one number."""
        told: Given = self._cells(row, self.form.tasks)
        told.setdefault("item", str(item))
        if "clause" in told:
            told.setdefault("section", told["clause"])
        if "due" in told:
            told["due"] = _day(str(told["due"]))
        told.setdefault("due_kind", DueKind.DATE if "due" in told else DueKind.UNSTATED)
        if "measures" in told:
            told["measures"] = self._with_keys(str(told["measures"]))
        told["reasons"] = self._reasons(told)
        return told

    def _cells(self, row: Row, sheet: PlanSheet) -> Given:
        """The cells by their fields: numbers in one width, choices as words, names as lists."""
        columns = {column.field: column for column in sheet.columns}
        told: Given = {}
        for field, text in row.items():
            column = columns.get(field)
            if column is None:
                told[field] = text
            elif column.several:
                told[field] = self._names(text)
            else:
                told[field] = sheet.meant(field, _folded(text) if column.number else text)
        return told

    def _names(self, text: str) -> tuple[str, ...]:
        # a name may hold one of the lesser separators where bars part the names
        marks = _BAR if _BAR in text else self.form.separators
        parts = re.split(f"[{re.escape(marks)}]", text)
        return tuple(part.strip() for part in parts if part.strip())

    def _region(self, text: str) -> str:
        """The id of a group or province, or the code of a place; else the text."""
        if self.gazetteer.is_group(text):
            return self.gazetteer.find_group(text).id
        place = self.gazetteer.find_in_file(text)
        return text if place is None else place.code

    def _key(self, text: str) -> str:
        """The key of the indicator of that name; else the text."""
        meant = self.form.targets.meant("indicator", text)
        if meant in self.standards.indicators:
            return meant
        return self._indicators.get(header_key(meant), meant)

    def _indicator(self, told: Given) -> Indicator | None:
        if "indicator" not in told:
            return None
        told["indicator"] = key = self._key(str(told["indicator"]))
        return self.standards.indicators.get(key)

    def _where(self, told: Given) -> None:
        """A single name that is no place but a set of them stands for the set."""
        names = told.get("places")
        if "group" in told or not isinstance(names, tuple) or len(names) != 1:
            return
        if self.gazetteer.find_in_file(names[0]) is None and self.gazetteer.is_group(names[0]):
            told["group"] = names[0]
            del told["places"]

    def _unit(self, told: Given, indicator: Indicator | None) -> None:
        """The unit of the indicator where none is given, or where it is only spelled otherwise."""
        if indicator is None or "value" not in told:
            return
        kind = told.get("kind")
        unit = "%" if kind in _OF_PERCENT else "" if kind == TargetKind.RANK else indicator.unit
        given = plain(str(told.get("unit", "")))
        if not given or given in unit_spellings(unit):
            told["unit"] = unit

    def _judging(self, told: Given, *, issued_on: date | None) -> None:
        """Basis and edition of what days give: those of the indicator and of the day of issue."""
        is_attainment = told.get("kind") == TargetKind.ATTAINMENT
        indicator = TargetKind.ATTAINMENT.value if is_attainment else str(told.get("indicator"))
        found = _parsed(str(told.get("period", "")))
        on = issued_on or (None if found is None else found.first_on)
        if on is None:
            return
        basis, edition = self.standards.judging(indicator, on=on)
        if basis:
            told.setdefault("basis", basis)
            told.setdefault("edition", edition)

    def _with_keys(self, text: str) -> str:
        """Measures by their keys, also where a table calls them by their names."""
        parts = (part.strip().split(maxsplit=1) for part in _folded(text).split(";"))
        named = ((first, rest) for first, *rest in parts)
        return " ; ".join(" ".join([self._measures.get(key, key), *rest]) for key, rest in named)

    def _reasons(self, told: Given) -> str:
        """The reasons that the table gives, and that it says nothing where it gives none."""
        given = str(told.get("reasons", ""))
        said = {part.partition(":")[0].strip() for part in given.split(";")}
        blank = [key for key in (*ROLES, "text") if key not in told]
        if told["due_kind"] in (DueKind.UNSTATED, DueKind.PER_NODE):
            blank.append("due")
        more = [f"{key}:{self.form.unsaid}" for key in blank if key not in said]
        return " ; ".join([part for part in (given,) if part] + more)


def _folded(text: str) -> str:
    """The text in one width, µ and superscripts included."""
    return unicodedata.normalize("NFKC", text).strip()


def _under(text: str, plan_id: str) -> str:
    """The id of a target, with that of its plan before it."""
    return text if text.startswith(f"{plan_id}.") else f"{plan_id}.{text}"


def _day(text: str) -> str:
    """The day as the registry writes it; a text that names none stays."""
    found = cell.written_day(text)
    return text if found is None else found.isoformat()


def _period(text: str) -> str:
    """The period as the command line writes it; a text that names none stays."""
    found = _parsed(text)
    return text if found is None else found.key


def _parsed(text: str) -> Period | None:
    try:
        return periods.parse(text)
    except WrongUse:
        found = span.Misread.NOT_A_PERIOD if serial.day(text) else span.span(text)
        return None if isinstance(found, span.Misread) else found.period


def _read_value(told: Given) -> None:
    """A sign before and a unit behind the number have fields of their own; xx is left open."""
    text = str(told.get("value", ""))
    if not text:
        return
    if text.lower() == OPEN:
        del told["value"]
        told.setdefault("value_state", ValueState.PLACEHOLDER)
        return
    found = _VALUE.fullmatch(text)
    if found is None:
        return
    told["value"] = found["number"].replace(",", "")
    if found["op"]:
        sign = found["op"].replace("≤", "<=").replace("≥", ">=")
        told.setdefault("op", sign.replace("==", "="))
    if found["unit"].strip():
        told.setdefault("unit", found["unit"].strip())


def _kind(told: Given, indicator: Indicator | None) -> None:
    """Kind and sign follow from one another, and from the direction that is better."""
    if "kind" not in told:
        if told.get("value_state") == ValueState.QUALITATIVE:
            told["kind"] = TargetKind.QUALITATIVE
        elif "op" in told:
            is_cap = told["op"] in (Op.AT_MOST, Op.BELOW)
            told["kind"] = TargetKind.CAP if is_cap else TargetKind.FLOOR
        elif "indicator" in told:
            # where the indicator is unknown, that is what will be told
            is_cap = indicator is None or indicator.better == "lower"
            told["kind"] = TargetKind.CAP if is_cap else TargetKind.FLOOR
    if "op" not in told and "value" in told and told.get("kind") in set(_OPS):
        told["op"] = _OPS[TargetKind(str(told["kind"]))]


def _state(told: Given) -> ValueState:
    """What the cells say of the value: a number, a place where it stands, or neither."""
    kind = told.get("kind")
    if kind == TargetKind.QUALITATIVE:
        return ValueState.QUALITATIVE
    needs = kind not in set(TargetKind) or TargetKind(str(kind)).number is Number.ALWAYS
    if "value" not in told and "reference" in told and needs:
        return ValueState.BY_REFERENCE
    return ValueState.SET
