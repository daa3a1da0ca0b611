"""Registers of places and groups: what is read, and what is refused with row and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from airtrack.domain.column import Key
from airtrack.ingest import draft as drafts
from airtrack.ingest.recognition import recognise
from airtrack.ingest.sheets import sheet
from airtrack.registry import catalogue
from airtrack.settings import home
from airtrack.store.draft import Draft

REGISTRY = catalogue.load(home() / "data")
FORMS, PLACES = REGISTRY.forms, REGISTRY.gazetteer
HEAD = "代码,名称,简称,级别,上级,别名,启用日期,停用日期,备注"
GROUP = "分组代码,分组名称,成员,开始日期,结束日期,备注"


def read(tmp_path: Path, *lines: str, encoding: str = "utf-8") -> Draft:
    """The draft of a table with these lines."""
    path = tmp_path / "table.csv"
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return drafts.read(path, forms=FORMS, gazetteer=PLACES, today=date(2026, 6, 30))


def told(draft: Draft) -> list[tuple[str, int | None, str | None]]:
    """Code, row and column of every finding."""
    return [(item.code, item.row, item.column) for item in draft.problems]


def codes(draft: Draft) -> dict[str, tuple[str, str]]:
    """Code and parent of every place by its name."""
    rows = draft.rows.to_pylist()
    return {str(row["name"]): (str(row["place_id"]), str(row["parent"])) for row in rows}


@pytest.mark.parametrize("code", ["1", "610404003", "XY-马庄-01", "61040400300001234567890"])
def test_a_code_may_have_any_length(tmp_path: Path, code: str) -> None:
    draft = read(tmp_path, HEAD, f"{code},马庄街道,,镇办,渭城区,,,,", encoding="gbk")
    assert draft.problems == []
    assert codes(draft) == {"马庄街道": (code, "610404")}


@pytest.mark.parametrize("head", [HEAD, HEAD.replace("代码,", "")], ids=["blank", "no column"])
def test_a_place_without_a_code_gets_one_of_its_parent_and_name(tmp_path: Path, head: str) -> None:
    cell = "," if head == HEAD else ""
    draft = read(tmp_path, head, f"{cell}马庄街道,,镇办,渭城区,,,,")
    assert draft.problems == []
    assert codes(draft) == {"马庄街道": ("610404-马庄街道", "610404")}


def test_a_place_on_record_without_a_code_keeps_its_own(tmp_path: Path) -> None:
    draft = read(tmp_path, HEAD, ",永寿县,,县,咸阳,,,,")
    assert draft.problems == []
    assert codes(draft) == {"永寿县": ("610426", "610400")}


def test_a_parent_may_be_another_row_named_before_or_after(tmp_path: Path) -> None:
    rows = (
        ",底张子站,,站点,底张街道,,,,",
        ",底张街道,,街道,空港新城,,,,",
        "Z1,空港新城,,管委会,咸阳,,,,",
    )
    draft = read(tmp_path, HEAD, *rows)
    assert draft.problems == []
    assert codes(draft) == {
        "空港新城": ("Z1", "610400"),
        "底张街道": ("Z1-底张街道", "Z1"),
        "底张子站": ("Z1-底张街道-底张子站", "Z1-底张街道"),
    }


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param(
            "M,马庄街道,,镇办,渭成区,,,,", ("register_unknown_place", "上级"), id="unknown parent"
        ),
        pytest.param(
            "M,马庄街道,,镇办,马庄街道,,,,", ("place_parent_circle", "上级"), id="its own parent"
        ),
        pytest.param(
            "M,某县,,县,马庄子站,,,,", ("register_unknown_place", "上级"), id="no such station"
        ),
        pytest.param(
            "M,某县,,县,渭城区,,,,", ("place_parent_level", "上级"), id="county in county"
        ),
        pytest.param(
            "M,某地区,,地级市,咸阳,,,,", ("place_parent_level", "上级"), id="city in city"
        ),
        pytest.param(
            "610404,渭城区,,镇办,秦都区,,,,", ("place_other_kind", "级别"), id="another level"
        ),
        pytest.param(
            "610404,渭水区,,县,咸阳,,,,", ("place_renamed", "名称"), id="another name for a code"
        ),
        pytest.param(
            "M,秦都区,,镇办,渭城区,,,,", ("place_spelling_taken", "名称"), id="a name that is taken"
        ),
        pytest.param(
            "M,马庄街道,秦都,镇办,渭城区,,,,", ("place_spelling_taken", "简称"), id="a short name"
        ),
        pytest.param(
            "M,马庄街道,,镇办,渭城区,马庄|延边州,,,",
            ("place_spelling_taken", "别名"),
            id="an alias",
        ),
        pytest.param(
            "M,马庄街道,,镇办,渭城区,汾渭平原,,,",
            ("place_spelling_taken", "别名"),
            id="the name of a group",
        ),
        pytest.param(
            "M,马庄街道,,镇办,渭城区,,2021-01-01,2020-12-31,",
            ("register_span_reversed", "停用日期"),
            id="reversed days",
        ),
        pytest.param("M,马庄街道,,村,渭城区,,,,", ("register_not_a_choice", "级别"), id="a level"),
    ],
)
def test_a_place_that_does_not_fit_is_refused(
    tmp_path: Path, row: str, problem: tuple[str, str]
) -> None:
    draft = read(tmp_path, HEAD, row)
    assert told(draft) == [(problem[0], 2, problem[1])]
    assert draft.blocked


def test_days_of_one_day_are_in_order(tmp_path: Path) -> None:
    assert told(read(tmp_path, HEAD, "M,马庄街道,,镇办,渭城区,,2021-01-01,2021-01-01,")) == []


@pytest.mark.parametrize("coded", [True, False], ids=["codes", "no codes"])
def test_parents_in_a_circle_are_refused(tmp_path: Path, coded: bool) -> None:
    one, other = ("A", "B") if coded else ("", "")
    draft = read(tmp_path, HEAD, f"{one},甲镇,,镇办,乙区,,,,", f"{other},乙区,,县,甲镇,,,,")
    assert {item.code for item in draft.problems} == {"place_parent_circle"}
    assert draft.blocked


def test_a_rename_that_is_noted_is_taken(tmp_path: Path) -> None:
    assert told(read(tmp_path, HEAD, "610404,渭水区,,县,咸阳,,,,2026年更名")) == []


def test_a_spelling_that_is_taken_names_both_places(tmp_path: Path) -> None:
    (problem,) = read(tmp_path, HEAD, "M,延边,,镇办,渭城区,,,,").problems
    assert problem.value == "延边"
    assert problem.params["other"] == "延边朝鲜族自治州 (222400)"


def test_one_name_for_two_new_places_is_refused_at_the_second(tmp_path: Path) -> None:
    draft = read(tmp_path, HEAD, "A,城关镇,,镇办,三原县,,,,", "B,城关镇,,镇办,乾县,,,,")
    assert told(draft) == [("place_spelling_taken", 3, "名称")]
    assert draft.problems[0].params["other"] == "城关镇 (A)"


def test_the_same_town_of_two_counties_is_told_apart_by_the_county(tmp_path: Path) -> None:
    rows = ("A,三原县城关镇,,镇办,三原县,,,,", "B,乾县城关镇,,镇办,乾县,,,,")
    assert told(read(tmp_path, HEAD, *rows)) == []


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        pytest.param(["x,新区域,某某市,,,"], ("register_unknown_place", 2, "成员"), id="unknown"),
        pytest.param(
            ["x,新区域,太原,2021-01-01,2020-01-01,"],
            ("register_span_reversed", 2, "结束日期"),
            id="reversed",
        ),
        pytest.param(
            ["x,新区域,太原,2020-01-01,2020-06-30,", "x,新区域,太原,2020-06-30,,"],
            ("register_span_overlap", 3, "成员"),
            id="one day twice",
        ),
        pytest.param(
            ["x,新区域,太原,,,", "x,别的区域,晋中,,,"],
            ("group_named_twice", 3, "分组名称"),
            id="two names",
        ),
        pytest.param(
            ["x,新区域,太原,,,", "y,新区域,晋中,,,"],
            ("group_spelling_taken", 3, "分组名称"),
            id="two ids",
        ),
        pytest.param(
            ["x,汾渭平原,太原,,,"],
            ("group_spelling_taken", 2, "分组名称"),
            id="the name of another group",
        ),
        pytest.param(
            ["x,陕西,太原,,,"],
            ("group_spelling_taken", 2, "分组名称"),
            id="the name of a province",
        ),
        pytest.param(
            ["610400-counties,咸阳市各县区,秦都区,,,"],
            ("group_spelling_taken", 2, "分组代码"),
            id="a set that follows from parents",
        ),
        pytest.param(
            ["fenwei,别的平原,太原,,,"], ("group_renamed", 2, "分组名称"), id="another name"
        ),
    ],
)
def test_a_group_that_does_not_fit_is_refused(
    tmp_path: Path, rows: list[str], problem: tuple[str, int, str]
) -> None:
    draft = read(tmp_path, GROUP, *rows)
    assert problem in told(draft)
    assert draft.blocked


def test_days_that_follow_on_one_another_do_not_overlap(tmp_path: Path) -> None:
    rows = ("x,新区域,太原,2020-01-01,2020-06-30,", "x,新区域,太原,2020-07-01,,")
    assert told(read(tmp_path, GROUP, *rows)) == []


def test_a_group_of_the_texts_is_replaced_under_its_own_name(tmp_path: Path) -> None:
    draft = read(tmp_path, GROUP, "chengdu-plain,成都平原八市,成都,2020-01-01,,")
    assert told(draft) == []


@pytest.mark.parametrize(
    "head",
    [
        "县区",
        "县市区",
        "县（市、区）",
        "管委会",
        "镇办",
        "乡镇（街道）",
        "街道",
        "站点",
        "点位名称",
    ],
)
def test_a_monthly_table_of_smaller_places_is_known(head: str) -> None:
    page = sheet.read("t.csv", f"{head},月份,PM2.5\n秦都区,2020年3月,40\n".encode())
    found = recognise.layout(page, FORMS)
    assert (found.form.id, found.keys[Key.PLACE]) == ("city_monthly", 0)


@pytest.mark.parametrize("heads", ["县区,镇办", "镇办,县区", "城市,镇办", "县区,站点"])
def test_the_lowest_of_several_places_is_what_a_row_is_about(heads: str) -> None:
    page = sheet.read("t.csv", f"{heads},月份,PM2.5\n甲,乙,2020年3月,40\n".encode())
    found = recognise.layout(page, FORMS)
    assert found.headers[found.keys[Key.PLACE]] in ("镇办", "站点")
    assert found.problems == ()


def test_two_columns_of_the_same_level_are_refused() -> None:
    page = sheet.read("t.csv", "镇办,街道,月份,PM2.5\n甲,乙,2020年3月,40\n".encode())
    found = recognise.layout(page, FORMS)
    assert [item.code for item in found.problems] == ["duplicate_column"]
