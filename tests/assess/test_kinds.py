"""Every kind of target on a figure: below, on, just above, a tie, too few data, not due, decided.

Every number was worked out by hand; Source: issue of the kinds of target, GB/T 8170 for ties, the
decided rules (an arithmetically decided verdict outranks missing data).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from airtrack.assess.case import Evidence, Mark
from airtrack.assess.course import Sample
from airtrack.assess.judge import judge
from airtrack.domain.standards import Standards
from airtrack.domain.target import (
    Baseline,
    Binding,
    CompareRule,
    Op,
    Scope,
    Target,
    TargetKind,
    ValueState,
)
from airtrack.domain.verdict import Rule, Status, Verdict
from tests.assess.conftest import sample

YEAR_END, JUNE_END = date(2025, 12, 31), date(2025, 6, 30)
"""On 30 June 181 days are past, 184 are to come."""

MEAN, DAYS = "pm25", "good_days"


def aim(
    kind: str,
    indicator: str,
    op: str,
    value: str | None = None,
    *,
    rule: str = "rounded",
    scope: str = "each",
) -> Target:
    """A target for 2025; a change is against 2024, the mean beside it that of Hunan."""
    digits = None if value is None else -int(Decimal(value).as_tuple().exponent)
    return Target(
        id="t",
        plan="p",
        kind=TargetKind(kind),
        places=("430100",),
        scope=Scope(scope),
        indicator=indicator,
        period="2025",
        op=Op(op),
        value=None if value is None else Decimal(value),
        value_state=ValueState.SET,
        digits=digits,
        compare_rule=CompareRule(rule),
        basis="incl_dust",
        edition="gb3095-2012",
        baseline=Baseline(period="2024") if kind in ("reduction", "year_on_year") else None,
        binding=Binding.BINDING,
        clause="",
        among="430000" if kind == "relative" else "",
    )


def mark(value: str, *, exact: str | None = None, period: str = "2024", digits: int = 0) -> Mark:
    """What a figure is held against, as it is printed."""
    return Mark(Fraction(value), Fraction(exact or value), digits, period)


def held(
    on_file: Standards,
    asked: Target,
    *samples: Sample,
    as_of: date = YEAR_END,
    enough: bool = True,
    against: Mark | None = None,
    to_date: Mark | None = None,
    base: str | None = None,
    printed: str | None = None,
) -> Verdict:
    """The verdict on what is on record; a lone mean is printed at no decimals."""
    shown = None if printed is None else Fraction(printed)
    if shown is None and asked.indicator == MEAN and len(samples) == 1:
        shown = Fraction(round(samples[0].amount / samples[0].n))
    evidence = Evidence(
        samples=samples,
        printed=shown,
        is_enough=enough,
        source="computed",
        baseline=None if base is None else Fraction(base),
        mark=against,
        to_date=to_date,
    )
    return judge(
        asked,
        evidence,
        place="430100",
        as_of=as_of,
        indicator=on_file.indicators[asked.indicator],
        rules=on_file.assessment,
    )


def year(value: str | int, *, days: bool = False, missing: int = 0) -> Sample:
    """A whole year: a mean, or a count of days."""
    return sample(value, n=365 - missing, missing=missing, is_mean=not days)


def half(value: str | int, *, days: bool = False, missing: int = 0) -> Sample:
    """The first half of the year, 184 days to come."""
    return sample(value, n=181 - missing, missing=missing, left=184, is_mean=not days)


CAP, FLOOR = aim("cap", MEAN, "<=", "35"), aim("floor", DAYS, ">=", "270")
HEAVY = aim("cap", "heavy_days", "<=", "2")
CUT_5 = aim("reduction", MEAN, ">=", "5")


@pytest.mark.parametrize(
    ("asked", "found", "status"),
    [
        pytest.param(CAP, year("34.9"), "met", id="cap: below"),
        pytest.param(CAP, year("35"), "met", id="cap: on"),
        pytest.param(CAP, year("35.6"), "missed", id="cap: just above"),
        pytest.param(CAP, year("34.5"), "met", id="cap: a tie goes to the even 34"),
        pytest.param(CAP, year("35.5"), "missed", id="cap: a tie goes to the even 36"),
        pytest.param(FLOOR, year(269, days=True), "missed", id="floor of days: below"),
        pytest.param(FLOOR, year(270, days=True), "met", id="floor of days: on"),
        pytest.param(FLOOR, year(271, days=True), "met", id="floor of days: just above"),
        pytest.param(HEAVY, year(1, days=True), "met", id="cap on days: below"),
        pytest.param(HEAVY, year(2, days=True), "met", id="cap on days: on"),
        pytest.param(HEAVY, year(3, days=True), "missed", id="cap on days: one more"),
        pytest.param(CUT_5, year("56"), "met", id="cut: 60 to 56 is 6.7 %"),
        pytest.param(CUT_5, year("57"), "met", id="cut: 60 to 57 is 5.0 %, on"),
        pytest.param(CUT_5, year("58"), "missed", id="cut: 60 to 58 is 3.3 %"),
        pytest.param(CUT_5, year("57.5"), "missed", id="cut: a tie is printed as 58"),
    ],
)
def test_a_number_of_the_plan_is_held_against_a_whole_year(
    on_file: Standards, asked: Target, found: Sample, status: str
) -> None:
    assert held(on_file, asked, found, base="60").status == status


@pytest.mark.parametrize(
    ("asked", "few"),
    [
        pytest.param(CAP, year("34", missing=65), id="cap"),
        pytest.param(FLOOR, year(260, days=True, missing=65), id="floor of days"),
        pytest.param(HEAVY, year(1, days=True, missing=65), id="cap on days"),
        pytest.param(CUT_5, year("50", missing=65), id="cut"),
        pytest.param(aim("year_on_year", MEAN, "<"), year("50", missing=65), id="falling"),
        pytest.param(
            aim("year_on_year", DAYS, ">"), year(260, days=True, missing=65), id="rising days"
        ),
        pytest.param(aim("relative", MEAN, "<="), year("50", missing=65), id="against a mean"),
    ],
)
def test_too_few_days_leave_every_kind_open(on_file: Standards, asked: Target, few: Sample) -> None:
    against = mark("270" if asked.indicator == DAYS else "51")
    verdict = held(on_file, asked, few, base="60", against=against, enough=False)
    assert (verdict.status, verdict.decided) == (Status.INSUFFICIENT, False)


@pytest.mark.parametrize(
    "asked",
    [
        CAP,
        FLOOR,
        HEAVY,
        CUT_5,
        aim("year_on_year", MEAN, "<"),
        aim("relative", MEAN, "<="),
    ],
    ids=["cap", "floor of days", "cap on days", "cut", "falling", "against a mean"],
)
def test_no_kind_is_judged_before_its_year(on_file: Standards, asked: Target) -> None:
    assert held(on_file, asked, as_of=date(2024, 12, 31)).status == Status.NOT_DUE


@pytest.mark.parametrize(
    ("asked", "so_far", "against", "status"),
    [
        pytest.param(
            CAP,
            sample("50", n=330, left=35),
            None,
            "missed",
            id="cap: 50 over 330 days is 45.2 even with 35 days of nought",
        ),
        pytest.param(FLOOR, half(80, days=True), None, "missed", id="floor: 80 + 184 is 264"),
        pytest.param(
            FLOOR, sample(271, n=340, left=25, is_mean=False), None, "met", id="floor: won already"
        ),
        pytest.param(HEAVY, half(3, days=True), None, "missed", id="cap on days: 3 of 2"),
        pytest.param(
            CUT_5,
            sample("80", n=330, left=35),
            None,
            "missed",
            id="cut: 80 over 330 days is 72 at the least, above 60",
        ),
        pytest.param(
            aim("year_on_year", DAYS, ">"),
            sample(251, n=300, left=65, is_mean=False),
            mark("250"),
            "met",
            id="rising days: already more than all of last year",
        ),
        pytest.param(
            aim("year_on_year", DAYS, ">"),
            half(66, days=True),
            mark("250"),
            "missed",
            id="rising days: 66 + 184 is 250, no more than last year",
        ),
        pytest.param(
            aim("year_on_year", MEAN, "<"),
            sample("50", n=330, left=35),
            mark("40"),
            "missed",
            id="falling: 45.2 at the least, against 40",
        ),
    ],
)
def test_what_no_day_to_come_can_turn_is_decided_early(
    on_file: Standards, asked: Target, so_far: Sample, against: Mark | None, status: str
) -> None:
    verdict = held(
        on_file,
        asked,
        so_far,
        as_of=date(2025, 11, 26) if so_far.left < 100 else JUNE_END,
        against=against,
        to_date=mark("20", period="2024-01..2024-06"),
        base="60",
    )
    assert (verdict.status, verdict.decided, verdict.rule) == (status, True, Rule.DECIDED)


def test_three_heavy_days_against_two_are_missed_with_twenty_days_missing(
    on_file: Standards,
) -> None:
    verdict = held(on_file, HEAVY, year(3, days=True, missing=20), enough=False)
    assert (verdict.status, verdict.decided) == (Status.MISSED, True)


def test_more_good_days_than_last_year_are_met_with_seventy_days_missing(
    on_file: Standards,
) -> None:
    rising = aim("year_on_year", DAYS, ">")
    verdict = held(
        on_file, rising, year(251, days=True, missing=70), against=mark("250"), enough=False
    )
    assert (verdict.status, verdict.decided) == (Status.MET, True)


@pytest.mark.parametrize(
    ("heavy", "missing", "is_sure"),
    [
        pytest.param(2, 1, False, id="the missing day could be a third"),
        pytest.param(1, 1, True, id="the missing day could be a second"),
        pytest.param(2, 0, True, id="none is missing"),
        pytest.param(3, 20, True, id="broken whatever they were"),
    ],
)
def test_a_cap_on_days_is_on_the_edge_where_missing_days_could_turn_it(
    on_file: Standards, heavy: int, missing: int, is_sure: bool
) -> None:
    verdict = held(on_file, HEAVY, year(heavy, days=True, missing=missing))
    codes = [why.code for why in verdict.reasons]
    assert (verdict.firm, "verdict_borderline_days" not in codes) == (is_sure, is_sure)


# ---- both comparison rules ----


@pytest.mark.parametrize(
    ("kind", "op", "value", "found", "against", "rounded", "full"),
    [
        pytest.param("cap", "<=", "35", "35.3", None, "met", "missed", id="cap: 35.3 against 35"),
        pytest.param("cap", "<=", "35", "35", None, "met", "met", id="cap: on"),
        pytest.param("cap", "<=", "35", "35.5", None, "missed", "missed", id="cap: tie"),
        pytest.param(
            *("year_on_year", "<=", None, "35.3", mark("35"), "met", "missed"),
            id="no deterioration: 35.3 against 35",
        ),
        pytest.param(
            *("year_on_year", "<", None, "34.7", mark("35"), "missed", "met"),
            id="falling: 34.7 is printed as 35",
        ),
        pytest.param(
            *("year_on_year", "<", None, "34.4", mark("35", exact="34.5"), "met", "met"),
            id="falling: 34.4 against 34.5, printed 34 against 35",
        ),
        pytest.param(
            *("relative", "<=", None, "35.3", mark("35"), "met", "missed"),
            id="against a mean: 35.3 against 35",
        ),
        pytest.param(
            *("relative", "<=", None, "35.3", mark("35", exact="35.4"), "met", "met"),
            id="against a mean: 35.3 against 35.4",
        ),
    ],
)
def test_both_comparison_rules_are_known(
    on_file: Standards,
    kind: str,
    op: str,
    value: str | None,
    found: str,
    against: Mark | None,
    rounded: str,
    full: str,
) -> None:
    one = held(on_file, aim(kind, MEAN, op, value), year(found), against=against)
    other = held(on_file, aim(kind, MEAN, op, value, rule="full"), year(found), against=against)
    assert (one.status, other.status) == (rounded, full)
    assert one.other_rule == (None if rounded == full else full)


# ---- year on year ----


@pytest.mark.parametrize(
    ("op", "found", "status"),
    [
        pytest.param("<", "56", "met", id="falling: below"),
        pytest.param("<", "57", "missed", id="falling: equal is not falling"),
        pytest.param("<", "58", "missed", id="falling: just above"),
        pytest.param("<", "56.5", "met", id="falling: a tie is printed as the even 56"),
        pytest.param("<", "57.5", "missed", id="falling: a tie is printed as the even 58"),
        pytest.param("<=", "57", "met", id="no deterioration: equal"),
        pytest.param("<=", "58", "missed", id="no deterioration: just above"),
        pytest.param(">", "57", "missed", id="rising: equal is not rising"),
        pytest.param(">=", "57", "met", id="not falling: equal"),
    ],
)
def test_a_whole_year_is_held_against_the_whole_year_before(
    on_file: Standards, op: str, found: str, status: str
) -> None:
    verdict = held(on_file, aim("year_on_year", MEAN, op), year(found), against=mark("57"))
    assert (verdict.status, verdict.required, verdict.against) == (status, Decimal(57), "2024")


def test_an_equal_figure_says_that_it_did_not_change(on_file: Standards) -> None:
    asked = aim("year_on_year", MEAN, "<")
    verdict = held(on_file, asked, year("57.2"), against=mark("57"))
    assert [why.code for why in verdict.reasons] == ["verdict_unchanged"]
    assert str(verdict.gap) == "0"


@pytest.mark.parametrize(
    ("good", "status"),
    [
        pytest.param(249, "missed", id="fewer"),
        pytest.param(250, "missed", id="as many"),
        pytest.param(251, "met", id="one more"),
    ],
)
def test_good_days_rise_by_count(on_file: Standards, good: int, status: str) -> None:
    asked = aim("year_on_year", DAYS, ">")
    assert held(on_file, asked, year(good, days=True), against=mark("250")).status == status


@pytest.mark.parametrize(
    ("found", "status"),
    [
        pytest.param("41", "on_track", id="below the same half"),
        pytest.param("42", "at_risk", id="equal, within five percent"),
        pytest.param("44.1", "at_risk", id="within five percent of 42 (44.1)"),
        pytest.param("44.6", "off_track", id="beyond it"),
    ],
)
def test_while_the_year_runs_the_same_halves_are_compared(
    on_file: Standards, found: str, status: str
) -> None:
    asked = aim("year_on_year", MEAN, "<")
    verdict = held(
        on_file,
        asked,
        half(found),
        as_of=JUNE_END,
        against=mark("57"),
        to_date=mark("42", period="2024-01..2024-06"),
    )
    assert (verdict.status, verdict.rule) == (status, Rule.SO_FAR)
    assert (verdict.required, verdict.against) == (Decimal(42), "2024-01..2024-06")


def test_the_rest_of_a_falling_year_has_a_budget_under_the_whole_year_before(
    on_file: Standards,
) -> None:
    # (57 · 365 − 41 · 181) / 184 = 13384 / 184 = 72.739130
    asked = aim("year_on_year", MEAN, "<")
    verdict = held(
        on_file,
        asked,
        half("41"),
        as_of=JUNE_END,
        against=mark("57"),
        to_date=mark("42", period="2024-01..2024-06"),
    )
    assert verdict.budget is not None
    assert str(verdict.budget.remaining_mean) == "72.73913"


def test_without_the_year_before_there_is_no_verdict(on_file: Standards) -> None:
    verdict = held(on_file, aim("year_on_year", MEAN, "<"), year("41"))
    assert (verdict.status, verdict.actual) == (Status.INSUFFICIENT, Decimal(41))
    assert (verdict.required, verdict.gap) == (None, None)


@pytest.mark.parametrize(
    ("found", "change", "status"),
    [
        pytest.param("38", "-5.0", "met", id="40 to 38 is -5.0 %"),
        pytest.param("39", "-2.5", "missed", id="40 to 39 is -2.5 %, which rounds to -2"),
        pytest.param("37", "-7.5", "met", id="40 to 37 is -7.5 %"),
    ],
)
def test_a_change_with_a_number_is_in_percent_of_the_year_before(
    on_file: Standards, found: str, change: str, status: str
) -> None:
    asked = aim("year_on_year", MEAN, "<=", "-5")
    verdict = held(on_file, asked, year(found), against=mark("40"))
    assert (verdict.status, str(verdict.actual)) == (status, change)


# ---- against the mean of a set ----


@pytest.mark.parametrize(
    ("found", "status"),
    [
        pytest.param("38", "met", id="below"),
        pytest.param("39", "met", id="on"),
        pytest.param("40", "missed", id="just above"),
        pytest.param("39.5", "missed", id="a tie is printed as 40"),
    ],
)
def test_a_city_is_held_against_the_mean_of_the_set(
    on_file: Standards, found: str, status: str
) -> None:
    verdict = held(on_file, aim("relative", MEAN, "<="), year(found), against=mark("39"))
    assert (verdict.status, verdict.required) == (status, Decimal(39))


def test_while_the_year_runs_no_mean_beside_it_decides(on_file: Standards) -> None:
    # far above, but the mean of the others is not known before the year is over
    far = sample("90", n=330, left=35)
    verdict = held(on_file, aim("relative", MEAN, "<="), far, to_date=mark("39", period="2025"))
    assert (verdict.status, verdict.decided, verdict.budget) == (Status.OFF_TRACK, False, None)


def test_a_distance_from_the_mean_can_be_asked_for(on_file: Standards) -> None:
    asked = aim("relative", MEAN, "<=", "-2")
    verdicts = [held(on_file, asked, year(v), against=mark("39")) for v in ("36", "37", "38")]
    assert [verdict.status for verdict in verdicts] == [Status.MET, Status.MET, Status.MISSED]


# ---- mean and sum of several cities ----


@pytest.mark.parametrize(
    ("scope", "cap", "printed", "status"),
    [
        pytest.param("mean", "35", "34.5", "met", id="mean: a tie goes to the even 34"),
        pytest.param("mean", "35", "35", "met", id="mean: on"),
        pytest.param("mean", "35", "35.5", "missed", id="mean: a tie goes to the even 36"),
    ],
)
def test_cities_together_are_judged_by_the_mean_of_their_printed_values(
    on_file: Standards, scope: str, cap: str, printed: str, status: str
) -> None:
    asked = aim("cap", MEAN, "<=", cap, scope=scope)
    assert held(on_file, asked, year("35"), year("35"), printed=printed).status == status


@pytest.mark.parametrize(
    ("days", "status"),
    [
        pytest.param((4, 3, 1), "met", id="below"),
        pytest.param((4, 3, 2), "met", id="on"),
        pytest.param((4, 3, 3), "missed", id="just above"),
    ],
)
def test_days_of_several_cities_are_summed(
    on_file: Standards, days: tuple[int, ...], status: str
) -> None:
    asked = aim("cap", "heavy_days", "<=", "9", scope="sum")
    cities = [year(n, days=True) for n in days]
    assert held(on_file, asked, *cities, printed=str(sum(days))).status == status
