"""What would be if, in words: ends, chances, what a rank takes, the answer in a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from airtrack.domain.season import Trust
from airtrack.outlook.ranked import RankLine, Solved
from airtrack.outlook.solver import Outcome
from airtrack.outlook.whatif import Expected, TargetLine, WhatIf
from airtrack.views.table import Words
from airtrack.views.verdicts import place_name, unit

_SHOWN, _FINE, _PERCENT = 1, 2, 100


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


def caption(lines: Sequence[TargetLine], words: Words) -> str:
    """How to read the figure, and on how many earlier years its ends stand, fewest to most."""
    ends = [line.without for line in lines if line.without is not None]
    counts = sorted({end.n_years for end in ends})
    if not counts:
        return ""
    n = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
    said = words.say("outlook_caption", n=n)
    if not any(end.pooled for end in ends):
        return said
    return f"{said}{words.label('semicolon')}{words.label('outlook_pooled')}"


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
