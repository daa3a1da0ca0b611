"""The verb that writes templates."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from airtrack.cli import output
from airtrack.cli.session import Session, today
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.place import Place
from airtrack.errors import WrongUse
from airtrack.ingest.templates import template_book, template_of, wanted
from airtrack.registry.places import Gazetteer

_BOOK, _TEXT, _PACKED = ".xlsx", ".csv", ".zip"


def template(
    session: Session, form: str, out: Path, *, group: str | None, place: str | None, period: str
) -> None:
    """The template of that form is written, as a workbook or as CSV by the ending of the file."""
    registry, gazetteer = session.workspace.registry, session.workspace.gazetteer
    asked = periods.parse(period) if period else _last_month()
    found = template_of.grids(
        template_of.named(registry, form),
        wanted.of_places(
            registry,
            gazetteer,
            _places(gazetteer, group, place, asked),
            asked,
            until=today() - timedelta(1),
            stations=session.workspace.stations,
        ),
    )
    endings = [_BOOK, _TEXT if len(found) == 1 else _PACKED]
    if out.suffix.lower() not in endings:
        told = session.words.label("list_separator").join(endings)
        raise WrongUse("template_ending", file=out.name, endings=told)
    is_book = out.suffix.lower() == _BOOK
    out.write_bytes(template_book.workbook(found) if is_book else template_of.text(found))
    output.warn(session.words.say("told_written", file=out.as_posix()))


def _places(
    gazetteer: Gazetteer, group: str | None, place: str | None, period: Period
) -> list[Place]:
    """The members of the group on the last day of the period, or the one place, or none."""
    if group is not None and place is not None:
        raise WrongUse("place_or_group")
    if place is not None:
        return [gazetteer.find(place)]
    codes = () if group is None else gazetteer.find_group(group).members(period.last_on)
    return [gazetteer.places[code] for code in codes]


def _last_month() -> Period:
    before = today().replace(day=1) - timedelta(1)
    return periods.of_month(before.year, before.month)
