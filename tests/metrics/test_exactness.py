"""Integer arithmetic in SQL against exact fractions: not one difference on a dense grid."""

from __future__ import annotations

import math
import random
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from fractions import Fraction

import pyarrow as pa
import pytest
from in_memory import InMemory

# SPEC 2.1: HJ 633-2012 Table 1 and HJ 633-2026 Table 3, the daily columns
STEPS = (0, 50, 100, 150, 200, 300, 400, 500)
TABLE_2012 = {
    "so2": (0, 50, 150, 475, 800, 1600, 2100, 2620),
    "no2": (0, 40, 80, 180, 280, 565, 750, 940),
    "pm10": (0, 50, 150, 250, 350, 420, 500, 600),
    "pm25": (0, 35, 75, 115, 150, 250, 350, 500),
    "co": (0, 2, 4, 14, 24, 36, 48, 60),
    "o3": (0, 100, 160, 215, 265, 800),
}
TABLE_2026 = TABLE_2012 | {
    "pm10": (0, 50, 120, 250, 350, 420, 500, 600),
    "pm25": (0, 35, 60, 115, 150, 250, 350, 500),
}
EDITIONS = {
    "gb3095-2012": TABLE_2012,
    "gb3095-2026-transition": TABLE_2026,
    "gb3095-2026-final": TABLE_2026,
}
# SPEC 2.2: above the table 500; ozone has no index in 2012 and 300 in 2026
OZONE_ABOVE = {"gb3095-2012": None, "gb3095-2026-transition": 300, "gb3095-2026-final": 300}
# SPEC 3.1
SHARE = {
    "so2": Fraction(98, 100),
    "no2": Fraction(98, 100),
    "pm10": Fraction(95, 100),
    "pm25": Fraction(95, 100),
    "co": Fraction(95, 100),
    "o3": Fraction(90, 100),
}


def iaqi(edition: str, pollutant: str, value_milli: int) -> int | None:
    """HJ 633 formula (1) in exact fractions, rounded up."""
    points = EDITIONS[edition][pollutant]
    value = Fraction(value_milli, 1000)
    if value > points[-1]:
        return OZONE_ABOVE[edition] if pollutant == "o3" else STEPS[-1]
    high = next(number for number in range(1, len(points)) if value <= points[number])
    slope = Fraction(STEPS[high] - STEPS[high - 1], points[high] - points[high - 1])
    return math.ceil(slope * (value - points[high - 1]) + STEPS[high - 1])


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("pollutant", TABLE_2012)
def test_the_index_equals_the_exact_one_everywhere(
    pollutant: str, edition: str, database: InMemory
) -> None:
    step = 1 if pollutant == "co" else 100
    last = EDITIONS[edition][pollutant][-1] * 1100
    found = database.connection.execute(
        f"select value, iaqi_{pollutant}('{edition}', value) from range(0, {last}, {step}) t(value)"
    ).fetchall()
    assert len(found) > 5000
    assert [row for row in found if row[1] != iaqi(edition, pollutant, row[0])] == []


@pytest.mark.parametrize(
    ("pollutant", "value_milli", "of_2012", "of_2026"),
    [
        pytest.param("pm25", 35_000, 50, 50, id="E2.1"),
        pytest.param("pm25", 60_000, 82, 100, id="E2.3"),
        pytest.param("pm25", 61_000, 83, 101, id="E2.4"),
        pytest.param("pm25", 75_000, 100, 114, id="E2.5"),
        pytest.param("pm25", 76_500, 102, 115, id="E2.7"),
        pytest.param("pm25", 500_000, 500, 500, id="E2.8"),
        pytest.param("pm25", 612_000, 500, 500, id="E2.9"),
        pytest.param("pm10", 150_000, 100, 112, id="E2.11"),
        pytest.param("pm10", 151_000, 101, 112, id="E2.12"),
        pytest.param("o3", 160_000, 100, 100, id="E2.13"),
        pytest.param("o3", 800_000, 300, 300, id="E2.15"),
        pytest.param("o3", 801_000, None, 300, id="E2.16"),
        pytest.param("so2", 150_000, 100, 100, id="E2.20"),
        pytest.param("no2", 81_000, 101, 101, id="E2.21"),
        pytest.param("co", 2_000, 50, 50, id="E2.23"),
        pytest.param("co", 4_100, 101, 101, id="E2.24"),
        pytest.param("co", 2_200, 55, 55, id="SPEC-2.2-no-float-ceiling"),
        pytest.param("so2", 0, 0, 0, id="zero"),
    ],
)
def test_a_worked_index_is_reproduced(
    pollutant: str, value_milli: int, of_2012: int | None, of_2026: int, database: InMemory
) -> None:
    found = database.connection.execute(
        f"select iaqi_{pollutant}('gb3095-2012', $1), iaqi_{pollutant}('gb3095-2026-final', $1)",
        [value_milli],
    ).fetchone()
    assert found == (of_2012, of_2026)


HOURS = {
    "so2": (0, 150, 500, 650, 800),
    "no2": (0, 100, 200, 700, 1200, 2340, 3090, 3840),
    "co": (0, 5, 10, 35, 60, 90, 120, 150),
    "o3": (0, 160, 200, 300, 400, 800, 1000, 1200),
}


def hour_iaqi(edition: str, pollutant: str, value_milli: int) -> int | None:
    """SPEC 2.1: the 1-hour columns, of particles the 24-hour column; 1-hour SO2 ends at 800."""
    points = (EDITIONS[edition] | HOURS)[pollutant]
    value = Fraction(value_milli, 1000)
    if value > points[-1]:
        so2 = None if edition == "gb3095-2012" else 200
        return so2 if pollutant == "so2" else STEPS[-1]
    high = next(number for number in range(1, len(points)) if value <= points[number])
    slope = Fraction(STEPS[high] - STEPS[high - 1], points[high] - points[high - 1])
    return math.ceil(slope * (value - points[high - 1]) + STEPS[high - 1])


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("pollutant", TABLE_2012)
def test_the_index_of_an_hour_equals_the_exact_one_everywhere(
    pollutant: str, edition: str, database: InMemory
) -> None:
    step = 10 if pollutant == "co" else 100
    last = (EDITIONS[edition] | HOURS)[pollutant][-1] * 1100
    question = (
        f"select value, iaqi_hour_{pollutant}('{edition}', value) from range(0, $1, $2) t(value)"
    )
    found = database.connection.execute(question, [last, step]).fetchall()
    assert len(found) > 5000
    assert [row for row in found if row[1] != hour_iaqi(edition, pollutant, row[0])] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_thirteen_thousand_printed_concentrations_have_their_exact_index(
    edition: str, database: InMemory
) -> None:
    """Whole µg/m³, CO in tenths, to a tenth beyond the table, of days and hours (SPEC 2.5)."""
    wrong, n_points = [], 0
    for scales, prefix, oracle in (
        (EDITIONS[edition], "iaqi", iaqi),
        (HOURS, "iaqi_hour", hour_iaqi),
    ):
        for pollutant, points in scales.items():
            step = 100 if pollutant == "co" else 1000
            question = (
                f"select value, {prefix}_{pollutant}('{edition}', value) "
                "from range(0, $1, $2) t(value)"
            )
            found = database.connection.execute(question, [points[-1] * 1100, step]).fetchall()
            wrong += [row for row in found if row[1] != oracle(edition, pollutant, row[0])]
            n_points += len(found)
    assert n_points > 13_000
    assert wrong == []


def quotients(*, seed: int, n: int) -> list[tuple[int, int]]:
    """Numerators and denominators: random ones, exact ties, and one beside a tie."""
    dice = random.Random(seed)
    drawn = [(dice.randrange(-(10**9), 10**9), dice.randrange(1, 10**5)) for _ in range(n)]
    ties = [(dice.randrange(-(10**6), 10**6) * 2 + 1, dice.randrange(1, 10**4)) for _ in range(n)]
    on_tie = [(odd * half, 2 * half) for odd, half in ties]
    beside = [(num + dice.choice((-1, 1)), den) for num, den in on_tie]
    return [*drawn, *on_tie, *beside, (0, 1), (-1, 2), (1, 2)]


def half_even(num: int, den: int) -> int:
    """GB/T 8170 by decimal arithmetic with far more digits than any quotient here needs."""
    with localcontext(Context(prec=60)):
        return int((Decimal(num) / Decimal(den)).quantize(Decimal(1), rounding=ROUND_HALF_EVEN))


def test_half_even_equals_decimal_rounding(database: InMemory) -> None:
    pairs = quotients(seed=8170, n=33_400)
    table = pa.table({"num": [num for num, _ in pairs], "den": [den for _, den in pairs]})
    relation = database.connection.from_arrow(table)
    found = relation.project("num, den, half_even(num, den)").fetchall()
    assert len(found) == 100_203
    assert [row for row in found if row[2] != half_even(row[0], row[1])] == []


@pytest.mark.parametrize(
    ("num", "den", "rounded"),
    [
        pytest.param(25, 10, 2, id="E1.1"),
        pytest.param(35, 10, 4, id="E1.2"),
        pytest.param(355, 10, 36, id="E1.3"),
        pytest.param(725, 10, 72, id="E1.5"),
        pytest.param(775, 10, 78, id="E1.6"),
        pytest.param(125, 10, 12, id="E1.7"),
        pytest.param(605, 10, 60, id="E1.9"),
        pytest.param(-25, 10, -2, id="E1.10"),
        pytest.param(-35, 10, -4, id="negative-odd"),
        pytest.param(-1, 2, 0, id="negative-half"),
    ],
)
def test_a_worked_rounding_is_reproduced(
    num: int, den: int, rounded: int, database: InMemory
) -> None:
    found = database.connection.execute("select half_even($1, $2)", [num, den]).fetchone()
    assert found == (rounded,)


@pytest.mark.parametrize("step", [1, 10, 100, 1000])
def test_rounding_to_a_step_equals_rounding_of_the_steps(step: int, database: InMemory) -> None:
    pairs = quotients(seed=step, n=1000)
    table = pa.table({"num": [num * step for num, _ in pairs], "den": [den for _, den in pairs]})
    relation = database.connection.from_arrow(table)
    found = relation.project(f"num, den, rounded_to(num, den, {step})").fetchall()
    assert [row for row in found if row[2] != half_even(row[0], row[1] * step) * step] == []


def percentile(values: list[int], share: Fraction) -> Fraction:
    """HJ 663-2013 Annex A, ranks counted from 1."""
    ordered = sorted(values)
    k = 1 + (len(ordered) - 1) * share
    s = math.floor(k)
    above = ordered[min(s, len(ordered) - 1)]
    return ordered[s - 1] + (above - ordered[s - 1]) * (k - s)


def samples(*, seed: int) -> dict[tuple[str, str], list[int]]:
    """Daily values by place and pollutant: 1 to 40 days, wide and narrow spreads."""
    dice = random.Random(seed)
    drawn = {}
    for n_days in range(1, 41):
        for pollutant in SHARE:
            for top in (6, 400):
                unit = 100 if pollutant == "co" else 1000
                values = [dice.randrange(top) * unit for _ in range(n_days)]
                drawn[f"{n_days}-{top}", pollutant] = values
    return drawn


@pytest.fixture
def statistics_of_samples(database: InMemory) -> InMemory:
    """The statistics of all samples, one place a sample."""
    first = date(2024, 5, 1)
    database.put(
        "city_day_value",
        [
            {
                "place_id": place,
                "on_date": first + timedelta(number),
                "pollutant": pollutant,
                "value_milli": value,
            }
            for (place, pollutant), values in samples(seed=663).items()
            for number, value in enumerate(values)
        ],
    )
    period = {"period_key": "p", "first_on": first, "last_on": first + timedelta(60)}
    database.put("period_edition", [{**period, "edition": "gb3095-2012"}])
    database.create("city_period_statistic")
    return database


def test_percentiles_equal_the_exact_ones(statistics_of_samples: InMemory) -> None:
    found = statistics_of_samples.connection.execute(
        "select place_id, pollutant, percentile_num, percentile_den from city_period_statistic"
    ).fetchall()
    exact = {key: percentile(values, SHARE[key[1]]) for key, values in samples(seed=663).items()}
    assert {(row[0], row[1]): Fraction(row[2], row[3]) for row in found} == exact


def test_printed_statistics_equal_the_exact_ones_rounded_once(
    statistics_of_samples: InMemory,
) -> None:
    columns = ("place_id", "pollutant", "value_milli")
    found = statistics_of_samples.rows("city_period_statistic", *columns)
    exact = {}
    for (place, pollutant), values in samples(seed=663).items():
        is_percentile = pollutant in ("co", "o3")
        mean = Fraction(sum(values), len(values))
        value = percentile(values, SHARE[pollutant]) if is_percentile else mean
        step = 100 if pollutant == "co" else 1000
        exact[place, pollutant] = round(value / step) * step
    assert {(row[0], row[1]): row[2] for row in found} == exact


def test_a_hundred_thousand_percentiles_equal_the_exact_ones(database: InMemory) -> None:
    """Places of 1 to 31 random days, six pollutants each."""
    dice = random.Random(20260301)
    drawn: dict[tuple[str, str], list[int]] = {}
    for number in range(16_700):
        for pollutant in SHARE:
            unit = 100 if pollutant == "co" else 1000
            top, n_days = dice.choice((4, 40, 400)), dice.randrange(1, 32)
            drawn[str(number), pollutant] = [dice.randrange(top) * unit for _ in range(n_days)]
    first = date(2024, 5, 1)
    cells = [
        (place, first + timedelta(number), pollutant, value)
        for (place, pollutant), values in drawn.items()
        for number, value in enumerate(values)
    ]
    names = ("place_id", "on_date", "pollutant", "value_milli")
    offered = pa.table(dict(zip(names, map(list, zip(*cells, strict=True)), strict=True)))
    database.put("city_day_value", [])
    database.connection.from_arrow(offered).query(
        "offered", f"insert into city_day_value ({', '.join(names)}) select * from offered"
    )
    period = {"period_key": "p", "first_on": first, "last_on": date(2024, 5, 31)}
    database.put("period_edition", [{**period, "edition": "gb3095-2012"}])
    database.create("city_period_statistic")
    found = database.connection.execute(
        "select place_id, pollutant, percentile_num, percentile_den from city_period_statistic"
    ).fetchall()
    assert len(found) == len(drawn) > 100_000
    wrong = [
        row
        for row in found
        if Fraction(row[2], row[3]) != percentile(drawn[row[0], row[1]], SHARE[row[1]])
    ]
    assert wrong == []
