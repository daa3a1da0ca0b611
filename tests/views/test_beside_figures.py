"""A city beside limits, shares, earlier years, others; polluted days and pressing tasks."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from test_city_figures import LEVELS, day

from airtrack.answers import tasks
from airtrack.answers.beside import Beside, Held, Line
from airtrack.answers.detail import Change
from airtrack.answers.polluted import Polluted
from airtrack.answers.question import Question
from airtrack.answers.rank import Place
from airtrack.domain import period as periods
from airtrack.domain.standard import Confidence, Edition
from airtrack.domain.task import Task
from airtrack.registry.places import DatedGroup
from airtrack.views import theme
from airtrack.views.city import calendar, compared, composite, limits, polluted, standing
from airtrack.views.table import Words

OLD, NEW = "gb3095-2012", "gb3095-2026-transition"


def edition(key: str, year: int) -> Edition:
    """An edition in force from a year on."""
    return Edition(
        id=key,
        from_on=date(year, 1, 1),
        to_on=date(9999, 12, 31),
        **dict.fromkeys(("limits", "index", "statistics", "clause"), ""),
        confidence=Confidence.TWO_TEXTS,
    )


EDITIONS = (edition(OLD, 2012), edition(NEW, 2026))


def held(key: str, value: float, grade: int, limit: float, **given: object) -> Held:
    """A value beside a limit of the old edition, unless another is given."""
    over = value > limit
    known = {"edition": OLD, "multiple": None, "is_valid": True} | given
    return Held(
        key, statistic="mean", grade=grade, value=value, limit=limit, is_met=not over, **known
    )  # type: ignore[arg-type]


# GB 3095-2012: 15 and 35; GB 3095-2026, transition: 15 and 30; (40 - 35) / 35 is 0.14
PM25 = (
    held("pm25", 40, 1, 15, multiple=1.67),
    held("pm25", 40, 2, 35, multiple=0.14),
    held("pm25", 40, 1, 15, multiple=1.67, edition=NEW),
    held("pm25", 40, 2, 30, multiple=0.33, edition=NEW),
)
CO = tuple(held("co", 1.3, grade, 4, edition=key) for key in (OLD, NEW) for grade in (1, 2))


def notes(found: tuple[Held, ...], words: Words) -> list[str]:
    """The labels of the figure of the limits."""
    drawn = limits.figure(found, words, edition=OLD, editions=EDITIONS)
    return [item["text"] for item in drawn["layout"]["annotations"]]


def test_a_pollutant_says_its_value_and_by_how_much_it_misses(zh: Words) -> None:
    assert notes(PM25, zh)[0] == "<b>PM2.5</b> 40 µg/m³ · 未达标，超标0.14倍"


def test_limits_are_labelled_edition_by_edition(zh: Words) -> None:
    assert notes(PM25, zh)[1:7] == [
        "2012年起",
        "一级 15",
        "二级 35",
        "2026年起",
        "一级 15",
        "二级 30",
    ]


def test_an_edition_with_the_same_limits_has_no_lines_and_equal_levels_one_label(zh: Words) -> None:
    shown = notes(CO, zh)
    assert shown[shown.index("<b>CO</b> 1.3 mg/m³ · 达标") + 1 :] == ["2012年起", "一级、二级 4"]


def test_a_limit_stands_at_its_value_on_the_scale_of_the_bar(zh: Words) -> None:
    drawn = limits.figure(PM25, zh, edition=OLD, editions=EDITIONS)
    # the scale ends at 40 * 1.07 = 42.8: 35 lies at 0.818, the bar of 40 ends at 0.935
    lines = {round(item["x0"], 3) for item in drawn["layout"]["shapes"]}
    assert lines == {0.35, 0.701, 0.818} and round(drawn["data"][0]["x"][0], 3) == 0.935


def test_a_value_of_too_few_days_attains_nothing_yet(zh: Words) -> None:
    few = tuple(replace(item, is_valid=False) for item in CO)
    assert "<b>CO</b> 1.3 mg/m³ · 有效数据不足" in notes(few, zh)


def test_a_pollutant_without_a_value_says_so_and_has_no_bar(zh: Words) -> None:
    drawn = limits.figure(CO, zh, edition=OLD, editions=EDITIONS)
    assert "<b>PM2.5</b> 缺测" in notes(CO, zh) and len(drawn["data"][0]["x"]) == 1


def test_the_judging_edition_is_told_first(zh: Words) -> None:
    said = limits.said((*PM25, *CO), zh, edition=OLD, editions=EDITIONS)
    first, second = said.split("；")
    assert first == "按GB 3095-2012二级标准未达标：PM2.5（超标0.14倍）"
    assert "PM2.5（超标0.33倍）" in second


def line(key: str, value: float | None, change: Change | None = None, **given: object) -> Line:
    """One indicator of the period."""
    known: dict[str, object] = {"digits": 0, "mean_of_years": None, "reasons": ()}
    return Line(indicator=key, value=value, change=change, **known | given)  # type: ignore[arg-type]


def change(previous: float, direction: str, **given: float) -> Change:
    """A change that is told in one way."""
    moved: dict[str, float | None] = {"percent": None, "points": None, "days": None}
    return Change(previous=previous, direction=direction, reasons=(), **moved | given)  # type: ignore[arg-type]


def beside(**given: object) -> Beside:
    """The first half of 2025 beside that of 2024."""
    known: dict[str, object] = {
        "span": periods.parse("2025-01..2025-06"),
        "before": periods.parse("2024-01..2024-06"),
        "years": 3,
        "lines": (line("composite", 3.96, change(3.74, "up", percent=5.9), mean_of_years=3.94),),
        "held": (),
        "shares": {"pm25": 1.15, "so2": 0.13},
        "shares_before": {"pm25": 1.09, "so2": 0.13},
        "withheld": (),
    }
    return Beside(**known | given)  # type: ignore[arg-type]


def test_both_years_stand_with_their_index_and_what_is_too_small_for_a_label(zh: Words) -> None:
    drawn = composite.figure(beside(shares={"pm25": 1.15, "so2": 0.05}), zh)
    heads = [item["text"] for item in drawn["layout"]["annotations"]]
    assert heads == ["2025年1—6月 <b>3.96</b>（另有SO2 0.05）", "2024年1—6月 <b>3.74</b>"]


def test_the_largest_share_comes_first_and_says_its_value(zh: Words) -> None:
    first = composite.figure(beside(shares={"so2": 0.13, "pm25": 1.15}), zh)["data"][0]
    assert (first["text"], first["x"]) == (["PM2.5<br>1.15"], [1.15])


def test_a_year_that_is_no_base_has_no_bar(zh: Words) -> None:
    drawn = composite.figure(beside(shares_before={}), zh)
    assert {item["y"][0] for item in drawn["data"]} == {0}
    assert len(drawn["layout"]["annotations"]) == 1


@pytest.mark.parametrize(
    ("moved", "said"),
    [
        pytest.param(change(38.4, "up", percent=5.2), "+5.2%", id="percent"),
        pytest.param(change(90.6, "down", points=-3.8), "-3.8 个百分点", id="points"),
        pytest.param(change(0, "up", days=2), "+2 天", id="days"),
        pytest.param(change(8, "flat", percent=0.0), "持平", id="none"),
        pytest.param(None, "", id="no-base"),
    ],
)
def test_a_change_is_told_with_its_sign(moved: Change | None, said: str, zh: Words) -> None:
    assert compared.moved(moved, zh) == said


def test_the_index_stands_above_what_is_known_of_the_pollutants(zh: Words) -> None:
    lines = (line("pm25", 40.4), line("o3", None), line("composite", 3.96))
    shown = compared.table(beside(lines=lines), zh)
    assert [row[:2] for row in shown.rows] == [("综合指数", "3.96"), ("PM2.5 (µg/m³)", "40.4")]


def month_of(**days: int) -> Polluted:
    """A month with polluted days by pollutant."""
    none = dict.fromkeys(("so2", "no2", "pm10", "pm25", "co", "o3"), 0)
    return Polluted(30, sum(days.values()), 0, none | days)


def test_months_are_made_of_primary_pollutants_without_colours_of_levels(zh: Words) -> None:
    drawn = polluted.figure({1: month_of(pm25=16), 6: month_of(o3=2, pm10=1)}, zh)
    pieces = {item["name"]: item for item in drawn["data"]}
    assert list(pieces) == ["PM2.5", "PM10", "O3"]
    assert pieces["PM2.5"]["y"] == [16, None, None, None, None, 0, *[None] * 6]
    assert not {item["marker"]["color"] for item in drawn["data"]} & {
        each.colour for each in LEVELS
    }


def test_what_pollutes_most_is_told_first(zh: Words) -> None:
    year = replace(month_of(pm25=22, o3=5, pm10=1), shared=1)
    parts = "PM2.5 22、O3 5、PM10 1；其中1天有几种首要污染物，各计一天"
    assert polluted.said(year, zh) == f"超标28天，其中以各污染物为首要的：{parts}"
    assert polluted.said(month_of(), zh) == "30个有效天中没有超标天"


def test_days_of_events_are_hatched_and_days_without_data_are_outlines(zh: Words) -> None:
    dusty = replace(day(date(2025, 4, 12), 4), left_out=frozenset({"pm10"}))
    days = [dusty, day(date(2025, 4, 13), None), day(date(2025, 4, 14), 1)]
    outline, hatch = calendar.figure(days, zh, levels=LEVELS)["layout"]["shapes"]
    assert outline["path"].startswith("M 12.58,2.58") and outline["path"].count("M") == 1
    assert hatch["path"].count("M") == 3 and hatch["line"]["color"] == theme.ON_LEVEL
    assert calendar.note(days, zh) == "斜线：1天因沙尘等事件不计入均值"


def test_the_rank_is_told_period_by_period(zh: Words, en: Words) -> None:
    group = DatedGroup("three", "三城", "Three Cities", "", ())
    july = Place(Question(periods.parse("2025-07")), group, 2, 6, is_tied=True)
    year = replace(july, question=Question(periods.parse("2025-01..2025-07")), is_tied=False)
    told = standing.ranked([july, year], zh)
    assert told == "综合指数在三城：2025年7月第2位（并列）／共6；2025年1—7月第2位／共6"
    assert "Three Cities" in standing.ranked([july], en) and not standing.ranked([], zh)


def test_what_is_past_its_date_presses_first_then_the_nearest(zh: Words) -> None:
    dates = ("2025-12-31", "2025-08-10", "2024-12-31", "2026-12-31")
    items = [
        {"item": number, "due": due, "due_kind": "date", "lead": ("甲市政府",)}
        for number, due in enumerate(dates, start=1)
    ]
    undated = {"item": 5, "due_kind": "monthly", "lead": ("甲市政府",)}
    task = Task.model_validate(
        {"no": 3, "section": "", "title": "油气", "clause": "", "items": (*items, undated)}
    )
    found = tasks.of_plan([task], as_of=date(2025, 7, 31), soon_days=30)
    assert [item.number for item in standing.pressing(found)] == ["3.3", "3.2", "3.1", "3.4"]
    first = standing.duties(standing.pressing(found), zh, body="甲市政府").rows[0]
    assert first[:2] == ("▼ 已过期限 212天", "2024-12-31")
