"""Answers made by hand, so that every drawn number can be typed beside it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from airtrack.answers.question import Question
from airtrack.answers.rank import Ranked, Ranking
from airtrack.answers.stats import CityStats
from airtrack.domain import period as periods
from airtrack.domain.glossary import Lang
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.target import Target
from airtrack.domain.verdict import Budget, Status, Verdict
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


def target(**given: object) -> Target:
    """A cap on PM2.5 of 2025; what is not given is this."""
    known: dict[str, object] = {
        "id": "p.pm25",
        "plan": "p",
        "kind": "cap",
        "places": ("430100",),
        "scope": "each",
        "indicator": "pm25",
        "period": "2025",
        "op": "<=",
        "value": "35",
        "value_state": "set",
        "unit": "µg/m³",
        "digits": 0,
        "basis": "excl_dust",
        "edition": "gb3095-2012",
        "binding": "binding",
        "clause": "表1",
    }
    return Target.model_validate(known | given)


def verdict(
    place: str, status: str, actual: str | None, of: Target | None = None, **given: object
) -> Verdict:
    """A verdict of 31 July 2025 on a place; the gap is the difference to what is required."""
    judged = of or target(places=(place,))
    known: dict[str, object] = {
        "target": judged,
        "place": place,
        "is_region": judged.scope != "each",
        "as_of": date(2025, 7, 31),
        "status": Status(status),
        "required": judged.value,
        "unit": judged.unit,
    }
    if actual is not None and judged.value is not None and judged.op is not None:
        shown = Decimal(actual)
        known |= {
            "actual": shown,
            "gap": shown - judged.value if judged.op.is_cap else judged.value - shown,
        }
    return Verdict(**(known | given))  # type: ignore[arg-type]


def good_days(place: str, status: str, actual: str | None, **given: object) -> Verdict:
    """A verdict on a floor of 86.5 % good days."""
    floor = target(
        id=f"p.good.{place}",
        kind="floor",
        indicator="good_pct",
        op=">=",
        value="86.5",
        unit="%",
        digits=1,
        places=(place,),
    )
    return verdict(place, status, actual, floor, **given)


def heavy_days(place: str, status: str, actual: str | None, **given: object) -> Verdict:
    """A verdict on a cap of 1 heavy day."""
    cap = target(
        id=f"p.heavy.{place}", indicator="heavy_days", value="1", unit="d", places=(place,)
    )
    return verdict(place, status, actual, cap, **given)


def mean_left(mean: str, *, days: int = 153, years: int = 9, achieved: int = 3) -> Budget:
    """What is left of a mean, with an archive that ends with 2024."""
    return Budget(
        remaining_days=days,
        unit="µg/m³",
        remaining_mean=Decimal(mean),
        seasonal_norm=Decimal("33.1"),
        archive_years=tuple(range(2025 - years, 2025)),
        archive_achieved=achieved,
    )
