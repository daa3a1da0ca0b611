"""A plan that somebody hands in: its tables become a plan of the registry and a draft.

Source: docs/plans.md. A version counts as a whole, so that every table of it must be there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TypeVar

import pyarrow as pa
from pydantic import BaseModel

from airtrack.domain.batch import Grain, Stage
from airtrack.domain.register import Register
from airtrack.domain.target import Plan
from airtrack.errors import Level, Problem
from airtrack.ingest.plan import plan_parts, plan_tables, plans
from airtrack.ingest.plan.plan_findings import PlanFindings
from airtrack.ingest.plan.plan_parts import Part, Parts, Row
from airtrack.ingest.plan.plan_words import Given, PlanWords
from airtrack.ingest.sheets.walk import Source
from airtrack.metrics import plan as on_record
from airtrack.metrics.read import Source as Figures
from airtrack.metrics.rows import PlanRow
from airtrack.registry import text
from airtrack.registry.plans import PLAN, RULES, TARGETS, TASKS, Desk, PlanText, Written, checked
from airtrack.registry.rules import RuleLine
from airtrack.registry.targets import TargetLine
from airtrack.registry.tasks import TaskLine
from airtrack.store.draft import ASIDE, ROWS, Draft

FORM = "plan_upload"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BAR = "|"
_W = TypeVar("_W", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record when a plan comes: plans, targets with their plans, who has tasks."""

    plans: dict[str, PlanRow] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    with_tasks: frozenset[str] = frozenset()
    with_rules: frozenset[str] = frozenset()

    @classmethod
    def of(cls, figures: Figures | None) -> Known:
        """What a snapshot holds; nothing without one."""
        if figures is None:
            return cls()
        targets = {key: row.plan_id for key, row in on_record.targets(figures).items()}
        tasks, rules = on_record.with_tasks(figures), on_record.with_rules(figures)
        return cls(on_record.plans(figures), targets, tasks, rules)


@dataclass(frozen=True, slots=True)
class Uploaded:
    """The draft of a plan, and the plan itself where its fields and targets could be read."""

    draft: Draft
    plan: PlanText | None


def is_plan(source: Source, words: PlanWords, registers: Sequence[Register] = ()) -> bool:
    """True where the source holds the tables of a plan, by their names or by their headers."""
    form = words.form
    return plan_tables.is_plan(source, form) or plan_tables.is_headed(source, form, registers)


def read(source: Source, words: PlanWords, known: Known, *, stage: Stage | None) -> Uploaded:
    """The plan that the source tells; every problem of it is in the draft.

    Raises SheetError where one of its tables cannot be read at all.
    """
    parts = _completed(source, plan_parts.read(source, words.form), known)
    findings = PlanFindings(parts=parts, form=words.form)
    findings.problems.extend(parts.problems)
    written = _written(source, parts, words, findings)
    desk = Desk(words.gazetteer, words.standards, words.measures, findings, _taken(written, known))
    found = checked(desk, written)
    findings.problems.extend(_missing(source, parts, written.plan, known))
    if found is None or parts.targets is None:
        empty = _empty(source, findings.problems, stage)
        return Uploaded(replace(empty, encodings=parts.encodings), None)
    names = tuple(part.file for part in parts.all[1:] if part is not None)
    made = plans.of_source(found, source, members=names)
    draft = replace(
        made,
        form=FORM,
        stage=stage or made.stage,
        problems=findings.problems,
        encodings=parts.encodings,
    )
    return Uploaded(draft, found)


def _taken(written: Written, known: Known) -> dict[str, str]:
    """The ids of targets of other plans."""
    return {target: plan for target, plan in known.targets.items() if plan != written.id}


def _written(source: Source, parts: Parts, words: PlanWords, findings: PlanFindings) -> Written:
    plan = _plan(source, parts, words, findings)
    row = _first(parts.plan)
    plan_id = plan.id if plan is not None else row.get("id", _stem(source.name))
    issued_on = None if plan is None else plan.issued_on
    n_before = len(findings.problems)
    targets = list(_targets(parts.targets, words, findings, plan_id=plan_id, issued_on=issued_on))
    is_read = parts.targets is not None and len(findings.problems) == n_before
    return Written(
        plan_id,
        (
            Path(PLAN if parts.plan is None else parts.plan.file),
            Path(TARGETS if parts.targets is None else parts.targets.file),
            Path(TASKS if parts.tasks is None else parts.tasks.file),
            Path(RULES if parts.rules is None else parts.rules.file),
        ),
        plan,
        targets,
        is_read,
        list(_numbered(TaskLine, parts.tasks, words.task, findings)),
        list(_numbered(RuleLine, parts.rules, words.rule, findings)),
    )


def _first(part: Part | None) -> Row:
    return part.rows[0][1] if part is not None and part.rows else {}


def _plan(source: Source, parts: Parts, words: PlanWords, findings: PlanFindings) -> Plan | None:
    if parts.plan is None or not parts.plan.rows:
        return None
    file = Path(parts.plan.file)
    given = words.plan(_first(parts.plan), sha256=source.sha256)
    plan = text.validate(Plan, given, file=file, findings=findings)
    if plan is not None and not _ID.fullmatch(plan.id):
        findings.add(file, "plan_id_form", where="id", value=plan.id)
    return plan


def _targets(
    part: Part | None,
    words: PlanWords,
    findings: PlanFindings,
    *,
    plan_id: str,
    issued_on: date | None,
) -> Iterator[tuple[int, TargetLine]]:
    for row, cells in () if part is None else part.rows:
        given = words.target(cells, plan_id=plan_id, issued_on=issued_on)
        yield from _line(TargetLine, given, part, findings, row=row)


def _numbered(
    word: type[_W], part: Part | None, read: Callable[..., Given], findings: PlanFindings
) -> Iterator[tuple[int, _W]]:
    """Lines that carry a number, each counted among those of the same number."""
    counted: dict[str, int] = {}
    for row, cells in () if part is None else part.rows:
        number = cells.get("no", "")
        counted[number] = counted.get(number, 0) + 1
        yield from _line(word, read(cells, item=counted[number]), part, findings, row=row)


def _line(
    word: type[_W], given: Given, part: Part | None, findings: PlanFindings, *, row: int
) -> Iterator[tuple[int, _W]]:
    file = Path("" if part is None else part.file)
    line = text.validate(word, given, file=file, findings=findings, row=row)
    if line is not None:
        yield row, line


def _completed(source: Source, parts: Parts, known: Known) -> Parts:
    """The parts, with the fields of the plan on record where only its tables are given."""
    if parts.plan is not None or parts.targets is None:
        return parts
    plan_id = _named(source, parts.targets, known)
    if plan_id is None:
        return parts
    row = _cells(known.plans[plan_id])
    return replace(parts, plan=Part(PLAN, ((1, row),), {}))


def _named(source: Source, targets: Part, known: Known) -> str | None:
    """The plan on record that the source is named after, else the one that its targets name."""
    stem = _stem(source.name)
    if stem in known.plans:
        return stem
    ids = [row.get("id", "") for _, row in targets.rows]
    fit = [
        plan_id
        for plan_id in known.plans
        if ids and all(one.startswith(f"{plan_id}.") for one in ids)
    ]
    return max(fit, key=len, default=None)


def _stem(name: str) -> str:
    return PurePosixPath(name).name.partition(".")[0]


def _cells(row: PlanRow) -> Row:
    """The fields of a plan on record, as its text would have them."""
    told = {
        "id": row.plan_id,
        "group": row.group_id,
        "issued_on": "" if row.issued_on is None else row.issued_on.isoformat(),
    }
    same = (
        *("title", "title_en", "short_title", "short_title_en", "issuer", "document_no", "state"),
        *("sha256", "note", "note_en", "implied", "mentioned", "succeeds"),
    )
    told |= {key: str(getattr(row, key)) for key in same}
    return {key: cell for key, cell in told.items() if cell}


def _missing(source: Source, parts: Parts, plan: Plan | None, known: Known) -> Iterator[Problem]:
    """Tables that are not there, and what the plan says of others."""
    if parts.plan is None:
        yield Problem(Level.BLOCKER, "plan_unnamed", source.name)
    if parts.targets is None:
        yield Problem(Level.BLOCKER, "plan_part_missing", source.name)
    if plan is None:
        return
    # tables alone are no new text of the plan: whoever brings them means these tables
    is_bare = parts.plan is not None and not parts.plan.heads
    for code, part, known_of in (
        ("plan_tasks_dropped", parts.tasks, known.with_tasks),
        ("plan_rules_dropped", parts.rules, known.with_rules),
    ):
        if part is None and plan.id in known_of:
            level = Level.BLOCKER if is_bare else Level.WARNING
            yield Problem(level, code, source.name, params={"plan": plan.id})
    if plan.succeeds == plan.id or (plan.succeeds and plan.succeeds not in known.plans):
        file = source.name if parts.plan is None else parts.plan.file
        level = Level.BLOCKER if plan.succeeds == plan.id else Level.WARNING
        code = "plan_succeeds_itself" if plan.succeeds == plan.id else "plan_succeeds_unknown"
        yield Problem(level, code, file, column="succeeds", value=plan.succeeds)


def _empty(source: Source, problems: list[Problem], stage: Stage | None) -> Draft:
    """A draft of nothing, which says why."""
    return Draft(
        source_name=source.name,
        sha256=source.sha256,
        form=FORM,
        grain=Grain.PLAN,
        stage=stage or plans.STAGE,
        rows=pa.Table.from_pylist([], schema=ROWS[Grain.PLAN]),
        aside=ASIDE.empty_table(),
        members=(source.name,),
        originals=source.originals,
        n_rows=0,
        digits={},
        problems=problems,
    )
