"""Kinds beside levels in words: what is required, what was reached, what the authority says."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from by_hand import target, verdict

from airtrack.domain.target import Target
from airtrack.domain.verdict import Official, Status, Verdict, Why
from airtrack.registry.places import Gazetteer
from airtrack.views import bases, board, sentences, verdicts, why
from airtrack.views.table import Words

FALLING = target(
    kind="year_on_year", op="<", value=None, digits=None, unit="", baseline={"period": "2024"}
)
LAST_TEN = target(kind="rank", op=">=", value="10", unit="", indicator="composite", among="key-168")
UP = target(
    **{"kind": "rank", "op": "<", "value": None, "digits": None, "unit": ""},
    indicator="composite",
    among="key-168",
    baseline={"period": "2024"},
)


def of(asked: Target, actual: str, required: str, *, unit: str = "") -> Verdict:
    """A missed verdict with these numbers."""
    found = verdict("430100", "missed", None, asked)
    return replace(found, actual=Decimal(actual), required=Decimal(required), unit=unit)


@pytest.mark.parametrize(
    ("found", "required", "reached"),
    [
        pytest.param(
            of(FALLING, "58", "57", unit="µg/m³"), "< 上年（57 µg/m³）", "58 µg/m³", id="falling"
        ),
        pytest.param(of(LAST_TEN, "3", "10"), "至少 10 个城市更差", "3 个城市更差", id="last ten"),
        pytest.param(of(UP, "120", "118"), "名次比上年前移（第 118 位）", "第 120 位", id="up"),
    ],
)
def test_a_kind_says_what_it_asks_for_and_what_was_reached(
    zh: Words, found: Verdict, required: str, reached: str
) -> None:
    assert (verdicts.required(found, zh), verdicts.actual(found, zh)) == (required, reached)


def test_kinds_of_one_indicator_have_columns_of_their_own(zh: Words) -> None:
    rank = of(LAST_TEN, "3", "10")
    level = verdict("430100", "met", "3", target(indicator="composite", value="4", unit=""))
    grid = board.grid([rank, level])
    assert [column.name(zh) for column in grid.columns] == ["综合指数排名", "综合指数"]


def test_an_official_result_is_on_the_badge_and_ours_beside_it(zh: Words) -> None:
    ours = verdict("430100", "missed", "36")
    official = Official(Status.MET, "某函〔2026〕3号", source="result")
    found = replace(ours, status=Status.MET, actual=Decimal(35), official=official, computed=ours)
    assert "（认定：某函〔2026〕3号）" in sentences.chip(found, zh)
    assert bases.computed(found, zh) == "测算：✕ 未完成目标 36 µg/m³"


def test_of_many_cities_that_lack_some_are_named(zh: Words, gazetteer: Gazetteer) -> None:
    reason = Why("verdict_cities_lacking", {"places": ("430100", "430200"), "n": 7})
    assert why.said(reason, gazetteer, zh) == "7个城市没有足够数据：长沙、株洲等"
