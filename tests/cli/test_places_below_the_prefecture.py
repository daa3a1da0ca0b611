"""Townships and groups that an analyst registers, from the table to the ranking and back."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from airtrack.settings import Settings
from airtrack.workspace import Workspace
from tests.conftest import Run

Ask = Callable[..., Any]

REGISTER = """名称,级别,上级,代码,启用日期
马庄街道,镇办,渭城区,,
底张街道,街道,渭城区,610404003,
吴家堡街道,镇办,秦都区,,
人民路街道,镇办,秦都区,,
古渡街道,镇办,秦都区,,2020-04-01
"""
MONTH = """咸阳市各镇办环境空气质量状况,,,
2020年3月,,,
县区,镇办,月份,PM2.5
渭城区,马庄街道,2020年3月,40
渭城区,底张街道,2020年3月,40
秦都区,吴家堡街道,2020年3月,41
秦都区,人民路街道,2020年3月,45
秦都区,古渡街道,2020年3月,30
秦都区,双照街道,2020年3月,50
"""
CITY = "城市,月份,PM2.5\n延吉市,2020年3月,20\n延边州,2020年3月,30\n咸阳,2020年3月,60\n"
VALLEY = """分组代码,分组名称,成员,开始日期
fenhe-valley,汾河谷地,太原,
fenhe-valley,汾河谷地,临汾,
taiyuan-basin,太原盆地,太原,
chengdu-plain,成都平原八市,成都,2020-01-01
"""


@pytest.fixture(scope="module")
def _loaded(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    folder = tmp_path_factory.mktemp("townships")
    (folder / "register.csv").write_text(REGISTER, encoding="gbk")
    (folder / "month.csv").write_text(MONTH, encoding="gbk")
    (folder / "city.csv").write_text(CITY, encoding="utf-8")
    (folder / "valley.csv").write_text(VALLEY, encoding="utf-8")
    for name in ("register", "month", "city", "valley"):
        done = airtrack("load", folder / f"{name}.csv", store=folder / "store")
        assert done.returncode == 0, done.stdout + done.stderr
    return folder / "store"


@pytest.fixture
def loaded(_loaded: Path) -> Path:
    """Register (b000006), township table, city table and groups; to be read, not written."""
    return _loaded


@pytest.fixture
def own(_loaded: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return Path(shutil.copytree(_loaded, tmp_path / "store"))


@pytest.fixture(scope="module")
def ask(airtrack: Run) -> Ask:
    """Asks and gives the JSON document."""

    def asked(store: Path, *arguments: object) -> Any:
        done = airtrack(*arguments, "--format", "json", store=store)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    return asked


def ranks(document: Any) -> list[tuple[int, str]]:
    """Rank and name of every row."""
    return [(row["rank"], row["name"]) for row in document["rows"]]


MARCH = ("--period", "2020-03", "--by", "pm25")


def test_townships_are_ranked_with_their_ties(loaded: Path, ask: Ask) -> None:
    # 古渡街道 counts from April on
    assert ranks(ask(loaded, "rank", "--group", "咸阳市各镇办", *MARCH)) == [
        (1, "马庄街道"),
        (1, "底张街道"),
        (3, "吴家堡街道"),
        (4, "人民路街道"),
    ]


def test_the_townships_of_one_district_are_ranked_alone(loaded: Path, ask: Ask) -> None:
    found = ask(loaded, "rank", "--group", "秦都区各镇办", *MARCH)
    assert ranks(found) == [(1, "吴家堡街道"), (2, "人民路街道")]


def test_the_mean_of_the_townships_is_theirs(loaded: Path, ask: Ask) -> None:
    found = ask(loaded, "stats", "--group", "610400-townships", "--period", "2020-03")
    # (40 + 40 + 41 + 45) / 4 = 41.5, half to even
    assert found["region"]["pm25"] == 42


def test_a_province_ranks_its_cities_and_no_township(loaded: Path, ask: Ask) -> None:
    assert ranks(ask(loaded, "rank", "--group", "陕西", *MARCH)) == [(1, "咸阳市")]


def test_yanji_and_yanbian_keep_their_own_values(loaded: Path, ask: Ask) -> None:
    rows = ask(loaded, "stats", "--place", "延吉", "--place", "延边", "--period", "2020-03")["rows"]
    assert [(row["name"], row["pm25"]) for row in rows] == [
        ("延吉市", 20),
        ("延边朝鲜族自治州", 30),
    ]
    assert ranks(ask(loaded, "rank", "--group", "吉林省", *MARCH)) == [(1, "延边朝鲜族自治州")]


def test_a_withdrawn_register_takes_its_places_away_and_keeps_their_values(
    own: Path, airtrack: Run, ask: Ask
) -> None:
    before = ask(own, "rank", "--group", "咸阳市各镇办", *MARCH)
    done = airtrack("withdraw", "6", "--reason", "test", store=own)
    assert done.returncode == 0
    assert "5 个地点" in done.stdout
    lost = airtrack("rank", "--group", "咸阳市各镇办", *MARCH, store=own)
    gone = airtrack("stats", "--place", "马庄街道", "--period", "2020-03", store=own)
    assert (lost.returncode, gone.returncode) == (4, 4)
    assert "b000006" in gone.stderr
    assert {item["name"] for item in ask(own, "places")["gone"]} >= {"马庄街道", "底张街道"}
    assert ask(own, "history")["batches"][6]["rows"] == 5
    assert airtrack("restore", "6", store=own).returncode == 0
    assert ask(own, "rank", "--group", "咸阳市各镇办", *MARCH) == before


def test_values_of_a_place_that_is_gone_stand_aside(
    own: Path, airtrack: Run, ask: Ask, tmp_path: Path
) -> None:
    mixed = tmp_path / "mixed.csv"
    rows = ("x,试点,底张街道", "x,试点,咸阳")
    mixed.write_text("\n".join(("分组代码,分组名称,成员", *rows)), encoding="utf-8")
    assert airtrack("load", mixed, store=own).returncode == 0
    assert "610404003" in counted(own)
    assert airtrack("withdraw", "6", "--reason", "test", store=own).returncode == 0
    assert "610404003" not in counted(own)
    assert ranks(ask(own, "rank", "--group", "试点", *MARCH)) == [(1, "咸阳市")]
    members = ask(own, "groups", "试点")["members"]
    assert [(item["code"], item["is_on_record"]) for item in members] == [
        ("610400", True),
        ("610404003", False),
    ]


def counted(store: Path) -> frozenset[str]:
    """Codes of the places whose values count."""
    return Workspace(Settings.of({"store": str(store)})).house().places_with_data


def test_what_was_known_before_the_register_knows_no_township(own: Path, airtrack: Run) -> None:
    done = airtrack(
        *("rank", "--group", "咸阳市各镇办", *MARCH, "--as-of-knowledge", "2020-01-01"), store=own
    )
    assert done.returncode == 4


def test_views_that_are_made_again_are_the_same(own: Path, airtrack: Run) -> None:
    done = airtrack("rebuild", store=own)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_table_comes_again_once_its_place_is_registered(
    own: Path, airtrack: Run, ask: Ask, tmp_path: Path
) -> None:
    month, more = tmp_path / "month.csv", tmp_path / "more.csv"
    month.write_text(MONTH, encoding="gbk")
    more.write_text("名称,级别,上级\n双照街道,镇办,秦都区\n", encoding="utf-8")
    assert ask(own, "load", month)["files"][0]["already"]
    assert airtrack("load", more, store=own).returncode == 0
    again = ask(own, "load", month)["files"][0]
    assert (again["already"], again["new"], again["aside"]) == (False, 1, 0)
    assert ask(own, "load", month)["files"][0]["already"]


def test_a_newer_row_of_a_code_counts(own: Path, airtrack: Run, ask: Ask, tmp_path: Path) -> None:
    newer = tmp_path / "newer.csv"
    newer.write_text("名称,级别,上级,代码,停用日期\n底张街道,街道,渭城区,610404003,2020-03-30\n")
    assert airtrack("load", newer, store=own).returncode == 0
    found = ask(own, "rank", "--group", "咸阳市各镇办", *MARCH)
    assert "底张街道" not in {name for _, name in ranks(found)}


def gaps(document: Any) -> set[str]:
    """Places that plans mention and nobody knows."""
    return {gap["value"] for gap in document["gaps"] if gap["code"] == "plan_unknown_place"}


def test_registered_places_and_groups_close_the_gaps_of_plans(
    loaded: Path, empty_store: Path, ask: Ask
) -> None:
    closed = gaps(ask(empty_store, "plans", "check")) - gaps(ask(loaded, "plans", "check"))
    assert closed == {"马庄街道", "汾河谷地", "太原盆地"}


@pytest.mark.parametrize(
    ("text", "members"),
    [("汾河谷地", ["140100", "141000"]), ("成都平原", ["510100"])],
    ids=["a new group", "one of the texts"],
)
def test_a_registered_group_is_told_with_its_batch(
    loaded: Path, ask: Ask, text: str, members: list[str]
) -> None:
    found = ask(loaded, "groups", text)
    assert sorted(item["code"] for item in found["members"]) == members
    assert found["batch"] == "b000009"


@pytest.mark.parametrize(
    "group", ["成都平原八市", "川南", "川东北", "川15未达标", "汾河谷地", "太原盆地"]
)
def test_the_regions_of_plans_can_be_asked_for_by_name(loaded: Path, ask: Ask, group: str) -> None:
    found = ask(loaded, "rank", "--group", group, *MARCH)
    assert found["unranked"]


def test_places_are_listed_with_parent_days_and_source(loaded: Path, ask: Ask) -> None:
    found = ask(loaded, "places", "--under", "秦都区")["places"]
    assert [
        (item["code"], item["parent_name"], item["from_on"], item["batch"]) for item in found
    ] == [
        ("610402-人民路街道", "秦都区", None, "b000006"),
        ("610402-古渡街道", "秦都区", "2020-04-01", "b000006"),
        ("610402-吴家堡街道", "秦都区", None, "b000006"),
    ]


def test_places_of_a_kind_are_listed_without_a_store(tmp_path: Path, ask: Ask) -> None:
    found = ask(tmp_path / "none", "places", "--under", "咸阳", "--kind", "zone")["places"]
    assert [item["source"] for item in found] == ["text"] * 3


@pytest.mark.parametrize(
    "verb", [("places", "--under", "秦都区"), ("groups",), ("groups", "秦都区各镇办")]
)
def test_places_and_groups_are_a_table_in_both_languages(
    loaded: Path, airtrack: Run, verb: tuple[str, ...]
) -> None:
    for lang, head in (("zh", "代码"), ("en", "Level")):
        done = airtrack(*verb, "--lang", lang, "--format", "csv", store=loaded)
        assert done.returncode == 0
        assert head in done.stdout.splitlines()[0]
