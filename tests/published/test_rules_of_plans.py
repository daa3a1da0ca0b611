"""The numbers of the plans' rules are those of their documents, where these are at hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import seed_texts

from airtrack.domain.rule import Combine, Condition, ConditionKind, Rule
from airtrack.registry import catalogue

REGISTRY = catalogue.load(Path(__file__).parents[2] / "data")
RULES: dict[str, Rule] = {rule.id: rule for text in REGISTRY.plans for rule in text.rules}
DIGITS = {"三": 3}


def conditions(rule: str) -> tuple[Condition, ...]:
    """Those of the rule of that id."""
    return RULES[rule].conditions


def found(plan: str, pattern: str) -> list[str]:
    """What the document has at the pattern; line breaks and spaces do not matter."""
    return re.findall(pattern, re.sub(r"\s", "", seed_texts.document(plan)))


def test_forty_and_the_last_twenty_are_those_of_shanxi() -> None:
    value = conditions("shanxi-2024.r11")[0].value
    county, last = conditions("shanxi-2024.r12")
    assert (
        found("shanxi-2024", r"年均浓度在(\d+)微克/立方米以上")
        == [str(value)]
        == [str(county.value)]
    )
    assert found("shanxi-2024", r"在全省排名后(\d+)的县") == [str(last.n)]


def test_the_last_three_are_those_of_sichuan() -> None:
    worse, last = conditions("sichuan-2018.r10")
    (said,) = found("sichuan-2018", r"不降反升、排名倒数后(.)位")
    assert (worse.kind, last.n) == (ConditionKind.WORSE_THAN_LAST_YEAR, DIGITS[said])
    assert RULES["sichuan-2018.r10"].combine is Combine.UNCLEAR


@pytest.mark.parametrize(
    ("rule", "kind", "pattern"),
    [
        ("jilin-2013.r8", ConditionKind.TARGET_MISSED, "没有完成年度目标任务"),
        ("sichuan-2018.r9", ConditionKind.TARGET_MISSED, "未完成目标任务"),
        ("xianyang-2020.r9", ConditionKind.PROGRESS_SHORT, "达不到进度要求"),
        ("hunan-czt-2025.r6", ConditionKind.TARGET_BEATEN, "超额完成改善目标"),
        ("hunan-czt-2025.r7", ConditionKind.TARGET_MISSED, "未完成目标任务"),
        ("shanxi-2024.r3", ConditionKind.TARGET_BEATEN, "超额完成目标"),
        ("shanxi-2024.r4", ConditionKind.TARGET_MISSED, "未完成目标"),
    ],
)
def test_a_condition_is_in_its_document(rule: str, kind: ConditionKind, pattern: str) -> None:
    assert conditions(rule)[0].kind is kind
    assert found(RULES[rule].plan, pattern)


def test_a_consequence_never_names_a_person_in_charge() -> None:
    """The documents speak of persons in charge; the rules end with bodies."""
    said = [rule.body + rule.consequence for rule in RULES.values()]
    assert [text for text in said if re.search("市长|书记|县长|区长|厅长|局长", text)] == []
