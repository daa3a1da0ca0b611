"""The end of a year by the days that came is what the statistics print of the year."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from in_memory import DATA, InMemory

from airtrack.answers.question import House
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.metrics.read import Statistics
from airtrack.metrics.reference import Reference
from airtrack.metrics.rows import CityPeriod
from airtrack.outlook import book, days, ends, spread
from airtrack.outlook.whatif import FIGURES
from airtrack.registry import places
from airtrack.registry.text import Findings

YEAR = periods.of_year(2019)


@pytest.fixture(scope="module")
def house(built: InMemory, reference: Reference) -> House:
    """The invented days of 2019, with holes, events and partial days among them."""
    gazetteer = places.load(DATA / "places", Findings(DATA))
    return House(Statistics(built, reference), gazetteer, reference.standards)


def printed(row: CityPeriod) -> dict[str, int | None]:
    """The figures of a row, in thousandths."""
    whole = {"composite": row.composite_centi, "good_pct": row.good_permille}
    factors = {"composite": 10, "good_pct": 100, "good_days": 1000, "heavy_days": 1000}
    raw = {
        key: whole[key] if key in whole else getattr(row, key if key in factors else f"{key}_milli")
        for key in FIGURES
    }
    return {key: None if v is None else v * factors.get(key, 1) for key, v in raw.items()}


@pytest.mark.parametrize("as_of", [date(2019, 3, 1), date(2019, 10, 20), date(2019, 12, 31)])
@pytest.mark.parametrize("basis", [Basis.EXCL_DUST, Basis.INCL_DUST])
@pytest.mark.parametrize("edition", [None, "gb3095-2012", "gb3095-2026-transition"])
def test_the_days_that_came_give_what_the_statistics_print(
    house: House, edition: str | None, basis: Basis, as_of: date
) -> None:
    codes = sorted(house.statistics.places - house.statistics.reported)
    coming = days.came(days.cube(house, codes, [2019], basis=basis), as_of)
    rules = book.of_year(house.standards, 2019, edition=edition)
    found = ends.prepared(coming, rules).ends
    rows = house.statistics.rows(
        CityPeriod, periods=[YEAR], edition=edition, only=codes, basis=basis
    )
    told = {
        (row.place_id, key): value
        for row in rows
        for key, value in printed(row).items()
        if value is not None
    }
    ours = {
        (code, key): int(spread.printed(found[key], rules.step(key))[codes.index(code), 0])
        for code, key in told
    }
    assert len(told) > 200
    assert ours == told


def test_a_finished_year_is_its_own_only_member(house: House) -> None:
    codes = sorted(house.statistics.places)[:1]
    found = days.cube(house, codes, [2018, 2019])
    coming = days.coming(found, date(2019, 12, 31), house.standards.assessment)
    assert (coming.years, coming.rest.shape[-1]) == ((2019,), 0)


def test_the_29_february_has_its_place_in_the_calendar(house: House) -> None:
    on_leap_day = days.cube(house, ["430100"], [2020]).values[:, 0, 0, 31 + 28]
    assert np.isfinite(on_leap_day).any()
