"""Ranks month by month, moves, ties and ends, as they are drawn and said."""

from __future__ import annotations

import pytest
from by_hand import ranked, ranking

from airtrack.answers.positions import Ends, Move, Moves, Position
from airtrack.domain import period as periods
from airtrack.views import labels, theme
from airtrack.views.ranking import bars, bump, listed, told
from airtrack.views.ranking.bump import Course
from airtrack.views.table import Words

ANSWER = ranking(ranked(1, "甲", 2.0), ranked(1, "乙", 2.0), ranked(3, "丙", 2.1), period="2019-03")
ENDS = Ends(1, frozenset({"甲", "乙"}), frozenset({"丙"}))
NOT_ENDS = Ends(0, frozenset(), frozenset())
MOVES = Moves(
    {"甲": Move(1, 2), "乙": Move(0, None), "丙": Move(-2, -1)},
    periods.parse("2019-02"),
    periods.parse("2018-03"),
    3,
    2,
)
MONTHS = {
    "2019-01": {"甲": Position(2, 2.2), "乙": Position(1, 2.1)},
    "2019-02": {"甲": Position(1, 2.0)},
    "2019-03": {"甲": Position(1, 2.0), "乙": Position(1, 2.0), "丙": Position(3, 2.1)},
    "2019-04": {},
}
NAMES = {"甲": "甲", "乙": "乙", "丙": "丙"}


def test_a_month_without_a_rank_is_a_gap(zh: Words) -> None:
    lines = bump.figure(Course(MONTHS, NAMES), ANSWER, zh, ends=ENDS)["data"]
    drawn = {line["name"]: line["y"] for line in lines}
    assert drawn == {"甲": [2, 1, 1], "乙": [1, None, 1], "丙": [None, None, 3]}
    assert not any(line["connectgaps"] for line in lines)


def test_every_line_is_labelled_at_its_end_with_its_rank(zh: Words) -> None:
    layout = bump.figure(Course(MONTHS, NAMES), ANSWER, zh, ends=NOT_ENDS)["layout"]
    assert [item["text"] for item in layout["annotations"]] == ["1 甲", "1 乙", "3 丙"]
    heights = [item["y"] for item in layout["annotations"]]
    assert heights[0] < heights[1] < heights[2]


def test_a_line_that_ended_earlier_says_when(zh: Words) -> None:
    months = MONTHS | {"2019-03": {"甲": Position(1, 2.0)}}
    layout = bump.figure(Course(months, NAMES), ANSWER, zh, ends=NOT_ENDS)["layout"]
    assert "1 乙 （至1月）" in [item["text"] for item in layout["annotations"]]


def test_the_picked_line_is_dark_and_the_others_pale(zh: Words) -> None:
    lines = bump.figure(Course(MONTHS, NAMES, "乙"), ANSWER, zh, ends=ENDS)["data"]
    inks = {line["name"]: line["line"]["color"] for line in lines}
    assert inks == {"甲": theme.PALE, "乙": theme.INK, "丙": theme.PALE}
    assert lines[-1]["name"] == "乙"


def test_of_many_places_the_first_the_last_and_the_picked_have_lines() -> None:
    many = ranking(*(ranked(n, f"城{n}", float(n)) for n in range(1, 31)))
    month = {row.place: Position(row.rank, row.value) for row in many.rows}
    course = Course({"2019-06": month}, {row.place: row.place for row in many.rows}, "城15")
    ends = Ends(3, frozenset({"城1", "城2", "城3"}), frozenset({"城28", "城29", "城30"}))
    found = bump.shown(course, many, ends)
    assert found == ["城1", "城2", "城3", "城15", "城28", "城29", "城30"]


def test_the_table_has_the_ranks_of_everybody(zh: Words) -> None:
    table = bump.table(Course(MONTHS, NAMES), ANSWER, zh)
    assert table.rows == (("甲", 2, 1, 1), ("乙", 1, None, 1), ("丙", None, None, 3))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param([1, 1, 1], [1, 2, 3], id="ties-move-down"),
        pytest.param([9, 9, 10], [8, 9, 10], id="at-the-end-they-move-up"),
        pytest.param([2, 5, 9], [2, 5, 9], id="with-room-nobody-moves"),
    ],
)
def test_labels_stand_apart(wanted: list[float], expected: list[float]) -> None:
    assert labels.apart(wanted, gap=1, low=1, high=10) == expected


def test_a_move_is_an_arrow_and_words(zh: Words) -> None:
    table = listed.ranked(ANSWER, zh, moves=MOVES, ends=ENDS)
    at = {column.key: index for index, column in enumerate(table.columns)}
    year_before = [row[at["moved_year_before"]] for row in table.rows]
    assert year_before == ["↑ 升2位", "/", "↓ 降1位"]
    assert [row[at["moved_previous"]] for row in table.rows] == ["↑ 升1位", "→ 不变", "↓ 降2位"]


def test_a_tie_and_the_ends_are_said_in_words(zh: Words) -> None:
    table = listed.ranked(ANSWER, zh, moves=MOVES, ends=ENDS)
    assert [row[:3] for row in table.rows] == [
        (1, "并列", "◆ 前1位"),
        (1, "并列", "◆ 前1位"),
        (3, "", "◇ 后1位"),
    ]


def test_the_ends_lie_on_a_shaded_ground_under_a_sign(zh: Words) -> None:
    layout = bars.figure(ANSWER, zh, ends=ENDS)["layout"]
    assert [(one["y0"], one["y1"]) for one in layout["shapes"]] == [(-0.5, 1.5), (1.5, 2.5)]
    assert layout["yaxis"]["ticktext"] == ["◆ 1  甲", "◆ 1  乙", "◇ 3  丙"]


def test_who_is_picked_is_drawn_where_the_middle_is_left_out(zh: Words) -> None:
    many = ranking(*(ranked(n, f"城{n}", float(n)) for n in range(1, 61)))
    figure = bars.figure(many, zh, picked="城30")
    assert figure["data"][0]["y"][19:22] == ["城20", "城30", "城41"]
    assert [line["y0"] for line in figure["layout"]["shapes"]] == [19.5, 20.5]


@pytest.mark.parametrize(
    ("moves", "said"),
    [
        pytest.param(
            MOVES, "位次较2018年3月：甲上升最多（2位），丙下降最多（1位）。", id="year-before"
        ),
        pytest.param(
            Moves({"甲": Move(3, None)}, periods.parse("2019-02"), MOVES.year_before, 3, 0),
            "位次较2019年2月：甲上升最多（3位）。",
            id="without-one-the-period-before",
        ),
        pytest.param(
            Moves({"甲": Move(0, 0)}, None, MOVES.year_before, 0, 1),
            "位次与2018年3月相同。",
            id="nobody-moved",
        ),
        pytest.param(Moves({}, None, MOVES.year_before, 0, 0), "", id="nothing-to-compare"),
    ],
)
def test_the_answer_names_the_biggest_movers(moves: Moves, said: str, zh: Words) -> None:
    assert told.movers(ANSWER, moves, zh) == said
