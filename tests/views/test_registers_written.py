"""A record that is handed in again is read back as the same record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from airtrack.answers.records_on_file import Record
from airtrack.domain.register import Register
from airtrack.ingest import draft as drafts
from airtrack.ingest.sheets import walk
from airtrack.ingest.templates import template
from airtrack.registry import catalogue
from airtrack.store.draft import Draft
from airtrack.views import registers as shown
from airtrack.views.registers import Names
from airtrack.views.table import Words

ROOT = Path(__file__).parents[2]
REGISTRY = catalogue.load(ROOT / "data")
REGISTERS = {each.id: each for each in REGISTRY.forms.registers}
TODAY = date(2026, 6, 30)

ROWS = {
    "amounts": (
        "地区,指标,时段,数值,单位,佐证",
        [
            "长沙,降尘量,2024年3月,4.10,,监测月报",
            "长株潭及传输通道城市,清洁运输比例,2024年1-6月,61,%,",
        ],
    ),
    "emission_projects": (
        "项目编号,项目名称,城市,污染物,减排量(吨),日期,状态,文号,备注",
        [
            "P1,脱硝,长沙,氮氧化物,1200.5,2023-06-30,已核定,湘环函1号,",
            "P1,脱硝,长沙,VOCs,30,2023-06-30,计划,,备注",
        ],
    ),
    "follow_up": (
        "编号,类型,对象单位,地区,计划,事由,发文单位,发出日期,回复期限,回复日期,办结日期",
        [
            "湘蓝办1号,预警函,湘潭市人民政府,湘潭,hunan-czt-2025,PM2.5 不降反升,"
            "省蓝天办,2025-03-01,2025-03-15,,"
        ],
    ),
    "groups": (
        "分组代码,分组名称,成员,开始日期",
        ["west,西部,长沙,", "west,西部,吉林市,2020-01-01"],
    ),
    "month_targets": (
        "目标编号,地区,指标,月份,目标值,单位,文号,备注",
        [
            "xianyang-2020.goal.pm25.2020,咸阳,PM2.5,2020年1月,98.0,,某字3号,",
            ",长沙,优良天数,2020年2月,21,天,,备注",
        ],
    ),
    "official_ranking": (
        "排名范围,排名依据,时段,名单,城市,名次,数值,文号,认定日期",
        ["key-168,综合指数,2024年,后若干名,太原,3,5.60,某字1号,2025-01-20"],
    ),
    "official_results": (
        "目标编号,地区,认定结果,认定值,文号",
        ["xianyang-2020.goal.pm25.2020,咸阳,未完成,54,某字2号"],
    ),
    "places": (
        "代码,名称,级别,上级,别名,经度,纬度",
        ["X-001,某镇,镇办,永寿县,某某镇|小镇,108.125,34.5", "X-002,某站,站点,X-001,,,"],
    ),
    "target_values": (
        "目标编号,地区,指标,时段,关系,目标值,单位",
        ["xianyang-2020.ref.county,永寿县,PM2.5,2020年,不高于,48.0,", "t,秦都区,,,,52,"],
    ),
    "task_progress": (
        "计划,任务编号,分项,填报主体,填报日期,状态,完成比例,佐证",
        [
            "hunan-czt-2025,1,2,湘潭市人民政府,2025-06-30,进行中,60,台账",
            "hunan-czt-2025,2,,,2025-06-30,未启动,,",
        ],
    ),
}


def read(data: bytes) -> Draft:
    """The draft of an uploaded table."""
    source = walk.uploaded("table.csv", data)
    return drafts.read(source, forms=REGISTRY.forms, gazetteer=REGISTRY.gazetteer, today=TODAY)


def names() -> Names:
    return Names(
        places=REGISTRY.gazetteer.places,
        groups={group.id: group.name for group in REGISTRY.gazetteer.all_groups()},
        indicators=REGISTRY.standards.indicators,
        measures=REGISTRY.measures,
        vocabulary=REGISTRY.forms.vocabulary,
        shared=frozenset(),
    )


def told(draft: Draft) -> list[dict[str, object]]:
    """What the rows say, whatever line they stand on."""
    return [
        {name: value for name, value in row.items() if name not in ("source_row", "file_no")}
        for row in draft.rows.to_pylist()
    ]


def again(register: Register, draft: Draft, words: Words) -> bytes:
    """The records of the draft as a table that people would hand in."""
    rows = [
        {each.name: shown.entered(each, row, names(), words) for each in register.field}
        for row in draft.rows.to_pylist()
    ]
    return template.register_csv(register, rows)


@pytest.mark.parametrize("lang", [pytest.param("zh", id="zh"), pytest.param("en", id="en")])
@pytest.mark.parametrize("key", sorted(REGISTERS))
def test_records_handed_in_again_are_the_same(key: str, lang: str) -> None:
    head, lines = ROWS[key]
    draft = read("\n".join([head, *lines, ""]).encode())
    assert (draft.form, draft.blocked, draft.rows.num_rows) == (key, False, len(lines))
    words = Words(REGISTRY.glossary, "en" if lang == "en" else "zh")
    assert told(read(again(REGISTERS[key], draft, words))) == told(draft)


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.id)
def test_every_column_has_an_english_heading_and_meaning(register: Register) -> None:
    assert all(each.head_en and each.meaning_en for each in register.field)


def test_a_name_that_two_places_share_is_written_as_its_code() -> None:
    shared = Names(
        *(names().places, {}, {}, {}, {}),
        shared=frozenset({"长沙市"}),
    )
    assert shown.place_text("430100", shared) == "430100"
    assert shown.place_text("430200", shared) == "株洲市"


def test_every_word_that_is_sought_must_stand_in_a_row() -> None:
    register = REGISTERS["emission_projects"]
    values = {"project_id": "P1", "place_id": "430100", "pollutant": "nox", "state": "accepted"}
    other = values | {"project_id": "P2", "place_id": "430200"}
    found = [Record(key, row, 1, 2) for key, row in (("1", values), ("2", other))]
    words = Words(REGISTRY.glossary, "zh")
    table = shown.table(register, found, [], names(), words)
    assert shown.searched(table, "nox 株洲") == [1]
    assert shown.searched(table, "p") == [0, 1]
    assert shown.searched(table, "nox 常德") == []
