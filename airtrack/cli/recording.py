"""Verbs about the registers: emissions, amounts, month targets, tasks, follow-up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from airtrack.answers import amounts as amount_answers
from airtrack.answers import emissions as emission_answers
from airtrack.answers import follow_ups as follow_up_answers
from airtrack.answers import month_targets as month_target_answers
from airtrack.answers import plans as plan_answers
from airtrack.answers import progress as progress_answers
from airtrack.answers.measured import of_tasks
from airtrack.answers.records import Records
from airtrack.cli.asking import show
from airtrack.cli.judging import code_of
from airtrack.cli.session import Asked, Session, parse_date, today
from airtrack.domain.spelling import header_key
from airtrack.domain.standards import IN_FORCE
from airtrack.domain.task import spelling
from airtrack.errors import NotFound
from airtrack.views import month_targets as issued_months
from airtrack.views import records as shown
from airtrack.views import reports


@dataclass(frozen=True)
class Kept:
    """The options that keep some rows, as they were typed."""

    plan: str | None = None
    place: str | None = None
    body: str | None = None


def emissions(session: Session, kept: Kept, *, as_of: str | None, known: str | None) -> None:
    """Accepted tonnes beside the path of each place and pollutant."""
    records = _records(session, kept, known=known)
    day = _day_of_data(records, as_of)
    place = _place(records, kept)
    found = emission_answers.cuts(records, as_of=day, plan_id=kept.plan, place=place)
    gazetteer, words = records.house.gazetteer, session.words
    made = shown.emissions(found, as_of=day, gazetteer=gazetteer, words=words)
    title = words.say("table_emissions", day=day.isoformat())
    show(session, made, shown.emissions_table(found, gazetteer, words, title=title))


def amounts(
    session: Session, kept: Kept, indicator: str | None, *, as_of: str | None, known: str | None
) -> None:
    """Amounts that were counted and reported by hand."""
    records = _records(session, kept, known=known)
    day = _day_of_data(records, as_of)
    key = None if indicator is None else _indicator(session, indicator)
    rows = amount_answers.listed(records, as_of=day, place=_place(records, kept), indicator=key)
    gazetteer, words = records.house.gazetteer, session.words
    measures = session.workspace.registry.measures
    made = shown.amounts(rows, as_of=day, gazetteer=gazetteer, measures=measures, words=words)
    title = words.say("table_amounts", day=day.isoformat())
    show(session, made, shown.amounts_table(rows, gazetteer, measures, words, title=title))


def month_targets(
    session: Session, kept: Kept, indicator: str | None, *, known: str | None
) -> None:
    """Values that were officially issued for months."""
    records = _records(session, kept, known=known)
    place = _place(records, kept)
    rows = month_target_answers.listed(
        records.house,
        places=None if place is None else (place,),
        indicator=None if indicator is None else _indicator(session, indicator),
    )
    house, words = records.house, session.words
    told = (rows, house.gazetteer, house.standards.indicators, words)
    show(session, issued_months.document(*told), issued_months.table(*told))


def tasks(
    session: Session,
    kept: Kept,
    *,
    due_by: str | None,
    overdue: bool,
    as_of: str | None,
    known: str | None,
) -> None:
    """Items of tasks with what is reported of them."""
    records = _records(session, kept, known=known)
    day = today() if as_of is None else parse_date(as_of)
    found = progress_answers.items(
        records,
        as_of=day,
        plan_id=kept.plan,
        body=None if kept.body is None else _body(records, kept),
        due_by=None if due_by is None else parse_date(due_by),
        is_overdue=overdue,
    )
    words = session.words
    title = words.say("table_tasks", day=day.isoformat())
    measured = {
        answer.plan.id: of_tasks(records, answer.plan, answer.tasks, as_of=day)
        for answer in records.plans.values()
    }
    document = reports.tasks(found, as_of=day, measured=measured)
    show(session, document, reports.tasks_table(found, words, title=title))


def follow_up(
    session: Session, kept: Kept, *, only_open: bool, as_of: str | None, known: str | None
) -> None:
    """Warnings, interviews, suspensions, rectifications."""
    records = _records(session, kept, known=known)
    day = today() if as_of is None else parse_date(as_of)
    found = follow_up_answers.cases(
        records,
        as_of=day,
        plan_id=kept.plan,
        place=_place(records, kept),
        body=kept.body,
        is_open=only_open,
    )
    gazetteer, words = records.house.gazetteer, session.words
    made = reports.follow_up(found, as_of=day, gazetteer=gazetteer, words=words)
    title = words.say("table_follow_up", day=day.isoformat())
    show(session, made, reports.follow_up_table(found, words, title=title))


def _records(session: Session, kept: Kept, *, known: str | None) -> Records:
    """The registers, once the plan that is named is one on file."""
    house = session.house(Asked("", IN_FORCE, None, known))
    if kept.plan is not None:
        plan_answers.plan(house, kept.plan)
    return Records(house)


def _day_of_data(records: Records, as_of: str | None) -> date:
    """The day asked for, else that of the newest data, as `status` takes it; today without any."""
    if as_of is not None:
        return parse_date(as_of)
    days = records.house.statistics.days
    return days[1] if days else today()


def _place(records: Records, kept: Kept) -> str | None:
    return None if kept.place is None else code_of(records.house.gazetteer, kept.place)


def _indicator(session: Session, text: str) -> str:
    """The key that a spelling means; raises NotFound with the nearest ones."""
    vocabulary = session.workspace.registry.forms.vocabulary
    key = vocabulary.get(header_key(text))
    if key is None:
        near = get_close_matches(text, list(vocabulary), cutoff=0.3)
        raise NotFound("unknown_reported_indicator", text=text, nearest=near)
    return key


def _body(records: Records, kept: Kept) -> str:
    """The body as the plans print it; raises NotFound with the nearest ones."""
    known = sorted(
        {
            name
            for answer in records.plans.values()
            if kept.plan in (None, answer.plan.id)
            for task in answer.tasks
            for item in task.items
            for name in item.bodies
        }
    )
    text = kept.body or ""
    for name in known:
        if spelling(name) == spelling(text):
            return name
    raise NotFound("unknown_body", text=text, nearest=get_close_matches(text, known, cutoff=0.3))
