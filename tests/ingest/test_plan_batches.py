"""Plans on file become batches: once, all together, the newest text as a whole."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest

from airtrack.answers import plans as answers
from airtrack.answers.question import House
from airtrack.domain.target import Target
from airtrack.errors import BadStore, NotFound, StaleStore
from airtrack.ingest.plan import plans
from airtrack.settings import Settings
from airtrack.store.act import Act
from airtrack.workspace import Workspace

ID = "hunan-czt-2025"
MEASURES = "measures.csv"
ACT = Act("analyst", datetime(2025, 5, 1), "from data/plans")


@pytest.fixture
def texts(tmp_path: Path, data_folder: Path) -> Path:
    """A copy of the texts with one plan, which a test may change."""
    return Path(shutil.copytree(data_folder, tmp_path / "data", ignore=_others))


def _others(folder: str, names: list[str]) -> set[str]:
    is_plans = Path(folder).name == "plans"
    return {name for name in names if name == "store" or (is_plans and name not in (ID, MEASURES))}


def unmade(texts: Path) -> Workspace:
    """A house on these texts whose store need not exist; every call reads them anew."""
    return Workspace(Settings(store=texts.parent / "store", data=texts, threads=1, wait=5))


def opened(texts: Path) -> Workspace:
    """A house on these texts with a store; every call reads them anew."""
    workspace = unmade(texts)
    if not workspace.store.exists:
        workspace.store.create()
    return workspace


def install(workspace: Workspace) -> list[str]:
    """Ids of the batches that are new."""
    installed = plans.install(workspace.store, workspace.registry.plans, act=ACT)
    return [batch.batch_id for batch in installed]


def house(workspace: Workspace) -> House:
    registry = workspace.registry
    return House(workspace.statistics(), registry.gazetteer, registry.standards)


def targets(workspace: Workspace) -> dict[str, Target]:
    found = answers.all_plans(house(workspace))
    return {target.id: target for answer in found for target in answer.targets}


def edit(texts: Path, old: str, new: str) -> None:
    file = texts / "plans" / ID / "targets.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_store_says_what_the_text_says(texts: Path) -> None:
    workspace = opened(texts)
    install(workspace)
    (found,) = answers.all_plans(house(workspace))
    (on_file,) = workspace.registry.plans
    assert found.plan == on_file.plan
    assert found.targets == on_file.targets
    assert found.tasks == on_file.tasks
    assert len(found.tasks) == 27


def test_values_come_back_with_the_decimals_of_their_print(texts: Path) -> None:
    workspace = opened(texts)
    install(workspace)
    (on_file,) = workspace.registry.plans
    found = targets(workspace)
    assert [str(found[target.id].value) for target in on_file.targets] == [
        str(target.value) for target in on_file.targets
    ]


def test_a_second_call_commits_nothing(texts: Path) -> None:
    workspace = opened(texts)
    assert install(workspace) == ["b000001"]
    revision = workspace.store.snapshot().revision
    assert install(workspace) == []
    assert workspace.store.snapshot().revision == revision


def test_a_batch_of_a_plan_is_no_measured_one(texts: Path) -> None:
    workspace = opened(texts)
    install(workspace)
    (item,) = workspace.store.snapshot().history()
    assert not item.batch.is_measured
    assert (item.batch.form, item.batch.source_name) == ("plan", ID)
    assert (item.batch.first_on, item.batch.n_rows) == (None, len(targets(workspace)))


def test_the_files_of_the_folder_are_kept_with_the_batch(texts: Path) -> None:
    workspace = opened(texts)
    install(workspace)
    kept = workspace.store.layout.batch("b000001") / "original"
    for name in ("plan.toml", "targets.csv", "tasks.csv"):
        assert (kept / name).read_bytes() == (texts / "plans" / ID / name).read_bytes()


def test_several_plans_are_one_commit(texts: Path) -> None:
    second = Path(shutil.copytree(texts / "plans" / ID, texts / "plans" / "second"))
    for file in second.iterdir():
        file.write_text(file.read_text(encoding="utf-8").replace(ID, "second"), encoding="utf-8")
    workspace = opened(texts)
    before = len(list(workspace.store.layout.views.glob("views-*.duckdb")))
    assert install(workspace) == ["b000001", "b000002"]
    assert len(list(workspace.store.layout.views.glob("views-*.duckdb"))) == before + 1
    assert [answer.plan.id for answer in answers.all_plans(house(workspace))] == [ID, "second"]


def test_a_new_store_begins_with_its_plans_in_one_build(texts: Path) -> None:
    workspace = unmade(texts)
    assert install(workspace) == ["b000001"]
    assert install(workspace) == []
    assert len(list(workspace.store.layout.views.glob("views-*.duckdb"))) == 1
    assert [answer.plan.id for answer in answers.all_plans(house(workspace))] == [ID]


def test_a_store_that_has_begun_is_not_begun_again(texts: Path) -> None:
    workspace = unmade(texts)
    install(workspace)
    drafts = [plans.draft(found) for found in workspace.registry.plans]
    assert workspace.store.create(drafts, act=ACT) == []
    assert len(workspace.store.snapshot().history()) == 1


def test_a_beginning_that_died_before_the_views_is_finished_by_the_next(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = unmade(texts)

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(workspace.store._writer, "_build", full)
    with pytest.raises(BadStore, match="views_behind"):
        install(workspace)
    later = unmade(texts)
    assert install(later) == []
    assert [answer.plan.id for answer in answers.all_plans(house(later))] == [ID]


def test_a_withdrawn_plan_does_not_come_back_by_itself(texts: Path) -> None:
    workspace = opened(texts)
    install(workspace)
    workspace.store.withdraw("1", act=ACT)
    assert install(workspace) == []
    assert answers.all_plans(house(workspace)) == ()


def test_a_newer_text_replaces_the_older_one_as_a_whole(texts: Path) -> None:
    install(opened(texts))
    goal = f"{ID}.goal.heavy_days.2025"
    edit(texts, f"{goal},cap", f"{ID}.goal.severe_days.2025,cap")
    edit(texts, f",{goal},", ",,")
    edit(texts, "<=,38,set", "<=,37.5,set")
    workspace = opened(texts)
    n_before = len(targets(workspace))
    assert install(workspace) == ["b000002"]
    found = targets(workspace)
    assert len(found) == n_before
    assert goal not in found
    assert str(found[f"{ID}.t1.pm25.2023.430100"].value) == "37.5"


def test_withdrawing_the_newer_text_brings_the_older_one_back(texts: Path) -> None:
    install(opened(texts))
    edit(texts, "<=,38,set", "<=,37,set")
    workspace = opened(texts)
    install(workspace)
    workspace.store.withdraw("2", act=ACT)
    assert str(targets(workspace)[f"{ID}.t1.pm25.2023.430100"].value) == "38"


def test_two_processes_at_once_commit_it_once(texts: Path) -> None:
    houses = [opened(texts), opened(texts)]
    with ThreadPoolExecutor() as both:
        found = list(both.map(install, houses))
    assert sorted(found) == [[], ["b000001"]]


def test_a_store_that_never_holds_still_is_told(
    texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = opened(texts)

    def stale(*_: object, **__: object) -> None:
        raise StaleStore("stale_preview", seen="1", now="2")

    monkeypatch.setattr(workspace.store, "commit", stale)
    with pytest.raises(StaleStore):
        install(workspace)


def test_an_unknown_plan_is_answered_with_those_in_the_store(texts: Path) -> None:
    workspace = opened(texts)
    install(workspace)
    with pytest.raises(NotFound, match="unknown_plan") as caught:
        answers.plan(house(workspace), "hunan-czt")
    assert caught.value.params["nearest"] == [ID]


def test_a_rebuild_changes_no_target(texts: Path) -> None:
    workspace = opened(texts)
    install(workspace)
    assert workspace.store.rebuild().changed == []
