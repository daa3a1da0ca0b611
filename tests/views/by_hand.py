"""Answers made by hand, so that every drawn number can be typed beside it."""

from __future__ import annotations

from collections.abc import Callable

from airtrack.answers.question import Question
from airtrack.answers.rank import Ranked, Ranking
from airtrack.answers.stats import CityStats
from airtrack.domain import period as periods
from airtrack.domain.glossary import Lang
from airtrack.domain.pollutant import Pollutant
from airtrack.registry.places import DatedGroup
from airtrack.views.table import Words

Speak = Callable[[Lang], Words]


def ranked(rank: int, name: str, value: float | None, **more: float | None) -> Ranked:
    """One city of a ranking; its code is its name."""
    given = {"previous": None, "change_pct": None, "change_points": None} | more
    return Ranked(rank, name, f"{name}市", name, value, **given)


def ranking(*rows: Ranked, by: str = "composite", period: str = "2019-06") -> Ranking:
    """A ranking of a group called 三城."""
    group = DatedGroup("three", "三城", "Three Cities", "", ())
    question = Question(periods.parse(period))
    digits = {"composite": 2, "good_pct": 1, "change": 1}.get(by, 0)
    return Ranking(
        question=question,
        edition="gb3095-2012",
        by=by,
        digits=digits,
        previous_digits=2 if by == "change" else digits,
        group=group,
        rows=rows,
        unranked=(),
        stats=(),
    )


def month(name: str = "甲市", **given: object) -> CityStats:
    """Statistics of one city and month; what is not given is nothing."""
    nothing = {str(key): 0 for key in Pollutant}
    values: dict[str, object] = dict.fromkeys(Pollutant) | dict(given.pop("values", {}))  # type: ignore[call-overload]
    known: dict[str, object] = {
        "valid_days": 30,
        "good_days": 30,
        "good_pct": 100.0,
        "days": {str(level): 0 for level in range(1, 7)},
        "heavy_days": 0,
        "composite": None,
    }
    return CityStats(
        place="甲",
        name=name,
        values=values,
        main_pollutants=(),
        exceed_days=nothing,
        is_rankable=True,
        raw={},
        reasons=(),
        **(known | given),
    )
