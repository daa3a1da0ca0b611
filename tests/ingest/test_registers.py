"""Tables of records (台账): read as their register says, or refused with row and column."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from airtrack.domain.batch import Grain
from airtrack.domain.register import FieldKind, Register
from airtrack.errors import Level, SheetError
from airtrack.ingest import draft as drafts
from airtrack.ingest.templates import template
from airtrack.registry import catalogue
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.settings import home
from airtrack.store.draft import KEYS, ROWS, Draft

REGISTRY = catalogue.load(home() / "data")
FORMS: Forms = REGISTRY.forms
PLACES: Gazetteer = REGISTRY.gazetteer
TODAY = date(2026, 6, 30)
EMISSIONS = "项目编号,项目名称,城市,污染物,减排量(吨),完成日期,状态"


def read(tmp_path: Path, *lines: str, encoding: str = "utf-8") -> Draft:
    """The draft of a table with these lines."""
    path = tmp_path / "table.csv"
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return drafts.read(path, forms=FORMS, gazetteer=PLACES, today=TODAY)


def told(draft: Draft) -> list[tuple[str, int | None, str | None]]:
    """Code, row and column of every finding."""
    return [(item.code, item.row, item.column) for item in draft.problems]


@pytest.mark.parametrize("register", FORMS.registers, ids=lambda register: register.id)
def test_each_column_of_a_register_is_one_of_its_rows(register: Register) -> None:
    further = {"first_on", "last_on", "digits", "file_no", "source_row"}
    names = {field.name for field in register.field}
    assert names | further >= set(ROWS[register.grain].names)
    assert names <= set(ROWS[register.grain].names)


@pytest.mark.parametrize("register", FORMS.registers, ids=lambda register: register.id)
def test_what_a_record_is_about_is_never_empty_by_accident(register: Register) -> None:
    by_name = {field.name: field for field in register.field}
    may_be_empty = {"indicator", "period_key", "body", "from_on"}
    if register.grain is Grain.PLACE:
        # the reader makes one out of parent and name
        may_be_empty |= {"place_id"}
    if register.grain is Grain.MONTH_TARGET:
        # a month may hold for every target of its place and indicator
        may_be_empty |= {"target_id"}
    for name in set(KEYS[register.grain]) - may_be_empty:
        assert by_name[name].needed or by_name[name].default


@pytest.mark.parametrize("register", FORMS.registers, ids=lambda register: register.id)
def test_a_blank_table_is_known_as_its_own_register(register: Register, tmp_path: Path) -> None:
    path = tmp_path / "blank.csv"
    path.write_bytes(template.register_csv(register))
    draft = drafts.read(path, forms=FORMS, gazetteer=PLACES, today=TODAY)
    assert draft.form == register.id
    assert told(draft) == [("register_empty", None, None)]


def test_a_project_in_gbk_with_full_width_digits_is_read(tmp_path: Path) -> None:
    draft = read(
        tmp_path,
        EMISSIONS,
        "P1,脱硝,长沙,氮氧化物,１２００.５,2023年6月30日,已核定",
        encoding="gbk",
    )
    assert draft.problems == []
    (row,) = draft.rows.to_pylist()
    assert (row["place_id"], row["pollutant"], row["tonnes_milli"]) == ("430100", "nox", 1_200_500)
    assert (row["on_date"], row["state"], row["source_row"]) == (date(2023, 6, 30), "accepted", 2)


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        pytest.param("城市", "长啥", "register_unknown_place", id="place"),
        pytest.param("减排量(吨)", "一吨", "not_a_number", id="number"),
        pytest.param("完成日期", "2023-06-31", "not_a_date", id="day"),
        pytest.param("状态", "好了", "register_not_a_choice", id="choice"),
        pytest.param("减排量(吨)", "", "register_blank_cell", id="blank"),
        pytest.param("减排量(吨)", "0.0001", "register_number_too_fine", id="too fine"),
    ],
)
def test_a_cell_that_cannot_be_read_stops_the_draft(
    tmp_path: Path, column: str, text: str, code: str
) -> None:
    good = ["P1", "脱硝", "长沙", "NOx", "1", "2023-06-30", "已核定"]
    cells = dict(zip(EMISSIONS.split(","), good, strict=True)) | {column: text}
    draft = read(tmp_path, EMISSIONS, ",".join(cells.values()))
    assert told(draft) == [(code, 2, column)]
    assert draft.blocked


def test_two_records_of_one_key_that_differ_stop_the_draft(tmp_path: Path) -> None:
    one = "P1,脱硝,长沙,NOx,1,2023-06-30,已核定"
    other = "P1,脱硝,长沙,NOx,2,2023-06-30,已核定"
    assert told(read(tmp_path, EMISSIONS, one, other)) == [("register_twice", 3, None)]


def test_an_equal_record_is_kept_once_with_a_warning(tmp_path: Path) -> None:
    one = "P1,脱硝,长沙,NOx,1,2023-06-30,已核定"
    draft = read(tmp_path, EMISSIONS, one, one)
    assert draft.rows.num_rows == 1
    assert [(item.code, item.level) for item in draft.problems] == [
        ("duplicate_row", Level.WARNING)
    ]


def test_a_note_below_the_records_is_left_out_with_a_warning(tmp_path: Path) -> None:
    note = "注：以上为核定数,,,,,,"
    draft = read(tmp_path, EMISSIONS, "P1,脱硝,长沙,NOx,1,2023-06-30,已核定", note)
    assert told(draft) == [("footnote_row", 3, "项目编号")]
    assert not draft.blocked


@pytest.mark.parametrize(
    ("line", "finding"),
    [
        pytest.param("合计,,,,1,,", ("regional_row", 3, "项目编号"), id="a sum"),
        pytest.param("小计,2个,—,/,1,,", ("regional_row", 3, "项目编号"), id="with marks"),
        pytest.param("说明：见附件,,,,1,,", ("footnote_row", 3, "项目编号"), id="a note"),
        pytest.param("P2,,,,,,", ("register_line_left_out", 3, None), id="one cell"),
    ],
)
def test_what_is_no_record_is_told_and_blocks_nothing(
    tmp_path: Path, line: str, finding: tuple[str, int, str | None]
) -> None:
    draft = read(tmp_path, EMISSIONS, "P1,脱硝,长沙,NOx,1,2023-06-30,已核定", line)
    assert (told(draft), draft.blocked, draft.rows.num_rows) == ([finding], False, 1)


@pytest.mark.parametrize(
    ("leading", "finding"),
    [
        pytest.param("合计", [("regional_row", 3, "序号")], id="a sum"),
        pytest.param("注：已核定", [("footnote_row", 3, "序号")], id="a note"),
    ],
)
def test_a_sum_below_the_numbers_of_records_is_told(
    tmp_path: Path, leading: str, finding: list[tuple[str, int, str | None]]
) -> None:
    line = f"{leading},,,,,1,,"
    draft = read(tmp_path, f"序号,{EMISSIONS}", "1,P1,脱硝,长沙,NOx,1,2023-06-30,已核定", line)
    assert (told(draft), draft.rows.num_rows, draft.n_rows) == (finding, 1, 2)


def test_numbers_of_records_alone_are_passed_over(tmp_path: Path) -> None:
    lines = ("1,P1,脱硝,长沙,NOx,1,2023-06-30,已核定", "2,,,,,,,", "注：已核定,,,,,,,")
    draft = read(tmp_path, f"序号,{EMISSIONS}", *lines)
    assert (told(draft), draft.n_rows) == ([], 1)


def test_a_mean_where_a_place_should_be_is_told(tmp_path: Path) -> None:
    lines = ("长沙,降尘量,2024年3月,5.2", "三市平均,降尘量,2024年3月,5.0")
    draft = read(tmp_path, "地区,指标,时段,数值", *lines)
    assert (told(draft), draft.blocked) == ([("regional_row", 3, "地区")], False)


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("P2,合计,长沙,NOx,1,2023-06-30,已核定", id="a project of that name"),
        pytest.param("合计,脱硝,长沙,NOx,1,2023-06-30,已核定", id="a number of that name"),
    ],
)
def test_a_whole_record_is_one_whatever_it_is_called(tmp_path: Path, line: str) -> None:
    draft = read(tmp_path, EMISSIONS, line)
    assert (told(draft), draft.rows.num_rows) == ([], 1)


def test_an_unknown_place_among_records_still_blocks(tmp_path: Path) -> None:
    draft = read(tmp_path, "地区,指标,时段,数值", "长啥,降尘量,2024年3月,5.2")
    assert draft.blocked


def test_a_report_about_tomorrow_is_refused(tmp_path: Path) -> None:
    head = "计划,任务编号,填报日期,状态"
    draft = read(tmp_path, head, "hunan-czt-2025,1,2026-07-01,进行中")
    assert told(draft) == [("date_in_future", 2, "填报日期")]


def test_a_table_that_lacks_a_needed_column_is_told_which(tmp_path: Path) -> None:
    with pytest.raises(SheetError) as caught:
        read(tmp_path, "项目编号,项目名称,城市,污染物", "P1,脱硝,长沙,NOx")
    assert caught.value.code == "register_unlike"
    assert caught.value.params["lacks"] == ["减排量(吨)", "日期", "状态"]


def test_an_indicator_is_known_by_its_chinese_name(tmp_path: Path) -> None:
    head = "排名范围,排名依据,时段,名单,城市,名次,文号"
    draft = read(tmp_path, head, "key-168,综合指数,2024年,后若干名,太原,3,某字1号")
    assert draft.problems == []
    (row,) = draft.rows.to_pylist()
    assert (row["indicator"], row["period_key"], row["listed"]) == ("composite", "2024", "last")


def test_every_kind_of_field_is_read() -> None:
    used = {field.kind for register in FORMS.registers for field in register.field}
    assert used == set(FieldKind)
