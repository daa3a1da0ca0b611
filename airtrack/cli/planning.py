"""Verbs about plans: plans, plans show, plans check; and how plans come into a store."""

from __future__ import annotations

from collections.abc import Sequence

from airtrack.answers import plan_check
from airtrack.answers import plans as plan_answers
from airtrack.answers.question import House
from airtrack.cli import output
from airtrack.cli.session import Session
from airtrack.domain.batch import Batch
from airtrack.errors import Problem, RegistryError
from airtrack.ingest import plans as ingest
from airtrack.registry import glossary
from airtrack.registry.plans import PlanText
from airtrack.registry.text import Findings
from airtrack.views import plans as shown
from airtrack.views import problems, tasks
from airtrack.views.document import Document
from airtrack.views.table import Table, Words

_ERROR, _CONTRADICTION, _GAP = "error", "contradiction", "gap"


def install(session: Session, *, by: str | None = None) -> list[Batch]:
    """Every plan on file is in the store; returns the batches that are new."""
    workspace = session.workspace
    act = session.act(by=by, note=session.words.label("told_plans_by"))
    return ingest.install(workspace.store, workspace.registry.plans, act=act)


def listed(session: Session) -> None:
    """The plans in the store."""
    found = plan_answers.all_plans(_house(session))
    _show(session, shown.listed(found), shown.list_table(found, session.words))


def show(session: Session, plan_id: str) -> None:
    """One plan with its targets and tasks: as CSV its targets, since that is one table."""
    house = _house(session)
    answer = plan_answers.plan(house, plan_id)
    measures, words = session.workspace.registry.measures, session.words
    table = shown.targets_table(answer, house.gazetteer, words)
    _show(session, shown.shown(answer, measures, words), table)
    if answer.tasks and session.said.format == "table":
        title = words.say("tasks_of", plan=shown.title(answer.plan, words))
        output.show_table(tasks.table(answer.tasks, measures, words, title=title))


def check(session: Session) -> int:
    """What is wrong in the texts under `data/`, what disagrees, what is open; 1 with errors."""
    errors: Sequence[Problem] = ()
    plans: Sequence[PlanText] = ()
    try:
        plans = session.workspace.registry.plans
        words = session.words
    except RegistryError as error:
        errors, words = error.problems, _words_alone(session, error)
    found = [plan_check.check(plan, session.workspace.gazetteer) for plan in plans]
    told = [
        *((_ERROR, problem) for problem in errors),
        *((_CONTRADICTION, problem) for item in found for problem in item.contradictions),
        *((_GAP, problem) for item in found for problem in item.gaps),
    ]
    _tell(session, plans, told, words)
    return int(bool(errors))


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
    named = [(words.label(f"finding_{kind}"), problem) for kind, problem in told]
    table = problems.table("finding", named, words)
    if session.said.format == "csv":
        output.show_csv(table)
        return
    numbers = {key: len(_of(kind, told, words)) for key, kind in kinds.items()}
    output.say(words.say("told_plans_checked", plans=len(plans), targets=n_targets, **numbers))
    if told:
        output.show_table(table)


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


def _show(session: Session, document: Document, table: Table) -> None:
    if session.is_json:
        output.show_json(document)
    elif session.said.format == "csv":
        output.show_csv(table)
    else:
        output.show_table(table)
