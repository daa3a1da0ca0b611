"""Verbs about plans: list, show, check; and how plans come into a store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from airtrack.answers import plan_check, plan_versions
from airtrack.answers import plans as plan_answers
from airtrack.answers.question import House
from airtrack.cli import output
from airtrack.cli.session import Asked, Session
from airtrack.domain.standards import IN_FORCE
from airtrack.errors import Problem, RegistryError
from airtrack.ingest.templates import plan_template
from airtrack.registry import glossary
from airtrack.registry.plans import PlanText
from airtrack.registry.text import Findings
from airtrack.views import plans as shown
from airtrack.views import problems, tasks, triggered
from airtrack.views.document import Document
from airtrack.views.table import Table, Words

_ERROR, _CONTRADICTION, _GAP = "error", "contradiction", "gap"


def listed(session: Session) -> None:
    """The plans in the store."""
    found = plan_answers.all_plans(_house(session))
    output.show_as(session.said.format, shown.listed(found), shown.list_table(found, session.words))


def show(session: Session, plan_id: str, *, known: str | None = None) -> None:
    """One plan with its targets, tasks and rules: as CSV its targets, since that is one table."""
    house = session.house(Asked("", IN_FORCE, None, known))
    answer = plan_answers.plan(house, plan_id)
    measures, words = session.workspace.registry.measures, session.words
    table = shown.targets_table(answer, house.gazetteer, words)
    output.show_as(
        session.said.format, shown.shown(answer, measures, house.gazetteer, words), table
    )
    if answer.tasks and session.said.format == "table":
        title = words.say("tasks_of", plan=shown.title(answer.plan, words))
        output.show_table(tasks.table(answer.tasks, measures, words, title=title))
    if answer.rules and session.said.format == "table":
        title = words.say("rules_of", plan=shown.title(answer.plan, words))
        output.show_table(triggered.rules_table(answer.rules, house.gazetteer, words, title=title))


def template(session: Session, out: Path) -> None:
    """The blank workbook of a plan is written."""
    out.write_bytes(plan_template.workbook(session.workspace.registry.plan_form))
    output.warn(session.words.say("told_written", file=out.as_posix()))


def check(session: Session) -> int:
    """What is wrong in the texts under `data/`, what disagrees, what is open; 1 with errors."""
    errors: Sequence[Problem] = ()
    plans: Sequence[PlanText] = ()
    try:
        plans = session.workspace.registry.plans
        words = session.words
    except RegistryError as error:
        errors, words = error.problems, _words_alone(session, error)
    else:
        plans = [*plans, *_handed_in(session, {plan.plan.id for plan in plans})]
    found = [plan_check.check(plan, session.workspace.gazetteer) for plan in plans]
    errors = [*errors, *plan_check.succession([plan.plan for plan in plans])]
    told = [
        *((_ERROR, problem) for problem in errors),
        *((_CONTRADICTION, problem) for item in found for problem in item.contradictions),
        *((_GAP, problem) for item in found for problem in item.gaps),
    ]
    _tell(session, plans, told, words)
    return int(bool(errors))


def _handed_in(session: Session, on_file: set[str]) -> list[PlanText]:
    """The plans that count in the store and have no text under `data/`."""
    store = session.workspace.store
    if not store.exists:
        return []
    gazetteer = session.workspace.gazetteer
    found = plan_versions.all_versions(store.layout, store.snapshot().history())
    own = [item for item in found if item.counts and item.answer.plan.id not in on_file]
    return [plan_versions.as_text(item, gazetteer) for item in own]


def _tell(
    session: Session,
    plans: Sequence[PlanText],
    told: Sequence[tuple[str, Problem]],
    words: Words,
) -> None:
    n_targets = sum(len(plan.targets) for plan in plans)
    kinds = {"errors": _ERROR, "contradictions": _CONTRADICTION, "gaps": _GAP}
    if session.is_json:
        n_tasks = sum(len(plan.tasks) for plan in plans)
        counted: Document = {"plans": len(plans), "targets": n_targets, "tasks": n_tasks}
        output.show_json(counted | {key: _of(kind, told, words) for key, kind in kinds.items()})
        return
    if session.said.format == "csv":
        output.show_csv(_table(told, words))
        return
    numbers = {key: len(_of(kind, told, words)) for key, kind in kinds.items()}
    output.say(words.say("told_plans_checked", plans=len(plans), targets=n_targets, **numbers))
    for key, kind in kinds.items():
        output.say("\n" + words.say(f"findings_{kind}", n=numbers[key]))
        if numbers[key]:
            output.show_table(_table([item for item in told if item[0] == kind], words))


def _table(told: Sequence[tuple[str, Problem]], words: Words) -> Table:
    named = [(words.label(f"finding_{kind}"), problem) for kind, problem in told]
    return problems.table("finding", named, words)


def _of(kind: str, told: Sequence[tuple[str, Problem]], words: Words) -> list[Document]:
    """The findings of one kind, each with the target that it is about."""
    return [
        problems.document(problem, words) | {"target": problem.params.get("target")}
        for found, problem in told
        if found == kind
    ]


def _words_alone(session: Session, error: RegistryError) -> Words:
    """The glossary of a folder in which another text is wrong; raises the error without one."""
    folder = session.settings.data
    found = glossary.load(folder, Findings(folder))
    if found is None:
        raise error
    return Words(found, session.settings.lang)


def _house(session: Session) -> House:
    return session.workspace.house()
