"""The register of places: its counts, its spellings, its dated groups, and what it refuses."""

from __future__ import annotations

import csv
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from airtrack.domain.place import PlaceKind
from airtrack.errors import NotFound
from airtrack.registry import places
from airtrack.registry.places import Gazetteer
from airtrack.registry.text import Findings

DATA = Path(__file__).parents[2] / "data"
MID_2019, MID_2024 = date(2019, 6, 30), date(2024, 6, 30)

ARCHIVE_NAMES = {
    "临安": "330112",
    "义乌": "330782",
    "乳山": "371083",
    "五家渠": "659004",
    "即墨": "370215",
    "句容": "321183",
    "吐鲁番地区": "650400",
    "吴江": "320509",
    "哈密地区": "650500",
    "太仓": "320585",
    "宜兴": "320282",
    "富阳": "330111",
    "寿光": "370783",
    "常熟": "320581",
    "平度": "370283",
    "张家港": "320582",
    "招远": "370685",
    "文登": "371003",
    "昆山": "320583",
    "江阴": "320281",
    "海东地区": "630200",
    "海门": "320614",
    "溧阳": "320481",
    "瓦房店": "210281",
    "石河子": "659001",
    "章丘": "370114",
    "胶南": "370211",
    "胶州": "370281",
    "荣成": "371082",
    "莱州": "370683",
    "莱西": "370285",
    "诸暨": "330681",
    "那曲地区": "540600",
    "金坛": "320413",
    "铜仁地区": "520600",
}


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return places.load(DATA / "places", Findings(DATA))


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[str, Callable[[str], str]], set[tuple[str, str]]]:
    """Loads a copy of the register with one file rewritten; the (file, code) of its problems."""

    def load(name: str, rewrite: Callable[[str], str]) -> set[tuple[str, str]]:
        folder = tmp_path / "places"
        shutil.copytree(DATA / "places", folder)
        before = (folder / name).read_text(encoding="utf-8")
        after = rewrite(before)
        assert after != before
        (folder / name).write_text(after, encoding="utf-8")
        findings = Findings(tmp_path)
        places.load(folder, findings)
        return {(problem.file, problem.code) for problem in findings.problems}

    return load


def test_the_shipped_register_has_no_problem() -> None:
    findings = Findings(DATA)
    places.load(DATA / "places", findings)
    assert findings.problems == []


def test_there_are_337_prefecture_level_units(gazetteer: Gazetteer) -> None:
    """333 prefecture-level units and 4 municipalities, GB/T 2260."""
    kinds = [place.kind for place in gazetteer.places.values()]
    assert kinds.count(PlaceKind.PREFECTURE) == 337


def test_every_province_level_unit_has_one_row(gazetteer: Gazetteer) -> None:
    """34 by GB/T 2260."""
    heads = [place for place in gazetteer.places.values() if place.province == place.code]
    assert len(heads) == 34


@pytest.mark.parametrize(
    ("group", "on", "n"),
    [
        pytest.param("key-168", date(2018, 12, 31), 169, id="169-while-laiwu-was-a-prefecture"),
        pytest.param("key-168", date(2019, 1, 31), 169, id="169-on-the-last-day-of-laiwu"),
        pytest.param("key-168", date(2019, 2, 1), 168, id="168-from-2019-02"),
        pytest.param("key-168", MID_2019, 168, id="168-in-2019"),
        pytest.param("key-168", date(2018, 6, 30), 0, id="no-168-before-2018-07"),
        pytest.param("key-168", date(2018, 7, 1), 169, id="169-on-the-first-day"),
        pytest.param("key-74", date(2018, 6, 30), 74, id="74-until-2018-06"),
        pytest.param("key-74", date(2018, 7, 1), 0, id="no-74-from-2018-07"),
        pytest.param("2+26", MID_2019, 28, id="2+26-is-28"),
        pytest.param("2+26", MID_2024, 0, id="2+26-ended"),
        pytest.param("2+36", MID_2024, 38, id="2+36-is-38"),
        pytest.param("2+36", date(2023, 12, 31), 0, id="2+36-not-before-2024"),
        pytest.param("jing-jin-ji", MID_2019, 54, id="54-around-beijing-in-2019"),
        pytest.param("jing-jin-ji", MID_2024, 38, id="38-around-beijing-in-2024"),
        pytest.param("yangtze-delta", MID_2019, 41, id="yangtze-41-in-2019"),
        pytest.param("yangtze-delta", MID_2024, 31, id="yangtze-31-in-2024"),
        pytest.param("fenwei", MID_2019, 11, id="fenwei-11-in-2019"),
        pytest.param("fenwei", MID_2024, 13, id="fenwei-13-in-2024"),
        pytest.param("pearl-river-delta", MID_2019, 9, id="pearl-river-9"),
        pytest.param("chengyu", MID_2019, 16, id="chengyu-16"),
        pytest.param("mid-yangtze", MID_2019, 22, id="mid-yangtze-22"),
        pytest.param("changzhutan", MID_2019, 3, id="changzhutan-3"),
        pytest.param("changzhutan-channel", MID_2019, 6, id="channel-6"),
        pytest.param("prefecture-337", MID_2019, 337, id="337-in-2019"),
        pytest.param("prefecture-337", date(2018, 6, 30), 338, id="338-in-2018"),
        pytest.param("广东省", MID_2019, 21, id="guangdong-21"),
        pytest.param("湖南省", MID_2019, 14, id="hunan-14"),
        pytest.param("北京市", MID_2019, 1, id="a-municipality-is-its-own-only-unit"),
    ],
)
def test_a_group_has_as_many_members_as_its_document_says(
    gazetteer: Gazetteer, group: str, on: date, n: int
) -> None:
    """Counts: 环办监测〔2018〕19号, 国发〔2023〕24号, national bulletins; GB/T 2260."""
    assert len(gazetteer.find_group(group).members(on)) == n


def test_members_are_distinct_codes_in_order(gazetteer: Gazetteer) -> None:
    members = gazetteer.find_group("changzhutan-channel").members(MID_2019)
    assert members == ("430100", "430200", "430300", "430600", "430700", "430900")


def test_luoyang_leaves_fenwei_for_2_plus_36_in_2024(gazetteer: Gazetteer) -> None:
    """国发〔2023〕24号 lists 洛阳 with 京津冀及周边."""
    sets = [gazetteer.find_group(name) for name in ("fenwei", "jing-jin-ji")]
    inside = [["410300" in s.members(on) for s in sets] for on in (MID_2019, MID_2024)]
    assert inside == [[True, False], [False, True]]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("430100", "430100", id="code"),
        pytest.param("长沙市", "430100", id="full-name"),
        pytest.param("长沙", "430100", id="short-name"),
        pytest.param(" 长 沙　市 ", "430100", id="white-space"),
        pytest.param("４３０１００", "430100", id="full-width-digits"),
        pytest.param("襄樊", "420600", id="xiangfan-is-xiangyang"),
        pytest.param("毕节地区", "520500", id="bijie-prefecture"),
        pytest.param("思茅", "530800", id="simao-is-puer"),
        pytest.param("铜仁地区", "520600", id="tongren-prefecture"),
        pytest.param("那曲地区", "540600", id="nagqu-prefecture"),
        pytest.param("吉首", "433100", id="a-seat-used-for-its-prefecture"),
        pytest.param("恩施", "422800", id="enshi-is-the-prefecture"),
        pytest.param("恩施市", "422801", id="enshi-city-is-the-county"),
        pytest.param("吉林", "220200", id="jilin-is-the-city"),
        pytest.param("吉林省", "220000", id="jilin-province"),
        pytest.param("海南", "460000", id="hainan-is-the-province"),
        pytest.param("海南州", "632500", id="hainan-prefecture"),
        pytest.param("朝阳", "211300", id="chaoyang-is-in-liaoning"),
        pytest.param("北京", "110000", id="municipality"),
        pytest.param("莱芜", "371200", id="laiwu-keeps-its-code"),
        pytest.param("胶南", "370211", id="jiaonan-is-huangdao"),
        pytest.param("临安", "330112", id="linan-is-a-district"),
    ],
)
def test_a_place_is_found_by_any_of_its_spellings(
    gazetteer: Gazetteer, text: str, code: str
) -> None:
    assert gazetteer.find(text).code == code


@pytest.mark.parametrize(("name", "code"), ARCHIVE_NAMES.items(), ids=ARCHIVE_NAMES)
def test_a_name_that_archives_carry_finds_the_unit_of_today(
    gazetteer: Gazetteer, name: str, code: str
) -> None:
    """Codes: GB/T 2260, for former cities the district they became."""
    found = gazetteer.find_in_file(name)
    assert found is not None
    assert found.code == code


def test_every_name_of_the_hourly_archive_is_known(gazetteer: Gazetteer, real_data: Path) -> None:
    with zipfile.ZipFile(real_data / "city_hourly" / "china_cities_201906.zip") as archive:
        text = archive.read("china_cities_20190601.csv").decode("utf-8-sig")
    names = {row["城市"] for row in csv.DictReader(text.splitlines())}
    assert [name for name in names if gazetteer.find_in_file(name) is None] == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("海南", id="short-name-of-a-province"),
        pytest.param("湖南省", id="full-name-of-a-province"),
        pytest.param("168城市均值", id="row-of-a-group"),
        pytest.param("临", id="half-a-name"),
    ],
)
def test_a_row_of_a_file_that_is_no_city_finds_nothing(gazetteer: Gazetteer, text: str) -> None:
    assert gazetteer.find_in_file(text) is None


def test_an_unknown_place_names_the_nearest(gazetteer: Gazetteer) -> None:
    with pytest.raises(NotFound) as caught:
        gazetteer.find("襄凡")
    assert caught.value.code == "no_such_place"
    assert caught.value.params == {"text": "襄凡", "nearest": ["襄阳市"]}


@pytest.mark.parametrize(
    ("text", "group"),
    [
        pytest.param("168", "key-168", id="number"),
        pytest.param("168城市", "key-168", id="alias"),
        pytest.param("KEY-168", "key-168", id="capitals"),
        pytest.param("168个重点城市", "key-168", id="name"),
        pytest.param("2＋26城市", "2+26", id="full-width-plus"),
        pytest.param("长三角", "yangtze-delta", id="yangtze-delta"),
        pytest.param("长株潭及传输通道", "changzhutan-channel", id="channel"),
        pytest.param("全国", "prefecture-337", id="whole-country"),
        pytest.param("337城市", "prefecture-337", id="337"),
        pytest.param("430000", "430000", id="province-by-code"),
        pytest.param("湖南", "430000", id="province-by-short-name"),
        pytest.param("吉林", "220000", id="jilin-is-the-province"),
        pytest.param("海南", "460000", id="hainan-is-the-province"),
    ],
)
def test_a_group_is_found_by_any_of_its_spellings(
    gazetteer: Gazetteer, text: str, group: str
) -> None:
    assert gazetteer.find_group(text).id == group


def test_a_province_as_a_group_has_an_english_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.find_group("陕西").name_en == "Shaanxi"


def test_an_unknown_group_names_the_nearest(gazetteer: Gazetteer) -> None:
    with pytest.raises(NotFound) as caught:
        gazetteer.find_group("湖难省")
    assert caught.value.code == "unknown_group"
    assert "湖南省" in caught.value.params["nearest"]  # type: ignore[operator]


def test_a_province_without_units_is_not_offered_as_a_group(gazetteer: Gazetteer) -> None:
    with pytest.raises(NotFound, match="unknown_group"):
        gazetteer.find_group("澳门特别行政区")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("湖南省", "430000", id="name"),
        pytest.param("湖南", "430000", id="short-name"),
        pytest.param("430000", "430000", id="code"),
        pytest.param("吉林", "220000", id="the-province-not-the-city"),
        pytest.param("北京市", "110000", id="municipality"),
        pytest.param("长沙", None, id="a-city"),
        pytest.param("宁东基地", None, id="a-zone"),
        pytest.param("长株潭", None, id="a-group"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_province_is_found_for_its_own_row(
    gazetteer: Gazetteer, text: str, code: str | None
) -> None:
    found = gazetteer.find_province(text)
    assert (found and found.code) == code


@pytest.mark.parametrize(
    ("text", "known"), [("长株潭", True), ("2+26", True), ("湖南省", True), ("长沙", False)]
)
def test_a_set_of_places_is_known_as_such(gazetteer: Gazetteer, text: str, known: bool) -> None:
    assert gazetteer.is_group(text) is known


@pytest.mark.parametrize(
    ("text", "code", "parent", "kind"),
    [
        ("五原县", "150821", "150800", PlaceKind.COUNTY),
        ("五原", "150821", "150800", PlaceKind.COUNTY),
        ("宁东能源化工基地", "640100-ningdong", "640100", PlaceKind.ZONE),
        ("宁东基地", "640100-ningdong", "640100", PlaceKind.ZONE),
        ("宁东", "640100-ningdong", "640100", PlaceKind.ZONE),
    ],
)
def test_places_of_published_tables_that_are_no_cities_are_known(
    gazetteer: Gazetteer, text: str, code: str, parent: str, kind: PlaceKind
) -> None:
    found = gazetteer.find_in_file(text)
    assert found is not None
    assert (found.code, found.parent, found.kind) == (code, parent, kind)


def test_a_zone_is_no_member_of_its_province(gazetteer: Gazetteer) -> None:
    assert "640100-ningdong" not in gazetteer.find_group("宁夏").members(MID_2024)


def test_every_prefecture_level_unit_lies_in_china(gazetteer: Gazetteer) -> None:
    """73–136° E, 3–54° N."""
    outside = [
        place.name
        for place in gazetteer.places.values()
        if place.kind is PlaceKind.PREFECTURE
        and not (73 < (place.lon or 0) < 136 and 3 < (place.lat or 0) < 54)
    ]
    assert outside == []


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        pytest.param("长沙", 113.0, 28.2, id="changsha"),
        pytest.param("上海", 121.5, 31.2, id="shanghai"),
        pytest.param("拉萨", 91.1, 29.7, id="lhasa"),
        pytest.param("乌鲁木齐", 87.6, 43.8, id="urumqi"),
        pytest.param("昆山", 120.95, 31.4, id="kunshan"),
        pytest.param("莱芜", 117.7, 36.2, id="laiwu"),
    ],
)
def test_a_position_is_near_the_city(
    gazetteer: Gazetteer, name: str, lon: float, lat: float
) -> None:
    """Seats of government as any atlas has them; the tolerance is the size of a prefecture."""
    place = gazetteer.find(name)
    assert [place.lon, place.lat] == pytest.approx([lon, lat], abs=0.6)


def _swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def _append(line: str) -> Callable[[str], str]:
    return lambda text: text + line + "\n"


@pytest.mark.parametrize(
    ("file", "rewrite", "code"),
    [
        pytest.param(
            "places.csv",
            _append("430100,甲市,甲,county,430000,430000,,,,"),
            "registry_duplicate_code",
            id="one-code-twice",
        ),
        pytest.param(
            "places.csv",
            _append("439999,甲市,甲,county,430000,439900,,,,"),
            "registry_unknown_parent",
            id="parent-is-missing",
        ),
        pytest.param(
            "places.csv",
            _append("439999,甲市,甲,county,990000,430000,,,,"),
            "registry_unknown_parent",
            id="province-is-missing",
        ),
        pytest.param(
            "places.csv",
            _append("439999,甲市,甲,county,430100,430100,,,,"),
            "registry_unknown_parent",
            id="province-is-a-city",
        ),
        pytest.param(
            "places.csv",
            _append("439999,甲市,甲,county,430000,430000,长沙,,,"),
            "registry_ambiguous_alias",
            id="alias-is-another's-short-name",
        ),
        pytest.param(
            "places.csv",
            _append("439999,甲市,甲,county,430000,430000,湖南省,,,"),
            "registry_ambiguous_alias",
            id="alias-is-a-province's-full-name",
        ),
        pytest.param(
            "places.csv",
            _append("990000,湖南省,湘,province,990000,990000,,,,"),
            "registry_ambiguous_alias",
            id="two-provinces-of-one-name",
        ),
        pytest.param(
            "places.csv",
            _append("439999,甲市,甲,village,430000,430000,,,,"),
            "registry_value",
            id="kind-is-unknown",
        ),
        pytest.param(
            "groups.csv",
            _append("2+26,甲,A,,clause"),
            "registry_duplicate_group",
            id="one-group-twice",
        ),
        pytest.param(
            "groups.csv",
            _append("a,甲,A,,clause"),
            "registry_empty_group",
            id="group-without-members",
        ),
        pytest.param(
            "groups.csv",
            _swap("汾渭|", "长三角|"),
            "registry_ambiguous_alias",
            id="one-alias-for-two-groups",
        ),
        pytest.param(
            "groups.csv",
            _swap("汾渭|", "山西|"),
            "registry_ambiguous_alias",
            id="group-named-like-a-province",
        ),
        pytest.param(
            "memberships.csv",
            _append("2+26,999999,2020-01-01,2020-12-31"),
            "registry_unknown_member",
            id="member-is-no-place",
        ),
        pytest.param(
            "memberships.csv",
            _append("nowhere,430100,2020-01-01,2020-12-31"),
            "registry_unknown_member",
            id="member-of-no-group",
        ),
        pytest.param(
            "memberships.csv",
            _append("2+26,430100,2020-01-02,2020-01-01"),
            "registry_span_reversed",
            id="ends-before-it-begins",
        ),
        pytest.param(
            "memberships.csv",
            _append("2+26,110000,2023-12-31,2024-12-31"),
            "registry_span_overlap",
            id="spans-share-one-day",
        ),
    ],
)
def test_a_broken_table_gives_the_promised_problem(
    broken: Callable[[str, Callable[[str], str]], set[tuple[str, str]]],
    file: str,
    rewrite: Callable[[str], str],
    code: str,
) -> None:
    assert broken(file, rewrite) == {(f"places/{file}", code)}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("2+26,110000,2024-01-01,2024-12-31", id="the-day-after"),
        pytest.param("2+26,430100,2020-01-01,2020-01-01", id="a-single-day"),
    ],
)
def test_a_span_on_the_limit_is_no_problem(
    broken: Callable[[str, Callable[[str], str]], set[tuple[str, str]]], line: str
) -> None:
    assert broken("memberships.csv", _append(line)) == set()


def test_a_missing_table_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    findings = Findings(tmp_path)
    places.load(tmp_path / "places", findings)
    assert {problem.code for problem in findings.problems} == {"registry_missing_file"}
