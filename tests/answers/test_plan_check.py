"""What a plan's own figures say about one another, told and never mended."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from airtrack.answers import plan_check
from airtrack.domain.target import (
    Baseline,
    Binding,
    Op,
    Plan,
    PlanState,
    Scope,
    Target,
    TargetKind,
    ValueState,
)
from airtrack.domain.task import DueKind, Task, TaskItem, TaskMeasure
from airtrack.registry.plans import PlanText

CITIES = ("430100", "430200", "430300")
PLAN = Plan(
    id="p",
    title="t",
    title_en="t",
    short_title="t",
    short_title_en="t",
    issuer="bureau",
    document_no="1",
    issued_on=date(2022, 12, 1),
    state=PlanState.IN_FORCE,
    group="changzhutan",
    sha256="",
)


def target(name: str, scope: Scope, value: str | None, **more: object) -> Target:
    """A target of the three cities or of one; the digits are those of the value."""
    given: dict[str, object] = {
        "kind": TargetKind.FLOOR,
        "places": CITIES,
        "indicator": "good_pct",
        "period": "2025",
        "op": Op.AT_LEAST,
        "digits": None if value is None else len(value.partition(".")[2]),
        "value_state": ValueState.SET,
        "basis": "incl_dust",
        "edition": "gb3095-2012",
        "binding": Binding.BINDING,
        "clause": "1",
    }
    number = None if value is None else Decimal(value)
    return Target(id=name, plan="p", scope=scope, value=number, **(given | more))  # type: ignore[arg-type]


def parts(*values: str, **more: object) -> list[Target]:
    """A target of each city, parts of the target `whole`."""
    return [
        target(place, Scope.EACH, value, places=(place,), parent="whole", **more)
        for place, value in zip(CITIES, values, strict=False)
    ]


def checked(*targets: Target, plan: Plan = PLAN) -> plan_check.PlanFindings:
    """The findings about a plan of these targets; the first stands in line 2."""
    rows = tuple(range(2, len(targets) + 2))
    return plan_check.check(PlanText(plan, targets, rows, Path("plans/p")))


def codes(found: plan_check.PlanFindings) -> tuple[list[str], list[str]]:
    """Contradictions and gaps; that tasks are not on file is left out."""
    gaps = [item.code for item in found.gaps if item.code != "plan_no_tasks"]
    return [item.code for item in found.contradictions], gaps


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        pytest.param("85.0", ("84.0", "85.0", "86.0"), id="exact"),
        pytest.param("85.3", ("85.0", "85.0", "86.0"), id="rounded down"),
        pytest.param("85.7", ("85.0", "86.0", "86.0"), id="rounded up"),
        pytest.param("86", ("85.5", "85.5", "85.5"), id="a tie goes to the even number"),
        pytest.param("84", ("84.5", "84.5", "84.5"), id="a tie goes down to the even number"),
    ],
)
def test_a_mean_that_agrees_says_nothing(printed: str, values: tuple[str, ...]) -> None:
    assert codes(checked(target("whole", Scope.MEAN, printed), *parts(*values))) == ([], [])


def test_a_mean_that_differs_in_its_last_digit_is_told() -> None:
    found = checked(target("whole", Scope.MEAN, "85.2"), *parts("85.0", "85.0", "86.0"))
    (problem,) = found.contradictions
    assert (problem.code, problem.row, problem.value) == ("plan_mean_differs", 2, "85.2")
    assert problem.file == "plans/p/targets.csv"
    assert problem.params == {
        "target": "whole",
        "printed": "85.2",
        "computed": "85.3",
        "exact": "85.333",
        "n": 3,
    }


def test_a_sum_that_differs_is_told() -> None:
    found = checked(target("whole", Scope.SUM, "9"), *parts("3", "3", "4"))
    (problem,) = found.contradictions
    assert (problem.code, problem.params["computed"]) == ("plan_sum_differs", "10")


def test_parts_of_another_year_are_no_parts_of_a_sum() -> None:
    found = checked(target("whole", Scope.SUM, "9"), *parts("3", "3", "4", period="2023"))
    assert codes(found) == ([], [])


def test_a_sum_whose_parts_are_not_all_there_is_a_gap() -> None:
    found = checked(target("whole", Scope.SUM, "9"), *parts("3", "3"))
    assert codes(found) == ([], ["plan_parts_incomplete"])
    assert {"n": 2, "required": 3}.items() <= found.gaps[-1].params.items()


def test_one_target_of_several_places_counts_for_each() -> None:
    part = target("each", Scope.EACH, "3", parent="whole")
    assert codes(checked(target("whole", Scope.SUM, "9"), part)) == ([], [])


@pytest.mark.parametrize(
    ("restated", "agrees"),
    [
        pytest.param("21622", True, id="rounds to it"),
        pytest.param("21650", True, id="a tie goes to the even number"),
        pytest.param("21651", False, id="just above the tie"),
    ],
)
def test_a_target_stated_again_is_compared_at_the_digits_of_the_first(
    restated: str, agrees: bool
) -> None:
    whole = target("whole", Scope.SUM, "21600", digits=-2)
    again = target("again", Scope.SUM, restated, parent="whole")
    expected = [] if agrees else ["plan_restated_differs"]
    assert codes(checked(whole, again)) == (expected, [])


@pytest.mark.parametrize(
    ("more", "code", "column"),
    [
        pytest.param(
            {"value_state": ValueState.PLACEHOLDER}, "target_placeholder", "value", id="open"
        ),
        pytest.param(
            {"value_state": ValueState.BY_REFERENCE, "reference": "elsewhere"},
            "target_by_reference",
            "reference",
            id="by reference",
        ),
        pytest.param(
            {"kind": TargetKind.REDUCTION, "baseline": Baseline(period="2021")},
            "target_baseline_open",
            "baseline_value",
            id="no base value",
        ),
    ],
)
def test_what_has_no_number_is_a_gap(more: dict[str, object], code: str, column: str) -> None:
    value = "5" if "baseline" in more else None
    found = checked(target("a", Scope.EACH, value, **more))
    assert codes(found) == ([], [code])
    assert (found.gaps[-1].row, found.gaps[-1].column) == (2, column)


def test_a_base_value_that_is_printed_is_no_gap() -> None:
    baseline = Baseline(period="2021", value=Decimal(40))
    found = checked(target("a", Scope.EACH, "5", kind=TargetKind.REDUCTION, baseline=baseline))
    assert codes(found) == ([], [])


@pytest.mark.parametrize(
    ("name", "empty", "code"),
    [
        pytest.param("issuer", "", "plan_no_issuer", id="issuer"),
        pytest.param("document_no", "", "plan_no_document_no", id="number"),
        pytest.param("issued_on", None, "plan_no_issued_on", id="day"),
    ],
)
def test_what_the_document_does_not_say_is_a_gap(name: str, empty: object, code: str) -> None:
    found = checked(plan=PLAN.model_copy(update={name: empty}))
    assert codes(found) == ([], [code])
    assert found.gaps[0].file == "plans/p/plan.toml"


def test_growing_year_by_year_needs_no_printed_base_value() -> None:
    yearly = target(
        "a",
        Scope.EACH,
        None,
        kind=TargetKind.YEAR_ON_YEAR,
        op=Op.ABOVE,
        baseline=Baseline(period="2024"),
    )
    assert codes(checked(yearly)) == ([], [])


# ---- tasks and places ----


def task(no: int, *, lead: tuple[str, ...], measures: tuple[TaskMeasure, ...] = ()) -> Task:
    item = TaskItem(item=1, due_kind=DueKind.ONGOING, lead=lead, measures=measures)
    return Task(no=no, section="s", title="t", clause="1", items=(item,))


def of_tasks(*tasks: Task, unknown: tuple[str, ...] = ()) -> plan_check.PlanFindings:
    """The findings about a plan without targets; its first item stands in line 2."""
    rows = tuple(range(2, len(tasks) + 2))
    return plan_check.check(PlanText(PLAN, (), (), Path("plans/p"), tasks, rows, unknown))


def test_a_plan_without_tasks_says_so() -> None:
    assert [item.code for item in of_tasks().gaps] == ["plan_no_tasks"]
    assert of_tasks(task(1, lead=("bureau",))).gaps == ()


def test_tasks_without_a_lead_are_told_together() -> None:
    led, unled = ("bureau",), ()
    tasks = [task(no, lead=unled if no in (2, 3, 5) else led) for no in range(1, 6)]
    (problem,) = of_tasks(*tasks).gaps
    assert (problem.code, problem.file) == ("tasks_without_lead", "plans/p/tasks.csv")
    assert (problem.params["n"], problem.params["listed"]) == (3, "2–3, 5")


def test_a_number_that_a_task_leaves_open_is_told_with_its_line() -> None:
    is_open = TaskMeasure(
        indicator="sweeping", op=Op.AT_LEAST, value_state=ValueState.PLACEHOLDER, unit="%"
    )
    tasks = task(1, lead=("a",)), task(2, lead=("a",), measures=(is_open,))
    (problem,) = of_tasks(*tasks).gaps
    assert (problem.code, problem.row, problem.column) == ("measure_placeholder", 3, "measures")
    assert problem.params == {"task": "2.1", "measure": "sweeping"}


def test_a_place_that_the_register_lacks_is_told() -> None:
    (problem,) = of_tasks(task(1, lead=("a",)), unknown=("清徐县",)).gaps
    assert (problem.code, problem.value) == ("plan_unknown_place", "清徐县")


def succession(**more: str) -> list[tuple[str, str]]:
    """Findings about two plans, `p` and `q`; what is given are the states and who succeeds whom."""
    states = {key: PlanState(more.get(f"{key}_state", "in_force")) for key in "pq"}
    both = [
        PLAN.model_copy(
            update={"id": key, "state": states[key], "succeeds": more.get(f"{key}_succeeds", "")}
        )
        for key in "pq"
    ]
    return [(item.file.split("/")[1], item.code) for item in plan_check.succession(both)]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, [], id="two plans that have nothing to do with each other"),
        pytest.param({"p_state": "superseded", "q_succeeds": "p"}, [], id="an heir"),
        pytest.param({"p_state": "superseded"}, [("p", "plan_without_successor")], id="no heir"),
        pytest.param({"p_state": "repealed"}, [], id="repealed without an heir"),
        pytest.param({"q_succeeds": "x"}, [("q", "plan_succeeds_unknown")], id="nobody's heir"),
        pytest.param({"q_succeeds": "q"}, [("q", "plan_succeeds_itself")], id="its own heir"),
        pytest.param(
            {"p_succeeds": "q", "q_succeeds": "p"},
            [("p", "plan_succeeds_itself"), ("q", "plan_succeeds_itself")],
            id="each other's heir",
        ),
    ],
)
def test_succession_must_lead_from_one_plan_to_another(
    given: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert succession(**given) == expected
