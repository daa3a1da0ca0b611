"""The overview's sentences: the answer in numbers, and what needs attention."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from by_hand import good_days, heavy_days, mean_left, target, verdict

from airtrack.domain.target import Plan
from airtrack.domain.verdict import Budget, Verdict
from airtrack.registry.places import Gazetteer
from airtrack.views import board, sentences
from airtrack.views.overview import words as overview
from airtrack.views.table import Words

CHANGSHA, ZHUZHOU, XIANGTAN = "430100", "430200", "430300"
JULY, YEAR_END = date(2025, 7, 31), date(2025, 12, 31)
BEHIND = verdict(XIANGTAN, "off_track", "38.4", budget=mean_left("31.26"))


def answer(found: list[Verdict], gazetteer: Gazetteer, words: Words, *, as_of: date = JULY) -> str:
    """The first line of the page."""
    return overview.answer(board.grid(found), gazetteer, words, as_of=as_of, year=2025)


def test_a_running_year_says_who_keeps_pace_and_what_the_worst_has_left(
    gazetteer: Gazetteer, zh: Words
) -> None:
    found = [verdict(CHANGSHA, "on_track", "33"), verdict(ZHUZHOU, "met", "33"), BEHIND]
    assert answer(found, gazetteer, zh) == (
        "截至2025年7月31日，3个城市中2个的目标全部达到2025年序时进度（PM2.5）；"
        "湘潭PM2.5余下153天均值须≤31.2 µg/m³（近9年同期有3年做到）。"
    )


def test_the_answer_speaks_english(gazetteer: Gazetteer, en: Words) -> None:
    assert answer([verdict(CHANGSHA, "on_track", "33"), BEHIND], gazetteer, en) == (
        "As of 31 Jul 2025, 1 of 2 cities keep pace on all their targets of 2025 (PM2.5); "
        "湘潭, PM2.5: the remaining 153 days must average at most 31.2 µg/m³ "
        "(done in 3 of the past 9 years)."
    )


def test_years_that_never_did_it_are_said_in_words(gazetteer: Gazetteer, zh: Words) -> None:
    never = replace(BEHIND, budget=mean_left("20", achieved=0))
    assert "（近9年同期没有一年做到）" in answer([never], gazetteer, zh)


def test_a_city_counts_only_if_all_its_targets_keep_pace(gazetteer: Gazetteer, zh: Words) -> None:
    found = [verdict(CHANGSHA, "on_track", "33"), good_days(CHANGSHA, "at_risk", "86.0")]
    assert "1个城市中0个的目标全部" in answer(found, gazetteer, zh)


def test_a_year_that_is_over_says_who_met_all(gazetteer: Gazetteer, zh: Words) -> None:
    missed = verdict(ZHUZHOU, "missed", "37", decided=True)
    found = [verdict(CHANGSHA, "met", "33", decided=True), missed]
    assert answer(found, gazetteer, zh, as_of=YEAR_END) == (
        "2025年，2个城市中1个完成全部目标（PM2.5；截至2025年12月31日）；"
        "株洲PM2.5：37 µg/m³，目标 ≤ 35，高出 2 µg/m³。"
    )


def test_cities_with_too_few_data_are_counted(gazetteer: Gazetteer, zh: Words) -> None:
    found = [verdict(CHANGSHA, "insufficient", None), verdict(ZHUZHOU, "on_track", "33")]
    assert "1个有目标因数据不足不能评价" in answer(found, gazetteer, zh)


def test_without_any_figure_the_answer_says_so(gazetteer: Gazetteer, zh: Words) -> None:
    found = [verdict(CHANGSHA, "insufficient", None)]
    assert answer(found, gazetteer, zh) == (
        "截至2025年7月31日，库中没有可用于评价2025年目标的数据。"
    )


def test_what_can_still_be_mended_comes_before_what_is_lost(
    gazetteer: Gazetteer, zh: Words
) -> None:
    lost = heavy_days(ZHUZHOU, "missed", "3", decided=True, budget=Budget(remaining_days=153))
    first, second = overview.attention([lost, BEHIND])
    assert (first, second) == (BEHIND, lost)
    assert "本期内已无法完成" in sentences.told(second, gazetteer, zh)


def test_no_more_than_three_need_attention() -> None:
    found = [verdict(f"43{n:02d}00", "off_track", "38") for n in (1, 2, 3, 4)]
    assert len(overview.attention(found)) == 3


def test_the_widest_gap_in_proportion_is_told_first(gazetteer: Gazetteer, zh: Words) -> None:
    found = [verdict(CHANGSHA, "off_track", "37"), verdict(ZHUZHOU, "off_track", "40")]
    told = sentences.told(overview.attention(found)[0], gazetteer, zh)
    assert "株洲" in told and "高出 5 µg/m³" in told


def test_who_is_well_needs_no_attention() -> None:
    assert overview.attention([verdict(CHANGSHA, "met", "30")]) == ()


def test_a_shortfall_of_a_ratio_is_in_percentage_points(gazetteer: Gazetteer, zh: Words) -> None:
    told = sentences.state(good_days(CHANGSHA, "off_track", "80.0"), gazetteer, zh)
    assert told == "长沙优良天数比例：80.0 %，目标 ≥ 86.5，差 6.5 个百分点"


def test_what_is_met_has_no_distance(gazetteer: Gazetteer, zh: Words) -> None:
    told = sentences.state(verdict(CHANGSHA, "met", "30"), gazetteer, zh)
    assert told == "长沙PM2.5：30 µg/m³，目标 ≤ 35"


def test_statuses_are_counted_worst_first(zh: Words) -> None:
    found = [
        verdict(CHANGSHA, "met", "30"),
        verdict(ZHUZHOU, "met", "30"),
        verdict(XIANGTAN, "off_track", "38"),
    ]
    assert overview.counts(found, zh) == (
        ":orange-badge[▼ 滞后序时进度 1] :blue-badge[✓ 完成目标 2]"
    )


def test_a_chip_says_status_indicator_and_both_numbers(zh: Words) -> None:
    assert sentences.chips([verdict(CHANGSHA, "at_risk", "36.1")], zh) == (
        ":yellow-badge[▲ 存在风险 · PM2.5 36.1 (≤ 35)]"
    )


def test_targets_that_the_board_leaves_out_are_told(zh: Words) -> None:
    tonnes = target(id="p.nox", indicator="nox_cut", kind="cut", op=">=", unit="t")
    grid = board.grid(
        [verdict(CHANGSHA, "met", "30"), verdict(CHANGSHA, "insufficient", None, tonnes)]
    )
    (told,) = overview.remarks(grid, [], zh)
    assert told == ("因缺少数据或基数未列入上图的目标：氮氧化物累计减排量（1项）（原因见下表）。")


def test_what_cannot_be_judged_is_counted_with_what_lacks(zh: Words) -> None:
    found = [
        verdict(CHANGSHA, "insufficient", None),
        verdict(ZHUZHOU, "insufficient", None),
        good_days(CHANGSHA, "insufficient", None),
        verdict(XIANGTAN, "met", "30"),
    ]
    assert overview.unknown(found, zh) == (
        "有3项目标因缺少数据不能评价：PM2.5（2项）、优良天数比例（1项）（原因见下表）。"
    )


def test_where_all_can_be_judged_nothing_lacks(zh: Words) -> None:
    assert overview.unknown([verdict(CHANGSHA, "met", "30"), BEHIND], zh) == ""


@pytest.mark.parametrize(
    ("state", "name"),
    [
        pytest.param("draft", "某计划（征求意见稿）", id="draft"),
        pytest.param("in_force", "某计划", id="in-force"),
    ],
)
def test_a_draft_is_named_as_one(state: str, name: str, zh: Words) -> None:
    plan = Plan.model_validate(
        {
            "id": "p",
            "title": "某市某计划",
            "title_en": "A plan of a city",
            "short_title": "某计划",
            "short_title_en": "A plan",
            "state": state,
            "group": "changzhutan",
            "sha256": "",
        }
    )
    assert sentences.plan_name(plan, zh) == name
