"""What the page of tasks shows for one question; nothing is cached here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from airtrack.answers import progress
from airtrack.answers import tasks as task_answers
from airtrack.answers.measured import of_tasks
from airtrack.answers.plans import PlanAnswer
from airtrack.answers.records import Records
from airtrack.answers.tasks import DueItem
from airtrack.assess.filed import ALL
from airtrack.domain.progress import Reported
from airtrack.domain.task import MeasureName
from airtrack.ui.asking import TasksAsk
from airtrack.views import gantt, sentences, task_card, task_list
from airtrack.views.section import Section
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure

Measures = Mapping[str, MeasureName]


@dataclass(frozen=True, slots=True)
class TasksScreen:
    """Everything the page of tasks shows; the figure is None where no item has a date.

    `tasks` are the numbers of the table's rows, `spellings` the bodies of theirs. `remark` says
    from where the lines of the figure begin.
    """

    sentence: str
    counts: str
    title: str
    figure: Figure | None
    remark: str
    table: Table
    tasks: tuple[str, ...]
    bodies: Table
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TaskCard:
    """One task with all its items."""

    title: str
    where: str
    sections: tuple[Section, ...]


def screen(
    own: PlanAnswer,
    ask: TasksAsk,
    spoken: Words,
    *,
    measures: Measures,
    reported: Reported,
    soon_days: int,
) -> TasksScreen:
    """The items of a plan on a date, those of one body where one is named."""
    body = "" if ask.body == ALL else ask.body
    everything = task_answers.of_plan(
        own.tasks, as_of=ask.as_of, soon_days=soon_days, reported=reported
    )
    found = task_answers.carried_by(everything, body)
    wanted = [item for item in found if ask.standing in (ALL, item.standing)]
    in_order = task_list.by_due(wanted)
    named = task_answers.bodies(own.tasks)
    bodies, spellings = task_list.bodies_table(everything, named, spoken)
    issued = own.plan.issued_on
    return TasksScreen(
        sentence=task_list.answer(
            *(own.plan, found, spoken),
            as_of=ask.as_of,
            body=named.get(body, ""),
            soon_days=soon_days,
        ),
        counts=task_list.counts(found, spoken),
        title=spoken.say("figure_gantt", plan=sentences.plan_name(own.plan, spoken)),
        figure=gantt.figure(in_order, own.plan, spoken, as_of=ask.as_of),
        remark=spoken.say("gantt_from_issue", day=issued.isoformat())
        if issued
        else spoken.label("gantt_from_year"),
        table=task_list.items_table(in_order, measures, spoken, body=body),
        tasks=tuple(str(item.task.no) for item in in_order),
        bodies=bodies,
        spellings=spellings,
    )


def card(
    own: PlanAnswer,
    number: int,
    ask: TasksAsk,
    spoken: Words,
    *,
    measures: Measures,
    records: Records,
) -> TaskCard:
    """One task of the plan on a date."""
    tasks = [task for task in own.tasks if task.no == number]
    items: tuple[DueItem, ...] = task_answers.of_plan(
        tasks,
        as_of=ask.as_of,
        soon_days=records.house.standards.assessment.due_soon_days,
        reported=progress.of_plan(records, own.plan.id, as_of=ask.as_of),
    )
    measured = of_tasks(records, own.plan, tasks, as_of=ask.as_of)
    gazetteer = records.house.gazetteer
    return TaskCard(
        title=task_card.title(items, spoken),
        where=task_card.where(items, spoken),
        sections=task_card.sections(items, measures, spoken, gazetteer, measured=measured),
    )
