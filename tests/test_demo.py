"""The demonstration data: the same on every run, of the promised span, and plausible.

Source of the numbers: `data/samples/demo.toml` for span and shares; the other bounds are what
yearly figures of Chinese cities look like, with the daily limits of GB 3095-2012, level 2.
"""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from airtrack import demo
from airtrack.domain.batch import Grain
from airtrack.domain.place import PlaceKind
from airtrack.errors import NotFound, RegistryError
from airtrack.registry import places
from airtrack.registry.places import Gazetteer
from airtrack.registry.text import Findings
from airtrack.store.draft import ROWS, VALUE_COLUMNS, Draft

DATA = Path(__file__).parents[1] / "data"
SAMPLES = DATA / "samples"
N_DAYS = 912  # 365 + 366 + 181
HUNAN_BEYOND_KEY = 8  # 14 prefecture-level units, six of them among the 168 cities
WHOLE_YEARS = (2023, 2024)
DAY_LIMITS = {"so2": 150, "no2": 80, "pm10": 150, "pm25": 75, "co": 4, "o3": 160}
HEAVY_ABOVE = {"pm10": 350, "pm25": 150, "o3": 265}  # HJ 633-2012 Table 1, IAQI 200


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
    """The days of the two years that are whole."""
    return days[days["year"].isin(WHOLE_YEARS)]


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


def test_another_seed_gives_other_rows(made: Draft, gazetteer: Gazetteer, tmp_path: Path) -> None:
    other = demo.draft(changed(tmp_path, "seed = 1\n", "seed = 2\n"), gazetteer)
    assert not other.rows.equals(made.rows)


def test_the_rows_are_those_of_a_daily_batch(made: Draft) -> None:
    assert made.rows.schema == ROWS[Grain.DAY]
    assert made.n_rows == made.rows.num_rows


def test_the_original_is_the_text_itself(made: Draft) -> None:
    assert [file.data for file in made.originals] == [(SAMPLES / "demo.toml").read_bytes()]


def test_the_days_run_from_2023_to_the_middle_of_2025(made: Draft) -> None:
    assert made.days == (date(2023, 1, 1), date(2025, 6, 30))


def test_rows_stand_once_each_by_day_and_place(days: pd.DataFrame) -> None:
    key = pd.MultiIndex.from_frame(days[["on_date", "place_id"]])
    assert key.is_unique
    assert key.is_monotonic_increasing


def test_the_cities_are_the_168_and_all_of_hunan(days: pd.DataFrame, gazetteer: Gazetteer) -> None:
    on = date(2024, 6, 30)
    key, hunan = (set(gazetteer.find_group(name).members(on)) for name in ("key-168", "湖南省"))
    assert set(days["place_id"]) == key | hunan
    assert days["place_id"].nunique() == 168 + HUNAN_BEYOND_KEY


def test_every_place_is_a_known_city(days: pd.DataFrame, gazetteer: Gazetteer) -> None:
    kinds = {gazetteer.places[code].kind for code in days["place_id"].unique()}
    assert kinds == {PlaceKind.PREFECTURE}


def test_no_city_lacks_more_than_a_few_days(days: pd.DataFrame) -> None:
    absent = N_DAYS - days.groupby("place_id").size()
    assert absent.min() >= 0
    assert absent.max() <= 15


def test_four_in_a_thousand_days_have_no_row(days: pd.DataFrame) -> None:
    share = 1 - len(days) / (days["place_id"].nunique() * N_DAYS)
    assert share == pytest.approx(0.004, abs=0.0006)


def test_four_in_a_thousand_days_lack_one_pollutant(days: pd.DataFrame) -> None:
    lacking = days[list(DAY_LIMITS)].isna().sum(axis=1)
    assert set(lacking) == {0, 1}
    assert lacking.mean() == pytest.approx(0.004, abs=0.0006)


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
    assert means.min() >= 18
    assert means.max() <= 55


def test_yearly_shares_of_good_days_are_plausible(whole_years: pd.DataFrame) -> None:
    within = whole_years[list(DAY_LIMITS)].le(pd.Series(DAY_LIMITS)).all(axis=1)
    complete = whole_years[list(DAY_LIMITS)].notna().all(axis=1)
    share = within[complete].groupby(by_city_and_year(whole_years[complete])).mean()
    assert share.min() >= 0.60
    assert share.max() <= 0.985


def test_no_city_has_more_than_twelve_heavy_days_a_year(whole_years: pd.DataFrame) -> None:
    heavy = whole_years[list(HEAVY_ABOVE)].gt(pd.Series(HEAVY_ABOVE)).any(axis=1)
    n = heavy.groupby(by_city_and_year(whole_years)).sum()
    assert n.min() == 0
    assert 6 <= n.max() <= 12


def test_composite_indices_are_plausible(whole_years: pd.DataFrame) -> None:
    yearly = whole_years.groupby(by_city_and_year(whole_years))
    means = yearly[["so2", "no2", "pm10", "pm25"]].mean() / [60, 40, 70, 35]
    index = means.sum(axis=1) + yearly["co"].quantile(0.95) / 4 + yearly["o3"].quantile(0.9) / 160
    assert index.min() >= 2.0
    assert index.max() <= 6.0


@pytest.mark.parametrize(
    ("city", "pm25"),
    [("长沙", 38), ("株洲", 40), ("湘潭", 40), ("常德", 44), ("张家界", 26)],
    ids=["changsha", "zhuzhou", "xiangtan", "changde", "zhangjiajie"],
)
def test_hunan_starts_from_the_declared_levels(
    days: pd.DataFrame, gazetteer: Gazetteer, city: str, pm25: int
) -> None:
    of_city = days[(days["place_id"] == gazetteer.find(city).code) & (days["year"] == 2023)]
    assert of_city["pm25"].mean() == pytest.approx(pm25, abs=1.5)


def test_changsha_improves_slowly(days: pd.DataFrame, gazetteer: Gazetteer) -> None:
    of_city = days[days["place_id"] == gazetteer.find("长沙").code]
    means = of_city.groupby("year")["pm25"].mean()
    assert 0 < means[2023] - means[2024] < 3


@pytest.mark.parametrize(
    ("pollutant", "province", "high", "low"),
    [
        ("pm25", "430000", (12, 1, 2), (6, 7, 8)),
        ("pm25", "130000", (12, 1, 2), (6, 7, 8)),
        ("o3", "130000", (5, 6, 7, 8, 9), (11, 12, 1, 2)),
        ("o3", "430000", (8, 9, 10), (12, 1, 2)),
    ],
    ids=["pm25-south", "pm25-north", "o3-north", "o3-south"],
)
def test_each_pollutant_has_its_season(
    days: pd.DataFrame, pollutant: str, province: str, high: tuple[int, ...], low: tuple[int, ...]
) -> None:
    of_province = days[days["place_id"].str.startswith(province[:2])]
    month = pd.to_datetime(of_province["on_date"]).dt.month
    in_season, out = (of_province.loc[month.isin(m), pollutant].mean() for m in (high, low))
    assert in_season > 1.4 * out


def test_pm25_and_pm10_rise_and_fall_together(days: pd.DataFrame) -> None:
    of_city = days[days["place_id"] == "430100"]
    assert of_city["pm25"].corr(of_city["pm10"]) > 0.85
    assert of_city["pm25"].corr(of_city["pm10"] - of_city["pm25"]) > 0.6


def test_a_dust_day_shows_in_pm10_alone(days: pd.DataFrame) -> None:
    beijing = days[(days["place_id"] == "110000") & (days["on_date"] == date(2024, 3, 28))]
    assert float(beijing["pm10"].iloc[0]) > 200
    assert float((beijing["pm25"] / beijing["pm10"]).iloc[0]) < 0.35


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("pm10 = 52\n", "pm10 = 30\n", "level.0: Value error, pm10 must be above pm25"),
        ("spread = 0.07\n", 'of = ["430000"]\n', ": Value error, the first level"),
        ("memory = 0.6\n", "memory = 1.6\n", "weather.memory: "),
        ("seed = 1\n", "seed = 1\nsead = 1\n", "sead: "),
        ("on = [2023-03-22", "on = [2022-03-22", ": Value error, dust on 2022-03-22"),
        ("last_on = 2025", "last_on = 2022", ": Value error, last_on"),
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
        demo.draft(changed(tmp_path, '"key-168"', '"key-169"'), gazetteer)
