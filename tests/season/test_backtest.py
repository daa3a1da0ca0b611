"""Past years forecast from the years before them, and what that says of a probability."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from airtrack.domain.evaluation import Assessment
from airtrack.domain.season import Trust
from airtrack.domain.standard import Indicator, Measure
from airtrack.registry import catalogue
from airtrack.season.archive import drawn
from airtrack.season.backtest import TrackRecord, backtested, band, told
from airtrack.season.pieces import PastYear, Seen
from airtrack.season.track import record, records, trust
from airtrack.season.trials import Course, Trial, trials
from airtrack.settings import Settings
from airtrack.workspace import Workspace

PM25 = Indicator(key="pm25", measure=Measure.MEAN, unit="µg/m³", better="lower")
HEAVY = Indicator(key="heavy_days", measure=Measure.COUNT, unit="d", better="lower")
GOOD = Indicator(key="good_pct", measure=Measure.SHARE, unit="%", better="higher")


def year(number: int, levels: Sequence[int | Fraction], place: str = "430100") -> PastYear:
    """Every day of a month has its level."""
    lengths = [calendar.monthrange(number, month)[1] for month in range(1, 13)]
    seen = (Seen(Fraction(x) * n, Fraction(n)) for x, n in zip(levels, lengths, strict=True))
    return PastYear(number, place, tuple(seen))


def days(number: int, of_months: Sequence[int]) -> PastYear:
    """So many days of the kind in each month."""
    lengths = [calendar.monthrange(number, month)[1] for month in range(1, 13)]
    levels = [Fraction(k, n) for k, n in zip(of_months, lengths, strict=True)]
    return year(number, levels)


ARCHIVE = [year(2021, [40] * 6 + [60] * 6), year(2022, [40] * 6 + [52] * 6)]
TRIED = year(2023, [40] * 6 + [54] * 6)


@pytest.fixture(scope="module")
def on_file(data_folder: Path) -> Assessment:
    return catalogue.load(data_folder).standards.assessment


@pytest.fixture(scope="module")
def rules(on_file: Assessment) -> Assessment:
    """Two years suffice, and the limit is last year's figure."""
    limits = on_file.backtest.model_copy(
        update={"changes_percent": (0,), "changes_points": (0,), "changes_days": (0,)}
    )
    return on_file.model_copy(update={"indicative_min_years": 2, "backtest": limits})


def tried(
    archive: Sequence[PastYear], of: PastYear, what: Indicator, by: Assessment
) -> list[Trial]:
    courses = [Course.of(item) for item in archive]
    return trials(
        Course.of(of), last=courses[-1], archive=courses, indicator=what, rules=by.backtest
    )


def test_a_rest_like_last_years_has_one_chance_in_three(rules: Assessment) -> None:
    """By hand: rests 1.5 and 1.3 times the first half, 1.3 is needed; the spread is √0.02 · √1.5,
    so t = -1/√3, and with one degree of freedom P = 1/2 + atan(t)/π = 1/3."""
    june = next(item for item in tried(ARCHIVE, TRIED, PM25, rules) if item.month == 6)
    assert june.forecast == pytest.approx(1 / 3, abs=1e-9)
    assert (june.straight, june.last_year, june.happened) == (True, True, False)


def test_the_scores_of_three_years_are_those_worked_out_by_hand(rules: Assessment) -> None:
    """Six months at 1/3, then 0.3022 0.2616 0.2114 0.1476 0.0765; the year ends at 47.06, above.

    The mean so far passes 46.05 in November alone; last year's rest does from July on.
    """
    found = backtested([*ARCHIVE, TRIED], {}, indicator=PM25, rules=rules)
    assert found is not None and (found.n_cases, found.n_city_years) == (11, 1)
    assert round(found.brier, 4) == 0.0817
    assert round(found.brier_straight, 4) == 0.9091
    assert round(found.brier_last_year, 4) == 0.5455


def test_what_comes_after_the_month_changes_no_forecast(rules: Assessment) -> None:
    other = year(2023, [40] * 6 + [90] * 6)
    for what, of in ((PM25, TRIED), (HEAVY, days(2023, [4, 3, 1, 0, 1, 0, 0, 0, 1, 0, 2, 3]))):
        archive = [days(n, [5, 3, 2, 0, 0, 0, 0, 0, 0, 1, 2, k]) for n, k in ((2021, 4), (2022, 6))]
        archive = ARCHIVE if what is PM25 else archive
        later = other if what is PM25 else replace(of, seen=(*of.seen[:6], *archive[0].seen[6:]))
        known, changed = (tried(archive, item, what, rules) for item in (of, later))
        early = [(item.month, item.forecast) for item in known if item.month <= 6]
        assert early == [(item.month, item.forecast) for item in changed if item.month <= 6]
        assert len(early) >= 5
        assert known != changed


def test_years_after_the_one_that_is_tried_say_nothing(rules: Assessment) -> None:
    """Neither its own nor those of the other cities of its province."""
    beside = [year(2021, [50] * 12, "430200"), year(2022, [50] * 6 + [45] * 6, "430200")]
    groups = {"430100": "43", "430200": "43"}
    known = [*ARCHIVE, TRIED, *beside]
    plain = backtested(known, groups, indicator=PM25, rules=rules)
    later = [year(2023, [99] * 12, "430300"), year(2025, [1] * 12, "430300")]
    more = backtested([*known, *later], {**groups, "430300": "43"}, indicator=PM25, rules=rules)
    assert plain is not None and plain.is_pooled
    assert more == plain


def test_a_day_to_spend_is_likelier_kept_the_later_it_gets(rules: Assessment) -> None:
    """Ten days last year, ten this year too: nine until March, the last in December."""
    archive = [days(n, [4, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, k]) for n, k in ((2021, 3), (2022, 1))]
    of = days(2023, [4, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    found = {item.month: item for item in tried(archive, of, HEAVY, rules)}
    assert found[3].forecast < found[6].forecast < found[11].forecast
    assert all(item.happened for item in found.values())


def test_what_arithmetic_has_decided_is_no_case(rules: Assessment) -> None:
    """The cap of four days is broken in February."""
    archive = [days(n, [1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]) for n in (2021, 2022)]
    of = days(2023, [3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    assert [item.month for item in tried(archive, of, HEAVY, rules)] == [1]


def test_a_share_of_good_days_is_reached_from_below(rules: Assessment) -> None:
    """Twenty good days a month last year; fifteen a month are too few, twenty-five enough."""
    archive = [days(n, [20] * 12) for n in (2021, 2022)]
    poor, rich = (tried(archive, days(2023, [k] * 12), GOOD, rules) for k in (15, 25))
    assert not any(item.happened or item.straight or item.forecast > 0.5 for item in poor)
    assert all(item.happened and item.straight and item.forecast > 0.5 for item in rich)


def test_every_case_is_in_one_bin() -> None:
    chances = [0.0, 0.05, 0.1, 0.3, 0.55, 0.999, 1.0, 1.0]
    trial = Trial("430100", 2023, 6, 0.0, straight=True, last_year=True, happened=True)
    found = told("pm25", [replace(trial, forecast=x) for x in chances], is_pooled=False)
    assert [item.n for item in found.bins] == [2, 1, 0, 1, 0, 1, 0, 0, 0, 3]
    assert sum(item.n for item in found.bins) == found.n_cases
    assert found.bins[9].mean_forecast == pytest.approx(0.99967, abs=1e-5)
    assert found.bins[2].is_within is None


def test_the_band_of_ten_even_chances_goes_from_two_to_eight() -> None:
    """Binomial(10, 1/2): P(X <= 1) = 0.0107, P(X <= 2) = 0.0547."""
    assert band(0.5, 10) == (0.2, 0.8)


def test_forecasts_of_one_city_year_count_once_in_the_band() -> None:
    trial = Trial("430100", 2023, 6, 0.55, straight=True, last_year=True, happened=False)
    found = told("pm25", [replace(trial, month=m) for m in range(1, 12)], is_pooled=False)
    assert found.bins[5].n == 11 and found.bins[5].n_city_years == 1
    assert found.bins[5].is_within


@pytest.mark.parametrize(
    ("brier", "cases", "city_years", "answer"),
    [
        (0.10, 100, 10, Trust.BEATS),
        (0.20, 100, 10, Trust.FAILS),
        (0.10, 99, 10, Trust.UNTESTED),
        (0.10, 100, 9, Trust.UNTESTED),
    ],
)
def test_a_probability_counts_where_it_beats_the_straight_line(
    on_file: Assessment, brier: float, cases: int, city_years: int, answer: Trust
) -> None:
    found = TrackRecord("pm25", cases, city_years, brier, 0.20, 0.15, (), (), (), is_pooled=False)
    assert trust(found, on_file) is answer
    assert trust(None, on_file) is Trust.UNTESTED


def test_other_cities_stand_in_until_there_are_five_years_of_its_own(on_file: Assessment) -> None:
    def own(n: int) -> list[PastYear]:
        return [year(2010 + k, [40] * 12) for k in range(n)]

    others = [year(2010 + k, [40] * 12, "430200") for k in range(2)]
    five, two, alone = drawn(own(5), others, on_file), drawn(own(2), others, on_file), own(3)
    assert five is not None and (len(five.years), five.is_pooled) == (5, False)
    assert two is not None and (len(two.years), two.is_pooled) == (4, True)
    assert drawn(own(1), others[:1] * 5, on_file) is None
    assert drawn(alone, [], on_file) is not None and drawn(alone[:2], [], on_file) is None


def test_the_demonstration_bears_its_probabilities_out(demo_store: Path) -> None:
    house = Workspace(Settings(store=demo_store)).house()
    found = {item.indicator: item for item in records(house)}
    assert {"pm25", "pm10", "good_pct", "heavy_days"} <= set(found)
    assert "o3" not in found and "composite" not in found
    for item in found.values():
        assert trust(item, house.standards.assessment) is Trust.BEATS, item.indicator
        assert sum(part.n for part in item.bins) == item.n_cases
    assert record(house, "pm25", ("430000",)) is found["pm25"]
