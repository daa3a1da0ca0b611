"""Every rung of the ladder, with numbers that can be checked in the head.

Source: the contract of the command line (status words, five percent), the decided rules of
budgets, GB/T 8170 for ties.
"""

from __future__ import annotations

from datetime import date

import pytest

from airtrack.assess.course import Sample
from airtrack.domain.target import Scope
from airtrack.domain.verdict import Rule, Status
from tests.assess.conftest import Judged, sample, target

JULY = date(2025, 7, 31)
"""212 days are past, 153 are to come."""


@pytest.mark.parametrize(
    ("mean", "expected"),
    [
        pytest.param("34.9", "met", id="below"),
        pytest.param("35", "met", id="on the limit"),
        pytest.param("35.4", "met", id="above, but rounded it is the limit"),
        pytest.param("34.5", "met", id="a tie goes down to the even 34"),
        pytest.param("35.5", "missed", id="a tie goes up to the even 36"),
        pytest.param("35.6", "missed", id="just above"),
    ],
)
def test_a_cap_on_a_mean_is_judged_at_the_digits_of_the_plan(
    judged: Judged, mean: str, expected: str
) -> None:
    verdict = judged(target("pm25", "<=", "35"), sample(mean, n=360, missing=5))
    assert verdict.status == expected


@pytest.mark.parametrize(
    ("mean", "rounded", "full"),
    [
        pytest.param("35", "met", "met", id="on the limit"),
        pytest.param("35.3", "met", "missed", id="35.3 against 35"),
        pytest.param("35.5", "missed", "missed", id="tie"),
    ],
)
def test_both_comparison_rules_are_known(
    judged: Judged, mean: str, rounded: str, full: str
) -> None:
    one = judged(target("pm25", "<=", "35"), sample(mean, n=365))
    other = judged(target("pm25", "<=", "35", rule="full"), sample(mean, n=365))
    assert (one.status, other.status) == (rounded, full)


def test_where_the_rules_disagree_the_other_verdict_stands_beside_it(judged: Judged) -> None:
    verdict = judged(target("pm25", "<=", "35"), sample("35.3", n=365))
    assert (verdict.other_rule, verdict.firm) == (Status.MISSED, False)


@pytest.mark.parametrize(
    ("good", "expected"),
    [
        pytest.param(313, "missed", id="below: 313 of 365 is 85.8 %"),
        pytest.param(314, "met", id="on the limit: 314 of 365 is 86.0 %"),
        pytest.param(315, "met", id="above: 315 of 365 is 86.3 %"),
    ],
)
def test_a_floor_on_a_share_is_judged_at_one_decimal(
    judged: Judged, good: int, expected: str
) -> None:
    verdict = judged(target("good_pct", ">=", "86.0"), sample(good, n=365, is_mean=False))
    assert verdict.status == expected


@pytest.mark.parametrize(
    ("heavy", "expected"),
    [
        pytest.param(1, "met", id="below"),
        pytest.param(2, "met", id="on the limit"),
        pytest.param(3, "missed", id="one day more"),
    ],
)
def test_a_cap_on_days_counts_whole_days(judged: Judged, heavy: int, expected: str) -> None:
    verdict = judged(target("heavy_days", "<=", "2"), sample(heavy, n=365, is_mean=False))
    assert verdict.status == expected


@pytest.mark.parametrize(
    ("mean", "expected"),
    [
        pytest.param("34", "on_track", id="below"),
        pytest.param("35.4", "on_track", id="rounded it is the limit"),
        pytest.param("35.5", "at_risk", id="a tie goes up to 36, within five percent (36.75)"),
        pytest.param("36.4", "at_risk", id="36 after rounding"),
        pytest.param("36.7", "at_risk", id="within five percent of 35 (36.75)"),
        pytest.param("36.8", "off_track", id="beyond it"),
        pytest.param("45", "off_track", id="far above"),
    ],
)
def test_a_running_year_goes_by_the_value_so_far(judged: Judged, mean: str, expected: str) -> None:
    verdict = judged(target("pm25", "<=", "35"), sample(mean, n=212, left=153), as_of=JULY)
    assert (verdict.status, verdict.rule) == (expected, Rule.SO_FAR)


@pytest.mark.parametrize(
    ("good", "expected"),
    [
        pytest.param(183, "on_track", id="183 of 212 is 86.3 %"),
        pytest.param(182, "at_risk", id="182 of 212 is 85.8 %, within five percent (81.7)"),
        pytest.param(173, "off_track", id="173 of 212 is 81.6 %"),
    ],
)
def test_a_running_floor_goes_by_the_share_so_far(judged: Judged, good: int, expected: str) -> None:
    verdict = judged(
        target("good_pct", ">=", "86.0"), sample(good, n=212, left=153, is_mean=False), as_of=JULY
    )
    assert verdict.status == expected


@pytest.mark.parametrize(
    ("heavy", "cap", "expected"),
    [
        pytest.param(0, "2", "on_track", id="none yet"),
        pytest.param(1, "2", "on_track", id="one more is allowed"),
        pytest.param(2, "2", "at_risk", id="none is allowed any more"),
        pytest.param(3, "2", "missed", id="decided early"),
        pytest.param(0, "0", "on_track", id="a cap of none, kept so far"),
        pytest.param(1, "0", "missed", id="a cap of none, broken"),
    ],
)
def test_a_running_cap_on_days_goes_by_the_days_left(
    judged: Judged, heavy: int, cap: str, expected: str
) -> None:
    days = sample(heavy, n=212, left=153, is_mean=False)
    assert judged(target("heavy_days", "<=", cap), days, as_of=JULY).status == expected


def test_a_cap_on_days_is_met_early_when_too_few_days_are_left(judged: Judged) -> None:
    days = sample(0, n=363, left=2, is_mean=False)
    verdict = judged(target("heavy_days", "<=", "2"), days, as_of=date(2025, 12, 29))
    assert (verdict.status, verdict.decided) == (Status.MET, True)


def test_a_mean_is_missed_early_when_even_clean_air_would_not_save_it(judged: Judged) -> None:
    # 50 over 330 days are 45.2 over 365, whatever the last 35 days bring
    verdict = judged(
        target("pm25", "<=", "35"), sample(50, n=330, left=35), as_of=date(2025, 11, 26)
    )
    assert (verdict.status, verdict.decided) == (Status.MISSED, True)


def test_a_floor_is_met_early_when_the_days_are_won(judged: Judged) -> None:
    # 320 good days are 87.7 % of 365 even if no other comes
    won = sample(320, n=340, left=25, is_mean=False)
    verdict = judged(target("good_pct", ">=", "86.0"), won, as_of=date(2025, 12, 6))
    assert (verdict.status, verdict.decided) == (Status.MET, True)


def test_a_floor_out_of_reach_is_missed_early(judged: Judged) -> None:
    # 150 good days and 153 more would be 83.0 % of 365
    lost = sample(150, n=212, left=153, is_mean=False)
    verdict = judged(target("good_pct", ">=", "86.0"), lost, as_of=JULY)
    assert (verdict.status, verdict.decided) == (Status.MISSED, True)


@pytest.mark.parametrize("mean", ["30", "40"])
def test_too_few_valid_days_outrank_the_value(judged: Judged, mean: str) -> None:
    few = sample(mean, n=300, missing=65)
    assert judged(target("pm25", "<=", "35"), few, enough=False).status == Status.INSUFFICIENT


def test_a_mean_that_no_missing_day_could_save_is_missed(judged: Judged) -> None:
    # 45 over 300 days are 37.0 over 365 even if the 65 missing ones had been zero
    few = sample(45, n=300, missing=65)
    assert judged(target("pm25", "<=", "35"), few, enough=False).status == Status.MISSED


def test_three_heavy_days_against_two_are_missed_with_twenty_days_missing(
    judged: Judged,
) -> None:
    broken = sample(3, n=345, missing=20, is_mean=False)
    verdict = judged(target("heavy_days", "<=", "2"), broken, enough=False)
    assert (verdict.status, verdict.decided) == (Status.MISSED, True)


def test_a_kept_cap_with_twenty_days_missing_is_not_called_kept(judged: Judged) -> None:
    kept = sample(1, n=300, missing=65, is_mean=False)
    verdict = judged(target("heavy_days", "<=", "2"), kept, enough=False)
    assert verdict.status == Status.INSUFFICIENT


def test_without_any_figure_there_is_no_verdict(judged: Judged) -> None:
    verdict = judged(target("pm25", "<=", "35"))
    assert (verdict.status, verdict.actual) == (Status.INSUFFICIENT, None)


def test_a_year_that_has_not_begun_is_not_due(judged: Judged) -> None:
    verdict = judged(target("pm25", "<=", "35"), as_of=date(2024, 12, 31))
    assert verdict.status == Status.NOT_DUE


def test_a_year_is_due_on_its_first_day(judged: Judged) -> None:
    first = sample(30, n=1, left=364)
    verdict = judged(target("pm25", "<=", "35"), first, as_of=date(2025, 1, 1))
    assert verdict.status == Status.ON_TRACK


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("57", "met", id="60 to 57 is 5.0 %"),
        pytest.param("56", "met", id="60 to 56 is 6.7 %"),
        pytest.param("58", "missed", id="60 to 58 is 3.3 %"),
        pytest.param("61", "missed", id="a rise"),
    ],
)
def test_a_cut_is_measured_between_printed_values(judged: Judged, now: str, expected: str) -> None:
    asked = target("pm10", ">=", "5", baseline=True)
    assert judged(asked, sample(now, n=365), baseline="60").status == expected


def test_a_cut_without_its_base_is_not_judged(judged: Judged) -> None:
    asked = target("pm10", ">=", "5", baseline=True)
    assert judged(asked, sample("57", n=365)).status == Status.INSUFFICIENT


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param("57", "on_track", id="on the required 57"),
        pytest.param("59", "at_risk", id="within five percent of 57 (59.85)"),
        pytest.param("60", "off_track", id="beyond it"),
    ],
)
def test_a_running_cut_goes_by_the_value_it_requires(
    judged: Judged, now: str, expected: str
) -> None:
    asked = target("pm10", ">=", "5", baseline=True)
    so_far = sample(now, n=212, left=153)
    assert judged(asked, so_far, baseline="60", as_of=JULY).status == expected


def test_a_cut_tells_its_percent_and_its_base(judged: Judged) -> None:
    asked = target("pm10", ">=", "5", baseline=True)
    verdict = judged(asked, sample("58", n=365), baseline="60")
    assert (str(verdict.actual), str(verdict.gap), str(verdict.baseline)) == ("3.3", "1.7", "60")


@pytest.mark.parametrize(
    ("indicator", "op", "value", "found", "gap"),
    [
        pytest.param("pm25", "<=", "35", sample("36.4", n=365), "1.4", id="a cap exceeded"),
        pytest.param("pm25", "<=", "35", sample("33.2", n=365), "-1.8", id="a cap undercut"),
        pytest.param("pm25", "<=", "35", sample("35.3", n=365), "0.0", id="rounded to the limit"),
        pytest.param(
            "good_pct", ">=", "86.0", sample(300, n=365, is_mean=False), "3.8", id="a floor missed"
        ),
    ],
)
def test_a_gap_is_positive_while_something_is_still_to_do(
    judged: Judged, indicator: str, op: str, value: str, found: Sample, gap: str
) -> None:
    assert str(judged(target(indicator, op, value), found).gap) == gap


def test_an_estimate_within_its_rounding_error_is_not_firm(judged: Judged) -> None:
    # whole numbers of µg/m³ in each month leave half a unit of doubt
    verdict = judged(target("pm25", "<=", "35"), sample("35.2", n=365), step="1")
    assert "verdict_borderline" in [why.code for why in verdict.reasons]


def test_an_estimate_far_from_the_limit_is_firm(judged: Judged) -> None:
    assert judged(target("pm25", "<=", "35"), sample("33", n=365), step="1").firm


def test_a_region_s_days_are_summed(judged: Judged) -> None:
    cities = [sample(days, n=365, is_mean=False) for days in (4, 3, 3)]
    verdict = judged(target("heavy_days", "<=", "9", scope=Scope.SUM), *cities, printed="10")
    assert (verdict.status, str(verdict.gap)) == (Status.MISSED, "1.0")


def test_a_region_s_mean_is_that_of_its_cities_printed_values(judged: Judged) -> None:
    # exact means 35.6 and 35.4 average 35.5; printed as 36 and 35 they do as well: a tie, so 36
    cities = [sample("35.6", n=365), sample("35.4", n=365)]
    asked = target("pm25", "<=", "35", scope=Scope.MEAN)
    assert judged(asked, *cities, printed="35.5").status == Status.MISSED


def test_a_mean_of_day_counts_is_judged_as_a_mean(judged: Judged) -> None:
    # SPEC 6.1: targets of good days as the mean of ten cities; here two: 300 and 290 average 295
    cities = [sample(days, n=365, is_mean=False) for days in (300, 290)]
    asked = target("good_days", ">=", "295", scope=Scope.MEAN)
    assert judged(asked, *cities).status == Status.MET


def test_days_left_of_a_mean_count_over_all_cities(judged: Judged) -> None:
    cities = [sample(days, n=212, left=153, is_mean=False) for days in (1, 2)]
    verdict = judged(target("heavy_days", "<=", "2", scope=Scope.MEAN), *cities, as_of=JULY)
    assert verdict.budget is not None
    assert verdict.budget.days_left_to_lose == 1


@pytest.mark.parametrize(
    ("op", "used", "lose"),
    [pytest.param("<=", 2, 1, id="at most three"), pytest.param("<", 2, 0, id="fewer than three")],
)
def test_the_operator_decides_how_many_days_may_still_come(
    judged: Judged, op: str, used: int, lose: int
) -> None:
    days = sample(used, n=212, left=153, is_mean=False)
    verdict = judged(target("heavy_days", op, "3"), days, as_of=JULY)
    assert verdict.budget is not None
    assert verdict.budget.days_left_to_lose == lose


def test_a_cut_of_heavy_days_is_a_cap_on_them(judged: Judged) -> None:
    # half of ten days: five, of which two came
    asked = target("heavy_days", ">=", "50", baseline=True)
    days = sample(2, n=212, left=153, is_mean=False)
    verdict = judged(asked, days, as_of=JULY, baseline="10", printed="2")
    assert verdict.budget is not None
    assert (verdict.status, verdict.budget.days_left_to_lose) == (Status.ON_TRACK, 3)


def test_an_insufficient_verdict_tells_no_budget(judged: Judged) -> None:
    few = sample(34, n=100, missing=112, left=153)
    assert judged(target("pm25", "<=", "35"), few, enough=False, as_of=JULY).budget is None


def test_the_other_rule_has_its_own_band(judged: Judged) -> None:
    # rounded 35.4 is the limit; unrounded it is beyond, by less than five percent
    verdict = judged(target("pm25", "<=", "35"), sample("35.4", n=212, left=153), as_of=JULY)
    assert (verdict.status, verdict.other_rule) == (Status.ON_TRACK, Status.AT_RISK)
