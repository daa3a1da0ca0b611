"""Which place a file is named after."""

from __future__ import annotations

from pathlib import Path

import pytest

from airtrack.registry import pinyin, places
from airtrack.registry.places import Gazetteer
from airtrack.registry.text import Findings

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    findings = Findings(DATA)
    found = places.load(DATA / "places", findings)
    findings.raise_if_any()
    return found


# Readings that a dictionary of single characters gets wrong.
@pytest.mark.parametrize(
    ("letters", "name"),
    [
        ("changsha", "长沙市"),
        ("chongqing", "重庆市"),
        ("changzhi", "长治市"),
        ("chaoyang", "朝阳市"),
        ("luohe", "漯河市"),
        ("xiamen", "厦门市"),
        ("bengbu", "蚌埠市"),
        ("luan", "六安市"),
        ("changdu", "昌都市"),
        ("haerbin", "哈尔滨市"),
        ("harbin", "哈尔滨市"),
        ("lyuliang", "吕梁市"),
        ("xian", "西安市"),
    ],
)
def test_letters_are_read_as_the_name_of_the_city(
    gazetteer: Gazetteer, letters: str, name: str
) -> None:
    place = gazetteer.find_in_file_name(f"{letters}_2020.csv")
    assert place is not None
    assert place.name == name


@pytest.mark.parametrize("letters", ["suzhou", "taizhou", "fuzhou", "yichun", "yulin"])
def test_letters_of_two_cities_are_neither(gazetteer: Gazetteer, letters: str) -> None:
    assert gazetteer.find_in_file_name(f"{letters}.csv") is None


def test_every_prefecture_is_written_in_letters(gazetteer: Gazetteer) -> None:
    findings = Findings(DATA)
    words = dict(pinyin.table(pinyin.Spelled, DATA / "places" / "pinyin.csv", findings))
    written = {word.code for word in words.values()}
    assert {code for code, p in gazetteer.places.items() if p.kind == "prefecture"} <= written


@pytest.mark.parametrize(
    ("path", "name"),
    [
        pytest.param("2020.zip/长沙/2020-01.csv", "长沙市", id="folder-around"),
        pytest.param("长沙/zhuzhou.csv", "株洲市", id="the-innermost-name-decides"),
        pytest.param("吉林省长春市.csv", "长春市", id="province-before-the-city"),
        pytest.param("book.xlsx · 长沙市", "长沙市", id="sheet"),
    ],
)
def test_the_innermost_name_that_says_anything_decides(
    gazetteer: Gazetteer, path: str, name: str
) -> None:
    place = gazetteer.find_in_file_name(path)
    assert place is not None
    assert place.name == name


def test_a_code_that_is_no_place_is_told(tmp_path: Path) -> None:
    file = tmp_path / "pinyin.csv"
    file.write_text("code,spellings\n999999,nowhere\n", encoding="utf-8")
    findings = Findings(tmp_path)
    pinyin.load(file, findings, codes=["430100"])
    assert [problem.code for problem in findings.problems] == ["registry_unknown_member"]
