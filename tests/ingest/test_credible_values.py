"""Values that are possible and hardly meant: where they stand, and what is said of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from airtrack.domain.standards import Standards
from airtrack.errors import Level, Problem
from airtrack.ingest import draft as drafts
from airtrack.ingest.judging.changes import change
from airtrack.ingest.judging.past import Range
from airtrack.registry import standards as standard_texts
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.registry.text import Findings

DATA = Path(__file__).parents[2] / "data"
DAYS = "城市,日期,SO2,NO2,PM10,PM2.5,CO,O3_8h,AQI\n"
MONTHS = "城市,月份,SO2,NO2,PM10,PM2.5,CO,O3,有效天数,综合指数,PM2.5同比\n"

Told = tuple[Level, str, int | None, str | None, str | None]
Judged = Callable[..., list[Problem]]
B, W = Level.BLOCKER, Level.WARNING


@pytest.fixture(scope="module")
def standards() -> Standards:
    loaded = standard_texts.load(DATA / "standards", Findings(DATA))
    assert loaded is not None
    return loaded


class OnFile:
    """A past that is typed in."""

    def __init__(
        self,
        *,
        spans: Mapping[tuple[str, str], Range] | None = None,
        months: Mapping[date, Mapping[tuple[str, str], int]] | None = None,
    ) -> None:
        self._spans, self._months = spans or {}, months or {}

    def ranges(self, *, of_days: bool) -> Mapping[tuple[str, str], Range]:
        return self._spans

    def values(self, first_on: date, last_on: date) -> Mapping[tuple[str, str], int]:
        return self._months.get(first_on, {})


@pytest.fixture
def judged(tmp_path: Path, forms: Forms, gazetteer: Gazetteer, standards: Standards) -> Judged:
    """The problems of one file that is read with the standards of the house."""

    def read(content: str, past: OnFile | None = None) -> list[Problem]:
        path = tmp_path / "file.csv"
        path.write_text(content, encoding="utf-8")
        draft = drafts.read(path, forms=forms, gazetteer=gazetteer, standards=standards, past=past)
        return draft.problems

    return read


def told(problems: list[Problem]) -> list[Told]:
    return [(one.level, one.code, one.row, one.column, one.value) for one in problems]


# O3 of 118 µg/m³: 50 + (118 - 100) / 60 * 50 = 65 (HJ 633-2012 Table 1)
SOUND = "长沙,2025-06-01,6,21,44,27,0.6,118,65\n"


def test_a_sound_day_is_not_remarked_on(judged: Judged) -> None:
    assert judged(DAYS + SOUND) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            "长沙,2025-06-01,6,21,44,27,600,118,65\n株洲,2025-06-01,6,21,44,27,90,118,65\n",
            [(B, "unit_suspected", 2, "CO", "600")],
            id="CO in micrograms",
        ),
        pytest.param(
            "长沙,2025-06-01,6,21,0.044,0.027,0.6,118,65\n"
            "株洲,2025-06-01,6,21,0.054,0.037,0.6,118,65\n",
            [
                (B, "unit_suspected", 2, "PM10", "0.044"),
                (B, "unit_suspected", 2, "PM2.5", "0.027"),
            ],
            id="particles in milligrams",
        ),
        pytest.param(
            "长沙,2025-06-01,6,21,44,27,61,118,\n",
            [(W, "unit_of_value_suspected", 2, "CO", "61")],
            id="the only CO",
        ),
        pytest.param("长沙,2025-06-01,6,21,44,27,60,118,\n", [], id="as much as may be"),
        pytest.param(
            SOUND + "株洲,2025-06-01,6,21,44,27,90,118,\n湘潭,2025-06-01,6,21,44,27,0.6,118,65\n",
            [(W, "unit_of_value_suspected", 3, "CO", "90")],
            id="one CO in micrograms",
        ),
    ],
)
def test_a_unit_is_suspected(judged: Judged, rows: str, expected: list[Told]) -> None:
    assert told(judged(DAYS + rows)) == expected


def test_a_unit_in_the_header_settles_it(judged: Judged) -> None:
    assert judged(DAYS.replace("CO", "CO(μg/m3)") + SOUND.replace("0.6", "600")) == []


def test_fine_particles_above_the_coarse_are_told_of_a_day(judged: Judged) -> None:
    problems = judged(DAYS + "长沙,2025-06-01,6,21,44,47,0.6,118,65\n")
    assert told(problems) == [(W, "pm25_above_pm10", 2, "PM2.5", "47")]
    assert problems[0].params == {"pm10": "44"}


def test_hours_with_fine_particles_above_the_coarse_are_counted(judged: Judged) -> None:
    head = "城市,日期,小时,PM10,PM2.5\n"
    rows = "长沙,2025-06-01,1,44,47\n长沙,2025-06-01,2,44,40\n长沙,2025-06-01,3,44,48\n"
    (problem,) = judged(head + rows)
    assert told([problem]) == [(W, "pm25_above_pm10_in_hours", 2, "PM2.5", "47")]
    assert problem.n == 2


def test_values_of_all_rows_one_column_aside_block(judged: Judged) -> None:
    # each row begins with an empty cell, so that ozone stands under AQI
    rows = "长沙,2025-06-01,,6,21,44,27,0.6,118\n株洲,2025-06-01,,7,22,54,37,0.7,120\n"
    (problem,) = judged(DAYS + rows)
    assert told([problem]) == [(B, "columns_shifted", 2, "CO", "27")]
    assert (problem.n, problem.params) == (2, {"under": "O3_8h"})


def test_values_one_column_to_the_left_block(judged: Judged) -> None:
    rows = "长沙,2025-06-01,21,44,27,0.6,118,,\n株洲,2025-06-01,22,54,37,0.7,120,,\n"
    (problem,) = judged(DAYS + rows)
    assert told([problem]) == [(B, "columns_shifted", 2, "CO", "118")]
    assert problem.params == {"under": "PM2.5"}


def test_the_values_of_one_row_one_column_aside_block(judged: Judged) -> None:
    rows = SOUND + SOUND.replace("长沙", "湘潭") + "株洲,2025-06-01,,6,21,44,27,0.6,118\n"
    problems = judged(DAYS + rows)
    assert told(problems)[0] == (B, "row_shifted", 4, "CO", "27")


@pytest.mark.parametrize(
    ("values", "aqi", "code"),
    [
        pytest.param("6,21,44,27,0.6,118", "65", None, id="as computed"),
        pytest.param("6,21,44,27,0.6,118", "70", "aqi_differs", id="another"),
        # O3 of 117: 50 + 17 / 60 * 50 = 64.17: up 65, half up 64
        pytest.param("6,21,44,27,0.6,117", "64", "aqi_half_up", id="index rounded half up"),
        # O3 of 118.5: half to even 118, which gives 65; half up 119, which gives 66
        pytest.param("6,21,44,27,0.6,118.5", "66", "aqi_half_up", id="ozone rounded half up"),
        pytest.param("6,21,44,27,0.6,", "65", None, id="of the ozone that lacks"),
        pytest.param("6,21,44,27,0.6,", "20", "aqi_differs", id="less than what is there"),
    ],
)
def test_the_aqi_of_a_row_is_held_against_its_values(
    judged: Judged, values: str, aqi: str, code: str | None
) -> None:
    expected = [(W, code, 2, "AQI", aqi)] if code else []
    assert told(judged(DAYS + f"长沙,2025-06-01,{values},{aqi}\n")) == expected


def test_a_column_of_other_indices_is_told_once(judged: Judged) -> None:
    days = "".join(f"长沙,2025-06-{day:02},{day},21,44,27,0.6,118,80\n" for day in range(1, 13))
    (problem,) = [one for one in judged(DAYS + days) if one.code.startswith("aqi")]
    assert told([problem]) == [(W, "aqi_column_differs", 2, "AQI", "80")]
    assert (problem.n, problem.params) == (12, {"computed": 65, "of": 12})


@pytest.mark.parametrize(
    ("month", "days", "needed"),
    [
        # GB 3095-2012 Table 4: 27 a month, 25 in February, 324 a year
        pytest.param("2023-03", 26, 27, id="a month"),
        pytest.param("2023-03", 27, None, id="just enough"),
        pytest.param("2023-02", 24, 25, id="February"),
        pytest.param("2023年1-3月", 78, 79, id="a span is the sum of its months"),
        pytest.param("2023年", 323, 324, id="a year"),
        pytest.param("2023年", 324, None, id="a year, just enough"),
    ],
)
def test_fewer_valid_days_than_the_standard_asks_are_told(
    judged: Judged, month: str, days: int, needed: int | None
) -> None:
    problems = judged(MONTHS + f"长沙,{month},6,30,60,38,1.2,139,{days},,\n")
    expected = [(W, "few_valid_days", 2, "有效天数", str(days))] if needed else []
    assert told(problems) == expected
    assert [problem.params for problem in problems] == ([{"needed": needed}] if needed else [])


def test_no_valid_day_beside_values_is_told(judged: Judged) -> None:
    problems = judged(MONTHS + "长沙,2023-03,6,30,60,38,1.2,139,0,,\n")
    assert told(problems) == [(W, "no_valid_days_but_values", 2, "有效天数", "0")]


@pytest.mark.parametrize(
    ("values", "index", "code"),
    [
        # 6/60 + 30/40 + 60/70 + 38/35 + 1.2/4 + 139/160 = 0.10 + 0.75 + 0.86 + 1.09 + 0.30 + 0.87
        pytest.param("6,30,60,38,1.2,139", "3.97", None, id="as computed"),
        pytest.param("6,30,60,38,1.2,139", "3.98", "composite_differs", id="a hundredth apart"),
        # 29/40 = 0.725: half to even 0.72, half up 0.73; the sum 3.94 or 3.95
        pytest.param("6,29,60,38,1.2,139", "3.94", None, id="half to even"),
        pytest.param("6,29,60,38,1.2,139", "3.95", "composite_half_up", id="half up"),
        # unrounded 0.1 + 0.75 + 0.857 + 1.086 + 0.3 + 0.869 = 3.962
        pytest.param("6,30,60,38,1.2,139", "3.96", "composite_unrounded", id="unrounded parts"),
        pytest.param("6,30,60,38,1.2,139", "3.962", "composite_unrounded", id="all decimals"),
        # 60/60 and 38/30 for 60/70 and 38/35: 4.29 by the limits of 2026
        pytest.param("6,30,60,38,1.2,139", "4.29", "composite_of_other_limits", id="other limits"),
        pytest.param("6,30,60,,1.2,139", "1.00", None, id="a value lacks"),
    ],
)
def test_the_composite_index_is_held_against_its_six_values(
    judged: Judged, values: str, index: str, code: str | None
) -> None:
    expected = [(W, code, 2, "综合指数", index)] if code else []
    assert told(judged(MONTHS + f"长沙,2023-03,{values},31,{index},\n")) == expected


@pytest.mark.parametrize(
    ("stated", "differs"),
    [
        # 38 after 40: -5.0 %; 37.5 to 38.5 after 39.5 to 40.5: -7.4 % to -2.5 %
        pytest.param("-5.0%", False, id="percent"),
        pytest.param("↓7.4 %", False, id="of values that print alike"),
        pytest.param("下降5", False, id="in words"),
        pytest.param("-0.05", False, id="a part of one"),
        pytest.param("-9.0%", True, id="too much"),
        pytest.param("持平", True, id="no change"),
        pytest.param("见附件", False, id="no change is stated"),
    ],
)
@pytest.mark.parametrize("on_file", [False, True], ids=["in the table", "on record"])
def test_a_change_is_held_against_both_years(
    judged: Judged, stated: str, differs: bool, on_file: bool
) -> None:
    now = f"长沙,2023-03,6,30,60,38,1.2,139,31,,{stated}\n"
    before = "长沙,2022-03,6,30,60,40,1.2,139,31,,\n"
    past = OnFile(months={date(2022, 3, 1): {("430100", "pm25"): 40000}})
    problems = judged(MONTHS + now, past) if on_file else judged(MONTHS + now + before)
    assert told(problems) == ([(W, "change_differs", 2, "PM2.5同比", stated)] if differs else [])


@pytest.mark.parametrize("stated", ["↑5.0%", "上升5%", "5.0", "0.05"])
def test_a_change_of_the_other_sign_is_told_as_such(judged: Judged, stated: str) -> None:
    rows = f"长沙,2023-03,6,30,60,38,1.2,139,,,{stated}\n长沙,2022-03,6,30,60,40,1.2,139,,,\n"
    problems = judged(MONTHS + rows)
    assert told(problems) == [(W, "change_turned", 2, "PM2.5同比", stated)]
    assert problems[0].params == {"computed": "-5.0%", "now": "38", "before": "40"}


def test_a_year_before_on_record_is_taken_as_rounded_as_it_is(judged: Judged) -> None:
    # 38.00 after 40, which may be 39.5: 3.8 % less
    past = OnFile(months={date(2022, 3, 1): {("430100", "pm25"): 40000}})
    rows = "长沙,2023-03,6,30,60,38.00,1.2,139,,,-3.8%\n株洲,2023-03,6,30,60,38.25,1.2,139,,,\n"
    assert judged(MONTHS + rows, past) == []


@pytest.mark.parametrize(
    ("row", "is_told"),
    [
        pytest.param("长沙,2023-04,6,30,60,38,1.2,139,,,", True, id="another month of the place"),
        pytest.param("株洲,2023-04,6,30,60,38,1.2,139,,,", False, id="another place"),
        pytest.param("长沙,2023-04,6,30,60,38,1.2,140,,,", False, id="another value"),
        pytest.param("长沙,2023年1-3月,6,30,60,38,1.2,139,,,", False, id="a span"),
    ],
)
def test_a_month_that_repeats_another_is_told(judged: Judged, row: str, is_told: bool) -> None:
    problems = judged(MONTHS + "长沙,2023-03,6,30,60,38,1.2,139,,,\n" + row + "\n")
    assert told(problems) == ([(W, "month_repeats", 3, "SO2", "6")] if is_told else [])
    said = {"month": "2023-03", "other_row": 2}
    assert [problem.params for problem in problems] == ([said] if is_told else [])


@pytest.mark.parametrize("text", ["", "上升", "—", "新增", "5..0"])
def test_what_states_no_change_is_none(text: str) -> None:
    assert change(text) is None


@pytest.mark.parametrize(
    ("pm10", "n", "last_on", "is_told"),
    [
        pytest.param("181", 60, date(2025, 5, 31), True, id="beyond three times the highest"),
        pytest.param("180", 60, date(2025, 5, 31), False, id="three times the highest"),
        pytest.param("7.1", 300, date(2025, 5, 31), True, id="below a fifth of the lowest"),
        pytest.param("7.2", 300, date(2025, 5, 31), False, id="a fifth of the lowest"),
        pytest.param("7.1", 299, date(2025, 5, 31), False, id="low beside less than a year"),
        pytest.param("181", 59, date(2025, 5, 31), False, id="too few days on record"),
        pytest.param("181", 60, date(2023, 6, 2), True, id="two years after all on record"),
        pytest.param("181", 60, date(2023, 5, 30), False, id="longer after all on record"),
    ],
)
def test_a_jump_beyond_the_history_of_the_place_is_told(
    judged: Judged, pm10: str, n: int, last_on: date, is_told: bool
) -> None:
    past = OnFile(spans={("430100", "pm10"): (36000, 60000, n, date(2023, 1, 1), last_on)})
    rows = f"长沙,2025-06-01,{pm10}\n株洲,2025-06-01,700\n"
    problems = judged("城市,日期,PM10\n" + rows, past)
    assert told(problems) == ([(W, "beyond_history", 2, "PM10", pm10)] if is_told else [])
    said = {"low": "36", "high": "60", "on_record": n}
    assert [problem.params for problem in problems] == ([said] if is_told else [])


def test_a_city_that_vanished_since_last_month_is_told(judged: Judged) -> None:
    on_file = {(code, "pm10"): 50000 for code in ("430100", "430200", "430300")}
    past = OnFile(months={date(2023, 2, 1): on_file})
    (problem,) = judged("城市,月份,PM10\n长沙,2023-03,50\n株洲,2023-03,50\n", past)
    assert told([problem]) == [(W, "places_vanished", None, None, "2023-03")]
    assert (problem.n, problem.params) == (1, {"lost": ["湘潭市"]})


def test_a_table_of_few_cities_beside_one_of_all_misses_none(judged: Judged) -> None:
    on_file = {(code, "pm10"): 50000 for code in ("430100", "430200", "430300")}
    past = OnFile(months={date(2023, 2, 1): on_file})
    assert judged("城市,月份,PM10\n长沙,2023-03,50\n", past) == []


CITIES = ("长沙", "株洲", "湘潭", "衡阳", "邵阳", "岳阳", "常德", "张家界", "益阳", "郴州")


@pytest.mark.parametrize(
    ("n_swapped", "code", "n_told"),
    [
        pytest.param(10, "particles_swapped", 1, id="all rows"),
        pytest.param(8, "particles_swapped", 1, id="four rows of five"),
        pytest.param(7, "pm25_above_pm10", 7, id="fewer"),
    ],
)
@pytest.mark.parametrize("head", ["城市,日期,PM10,PM2.5\n", "城市,月份,PM10,PM2.5\n"])
def test_swapped_particles_of_many_places_block(
    judged: Judged, head: str, n_swapped: int, code: str, n_told: int
) -> None:
    when = "2025-06-02" if "日期" in head else "2025-06"
    rows = [
        f"{city},{when},{20 + at},44\n" if at < n_swapped else f"{city},{when},44,{20 + at}\n"
        for at, city in enumerate(CITIES)
    ]
    problems = judged(head + "".join(rows))
    level = B if code == "particles_swapped" else W
    assert told(problems)[0] == (level, code, 2, "PM2.5", "44")
    found = [problem for problem in problems if problem.code == code]
    assert (len(found), sum(problem.n for problem in found)) == (n_told, n_swapped)


def test_a_month_of_one_city_may_have_fine_particles_above_the_coarse(judged: Judged) -> None:
    rows = "".join(f"长沙,2025-06-{day:02},{20 + day % 7},{44 + day % 9}\n" for day in range(1, 31))
    (problem,) = judged("城市,日期,PM10,PM2.5\n" + rows)
    assert told([problem]) == [(W, "pm25_often_above_pm10", 2, "PM2.5", "45")]
    assert (problem.n, problem.params["rows"]) == (30, list(range(2, 12)))


@pytest.mark.parametrize(("n_above", "is_told"), [(3, True), (2, False)])
def test_single_hours_with_fine_particles_above_the_coarse_are_not_told(
    judged: Judged, n_above: int, is_told: bool
) -> None:
    rows = "".join(
        f"长沙,2025-06-01,{hour},{40 + hour},{42 + hour if hour <= n_above else 39}\n"
        for hour in range(1, 11)
    )
    problems = judged("城市,日期,小时,PM10,PM2.5\n" + rows)
    assert told(problems) == (
        [(W, "pm25_above_pm10_in_hours", 2, "PM2.5", "43")] if is_told else []
    )


def test_what_rounding_explains_in_many_rows_is_told_once(judged: Judged) -> None:
    rows = "".join(f"{city},2023-03,6,30,60,38,1.2,139,31,3.96,\n" for city in CITIES)
    found = judged(MONTHS + rows)
    (problem,) = [one for one in found if one.code.endswith("unrounded")]
    assert told([problem]) == [(W, "many_composite_unrounded", 2, "综合指数", "3.96")]
    assert (problem.n, problem.params["computed"]) == (10, "3.97")


def of_cities(row: str) -> str:
    """Ten rows; `{n}` differs from row to row."""
    return "".join(f"{city}," + row.format(n=30 + at) + "\n" for at, city in enumerate(CITIES))


def test_a_column_that_stands_twice_blocks(judged: Judged) -> None:
    problems = judged("城市,月份,PM10,PM2.5\n" + of_cities("2023-03,{n},{n}"))
    assert told(problems) == [(B, "columns_alike", 2, "PM2.5", "30")]
    assert (problems[0].n, problems[0].params) == (10, {"other": "PM10", "of": 10})


def test_a_column_of_one_value_is_told(judged: Judged) -> None:
    problems = judged("城市,月份,SO2,NO2,PM2.5\n" + of_cities("2023-03,5,21,{n}"))
    assert told(problems) == [(W, "column_constant", 2, "NO2", "21")]
    assert problems[0].n == 10


@pytest.mark.parametrize(
    ("day", "values", "is_told"),
    [
        pytest.param("2025-06-02", "6,21,44,27,0.6,118,65", True, id="all values"),
        pytest.param("2025-06-02", "6,21,44,27,0.6,119,66", False, id="another value"),
        pytest.param("2025-06-02", "6,21,44,27,0.6,,", False, id="a value lacks"),
    ],
)
def test_a_day_that_repeats_another_is_told(
    judged: Judged, day: str, values: str, is_told: bool
) -> None:
    problems = judged(DAYS + SOUND + f"长沙,{day},{values}\n")
    assert told(problems) == ([(W, "day_repeats", 3, "SO2", "6")] if is_told else [])
    said = {"day": "2025-06-01", "other_row": 2}
    assert [problem.params for problem in problems] == ([said] if is_told else [])


def test_two_places_may_have_the_same_day(judged: Judged) -> None:
    assert judged(DAYS + SOUND + SOUND.replace("长沙", "株洲")) == []


@pytest.mark.parametrize(
    ("row", "is_told"),
    [
        pytest.param("株洲,2023-03,6,30,60,38,1.2,139,,,", True, id="another place"),
        pytest.param("株洲,2023-02,6,30,60,38,1.2,139,,,", False, id="and another month"),
        pytest.param("株洲,2023-03,6,30,60,38,,,,,", False, id="four values"),
        pytest.param("湖南省,2023-03,6,30,60,38,1.2,139,,,", False, id="a province"),
    ],
)
def test_a_place_that_repeats_another_is_told(judged: Judged, row: str, is_told: bool) -> None:
    problems = judged(MONTHS + "长沙,2023-03,6,30,60,38,1.2,139,,,\n" + row + "\n")
    assert told(problems) == ([(W, "place_repeats", 3, "SO2", "6")] if is_told else [])


@pytest.mark.parametrize(
    ("month", "pm25", "is_told"),
    [
        pytest.param(date(2023, 2, 1), 38000, True, id="the month before"),
        pytest.param(date(2022, 3, 1), 38000, True, id="the year before"),
        pytest.param(date(2022, 3, 1), 39000, False, id="another value"),
        pytest.param(date(2022, 2, 1), 38000, False, id="any other month"),
    ],
)
def test_a_month_that_repeats_what_is_on_record_is_told(
    judged: Judged, month: date, pm25: int, is_told: bool
) -> None:
    values = {"so2": 6000, "no2": 30000, "pm10": 60000, "pm25": pm25, "good_pct": 90000}
    past = OnFile(months={month: {("430100", name): milli for name, milli in values.items()}})
    rows = "长沙,2023-03,6,30,60,38,,,,,\n株洲,2023-03,6,30,60,39,,,,,\n"
    found = [one for one in judged(MONTHS + rows, past) if one.code != "places_vanished"]
    assert told(found) == (
        [(W, "repeats_what_is_on_record", 2, None, "2023-03")] if is_told else []
    )
    said = {"month": f"{month:%Y-%m}", "of": 2}
    assert [problem.params for problem in found] == ([said] if is_told else [])


@pytest.mark.parametrize(("pm25", "is_told"), [("226", True), ("225", False)])
def test_an_hour_with_five_times_more_fine_particles_is_told(
    judged: Judged, pm25: str, is_told: bool
) -> None:
    rows = f"长沙,2025-06-01,1,45,{pm25}\n" + "".join(
        f"长沙,2025-06-01,{hour},45,3{hour}\n" for hour in range(2, 6)
    )
    assert told(judged("城市,日期,小时,PM10,PM2.5\n" + rows)) == (
        [(W, "pm25_far_above_pm10", 2, "PM2.5", "226")] if is_told else []
    )


def test_one_day_far_from_all_others_is_told(judged: Judged) -> None:
    days = [f"2025-05-{day:02}" for day in range(1, 32)] + [
        f"2025-06-{day:02}" for day in range(1, 30)
    ]
    days[9] = "2025-10-05"
    rows = "".join(f"长沙,{day},{40 + at}\n" for at, day in enumerate(days))
    problems = judged("城市,日期,PM10\n" + rows)
    assert told(problems) == [(W, "days_apart", 11, None, "2025-10-05")]
    assert problems[0].params == {"first": "2025-05-01", "last": "2025-06-29"}


def test_one_row_of_another_period_is_told(judged: Judged) -> None:
    rows = of_cities("2023-03,{n}").replace("湘潭,2023-03", "湘潭,2022-03")
    problems = judged("城市,月份,PM10\n" + rows)
    assert told(problems) == [(W, "period_apart", 4, None, "2022-03")]
    assert problems[0].params == {"main": "2023-03", "of": 9}


@pytest.mark.parametrize(
    ("title", "is_told"),
    [
        pytest.param("2023年3月", False, id="the same"),
        pytest.param("2023年1-3月", True, id="cumulative"),
        pytest.param("2024年3月", True, id="another year"),
        pytest.param("2023年3月及2023年1-3月", False, id="two periods"),
        pytest.param("空气质量通报", False, id="none"),
    ],
)
def test_a_title_of_another_period_is_told(judged: Judged, title: str, is_told: bool) -> None:
    problems = judged(f"{title},,\n城市,月份,PM10\n长沙,2023-03,50\n")
    assert told(problems) == ([(W, "period_not_of_title", 3, None, "2023-03")] if is_told else [])


def test_a_shifted_row_is_told_and_nothing_that_follows_from_it(judged: Judged) -> None:
    rows = of_cities("2023-03,6,30,60,{n},1.2,139,31,,")
    rows = rows.replace(
        "湘潭,2023-03,6,30,60,32,1.2,139,31,,", "湘潭,2023-03,,6,30,60,32,1.2,139,31,"
    )
    assert told(judged(MONTHS + rows)) == [(B, "row_shifted", 4, "CO", "32")]
