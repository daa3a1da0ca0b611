"""Tonnes that accepted projects take away, beside the path that a plan's milestones make.

Source: the register of projects; plans give milestones (表2), the lines between them are ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from airtrack.answers.records import Records
from airtrack.domain import period as periods
from airtrack.domain.milestone import NOTHING, Milestone, Path
from airtrack.domain.record import ProjectState
from airtrack.domain.scale import MILLI
from airtrack.domain.target import Plan, Scope, Target, TargetKind
from airtrack.metrics.rows import EmissionCurrent

_OF_CUT = "_cut"
FROM_BASELINE = "baseline"
_FROM_PROJECT, _FROM_ISSUE, _FROM_GOAL = "project", "issue", "goal"


@dataclass(frozen=True, slots=True)
class Step:
    """A day on which tonnes were accepted: those of that day, and all up to it."""

    on_date: date
    tonnes: Fraction
    total: Fraction


@dataclass(frozen=True, slots=True)
class Cut:
    """One place (or the places of a target together, `is_region`), one pollutant, one plan.

    `targets` are the milestones, oldest first, one a day. `from_by` says what the path's first day
    rests on: `baseline` (the day after the base period), or, since the plan names none, the
    earliest of the years of its first `goal`, of its `issue` and of the first accepted `project`.
    `projects` are those of these places dated up to `as_of`, in every state; `lacking` are the
    places without any. All amounts are tonnes.
    """

    plan: Plan
    indicator: str
    place: str
    places: tuple[str, ...]
    is_region: bool
    as_of: date
    targets: tuple[Target, ...]
    path: Path
    from_by: str
    projects: tuple[EmissionCurrent, ...]
    steps: tuple[Step, ...]
    lacking: tuple[str, ...]

    @property
    def pollutant(self) -> str:
        """The key that the register has for what is cut."""
        return pollutant(self.indicator)

    @property
    def total(self) -> Fraction:
        """Accepted tonnes up to `as_of`."""
        return self.steps[-1].total if self.steps else NOTHING

    @property
    def due_now(self) -> Fraction:
        """Tonnes that the path asks for on `as_of`."""
        return self.path.due(self.as_of)

    @property
    def profit_loss(self) -> Fraction:
        """Tonnes ahead of the path, negative while behind it."""
        return self.total - self.due_now

    @property
    def following(self) -> Target | None:
        """The milestone on the way, None when the last one is over."""
        return next((item for item in self.targets if item.span.last_on >= self.as_of), None)

    @property
    def by_state(self) -> dict[ProjectState, Fraction]:
        """Tonnes by the state of their projects, those of every state."""
        found = dict.fromkeys(ProjectState, NOTHING)
        for row in self.projects:
            found[ProjectState(row.state)] += Fraction(row.tonnes_milli, MILLI)
        return found


def pollutant(indicator: str) -> str:
    """What an indicator of cuts cuts: `nox` of `nox_cut`."""
    return indicator.removesuffix(_OF_CUT)


def cuts(
    records: Records, *, as_of: date, plan_id: str | None = None, place: str | None = None
) -> tuple[Cut, ...]:
    """Every path of the plans (or of one) on that date, in the order of their targets.

    `place` keeps those of that code, or of the set of that id.
    """
    found: list[Cut] = []
    for answer in records.plans.values():
        if plan_id not in (None, answer.plan.id):
            continue
        lines: dict[tuple[str, tuple[str, ...]], Target] = {}
        for target in _cuts_of(answer.targets):
            for places in _lines(target):
                first = lines.setdefault((target.indicator, places), target)
                if _is_finer(target, first):
                    lines[target.indicator, places] = target
        made = (cut(records, first, places, as_of=as_of) for (_, places), first in lines.items())
        found += [item for item in made if place in (None, item.place)]
    return tuple(found)


def cut(records: Records, target: Target, places: tuple[str, ...], *, as_of: date) -> Cut:
    """The path that the target is a milestone of, for these places.

    Where two milestones fall on one day, the target itself counts, else the one that is printed
    with more decimals.
    """
    answer = records.plans[target.plan]
    is_region = target.scope is not Scope.EACH
    alike = [item for item in _cuts_of(answer.targets) if item.indicator == target.indicator]
    goals = _one_a_day([item for item in alike if places in _lines(item)], before_all=target)
    from_on, from_by = _start(records, answer.plan, target, as_of=as_of)
    after = from_on if from_by == FROM_BASELINE else date.min
    rows = _rows(records, target.indicator, places, days=(after, as_of))
    there = {code for row in rows for code in records.upward(row.place_id)}
    return Cut(
        plan=answer.plan,
        indicator=target.indicator,
        place=(target.group or target.plan) if is_region else places[0],
        places=places,
        is_region=is_region,
        as_of=as_of,
        targets=goals,
        path=Path(from_on, tuple(_milestone(item) for item in goals)),
        from_by=from_by,
        projects=rows,
        steps=_steps(records, target.indicator, places, days=(after, as_of)),
        lacking=tuple(code for code in places if code not in there),
    )


def _cuts_of(targets: Iterable[Target]) -> Iterator[Target]:
    return (item for item in targets if item.kind is TargetKind.CUT and item.is_judged)


def _lines(target: Target) -> list[tuple[str, ...]]:
    """The sets of places that the target is a milestone of."""
    if target.scope is Scope.EACH:
        return [(code,) for code in target.places]
    return [target.places]


def _one_a_day(targets: Iterable[Target], *, before_all: Target) -> tuple[Target, ...]:
    found: dict[date, Target] = {}
    for item in targets:
        other = found.setdefault(item.span.last_on, item)
        if other.id != before_all.id and (item.id == before_all.id or _is_finer(item, other)):
            found[item.span.last_on] = item
    return tuple(found[day] for day in sorted(found))


def _is_finer(target: Target, other: Target) -> bool:
    """True where its number is printed with more decimals."""
    return (target.digits or 0) > (other.digits or 0)


def _milestone(target: Target) -> Milestone:
    return Milestone(target.span.last_on, Fraction(target.value or 0))


def _start(records: Records, plan: Plan, target: Target, *, as_of: date) -> tuple[date, str]:
    """The first day of the path, one for all places of the plan, and what it rests on."""
    if target.baseline is not None:
        base = periods.parse(target.baseline.period)
        return base.last_on + timedelta(1), FROM_BASELINE
    targets = list(_cuts_of(records.plans[plan.id].targets))
    found = [(min(item.span.first_on for item in targets), _FROM_GOAL)]
    if plan.issued_on is not None:
        found.append((plan.issued_on, _FROM_ISSUE))
    places = {code for item in targets for code in item.places}
    pollutants = {pollutant(item.indicator) for item in targets}
    found += [
        (row.on_date, _FROM_PROJECT)
        for row in records.accepted
        if row.pollutant in pollutants
        and row.on_date <= as_of
        and places.intersection(records.upward(row.place_id))
    ]
    years = [(day.replace(month=1, day=1), by) for day, by in found]
    return min(years, key=lambda item: item[0])


def _rows(
    records: Records, indicator: str, places: tuple[str, ...], *, days: tuple[date, date]
) -> tuple[EmissionCurrent, ...]:
    """Projects of the places dated in these days, oldest first."""
    wanted, key = set(places), pollutant(indicator)
    found = [
        row
        for row in records.projects
        if row.pollutant == key
        and days[0] <= row.on_date <= days[1]
        and wanted.intersection(records.upward(row.place_id))
    ]
    return tuple(sorted(found, key=lambda row: (row.on_date, row.project_id, row.place_id)))


def _steps(
    records: Records, indicator: str, places: tuple[str, ...], *, days: tuple[date, date]
) -> tuple[Step, ...]:
    """Accepted tonnes of all the places together, day by day."""
    wanted, key = set(places), pollutant(indicator)
    by_day: dict[date, Fraction] = {}
    for row in records.accepted:
        is_in = row.pollutant == key and days[0] <= row.on_date <= days[1]
        if is_in and wanted.intersection(records.upward(row.place_id)):
            tonnes = Fraction(row.tonnes_milli, MILLI)
            by_day[row.on_date] = by_day.get(row.on_date, NOTHING) + tonnes
    found, total = [], NOTHING
    for day in sorted(by_day):
        total += by_day[day]
        found.append(Step(day, by_day[day], total))
    return tuple(found)
