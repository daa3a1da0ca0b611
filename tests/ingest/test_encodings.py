"""The ladder of encodings: what is found is told, and what is said is held to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from airtrack.errors import SheetError, WrongUse
from airtrack.ingest import draft as drafts
from airtrack.ingest.sheets import walk
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.store.draft import Draft

TABLE = "日期,城市,PM10\n2020-01-01,太原,40\n"
Said = Callable[[bytes, str | None], Draft]


@pytest.fixture
def said(tmp_path: Path, forms: Forms, gazetteer: Gazetteer) -> Said:
    """Reads a file that is said to be in an encoding."""

    def read(content: bytes, encoding: str | None) -> Draft:
        path = tmp_path / "file.csv"
        path.write_bytes(content)
        source = walk.encoded(walk.source(path), encoding)
        return drafts.read(source, forms=forms, gazetteer=gazetteer)

    return read


@pytest.mark.parametrize(
    ("written", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("gbk", "gb18030"), ("gb18030", "gb18030")],
)
def test_the_encoding_that_was_found_is_told(said: Said, written: str, told: str) -> None:
    assert said(TABLE.encode(written), None).encodings == (told,)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "gbk", "big5", "utf-16"])
def test_an_encoding_that_is_said_is_used(said: Said, encoding: str) -> None:
    draft = said(TABLE.encode(encoding), encoding)
    assert (draft.encodings, draft.rows["pm10_milli"].to_pylist()) == ((encoding,), [40000])


def test_a_mark_goes_with_utf_8_that_is_said(said: Said) -> None:
    assert said(TABLE.encode("utf-8-sig"), "utf-8").rows.num_rows == 1


@pytest.mark.parametrize(("written", "encoding"), [("gbk", "utf-8"), ("utf-16", "gbk")])
def test_a_file_in_another_encoding_than_is_said_is_refused(
    said: Said, written: str, encoding: str
) -> None:
    with pytest.raises(SheetError) as caught:
        said(TABLE.encode(written), encoding)
    assert caught.value.code == "other_encoding"
    assert caught.value.params == {"file": "file.csv", "encoding": encoding}


def test_an_encoding_nobody_offers_is_wrong_use(said: Said) -> None:
    with pytest.raises(WrongUse, match="unknown_encoding"):
        said(TABLE.encode(), "latin-1")
