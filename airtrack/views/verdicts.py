"""Verdicts as the JSON document, the table and the sentences that people read.

A control value is rounded to the safe side: down where less is better, up where more is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from airtrack.assess.judge import BORDERLINE
from airtrack.domain.target import Op, Target, TargetKind
from airtrack.domain.verdict import Status, Verdict
from airtrack.registry.places import Gazetteer
from airtrack.views import why as reasons_of
from airtrack.views.table import Cell, Column, Table, Words

SIGNS: Mapping[Status, str] = {
    Status.MET: "✓",
    Status.ON_TRACK: "●",
    Status.AT_RISK: "▲",
    Status.OFF_TRACK: "▼",
    Status.MISSED: "✕",
    Status.INSUFFICIENT: "◌",
    Status.NOT_DUE: "–",
}
"""A sign for every status, so that none is told by its colour alone."""

SIGN_OF: Mapping[Op, str] = {Op.AT_MOST: "≤", Op.AT_LEAST: "≥", Op.BELOW: "<", Op.ABOVE: ">"}
_TENTH = Decimal("0.1")
_HARDLY, _SURE = Decimal(1), Decimal(99)
_OF_THE_STORE = ("verdict_no_dust_on_record", "verdict_path_start")
_SPOKEN_UNITS = ("d", "t")


def number(value: Decimal | None) -> int | float | None:
    """A decimal as a JSON number, whole ones as integers."""
    if value is None:
        return None
    return (
        int(value)
        if value == value.to_integral() and value.as_tuple().exponent == 0
        else float(value)
    )


def written(value: Decimal | None) -> str:
    """A decimal as it is printed; a missing one as –."""
    return "–" if value is None else f"{value:f}"


def control(verdict: Verdict) -> Decimal | None:
    """The mean that the days to come may have, at one decimal, on the safe side."""
    budget = verdict.budget
    if budget is None or budget.remaining_mean is None:
        return None
    is_floor = verdict.target.op is not None and not verdict.target.op.is_cap
    wants_more = is_floor and verdict.baseline is None
    side = ROUND_CEILING if wants_more else ROUND_FLOOR
    return budget.remaining_mean.quantize(_TENTH, rounding=side)


def unit(text: str, words: Words) -> str:
    """A unit as the language writes it: days and tonnes have words."""
    return words.label(f"unit_{text}") if text in _SPOKEN_UNITS else text


def place_name(verdict: Verdict, gazetteer: Gazetteer, words: Words) -> str:
    """The name of the place, or of the set of places."""
    if not verdict.is_region:
        return gazetteer.places[verdict.place].name
    if not gazetteer.is_group(verdict.place):
        return verdict.place
    group = gazetteer.find_group(verdict.place)
    return group.name if words.lang == "zh" else group.name_en or group.name


def reasons(verdict: Verdict, gazetteer: Gazetteer, words: Words) -> str:
    """The reasons of this verdict in a row, without those that every other one has as well.

    On the edge of a target these matter, too.
    """
    separator = "；" if words.lang == "zh" else "; "
    is_close = any(why.code == BORDERLINE for why in verdict.reasons)
    own = (why for why in verdict.reasons if is_close or why.code not in _OF_THE_STORE)
    return separator.join(reasons_of.said(why, gazetteer, words) for why in own)


def sign(target: Target) -> str:
    """How the value must stand to the required one; empty where the target does not say."""
    return "" if target.op is None else SIGN_OF[target.op]


def demand(target: Target, words: Words) -> str:
    """What is required: `≤ 35`, or in words where the plan gives no number to stay within."""
    asked = sign(target)
    if target.kind is TargetKind.ATTAINMENT:
        names = (words.label(pollutant) for pollutant in target.pollutants)
        return words.say("demand_attainment", listed=words.label("list_separator").join(names))
    if target.kind is TargetKind.TASK:
        return words.label("demand_task")
    if target.kind is TargetKind.RANK and target.value is not None:
        return words.say("demand_rank", n=written(target.value))
    if target.kind is TargetKind.RANK:
        return words.label("demand_rank_up")
    if target.kind is TargetKind.YEAR_ON_YEAR and target.value is None:
        return words.say("demand_year_before", sign=asked)
    if target.kind is TargetKind.RELATIVE and target.value is None:
        return words.say("demand_relative", sign=asked)
    return f"{asked} {written(target.value)}".strip()


def required(verdict: Verdict, words: Words) -> str:
    """What is required, with its unit; what stands in for a number of the plan in brackets."""
    target, asked = verdict.target, demand(verdict.target, words)
    spoken = unit(verdict.unit, words)
    if target.value is not None:
        return f"{asked} {spoken}".strip()
    if verdict.required is None or target.kind is TargetKind.TASK:
        return asked
    told = at_rank(verdict.required, words) if _is_rank(target) else written(verdict.required)
    return asked + words.say("in_brackets", text=f"{told} {spoken}".strip())


def actual(verdict: Verdict, words: Words) -> str:
    """The value with its unit: of a rank the cities behind it, or the rank itself."""
    if verdict.actual is None:
        return "–"
    if not _is_rank(verdict.target):
        return f"{written(verdict.actual)} {unit(verdict.unit, words)}".strip()
    if verdict.target.value is None:
        return at_rank(verdict.actual, words)
    return words.say("cities_behind", n=written(verdict.actual))


def at_rank(rank: Decimal, words: Words) -> str:
    """A rank in words."""
    return words.say("at_rank", n=written(rank))


def _is_rank(target: Target) -> bool:
    return target.kind is TargetKind.RANK


def rest(verdict: Verdict, words: Words) -> str:
    """What the rest of the period still allows, in words; empty once nothing can change."""
    budget = verdict.budget
    if budget is None or verdict.decided:
        return ""
    said = {"days": budget.remaining_days, "unit": unit(budget.unit, words)}
    if budget.amount_left is not None:
        left, each = written(budget.amount_left), written(budget.amount_per_month)
        return words.say("rest_amount", **said, left=left, each=each)
    mean = control(verdict)
    if budget.days_needed is not None:
        return words.say(
            "rest_days_needed", **said, needed=budget.days_needed, lose=budget.days_left_to_lose
        )
    if budget.days_left_to_lose is not None:
        key = "rest_days_to_lose" if budget.days_left_to_lose else "rest_no_day_to_lose"
        return words.say(key, **said, lose=budget.days_left_to_lose)
    return "" if mean is None else words.say("rest_mean", **said, mean=written(mean))


def on_path(verdict: Verdict, words: Words) -> str:
    """What the path asks for by the day and how far ahead it is; empty where there is none."""
    path = verdict.path
    if path is None or path.profit_loss is None or verdict.decided:
        return ""
    ahead = f"{path.profit_loss:+f}"
    return words.say(
        "rest_path", due=written(path.due_now), ahead=ahead, unit=unit(verdict.unit, words)
    )


def on_season(verdict: Verdict, words: Words) -> str:
    """What the month targets ask for by now and how far ahead it is; empty without any."""
    season = verdict.season
    if season is None or verdict.decided:
        return ""
    side, rounding = ("≤", ROUND_FLOOR) if season.wants_low else ("≥", ROUND_CEILING)
    due = season.due_now.quantize(_TENTH, rounding=rounding)
    if season.is_share:
        ahead = words.say("season_points_days", n=f"{season.profit_loss.quantize(_TENTH) + 0:+f}")
    else:
        whole = season.profit_loss.quantize(Decimal(1))
        ahead = words.say("season_points", n=f"{whole + 0:+f}", unit=season.unit)
    return words.say("rest_season", side=side, due=written(due), ahead=ahead)


def chance(verdict: Verdict, words: Words) -> str:
    """How likely the target is kept, in whole percent and never certain; empty where hidden."""
    found = verdict.projection
    if found is None or found.probability is None or verdict.decided:
        return ""
    key = "rest_chance_indicative" if found.is_indicative else "rest_chance"
    return words.say(key, percent=percent(found.probability))


def percent(probability: Decimal) -> str:
    """Whole percent between 1 and 99: what is not decided is neither sure nor impossible."""
    return f"{min(_SURE, max(_HARDLY, probability * 100)):.0f}"


def archive(verdict: Verdict, words: Words) -> str:
    """How the same days went in earlier years; empty without an archive."""
    budget = verdict.budget
    if budget is None or verdict.decided or not budget.archive_years:
        return ""
    return words.say(
        "rest_archive",
        years=len(budget.archive_years),
        achieved=budget.archive_achieved,
        norm=written(budget.seasonal_norm),
        unit="%" if budget.days_needed is not None else unit(budget.unit, words),
    )


def worst_first(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The gravest status first, inside it the largest gap in proportion to what is required."""
    return sorted(verdicts, key=lambda verdict: (verdict.status.severity, -_relative(verdict)))


def _relative(verdict: Verdict) -> Decimal:
    if verdict.gap is None or not verdict.required:
        return Decimal(0)
    return verdict.gap / abs(verdict.required)


def told(verdict: Verdict, words: Words) -> str:
    """The status as sign and word."""
    return f"{SIGNS[verdict.status]} {words.label(f'status_{verdict.status}')}"


def table(
    verdicts: Iterable[Verdict], gazetteer: Gazetteer, words: Words, *, title: str = ""
) -> Table:
    """A row a verdict: place, indicator, year, status, actual, required, gap, what is left."""
    columns: tuple[Column, ...] = (
        *(words.column(key) for key in ("name", "target_indicator", "target_period", "status")),
        *(words.column(key) for key in ("actual", "required", "gap")),
        *(words.column(key) for key in ("rest_allowed", "clause", "reasons")),
    )
    rows = tuple(
        _cells(verdict, place_name(verdict, gazetteer, words), gazetteer, words)
        for verdict in verdicts
    )
    return Table(title, columns, rows)


def _left(verdict: Verdict, words: Words) -> str:
    """What the rest allows, and how often earlier years kept to that."""
    parts = (
        *(on_path(verdict, words), on_season(verdict, words)),
        *(rest(verdict, words), archive(verdict, words), chance(verdict, words)),
    )
    told_ = [text for text in parts if text]
    return ("；" if words.lang == "zh" else "; ").join(told_)


def _cells(verdict: Verdict, name: str, gazetteer: Gazetteer, words: Words) -> tuple[Cell, ...]:
    target = verdict.target
    return (
        name,
        words.label(target.indicator),
        target.period,
        told(verdict, words),
        "" if verdict.actual is None else actual(verdict, words),
        required(verdict, words),
        "" if verdict.gap is None else f"{verdict.gap:+f}",
        _left(verdict, words),
        target.clause,
        reasons(verdict, gazetteer, words),
    )
