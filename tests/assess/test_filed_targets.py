"""Targets as they are filed: what is wanted is kept, several plans stand beside each other."""

from __future__ import annotations

from datetime import date

import pytest

from airtrack.answers.plans import PlanAnswer
from airtrack.assess import filed
from airtrack.assess.board import Board
from airtrack.assess.filed import Wanted
from airtrack.domain.target import Plan, Target
from airtrack.domain.verdict import Status, Verdict

CHANGSHA, ZHUZHOU = "430100", "430200"


def target(target_id: str, **given: object) -> Target:
    """A cap on PM2.5 of 2025 for two cities; what is not given is this."""
    known: dict[str, object] = {
        "id": target_id,
        "plan": "p",
        "kind": "cap",
        "places": (CHANGSHA, ZHUZHOU),
        "scope": "each",
        "indicator": "pm25",
        "period": "2025",
        "op": "<=",
        "value": "35",
        "value_state": "set",
        "unit": "µg/m³",
        "digits": 0,
        "basis": "excl_dust",
        "edition": "gb3095-2012",
        "binding": "binding",
        "clause": "表1",
    }
    return Target.model_validate(known | given)


OPEN = {"op": None, "value": None, "digits": None, "value_state": "qualitative"}
CAP = target("p.cap")
EARLY = target("p.early", period="2023")
AIM = target("p.aim", kind="qualitative", **OPEN)
MEAN = target("p.mean", scope="mean", group="changzhutan")


def verdict(of: Target, place: str, status: str) -> Verdict:
    return Verdict(
        target=of,
        place=place,
        is_region=of.scope != "each",
        as_of=date(2025, 7, 31),
        status=Status(status),
        required=of.value,
        unit=of.unit,
    )


def board(*verdicts: Verdict) -> Board:
    return Board(date(2025, 7, 31), date(2025, 7, 31), (), verdicts, ())


def answer(plan_id: str, *targets: Target) -> PlanAnswer:
    names = dict.fromkeys(("title", "title_en", "short_title", "short_title_en"), plan_id)
    plan = Plan(id=plan_id, state="in_force", group="changzhutan", sha256="", **names)
    return PlanAnswer(plan, targets, 1)


JUDGED = board(
    verdict(CAP, CHANGSHA, "on_track"),
    verdict(CAP, ZHUZHOU, "off_track"),
    verdict(EARLY, CHANGSHA, "met"),
    verdict(EARLY, ZHUZHOU, "missed"),
    verdict(MEAN, "changzhutan", "at_risk"),
)
ALL = filed.filed((CAP, EARLY, AIM, MEAN), JUDGED)


def test_the_gravest_verdict_speaks_for_a_target_of_several_places() -> None:
    assert ALL[0].gravest is not None and ALL[0].gravest.place == ZHUZHOU


def test_a_target_that_is_not_judged_has_no_verdict() -> None:
    assert ALL[2].gravest is None


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        pytest.param(Wanted(), ["p.cap", "p.early", "p.aim", "p.mean"], id="all"),
        pytest.param(Wanted(year="2023"), ["p.early"], id="year"),
        pytest.param(Wanted(kind="qualitative"), ["p.aim"], id="kind"),
        pytest.param(Wanted(state="set", year="2025"), ["p.cap", "p.mean"], id="state-and-year"),
        pytest.param(Wanted(place=ZHUZHOU), ["p.cap", "p.early", "p.aim"], id="place"),
        pytest.param(Wanted(place="changzhutan"), ["p.mean"], id="the-set-as-a-whole"),
    ],
)
def test_what_is_wanted_is_kept(wanted: Wanted, kept: list[str]) -> None:
    assert [item.target.id for item in filed.kept(ALL, wanted)] == kept


def test_of_a_place_only_its_own_verdict_is_kept() -> None:
    found = filed.kept(ALL, Wanted(place=ZHUZHOU))
    assert [item.place for item in found[0].verdicts] == [ZHUZHOU]


def test_two_plans_for_one_place_and_indicator_stand_beside_each_other() -> None:
    other = target("q.cap", plan="q", places=(ZHUZHOU,), value="33")
    found = filed.several(
        [answer("p", CAP, EARLY), answer("q", other)], JUDGED, {CHANGSHA, ZHUZHOU}
    )
    (beside,) = found
    assert (beside.place, beside.indicator) == (ZHUZHOU, "pm25")
    assert [one.id for one, _ in beside.rows] == ["p.early", "p.cap", "q.cap"]
    assert beside.rows[2][1] is None


def test_one_plan_alone_has_nothing_beside_it() -> None:
    assert filed.several([answer("p", CAP, EARLY)], JUDGED, {CHANGSHA, ZHUZHOU}) == ()
