"""What the page of targets shows for one question; nothing is cached here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from airtrack.answers import plan_check
from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import House
from airtrack.assess import filed
from airtrack.assess.board import Board
from airtrack.assess.filed import ALL, Filed
from airtrack.domain.verdict import Verdict
from airtrack.ui.asking import TargetsAsk
from airtrack.ui.origin import NO_EVENTS, origins
from airtrack.views import clauses, sentences, target_card
from airtrack.views import filed as filed_words
from airtrack.views.clauses import Branch
from airtrack.views.section import Section
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure

Plans = tuple[PlanAnswer, ...]


@dataclass(frozen=True, slots=True)
class PlanShelf:
    """The plans on file, and the ids of the table's rows."""

    table: Table
    plans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetsScreen:
    """Everything the page of targets shows; the figure is None where no target fits.

    `tree` has the clauses with their targets, `by_clause` is the figure as a table. `ids` are the
    targets of the table's rows. `findings` are what the plan's text contradicts and
    leaves open; `beside` what several plans ask of the same place, None where none does.
    """

    sentence: str
    counts: str
    title: str
    figure: Figure | None
    by_clause: Table
    tree: tuple[Branch, ...]
    table: Table
    ids: tuple[str, ...]
    findings: tuple[tuple[str, Table | None], ...]
    beside: Table | None
    edition: str
    sources: tuple[str, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class TargetCard:
    """One target: what it says, its verdicts, the ids and names of its parent and parts."""

    title: str
    lines: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    sections: tuple[Section, ...]
    related: Mapping[str, str]


def shelf(plans: Plans, spoken: Words) -> PlanShelf:
    """Every plan on file."""
    table = filed_words.plans_table(plans, spoken)
    return PlanShelf(table, tuple(item.plan.id for item in plans))


def screen(
    house: House, ask: TargetsAsk, spoken: Words, *, plans: Plans, answer: Board, inside: bool
) -> TargetsScreen:
    """One plan as far as it is wanted; `answer` holds the verdicts of all plans on that date."""
    own = next(item for item in plans if item.plan.id == ask.plan)
    found = filed.kept(filed.filed(own.targets, answer), ask.wanted)
    judged = [verdict for item in found for verdict in item.verdicts]
    edition = next((item.target.edition for item in found if item.target.edition), "")
    findings = plan_check.check(plan_check.of_answer(own, house.gazetteer))
    gazetteer = house.gazetteer
    return TargetsScreen(
        sentence=filed_words.answer(
            own.plan,
            found,
            spoken,
            as_of=ask.as_of,
            has_data=any(item.actual is not None for item in judged),
        ),
        counts=filed_words.counts(found, spoken),
        title=spoken.say("figure_clauses", plan=sentences.plan_name(own.plan, spoken)),
        figure=clauses.figure(found, spoken) if found else None,
        by_clause=clauses.table(found, spoken),
        tree=clauses.tree(found, gazetteer, spoken),
        table=filed_words.targets_table(found, gazetteer, spoken),
        ids=tuple(item.target.id for item in found),
        findings=filed_words.findings_tables(findings, spoken, with_hints=inside),
        beside=_beside(house, ask, spoken, plans=plans, answer=answer),
        edition=edition or house.standards.editions[0].id,
        sources=origins(house, (item.source for item in judged)),
        basis="basis_of_targets" if house.statistics.has_events else NO_EVENTS,
    )


def _beside(
    house: House, ask: TargetsAsk, spoken: Words, *, plans: Plans, answer: Board
) -> Table | None:
    """What other plans ask of the places of this one, or of the place that was picked."""
    own = next(item for item in plans if item.plan.id == ask.plan)
    all_own = {place for target in own.targets for place in filed.whose(target)}
    places = all_own if ask.wanted.place == ALL else {ask.wanted.place}
    several = filed.several(plans, answer, places)
    names = {item.plan.id: item.plan for item in plans}
    return filed_words.beside_table(several, names, house.gazetteer, spoken)


def known(plans: Plans, target: str) -> bool:
    """True where a plan on file has that target."""
    return any(item.id == target for answer in plans for item in answer.targets)


def card(house: House, target: str, spoken: Words, *, plans: Plans, answer: Board) -> TargetCard:
    """One target of a plan on file, with the verdicts of all its places."""
    own = next(item for item in plans if any(one.id == target for one in item.targets))
    all_own = filed.filed(own.targets, answer)
    item = next(found for found in all_own if found.target.id == target)
    related = target_card.related(item.target, all_own)
    return TargetCard(
        title=target_card.title(item.target, house.gazetteer, spoken),
        lines=target_card.lines(item, own.plan, house.gazetteer, spoken),
        verdicts=item.verdicts,
        sections=target_card.sections(item, related, house.gazetteer, spoken),
        related={one.target.id: _named(one, house, spoken) for one in related},
    )


def _named(item: Filed, house: House, spoken: Words) -> str:
    title = target_card.title(item.target, house.gazetteer, spoken)
    return f"{title} · {item.target.clause}"
