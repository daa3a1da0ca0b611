"""Which of the issued months holds for a target."""

from __future__ import annotations

from decimal import Decimal

from airtrack.answers.month_targets import IssuedMonth, of_target
from airtrack.domain.target import Binding, Op, Scope, Target, TargetKind, ValueState


def target(*places: str, group: str = "") -> Target:
    return Target(
        id="p.pm25",
        plan="p",
        kind=TargetKind.CAP,
        places=places,
        group=group,
        scope=Scope.MEAN if group else Scope.EACH,
        indicator="pm25",
        period="2025",
        op=Op.AT_MOST,
        value=Decimal(40),
        digits=0,
        value_state=ValueState.SET,
        basis="",
        edition="",
        binding=Binding.BINDING,
        clause="",
    )


def month(value: str, target_id: str = "") -> IssuedMonth:
    return IssuedMonth(Decimal(value), 0, target_id, "no. 1", 1, 2)


ISSUED = {
    ("430100", "pm25", "2025-02"): (month("50"), month("49", "p.pm25"), month("1", "q.pm25")),
    ("430100", "pm25", "2025-01"): (month("60"),),
    ("430100", "pm25", "2025-03"): (month("2", "q.pm25"),),
    ("430100", "pm10", "2025-01"): (month("90"),),
    ("west", "pm25", "2025-01"): (month("55"),),
}


def test_the_month_that_names_the_target_goes_before_one_that_names_none() -> None:
    found = of_target(ISSUED, target("430100"))
    assert [(key, item.value) for key, item in found.items()] == [("2025-01", 60), ("2025-02", 49)]


def test_a_region_has_the_months_of_its_own_name_and_each_place_its_own() -> None:
    region = target("430100", "430200", group="west")
    assert [item.value for item in of_target(ISSUED, region).values()] == [55]
    assert list(of_target(ISSUED, region, place="430100")) == ["2025-01", "2025-02"]
