"""What an assumption makes of a year whose days are few enough to be worked out by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest

from airtrack.domain import scenario
from airtrack.domain.standards import Standards
from airtrack.outlook import book, days, ends, spread
from airtrack.outlook.days import Cube
from airtrack.outlook.ends import Prepared
from airtrack.registry import standards
from airtrack.registry.text import Findings

DATA = Path(__file__).parents[2] / "data"
DECEMBER = 335
"""The first of December is the 336th day of a leap year."""
USUAL = {"so2": 10, "no2": 20, "pm10": 50, "pm25": 30, "co": 0.5, "o3": 90}


@pytest.fixture(scope="module")
def on_file() -> Standards:
    """The standards of the repository."""
    found = standards.load(DATA / "standards", Findings(DATA))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def base(on_file: Standards) -> Prepared:
    """2023 up to November at 30 µg/m³ of PM2.5, like each earlier year, whose Decembers differ."""
    values = np.empty((6, 1, 4, 366))
    for at, pollutant in enumerate(book.POLLUTANTS):
        values[at] = USUAL[pollutant] * 1000
    pm25 = book.POLLUTANTS.index(book.Pollutant.PM25)
    for member, december in enumerate((40, 80, 60)):
        values[pm25, 0, member, DECEMBER:] = december * 1000
    cube = Cube(("430100",), (2020, 2021, 2022, 2023), values, np.ones(values.shape, dtype=bool))
    coming = days.coming(cube, date(2023, 11, 30), on_file.assessment)
    return ends.prepared(coming, book.of_year(on_file, 2023))


# 334 days at 30, then 31 of December
@pytest.mark.parametrize(
    ("said", "indicator", "expected"),
    [
        ("", "pm25", [30.849, 34.247, 32.548]),  # (334·30 + 31·40) / 365
        ("pm25:-10%", "pm25", [30.510, 33.567, 32.038]),
        ("pm25:-10%@12", "pm25", [30.510, 33.567, 32.038]),
        ("pm25:-10%@11", "pm25", [30.849, 34.247, 32.548]),
        ("pm25:35@12", "pm25", [30.425, 30.425, 30.425]),
        ("dust:1", "pm25", [30.824, 34.121, 32.473]),  # (334·30 + 30·40) / 364
        ("dust:1", "no2", [20, 20, 20]),
        ("", "good_days", [365, 334, 365]),  # 80 µg/m³ is above 75
        ("pm25:-10%", "good_days", [365, 365, 365]),  # 72 is not
        ("pm25:-10%;dust:2@12", "good_days", [363, 363, 363]),
        ("pm25:300@12", "heavy_days", [31, 31, 31]),
        ("o3:170@12", "o3", [90, 90, 90]),  # 31 of 365 days are fewer than a tenth
        ("o3:+100%", "good_days", [334, 334, 334]),  # 180 µg/m³ is above 160
    ],
)
def test_an_assumption_worked_out_by_hand(
    base: Prepared, said: str, indicator: str, expected: list[float]
) -> None:
    found = ends.under(base, scenario.parse(said))[indicator][0] / 1000
    assert found.tolist() == pytest.approx(expected, abs=5e-4)


def test_the_index_takes_the_rounded_statistics(base: Prepared) -> None:
    # 10/60, 20/40, 50/70, 31/35, 0.5/4, 90/160, each with two decimals
    wanted = Decimal("0.17") + Decimal("0.50") + Decimal("0.71") + Decimal("0.89")
    wanted += Decimal("0.12") + Decimal("0.56")
    assert base.ends["composite"][0, 0] == int(wanted * 1000)


def test_this_years_level_scales_the_rest_of_the_earlier_years(on_file: Standards) -> None:
    values = np.full((6, 1, 2, 366), 20_000.0)
    values[:, :, 1] = 30_000
    cube = Cube(("430100",), (2022, 2023), values, np.ones(values.shape, dtype=bool))
    coming = days.coming(cube, date(2023, 6, 30), on_file.assessment)
    assert set(np.unique(coming.rest)) == {30_000}


def test_without_an_earlier_year_nothing_is_expected(on_file: Standards) -> None:
    values = np.full((6, 1, 2, 366), 20_000.0)
    values[:, :, 0] = np.nan
    cube = Cube(("430100",), (2022, 2023), values, np.ones(values.shape, dtype=bool))
    coming = days.coming(cube, date(2023, 6, 30), on_file.assessment)
    base = ends.prepared(coming, book.of_year(on_file, 2023))
    found = ends.under(base, scenario.parse("pm25:-10%;dust:1"))
    assert {int(spread.spread(values).n[0]) for values in found.values()} == {0}


def test_low_middle_and_high_lie_between_the_members() -> None:
    found = spread.spread(np.array([[10.0, 20.0, 30.0, np.nan], [np.nan] * 4]))
    assert [found.low[0], found.middle[0], found.high[0]] == pytest.approx([12, 20, 28])
    assert found.n.tolist() == [3, 0]
    assert np.isnan(found.middle[1])
