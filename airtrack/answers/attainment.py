"""Whether a city attains (达标) in each mode of judging, and what does not.

Source: HJ 663; `data/standards/attainment.toml`; rounded values stand against the limits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.answers.number import CENTI, MILLI, decimals, printed
from airtrack.answers.question import House
from airtrack.domain.evaluation import AttainmentMode
from airtrack.metrics.rows import CityPeriodAttainment


@dataclass(frozen=True, slots=True)
class Item:
    """One statistic beside its limit; `multiple` (超标倍数) is None where the limit is met."""

    pollutant: str
    statistic: str
    value: int | float | None
    limit: int | float | None
    is_met: bool
    multiple: int | float | None


@dataclass(frozen=True, slots=True)
class Attained:
    """One mode: `is_met` is None where nothing fails but an item lacks or has too few days."""

    mode: str
    is_met: bool | None
    fails: tuple[str, ...]
    lacks: tuple[str, ...]
    items: tuple[Item, ...]


def judged(house: House, rows: Sequence[CityPeriodAttainment]) -> tuple[Attained, ...]:
    """Every mode on file for one place and period, in the order of the text."""
    return tuple(
        _mode(mode, [row for row in rows if row.mode == mode.id])
        for mode in house.standards.attainment.mode
    )


def _mode(mode: AttainmentMode, rows: Sequence[CityPeriodAttainment]) -> Attained:
    found = {(row.pollutant, row.statistic): row for row in rows}
    wanted = [(str(key), each) for key, named in mode.statistics.items() for each in named]
    fails = {key for key, each in wanted if (key, each) in found and not found[key, each].is_met}
    lacks = {
        key for key, each in wanted if (key, each) not in found or not found[key, each].is_valid
    }
    verdict = False if fails else None if lacks else True
    return Attained(
        mode=mode.id,
        is_met=verdict,
        fails=tuple(str(key) for key in mode.statistics if key in fails),
        lacks=tuple(str(key) for key in mode.statistics if key in lacks),
        items=tuple(_item(found[key]) for key in wanted if key in found),
    )


def _item(row: CityPeriodAttainment) -> Item:
    return Item(
        pollutant=row.pollutant,
        statistic=row.statistic,
        value=_shown(row.value_milli),
        limit=_shown(row.limit_milli),
        is_met=row.is_met,
        multiple=printed(row.multiple_centi, CENTI, CENTI),
    )


def _shown(value_milli: int) -> int | float | None:
    return printed(value_milli, MILLI, decimals(value_milli, MILLI, 0))
