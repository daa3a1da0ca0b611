"""Where a series changes what its figures mean: another edition judges, or the state changes.

Source: `data/standards/editions.toml`, `data/standards/states.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from airtrack.answers.question import House
from airtrack.answers.reason import Reason
from airtrack.domain.period import Period

EDITION, STATE = "edition", "state"
_REASONS = {EDITION: "across_editions", STATE: "across_states", "days": "year_before_too_few"}


@dataclass(frozen=True, slots=True)
class Break:
    """The first day of the new edition or state."""

    on: date
    kind: str


def between(house: House, spans: Sequence[Period], edition: str | None) -> tuple[Break, ...]:
    """The breaks inside the days from the first of the periods to the last, oldest first.

    One edition for all days has no break of its own; states stay what they are.
    """
    if not spans:
        return ()
    first = min(span.first_on for span in spans)
    last = max(span.last_on for span in spans)
    starts = [Break(state.from_on, STATE) for state in house.standards.states.state]
    if edition is None:
        starts += [Break(item.from_on, EDITION) for item in house.standards.editions]
    inside = [item for item in starts if first < item.on <= last]
    return tuple(sorted(inside, key=lambda item: (item.on, item.kind)))


def withheld(why: str | None) -> tuple[Reason, ...]:
    """Why a value a year before is no base of a change, as the views name it."""
    return () if why is None else (Reason(_REASONS[why]),)
