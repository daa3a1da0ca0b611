"""Verbs about what may still come: whatif."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.cli.asking import show
from airtrack.cli.judging import code_of
from airtrack.cli.session import Asked, Session, parse_date
from airtrack.domain import scenario
from airtrack.domain.scenario import Scenario
from airtrack.domain.standards import IN_FORCE
from airtrack.outlook import whatif as whatifs
from airtrack.outlook.ground import Ask, Ground
from airtrack.outlook.ranked import Wish
from airtrack.views.outlook import document, table


@dataclass(frozen=True, slots=True)
class Assumed:
    """The options that tell of an assumption, as they were typed."""

    changes: Sequence[str]
    months: str | None = None
    dust: int | None = None

    def scenario(self) -> Scenario:
        """What they say together; raises WrongUse like `scenario.parse`."""
        within = "" if self.months is None else f"@{scenario.parse_months(self.months).text}"
        parts = [text.replace("=", ":", 1) for text in self.changes]
        parts += [] if self.dust is None else [f"{scenario.DUST}:{self.dust}"]
        # all twelve months have no text of their own
        within = within if within != "@" else ""
        return scenario.parse(
            ";".join(part if "@" in part else f"{part}{within}" for part in parts)
        )


@dataclass(frozen=True, slots=True)
class Where:
    """Plan, place and group as they were typed."""

    plan: str
    place: str
    group: str | None = None
    by: str = "composite"


def whatif(
    session: Session, where: Where, assumed: Assumed, *, as_of: str | None, wish: Wish
) -> None:
    """A row per target of the plan at that place, then the rank."""
    said = assumed.scenario()
    house = session.house(Asked("", IN_FORCE, as_of))
    group = "" if where.group is None else house.gazetteer.find_group(where.group).id
    ask = Ask(
        plan=where.plan,
        place=code_of(house.gazetteer, where.place),
        as_of=None if as_of is None else parse_date(as_of),
        by=where.by,
        group=group,
    )
    answer = whatifs.under(Ground(house, ask), said, wish=wish)
    made = document.document(answer, session.words)
    show(session, made, table.table(answer, session.words))
