"""All five plans on file say what their documents say: targets, tasks, bodies, measures.

Source: the documents named in each plan.toml, typed by hand at the clause; against the texts
themselves where they are at hand.
"""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import seed_texts

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Row = dict[str, Any]

PLANS = ("jilin-2013", "sichuan-2018", "xianyang-2020", "hunan-czt-2025", "shanxi-2024")
EIGHT = ["220100", "220200", "220300", "220400", "220500", "220600", "220700", "220800"]
YANJI, MEIHEKOU, GONGZHULING = "222401", "220581", "220184"
CHANGBAISHAN = "222400-changbaishan"


@pytest.fixture(scope="module")
def store(airtrack: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans") / "store"
    assert airtrack("init", store=folder).returncode == 0
    return folder


@pytest.fixture(scope="module")
def plans(airtrack: Run, store: Path) -> dict[str, Row]:
    """Each plan as the command line shows it."""
    found = {}
    for plan in PLANS:
        done = airtrack("plans", "show", plan, "--format", "json", store=store)
        assert done.returncode == 0, done.stderr
        found[plan] = json.loads(done.stdout)
    return found


def target(plans: dict[str, Row], name: str) -> Row:
    """The target of that id."""
    plan = name.split(".")[0]
    (found,) = [row for row in plans[plan]["targets"] if row["id"] == name]
    return dict(found)


def task(plans: dict[str, Row], plan: str, number: int) -> Row:
    (found,) = [row for row in plans[plan]["tasks"] if row["no"] == number]
    return dict(found)


def measures(plan: Row) -> Iterator[tuple[int, Row, Row]]:
    """Number of the task, item and measure."""
    for row in plan["tasks"]:
        for item in row["items"]:
            for measure in item["measures"]:
                yield row["no"], item, measure


# ---- what each document is ----


@pytest.mark.parametrize(
    ("plan", "state", "number", "issued"),
    [
        ("jilin-2013", "expired", "吉政发〔2013〕31号", "2013-12-24"),
        ("sichuan-2018", "draft", "川污防“三大战役”办〔2018〕22号", "2018-05-22"),
        ("xianyang-2020", "expired", None, None),
        ("hunan-czt-2025", "draft", None, None),
        ("shanxi-2024", "in_force", None, "2024-03-22"),
    ],
)
def test_a_plan_has_the_number_and_day_that_its_document_prints(
    plans: dict[str, Row], plan: str, state: str, number: str | None, issued: str | None
) -> None:
    found = plans[plan]
    assert (found["state"], found["document_no"], found["issued_on"]) == (state, number, issued)


@pytest.mark.parametrize(
    ("plan", "n_tasks", "n_items"),
    [
        ("jilin-2013", 42, 84),
        ("sichuan-2018", 50, 77),
        ("xianyang-2020", 45, 103),
        ("shanxi-2024", 38, 53),
        ("hunan-czt-2025", 27, 66),
    ],
)
def test_a_plan_has_all_its_tasks(
    plans: dict[str, Row], plan: str, n_tasks: int, n_items: int
) -> None:
    tasks = plans[plan]["tasks"]
    assert [row["no"] for row in tasks] == list(range(1, n_tasks + 1))
    assert sum(len(row["items"]) for row in tasks) == n_items


# ---- targets, typed by hand ----


@pytest.mark.parametrize(
    ("name", "places", "value"),
    [
        pytest.param("cut15", ["220100", "220200", "220400", YANJI], 15, id="15 %"),
        pytest.param("cut8", ["220300", "220500", "220800"], 8, id="8 %"),
        pytest.param("cut5", ["220600", "220700"], 5, id="5 %"),
    ],
)
def test_jilin_cuts_pm10_of_named_cities_against_2012(
    plans: dict[str, Row], name: str, places: list[str], value: int
) -> None:
    """一（二）: 延吉 is a city of its own, not its prefecture."""
    row = target(plans, f"jilin-2013.goal.pm10.2017.{name}")
    assert (row["kind"], row["op"], row["value"], row["unit"]) == ("reduction", ">=", value, "%")
    assert (sorted(row["places"]), row["period"], row["scope"]) == (places, "2017", "each")
    assert row["baseline"] == {"period": "2012", "value": None}


def test_jilin_cuts_pm10_of_the_province(plans: dict[str, Row]) -> None:
    row = target(plans, "jilin-2013.goal.pm10.2017.province")
    assert (row["value"], row["scope"], row["clause"]) == (12, "mean", "一（二）")
    assert len(row["places"]) == 9


def test_jilin_counts_four_more_places_as_cities(plans: dict[str, Row]) -> None:
    """一（一）: 延吉, the seat of 长白山管委会, 梅河口, 公主岭."""
    wanted = {*EIGHT, YANJI, MEIHEKOU, GONGZHULING, CHANGBAISHAN}
    row = target(plans, "jilin-2013.goal.good_days.2017")
    assert (row["kind"], row["op"], set(row["places"])) == ("year_on_year", ">", wanted)


@pytest.mark.parametrize("year", range(2013, 2018))
@pytest.mark.parametrize(("indicator", "op"), [("pm25", "<"), ("good_days", ">")])
def test_jilin_improves_year_by_year(
    plans: dict[str, Row], year: int, indicator: str, op: str
) -> None:
    row = target(plans, f"jilin-2013.goal.{indicator}.{year}")
    assert (row["kind"], row["op"], row["value"]) == ("year_on_year", op, None)
    assert (row["period"], row["baseline"]["period"]) == (str(year), str(year - 1))


def test_jilin_attains_level_ii_for_all_but_particles(plans: dict[str, Row]) -> None:
    """SO2 and NO2 by annual mean, CO and O3 by their percentile: two targets, each says how."""
    found = {
        tuple(row["pollutants"]): row["note"]
        for row in plans["jilin-2013"]["targets"]
        if row["kind"] == "attainment"
    }
    assert set(found) == {("so2", "no2"), ("co", "o3")}
    assert "年平均" in found["so2", "no2"]
    assert "百分位" in found["co", "o3"]


@pytest.mark.parametrize(
    ("name", "period", "binding"),
    [
        ("goal.heavy_days.2017", "2017", "binding"),
        ("goal.heavy_weather.2022", "2018-01..2022-12", "striving"),
    ],
)
def test_jilin_has_aims_without_a_number(
    plans: dict[str, Row], name: str, period: str, binding: str
) -> None:
    row = target(plans, f"jilin-2013.{name}")
    assert (row["value_state"], row["period"], row["binding"]) == ("qualitative", period, binding)


@pytest.mark.parametrize(
    ("name", "kind", "value", "unit", "n_places"),
    [
        pytest.param("1.pm25.2018", "reduction", 12, "%", 15, id="PM2.5 of 15 cities"),
        pytest.param("1.good_pct.2018", "floor", 82.6, "%", 21, id="good days"),
    ],
)
def test_sichuan_sets_two_numbers(
    plans: dict[str, Row], name: str, kind: str, value: float, unit: str, n_places: int
) -> None:
    row = target(plans, f"sichuan-2018.{name}")
    assert (row["kind"], row["value"], row["unit"], row["scope"]) == (kind, value, unit, "mean")
    assert (len(row["places"]), row["period"], row["clause"]) == (n_places, "2018", "一.1")


def test_the_ambiguous_ratio_of_sichuan_is_flagged(plans: dict[str, Row]) -> None:
    assert "主语不明" in target(plans, "sichuan-2018.1.good_pct.2018")["note"]


def test_the_15_cities_are_those_that_do_not_attain(plans: dict[str, Row]) -> None:
    """The text names 广元 and 巴中 among the six that attain."""
    row = target(plans, "sichuan-2018.1.pm25.2018")
    assert not {"510800", "511900"} & set(row["places"])
    assert row["baseline"] == {"period": "2015", "value": None}


@pytest.mark.parametrize(
    ("name", "kind", "op", "value", "unit"),
    [
        ("goal.good_days.2020", "floor", ">=", 270, "d"),
        ("goal.pm25.2020", "cap", "<=", 53, "µg/m³"),
    ],
)
def test_xianyang_has_two_goals_of_the_city(
    plans: dict[str, Row], name: str, kind: str, op: str, value: int, unit: str
) -> None:
    row = target(plans, f"xianyang-2020.{name}")
    assert (row["kind"], row["op"], row["value"], row["unit"]) == (kind, op, value, unit)
    assert (row["places"], row["period"], row["clause"]) == (["610400"], "2020", "一")


@pytest.mark.parametrize("name", ["goal.good_days.2020.counties", "goal.pm25.2020.counties"])
def test_the_goals_of_its_counties_stand_in_an_annex(plans: dict[str, Row], name: str) -> None:
    """Thirteen counties and districts, three committees; the annex is not in the text."""
    row = target(plans, f"xianyang-2020.{name}")
    assert (row["value_state"], row["value"], len(row["places"])) == ("by_reference", None, 16)
    assert sum("-" in code for code in row["places"]) == 3


@pytest.mark.parametrize(
    ("code", "value", "binding"),
    [
        pytest.param("140200", 25, "expected", id="大同"),
        pytest.param("141100", 28, "expected", id="吕梁"),
        pytest.param("140600", 30, "expected", id="朔州"),
        pytest.param("140900", 35, "expected", id="忻州"),
        pytest.param("140400", 35, "expected", id="长治"),
        pytest.param("140500", 35, "expected", id="晋城"),
        pytest.param("140700", 35, "striving", id="晋中"),
        pytest.param("140300", 35, "striving", id="阳泉"),
        pytest.param("140100", 38, "striving", id="太原"),
        pytest.param("141000", 44, "striving", id="临汾"),
        pytest.param("140800", 44, "striving", id="运城"),
    ],
)
def test_shanxi_caps_pm25_of_eleven_cities(
    plans: dict[str, Row], code: str, value: int, binding: str
) -> None:
    """三（七）26: 稳定控制 is expected, 力争 striven for."""
    row = target(plans, f"shanxi-2024.26.pm25.2025.{code}")
    assert (row["kind"], row["op"], row["value"]) == ("cap", "<=", value)
    assert (row["places"], row["period"], row["binding"]) == ([code], "2025", binding)


@pytest.mark.parametrize(
    ("name", "places", "op", "value"),
    [
        pytest.param("rank.2024", ["140100", "140800"], ">=", 10, id="太原 and 运城 in 2024"),
        pytest.param("rank.2025", ["141000"], ">=", 10, id="临汾 in 2025"),
        pytest.param("rank.others.2024", None, "<", None, id="the others move up"),
        pytest.param("rank.others.2025", None, "<", None, id="the others move up again"),
    ],
)
def test_shanxi_strives_for_ranks_among_the_168(
    plans: dict[str, Row], name: str, places: list[str] | None, op: str, value: int | None
) -> None:
    row = target(plans, f"shanxi-2024.{name}")
    assert (row["kind"], row["indicator"], row["among"]) == ("rank", "composite", "key-168")
    assert (row["op"], row["value"], row["binding"]) == (op, value, "striving")
    assert row["places"] == places if places else len(row["places"]) == 8


def test_shanxi_aims_at_attainment_in_2027(plans: dict[str, Row]) -> None:
    row = target(plans, "shanxi-2024.26.attainment.2027")
    assert (row["kind"], row["period"], row["binding"]) == ("attainment", "2027", "striving")
    assert (row["pollutants"], len(row["places"])) == (["pm25"], 11)


# ---- what is open, and what gets no verdict ----


def test_the_draft_of_sichuan_leaves_six_numbers_open(plans: dict[str, Row]) -> None:
    """Printed xx in the rows 12, 29, 31 and 33."""
    found = [
        (number, measure["value"])
        for plan in plans.values()
        for number, _, measure in measures(plan)
        if measure["value_state"] == "placeholder"
    ]
    assert found == [(number, None) for number in (12, 12, 29, 31, 31, 33)]


def test_values_by_reference_say_where_they_stand(plans: dict[str, Row]) -> None:
    found = [
        row
        for plan in plans.values()
        for row in plan["targets"]
        if row["value_state"] == "by_reference"
    ]
    assert len(found) == 15
    assert all(row["reference"] and row["value"] is None for row in found)
    assert any("川办发〔2017〕18号" in row["reference"] for row in found)


@pytest.mark.parametrize("plan", PLANS)
def test_nothing_without_a_number_gets_a_verdict(
    airtrack: Run, demo_store: Path, plans: dict[str, Row], plan: str
) -> None:
    done = airtrack("status", "--plan", plan, "--format", "json", store=demo_store)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    states = {row["id"]: row["value_state"] for row in plans[plan]["targets"]}
    assert {states[row["target"]] for row in found["rows"]} == {"set"}
    assert {row["target"] for row in found["unjudged"]} == {
        name for name, state in states.items() if state != "set"
    }


@pytest.mark.parametrize("plan", ["jilin-2013", "shanxi-2024"])
def test_a_target_without_data_says_that_there_are_none(
    airtrack: Run, demo_store: Path, plan: str
) -> None:
    done = airtrack("status", "--plan", plan, "--format", "json", store=demo_store)
    kinds = ("year_on_year", "rank", "attainment")
    rows = [row for row in json.loads(done.stdout)["rows"] if row["kind"] in kinds]
    assert {row["status"] for row in rows} <= {"insufficient", "not_due"}
    assert {(row["actual"], row["gap"], row["budget"]) for row in rows} == {(None, None, None)}
    due = [row for row in rows if row["status"] == "insufficient"]
    codes = [[reason["code"] for reason in row["reasons"]] for row in due]
    assert codes == [["verdict_no_data"]] * len(due)
    assert due


# ---- tasks, typed by hand ----

EPA, CITIES = "环境保护厅", "各市（州）人民政府"
NDRC, ENERGY, INDUSTRY = "省发展改革委", "省能源局", "省经济和信息化委"
BUREAU, MIIT = "市生态环境局", "市工业和信息化局"
SOME_CITIES = "相关市人民政府"


@pytest.mark.parametrize(
    ("number", "item", "due", "lead", "responsible", "support"),
    [
        pytest.param(3, 1, None, [], [CITIES], [], id="3"),
        pytest.param(7, 1, "2018-12-31", [EPA], [CITIES], [INDUSTRY], id="7 item 1"),
        pytest.param(
            *(7, 2, "2018-12-31", [NDRC, ENERGY], [SOME_CITIES], [EPA, INDUSTRY]),
            id="7 item 2",
        ),
        pytest.param(7, 3, "2018-12-31", [INDUSTRY], [CITIES], [EPA], id="7 item 3"),
        pytest.param(
            *(29, 1, None, [NDRC, ENERGY, "省安全监管局"], [CITIES]),
            [INDUSTRY, "国网四川电力", EPA],
            id="29",
        ),
        pytest.param(43, 1, None, ["省法制办"], [], [EPA], id="43 item 1"),
        pytest.param(
            *(43, 2, "2018-12-31", [EPA], [CITIES]),
            [NDRC, INDUSTRY, "省住房城乡建设厅", "国土资源厅"],
            id="43 item 2",
        ),
        pytest.param(43, 3, None, ["省质监局", EPA], [CITIES], ["住房城乡建设厅"], id="43 item 3"),
        pytest.param(43, 4, "2018-06-30", [EPA], [], [], id="43 item 4"),
        pytest.param(
            44, 1, "2018-12-31", ["住房城乡建设厅", EPA], [CITIES], [SOME_CITIES], id="44 item 1"
        ),
        pytest.param(44, 2, "2018-08-31", [EPA], [SOME_CITIES], [], id="44 item 2"),
        pytest.param(44, 3, "2018-09-30", [EPA], [SOME_CITIES], [], id="44 item 3"),
        pytest.param(
            50, 1, None, ["省政府督查室", "省政府绩效办"], [CITIES], [EPA], id="50: not 财政厅"
        ),
        pytest.param(49, 1, None, ["财政厅"], [CITIES], ["省直相关部门"], id="49"),
    ],
)
def test_slipped_rows_of_sichuan_are_put_right(
    plans: dict[str, Row],
    number: int,
    item: int,
    due: str | None,
    lead: list[str],
    responsible: list[str],
    support: list[str],
) -> None:
    found = task(plans, "sichuan-2018", number)["items"][item - 1]
    assert (found["due"], found["lead"]) == (due, lead)
    assert (found["responsible"], found["support"]) == (responsible, support)


@pytest.mark.parametrize(("number", "n_items"), [(7, 3), (43, 4), (44, 3), (50, 1), (3, 1)])
def test_a_task_of_sichuan_has_as_many_items_as_lines(
    plans: dict[str, Row], number: int, n_items: int
) -> None:
    assert len(task(plans, "sichuan-2018", number)["items"]) == n_items


@pytest.mark.parametrize("number", [2, 14, 19, 34, 42])
def test_a_blank_lead_stays_blank_with_a_reason(plans: dict[str, Row], number: int) -> None:
    for item in task(plans, "sichuan-2018", number)["items"]:
        assert item["lead"] == []
        assert "lead" in {reason["field"] for reason in item["reasons"]}


def test_the_due_date_of_task_3_is_no_leading_body(plans: dict[str, Row]) -> None:
    (item,) = task(plans, "sichuan-2018", 3)["items"]
    assert (item["due"], item["due_kind"]) == (None, "per_node")
    said = " ".join(reason["text"] for reason in item["reasons"])
    assert "时限" in said


def test_the_title_of_task_29_is_no_heading(plans: dict[str, Row]) -> None:
    found = task(plans, "sichuan-2018", 29)
    assert found["title"] == "煤炭消费总量控制"
    assert "title" in {reason["field"] for reason in found["reasons"]}


@pytest.mark.parametrize(
    ("number", "item", "due", "lead", "responsible", "support"),
    [
        pytest.param(8, 1, None, [BUREAU], [], [MIIT, "市新闻出版局"], id="8 item 1"),
        pytest.param(8, 3, "2020-12-31", [BUREAU], [], [MIIT, "市新闻出版局"], id="8 item 3"),
        pytest.param(8, 6, None, ["市城市管理执法局"], [], [], id="8 item 6"),
        pytest.param(8, 7, None, ["市交通运输局"], [], [], id="8 item 7"),
        pytest.param(20, 4, None, ["市城市管理执法局"], [], [], id="20 item 4"),
        pytest.param(
            *(20, 5, None, ["市住房和城乡建设局"], []),
            ["市自然资源局", "国网咸阳供电公司", "地电咸阳分公司"],
            id="20 item 5",
        ),
        pytest.param(25, 1, None, [], ["市创建办", "市城市管理执法局"], [], id="25 item 1"),
        pytest.param(25, 2, None, [], ["市交通运输局"], [], id="25 item 2"),
        pytest.param(25, 3, None, [], ["各县市区政府"], [], id="25 item 3"),
        pytest.param(
            25, 4, None, ["市住房和城乡建设局", "市城市管理执法局"], [], [], id="25 item 4"
        ),
        pytest.param(25, 5, None, [], ["市住房和城乡建设局"], [], id="25 item 5"),
        pytest.param(25, 6, None, [], ["市交通运输局"], [], id="25 item 6"),
    ],
)
def test_each_part_of_a_task_of_xianyang_has_its_own_bodies(
    plans: dict[str, Row],
    number: int,
    item: int,
    due: str | None,
    lead: list[str],
    responsible: list[str],
    support: list[str],
) -> None:
    found = task(plans, "xianyang-2020", number)["items"][item - 1]
    assert (found["due"], found["lead"]) == (due, lead)
    assert (found["responsible"], found["support"]) == (responsible, support)


@pytest.mark.parametrize(
    ("number", "item", "due", "key", "value", "unit"),
    [
        (8, 2, None, "ldar_sealing_points_class", 2000, "个"),
        (8, 5, "2020-12-31", "steel_structure_enterprises_switched", 6, "家"),
        (20, 1, None, "clean_energy_share_of_new_vehicles", 80, "%"),
        (20, 3, "2020-12-31", "buses_renewed", 100, "辆"),
    ],
)
def test_parts_of_xianyang_have_their_numbers(
    plans: dict[str, Row], number: int, item: int, due: str | None, key: str, value: int, unit: str
) -> None:
    found = task(plans, "xianyang-2020", number)["items"][item - 1]
    (measure,) = found["measures"]
    assert (found["due"], measure["indicator"]) == (due, key)
    assert (measure["value"], measure["unit"]) == (value, unit)


ECOLOGY = "省生态环境厅"


@pytest.mark.parametrize(
    ("number", "item", "due", "lead", "responsible"),
    [
        pytest.param(
            *(12, 1, "2025-12-31", []),
            ["省交通厅", "省发展改革委", ECOLOGY, "中国铁路太原局集团有限公司"],
            id="12 item 1",
        ),
        pytest.param(
            *(12, 2, None, []),
            [
                *("省交通厅", "省发展改革委", "中国铁路太原局集团有限公司", "省工信厅"),
                *("省自然资源厅", ECOLOGY),
            ],
            id="12 item 2",
        ),
        pytest.param(
            *(13, 1, "2025-12-31", []),
            ["省工信厅", "省公安厅", ECOLOGY, "省交通厅", "省能源局", "省邮政管理局"],
            id="13 item 1",
        ),
        pytest.param(
            13, 2, None, [], [ECOLOGY, "省交通厅", "省公安厅", "省市场监管局"], id="13 item 2"
        ),
        pytest.param(21, 1, "2024-10-31", [], [ECOLOGY], id="21 item 1"),
        pytest.param(
            21, 2, None, [ECOLOGY], ["省工信厅", "省市场监管局"], id="21 item 2: the one lead"
        ),
        pytest.param(29, 1, "2025-12-31", [], [ECOLOGY], id="29 item 1"),
        pytest.param(29, 2, None, [], [ECOLOGY, "省交通厅"], id="29 item 2"),
    ],
)
def test_each_part_of_a_task_of_shanxi_has_its_own_bodies(
    plans: dict[str, Row],
    number: int,
    item: int,
    due: str | None,
    lead: list[str],
    responsible: list[str],
) -> None:
    found = task(plans, "shanxi-2024", number)["items"]
    assert len(found) == 2
    assert (found[item - 1]["due"], found[item - 1]["lead"]) == (due, lead)
    assert found[item - 1]["responsible"] == responsible


def carried(plan: Row, body: str) -> list[int]:
    """Numbers of the tasks in which that body has a part."""
    return [
        row["no"]
        for row in plan["tasks"]
        if any(
            body in (*item["lead"], *item["responsible"], *item["support"], *item["implied_bodies"])
            for item in row["items"]
        )
    ]


@pytest.mark.parametrize(
    ("plan", "body", "n"),
    [
        pytest.param("hunan-czt-2025", "湘潭市人民政府", 27, id="湘潭"),
        pytest.param("shanxi-2024", "太原市人民政府", 38, id="太原"),
        pytest.param("xianyang-2020", "咸阳高新区管委会", 45, id="咸阳高新区"),
    ],
)
def test_who_carries_every_task_is_listed_with_every_task(
    plans: dict[str, Row], plan: str, body: str, n: int
) -> None:
    assert carried(plans[plan], body) == list(range(1, n + 1))


def test_a_body_that_was_not_printed_is_marked_as_implied(plans: dict[str, Row]) -> None:
    """三（六）: the bracket of the first action says that the six cities carry all of them."""
    (item,) = task(plans, "hunan-czt-2025", 3)["items"]
    assert item["implied"] is True
    assert "湘潭市人民政府" not in item["responsible"]


@pytest.mark.parametrize(
    ("plan", "number", "key", "value", "unit", "by"),
    [
        ("sichuan-2018", 20, "truck_exhaust_checks", 5.3, "万辆次", "2018"),
        ("sichuan-2018", 19, "remote_sensing_sets_chengdu", 8, "套", "2018"),
        ("sichuan-2018", 5, "stations_listed_worst", 20, "个", None),
        ("jilin-2013", 12, "coal_consumption", 1.2, "亿吨/年", "2017"),
        ("jilin-2013", 12, "coal_share_of_energy", 65, "%", "2017"),
        ("jilin-2013", 15, "coal_boiler_phaseout_class", 10, "蒸吨/小时", "2017"),
        ("hunan-czt-2025", 15, "inefficient_voc_facilities_cleared", 500, "家", "2025"),
        ("hunan-czt-2025", 12, "aqi_level_forecast_24h_accuracy", 68.0, "%", "2025"),
        ("shanxi-2024", 13, "clean_vehicle_pm25_class", 40, "微克/立方米", None),
        ("shanxi-2024", 13, "clean_vehicle_county_last_class", 20, "个", None),
    ],
)
def test_numbers_of_tasks_have_unit_and_year(
    plans: dict[str, Row], plan: str, number: int, key: str, value: float, unit: str, by: str | None
) -> None:
    found = {
        (measure["value"], measure["unit"], measure["by"])
        for no, _, measure in measures(plans[plan])
        if (no, measure["indicator"]) == (number, key)
    }
    assert (value, unit, by) in found


def test_every_measure_has_a_name_for_people(plans: dict[str, Row]) -> None:
    found = [measure for plan in plans.values() for _, _, measure in measures(plan)]
    assert len(found) > 100
    assert [item["indicator"] for item in found if item["name"] == item["indicator"]] == []


@pytest.mark.parametrize("plan", PLANS)
def test_a_blank_field_has_a_reason(plans: dict[str, Row], plan: str) -> None:
    for row in plans[plan]["tasks"]:
        for item in row["items"]:
            told = {reason["field"] for reason in item["reasons"]}
            blank = {key for key in ("lead", "responsible", "support", "text") if not item[key]}
            assert blank <= told, (row["no"], item["item"])


# ---- against the documents, where they are at hand ----

SAID = {
    "jilin-2013.goal.pm10.2017.province": "比2012年下降{}%以上",
    "jilin-2013.goal.pm10.2017.cut15": "长春市、吉林市、辽源市、延吉市下降{}%以上",
    "jilin-2013.goal.pm10.2017.cut8": "四平市、通化市、白城市下降{}%以上",
    "jilin-2013.goal.pm10.2017.cut5": "白山市、松原市下降{}%以上",
    "sichuan-2018.1.pm25.2018": "较 2015 年下降 {}%",
    "sichuan-2018.1.good_pct.2018": "优良率达到 {}%",
    "xianyang-2020.goal.good_days.2020": "不少于{}天",
    "xianyang-2020.goal.pm25.2020": "不高于{}微克",
    "shanxi-2024.rank.2024": "太原市、运城市2024年[^;]*后{}位",
    "shanxi-2024.rank.2025": "临汾市2025年[^;]*后{}位",
    "shanxi-2024.26.pm25.2025.140200": "大同市[^,]*稳定控制在{}微克",
    "shanxi-2024.26.pm25.2025.141100": "吕梁市稳定控制在{}微克",
    "shanxi-2024.26.pm25.2025.140600": "朔州市稳定控制在{}微克",
    "shanxi-2024.26.pm25.2025.140900": "忻州市[^,]*稳定控制在{}微克",
    "shanxi-2024.26.pm25.2025.140400": "长治市[^,]*稳定控制在{}微克",
    "shanxi-2024.26.pm25.2025.140500": "晋城市稳定控制在{}微克",
    "shanxi-2024.26.pm25.2025.140700": "晋中市[^,]*力争控制在{}微克",
    "shanxi-2024.26.pm25.2025.140300": "阳泉市力争控制在{}微克",
    "shanxi-2024.26.pm25.2025.140100": "太原市力争控制在{}微克",
    "shanxi-2024.26.pm25.2025.141000": "临汾市[^,]*力争控制在{}微克",
    "shanxi-2024.26.pm25.2025.140800": "运城市力争控制在{}微克",
}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("name", sorted(SAID))
def test_a_target_stands_so_at_its_clause(plans: dict[str, Row], name: str) -> None:
    row = target(plans, name)
    text = seed_texts.clause(name.split(".")[0], row["clause"])
    value = re.escape(f"{row['value']:.{row['digits']}f}")
    assert re.search(squeezed(SAID[name]).replace("{}", f"(?<![0-9.]){value}"), squeezed(text))


def test_every_target_with_a_number_is_compared(plans: dict[str, Row]) -> None:
    """Those of Hunan are compared in test_hunan_plan.py, cell by cell."""
    found = {
        row["id"]
        for plan in plans.values()
        for row in plan["targets"]
        if row["value"] is not None and plan["id"] != "hunan-czt-2025"
    }
    assert found == set(SAID)


@pytest.mark.parametrize("plan", PLANS)
def test_every_number_of_a_target_stands_at_its_clause(plans: dict[str, Row], plan: str) -> None:
    for row in plans[plan]["targets"]:
        if row["value"] is None:
            continue
        found = seed_texts.numbers(seed_texts.clause(plan, row["clause"]))
        value = Decimal(f"{row['value']:.{max(row['digits'], 0)}f}")
        if row["digits"] < 0:  # 2.16万吨 is 21600 t
            value = value / 10_000
        assert value in found, row["id"]


@pytest.mark.parametrize("plan", PLANS)
def test_every_number_of_a_task_stands_in_its_paragraph(plans: dict[str, Row], plan: str) -> None:
    for number, _, measure in measures(plans[plan]):
        # 负增长 prints no number
        if measure["value"] is None or measure["value"] == 0:
            continue
        value = Decimal(f"{measure['value']:.{measure['digits']}f}")
        text = seed_texts.task(plan, number).replace("百分之百", "100")
        assert value in seed_texts.numbers(text), (number, measure["indicator"])


@pytest.mark.parametrize("plan", PLANS)
def test_every_body_is_printed_in_the_document(plans: dict[str, Row], plan: str) -> None:
    text = squeezed(seed_texts.document(plan))
    for row in plans[plan]["tasks"]:
        for item in row["items"]:
            for body in (*item["lead"], *item["responsible"], *item["support"]):
                name = squeezed(unicodedata.normalize("NFKC", body)).replace("人民政府", "")
                assert name in text, (row["no"], item["item"], body)


@pytest.mark.parametrize("plan", PLANS)
def test_no_sentence_of_the_document_is_copied(plans: dict[str, Row], plan: str) -> None:
    """Fifteen characters in a row are a sentence, unless they list things or name a firm."""
    text = squeezed(seed_texts.document(plan))
    own = [item["text"] or "" for row in plans[plan]["tasks"] for item in row["items"]]
    own += [row["note"] or "" for row in plans[plan]["targets"]]
    copied = [
        part
        for said in own
        for part in runs(squeezed(unicodedata.normalize("NFKC", said)), length=15)
        if part in text and "、" not in part
    ]
    assert copied == []


def runs(words: str, *, length: int) -> list[str]:
    """Every run of so many characters, firms left out."""
    if "有限公司" in words:
        return []
    return [words[at : at + length] for at in range(len(words) - length + 1)]
