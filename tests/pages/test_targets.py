"""The page of targets: plans, clauses, verdicts as the command line gives them, and why not."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from screen import Open, Screen

Run = Callable[..., Any]
PLAN = "hunan-czt-2025"
ZHUZHOU = f"{PLAN}.t1.pm25.2025.430200"


def column(screen: Screen, key: str, number: int = 0) -> list[str]:
    """A column of one of the page's tables."""
    table = screen.app.dataframe[number].value
    (name,) = [item for item in table.columns if item.rstrip("0123456789") == key]
    return [str(cell) for cell in table[name]]


def has_card(screen: Screen) -> bool:
    return any(text.startswith("要求：") for text in screen.texts)


@pytest.fixture
def shown(open_page: Open, demo_store: Path) -> Screen:
    """The plan with data."""
    return open_page(demo_store, "targets")


def test_every_target_of_the_plan_is_a_row(shown: Screen, airtrack: Run, demo_store: Path) -> None:
    done = airtrack("plans", "show", PLAN, "--format", "json", store=demo_store)
    wanted = [target["id"] for target in json.loads(done.stdout)["targets"]]
    assert len(wanted) == 82
    assert column(shown, "target_id") == wanted


def test_a_row_says_what_the_verdict_of_the_command_line_says(
    shown: Screen, airtrack: Run, demo_store: Path
) -> None:
    done = airtrack("status", "--place", "430200", "--format", "json", store=demo_store)
    (row,) = [row for row in json.loads(done.stdout)["rows"] if row["target"] == ZHUZHOU]
    at = column(shown, "target_id").index(ZHUZHOU)
    assert column(shown, "result")[at] == f"{row['actual']} / ≤ {row['required']} µg/m³"


def test_the_answer_counts_what_can_and_what_cannot_be_judged(shown: Screen) -> None:
    # 82 targets: 77 set, 3 by reference, 2 qualitative
    assert "82个目标中77个可以评价" in shown.sentence
    assert "5个没有可比的数值，不作评价（3个引自别处、2个无数值）" in shown.sentence


def test_the_figure_counts_every_target_once(shown: Screen) -> None:
    assert sum(int(text) for text in shown.figure()["data"][1]["text"]) == 82


def test_a_filter_keeps_what_fits_and_stands_in_the_link(shown: Screen) -> None:
    shown.pick("only_place", "430200").pick("only_year", "2025")
    assert shown.link["only_place"] == "430200"
    assert set(column(shown, "target_period")) == {"2025年"}
    assert ZHUZHOU in column(shown, "target_id")
    assert f"{PLAN}.t1.pm25.2025.430100" not in column(shown, "target_id")


def test_a_link_reproduces_plan_and_filters(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "targets", plan="sichuan-2018", only_state="by_reference")
    assert column(screen, "target_id") == ["sichuan-2018.1.decomposed.2018"]


@pytest.mark.parametrize("plan", ["jilin-2013", "shanxi-2024", "sichuan-2018", "xianyang-2020"])
def test_a_plan_without_data_is_whole_and_says_so(
    plan: str, open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "targets", plan=plan)
    assert screen.is_whole
    assert "库中没有这些地方和年份的数据" in screen.sentence
    assert not any(cell.startswith(("✓", "✕", "▼")) for cell in column(screen, "status"))


def test_no_target_by_reference_or_without_a_number_gets_a_verdict(
    open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "targets", plan="xianyang-2020")
    status = column(screen, "status")
    # 2 set, 5 by reference, 2 qualitative
    assert status.count("· 引自别处") == 5 and status.count("· 无数值") == 2


def test_every_plan_on_file_is_listed_with_its_counts(shown: Screen) -> None:
    number = len(shown.app.dataframe) - 1
    assert len(column(shown, "title", number)) == 5
    # of the issue: 42, 50, 45, 38 and 27 tasks, six numbers of Sichuan left open
    assert column(shown, "n_tasks", number) == ["27", "42", "38", "50", "45"]
    assert column(shown, "n_open_measures", number) == ["0", "0", "0", "6", "0"]


def test_the_card_of_a_target_is_opened_by_its_link(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "targets", target=ZHUZHOU)
    assert screen.is_whole and has_card(screen)
    assert "要求：≤ 35 µg/m³" in screen.texts


def test_a_target_that_nobody_has_is_named(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "targets", target="no-such-target")
    assert "no-such-target" in screen.app.warning[0].value
    assert not has_card(screen)


def test_a_badge_of_the_card_opens_the_calculation_above_it(
    open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "targets", target=ZHUZHOU)
    badge = next(item for item in screen.app.button if "-badge[" in item.label)
    badge.click().run()
    assert screen.link["explain"] == f"{ZHUZHOU}@430200"
    assert not has_card(screen)


def test_a_part_leads_to_what_it_is_a_part_of(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "targets", target=ZHUZHOU)
    (related,) = [item for item in screen.app.selectbox if item.label.startswith("打开上级")]
    assert len(related.options) == 2
    related.set_value(f"{PLAN}.t1.pm25.2025.region").run()
    assert screen.link["target"] == f"{PLAN}.t1.pm25.2025.region"
    assert "要求：≤ 35 µg/m³" in screen.texts


def test_findings_stand_in_three_groups(shown: Screen) -> None:
    labels = [item.label for item in shown.app.expander]
    # of the issue: the good-day mean of 2023 is printed 85.5 and computes to 85.6
    assert "前后不一致：1 处" in labels
    assert any(label.startswith("空缺：") for label in labels)
    assert any(text.startswith("错误：无") for text in shown.texts)
    told = " ".join(cell for frame in shown.app.dataframe for cell in frame.value.iloc[:, 0])
    assert "85.5" in told and "85.6" in told


@pytest.mark.parametrize(("edition", "hinted"), [("inside", True), ("public", False)])
def test_only_inside_is_said_what_to_do_about_a_finding(
    edition: str, hinted: bool, open_page: Open, demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIRTRACK_EDITION", edition)
    screen = open_page(demo_store, "targets")
    columns = {name for frame in screen.app.dataframe for name in frame.value.columns}
    assert screen.is_whole
    assert ("hint1" in columns) is hinted


def test_a_store_without_data_shows_its_plans(open_page: Open, empty_store: Path) -> None:
    screen = open_page(empty_store, "targets")
    assert screen.is_whole
    assert len(column(screen, "target_id")) == 82


def test_the_page_speaks_english(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "targets", lang="en")
    assert screen.is_whole
    assert screen.sentence.startswith("As of 31 Jul 2025, Changzhutan attainment plan")


HEAD = (
    "id,kind,places,scope,indicator,period,op,value,value_state,unit,basis,edition,binding,clause"
)
LINE = "other-2025.pm25,cap,株洲市,each,pm25,2025,<=,33,set,µg/m³,excl_dust,gb3095-2012,binding,一"
ABOUT = """id = "other-2025"
title = "另一个计划"
title_en = "Another plan"
short_title = "另一个计划"
short_title_en = "Another plan"
state = "in_force"
group = "430000"
sha256 = "0"
"""


def test_a_place_under_two_plans_has_them_side_by_side(
    open_page: Open,
    own_demo_store: Path,
    airtrack: Run,
    data_folder: Path,
    tmp_path: Path,
) -> None:
    kept_out = shutil.ignore_patterns("store")
    data = Path(shutil.copytree(data_folder, tmp_path / "data", ignore=kept_out))
    folder = data / "plans" / "other-2025"
    folder.mkdir()
    (folder / "plan.toml").write_text(ABOUT, encoding="utf-8")
    (folder / "targets.csv").write_text(f"{HEAD}\n{LINE}\n", encoding="utf-8")
    done = airtrack("init", store=own_demo_store, env={"AIRTRACK_DATA": str(data)})
    assert done.returncode == 0, done.stderr
    screen = open_page(own_demo_store, "targets", plan="other-2025")
    assert column(screen, "plan", 1) == ["长株潭达标攻坚行动计划（征求意见稿）"] * 3 + [
        "另一个计划"
    ]


def test_a_target_in_the_tree_opens_its_card(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "targets", plan="hunan-czt-2025")
    folds = [item.label for item in screen.app.expander]
    (label,) = [item for item in folds if item.startswith("表1：")]
    assert "✕ 未完成" in label
    assert not [button for button in screen.app.button if str(button.key).startswith("leaf_")]
    # the second clause of the plan
    screen.app.session_state["clause_1"] = True
    screen.app.run()
    leaf = next(item for item in screen.app.button if str(item.key).startswith("leaf_"))
    leaf.click().run()
    assert screen.is_whole and f"leaf_{screen.link['target']}" == leaf.key
