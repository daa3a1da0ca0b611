"""One run of the command line: settings, the open house, and words in the user's language."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from airtrack.cli.globals import Globals
from airtrack.domain.beijing import BEIJING
from airtrack.errors import WrongUse

if TYPE_CHECKING:
    from airtrack.answers.question import House, Question
    from airtrack.domain.basis import Basis
    from airtrack.settings import Settings
    from airtrack.store.act import Act
    from airtrack.views.table import Words
    from airtrack.workspace import Workspace


@dataclass(frozen=True)
class Asked:
    """The options that every question shares, as they were typed."""

    period: str
    edition: str
    as_of: str | None = None
    known: str | None = None
    basis: Basis | None = None


@dataclass
class Session:
    """Everything a verb needs; opened when it is first asked for, so that --help is instant."""

    said: Globals

    @cached_property
    def settings(self) -> Settings:
        """Settings from the environment, overruled by the global options."""
        from airtrack.settings import Settings

        given = {"store": self.said.store, "data": self.said.data, "lang": self.said.lang}
        return Settings.of({key: value for key, value in given.items() if value})

    @cached_property
    def workspace(self) -> Workspace:
        """The open house; from here on what happens is logged."""
        from airtrack import logs
        from airtrack.workspace import Workspace

        logs.start(self.settings.log_level)
        return Workspace(self.settings)

    @cached_property
    def words(self) -> Words:
        """The glossary in the user's language."""
        from airtrack.views.table import Words

        return Words(self.workspace.registry.glossary, self.settings.lang)

    def close(self) -> None:
        """The house is let go: none of its files stays open because something holds a session."""
        vars(self).pop("workspace", None)

    @property
    def is_json(self) -> bool:
        """True when stdout takes one JSON document."""
        return self.said.format == "json"

    def house(self, asked: Asked) -> House:
        """The figures as they are, or as they were known at a time (Beijing)."""
        instant = None if asked.known is None else parse_instant(asked.known)
        return self.workspace.house(instant)

    def act(self, *, by: str | None, note: str = "") -> Act:
        """Who acts, now."""
        from airtrack.store.act import Act

        name = by or self.settings.by or getpass.getuser()
        return Act(name, datetime.now(UTC).replace(tzinfo=None, microsecond=0), note)

    def question(self, asked: Asked) -> Question:
        """The question that the options ask."""
        from airtrack.answers.question import Question
        from airtrack.domain import period as periods

        as_of = None if asked.as_of is None else parse_date(asked.as_of)
        return Question(periods.parse(asked.period), asked.edition, as_of, asked.basis)


def today() -> date:
    """The calendar day in Beijing."""
    return datetime.now(BEIJING).date()


def parse_date(text: str) -> date:
    """A calendar day; raises WrongUse("bad_date")."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse("bad_date", text=text) from error


def parse_instant(text: str) -> datetime:
    """A time in UTC, naive; a day means its end, and times without a zone are Beijing's."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise WrongUse("bad_time", text=text) from error
    if len(text) == len("2020-01-31"):
        found = found.replace(hour=23, minute=59, second=59)
    zoned = found if found.tzinfo else found.replace(tzinfo=BEIJING)
    return zoned.astimezone(UTC).replace(tzinfo=None)
