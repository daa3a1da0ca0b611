"""The paths that pages and the command line show: one a place and pollutant, a milestone a day."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from records_by_hand import CITY, OTHER, Kept, amount, project, target

from airtrack.answers import amounts, emissions
from airtrack.answers.emissions import Cut
from airtrack.domain import period as periods
from airtrack.domain.target import Scope

BOTH = (CITY, OTHER)
GOAL = target(
    "cut", "nox_cut", "21600", digits=-2, places=BOTH, scope=Scope.SUM, unit="t", name="goal"
)
TOTAL = target("cut", "nox_cut", "21622", places=BOTH, scope=Scope.SUM, unit="t", name="total")
FIRST = target(
    "cut", "nox_cut", "14054", period="2023", places=BOTH, scope=Scope.SUM, unit="t", name="first"
)


def cuts(kept: Kept, as_of: str) -> tuple[Cut, ...]:
    return emissions.cuts(kept.records(GOAL, FIRST, TOTAL), as_of=date.fromisoformat(as_of))


def test_of_two_milestones_on_a_day_the_path_takes_the_finer_one() -> None:
    (found,) = cuts(Kept(), "2024-06-30")
    assert [item.id for item in found.targets] == ["first", "total"]


def test_a_milestone_is_followed_up_to_its_own_day() -> None:
    (on_the_day,) = cuts(Kept(), "2023-12-31")
    (after,) = cuts(Kept(), "2024-01-01")
    (late,) = cuts(Kept(), "2026-01-01")
    followed = [item.following and item.following.id for item in (on_the_day, after, late)]
    assert followed == ["first", "total", None]


def test_tonnes_of_one_day_in_two_places_are_one_step() -> None:
    kept = Kept(
        projects=[
            project("10", "2023-02-01"),
            project("5.5", "2023-02-01", place=OTHER),
            project("1", "2023-03-01", place=OTHER),
        ]
    )
    (found,) = cuts(kept, "2023-12-31")
    assert [(step.on_date.month, step.tonnes, step.total) for step in found.steps] == [
        (2, Fraction("15.5"), Fraction("15.5")),
        (3, Fraction(1), Fraction("16.5")),
    ]


def test_after_the_last_milestone_its_value_stays_due() -> None:
    (found,) = cuts(Kept(), "2030-01-01")
    assert found.due_now == 21622


def test_places_without_any_project_are_named() -> None:
    (found,) = cuts(Kept(projects=[project("1", "2023-02-01", state="planned")]), "2023-12-31")
    assert found.lacking == (OTHER,)


def test_the_latest_value_so_far_counts() -> None:
    rows = [amount("1", "2025-01"), amount("3", "2025-Q1"), amount("2", "2025-01..2025-02")]
    records = Kept(amounts=rows).records()
    year = periods.of_year(2025)
    found = amounts.to_date(records, CITY, "dustfall", year, as_of=date(2025, 4, 1))
    assert found is not None
    assert found.value == 3
