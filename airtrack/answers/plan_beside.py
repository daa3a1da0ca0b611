"""What every plan asks of one place, indicator by indicator, one beside the other.

Source: the plans that count; nothing is judged here.
"""

from __future__ import annotations

from dataclasses import dataclass

from airtrack.answers import plans
from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import House
from airtrack.domain.period import Period
from airtrack.domain.target import Target
from airtrack.errors import NotFound


@dataclass(frozen=True, slots=True)
class Asked:
    """One target of one plan that speaks of the place."""

    answer: PlanAnswer
    target: Target


@dataclass(frozen=True, slots=True)
class Beside:
    """What all plans ask for one indicator and period; `differs` where they print unlike values."""

    indicator: str
    period: Period
    rows: tuple[Asked, ...]

    @property
    def differs(self) -> bool:
        """True where targets of the same kind and scope have different values in two plans."""
        seen: dict[tuple[object, ...], set[object]] = {}
        for row in self.rows:
            target = row.target
            if target.is_judged:
                about = (target.kind, target.scope, target.baseline and target.baseline.period)
                seen.setdefault(about, set()).add(target.value)
        return any(len(values) > 1 for values in seen.values())

    @property
    def plans(self) -> tuple[str, ...]:
        """The ids of the plans, each once."""
        return tuple(dict.fromkeys(row.answer.plan.id for row in self.rows))


def of_place(house: House, place: str, indicator: str | None = None) -> tuple[Beside, ...]:
    """Every target that speaks of the place, or of the set of that id, by indicator and period.

    In the order of the indicators, then of the periods, then of the plans. Raises
    NotFound("unknown_indicator") for one that is not on file.
    """
    known = list(house.standards.indicators)
    if indicator is not None and indicator not in known:
        raise NotFound("unknown_indicator", text=indicator, nearest=known)
    found: dict[tuple[int, str, Period], list[Asked]] = {}
    for answer in plans.all_plans(house):
        for target in answer.targets:
            key = target.indicator
            if place in (*target.places, target.group) and indicator in (None, key):
                at = (known.index(key) if key in known else len(known), key, target.span)
                found.setdefault(at, []).append(Asked(answer, target))
    return tuple(
        Beside(key, period, tuple(rows))
        for (_, key, period), rows in sorted(found.items(), key=_at)
    )


def _at(item: tuple[tuple[int, str, Period], list[Asked]]) -> tuple[int, str, Period]:
    return item[0]


def places(house: House, indicator: str | None = None) -> tuple[str, ...]:
    """The codes of the places that some plan asks something of."""
    found = (
        place
        for answer in plans.all_plans(house)
        for target in answer.targets
        if indicator in (None, target.indicator)
        for place in target.places
    )
    return tuple(dict.fromkeys(found))
