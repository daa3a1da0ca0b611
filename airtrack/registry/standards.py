"""The standards on file, cross-checked.

Source: `data/standards/*.toml`.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from airtrack.domain.evaluation import Assessment, Attainment, States, TrendRule
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.precedence import Dust, Precedence
from airtrack.domain.standard import (
    CompositeIndex,
    Editions,
    IndexTable,
    Indicators,
    LimitTable,
    Rounding,
    Statistic,
    StatisticTable,
)
from airtrack.domain.standards import Standards
from airtrack.domain.validity import Validity
from airtrack.registry import text
from airtrack.registry.text import Findings

_Table = TypeVar("_Table", LimitTable, IndexTable, StatisticTable)


def load(folder: Path, findings: Findings) -> Standards | None:
    """All standards of the folder, or None when one could not be read (see `findings`)."""
    editions = text.toml(Editions, folder / "editions.toml", findings)
    composite = text.toml(CompositeIndex, folder / "composite_index.toml", findings)
    rounding = text.toml(Rounding, folder / "rounding.toml", findings)
    validity = text.toml(Validity, folder / "validity.toml", findings)
    indicators = text.toml(Indicators, folder / "indicators.toml", findings)
    assessment = text.toml(Assessment, folder / "assessment.toml", findings)
    attainment = text.toml(Attainment, folder / "attainment.toml", findings)
    states = text.toml(States, folder / "states.toml", findings)
    trend = text.toml(TrendRule, folder / "trend.toml", findings)
    dust = text.toml(Dust, folder / "dust.toml", findings)
    precedence = text.toml(Precedence, folder / "precedence.toml", findings)
    limits = _family(LimitTable, folder, "gb3095_*.toml", findings)
    index = _family(IndexTable, folder, "hj633_*.toml", findings)
    statistics = _family(StatisticTable, folder, "hj663_*.toml", findings)
    if not (editions and composite and rounding and validity and indicators and assessment):
        return None
    if not (attainment and states and trend and dust and precedence):
        return None
    standards = Standards(
        editions=editions.edition,
        limits=limits,
        index=index,
        statistics=statistics,
        composite=composite,
        rounding=rounding,
        validity=validity,
        indicators={indicator.key: indicator for indicator in indicators.indicator},
        assessment=assessment,
        attainment=attainment,
        states=states,
        trend=trend,
        dust=dust,
        precedence=precedence,
    )
    if not findings.problems:
        _cross_check(standards, folder, findings)
    return standards


def _family(
    model: type[_Table], folder: Path, pattern: str, findings: Findings
) -> dict[str, _Table]:
    """Every file of one family, by id."""
    words = (text.toml(model, file, findings) for file in sorted(folder.glob(pattern)))
    return {word.id: word for word in words if word is not None}


def _cross_check(standards: Standards, folder: Path, findings: Findings) -> None:
    """Editions follow one another without gap or overlap and name tables that exist."""
    file = folder / "editions.toml"
    ordered = sorted(standards.editions, key=lambda edition: edition.from_on)
    for before, after in pairwise(ordered):
        if (after.from_on - before.to_on).days != 1:
            findings.add(file, "registry_edition_gap", where=after.id)
    for edition in standards.editions:
        for kind in ("limits", "index", "statistics"):
            if getattr(edition, kind) not in getattr(standards, kind):
                findings.add(file, "registry_unknown_table", where=f"{edition.id}.{kind}")
                return
    modes = [mode.id for mode in standards.attainment.mode]
    for indicator in standards.indicators.values():
        if indicator.spares_attaining not in (None, *modes):
            where = f"{indicator.key}.spares_attaining"
            findings.add(folder / "indicators.toml", "registry_unknown_table", where=where)
    _check_limits(standards, folder, findings)


def _check_limits(standards: Standards, folder: Path, findings: Findings) -> None:
    """Every limit that the composite index divides by is there; the ozone exception agrees."""
    mda8 = standards.validity.mda8.valid_above
    for table in standards.limits.values():
        file = folder / f"{table.id.replace('-', '_')}.toml"
        have = {(row.pollutant, row.statistic): row.value for row in table.limit if row.grade == 2}
        for item in standards.composite.item:
            if (item.pollutant, item.limit) not in have:
                where = f"{item.pollutant}, {item.limit}"
                findings.add(file, "registry_missing_limit", where=where)
        for edition in (edition for edition in standards.editions if edition.limits == table.id):
            for wanted in standards.statistics[edition.statistics].item:
                if (wanted.pollutant, wanted.percentile_limit) not in have:
                    where = f"{wanted.pollutant}, {wanted.percentile_limit}"
                    findings.add(file, "registry_missing_limit", where=where)
        if have.get((Pollutant.O3, Statistic.MDA8), mda8) != mda8:
            findings.add(folder / "validity.toml", "registry_mda8_limit", where=table.id)
