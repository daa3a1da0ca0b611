"""Templates: filled in, each is read as its own form without a word."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from airtrack.domain import period as periods
from airtrack.domain.form import Form, Shape
from airtrack.domain.register import Register
from airtrack.domain.spelling import plain
from airtrack.errors import WrongUse
from airtrack.ingest import draft as drafts
from airtrack.ingest.cells.span import Span, span
from airtrack.ingest.load import plan_words
from airtrack.ingest.plan import plan_upload
from airtrack.ingest.plan.plan_upload import Known
from airtrack.ingest.registers.field import FieldReader
from airtrack.ingest.sheets import walk
from airtrack.ingest.templates import plan_template, template, template_book
from airtrack.ingest.templates.grid import Grid
from airtrack.ingest.templates.wanted import Wanted, of_places
from airtrack.registry import catalogue
from airtrack.settings import home
from airtrack.store.draft import Draft
from tests.monthly import HEADINGS

REGISTRY = catalogue.load(home() / "data")
FORMS = REGISTRY.forms
BLANK = [form for form in FORMS.forms if form.blank is not None]
TODAY = date(2026, 6, 30)
STATIONS = {"1336A": "430100", "1338A": "430200", "1141A": "310000"}
MONTHLY = "6,30,60,38,1.2,139,31,28,90.3,0,4.64"
"""Values of a month that agree with each other: 28 of 31 days are 90.3 %."""

AIR = {
    "PM2.5(μg/m3)": "35",
    "PM10(μg/m3)": "60",
    "SO2(μg/m3)": "6",
    "NO2(μg/m3)": "30",
    "CO(mg/m3)": "0.8",
    "O3(μg/m3)": "80",
    "O3_8h(μg/m3)": "70",
}
LEDGERS = {
    "events": "长沙,2025-03-11,2025-03-12,5,20,沙尘,已批准,60,120号,总站,2025-04-02,春季",
    "station_table": "1336A,经开区环保局,长沙,是,2015-01-01,2025-12-31,113.08,28.23",
}
RECORDS = {
    "amounts": "长沙,降尘量,2024年3月,5.2,,9号,市住建局,",
    "emission_projects": "P1,脱硝,长沙,NOx,1200.5,2023-06-30,已核定,3号,",
    "follow_up": "7号,预警函,湘潭市人民政府,湘潭,hunan-czt-2025,回升,省厅,2024-01-05,2024-02-05,,,",
    "groups": "east,东部三市,长沙,2020-01-01,,5号,",
    "month_targets": "xianyang-2020.t2,长沙,PM2.5,2025年3月,38.0,,4号,",
    "official_ranking": "168个重点城市,综合指数,2024年,后若干名,长沙,3,4.10,1号,总站,2025-01-20",
    "official_results": "hunan-czt-2025.t1.pm25.2024.430100,长沙,完成,38,2号,省厅,2025-03-01,",
    "places": "430100-x,试验镇,,镇办,长沙,,2020-01-01,,113.1,28.2,,",
    "target_values": "xianyang-2020.t2,长沙,PM2.5,2025年,不高于,38.0,,4号,",
    "task_progress": "hunan-czt-2025,1,1,湘潭市人民政府,2024-06-30,进行中,50,6号,市局,",
}
PLAN = {
    "计划": ["xiangtan-2026", "湘潭市2026年方案（合成）", *[""] * 6, "执行中", "湖南省", *[""] * 6],
    "目标": {
        "目标编号": "pm25",
        "类型": "上限",
        "地区": "湘潭",
        "指标": "PM2.5",
        "年份": "2026",
        "数值": "35",
        "条款": "一",
    },
    "任务": {
        "任务序号": "1",
        "任务名称": "扬尘",
        "内容": "道路机扫",
        "牵头单位": "市城管局",
        "条款": "二",
    },
}


def wanted(period: str = "2025-03", *, until: date = TODAY) -> Wanted:
    """For two cities, with their province between them."""
    places = [REGISTRY.gazetteer.places[code] for code in ("430100", "430000", "430200")]
    return of_places(
        REGISTRY, REGISTRY.gazetteer, places, periods.parse(period), until=until, stations=STATIONS
    )


def form(form_id: str) -> Form:
    return FORMS.form(form_id)


def filled(grid: Grid, form: Form) -> Grid:
    """The table after somebody wrote a value into every cell that is empty."""
    if form.id in LEDGERS:
        return replace(grid, rows=lambda: iter([tuple(LEDGERS[form.id].split(","))]))
    return replace(grid, rows=lambda: written(grid, form))


def written(grid: Grid, form: Form) -> Iterator[tuple[str, ...]]:
    for row in grid.rows():
        if form.shape is Shape.BY_COLUMN:
            yield (*row, *[AIR[row[2]]] * (len(grid.columns) - len(row)))
        elif "文号" in [column.head for column in grid.columns]:
            yield (*row[:2], "123号", *MONTHLY.split(","))
        elif "时段" in grid.columns[1].head or "月份" in grid.columns[1].head:
            yield (*row, *MONTHLY.split(","))
        else:
            yield (*row, *(AIR[column.head] for column in grid.columns[len(row) :]))


def read(name: str, data: bytes) -> Draft:
    return drafts.read(
        walk.uploaded(name, data),
        forms=FORMS,
        gazetteer=REGISTRY.gazetteer,
        stations=STATIONS,
        today=TODAY,
    )


def as_file(grid: Grid, ending: str) -> bytes:
    return template_book.csv(grid) if ending == "csv" else template_book.workbook([grid])


def sheets(data: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_form_with_a_header_has_a_template() -> None:
    assert {item.id for item in FORMS.forms} - {item.id for item in BLANK} == {"aqistudy_daily"}


ROWS = {
    "city_assessed": 22,
    "city_daily": 62,
    "city_hourly": 1488,
    "city_hourly_by_column": 1488,
    "city_monthly": 22,
    "events": 2,
    "station_hourly": 1488,
    "station_hourly_by_column": 1488,
    "station_table": 1,
}
"""Two places; 31 days of 24 hours; 11 values of a published table."""


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("one", BLANK, ids=lambda one: one.id)
def test_a_template_that_was_filled_in_is_read_as_its_form_without_a_finding(
    one: Form, ending: str
) -> None:
    grid = filled(template.of_form(one, wanted()), one)
    draft = read(f"上传.{ending}", as_file(grid, ending))
    # one value stands in all cells of a column
    filled_down = {"column_constant", "many_days_repeat", "place_repeats"}
    assert {problem.code for problem in draft.problems} <= filled_down
    assert (draft.form, draft.rows.num_rows, draft.aside.num_rows) == (one.id, ROWS[one.id], 0)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("register", FORMS.registers, ids=lambda register: register.id)
def test_a_template_of_a_register_is_read_as_that_register_without_a_finding(
    register: Register, ending: str
) -> None:
    record = tuple(RECORDS[register.id].split(","))
    grid = template.of_register(register, wanted())
    assert len(record) == len(grid.columns)
    draft = read(f"上传.{ending}", as_file(replace(grid, rows=lambda: iter([record])), ending))
    assert (draft.form, draft.rows.num_rows, draft.problems) == (register.id, 1, [])


@pytest.mark.parametrize("ending", ["xlsx", "zip"])
def test_a_template_of_a_plan_is_read_as_a_plan_without_a_finding(ending: str) -> None:
    words = plan_words(REGISTRY)
    grids = [plan_row(grid) for grid in plan_template.grids(REGISTRY.plan_form, wanted())]
    data = template_book.workbook(grids) if ending == "xlsx" else template_book.archive(grids)
    source = walk.uploaded(f"计划.{ending}", data)
    assert plan_upload.is_plan(source, words)
    found = plan_upload.read(source, words, Known(), stage=None)
    assert found.plan is not None
    assert found.draft.problems == []


def plan_row(grid: Grid) -> Grid:
    """The sheet of a plan with one line; the fields of the plan itself stand beside their heads."""
    said = PLAN.get(grid.sheet, {})
    if isinstance(said, list):
        return replace(grid, rows=lambda: iter([tuple(said)]))
    line = tuple(said.get(column.head, "") for column in grid.columns)
    return replace(grid, rows=lambda: iter([line] if any(line) else []))


def test_every_choice_of_a_register_is_understood() -> None:
    missing = frozenset(map(plain, FORMS.cells.missing))
    reader = FieldReader(REGISTRY.gazetteer, FORMS.vocabulary, missing, TODAY)
    refused = [
        (register.id, field.head, text)
        for register in FORMS.registers
        for field, column in zip(
            register.field, template.of_register(register, wanted()).columns, strict=True
        )
        for text in column.offered
        if reader.read(field, text).code is not None
    ]
    assert refused == []


def test_every_period_that_is_offered_is_understood_as_months() -> None:
    assert [text for text in wanted().spans if not isinstance(span(text), Span)] == []


def test_the_period_of_a_template_is_the_first_of_its_choices() -> None:
    assert wanted("2025-01..2025-03").spans[:3] == ("2025年1-3月", "2025年1月", "2025年2月")


def test_a_year_makes_an_annual_table() -> None:
    grid = template.of_form(form("city_monthly"), wanted("2024"))
    assert list(grid.rows()) == [("长沙", "2024年"), ("株洲", "2024年")]


def test_a_workbook_has_a_row_a_city_and_none_for_a_province() -> None:
    grid = template.of_form(form("city_monthly"), wanted())
    first, *_ = sheets(template_book.workbook([grid])).values()
    assert first[0] == list(HEADINGS)
    assert [row[:2] for row in first[1:]] == [["长沙", "2025年3月"], ["株洲", "2025年3月"]]


@pytest.mark.parametrize("one", BLANK, ids=lambda one: one.id)
def test_a_concentration_is_headed_with_its_unit(one: Form) -> None:
    heads = {column.head: column.unit for column in one.value if column.head and column.unit}
    units = {"ug/m3": "(μg/m3)", "mg/m3": "(mg/m3)", "%": "(%)", "d": "(天)"}
    assert [head for head, unit in heads.items() if not head.endswith(units[unit])] == []


@pytest.mark.parametrize("one", BLANK, ids=lambda one: one.id)
def test_every_column_of_keys_and_values_is_explained(one: Form) -> None:
    grid = template.of_form(one, wanted())
    notes = sheets(template_book.workbook([grid]))["填表说明"]
    assert {row[0] for row in notes} >= {one.head(key) for key in one.blank.keys}  # type: ignore[union-attr]
    assert {row[0] for row in notes} >= {column.head for column in one.value if column.head}
    assert all(str(row[1]).endswith("。") for row in notes)


def test_places_and_periods_are_offered_to_choose_from() -> None:
    data = template_book.workbook([template.of_form(form("city_monthly"), wanted())])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    rules = re.findall(r'sqref="([A-Z]+2):[^"]*"><formula1>([^<]*)<', sheet)
    assert rules == [("A2", "'说明'!$A$2:$A$3"), ("B2", "'说明'!$B$2:$B$24")]
    lists = sheets(data)["说明"]
    assert [row[0] for row in lists[1:3]] == ["长沙", "株洲"]


def test_a_choice_warns_of_another_text_and_lets_it_stand() -> None:
    data = template_book.workbook([template.of_form(form("events"), wanted())])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r"errorStyle=\"(\w+)\"", sheet) == ["warning"] * sheet.count(
        "<dataValidation "
    )


def test_the_lists_lie_in_a_hidden_sheet() -> None:
    data = template_book.workbook([template.of_form(form("events"), wanted())])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert 'name="说明" sheetId="3" state="hidden"' in book.read("xl/workbook.xml").decode()


def test_a_format_never_hides_a_decimal_that_is_kept() -> None:
    data = template_book.workbook([template.of_form(form("city_daily"), wanted())])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert 'formatCode="0.0##"' in book.read("xl/styles.xml").decode()


def test_hours_and_days_end_with_what_can_be_known() -> None:
    grid = template.of_form(form("city_daily"), wanted("2026-06", until=date(2026, 6, 2)))
    assert [row for row in grid.rows() if row[0] == "长沙"] == [
        ("长沙", "2026-06-01"),
        ("长沙", "2026-06-02"),
    ]


def test_a_period_that_has_not_begun_has_no_rows_of_days() -> None:
    assert list(template.of_form(form("city_daily"), wanted("2027-01")).rows()) == []


def test_stations_of_other_cities_are_no_columns() -> None:
    grid = template.of_form(form("station_hourly_by_column"), wanted())
    assert [column.head for column in grid.columns] == ["日期", "小时", "指标", "1336A", "1338A"]


@pytest.mark.parametrize("one", BLANK, ids=lambda one: one.id)
def test_the_number_of_rows_is_known_before_they_are_made(one: Form) -> None:
    n_rows = len(list(template.of_form(one, wanted()).rows()))
    assert template.n_rows_of(one, wanted()) == n_rows


def test_a_template_of_too_many_rows_is_refused() -> None:
    with pytest.raises(WrongUse, match="template_too_long"):
        # 6 years of two cities: 105,216 hours
        template.of_form(form("city_hourly"), wanted("2019-01-01..2024-12-31"))


def test_the_csv_is_written_in_gbk() -> None:
    lines = template_book.csv(template.of_form(form("city_monthly"), wanted())).decode("gbk")
    assert lines.split("\r\n") == [
        ",".join(HEADINGS),
        "长沙,2025年3月" + "," * 11,
        "株洲,2025年3月" + "," * 11,
        "",
    ]


def test_a_workbook_does_not_say_when_it_was_made() -> None:
    data = template_book.workbook([template.of_form(form("city_monthly"), wanted())])
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")


def test_a_form_without_header_has_no_template() -> None:
    with pytest.raises(WrongUse, match="no_blank_table"):
        template.of_form(form("aqistudy_daily"), wanted())


def test_a_published_table_of_days_is_refused() -> None:
    with pytest.raises(WrongUse, match="not_whole_months"):
        template.of_form(form("city_monthly"), wanted("2023-03-D1"))


def test_a_place_is_called_by_what_leads_back_to_it() -> None:
    names = of_places(
        REGISTRY,
        REGISTRY.gazetteer,
        [place for place in REGISTRY.gazetteer.places.values() if place.code.isdigit()],
        periods.parse("2025-03"),
        until=TODAY,
        stations={},
    ).places
    found = [REGISTRY.gazetteer.find_in_file(name) for name in names]
    assert len({place.code for place in found if place is not None}) == len(names) > 300
