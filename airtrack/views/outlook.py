"""What would be if, in words: the JSON document, tables, and the answer in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from airtrack.domain.season import Trust
from airtrack.outlook.ranked import RankLine, Solved
from airtrack.outlook.solver import Outcome
from airtrack.outlook.whatif import Expected, FigureLine, TargetLine, WhatIf
from airtrack.views import verdicts
from airtrack.views import why as reasons_of
from airtrack.views.document import Document
from airtrack.views.table import Cell, Table, Words
from airtrack.views.verdicts import number, place_name, required, unit

_SHOWN, _FINE, _PERCENT = 1, 2, 100
_GOOD = {"good_days", "good_pct"}
_COLUMNS = (
    *("name", "target_indicator", "required", "actual"),
    *("outlook_without", "outlook_chance_without", "outlook_under", "outlook_chance_under"),
    "reasons",
)


def document(answer: WhatIf, words: Words) -> Document:
    """`whatif`: a row a target, the figures of the place, the rank."""
    ground = answer.ground
    return {
        "as_of": ground.as_of.isoformat(),
        "year": ground.year,
        "plan": ground.ask.plan,
        "place": ground.ask.place,
        "scenario": answer.scenario.text,
        "years_used": list(answer.years),
        "rows": [_line(line, answer, words) for line in answer.targets],
        "figures": [
            {
                "indicator": line.indicator,
                "actual": number(line.so_far),
                "without": _expected(line.without),
                "with": _expected(line.under),
            }
            for line in answer.figures
        ],
        "rank": None if answer.rank is None else _rank(answer.rank),
    }


def _line(line: TargetLine, answer: WhatIf, words: Words) -> Document:
    gazetteer, verdict = answer.ground.house.gazetteer, line.verdict
    target = verdict.target
    return {
        "target": target.id,
        "place": verdict.place,
        "name": place_name(verdict, gazetteer, words),
        "kind": target.kind.value,
        "indicator": target.indicator,
        "op": None if target.op is None else target.op.value,
        "required": number(verdict.required),
        "unit": verdict.unit,
        "status": verdict.status.value,
        "actual": number(verdict.actual),
        "without": _expected(line.without),
        "with": _expected(line.under),
        "reasons": [
            {"code": why.code, "text": reasons_of.said(why, gazetteer, words)}
            for why in line.reasons
        ],
    }


def _expected(found: Expected | None) -> Document | None:
    if found is None:
        return None
    return {
        "low": number(_fine(found.low)),
        "middle": number(_fine(found.middle)),
        "high": number(_fine(found.high)),
        "met": found.is_met,
        "met_by_rounding": found.by_rounding,
        "probability": number(None if found.probability is None else _fine(found.probability)),
        "years_used": found.n_years,
        "indicative": found.is_indicative,
        "backtest": None if found.trust is None else found.trust.value,
        "pooled": list(found.pooled),
    }


def _fine(value: Decimal) -> Decimal:
    """At most two decimals; a printed figure keeps its own."""
    exponent = value.as_tuple().exponent
    is_fine = isinstance(exponent, int) and -exponent > _FINE
    return value.quantize(Decimal(1).scaleb(-_FINE)) if is_fine else value


def _rank(found: RankLine) -> Document:
    return {
        "group": found.group,
        "by": found.by,
        "n": found.n,
        "n_total": found.n_total,
        "actual": found.so_far,
        "without": {"rank": found.rank_without, "value": number(found.without)},
        "with": {"rank": found.rank_under, "value": number(found.under)},
        "solved": [
            {
                "gain" if item.is_gain else "leave_last": item.places,
                "outcome": item.outcome.value,
                "value": number(item.value),
                "rest_mean": number(item.rest),
            }
            for item in found.solved
        ],
    }


def table(answer: WhatIf, words: Words) -> Table:
    """A row a target, then the row of the rank."""
    rows = [_row(line, answer, words) for line in answer.targets]
    if answer.rank is not None:
        rows.append(_rank_row(answer, answer.rank, words))
    title = words.say(
        "outlook_title", day=answer.ground.as_of.isoformat(), said=said(answer, words)
    )
    return Table(title, tuple(words.column(key) for key in _COLUMNS), tuple(rows))


def _row(line: TargetLine, answer: WhatIf, words: Words) -> tuple[Cell, ...]:
    gazetteer, verdict = answer.ground.house.gazetteer, line.verdict
    reasons = [reasons_of.said(why, gazetteer, words) for why in line.reasons]
    reasons += weaknesses(line.without, words)
    return (
        place_name(verdict, gazetteer, words),
        words.label(verdict.target.indicator),
        required(verdict, words),
        verdicts.actual(verdict, words) if verdict.actual is not None else "",
        told(line.without, words),
        chance(line.without, words),
        told(line.under, words),
        chance(line.under, words),
        words.label("semicolon").join(reasons),
    )


def weaknesses(found: Expected | None, words: Words) -> list[str]:
    """What weakens a projection, or why it has no probability."""
    if found is None:
        return []
    if found.trust is Trust.FAILS:
        return [words.label("projection_hidden")]
    parts = [words.say("outlook_indicative", n=found.n_years)] if found.is_indicative else []
    if found.trust is Trust.UNTESTED:
        parts.append(words.label("projection_untested"))
    if found.pooled:
        parts.append(words.say("season_pooled", n=len(found.pooled)))
    return parts


def _rank_row(answer: WhatIf, found: RankLine, words: Words) -> tuple[Cell, ...]:
    def at(rank: int, value: Decimal) -> str:
        return words.say("outlook_rank_at", rank=rank, value=f"{value:f}")

    return (
        answer.ground.house.gazetteer.places[answer.ground.ask.place].name,
        words.say("outlook_rank_by", by=words.label(found.by)),
        "",
        "" if found.so_far is None else verdicts.at_rank(Decimal(found.so_far), words),
        at(found.rank_without, found.without),
        "",
        at(found.rank_under, found.under),
        "",
        rank_note(answer, found, words),
    )


def rank_note(answer: WhatIf, found: RankLine, words: Words) -> str:
    """Among whom, how many of them are ranked, and what a better rank takes."""
    counted = words.say(
        "outlook_ranked", group=group_name(answer, words), n=found.n, total=found.n_total
    )
    return " ".join([counted, *(solved(item, found, words) for item in found.solved)])


def group_name(answer: WhatIf, words: Words) -> str:
    """The set of cities in which the place is ranked; empty without one."""
    group = answer.ground.group
    if group is None:
        return ""
    return group.name if words.lang == "zh" else group.name_en or group.name


def solved(item: Solved, found: RankLine, words: Words) -> str:
    """What it takes to gain places or to leave the last of the list, in a sentence."""
    asked = words.say("outlook_gain" if item.is_gain else "outlook_leave", n=item.places)
    if item.outcome is Outcome.TOO_FEW_PLACES:
        return words.say("outlook_no_places", asked=asked)
    if item.outcome is Outcome.BELOW_NOTHING or item.value is None:
        return words.say("outlook_not_clean_enough", asked=asked)
    wants_more = found.by in ("good_pct", "good_days")
    sentence = words.say(
        "outlook_at_least" if wants_more else "outlook_at_most",
        asked=asked,
        by=words.label(found.by),
        value=with_unit(item.value, found.by, words),
    )
    if item.rest is None:
        return sentence
    rest = with_unit(item.rest.quantize(Decimal("0.1")), found.by, words)
    return f"{sentence}{words.say('outlook_rest', value=rest)}"


def with_unit(value: Decimal, indicator: str, words: Words) -> str:
    """A value with the unit of the indicator."""
    return f"{value:f} {unit(words.glossary.unit(indicator), words)}".strip()


def told(found: Expected | None, words: Words) -> str:
    """`39.8 (38.0–42.9) ✕ misses`; empty where nothing is expected."""
    if found is None:
        return ""
    value = f"{_printed(found.middle)} ({spread(found)})"
    return value if found.is_met is None else f"{value} {outcome(found, words)}"


def middle(found: Expected) -> str:
    """The middle as it is printed."""
    return _printed(found.middle)


def spread(found: Expected) -> str:
    """Low to high."""
    return f"{_printed(found.low)}–{_printed(found.high)}"


def _printed(value: Decimal) -> str:
    """At one decimal at most."""
    exponent = value.as_tuple().exponent
    is_fine = isinstance(exponent, int) and -exponent > _FINE
    return f"{value.quantize(Decimal(1).scaleb(-_SHOWN)) if is_fine else value:f}"


def outcome(found: Expected, words: Words) -> str:
    """Whether the middle meets the target, as sign and word."""
    return words.label(outcome_key(found))


def outcome_key(found: Expected) -> str:
    """The term for it: met, met once it is rounded, missed."""
    if not found.is_met:
        return "outlook_missed"
    return "outlook_met_rounded" if found.by_rounding else "outlook_met"


def chance(found: Expected | None, words: Words) -> str:
    """The probability of meeting the target in whole percent, never quite none or all.

    One that little stands behind says so (参考).
    """
    if found is None or found.probability is None:
        return ""
    percent = round(found.probability * _PERCENT)
    value = f"{percent} %"
    if not 0 < percent < _PERCENT:
        value = "< 1 %" if percent <= 0 else "> 99 %"
    return words.say("outlook_if_indicative", value=value) if found.is_indicative else value


def said(answer: WhatIf, words: Words) -> str:
    """The assumption in words; that there is none, where nothing is assumed."""
    scenario = answer.scenario
    if not scenario:
        return words.label("outlook_nothing")
    parts = []
    for change in scenario.changes:
        name = words.label(change.pollutant)
        if change.percent is not None:
            value = f"{change.percent:+f} %".replace("-", "−")
            part = words.say("outlook_changes", name=name, value=value)
        else:
            mean = with_unit(change.mean or Decimal(0), change.pollutant, words)
            part = words.say("outlook_means", name=name, value=mean)
        parts.append(part + _months(change.months.text, words))
    for dust in scenario.dust:
        part = words.say("outlook_dust_days", n=dust.days)
        parts.append(part + _months(dust.months.text, words))
    return words.label("semicolon").join(parts)


def _months(text: str, words: Words) -> str:
    return words.say("outlook_in_months", months=text.replace("-", "–")) if text else ""


def sentence(answer: WhatIf, words: Words) -> str:
    """How many targets are met at the middle, and the rank, beside the same without."""
    ground = answer.ground
    known = [line for line in answer.targets if line.without is not None]
    name = _name(answer, words)
    if not known:
        return words.say("outlook_unknown", name=name, year=ground.year)
    key = "outlook_answer" if answer.scenario else "outlook_answer_as_is"
    counts = {"name": name, "year": ground.year, "n": len(known)}
    first = words.say(key, **counts, met=_met(known, is_under=True), before=_met(known))
    if answer.rank is None:
        return first
    found, by = answer.rank, words.label(answer.rank.by)
    rank_key = "outlook_answer_rank" if answer.scenario else "outlook_answer_rank_as_is"
    return first + words.say(
        rank_key,
        by=by,
        value=f"{found.under:f}",
        group=group_name(answer, words),
        n=found.n,
        rank=found.rank_under,
        before=found.rank_without,
    )


def _name(answer: WhatIf, words: Words) -> str:
    gazetteer = answer.ground.house.gazetteer
    return place_name(answer.targets[0].verdict, gazetteer, words)


def _met(lines: Sequence[TargetLine], *, is_under: bool = False) -> int:
    ends = [line.under if is_under else line.without for line in lines]
    return sum(bool(end and end.is_met) for end in ends)


def figures_table(answer: WhatIf, words: Words) -> Table:
    """The figures of the place that none of its targets is about: so far, and at the end."""
    told_of = {line.verdict.target.indicator for line in answer.targets if line.without}
    if told_of & _GOOD:
        # their number and their share are one thing
        told_of |= _GOOD
    lines = [line for line in answer.figures if line.indicator not in told_of]
    columns = tuple(
        words.column(key) for key in ("indicator", "actual", "outlook_without", "outlook_under")
    )
    return Table(
        words.label("outlook_figures"), columns, tuple(_figure(line, words) for line in lines)
    )


def _figure(line: FigureLine, words: Words) -> tuple[Cell, ...]:
    unit_of = unit(words.glossary.unit(line.indicator), words)
    name = words.label(line.indicator)
    return (
        f"{name} ({unit_of})" if unit_of else name,
        "" if line.so_far is None else f"{line.so_far:f}",
        told(line.without, words),
        told(line.under, words),
    )
