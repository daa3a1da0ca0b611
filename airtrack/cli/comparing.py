"""Verbs that compare: diff, reconcile."""

from __future__ import annotations

from airtrack.answers import differences, moved
from airtrack.answers import reconcile as reconciling
from airtrack.answers.question import House, members
from airtrack.assess import flips
from airtrack.cli.asking import place_codes, show
from airtrack.cli.session import Asked, Session, parse_date
from airtrack.domain.batch import BatchHistory, EventKind
from airtrack.errors import WrongUse
from airtrack.store.act import find
from airtrack.views import comparing


def diff(session: Session, batch_id: str, *, as_of: str | None, most: int) -> None:
    """What the batch changed when it was committed: values, figures, verdicts that turned."""
    history = session.workspace.store.snapshot().history()
    found = find(history, batch_id)
    committed = _committed(found)
    before = _house(session, committed - 1)
    after = _house(session, committed)
    day = None if as_of is None else parse_date(as_of)
    changed = comparing.Changed(
        batch=found.batch.batch_id,
        values=differences.of_batch(before, after, found.batch),
        figures=moved.by_batch(before, after, found.batch),
        flips=flips.between(before, after, as_of=day),
        most=most,
    )
    told = (changed, after.gazetteer, session.words)
    show(session, comparing.difference(*told), comparing.difference_table(*told))


def _committed(found: BatchHistory) -> int:
    """The number of the event that brought the batch in."""
    return next(item.event_no for item in found.events if item.event is EventKind.COMMITTED)


def _house(session: Session, event_no: int) -> House:
    return session.workspace.house_at(event_no)


def reconcile(session: Session, places: list[str], group: str | None, asked: Asked) -> None:
    """Published tables of exactly the asked days beside our figures."""
    if places and group:
        raise WrongUse("place_or_group")
    question = session.question(asked)
    house = session.house(asked)
    chosen: list[str] | None = None
    if group:
        chosen = list(members(house.gazetteer.find_group(group), question))
    elif places:
        chosen = place_codes(house, places, reported=house.statistics.reported)
    answer = reconciling.of_places(house, question, chosen)
    show(
        session,
        comparing.reconciliation(answer),
        comparing.reconciliation_table(answer, session.words),
    )
