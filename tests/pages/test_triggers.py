"""The page of triggered conditions: what holds, by which figures; the decision is nobody's here."""

from __future__ import annotations

from pathlib import Path

from screen import Open


def test_the_answer_counts_what_holds_and_what_could_not_be_told(
    open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "triggers")
    assert screen.is_whole
    assert screen.sentence.startswith("截至2025年7月31日")


def test_the_page_says_that_the_decision_is_with_the_authority(
    open_page: Open, demo_store: Path
) -> None:
    screen = open_page(demo_store, "triggers")
    assert any("由有权机关决定" in text for text in screen.texts)


def test_every_rule_of_the_plan_is_listed(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "triggers", plan="sichuan-2018")
    assert screen.is_whole
    # 九.50: worse than the year before, and among the last three
    clauses = [cell for row in screen.app.dataframe[-1].value.values.tolist() for cell in row]
    assert "九.50" in clauses


def test_without_data_the_rules_stand_alone(open_page: Open, empty_store: Path) -> None:
    screen = open_page(empty_store, "triggers")
    assert screen.is_whole and "没有数据" in screen.sentence
    assert len(screen.app.dataframe) == 1


def test_the_page_speaks_english(open_page: Open, demo_store: Path) -> None:
    screen = open_page(demo_store, "triggers", lang="en")
    assert screen.is_whole and screen.sentence.startswith("On ")
