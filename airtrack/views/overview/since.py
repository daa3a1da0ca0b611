"""What changed since the last data, as a few sentences that lead on, and a small table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.answers.arrived import Arrived
from airtrack.assess.flips import Flip
from airtrack.assess.since import Since
from airtrack.domain.verdict import Verdict
from airtrack.registry.places import Gazetteer
from airtrack.views import sentences, verdicts, words
from airtrack.views.table import Cell, Table, Words

_SPELT_OUT = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, and the code of a city and the id of a target that it leads to, or nothing."""

    text: str
    place: str = ""
    target: str = ""


def came(found: Arrived, spoken: Words) -> Told:
    """What the newest data are, and what they are held against."""
    first = min(row.first_on for row in found.rows)
    last = max(row.last_on for row in found.rows)
    said = {
        "n": len({row.place for row in found.rows}),
        "first": words.day(first, spoken),
        "last": words.day(last, spoken),
        "values": sum(row.n_values for row in found.rows),
        "before": words.day(found.before, spoken),
    }
    return Told(spoken.say("since_came_first" if found.is_first else "since_came", **said))


def corrected(n_values: int, spoken: Words) -> Told:
    """How many values that were on record the newest batches say otherwise."""
    return Told(spoken.say("since_corrected", n=n_values))


def outcome(found: Since, gazetteer: Gazetteer, spoken: Words) -> tuple[Told, ...]:
    """The verdicts that turned, the worst of today first, then how many figures moved."""
    told = [_turned(pair, gazetteer, spoken) for pair in found.turned[:_SPELT_OUT]]
    more = len(found.turned) - len(told)
    if more > 0:
        told.append(Told(spoken.say("since_more", n=more)))
    if not found.turned:
        told.append(Told(spoken.label("since_none_turned")))
    if found.moved:
        told.append(_moved(found.moved, gazetteer, spoken))
    return tuple(told)


def _turned(pair: Flip, gazetteer: Gazetteer, spoken: Words) -> Told:
    shown = pair.shown
    text = spoken.say(
        "since_turned",
        place=sentences.place(shown, gazetteer, spoken),
        indicator=sentences.indicator(shown, spoken),
        period=shown.target.period,
        before=_status(pair.before, spoken),
        after=_status(pair.after, spoken),
    )
    return Told(text, "" if shown.is_region else shown.place, shown.target.id)


def _moved(found: Sequence[Flip], gazetteer: Gazetteer, spoken: Words) -> Told:
    most = found[0]
    shown = most.shown
    text = spoken.say(
        "since_moved",
        n=len(found),
        place=sentences.place(shown, gazetteer, spoken),
        indicator=sentences.indicator(shown, spoken),
        old=_figure(most.before, spoken),
        new=_figure(most.after, spoken),
    )
    return Told(text, "" if shown.is_region else shown.place, shown.target.id)


def _status(verdict: Verdict | None, spoken: Words) -> str:
    return spoken.label("since_no_verdict") if verdict is None else verdicts.told(verdict, spoken)


def _figure(verdict: Verdict | None, spoken: Words) -> str:
    if verdict is None or verdict.actual is None:
        return "–"
    return verdicts.actual(verdict, spoken)


def table(found: Since, gazetteer: Gazetteer, spoken: Words) -> Table:
    """A row a verdict that turned or moved: status and figure before and now."""
    keys = (
        *("name", "target_indicator", "target_period"),
        *("status_before", "status", "actual_before", "actual"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            verdicts.place_name(pair.shown, gazetteer, spoken),
            spoken.label(pair.shown.target.indicator),
            pair.shown.target.period,
            _status(pair.before, spoken),
            _status(pair.after, spoken),
            _figure(pair.before, spoken),
            _figure(pair.after, spoken),
        )
        for pair in (*found.turned, *found.moved)
    )
    return Table("", tuple(spoken.column(key) for key in keys), rows)


def came_table(found: Arrived, spoken: Words) -> Table:
    """A row a place: which days came in, how many values."""
    columns = (
        *(spoken.column(key) for key in ("name", "first_on", "last_on")),
        spoken.column("days_came", 0),
        spoken.column("values_came", 0),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            row.name,
            row.first_on.isoformat(),
            row.last_on.isoformat(),
            row.n_days or None,
            row.n_values,
        )
        for row in found.rows
    )
    return Table("", columns, rows)
