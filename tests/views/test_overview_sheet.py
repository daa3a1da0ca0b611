"""The overview on paper."""

from __future__ import annotations

from decimal import Decimal

import pytest
from by_hand import good_days, target, verdict

from airtrack.domain.season import MonthTarget, SeasonPath
from airtrack.registry.places import Gazetteer
from airtrack.views import board
from airtrack.views.overview import sheet
from airtrack.views.season import words as season
from airtrack.views.table import Words

CHANGSHA, ZHUZHOU = "430100", "430200"


def page(gazetteer: Gazetteer, words: Words, *, sentence: str = "", n: int = 2) -> str:
    """The sheet of so many cities of Hunan."""
    codes = [f"43{number:02d}00" for number in range(1, n + 1)]
    found = [verdict(code, "off_track", "38.4") for code in codes]
    grid = board.grid([*found, good_days(CHANGSHA, "met", "90.0")])
    return sheet.page(grid, gazetteer, words, title="某计划", sentence=sentence)


def test_every_city_has_a_row_with_sign_word_and_numbers(gazetteer: Gazetteer, zh: Words) -> None:
    told = page(gazetteer, zh)
    assert told.count("▼ 滞后<br>38.4 / 35") == 2 and ">长沙<" in told and ">株洲<" in told


def test_a_city_that_is_not_asked_for_something_has_a_blank_cell(
    gazetteer: Gazetteer, zh: Words
) -> None:
    assert page(gazetteer, zh).count("<td></td>") == 1


def test_text_never_becomes_a_tag(gazetteer: Gazetteer, zh: Words) -> None:
    assert "&lt;img&gt;" in page(gazetteer, zh, sentence="<img>")


def test_a_unit_of_a_plan_never_becomes_a_tag(gazetteer: Gazetteer, zh: Words) -> None:
    odd = target(id="odd", unit="<img src=x>")
    grid = board.grid([verdict(CHANGSHA, "off_track", "38.4", odd)])
    told = sheet.page(grid, gazetteer, zh, title="", sentence="")
    assert "<img" not in told and "PM2.5<br>" in told


def test_the_key_names_every_sign(gazetteer: Gazetteer, zh: Words) -> None:
    told = page(gazetteer, zh)
    assert all(word in told for word in ("✕ 未完成目标", "◌ 有效数据不足", "– 未到考核期"))


def path(*profits: str | None) -> SeasonPath:
    """January to as many months, each so far ahead or behind in sum."""
    months = tuple(
        MonthTarget(
            f"2025-{number:02d}",
            target=Decimal(35),
            n=30 if profit else 0,
            left=0 if profit else 30,
            profit_loss=Decimal(profit) if profit else None,
        )
        for number, profit in enumerate(profits, start=1)
    )
    nothing = Decimal(0)
    return SeasonPath(nothing, nothing, None, months, (), "µg/m³", False, True)


@pytest.mark.parametrize(
    ("profits", "told"),
    [
        pytest.param(
            ("5", "-1", "2", "-3", "-4", None), "自2025年4月起落后于月目标", id="last-run"
        ),
        pytest.param(("-5", "-1"), "自2025年1月起落后于月目标", id="from-the-beginning"),
        pytest.param(("-5", "0"), "", id="exactly-on-the-path-is-not-behind"),
        pytest.param(("-5", "3", None), "", id="ahead-now"),
        pytest.param((None, None), "", id="nothing-yet"),
    ],
)
def test_since_when_a_city_is_behind(profits: tuple[str | None, ...], told: str, zh: Words) -> None:
    assert season.since(path(*profits), zh) == told


def test_a_plan_without_a_figure_prints_its_sentence(gazetteer: Gazetteer, zh: Words) -> None:
    empty = board.grid([verdict(CHANGSHA, "insufficient", None, target())])
    told = sheet.page(empty, gazetteer, zh, title="某计划", sentence="没有数据")
    assert told == '<p class="sheet-title">某计划</p><p>没有数据</p>'
