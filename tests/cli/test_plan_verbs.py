"""The verbs about plans, and how plans come into a store."""

from __future__ import annotations

import csv
import io
import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

ID = "hunan-czt-2025"
ALL = [ID, "jilin-2013", "shanxi-2024", "sichuan-2018", "xianyang-2020"]
N = len(ALL)


@pytest.fixture(scope="module")
def store(airtrack: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the plans and nothing else; to be read, not written."""
    folder = tmp_path_factory.mktemp("plans") / "store"
    assert airtrack("init", store=folder).returncode == 0
    return folder


@pytest.fixture
def own_store(store: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change."""
    return Path(shutil.copytree(store, tmp_path / "store"))


@pytest.fixture
def texts(tmp_path: Path, data_folder: Path) -> Path:
    """A copy of the texts that a test may change."""
    ignored = shutil.ignore_patterns("store")
    return Path(shutil.copytree(data_folder, tmp_path / "data", ignore=ignored))


def edit(texts: Path, old: str, new: str) -> None:
    file = texts / "plans" / ID / "targets.csv"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(airtrack: Run, *arguments: object, store: Path) -> dict[str, Any]:
    """The JSON document of a verb that ends well."""
    done = airtrack(*arguments, "--format", "json", store=store)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def batches(airtrack: Run, store: Path) -> list[tuple[str, bool]]:
    """Grain and whether it counts, per batch."""
    found = told(airtrack, "history", store=store)["batches"]
    return [(item["grain"], item["live"]) for item in found]


def daily(folder: Path) -> Path:
    file = folder / "days.csv"
    file.write_text(
        "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n2025-07-01,长沙,40,60,8,28,0.9,120\n",
        encoding="utf-8",
    )
    return file


def test_plans_lists_what_is_in_the_store(airtrack: Run, store: Path) -> None:
    found = told(airtrack, "plans", store=store)["plans"]
    assert [plan["id"] for plan in found] == ALL
    plan = found[0]
    assert (plan["state"], plan["targets"], plan["tasks"]) == ("draft", 82, 27)
    assert plan["group"] == "changzhutan-channel"


def test_a_shown_plan_has_every_promised_field(airtrack: Run, store: Path) -> None:
    plan = told(airtrack, "plans", "show", ID, store=store)
    assert list(plan) == [
        *("id", "title", "issuer", "document_no", "issued_on", "state"),
        *("targets", "tasks", "reasons", "rules", "batch", "succeeds", "succeeded_by"),
    ]
    promised = [
        *("id", "kind", "places", "scope", "indicator", "period", "op", "value", "value_state"),
        *("unit", "digits", "compare_rule", "basis", "edition", "baseline", "binding", "clause"),
        *("reference", "parent", "note", "among", "pollutants"),
    ]
    assert {tuple(target) for target in plan["targets"]} == {tuple(promised)}


def test_a_value_has_the_decimals_of_its_print(airtrack: Run, store: Path) -> None:
    done = airtrack("plans", "show", ID, "--format", "json", store=store)
    assert '"value": 86.0,' in done.stdout
    assert '"value": 35,' in done.stdout
    assert '"value": 21600,' in done.stdout


def test_targets_stand_in_the_order_of_the_plan(airtrack: Run, store: Path) -> None:
    targets = told(airtrack, "plans", "show", ID, store=store)["targets"]
    clauses = list(dict.fromkeys(target["clause"] for target in targets))
    assert clauses == ["二（五）", "表1", "表2", "三（十二）", "三（八）", "三（十一）"]


def test_an_unknown_plan_is_answered_with_the_nearest(airtrack: Run, store: Path) -> None:
    done = airtrack("plans", "show", "hunan-czt", store=store)
    assert (done.returncode, done.stdout) == (4, "")
    assert ID in done.stderr


def test_without_a_store_there_are_no_plans_to_list(airtrack: Run, tmp_path: Path) -> None:
    done = airtrack("plans", store=tmp_path / "none")
    assert done.returncode == 4
    assert "airtrack init" in done.stderr


@pytest.mark.parametrize("verb", [["plans"], ["plans", "show", ID], ["plans", "check"]])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_verb_has_a_table(airtrack: Run, store: Path, verb: list[str], lang: str) -> None:
    done = airtrack(*verb, "--lang", lang, store=store)
    assert done.returncode == 0, done.stderr
    assert ID in done.stdout
    assert ("draft for comment" in done.stdout) is (lang == "en" and "check" not in verb)


def test_a_table_of_targets_opens_in_excel(airtrack: Run, store: Path) -> None:
    done = airtrack("plans", "show", ID, "--format", "csv", store=store)
    assert done.stdout.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert len(rows) == 1 + 82
    assert {len(row) for row in rows} == {len(rows[0])}


def test_the_one_mean_that_does_not_agree_is_told(airtrack: Run, store: Path) -> None:
    """表1: (84.0 + 85.0 + 84.5 + 90.0 + 85.0 + 85.0) / 6 = 85.583, printed 85.5."""
    found = told(airtrack, "plans", "check", store=store)
    (problem,) = found["contradictions"]
    assert problem["target"] == f"{ID}.t1.good_pct.2023.region"
    assert problem["value"] == "85.5"
    assert "85.6" in problem["message"]
    assert found["errors"] == []


def test_what_the_plan_leaves_open_is_told(airtrack: Run, store: Path) -> None:
    found = told(airtrack, "plans", "check", store=store)
    own = [item for item in found["gaps"] if ID in item["file"]]
    assert [(item["code"], item["target"]) for item in own] == [
        ("plan_no_issuer", None),
        ("plan_no_document_no", None),
        ("plan_no_issued_on", None),
        ("target_baseline_open", f"{ID}.dust.dustfall.2025"),
        ("target_baseline_open", f"{ID}.dust.pm10.2025"),
        ("target_by_reference", f"{ID}.dust.pm10_mean.2025"),
        ("target_by_reference", f"{ID}.t10.clean_transport_share.2025"),
        ("target_by_reference", f"{ID}.t18.diesel_trucks_removed.2025"),
        ("tasks_without_lead", None),
    ]


def test_a_check_of_plans_needs_no_store(airtrack: Run, tmp_path: Path) -> None:
    assert airtrack("plans", "check", store=tmp_path / "none").returncode == 0
    assert not (tmp_path / "none").exists()


def test_an_error_in_a_plan_ends_the_check_with_1(
    airtrack: Run, texts: Path, tmp_path: Path
) -> None:
    edit(texts, "430100,cap,长沙市", "430100,cap,长砂市")
    verb = ("--data", texts, "plans", "check")
    done = airtrack(*verb, "--format", "json", store=tmp_path / "none")
    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["errors"]
    assert (problem["code"], problem["row"]) == ("registry_unknown_member", 10)
    assert "长砂市" in problem["message"] and problem["hint"]
    assert "长砂市" in airtrack(*verb, store=tmp_path / "none").stdout


def test_init_brings_the_plans_in_once(airtrack: Run, own_store: Path, tmp_path: Path) -> None:
    assert told(airtrack, "init", store=tmp_path / "new")["plans"] == [
        f"b00000{number}" for number in range(1, N + 1)
    ]
    assert told(airtrack, "init", store=own_store)["plans"] == []
    assert batches(airtrack, own_store) == [("plan", True)] * N


def test_init_leaves_a_withdrawn_plan_withdrawn(airtrack: Run, own_store: Path) -> None:
    first = told(airtrack, "history", store=own_store)["batches"]
    (own,) = [item["batch"] for item in first if item["source"] == ID]
    airtrack("withdraw", own, "--reason", "superseded", store=own_store)
    assert told(airtrack, "init", store=own_store)["plans"] == []
    assert batches(airtrack, own_store).count(("plan", False)) == 1
    assert [plan["id"] for plan in told(airtrack, "plans", store=own_store)["plans"]] == ALL[1:]


def test_init_brings_a_newer_text_in(airtrack: Run, own_store: Path, texts: Path) -> None:
    edit(texts, "<=,38,set", "<=,36,set")
    airtrack("--data", texts, "init", store=own_store)
    targets = told(airtrack, "--data", texts, "plans", "show", ID, store=own_store)["targets"]
    assert len(targets) == 82
    changed = {target["id"]: target["value"] for target in targets}
    assert changed[f"{ID}.t1.pm25.2023.430100"] == 36


def test_a_first_load_brings_the_plans_too(airtrack: Run, tmp_path: Path) -> None:
    store = tmp_path / "new"
    (file,) = told(airtrack, "load", daily(tmp_path), store=store)["files"]
    assert file["batch"] == f"b00000{N + 1}"
    assert batches(airtrack, store) == [*[("plan", True)] * N, ("day", True)]


def test_demonstration_data_go_into_a_store_with_only_plans(airtrack: Run, own_store: Path) -> None:
    made = told(airtrack, "demo", store=own_store)
    assert (made["batch"], made["demo"]) == (f"b00000{N + 1}", True)
    records = [(grain, True) for grain in ("amount", "emission", "follow_up", "progress")]
    assert batches(airtrack, own_store) == [*[("plan", True)] * N, ("day", True), *records]
    assert told(airtrack, "demo", store=own_store)["batch"] == made["batch"]


def test_plans_and_demonstration_data_count_together(airtrack: Run, demo_store: Path) -> None:
    assert len(told(airtrack, "plans", store=demo_store)["plans"]) == N
    asked = ("stats", "--place", "长沙", "--period", "2024-06")
    assert told(airtrack, *asked, store=demo_store)["demo"] is True


def test_what_only_plans_speak_of_cannot_be_ranked(airtrack: Run, demo_store: Path) -> None:
    asked = ("rank", "--group", "湖南省", "--period", "2024-06", "--by", "nox_cut")
    done = airtrack(*asked, store=demo_store)
    assert done.returncode == 4
    assert "nox_cut" not in done.stderr.splitlines()[-1]


def _texts(data_folder: Path, tmp_path: Path) -> Path:
    """A copy of the repository's texts that a test may change."""
    return Path(
        shutil.copytree(data_folder, tmp_path / "texts", ignore=shutil.ignore_patterns("store"))
    )


def _pm25_of_changsha(airtrack: Run, store: Path, texts: Path) -> object:
    done = airtrack("--data", texts, "init", store=store)
    assert done.returncode == 0, done.stderr
    shown = airtrack("--data", texts, "plans", "show", ID, "--format", "json", store=store)
    targets = {target["id"]: target["value"] for target in json.loads(shown.stdout)["targets"]}
    return targets[f"{ID}.t1.pm25.2023.430100"]


def test_an_earlier_version_of_a_plan_counts_again_when_it_comes_back(
    airtrack: Run, data_folder: Path, tmp_path: Path
) -> None:
    texts, store = _texts(data_folder, tmp_path), tmp_path / "store"
    file = texts / "plans" / ID / "targets.csv"
    first = file.read_bytes()
    changed = [
        line.replace("<=,38,", "<=,36,") if "pm25.2023.430100" in line else line
        for line in first.decode().splitlines(keepends=True)
    ]
    found = [_pm25_of_changsha(airtrack, store, texts)]
    for content in ("".join(changed).encode(), first):
        file.write_bytes(content)
        found.append(_pm25_of_changsha(airtrack, store, texts))
    assert found == [38, 36, 38]


def test_other_files_beside_a_plan_make_no_new_version(
    airtrack: Run, data_folder: Path, tmp_path: Path
) -> None:
    texts, store = _texts(data_folder, tmp_path), tmp_path / "store"
    _pm25_of_changsha(airtrack, store, texts)
    (texts / "plans" / ID / "targets.csv.bak").write_text("x", encoding="utf-8")
    again = airtrack("--data", texts, "init", "--format", "json", store=store)
    assert json.loads(again.stdout)["plans"] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        pytest.param("mean,pm25,", "sum,pm25,", "target_scope", id="a sum of means"),
        pytest.param("<=,38,", "<=,1e30,", "registry_value", id="a number beyond all bounds"),
    ],
)
def test_a_target_that_means_nothing_is_refused_with_its_row(
    airtrack: Run, data_folder: Path, tmp_path: Path, old: str, new: str, said: str
) -> None:
    texts = _texts(data_folder, tmp_path)
    file = texts / "plans" / ID / "targets.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    done = airtrack("--data", texts, "plans", "check", "--format", "json", store=tmp_path / "store")
    errors = json.loads(done.stdout)["errors"]
    assert (done.returncode, [error["code"] for error in errors][:1]) == (1, [said])
    assert errors[0]["row"]


def test_a_plan_without_targets_is_refused(
    airtrack: Run, data_folder: Path, tmp_path: Path
) -> None:
    texts = _texts(data_folder, tmp_path)
    file = texts / "plans" / ID / "targets.csv"
    file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    done = airtrack("--data", texts, "init", store=tmp_path / "store")
    assert (done.returncode, ID in done.stderr) == (1, True)


def test_a_place_without_targets_is_told_those_that_have_some(
    airtrack: Run, demo_store: Path
) -> None:
    done = airtrack("status", "--plan", ID, "--place", "北京", store=demo_store)
    assert (done.returncode, "长沙市" in done.stderr) == (4, True)


def test_a_setting_that_does_not_fit_is_named(airtrack: Run, demo_store: Path) -> None:
    done = airtrack("status", store=demo_store, env={"AIRTRACK_PORT": "abc"})
    assert (done.returncode, "AIRTRACK_PORT" in done.stderr) == (2, True)
