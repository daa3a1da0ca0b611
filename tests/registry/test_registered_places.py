"""What the registers of a store add to the places and groups of the texts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from airtrack.domain.place import Gone, Group, Membership, Place, PlaceKind, Registered
from airtrack.errors import NotFound
from airtrack.registry import places, tiers
from airtrack.registry.places import Gazetteer
from airtrack.registry.registered import extended
from airtrack.registry.text import Findings

DATA = Path(__file__).parents[2] / "data"
DAY = date(2020, 3, 31)
XIANYANG, WEICHENG, QINDU = "610400", "610404", "610402"


@pytest.fixture(scope="module")
def texts() -> Gazetteer:
    findings = Findings(DATA)
    loaded = places.load(DATA / "places", findings)
    told = tiers.told(loaded, tiers.load(DATA / "places" / tiers.TIERS, findings))
    findings.raise_if_any()
    return told


def township(code: str, name: str, parent: str, **more: object) -> Place:
    """A township as a register's row makes it: its province is open."""
    given: dict[str, object] = {"short_name": name, "kind": PlaceKind.TOWNSHIP, "province": ""}
    return Place(code=code, name=name, parent=parent, **(given | more))  # type: ignore[arg-type]


MAZHUANG = township("m", "马庄街道", WEICHENG)
DIZHANG = township("d", "底张街道", WEICHENG)
WUJIABU = township("w", "吴家堡街道", QINDU)


def with_places(texts: Gazetteer, *found: Place) -> Gazetteer:
    """The gazetteer with these registered places."""
    return extended(texts, Registered(places=found, batches={item.code: "b1" for item in found}))


def test_without_registers_the_texts_are_all_there_is(texts: Gazetteer) -> None:
    assert extended(texts, Registered()) is texts


def test_a_registered_township_is_found_by_its_name(texts: Gazetteer) -> None:
    assert with_places(texts, MAZHUANG).find("马庄街道").code == "m"


def test_the_province_of_a_township_is_that_of_its_city(texts: Gazetteer) -> None:
    assert with_places(texts, MAZHUANG).find("马庄街道").province == "610000"


def test_a_township_below_a_registered_zone_has_a_province_too(texts: Gazetteer) -> None:
    zone = Place(
        code="z", name="空港新城", short_name="空港新城", kind=PlaceKind.ZONE, province="",
        parent=XIANYANG,
    )  # fmt: skip
    found = with_places(texts, township("t", "太平镇", "z"), zone)
    assert found.find("太平镇").province == "610000"


@pytest.mark.parametrize("group", ["陕西省", "168", "337", "汾渭平原"])
def test_a_township_is_in_no_list_of_cities(texts: Gazetteer, group: str) -> None:
    before = texts.find_group(group).members(DAY)
    assert with_places(texts, MAZHUANG, DIZHANG).find_group(group).members(DAY) == before


@pytest.mark.parametrize(
    ("text", "members"),
    [
        pytest.param("咸阳市各镇办", ("d", "m", "w"), id="of the city"),
        pytest.param("咸阳各乡镇", ("d", "m", "w"), id="by the short name"),
        pytest.param("610400-townships", ("d", "m", "w"), id="by its id"),
        pytest.param("渭城区各镇办", ("d", "m"), id="of the district"),
    ],
)
def test_the_townships_below_a_place_are_a_set(
    texts: Gazetteer, text: str, members: tuple[str, ...]
) -> None:
    found = with_places(texts, MAZHUANG, DIZHANG, WUJIABU)
    assert found.find_group(text).members(DAY) == members


def test_a_set_of_one_is_none(texts: Gazetteer) -> None:
    assert not with_places(texts, MAZHUANG, WUJIABU).is_group("渭城区各镇办")


def test_the_counties_and_committees_of_a_city_are_a_set(texts: Gazetteer) -> None:
    # data/places/places.csv: 13 counties and districts, 3 zones
    assert len(texts.find_group("咸阳市各县区").members(DAY)) == 16


def test_a_place_is_ranked_on_its_days_alone(texts: Gazetteer) -> None:
    late = township("d", "底张街道", WEICHENG, from_on=date(2020, 4, 1))
    found = with_places(texts, MAZHUANG, late).find_group("渭城区各镇办")
    assert found.members(date(2020, 3, 31)) == ("m",)
    assert found.members(date(2020, 4, 1)) == ("d", "m")


def test_sets_below_a_place_are_offered_once_a_register_has_some_of_them(texts: Gazetteer) -> None:
    def offered(found: Gazetteer) -> set[str]:
        return {group.id for group in found.all_groups()}

    more = offered(with_places(texts, MAZHUANG, DIZHANG)) - offered(texts)
    assert more == {"610400-townships", "610404-townships"}


def test_the_name_behind_that_of_its_district_means_the_township(texts: Gazetteer) -> None:
    found = with_places(texts, MAZHUANG)
    assert {found.find(text).code for text in ("渭城区马庄街道", "咸阳市马庄街道")} == {"m"}


def test_a_spelling_of_two_registered_places_leads_to_neither(texts: Gazetteer) -> None:
    twins = township("a", "城关镇", "610422"), township("b", "城关镇", "610424")
    found = with_places(texts, *twins)
    assert found.find_in_file("城关镇") is None
    assert found.find("三原县城关镇").code == "a"


def test_a_spelling_of_the_texts_keeps_its_meaning(texts: Gazetteer) -> None:
    assert with_places(texts, township("x", "秦都", WEICHENG)).find("秦都").code == QINDU


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("延吉", "222401"),
        ("延吉市", "222401"),
        ("延边", "222400"),
        ("延边州", "222400"),
        ("延边朝鲜族自治州", "222400"),
    ],
)
def test_the_city_of_yanji_is_not_the_prefecture_of_yanbian(
    texts: Gazetteer, text: str, code: str
) -> None:
    assert texts.find(text).code == code
    in_file = texts.find_in_file(text)
    assert in_file is not None
    assert in_file.code == code


def test_a_township_of_yanji_is_none_of_yanbian_alone(texts: Gazetteer) -> None:
    found = with_places(
        texts, township("j", "建工街道", "222401"), township("b", "北山街道", "222401")
    )
    assert found.find_group("延吉市各镇办").members(DAY) == ("b", "j")
    assert found.find_group("延边各镇办").members(DAY) == ("b", "j")
    assert "222401" not in found.find_group("吉林省").members(DAY)


def test_a_registered_row_keeps_the_spellings_of_the_text(texts: Gazetteer) -> None:
    row = Place(
        code="610482", name="彬州市", short_name="彬州", kind=PlaceKind.COUNTY, province="",
        parent=XIANYANG, aliases=("彬县",),
    )  # fmt: skip
    found = with_places(texts, row)
    assert {found.find(text).code for text in ("彬县", "彬州", "彬州市")} == {"610482"}
    assert found.places["610482"].lat == texts.places["610482"].lat


def registered_group(key: str, name: str, *members: str) -> Registered:
    """A group of these members since 2020."""
    spans = tuple(
        Membership(group=key, place=code, from_on=date(2020, 1, 1), to_on=date.max)
        for code in members
    )
    own = Group(id=key, name=name, name_en=name, clause="note")
    return Registered(groups=(own,), memberships=spans, batches={key: "b1"})


def test_a_registered_group_replaces_that_of_the_texts_as_a_whole(texts: Gazetteer) -> None:
    found = extended(texts, registered_group("chengdu-plain", "成都平原八市", "510100", "510700"))
    for text in ("成都平原八市", "成都平原", "chengdu-plain"):
        assert found.find_group(text).members(DAY) == ("510100", "510700")
    assert found.find_group("成都平原").members(date(2019, 12, 31)) == ()


def test_a_new_group_is_found_and_stands_before_the_provinces(texts: Gazetteer) -> None:
    found = extended(texts, registered_group("fenhe-valley", "汾河谷地", "140100", "141000"))
    assert found.find_group("汾河谷地").members(DAY) == ("140100", "141000")
    ids = [group.id for group in found.all_groups()]
    assert ids.index("fenhe-valley") < ids.index("110000")


@pytest.mark.parametrize("group", ["成都平原八市", "川南", "川东北", "川15未达标"])
def test_the_regions_of_the_sichuan_plan_are_known_by_name(texts: Gazetteer, group: str) -> None:
    sizes = {"成都平原八市": 8, "川南": 4, "川东北": 5, "川15未达标": 15}
    assert len(texts.find_group(group).members(DAY)) == sizes[group]


def test_a_place_whose_batch_was_withdrawn_names_the_batch(texts: Gazetteer) -> None:
    found = extended(texts, Registered(gone=(Gone("m", "马庄街道", "b000006"),)))
    with pytest.raises(NotFound) as caught:
        found.find("马庄街道")
    assert (caught.value.code, caught.value.params["batch"]) == ("place_gone", "b000006")


def test_a_code_that_is_gone_is_called_by_itself(texts: Gazetteer) -> None:
    assert texts.places["gone-1"].name == "gone-1"
    assert "gone-1" not in texts.places


def test_every_place_of_the_texts_stands_below_a_higher_one(texts: Gazetteer) -> None:
    wrong = [
        place.code
        for place in texts.places.values()
        if place.parent != place.code
        and not place.kind.may_be_under(texts.places[place.parent].kind)
    ]
    assert wrong == []


def test_a_registered_city_is_in_its_province_on_its_days(texts: Gazetteer) -> None:
    city = Place(
        code="220900", name="某新市", short_name="某新", kind=PlaceKind.PREFECTURE, province="",
        parent="220000", from_on=date(2020, 4, 1),
    )  # fmt: skip
    jilin = with_places(texts, city).find_group("吉林省")
    assert "220900" not in jilin.members(date(2020, 3, 31))
    assert "220900" in jilin.members(date(2020, 4, 1))
