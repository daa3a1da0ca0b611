"""Files that are in memory only, and what they would change."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from airtrack.domain.batch import Stage
from airtrack.errors import Level, SheetError, WrongUse
from airtrack.ingest import load
from airtrack.ingest.load import Preview, Reader
from airtrack.ingest.sheets import walk
from airtrack.registry.forms import Forms
from airtrack.registry.places import Gazetteer
from airtrack.settings import Settings
from airtrack.store.act import Act
from airtrack.store.diff import Counts
from airtrack.workspace import Workspace

MARCH = "城市,月份,PM2.5,综合指数\n长沙,2023年3月,38,4.64\n株洲,2023年3月,36,4.5\n"
Look = Callable[..., Preview]


@pytest.fixture
def workspace(tmp_path: Path, data_folder: Path) -> Workspace:
    """A house whose store is not there yet."""
    return Workspace(Settings(store=tmp_path / "store", data=data_folder, threads=2, wait=2))


@pytest.fixture
def look(workspace: Workspace, forms: Forms, gazetteer: Gazetteer) -> Look:
    """Previews an upload as of a day, the last possible one."""

    def preview(text: str, name: str = "march.csv", last: date = date(2023, 12, 31)) -> Preview:
        reader = Reader(forms, gazetteer, days=(date(2013, 1, 1), last), stage=Stage.AUDITED)
        source = walk.uploaded(name, text.encode("gb18030"))
        return load.preview(workspace.store, source, reader=reader)

    return preview


def told(preview: Preview) -> list[tuple[str, str | None, int]]:
    return [
        (problem.code, problem.value, problem.n)
        for problem in preview.draft.problems
        if problem.level is Level.BLOCKER
    ]


def test_an_upload_is_named_and_summed_like_the_file_it_was(tmp_path: Path) -> None:
    data = MARCH.encode()
    (tmp_path / "march.csv").write_bytes(data)
    upload, file = walk.uploaded("march.csv", data), walk.source(tmp_path / "march.csv")
    assert upload.sha256 == file.sha256 == hashlib.sha256(data).hexdigest()
    assert (upload.name, upload.originals) == (file.name, file.originals)
    assert [member.name for member in upload.members] == ["march.csv"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("../../store/march.csv", "march.csv", id="folders"),
        pytest.param("C:\\Users\\a\\三月.csv", "三月.csv", id="folders of another system"),
        pytest.param(".csv", "csv", id="hidden"),
        pytest.param("a\x00\n.csv", "a.csv", id="unprintable"),
        pytest.param("长" * 100 + ".csv", "长" * 65 + ".csv", id="longer than a file name may be"),
    ],
)
def test_the_name_of_an_upload_is_made_safe(name: str, kept: str) -> None:
    try:
        assert walk.uploaded(name, MARCH.encode()).name == kept
    except SheetError as error:
        # a name without ending is no table, but is told under the safe name
        assert error.params["file"] == kept


@pytest.mark.parametrize("name", ["", "..", "/", "..."])
def test_an_upload_without_name_is_called_an_upload(name: str) -> None:
    with pytest.raises(SheetError) as caught:
        walk.uploaded(name, b"")
    assert caught.value.params["file"] == "upload"


def test_an_archive_may_be_uploaded(look: Look, workspace: Workspace) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.csv", MARCH)
    assert [m.name for m in walk.uploaded("a.zip", stream.getvalue()).members] == ["a.csv"]


def test_without_a_store_everything_is_new(look: Look) -> None:
    preview = look(MARCH)
    assert preview.counts == Counts(new=4, changed=0, same=0, missing=0)
    assert (preview.draft.form, preview.draft.stage) == ("city_monthly", Stage.AUDITED)
    assert not preview.draft.blocked


def test_a_path_that_is_not_there_is_refused(
    workspace: Workspace, forms: Forms, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    reader = Reader(forms, gazetteer, days=(date(2013, 1, 1), date(2023, 12, 31)))
    with pytest.raises(WrongUse, match="no_such_file"):
        load.preview(workspace.store, tmp_path / "nothing.csv", reader=reader)


def test_a_corrected_table_is_held_against_what_is_on_record(
    workspace: Workspace, look: Look
) -> None:
    workspace.store.create()
    act = Act("analyst", datetime(2024, 5, 1))
    load.commit(workspace.store, [look(MARCH)], act=act)
    corrected = MARCH.replace("38", "39").replace("株洲,2023年3月,36", "株洲,2023年3月,")
    preview = look(corrected + "湘潭,2023年3月,40,\n", "march-2.csv")
    assert preview.counts == Counts(new=1, changed=1, same=2, missing=1)
    assert preview.known is None
    again = look(MARCH)
    assert again.known is not None


@pytest.mark.parametrize(
    ("period", "last", "code"),
    [
        pytest.param("2023年3月", date(2023, 3, 31), None, id="on its last day"),
        pytest.param("2023年3月", date(2023, 3, 30), "month_not_over", id="a day before"),
        pytest.param("2023年3月", date(2023, 3, 1), "month_not_over", id="on its first day"),
        pytest.param("2023年3月", date(2023, 2, 28), "date_in_future", id="before it begins"),
        pytest.param("2023年1-3月", date(2023, 3, 30), "month_not_over", id="a span"),
        pytest.param("2023年", date(2023, 12, 30), "month_not_over", id="a year"),
        pytest.param("2013年1月", date(2023, 3, 30), None, id="first month of the standards"),
        pytest.param("2012年12月", date(2023, 3, 30), "date_before_standards", id="before them"),
    ],
)
def test_a_period_must_be_over_and_within_the_standards(
    look: Look, period: str, last: date, code: str | None
) -> None:
    preview = look(MARCH.replace("2023年3月", period), last=last)
    assert [found for found, _, _ in told(preview)] == ([code] if code else [])


def test_a_period_that_is_not_over_is_told_once_by_rows_of_the_file(look: Look) -> None:
    preview = look(MARCH, last=date(2023, 3, 30))
    assert told(preview) == [("month_not_over", "2023-03", 2)]
    (problem,) = preview.draft.problems
    assert (problem.file, problem.row) == ("march.csv", 2)
