"""Cuts by hand: Hunan's milestones for NOx of Changsha, 1970 t by 2023 and 3030 t by 2025.

Source: the plan's Table 2; lines between milestones are computed in the comments.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from records_by_hand import CITY, OTHER, THIRD, Kept, codes, project, target

from airtrack.domain.target import CompareRule, Scope
from airtrack.domain.verdict import Status

FIRST = target("cut", "nox_cut", "1970", period="2023", unit="t", name="first")
LAST = target("cut", "nox_cut", "3030", period="2025", unit="t", name="last")


def of_first(tonnes: str, as_of: str, *, on: str = "2023-01-01") -> Status:
    kept = Kept(projects=[project(tonnes, on)])
    return kept.judged(FIRST, LAST, as_of=as_of).status


@pytest.mark.parametrize(
    ("tonnes", "expected"),
    [
        pytest.param("1969", Status.MISSED, id="one tonne below"),
        pytest.param("1969.4", Status.MISSED, id="rounds to one below"),
        pytest.param("1969.5", Status.MET, id="rounds to the milestone, half to even"),
        pytest.param("1970", Status.MET, id="on the milestone"),
        pytest.param("1971", Status.MET, id="just above"),
    ],
)
def test_at_its_end_a_milestone_is_met_or_missed(tonnes: str, expected: Status) -> None:
    assert of_first(tonnes, "2023-12-31") is expected


# 181 of 365 days up to 30 June 2023: 1970 × 181 / 365 = 976.904…; 95 % of it 928.058…
@pytest.mark.parametrize(
    ("tonnes", "expected"),
    [
        pytest.param("976.905", Status.ON_TRACK, id="just above the path"),
        pytest.param("976.904", Status.AT_RISK, id="just below the path"),
        pytest.param("928.06", Status.AT_RISK, id="within five percent"),
        pytest.param("928.05", Status.OFF_TRACK, id="beyond five percent"),
        pytest.param("1970", Status.MET, id="decided early"),
    ],
)
def test_while_it_runs_the_path_decides(tonnes: str, expected: Status) -> None:
    assert of_first(tonnes, "2023-06-30") is expected


def test_exactly_on_the_path_is_on_track() -> None:
    # 365 t in 365 days: one tonne a day
    goal = target("cut", "nox_cut", "365", period="2023", unit="t")
    kept = Kept(projects=[project("100", "2023-01-01")])
    assert kept.judged(goal, as_of="2023-04-10").status is Status.ON_TRACK


def test_the_verdict_has_path_gap_and_budget() -> None:
    found = Kept(projects=[project("1000.25", "2023-01-01")]).judged(FIRST, as_of="2023-06-30")
    assert found.path is not None
    assert (found.path.due_now, found.path.profit_loss) == (Decimal("976.9"), Decimal("23.3"))
    assert found.path.from_on == date(2023, 1, 1)
    assert (found.actual, found.raw, found.gap) == (1000, Decimal("1000.25"), 970)
    assert found.budget is not None
    # 969.75 t in six months: 161.625 each, rounded up
    assert found.budget.amount_left == Decimal("969.75")
    assert found.budget.amount_per_month == Decimal("161.7")


def test_between_milestones_the_line_goes_on_from_the_first() -> None:
    # 2024-12-31 is 366 of the 731 days: 1970 + 1060 × 366 / 731 = 2500.724…
    found = Kept(projects=[project("2000", "2023-05-05")]).judged(LAST, FIRST, as_of="2024-12-31")
    assert found.path is not None
    assert (found.path.due_now, found.path.profit_loss) == (Decimal("2500.7"), Decimal("-500.7"))
    assert found.status is Status.OFF_TRACK


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        pytest.param("2022-12-31", Status.NOT_DUE, id="before the path begins"),
        pytest.param("2023-12-31", Status.NOT_DUE, id="while the milestone before it runs"),
        pytest.param("2024-01-01", Status.OFF_TRACK, id="on the way to it"),
    ],
)
def test_a_milestone_is_due_once_the_one_before_is_over(as_of: str, expected: Status) -> None:
    kept = Kept(projects=[project("100", "2023-01-01")])
    assert kept.judged(LAST, FIRST, as_of=as_of).status is expected


@pytest.mark.parametrize("state", ["planned", "under_way", "done"])
def test_only_accepted_tonnes_count(state: str) -> None:
    found = Kept(projects=[project("1970", "2023-02-01", state=state)]).judged(
        FIRST, as_of="2023-12-31"
    )
    assert (found.status, found.actual) == (Status.MISSED, 0)


def test_tonnes_after_the_day_do_not_count() -> None:
    kept = Kept(projects=[project("100", "2023-01-01"), project("9000", "2023-07-01")])
    assert kept.judged(FIRST, as_of="2023-06-30").actual == 100


def test_tonnes_after_the_end_do_not_count() -> None:
    kept = Kept(projects=[project("100", "2023-01-01"), project("9000", "2024-01-01")])
    assert kept.judged(FIRST, as_of="2024-06-30").status is Status.MISSED


def test_tonnes_of_another_pollutant_or_place_do_not_count() -> None:
    kept = Kept(
        projects=[
            project("5", "2023-01-01"),
            project("9000", "2023-01-01", pollutant="voc"),
            project("9000", "2023-01-01", place=OTHER),
        ]
    )
    assert kept.judged(FIRST, as_of="2023-12-31").actual == 5


def test_tonnes_of_a_county_count_for_its_city() -> None:
    kept = Kept(projects=[project("1970", "2023-01-01", place="430181")])
    assert kept.judged(FIRST, as_of="2023-12-31").status is Status.MET


def test_without_a_project_the_register_is_named() -> None:
    found = Kept().judged(FIRST, as_of="2023-12-31")
    assert found.status is Status.INSUFFICIENT
    assert found.reasons[0].code == "verdict_no_readings"
    assert found.reasons[0].params["register"] == "emission_projects"
    assert found.path is not None
    assert found.path.profit_loss is None


REGION = target(
    "cut",
    "nox_cut",
    "21600",
    unit="t",
    digits=-2,
    places=(CITY, OTHER, THIRD),
    scope=Scope.SUM,
)


@pytest.mark.parametrize(
    ("tonnes", "rule", "expected", "other"),
    [
        pytest.param("21550", "rounded", Status.MET, Status.MISSED, id="rounds to 216 hundreds"),
        pytest.param("21549", "rounded", Status.MISSED, None, id="rounds to 215 hundreds"),
        pytest.param("21550", "full", Status.MISSED, Status.MET, id="as it is"),
        pytest.param("21600", "full", Status.MET, None, id="on it"),
    ],
)
def test_a_value_in_hundreds_is_compared_by_both_rules(
    tonnes: str, rule: str, expected: Status, other: Status | None
) -> None:
    asked = REGION.model_copy(update={"compare_rule": CompareRule(rule)})
    shared = [project("1", "2024-01-01", place=place) for place in (OTHER, THIRD)]
    whole = project(str(int(tonnes) - 2), "2024-01-01")
    found = Kept(projects=[whole, *shared]).judged(asked, as_of="2025-12-31")
    assert (found.status, found.other_rule) == (expected, other)
    assert found.firm is (other is None)


def test_a_region_that_lacks_a_city_cannot_miss_its_milestone() -> None:
    found = Kept(projects=[project("10", "2025-01-01")]).judged(REGION, as_of="2025-12-31")
    assert found.status is Status.INSUFFICIENT
    lacking = next(why for why in found.reasons if why.code == "verdict_projects_lacking")
    assert lacking.params["places"] == (OTHER, THIRD)


def test_a_region_that_lacks_a_city_can_meet_it() -> None:
    found = Kept(projects=[project("30000", "2025-01-01")]).judged(REGION, as_of="2025-06-30")
    assert (found.status, found.decided) == (Status.MET, True)


@pytest.mark.parametrize(
    ("kept", "from_on", "start"),
    [
        pytest.param(Kept(), "2023-01-01", "goal", id="the year of the first milestone"),
        pytest.param(
            Kept(projects=[project("1", "2022-11-03")]), "2022-01-01", "project", id="a project"
        ),
        pytest.param(Kept(issued_on=date(2021, 6, 1)), "2021-01-01", "issue", id="the issue"),
    ],
)
def test_a_plan_that_names_no_start_counts_from_the_earliest_year(
    kept: Kept, from_on: str, start: str
) -> None:
    found = kept.judged(FIRST, LAST, as_of="2023-06-30")
    told = next(why for why in found.reasons if why.code == "verdict_path_start")
    assert (told.params["day"], told.params["start"]) == (from_on, start)


def test_with_a_base_period_only_what_came_after_it_counts() -> None:
    asked = target("cut", "nox_cut", "10", period="2023", unit="t", baseline="2021")
    kept = Kept(projects=[project("100", "2021-12-31"), project("4", "2022-01-01")])
    found = kept.judged(asked, as_of="2022-06-30")
    assert found.actual == 4
    assert "verdict_path_base" in codes(found)
