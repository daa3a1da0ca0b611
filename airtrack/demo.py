"""The demonstration data: synthetic daily values and records, the same on every run.

Source: `data/samples/demo.toml` and the tables beside it; no measured value and no real project is
used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from airtrack.domain.batch import Grain, Stage
from airtrack.domain.demo import Demo, Missing
from airtrack.domain.pollutant import Pollutant
from airtrack.errors import Level, RegistryError
from airtrack.ingest import draft as ingest
from airtrack.registry import text
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.registry.text import Findings
from airtrack.store.draft import ASIDE, ROWS, VALUE_COLUMNS, Draft, Original

SOURCE_NAME = "demo.toml"
FORM = "demo"
RECORDS = "demo_*.csv"

Floats: TypeAlias = NDArray[np.float64]
Counts: TypeAlias = NDArray[np.int64]
Flags: TypeAlias = NDArray[np.bool_]


def draft(folder: Path, gazetteer: Gazetteer) -> Draft:
    """Synthetic daily values of the cities and days that the text in `folder` names.

    Raises RegistryError when that text is wrong.
    """
    file = folder / SOURCE_NAME
    findings = Findings(folder)
    demo = text.toml(Demo, file, findings)
    if demo is None:
        raise RegistryError(findings.problems)
    rows = _rows(demo, _Cities(demo, gazetteer))
    data = file.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    return Draft(
        source_name=SOURCE_NAME,
        sha256=sha256,
        form=FORM,
        grain=Grain.DAY,
        stage=Stage.AUDITED,
        rows=rows,
        aside=ASIDE.empty_table(),
        members=(SOURCE_NAME,),
        originals=(Original(SOURCE_NAME, data, sha256),),
        n_rows=rows.num_rows,
        digits=dict(zip(Pollutant, demo.digits.in_order, strict=True)),
    )


def records(folder: Path, forms: Forms, gazetteer: Gazetteer) -> list[Draft]:
    """Synthetic projects, amounts, reports and cases, read as any register is.

    Raises SheetError for a table that cannot be read, RegistryError for one with a blocker.
    """
    found = [
        ingest.read(file, forms=forms, gazetteer=gazetteer) for file in sorted(folder.glob(RECORDS))
    ]
    blockers = [
        problem for item in found for problem in item.problems if problem.level is Level.BLOCKER
    ]
    if blockers:
        raise RegistryError(blockers)
    return found


class _Cities:
    """The cities in ascending order of code, which is the order of every draw and column."""

    def __init__(self, demo: Demo, gazetteer: Gazetteer) -> None:
        self._members = partial(_members, gazetteer, on=demo.last_on)
        self.codes = sorted(self._members(demo.groups))
        heads = [gazetteer.places[code].province for code in self.codes]
        self.provinces = sorted(set(heads))
        self.province_of = [self.provinces.index(head) for head in heads]

    def named(self, of: Sequence[str]) -> list[int]:
        """Positions of the cities that the names mean, all when there are none."""
        codes = self._members(of) if of else set(self.codes)
        return [n for n, code in enumerate(self.codes) if code in codes]


def _members(gazetteer: Gazetteer, keys: Iterable[str], *, on: date) -> set[str]:
    found: set[str] = set()
    for key in keys:
        unit = gazetteer.find_in_file(key)
        found.update([unit.code] if unit else gazetteer.find_group(key).members(on))
    return found


def _rows(demo: Demo, cities: _Cities) -> pa.Table:
    """Rows by day and city; their order is that of the arrays, so nothing is sorted."""
    rng = np.random.default_rng(demo.seed)
    milli = _milli(demo, _values(demo, cities, rng))
    is_absent = _absences(demo.missing, rng, shape=milli.shape)
    is_kept = ~is_absent.all(axis=0).ravel()
    n = int(is_kept.sum())
    days = np.array(demo.days, dtype="datetime64[D]")
    columns = {
        "place_id": pa.array(np.tile(np.array(cities.codes, dtype=object), len(days))[is_kept]),
        "on_date": pa.array(np.repeat(days, len(cities.codes))[is_kept]),
    }
    for name, value, absent in zip(VALUE_COLUMNS, milli, is_absent, strict=True):
        columns[name] = pa.array(value.ravel()[is_kept], mask=absent.ravel()[is_kept])
    columns["file_no"] = pa.array(np.zeros(n, dtype=np.int16))
    columns["source_row"] = pa.array(np.arange(1, n + 1))
    return pa.table(columns).cast(ROWS[Grain.DAY])


def _values(demo: Demo, cities: _Cities, rng: np.random.Generator) -> Floats:
    """Pollutant × day × city; the row of PM10 is its coarse part."""
    level = _levels(demo, cities, rng)[:, None, :]
    season = _seasons(demo, cities)
    trend = _trends(demo, cities, rng)
    weather = _deviations(demo, cities, rng)
    values: Floats = level * season * trend * weather
    values[list(Pollutant).index(Pollutant.PM10)] += _dust(demo, cities, rng)
    return values


def _levels(demo: Demo, cities: _Cities, rng: np.random.Generator) -> Floats:
    """Pollutant × city."""
    level = np.empty((len(Pollutant), len(cities.codes)))
    spread = np.empty(len(cities.codes))
    for entry in demo.level:
        at = cities.named(entry.of)
        whole = dict(zip(Pollutant, entry.in_order, strict=True))
        whole[Pollutant.PM10] -= whole[Pollutant.PM25]
        level[:, at] = np.array([list(whole.values())]).T
        spread[at] = entry.spread
    factor: Floats = np.exp(spread * rng.standard_normal(level.shape))
    return level * factor


def _seasons(demo: Demo, cities: _Cities) -> Floats:
    """Pollutant × day × city, 1 on the mean of the months."""
    months = [day.month - 1 for day in demo.days]
    season = np.empty((len(Pollutant), len(months), len(cities.codes)))
    for entry in demo.season:
        shape = np.array(entry.in_order)
        shape /= shape.mean(axis=1, keepdims=True)
        season[:, :, cities.named(entry.of)] = shape[:, months, None]
    return season


def _trends(demo: Demo, cities: _Cities, rng: np.random.Generator) -> Floats:
    """Pollutant × day × city, 1 in the middle of the first twelve months."""
    change = np.array(demo.trend.in_order)[:, None]
    of_city = change + demo.trend.spread * rng.standard_normal((len(Pollutant), len(cities.codes)))
    year = 365.25
    years = (np.arange(len(demo.days)) - year / 2) / year
    factor: Floats = np.exp(np.log1p(of_city)[:, None, :] * years[:, None])
    return factor


def _deviations(demo: Demo, cities: _Cities, rng: np.random.Generator) -> Floats:
    """Pollutant × day × city, log-normal with mean 1."""
    weather = demo.weather
    n_states, n_days = len(Pollutant) + 1, len(demo.days)
    of_province = rng.standard_normal((n_states, n_days, len(cities.provinces)))
    of_city = rng.standard_normal((n_states, n_days, len(cities.codes)))
    news = np.sqrt(weather.shared) * of_province[:, :, cities.province_of]
    news += np.sqrt(1 - weather.shared) * of_city
    fresh = np.sqrt(1 - weather.memory**2)
    for day in range(1, n_days):
        news[:, day] = weather.memory * news[:, day - 1] + fresh * news[:, day]
    own, stagnant = news[:-1], news[-1]
    follows = np.array(weather.stagnation.in_order)[:, None, None]
    sigma = np.array(weather.deviation.in_order)[:, None, None]
    state = follows * stagnant + np.sqrt(1 - follows**2) * own
    factor: Floats = np.exp(sigma * state - sigma**2 / 2)
    return factor


def _dust(demo: Demo, cities: _Cities, rng: np.random.Generator) -> Floats:
    """Day × city, in µg/m³; zero on all but the named days."""
    dust = np.zeros((len(demo.days), len(cities.codes)))
    for entry in demo.dust:
        at = cities.named(entry.of)
        for on in entry.on:
            factor = np.exp(entry.spread * rng.standard_normal(len(at)))
            dust[(on - demo.first_on).days, at] = entry.pm10 * factor
    return dust


def _milli(demo: Demo, values: Floats) -> Counts:
    """Thousandths with the digits of a daily value, within the bounds; PM10 whole again."""
    least, most = (np.array(six.in_order)[:, None, None] for six in (demo.least, demo.most))
    digits = np.array(demo.digits.in_order)[:, None, None]
    bounded = np.clip(values, least, most)
    milli: Counts = np.rint(bounded * 10**digits).astype(np.int64) * 10 ** (3 - digits)
    order = list(Pollutant)
    milli[order.index(Pollutant.PM10)] += milli[order.index(Pollutant.PM25)]
    return milli


def _absences(missing: Missing, rng: np.random.Generator, *, shape: tuple[int, ...]) -> Flags:
    """Pollutant × day × city: True where there is no value."""
    n_pollutants, *of_days = shape
    whole = rng.random(of_days) < missing.whole_day
    one = rng.random(of_days) < missing.one_pollutant
    which = rng.integers(n_pollutants, size=of_days)
    absent: Flags = whole | (one & (np.arange(n_pollutants)[:, None, None] == which))
    return absent
