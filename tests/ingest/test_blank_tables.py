"""Blank tables of a form: filled in, they load without a word."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from python_calamine import CalamineWorkbook

from airtrack.domain import period as periods
from airtrack.domain.form import Form
from airtrack.domain.place import Place
from airtrack.errors import WrongUse
from airtrack.ingest import template, walk
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.store.draft import Draft
from tests.monthly import HEADINGS

MARCH = periods.parse("2023-03")
HEADS = list(HEADINGS)
FILLED = "6,30,60,38,1.2,139,31,28,90.3,0,4.64"


@pytest.fixture
def form(forms: Forms) -> Form:
    return forms.form("city_monthly")


@pytest.fixture
def places(gazetteer: Gazetteer) -> list[Place]:
    """Two cities with their province between them."""
    return [gazetteer.places[code] for code in ("430100", "430000", "430200")]


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def filled(data: bytes, numbers: list[str]) -> bytes:
    """The workbook with these numbers behind the two cells of every row."""
    cells = "".join(
        f'<c r="{chr(67 + at)}\\2"><v>{text}</v></c>' for at, text in enumerate(numbers)
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name).decode()
            if name.endswith("sheet1.xml"):
                part = re.sub(r'(<c r="B([2-9])"[^>]*>.*?</c>)', rf"\1{cells}", part)
            new.writestr(name, part)
    return stream.getvalue()


def test_a_workbook_has_a_row_a_city_and_none_for_a_province(
    form: Form, places: list[Place]
) -> None:
    first, *_ = sheets(template.workbook(form, places, MARCH)).values()
    assert first[0] == HEADS
    assert [row[:2] for row in first[1:]] == [["长沙", "2023年3月"], ["株洲", "2023年3月"]]


def test_the_second_sheet_explains_every_column(form: Form, places: list[Place]) -> None:
    notes = sheets(template.workbook(form, places, MARCH))["填表说明"]
    assert [row[0] for row in notes[: len(HEADS)]] == HEADS
    assert all(str(row[1]).endswith("。") for row in notes)


def test_the_same_comes_as_a_table_in_gbk(form: Form, places: list[Place]) -> None:
    lines = template.csv(form, places, MARCH).decode("gbk").split("\r\n")
    assert lines[0].split(",") == HEADS
    assert lines[1:] == ["长沙,2023年3月" + "," * 11, "株洲,2023年3月" + "," * 11, ""]


def test_a_workbook_does_not_say_when_it_was_made(form: Form, places: list[Place]) -> None:
    with zipfile.ZipFile(io.BytesIO(template.workbook(form, places, MARCH))) as book:
        assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")


def test_a_filled_table_is_read_without_a_word(
    form: Form, places: list[Place], read_path: Callable[..., Draft]
) -> None:
    blank = template.csv(form, places, MARCH)
    filled = blank.replace(b"," * 11, f",{FILLED}".encode())
    draft = read_path(walk.uploaded("march.csv", filled))
    assert (draft.form, draft.rows.num_rows, draft.problems) == ("city_monthly", 22, [])


def test_a_filled_workbook_is_read_without_a_word(
    form: Form, places: list[Place], read_path: Callable[..., Draft]
) -> None:
    data = filled(template.workbook(form, places, MARCH), FILLED.split(","))
    draft = read_path(walk.uploaded("march.xlsx", data))
    assert (draft.form, draft.rows.num_rows, draft.problems) == ("city_monthly", 22, [])
    assert draft.members == ("march.xlsx",)


def test_a_form_without_blank_table_says_so(forms: Forms, places: list[Place]) -> None:
    with pytest.raises(WrongUse, match="no_blank_table"):
        template.csv(forms.form("city_hourly"), places, MARCH)


def test_a_period_that_is_not_made_of_months_is_refused(form: Form, places: list[Place]) -> None:
    with pytest.raises(WrongUse, match="not_whole_months"):
        template.workbook(form, places, periods.parse("2023-03-D1"))


def test_a_ledger_of_events_is_headers_alone(forms: Forms, places: list[Place]) -> None:
    lines = template.csv(forms.form("events"), places, MARCH).decode("gbk").split("\r\n")
    assert lines == [
        "城市,开始日期,结束日期,开始小时,结束小时,类型,状态,占比,依据,认定单位,认定日期,备注",
        "",
    ]


@pytest.mark.parametrize(
    ("form_id", "row", "rows"),
    [
        pytest.param(
            "events", "长沙,2023-03-11,2023-03-12,,,沙尘,已批准,,120号,总站,2023-04-02,", 2
        ),
        pytest.param("city_assessed", f"长沙,2023年3月,123号,{FILLED}", 11),
    ],
)
def test_a_blank_table_of_another_form_is_known_again(
    form_id: str, row: str, rows: int, forms: Forms, read_path: Callable[..., Draft]
) -> None:
    blank = template.csv(forms.form(form_id), [], MARCH)
    draft = read_path(walk.uploaded("filled.csv", blank + row.encode("gbk") + b"\r\n"))
    assert (draft.form, draft.rows.num_rows, draft.problems) == (form_id, rows, [])
