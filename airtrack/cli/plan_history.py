"""Verbs about versions of plans: plans history, plans diff; and plans beside, side by side."""

from __future__ import annotations

from airtrack.answers import plan_beside, plan_diff, plan_versions
from airtrack.answers.plan_diff import PlanDiff
from airtrack.answers.plan_versions import Version
from airtrack.cli import output
from airtrack.cli.judging import code_of
from airtrack.cli.session import Asked, Session
from airtrack.domain.standards import IN_FORCE
from airtrack.errors import NotFound, WrongUse
from airtrack.registry.plans import PlanText
from airtrack.views import plan_versions as shown
from airtrack.views.document import Document


def history(session: Session, plan_id: str) -> None:
    """Every version of the plan, oldest first."""
    own = plan_versions.of_plan(_versions(session), plan_id)
    output.show_as(
        session.said.format, shown.history(own, plan_id), shown.history_table(own, session.words)
    )


def diff(session: Session, plan_id: str, old: str | None, new: str | None) -> None:
    """What the later version says otherwise; the last two where none are named."""
    if (old is None) != (new is None):
        raise WrongUse("two_versions", nearest=[])
    before, after = plan_versions.pair(_versions(session), plan_id, old, new)
    found = plan_diff.between(before.answer, after.answer)
    words, registry = session.words, session.workspace.registry
    batches = {"old": before.batch_id, "new": after.batch_id}
    title = words.say("table_plan_diff", plan=plan_id, **batches)
    table = shown.diff_table(
        found, registry.plan_form, session.workspace.gazetteer, words, title=title
    )
    output.show_as(session.said.format, shown.versions_diff(before, after, found), table)
    if found.is_empty and session.said.format == "table":
        output.say(words.label("told_plan_same"))


def beside(
    session: Session, place: str, indicator: str | None, *, known: str | None = None
) -> None:
    """What every plan asks of the place."""
    house = session.house(Asked("", IN_FORCE, None, known))
    code = code_of(house.gazetteer, place)
    found = plan_beside.of_place(house, code, indicator)
    if not found:
        every = plan_beside.places(house, indicator)
        names = sorted({house.gazetteer.places[one].name for one in every})
        raise NotFound("no_targets_of_place", text=place, nearest=names)
    words = session.words
    name = (
        house.gazetteer.places[code].name
        if code in house.gazetteer.places
        else house.gazetteer.find_group(code).name
    )
    table = shown.beside_table(
        found, house.gazetteer, words, title=words.say("table_beside", name=name)
    )
    output.show_as(session.said.format, shown.beside(found, code, name), table)


def change(session: Session, text: PlanText) -> Document:
    """What a plan that is handed in says otherwise than the version that counts, if any does."""
    old, found = _against_current(session, text)
    current = None if old is None else shown.version(old)
    return {
        "id": text.plan.id,
        "state": text.plan.state.value,
        "current": current,
        "change": shown.diff(found),
    }


def show_change(session: Session, text: PlanText) -> None:
    """The same as a table; nothing for a plan that is new, since all of it is."""
    old, found = _against_current(session, text)
    if old is None:
        return
    words, registry = session.words, session.workspace.registry
    title = words.say("told_plan_change", plan=text.plan.id, batch=old.batch_id)
    output.say("  " + title)
    if found.is_empty:
        output.say("  " + words.label("told_plan_same"))
        return
    form, gazetteer = registry.plan_form, session.workspace.gazetteer
    output.show_table(shown.diff_table(found, form, gazetteer, words, title=""))


def _against_current(session: Session, text: PlanText) -> tuple[Version | None, PlanDiff]:
    versions = _versions(session) if session.workspace.store.exists else ()
    return plan_versions.against_current(versions, text)


def _versions(session: Session) -> tuple[Version, ...]:
    store = session.workspace.store
    return plan_versions.all_versions(store.layout, store.snapshot().history())
