"""Targets in words: how they stand, what is asked, why some get no verdict; and their figure."""

from __future__ import annotations

from datetime import date

import pytest
from by_hand import target, verdict

from airtrack.assess.filed import Filed
from airtrack.domain.target import Plan
from airtrack.registry.places import Gazetteer
from airtrack.views import clauses, filed, target_card
from airtrack.views.table import Words

CHANGSHA, ZHUZHOU = "430100", "430200"
OPEN = {"op": None, "value": None, "digits": None}
PLAN = Plan(
    id="p",
    title="计划",
    title_en="Plan",
    short_title="甲计划",
    short_title_en="Plan A",
    state="draft",
    group="430000",
    sha256="",
)
ONE = Filed(target(), (verdict(CHANGSHA, "off_track", "38.4"),))
TWO_PLACES = target(id="p.two", places=(CHANGSHA, ZHUZHOU))
TWO = Filed(
    TWO_PLACES,
    (verdict(CHANGSHA, "on_track", "34", TWO_PLACES), verdict(ZHUZHOU, "missed", "40", TWO_PLACES)),
)
ELSEWHERE = Filed(
    target(id="p.ref", value_state="by_reference", reference="附件一", clause="二", **OPEN), ()
)
LEFT_OPEN = Filed(target(id="p.xx", value_state="placeholder", **OPEN), ())
AIM = Filed(target(id="p.aim", kind="qualitative", value_state="qualitative", **OPEN), ())
ALL = (ONE, TWO, ELSEWHERE, LEFT_OPEN, AIM)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        pytest.param(ONE, "▼ 滞后", id="one-place"),
        pytest.param(TWO, "✕1 ●1", id="two-places-worst-first"),
        pytest.param(ELSEWHERE, "· 引自别处", id="by-reference"),
        pytest.param(LEFT_OPEN, "· 待定", id="placeholder"),
        pytest.param(AIM, "· 无数值", id="qualitative"),
    ],
)
def test_the_status_of_a_target(item: Filed, said: str, zh: Words) -> None:
    assert filed.standing(item, zh) == said


def test_actual_stands_before_what_is_required(zh: Words) -> None:
    assert filed.result(ONE, zh) == "38.4 / ≤ 35 µg/m³"


def test_of_several_places_only_what_is_required_is_said(zh: Words) -> None:
    assert filed.result(TWO, zh) == "≤ 35 µg/m³"


@pytest.mark.parametrize(
    ("item", "part"),
    [
        pytest.param(ELSEWHERE, "附件一", id="by-reference"),
        pytest.param(LEFT_OPEN, "没有填写数值", id="placeholder"),
        pytest.param(AIM, "定性要求", id="qualitative"),
    ],
)
def test_a_target_without_a_verdict_says_why(item: Filed, part: str, zh: Words) -> None:
    assert part in filed.why_unjudged(item.target, zh)


def test_a_judged_target_has_no_such_reason(zh: Words) -> None:
    assert filed.why_unjudged(ONE.target, zh) == ""


def test_the_answer_counts_targets_by_their_worst_place(zh: Words) -> None:
    said = filed.answer(PLAN, ALL, zh, as_of=date(2025, 7, 31), has_data=True)
    assert said == (
        "截至2025年7月31日，甲计划（征求意见稿）的5个目标中2个可以评价：1个未完成目标、1个滞后序时进度"
        "；3个没有可比的数值，不作评价（1个待定、1个引自别处、1个无数值）。"
    )


def test_a_plan_without_data_says_so(zh: Words) -> None:
    said = filed.answer(PLAN, (ONE,), zh, as_of=date(2025, 7, 31), has_data=False)
    assert "没有这些地方和年份的数据" in said


def test_where_no_target_has_a_number_the_answer_speaks_of_no_data(zh: Words) -> None:
    said = filed.answer(PLAN, (LEFT_OPEN, AIM), zh, as_of=None, has_data=False)
    assert said == "甲计划（征求意见稿）的2个目标都没有可比的数值，不作评价（1个待定、1个无数值）。"


def test_nothing_that_fits_is_said(en: Words) -> None:
    said = filed.answer(PLAN, (), en, as_of=date(2025, 7, 31), has_data=True)
    assert said == "Plan A (draft for comment) has no target that fits the filters."


def test_the_figure_has_a_row_a_clause_and_a_column_a_status(zh: Words) -> None:
    drawn = clauses.figure(ALL, zh)["data"]
    assert drawn[0]["y"] == ["表1", "二"]
    assert drawn[0]["x"] == ["missed", "off_track", "open"]
    cells = dict(zip(zip(drawn[1]["y"], drawn[1]["x"], strict=True), drawn[1]["text"], strict=True))
    assert cells == {
        ("表1", "off_track"): "1",
        ("表1", "missed"): "1",
        ("表1", "open"): "2",
        ("二", "open"): "1",
    }


def test_a_clause_without_a_target_of_a_status_stays_blank(zh: Words) -> None:
    grounds = clauses.figure(ALL, zh)["data"][0]
    assert grounds["z"][1][:2] == [None, None]


def test_the_card_has_every_field_of_the_contract(zh: Words, gazetteer: Gazetteer) -> None:
    (fields,) = target_card.sections(ELSEWHERE, (), gazetteer, zh)
    assert fields.table is not None
    values = dict(fields.table.rows)
    assert values["引自"] == "附件一"
    assert values["数值"] == "（空）"
    assert values["比较方法"] == "修约值比较"
    assert len(values) == 24


def test_parent_and_parts_are_related(zh: Words) -> None:
    part = Filed(target(id="p.part", parent="p.pm25"), ())
    assert target_card.related(ONE.target, (ONE, part, AIM)) == (part,)
    assert target_card.related(part.target, (ONE, part, AIM)) == (ONE,)


def test_the_card_lists_the_verdicts_of_several_places(zh: Words, gazetteer: Gazetteer) -> None:
    places = target_card.sections(TWO, (), gazetteer, zh)[0]
    assert places.table is not None
    assert [row[0] for row in places.table.rows] == ["株洲市", "长沙市"]


def test_a_clause_unfolds_to_its_targets_with_status_and_numbers(
    gazetteer: Gazetteer, zh: Words
) -> None:
    first, second = clauses.tree(ALL, gazetteer, zh)
    assert first.label == "表1：4个目标 · ✕ 未完成 1 · ▼ 滞后 1 · 不评价 2"
    assert second.label == "二：1个目标 · 不评价 1"
    assert [leaf.target for leaf in first.leaves] == ["p.pm25", "p.two", "p.xx", "p.aim"]
    leaf = first.leaves[0]
    assert leaf.badge == ":orange-badge[▼ 滞后序时进度]"
    assert leaf.told == "长沙 · 2025年 · PM2.5 · 38.4 / ≤ 35 µg/m³"


def test_the_figure_of_clauses_is_a_table_too(zh: Words) -> None:
    shown = clauses.table(ALL, zh)
    assert [column.label for column in shown.columns[1:]] == [
        "未完成目标",
        "滞后序时进度",
        "不评价",
    ]
    assert shown.rows == (("表1", 1, 1, 2), ("二", 0, 0, 1))
