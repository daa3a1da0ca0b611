"""Every file of the corpus is read, or caught, exactly as its index says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from airtrack.errors import Level, Problem, SheetError
from airtrack.ingest import load
from airtrack.ingest.load import Preview, Reader
from airtrack.registry.places import Gazetteer
from airtrack.settings import Settings
from airtrack.store.act import Act
from airtrack.store.draft import Draft
from airtrack.store.store import Store
from airtrack.workspace import Workspace
from tests.ingest.corpus import index, make
from tests.ingest.corpus.index import ANY, Expected, Finding

TODAY = date(2025, 12, 15)
CORPUS = index.load()
WHOLE = [item for item in CORPUS if item.error is None]
REFUSED = [item for item in CORPUS if item.error is not None]

Look = Callable[[Expected], Preview]


def each(items: list[Expected]) -> pytest.MarkDecorator:
    """A test for every file."""
    return pytest.mark.parametrize("expected", [pytest.param(item, id=item.name) for item in items])


def _store(folder: Path, data_folder: Path) -> Store:
    return Workspace(Settings(store=folder, data=data_folder, threads=1, wait=2)).store


@pytest.fixture(scope="module")
def look(
    tmp_path_factory: pytest.TempPathFactory,
    data_folder: Path,
    gazetteer: Gazetteer,
) -> Look:
    """The preview of a file, after what the index says is on record before it."""
    root = tmp_path_factory.mktemp("corpus")
    registry = Workspace(Settings(store=root, data=data_folder)).registry
    words = load.plan_words(registry, gazetteer)
    reader = Reader(registry.forms, gazetteer, days=(date(2013, 1, 1), TODAY), plans=words)
    stores = {"": _store(root / "none", data_folder)}

    def after(name: str) -> Store:
        if name not in stores:
            store = stores[name] = _store(root / name, data_folder)
            before = load.preview(store, index.FILES / name, reader=reader)
            load.commit(store, [before], act=Act("analyst", datetime(2023, 4, 6)))
        return stores[name]

    return lambda expected: load.preview(after(expected.after or ""), expected.path, reader=reader)


def findings(draft: Draft, level: Level) -> list[Finding]:
    return [_finding(problem) for problem in draft.problems if problem.level is level]


def _finding(problem: Problem) -> Finding:
    return problem.code, problem.row or 0, problem.column or ""


def answers(wanted: Finding, found: Finding) -> bool:
    """Whether a finding of any code stands where it is wanted."""
    return wanted[1] in (0, found[1]) and wanted[2] in ("", found[2])


def lines(draft: Draft) -> int:
    """How many lines of files count."""
    if not draft.rows.num_rows:
        return 0
    return (
        draft.rows.select(["file_no", "source_row"])
        .group_by(["file_no", "source_row"])
        .aggregate([])
        .num_rows
    )


def value(draft: Draft, row: int, indicator: str) -> int:
    """The one value of that row in thousandths."""
    records = [record for record in draft.rows.to_pylist() if record["source_row"] == row]
    if "indicator" in draft.rows.column_names:
        (found,) = [item["value_milli"] for item in records if item["indicator"] == indicator]
    else:
        (found,) = [item[f"{indicator}_milli"] for item in records]
    return int(found)


@each(REFUSED)
def test_a_file_that_is_no_table_is_refused_by_its_code(expected: Expected, look: Look) -> None:
    with pytest.raises(SheetError) as caught:
        look(expected)
    error = expected.error or ""
    if error.startswith("!"):
        assert caught.value.code != error.removeprefix("!")
    else:
        assert caught.value.code == error
    if expected.error_row:
        assert caught.value.params["row"] == expected.error_row


@each(WHOLE)
def test_a_file_is_read_and_judged_as_the_index_says(expected: Expected, look: Look) -> None:
    draft = look(expected).draft
    found = {level: findings(draft, level) for level in Level}
    every = [*found[Level.BLOCKER], *found[Level.WARNING]]
    for wanted in (item for item in expected.warnings if item[0] == ANY):
        assert any(answers(wanted, item) for item in every), f"nothing at {wanted}"
    blockers = [item for item in expected.blockers if item[0] != ANY]
    warnings = [item for item in expected.warnings if item[0] != ANY]
    assert Counter(found[Level.BLOCKER]) == Counter(blockers)
    assert Counter(found[Level.WARNING]) == Counter(warnings)
    assert (draft.form, lines(draft), draft.aside.num_rows) == (
        expected.form,
        expected.rows,
        expected.aside,
    )
    if expected.reads is not None:
        row, indicator, milli = expected.reads
        assert value(draft, row, indicator) == milli


def test_the_index_lists_every_file_and_no_other() -> None:
    listed = [item.name for item in CORPUS]
    assert sorted(listed) == sorted(path.name for path in index.FILES.iterdir())


def test_the_script_makes_the_files_that_lie_there() -> None:
    made = make.everything()
    texts = {name: data for name, data in made.items() if name.endswith((".csv", ".tsv"))}
    assert made.keys() == {item.name for item in CORPUS}
    assert texts == {name: (index.FILES / name).read_bytes() for name in texts}


def test_no_sound_file_has_a_blocker_in_the_index() -> None:
    assert not [item for item in CORPUS if item.kind == "sound" and (item.error or item.blockers)]


def test_every_fault_of_the_index_is_caught() -> None:
    assert not [item for item in CORPUS if item.kind == "fault" and not item.is_caught]


def test_the_corpus_is_as_large_as_it_was_promised() -> None:
    kinds = Counter(item.kind for item in CORPUS)
    assert len(CORPUS) >= 60
    assert (kinds["fault"] >= 30, kinds["sound"] >= 20) == (True, True)
