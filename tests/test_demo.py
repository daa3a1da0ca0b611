"""The demonstration data: the same on every run, of the promised span, plausible, and telling.

Source of the numbers: `data/samples/demo.toml` for span and shares; PLAN is
长株潭及传输通道城市环境空气质量达标攻坚行动计划: 一（一） for the regional figures of 2021,
表1 for the targets; the other bounds are what yearly figures of Chinese cities look like, with the
daily limits of GB 3095-2012, level 2.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from airtrack import demo
from airtrack.domain.batch import Grain
from airtrack.errors import NotFound, RegistryError
from airtrack.registry import places
from airtrack.registry.places import Gazetteer
from airtrack.registry.text import Findings
from airtrack.store.draft import ROWS, VALUE_COLUMNS, Draft
from tests.conftest import Run

DATA = Path(__file__).parents[1] / "data"
SAMPLES = DATA / "samples"
REGION = "changzhutan-channel"
N_DAYS = 3500  # 2016 to 2024 with three leap days: 3288, and 212 to 31 July 2025
WHOLE_YEARS = range(2016, 2025)
WINTER = {12, 1, 2}
DAY_LIMITS = {"so2": 150, "no2": 80, "pm10": 150, "pm25": 75, "co": 4, "o3": 160}
HEAVY_ABOVE = {"pm10": 350, "pm25": 150, "o3": 265}  # HJ 633-2012 Table 1, IAQI 200
CAPS_AND_FLOORS = {  # PLAN 表1: PM2.5 in µg/m³, good days in %, heavy days
    "2023": {
        "430100": (38, 84.0, 2),
        "430200": (37, 85.0, 1),
        "430300": (38, 84.5, 1),
        "430600": (35, 90.0, 1),
        "430700": (38, 85.0, 2),
        "430900": (36, 85.0, 2),
    },
    "2025": {
        "430100": (35, 86.0, 2),
        "430200": (35, 86.8, 1),
        "430300": (35, 86.5, 1),
        "430600": (34, 90.9, 1),
        "430700": (35, 86.5, 2),
        "430900": (35, 86.0, 2),
    },
}

Answer = dict[str, Any]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The places of the house."""
    return places.load(DATA / "places", Findings(DATA))


@pytest.fixture(scope="module")
def made(gazetteer: Gazetteer) -> Draft:
    """The demonstration data of the house."""
    return demo.draft(SAMPLES, gazetteer)


@pytest.fixture(scope="module")
def days(made: Draft) -> pd.DataFrame:
    """Its rows in µg/m³ (CO mg/m³), with the year beside."""
    frame = made.rows.to_pandas()
    values = frame[list(VALUE_COLUMNS)].rename(columns=lambda name: name.removesuffix("_milli"))
    years = pd.to_datetime(frame["on_date"]).dt.year.rename("year")
    return pd.concat([frame[["place_id", "on_date"]], years, values / 1000], axis=1)


@pytest.fixture(scope="module")
def whole_years(days: pd.DataFrame) -> pd.DataFrame:
    """The days of the nine years that are whole."""
    return days[days["year"].isin(WHOLE_YEARS)]


@pytest.fixture(scope="module")
def stats(_demo_store: Path, airtrack: Run) -> Callable[[str], Answer]:
    """What the product itself says of the region and a period."""

    @cache
    def asked(period: str) -> Answer:
        question = ("stats", "--group", REGION, "--period", period, "--format", "json")
        done = airtrack(*question, store=_demo_store)
        assert done.returncode == 0, done.stderr
        answer: Answer = json.loads(done.stdout)
        return answer

    return asked


def to_date(year: str) -> str:
    """The period that the year's targets are held against on the last day of the data."""
    return "2025-01..2025-07" if year == "2025" else year


def by_city_and_year(frame: pd.DataFrame) -> list[pd.Series]:
    return [frame["place_id"], frame["year"]]


def changed(folder: Path, old: str, new: str) -> Path:
    """A copy of the text in which one passage reads otherwise."""
    shutil.copy(SAMPLES / "demo.toml", folder)
    file = folder / "demo.toml"
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), encoding="utf-8")
    return folder


def test_the_same_text_gives_the_same_rows(made: Draft, gazetteer: Gazetteer) -> None:
    again = demo.draft(SAMPLES, gazetteer)
    assert again.rows.equals(made.rows)
    assert again.sha256 == made.sha256


def test_the_same_text_gives_the_same_rows_on_every_platform(made: Draft) -> None:
    """The digest changes with every lawful change of the text, and then only."""
    values = made.rows.select(list(VALUE_COLUMNS)).to_pandas().fillna(-1).astype("<i8")
    digest = hashlib.sha256(values.to_numpy().tobytes()).hexdigest()
    assert digest[:16] == "05e7c1f6f72ff5e5"


def test_another_seed_gives_other_rows(made: Draft, gazetteer: Gazetteer, tmp_path: Path) -> None:
    other = demo.draft(changed(tmp_path, "seed = 3513\n", "seed = 1\n"), gazetteer)
    assert not other.rows.equals(made.rows)


def test_the_rows_are_those_of_a_daily_batch(made: Draft) -> None:
    assert made.rows.schema == ROWS[Grain.DAY]
    assert made.n_rows == made.rows.num_rows


def test_the_original_is_the_text_itself(made: Draft) -> None:
    assert [file.data for file in made.originals] == [(SAMPLES / "demo.toml").read_bytes()]


def test_the_days_run_from_2016_to_the_end_of_july_2025(made: Draft) -> None:
    assert made.days == (date(2016, 1, 1), date(2025, 7, 31))


def test_rows_stand_once_each_by_day_and_place(days: pd.DataFrame) -> None:
    key = pd.MultiIndex.from_frame(days[["on_date", "place_id"]])
    assert key.is_unique
    assert key.is_monotonic_increasing


def test_the_cities_are_the_six_of_the_plan(days: pd.DataFrame) -> None:
    """PLAN 二（五）."""
    assert set(days["place_id"]) == {"430100", "430200", "430300", "430600", "430700", "430900"}


def test_no_city_lacks_more_than_a_few_days(days: pd.DataFrame) -> None:
    absent = N_DAYS - days.groupby("place_id").size()
    assert absent.min() >= 0
    assert absent.max() <= 30


def test_four_in_a_thousand_days_have_no_row(days: pd.DataFrame) -> None:
    share = 1 - len(days) / (days["place_id"].nunique() * N_DAYS)
    assert share == pytest.approx(0.004, abs=0.001)


def test_four_in_a_thousand_days_lack_one_pollutant(days: pd.DataFrame) -> None:
    lacking = days[list(DAY_LIMITS)].isna().sum(axis=1)
    assert set(lacking) == {0, 1}
    assert lacking.mean() == pytest.approx(0.004, abs=0.0015)


def test_every_pollutant_has_enough_days_in_every_month(days: pd.DataFrame) -> None:
    """GB 3095-2012 Table 4: 27 valid days, 25 in February."""
    month = pd.to_datetime(days["on_date"]).dt.to_period("M").rename("month")
    counted = days[list(DAY_LIMITS)].notna().groupby([days["place_id"], month]).sum()
    assert len(counted) == 6 * 115  # nine years and seven months
    is_february = counted.index.get_level_values("month").month == 2
    assert counted[~is_february].to_numpy().min() >= 27
    assert counted[is_february].to_numpy().min() >= 25


def test_every_pollutant_has_enough_days_in_every_whole_year(whole_years: pd.DataFrame) -> None:
    """GB 3095-2012 Table 4: 324 valid days."""
    present = whole_years[list(DAY_LIMITS)].notna()
    assert present.groupby(by_city_and_year(whole_years)).sum().to_numpy().min() >= 324


@pytest.mark.parametrize("pollutant", sorted(DAY_LIMITS))
def test_a_value_has_the_digits_of_a_daily_value(made: Draft, pollutant: str) -> None:
    milli = made.rows[f"{pollutant}_milli"].to_pandas().dropna()
    assert (milli % (100 if pollutant == "co" else 1000) == 0).all()


def test_pm25_is_always_below_pm10(days: pd.DataFrame) -> None:
    both = days.dropna(subset=["pm25", "pm10"])
    assert (both["pm25"] < both["pm10"]).all()


def test_co_lies_between_0_3_and_2_5(days: pd.DataFrame) -> None:
    assert days["co"].between(0.3, 2.5).sum() == days["co"].notna().sum()


def test_yearly_means_of_pm25_are_plausible(whole_years: pd.DataFrame) -> None:
    means = whole_years["pm25"].groupby(by_city_and_year(whole_years)).mean()
    assert means.min() >= 28
    assert means.max() <= 55


def test_yearly_shares_of_good_days_are_plausible(whole_years: pd.DataFrame) -> None:
    within = whole_years[list(DAY_LIMITS)].le(pd.Series(DAY_LIMITS)).all(axis=1)
    complete = whole_years[list(DAY_LIMITS)].notna().all(axis=1)
    share = within[complete].groupby(by_city_and_year(whole_years[complete])).mean()
    assert share.min() >= 0.70
    assert share.max() <= 0.95


def heavy(days: pd.DataFrame) -> pd.Series:
    return days[list(HEAVY_ABOVE)].gt(pd.Series(HEAVY_ABOVE)).any(axis=1)


def test_no_city_has_more_than_ten_heavy_days_a_year(whole_years: pd.DataFrame) -> None:
    n = heavy(whole_years).groupby(by_city_and_year(whole_years)).sum()
    assert n.min() == 0
    assert 5 <= n.max() <= 10


def test_heavy_days_come_in_winter_alone(days: pd.DataFrame) -> None:
    months = set(pd.to_datetime(days.loc[heavy(days), "on_date"]).dt.month)
    assert months == WINTER


def test_composite_indices_are_plausible(whole_years: pd.DataFrame) -> None:
    yearly = whole_years.groupby(by_city_and_year(whole_years))
    means = yearly[["so2", "no2", "pm10", "pm25"]].mean() / [60, 40, 70, 35]
    index = means.sum(axis=1) + yearly["co"].quantile(0.95) / 4 + yearly["o3"].quantile(0.9) / 160
    assert index.min() >= 2.0
    assert index.max() <= 6.0


@pytest.mark.parametrize("place", sorted(CAPS_AND_FLOORS["2023"]))
def test_every_city_improves_from_2016_to_2024(whole_years: pd.DataFrame, place: str) -> None:
    of_city = whole_years[whole_years["place_id"] == place]
    means = of_city.groupby("year")["pm25"].mean()
    assert 0.65 * means[2016] < means[2024] < 0.9 * means[2016]


def test_the_cities_differ_moderately(days: pd.DataFrame) -> None:
    means = days[days["year"] == 2021].groupby("place_id")["pm25"].mean()
    assert 35 < means.min() < 38
    assert 42 < means.max() < 45


@pytest.mark.parametrize(
    ("pollutant", "high", "low"),
    [
        pytest.param("pm25", (12, 1, 2), (6, 7, 8), id="pm25"),
        pytest.param("o3", (8, 9, 10), (12, 1, 2), id="o3"),
    ],
)
def test_each_pollutant_has_its_season(
    days: pd.DataFrame, pollutant: str, high: tuple[int, ...], low: tuple[int, ...]
) -> None:
    month = pd.to_datetime(days["on_date"]).dt.month
    in_season, out = (days.loc[month.isin(m), pollutant].mean() for m in (high, low))
    assert in_season > 1.6 * out


def test_pm25_and_pm10_rise_and_fall_together(days: pd.DataFrame) -> None:
    of_city = days[days["place_id"] == "430100"]
    assert of_city["pm25"].corr(of_city["pm10"]) > 0.85
    assert of_city["pm25"].corr(of_city["pm10"] - of_city["pm25"]) > 0.5


def test_a_dust_day_shows_in_pm10_alone(days: pd.DataFrame) -> None:
    dusty = days[days["on_date"] == date(2024, 4, 3)]
    assert dusty["pm10"].min() > 125
    assert (dusty["pm25"] / dusty["pm10"]).max() < 0.35


@pytest.mark.parametrize(
    ("indicator", "mean"),
    [
        pytest.param("pm25", 40, id="pm25"),
        pytest.param("o3", 138, id="o3"),
        pytest.param("good_pct", 86.0, id="good-days"),
    ],
)
def test_the_regional_means_of_2021_are_those_of_the_plan(
    stats: Callable[[str], Answer], indicator: str, mean: float
) -> None:
    """PLAN 一（一）: 40 and 138 µg/m³, 86.0 %."""
    assert stats("2021")["region"][indicator] == mean


def test_the_heavy_days_of_2021_are_those_of_the_plan(stats: Callable[[str], Answer]) -> None:
    """PLAN 一（一）: 22 days in the six cities together."""
    assert sum(row["heavy_days"] for row in stats("2021")["rows"]) == 22


def test_nothing_is_to_be_said_against_the_figures_of_2021(
    stats: Callable[[str], Answer],
) -> None:
    assert [row["reasons"] for row in stats("2021")["rows"]] == [[]] * 6


@pytest.mark.parametrize("year", ["2023", "2025"])
@pytest.mark.parametrize("indicator", ["pm25", "good_pct", "heavy_days"])
def test_some_cities_keep_to_a_target_and_some_do_not(
    stats: Callable[[str], Answer], year: str, indicator: str
) -> None:
    at, sign = {"pm25": (0, 1), "good_pct": (1, -1), "heavy_days": (2, 1)}[indicator]
    kept = [
        sign * row[indicator] <= sign * CAPS_AND_FLOORS[year][row["place"]][at]
        for row in stats(to_date(year))["rows"]
    ]
    assert len(kept) == 6
    assert any(kept)
    assert not all(kept)


def test_pm25_of_the_running_year_stands_in_all_three_bands(
    stats: Callable[[str], Answer],
) -> None:
    """At or below the limit, above it by at most 5 %, above it by more."""
    rows = stats(to_date("2025"))["rows"]
    shares = [row["pm25"] / CAPS_AND_FLOORS["2025"][row["place"]][0] for row in rows]
    bands = [(share > 1) + (share > 1.05) for share in shares]
    assert [bands.count(band) for band in range(3)] == [3, 1, 2]


def test_one_city_has_already_used_up_its_heavy_days_of_2025(
    stats: Callable[[str], Answer],
) -> None:
    rows = stats(to_date("2025"))["rows"]
    lost = [
        row["place"] for row in rows if row["heavy_days"] > CAPS_AND_FLOORS["2025"][row["place"]][2]
    ]
    assert lost == ["430200"]


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("pm10 = 73\n", "pm10 = 30\n", "level.0: Value error, pm10 must be above pm25"),
        ("[[level]]\n", '[[level]]\nof = ["430000"]\n', ": Value error, the first level"),
        ("memory = 0.6\n", "memory = 1.6\n", "weather.memory: "),
        ("seed = 3513\n", "seed = 3513\nsead = 1\n", "sead: "),
        ("on = [2018-04-10", "on = [2015-04-10", ": Value error, dust on 2015-04-10"),
        ("last_on = 2025", "last_on = 2015", ": Value error, last_on"),
    ],
    ids=[
        "pm10-below-pm25",
        "first-level-not-for-all",
        "memory-above-one",
        "misspelled-key",
        "dust-outside",
        "reversed",
    ],
)
def test_a_wrong_text_is_refused_with_its_place(
    gazetteer: Gazetteer, tmp_path: Path, old: str, new: str, finding: str
) -> None:
    with pytest.raises(RegistryError) as caught:
        demo.draft(changed(tmp_path, old, new), gazetteer)
    (problem,) = caught.value.problems
    assert problem.code == "registry_value"
    assert f"{problem.params['where']}: {problem.params['reason']}".startswith(finding)


def test_an_unknown_group_is_refused(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        demo.draft(changed(tmp_path, '"changzhutan-channel"', '"changzhutan-chanel"'), gazetteer)
