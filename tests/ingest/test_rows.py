"""Whole rows: ragged, blank, of unknown places, told twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from airtrack.errors import Level, Problem, SheetError
from airtrack.store.draft import Draft

HEAD = "date,hour,city,PM10\n"


def test_a_ragged_row_is_left_out_and_named_and_the_others_keep_their_lines(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read(
        HEAD + "20190601,1,北京,1\n20190601,2,北京\n\n20190601,3,北京,3,3\n20190601,4,北京,4\n"
    )
    problems = found(draft, "ragged_row")
    assert [(problem.row, problem.params["actual"]) for problem in problems] == [(3, 3), (5, 5)]
    assert draft.rows["source_row"].to_pylist() == [2, 6]


@pytest.mark.parametrize("blank", ["\n", "\r\n", ",,,\n", " , ,,\n"])
def test_a_blank_row_is_passed_over_and_the_others_keep_their_lines(
    read: Callable[..., Draft], blank: str
) -> None:
    draft = read(HEAD + blank + "20190601,4,北京,4\n" + blank)
    assert draft.rows["source_row"].to_pylist() == [3]
    assert (draft.n_rows, draft.problems) == (1, [])


def test_a_row_after_a_newline_inside_a_cell_keeps_its_line(read: Callable[..., Draft]) -> None:
    draft = read(HEAD + '20190601,1,"北\n\n京",1\n20190601,2,北京,1\n')
    assert draft.rows["source_row"].to_pylist() == [2, 5]
    assert (draft.n_rows, draft.problems) == (2, [])


def test_a_quotation_mark_that_never_closes_is_refused_at_its_line(
    read: Callable[..., Draft],
) -> None:
    with pytest.raises(SheetError) as caught:
        read(HEAD + '20190601,1,北京,1\n20190601,2,"北京,1\n' + "20190601,3,北京,1\n" * 30)
    assert (caught.value.code, caught.value.params["row"]) == ("open_quote", 3)


@pytest.mark.parametrize("body", ["", "\n", "\ufeff"])
def test_a_header_alone_is_a_draft_without_rows_and_a_warning(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], body: str
) -> None:
    draft = read(HEAD + body)
    assert (draft.rows.num_rows, draft.n_rows, draft.days) == (0, 0, None)
    assert [problem.code for problem in draft.problems] == ["no_rows"]


def test_rows_of_an_unknown_place_are_put_aside_and_named_once(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read(HEAD + "20190601,1,仙境,1\n20190601,1,北京,2\n20190601,2,仙境,3\n")
    assert draft.aside.to_pylist() == [
        {"place_name": "仙境", "file_no": 0, "source_row": 2},
        {"place_name": "仙境", "file_no": 0, "source_row": 4},
    ]
    (problem,) = found(draft, "unknown_place")
    assert (problem.value, problem.n, problem.row) == ("仙境", 2, 2)
    assert (problem.level, draft.n_rows) == (Level.WARNING, 3)


def test_a_table_without_any_known_place_blocks(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read(HEAD + "20190601,1,仙境,1\n20190601,1,龙宫,2\n")
    (problem,) = found(draft, "no_known_place")
    assert (problem.level, problem.n) == (Level.BLOCKER, 2)
    assert len(found(draft, "unknown_place")) == 2


def test_two_names_of_one_place_are_one_place(read: Callable[..., Draft]) -> None:
    draft = read(HEAD + "20190601,1,北京,1\n20190601,2,北京市,2\n")
    assert draft.rows["place_id"].to_pylist() == ["110000", "110000"]


def test_of_equal_rows_the_first_is_kept(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read(HEAD + "20190601,1,北京,5\n20190601,1,天津,5\n20190601,1,北京市,5.0\n")
    assert draft.rows["source_row"].to_pylist() == [2, 3]
    (problem,) = found(draft, "duplicate_row")
    assert (problem.row, problem.params["other_row"]) == (4, 2)
    assert (problem.params["other_file"], problem.level) == ("file.csv", Level.WARNING)


def test_two_rows_without_the_value_are_equal(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read(HEAD + "20190601,1,北京,\n20190601,1,北京,\n")
    assert draft.rows.num_rows == 1
    assert len(found(draft, "duplicate_row")) == 1


@pytest.mark.parametrize("second", ["6", ""])
def test_rows_that_differ_are_all_left_out_of_an_hourly_archive(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], second: str
) -> None:
    draft = read(HEAD + f"20190601,1,北京,5\n20190601,1,北京,{second}\n20190601,2,北京,7\n")
    assert draft.rows["hour"].to_pylist() == [2]
    (problem,) = found(draft, "conflicting_rows")
    assert (problem.row, problem.params["other_row"]) == (3, 2)
    assert (problem.level, draft.blocked) == (Level.WARNING, False)
    assert (problem.params["place"], problem.params["when"]) == ("北京市", "2019-06-01 01:00")


def test_of_three_rows_one_that_differs_spoils_all(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read(HEAD + "20190601,1,北京,5\n20190601,1,北京,5\n20190601,1,北京,6\n")
    assert draft.rows.num_rows == 0
    assert [problem.row for problem in found(draft, "conflicting_rows")] == [3, 4]
    assert not found(draft, "duplicate_row")


def test_rows_that_differ_block_a_daily_table(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read("日期,城市,PM10\n2020-01-01,太原,40\n2020-01-01,太原,41\n")
    (problem,) = found(draft, "conflicting_rows")
    assert problem.level is Level.BLOCKER
    assert (problem.params["place"], problem.params["when"]) == ("太原市", "2020-01-01")


def test_the_hour_zero_and_the_hour_24_before_it_are_the_same_hour(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read(HEAD + "20190601,24,北京,5\n20190602,0,北京,5\n")
    assert draft.rows.num_rows == 1
    assert len(found(draft, "duplicate_row")) == 1


def test_rows_that_contradict_others_are_shown_each_up_to_a_limit_and_then_counted(
    read: Callable[..., Draft],
    found: Callable[[Draft, str], list[Problem]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("airtrack.ingest.cells.found.MOST_ALIKE", 50)
    rows = "".join(f"2019060{day},{hour},北京,7\n" for day in (1, 2, 3) for hour in range(1, 21))
    draft = read(HEAD + rows + rows.replace(",7\n", ",8\n"))
    assert len(found(draft, "conflicting_rows")) == 50
    (rest,) = found(draft, "and_more")
    assert (rest.n, rest.params["of"]) == (10, "conflicting_rows")


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        pytest.param(3, ["duplicate_row"] * 3, id="three"),
        pytest.param(4, ["duplicate_rows"], id="four"),
    ],
)
def test_more_than_three_repeated_rows_are_told_at_once(
    read: Callable[..., Draft], days: int, expected: list[str]
) -> None:
    rows = "".join(f"2019060{day + 1},1,北京,7\n" for day in range(days))
    draft = read(HEAD + rows + rows)
    assert [problem.code for problem in draft.problems] == expected
    assert sum(problem.n for problem in draft.problems) == days
