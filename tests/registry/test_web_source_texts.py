"""Texts of web sources: those on file are sound, and a wrong one says where."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from airtrack.domain.web_source import WebSource
from airtrack.errors import NotFound, RegistryError
from airtrack.registry import web_sources

TEXT = """id = "mine"
name = "我的"
name_en = "mine"
base = "https://example.invalid"
url = "{base}/{year}.csv"
format = "csv"
"""


def written(folder: Path, text: str = TEXT, name: str = "mine.toml") -> Path:
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def refused(folder: Path, text: str) -> str:
    with pytest.raises(RegistryError) as caught:
        web_sources.load(folder, written(folder, text))
    return str(caught.value.problems[0].params)


def test_three_sources_are_on_file(data_folder: Path) -> None:
    found = [source.id for source in web_sources.load(data_folder)]
    assert found == ["openaq", "portal_csv", "portal_json"]


def test_no_text_on_file_holds_more_than_the_name_of_a_key(data_folder: Path) -> None:
    for file in (data_folder / "sources").glob("*.toml"):
        key = tomllib.loads(file.read_text(encoding="utf-8")).get("key", {})
        assert set(key) <= {"env", "header", "query", "prefix"}


def test_sources_of_ones_own_stand_beside_ours(data_folder: Path, tmp_path: Path) -> None:
    found = web_sources.load(data_folder, written(tmp_path))
    assert web_sources.named(found, "mine").name_en == "mine"
    assert web_sources.named(found, "openaq").id == "openaq"


def test_ones_own_source_wins_over_ours_of_the_same_id(data_folder: Path, tmp_path: Path) -> None:
    text = TEXT.replace('"mine"', '"openaq"')
    found = web_sources.load(data_folder, written(tmp_path, text, "openaq.toml"))
    assert web_sources.named(found, "openaq").base == "https://example.invalid"


def test_an_unknown_source_is_told_with_those_on_file(data_folder: Path) -> None:
    with pytest.raises(NotFound) as caught:
        web_sources.named(web_sources.load(data_folder), "openap")
    assert "openaq" in str(caught.value.params["nearest"])


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        pytest.param("{year}", "{yaer}", "nothing fills yaer", id="an unknown gap"),
        pytest.param("{base}/", "https://h/", "begins with {base}", id="an address of its own"),
        pytest.param('"csv"', '"xml"', "json", id="an unknown format"),
        pytest.param('base = "https://example.invalid"', "", "whom to ask", id="nobody to ask"),
        pytest.param('"csv"\n', '"csv"\nrows = "a"\n', "belong to JSON", id="rows of a CSV"),
        pytest.param(
            '"csv"\n', '"csv"\nneeds = ["a"]\nitem = [{ b = "1" }]\n', "fields a", id="item"
        ),
        pytest.param('"csv"\n', '"csv"\n[limits]\nattempts = 0\n', "greater", id="no attempt"),
        pytest.param('"csv"\n', '"csv"\n[key]\nenv = "A"\n', "header or into the query", id="key"),
        pytest.param(
            '"csv"\n', '"csv"\n[key]\nenv = "1f-9c"\nquery = "k"\n', "not a key", id="a key itself"
        ),
        pytest.param('"csv"\n', '"csv"\ntimeout = 3\n', "not permitted", id="a word unknown"),
    ],
)
def test_a_wrong_text_says_what_is_wrong(
    tmp_path: Path, before: str, after: str, reason: str
) -> None:
    assert reason in refused(tmp_path, TEXT.replace(before, after))


def test_the_id_is_the_name_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(RegistryError) as caught:
        web_sources.load(tmp_path, written(tmp_path, name="other.toml"))
    assert caught.value.problems[0].code == "registry_id_is_not_file_name"


def test_a_source_without_columns_may_not_have_single_values() -> None:
    measured = {"name": "n", "value": "v", "unit": "u", "columns": {}}
    text = tomllib.loads(TEXT) | {"measured": measured}
    with pytest.raises(ValueError, match="need columns"):
        WebSource.model_validate(text)
