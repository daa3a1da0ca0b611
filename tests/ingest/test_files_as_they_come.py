"""Encodings, compression, archives and folders."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from airtrack.errors import Problem, SheetError
from airtrack.ingest import draft as drafts
from airtrack.ingest.sheets import walk
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.store.draft import Draft

TABLE = "日期,城市,PM10\n2020-01-01,太原,40\n"
OTHER = "日期,城市,PM10\n2020-01-01,北京,50\n"
HOURLY = "date,hour,city,PM10\n20200101,1,北京,50\n"


def zipped(*entries: tuple[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries:
            archive.writestr(name, content)
    return stream.getvalue()


def refused(read: Callable[..., Draft], content: str | bytes, name: str = "file.csv") -> SheetError:
    with pytest.raises(SheetError) as caught:
        read(content, name)
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TABLE.encode(), id="utf-8"),
        pytest.param(TABLE.encode("utf-8-sig"), id="utf-8 with mark"),
        pytest.param(TABLE.encode("gb18030"), id="gbk"),
        pytest.param(TABLE.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(TABLE.replace(",", "\t").encode(), id="tabs"),
        pytest.param(TABLE.replace(",", ";").encode(), id="semicolons"),
        pytest.param(TABLE.rstrip().encode(), id="no newline at the end"),
        pytest.param(
            b'"' + TABLE.replace(",", '","').replace("\n", '"\n"').encode()[:-1], id="quoted"
        ),
    ],
)
def test_the_same_table_is_read_however_it_is_written(
    read: Callable[..., Draft], content: str | bytes
) -> None:
    draft = read(content)
    row = draft.rows.to_pylist()[0]
    assert (row["place_id"], row["pm10_milli"], row["source_row"]) == ("140100", 40000, 2)
    assert not draft.problems


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(TABLE.encode("utf-16"), id="utf-16"),
        pytest.param("date,city\n1,2\n".encode("utf-16-le"), id="utf-16 without mark"),
        pytest.param(b"date,city\n\xff\xff\xff\n", id="no encoding"),
        pytest.param(b"\xef\xbb\xbf" + TABLE.encode("gb18030"), id="mark of another encoding"),
    ],
)
def test_an_encoding_nobody_knows_is_refused(
    read: Callable[..., Draft], content: str | bytes
) -> None:
    error = refused(read, content)
    assert (error.code, error.params["file"]) == ("unreadable_encoding", "file.csv")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \n\n"])
def test_an_empty_file_is_refused(read: Callable[..., Draft], content: str | bytes) -> None:
    assert refused(read, content).code == "empty_file"


def test_a_path_without_file_is_refused(read_path: Callable[[Path], Draft], tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="no_such_file"):
        read_path(tmp_path / "nothing.csv")


def test_a_file_that_is_no_table_is_refused(read: Callable[..., Draft]) -> None:
    assert refused(read, b"...", "figures.pdf").code == "no_table"


def test_a_compressed_table_is_read(read: Callable[..., Draft]) -> None:
    draft = read(gzip.compress(TABLE.encode()), "file.csv.gz")
    assert draft.members == ("file.csv.gz",)
    assert draft.rows.num_rows == 1


def test_a_truncated_compressed_table_is_refused(read: Callable[..., Draft]) -> None:
    error = refused(read, gzip.compress(TABLE.encode())[:-9], "file.csv.gz")
    assert (error.code, error.params["file"]) == ("damaged_archive", "file.csv.gz")


def test_a_truncated_archive_is_refused(read: Callable[..., Draft]) -> None:
    assert refused(read, zipped(("a.csv", TABLE))[:-30], "file.zip").code == "damaged_archive"


def test_an_archive_with_a_broken_table_names_it(read: Callable[..., Draft]) -> None:
    content = bytearray(zipped(("a.csv", TABLE)))
    content[45] ^= 0xFF
    error = refused(read, bytes(content), "file.zip")
    assert (error.code, error.params["file"]) == ("damaged_archive", "a.csv")


def test_a_locked_archive_is_refused(read: Callable[..., Draft]) -> None:
    content = bytearray(zipped(("a.csv", TABLE)))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert refused(read, bytes(content), "file.zip").code == "locked_archive"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bomb.csv.gz", gzip.compress(b"0" * 2_000_000)),
        ("bomb.zip", zipped(("a.csv", b"0" * 2_000_000))),
        ("crowd.zip", zipped(*((f"{number}.csv", "") for number in range(2_001)))),
    ],
)
def test_an_archive_that_swells_or_swarms_is_refused_unopened(
    read: Callable[..., Draft], name: str, content: str | bytes
) -> None:
    assert refused(read, content, name).code == "archive_too_large"


def test_an_archive_with_one_name_twice_is_refused(read: Callable[..., Draft]) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped(("a.csv", TABLE), ("a.csv", OTHER))
    error = refused(read, content, "file.zip")
    assert (error.code, error.params["name"]) == ("same_name_twice", "a.csv")


def test_a_folder_of_more_tables_than_can_be_numbered_is_refused(
    read_path: Callable[[Path], Draft], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(walk, "MOST_TABLES", 1)
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text(TABLE, encoding="utf-8")
    with pytest.raises(SheetError, match="archive_too_large"):
        read_path(tmp_path)


def test_an_archive_is_one_draft_of_all_its_tables(read: Callable[..., Draft]) -> None:
    draft = read(zipped(("b.csv", OTHER), ("a.csv", TABLE)), "file.zip")
    assert draft.members == ("a.csv", "b.csv")
    rows = draft.rows.select(["place_id", "file_no"]).to_pylist()
    assert rows == [{"place_id": "110000", "file_no": 1}, {"place_id": "140100", "file_no": 0}]


def test_the_order_inside_an_archive_changes_nothing(read: Callable[..., Draft]) -> None:
    entries = [("a.csv", TABLE), ("b.csv", OTHER), ("c.csv", TABLE.replace("40", "41"))]
    one = read(zipped(*entries), "one.zip")
    other = read(zipped(*reversed(entries)), "other.zip")
    assert one.rows.equals(other.rows)
    assert one.problems == other.problems


def test_the_original_of_an_archive_is_the_archive(read: Callable[..., Draft]) -> None:
    content = zipped(("a.csv", TABLE))
    draft = read(content, "file.zip")
    (original,) = draft.originals
    assert (original.name, original.data) == ("file.zip", content)
    assert draft.sha256 == original.sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_an_old_archive_names_its_tables_in_the_packers_encoding(
    read: Callable[..., Draft], encoding: str
) -> None:
    name = "数据.csv".encode(encoding)
    stand_in = "x" * len(name)
    packed = zipped((stand_in, TABLE)).replace(stand_in.encode(), name)
    assert read(packed, "file.zip").members == ("数据.csv",)


def test_a_folder_is_walked_archives_included_in_the_order_of_names(
    read_path: Callable[[Path], Draft], tmp_path: Path
) -> None:
    folder = tmp_path / "station"
    (folder / "2020").mkdir(parents=True)
    (folder / "2020" / "b.csv").write_text(OTHER, encoding="utf-8")
    (folder / "a.zip").write_bytes(zipped(("inner.csv", TABLE)))
    draft = read_path(folder)
    assert draft.source_name == "station"
    assert draft.members == ("2020/b.csv", "a.zip/inner.csv")
    assert [original.name for original in draft.originals] == ["2020/b.csv", "a.zip"]


def test_tables_are_in_the_order_of_their_whole_names(
    read_path: Callable[[Path], Draft], tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.csv").write_text(OTHER, encoding="utf-8")
    (tmp_path / "a.csv").write_text(TABLE, encoding="utf-8")
    assert read_path(tmp_path).members == ("a.csv", "a/x.csv")


def test_the_sum_of_a_folder_is_that_of_its_files_and_their_names(
    read_path: Callable[[Path], Draft], tmp_path: Path
) -> None:
    (tmp_path / "a.csv").write_text(OTHER, encoding="utf-8")
    (tmp_path / "b.csv").write_text(TABLE, encoding="utf-8")
    lines = [
        f"{hashlib.sha256(OTHER.encode()).hexdigest()} a.csv\n",
        f"{hashlib.sha256(TABLE.encode()).hexdigest()} b.csv\n",
    ]
    expected = hashlib.sha256("".join(sorted(lines)).encode()).hexdigest()
    assert read_path(tmp_path).sha256 == expected


@pytest.mark.parametrize("name", ["README.md", "notes.pdf"])
def test_other_files_beside_tables_are_a_warning(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]], name: str
) -> None:
    draft = read(zipped(("a.csv", TABLE), (name, "words")), "file.zip")
    assert [problem.file for problem in found(draft, "not_a_table")] == [name]
    assert draft.rows.num_rows == 1


def test_a_text_file_without_table_is_a_warning(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read(zipped(("a.csv", TABLE), ("about.txt", "Collected with care.")), "file.zip")
    assert [problem.file for problem in found(draft, "not_a_table")] == ["about.txt"]
    assert draft.members == ("a.csv",)


def test_hidden_files_are_passed_over(read_path: Callable[[Path], Draft], tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(("a.csv", TABLE), ("__MACOSX/a.csv", "junk")))
    (tmp_path / ".hidden.csv").write_text("junk", encoding="utf-8")
    draft = read_path(tmp_path)
    assert draft.members == ("a.zip/a.csv",)
    assert not draft.problems


def test_tables_of_different_forms_in_one_source_block_it(
    read: Callable[..., Draft], found: Callable[[Draft, str], list[Problem]]
) -> None:
    draft = read(zipped(("a.csv", TABLE), ("b.csv", HOURLY)), "file.zip")
    (problem,) = found(draft, "mixed_forms")
    assert (problem.file, problem.params["form"]) == ("b.csv", "city_hourly")
    assert (draft.blocked, draft.form, draft.n_rows) == (True, "city_daily", 1)


def test_progress_is_told_table_by_table(
    forms: Forms, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    path = tmp_path / "file.zip"
    path.write_bytes(zipped(("a.csv", TABLE), ("b.csv", OTHER)))
    heard: list[tuple[int, int, str]] = []
    drafts.read(
        Path(path), forms=forms, gazetteer=gazetteer, progress=lambda *news: heard.append(news)
    )
    assert heard == [(1, 2, "a.csv"), (2, 2, "b.csv")]
