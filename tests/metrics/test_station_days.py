"""Days of cities from hours of stations, against exact fractions and whatever the order."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
import synthetic
from in_memory import InMemory, filled
from synthetic import Row

from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.reference import Reference

FIRST, LAST = date(2020, 1, 24), date(2020, 1, 29)
MEANS = [pollutant for pollutant in Pollutant if pollutant is not Pollutant.O3]
CITIES = {"430100": 7, "430200": 3, "430300": 4, "430400": 1}
Days = dict[tuple[str, date], dict[str, int | None]]


@pytest.fixture(scope="module")
def hours() -> list[Row]:
    """Six days of fifteen stations; of some days much is missing, ozone is near its limit."""
    dice = random.Random(7)
    rows: list[Row] = []
    stations = [(f"{city}/{at}", city) for city, n in CITIES.items() for at in range(n)]
    days = [date.fromordinal(day) for day in range(FIRST.toordinal(), LAST.toordinal() + 1)]
    for (station, place), day in product(stations, days):
        gaps = dice.choice([0, 0.02, 0.1, 0.2])
        for hour in range(1, 25):
            row: Row = {"station_id": station, "place_id": place, "on_date": day, "hour": hour}
            for key in Pollutant:
                top = {"co": 30, "o3": 340}.get(key, 200)
                value = dice.randrange(1, top) * (100 if key == "co" else 1000)
                row[f"{key}_milli"] = None if dice.random() < gaps else value
            rows.append(row | {"is_control": False})
    return rows


def half_even(value: Fraction, step: int) -> int:
    """The value rounded to a whole number of steps."""
    return round(value / step) * step


def of_stations(rows: list[Row]) -> dict[tuple[str, date], list[list[Row]]]:
    """The hours of every station, by city and day."""
    found: dict[tuple[str, date], dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[str(row["place_id"]), row["on_date"]][str(row["station_id"])].append(row)  # type: ignore[index]
    return {key: list(stations.values()) for key, stations in found.items()}


def mean(hours: list[Row], key: str) -> Fraction | None:
    """GB 3095 Table 4: at least 20 hourly means."""
    values = [Fraction(str(row[key])) for row in hours if row[key] is not None]
    return sum(values) / len(values) if len(values) >= 20 else None


def mda8(by_hour: dict[int, Fraction]) -> Fraction | None:
    """SPEC 3.3: 17 windows, 6 of 8 hours, 14 windows unless the maximum exceeds 160."""
    windows = []
    for end in range(8, 25):
        values = [by_hour[hour] for hour in range(end - 7, end + 1) if hour in by_hour]
        if len(values) >= 6:
            windows.append(sum(values) / len(values))
    exceeds = bool(windows) and half_even(max(windows), 1000) > 160_000
    return max(windows) if len(windows) >= 14 or exceeds else None


def over_city(values: list[Fraction | None]) -> Fraction | None:
    """SPEC 3.4: the mean of the valid stations, if these are 75 %, or 50 % of fewer than four."""
    valid = [value for value in values if value is not None]
    share = Fraction(1, 2) if len(values) < 4 else Fraction(3, 4)
    if not valid or Fraction(len(valid), len(values)) < share:
        return None
    return sum(valid) / len(valid)


def ozone(hours: list[Row]) -> dict[int, Fraction]:
    """The hours that a station has, by number."""
    told = ((row["hour"], row["o3_milli"]) for row in hours)
    return {int(str(hour)): Fraction(str(value)) for hour, value in told if value is not None}


def ozone_of_city(stations: list[list[Row]]) -> Fraction | None:
    """The maximum of the hours of the city's mean, each kept to thousandths."""
    by_station = [ozone(hours) for hours in stations]
    of_city = {hour: over_city([told.get(hour) for told in by_station]) for hour in range(1, 25)}
    return mda8({hour: Fraction(round(v)) for hour, v in of_city.items() if v is not None})


def expected(rows: list[Row], *, of_hours: bool) -> Days:
    days: Days = {}
    for key, stations in of_stations(rows).items():
        values = {
            name: over_city([mean(hours, f"{name}_milli") for hours in stations]) for name in MEANS
        }
        maxima = over_city([mda8(ozone(hours)) for hours in stations])
        values[Pollutant.O3] = ozone_of_city(stations) if of_hours else maxima
        days[key] = {
            name: None if value is None else half_even(value, 100 if name == "co" else 1000)
            for name, value in values.items()
        }
    return days


def computed(database: InMemory) -> Days:
    columns = [f"{key}_milli" for key in Pollutant]
    rows = database.rows("city_day", "place_id", "on_date", *columns)
    return {(str(row[0]), row[1]): dict(zip(Pollutant, row[2:], strict=True)) for row in rows}  # type: ignore[misc]


def chosen(reference: Reference, **city_rules: str) -> Reference:
    """The same standards with other rules for a city's day from its stations."""
    from dataclasses import replace

    validity = reference.standards.validity
    city = validity.city.model_copy(update=city_rules)
    standards = replace(reference.standards, validity=validity.model_copy(update={"city": city}))
    return replace(reference, standards=standards)


@pytest.mark.parametrize("o3", ["station_days", "city_hours"])
def test_days_from_stations_equal_the_exact_ones(
    reference: Reference, hours: list[Row], tmp_path: Path, o3: str
) -> None:
    facts = synthetic.facts(tmp_path, station_hour=hours)
    database = filled(facts, reference=chosen(reference, o3=o3), threads=1)
    found, exact = computed(database), expected(hours, of_hours=o3 == "city_hours")
    assert found == exact
    values = [value for day in exact.values() for value in day.values()]
    assert min(values.count(None), len(values) - values.count(None)) > 10


def test_the_two_ways_to_ozone_differ(hours: list[Row]) -> None:
    assert expected(hours, of_hours=True) != expected(hours, of_hours=False)


@pytest.mark.parametrize("threads", [1, 2, 4])
def test_neither_threads_nor_the_order_of_rows_change_a_day(
    reference: Reference, hours: list[Row], tmp_path: Path, threads: int
) -> None:
    shuffled = list(hours)
    random.Random(threads).shuffle(shuffled)
    facts = synthetic.facts(tmp_path, station_hour=shuffled)
    database = filled(facts, reference=reference, threads=threads)
    assert computed(database) == expected(hours, of_hours=False)


def test_a_day_from_stations_says_so(
    reference: Reference, hours: list[Row], tmp_path: Path
) -> None:
    database = filled(synthetic.facts(tmp_path, station_hour=hours), reference=reference, threads=1)
    assert {origin for (origin,) in database.rows("city_day", "origin")} == {"stations"}


@pytest.mark.parametrize(
    ("silent_at_end", "days"),
    [
        pytest.param("counts", [True, False, False], id="one of five is too few, also at the end"),
        pytest.param("ends", [True, True, True], id="a station ends with its last value"),
    ],
)
def test_an_outage_that_lasts_counts_against_the_share(
    reference: Reference, tmp_path: Path, silent_at_end: str, days: list[bool]
) -> None:
    # five stations on the first day, one on the two after it: 20 % are less than 75 %
    rows: list[Row] = [
        {"station_id": f"430100/{station}", "place_id": "430100", "is_control": False}
        | {"on_date": date(2020, 1, day), "hour": hour, "pm25_milli": 35_000}
        for station, day, hour in product(range(5), (1, 2, 3), range(1, 25))
        if station == 0 or day == 1
    ]
    facts = synthetic.facts(tmp_path, station_hour=rows)
    rules = chosen(reference, silent_at_end=silent_at_end)
    found = computed(filled(facts, reference=rules, threads=1))
    assert [value["pm25"] is not None for _, value in sorted(found.items())] == days
