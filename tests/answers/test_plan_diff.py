"""Two versions of a plan, target by target and field by field."""

from __future__ import annotations

from decimal import Decimal

from airtrack.answers import plan_diff
from airtrack.answers.plan_diff import PlanDiff
from airtrack.answers.plans import PlanAnswer
from airtrack.domain.target import (
    Binding,
    Op,
    Plan,
    PlanState,
    Scope,
    Target,
    TargetKind,
    ValueState,
)

PLAN = Plan(
    id="p",
    title="t",
    title_en="t",
    short_title="t",
    short_title_en="t",
    state=PlanState.DRAFT,
    group="430300",
    sha256="1",
)


def target(name: str, value: str = "35", *, plan: str = "p", parent: str = "") -> Target:
    return Target(
        id=f"{plan}.{name}",
        plan=plan,
        kind=TargetKind.CAP,
        places=("430300",),
        scope=Scope.EACH,
        indicator="pm25",
        period="2026",
        op=Op.AT_MOST,
        value=Decimal(value),
        digits=len(value.partition(".")[2]),
        value_state=ValueState.SET,
        basis="excl_dust",
        edition="gb3095-2012",
        binding=Binding.BINDING,
        clause="1",
        parent=f"{plan}.{parent}" if parent else "",
    )


def version(*targets: Target, plan: Plan = PLAN) -> PlanAnswer:
    return PlanAnswer(plan, targets, 1)


def said(found: PlanDiff) -> tuple[tuple[str, ...], tuple[str, ...], list[tuple[object, ...]]]:
    """What came, what went, and what changed from what to what."""
    changed = [
        (item.id, field.field, field.old, field.new)
        for item in found.targets.changed
        for field in item.fields
    ]
    return found.targets.added, found.targets.dropped, changed


def test_equal_versions_do_not_differ() -> None:
    assert plan_diff.between(version(target("a")), version(target("a"))).is_empty


def test_order_alone_is_no_difference() -> None:
    one, other = target("a"), target("b")
    assert plan_diff.between(version(one, other), version(other, one)).is_empty


def test_what_came_went_and_changed_is_told() -> None:
    old, new = version(target("a"), target("b")), version(target("b", "34"), target("c"))
    assert said(plan_diff.between(old, new)) == (("c",), ("a",), [("b", "value", "35", "34")])


def test_decimals_of_the_print_are_a_difference() -> None:
    (change,) = plan_diff.between(
        version(target("a", "35")), version(target("a", "35.0"))
    ).targets.changed
    assert [(field.field, field.old, field.new) for field in change.fields] == [
        ("value", "35", "35.0"),
        ("digits", 0, 1),
    ]


def test_a_checksum_alone_is_no_difference() -> None:
    again = PLAN.model_copy(update={"sha256": "2"})
    assert plan_diff.between(version(target("a")), version(target("a"), plan=again)).is_empty


def test_fields_of_the_plan_are_compared() -> None:
    issued = PLAN.model_copy(update={"state": PlanState.IN_FORCE})
    (change,) = plan_diff.between(version(target("a")), version(target("a"), plan=issued)).plan
    assert (change.field, change.old, change.new) == ("state", "draft", "in_force")


def test_a_successor_is_compared_without_the_ids_of_the_plans() -> None:
    heir = PLAN.model_copy(update={"id": "q"})
    old = version(target("a"), target("b", parent="a"))
    new = version(target("a", plan="q"), target("b", plan="q", parent="a"), plan=heir)
    assert plan_diff.between(old, new).is_empty


def test_without_an_earlier_version_all_is_new() -> None:
    assert said(plan_diff.between(None, version(target("a"), target("b")))) == (("a", "b"), (), [])
