"""A line of a plan's rules says what it should, or where it does not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from airtrack.domain.rule import Combine, ConditionKind, Rule, Window
from airtrack.errors import Problem
from airtrack.registry import catalogue, rules
from airtrack.registry.text import Findings

DATA = Path(__file__).parents[2] / "data"
REGISTRY = catalogue.load(DATA)
HEADER = (
    "no,item,kind,body,group,places,period,combine,condition,indicator,window,among,n,op,value,"
    "unit,tasks,bindings,text,consequence,rhythm,clause,note"
)
LAST = "1,1,consequence,cities,湖南省,,2025,unclear,last,composite,year,湖南省,3,,,,,,,talk,,9,"
WORSE = (
    "1,2,consequence,cities,湖南省,,2025,unclear,worse_than_last_year,pm25,year,,,,,,,,,talk,,9,"
)
BARE = "2,1,rhythm,bureau,,,,,,,,,,,,,,,,report,monthly,10,"
ABOVE = "1,1,requirement,cities,,长沙|湘潭市,,,value_above,pm25,full_year,,,>=,40.0,µg/m³,,,,do,,3,"


def read(folder: Path, *lines: str) -> tuple[tuple[Rule, ...], list[Problem]]:
    """The rules of these lines, and what is wrong with them."""
    file = folder / "rules.csv"
    file.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    findings = Findings(folder)
    desk = rules.Desk(REGISTRY.gazetteer, REGISTRY.standards, findings)
    tasks, until = frozenset({1, 2}), date(2025, 12, 31)
    found, _ = rules.rules(file, desk, plan="p", tasks=tasks, until=until)
    return found, findings.problems


def test_a_rule_says_whom_it_concerns_and_when(tmp_path: Path) -> None:
    (rule, bare), problems = read(tmp_path, LAST, WORSE, BARE)
    assert problems == []
    assert (rule.id, rule.combine, rule.group, len(rule.places)) == (
        *("p.r1", Combine.UNCLEAR, "430000"),
        14,
    )
    assert [item.kind for item in rule.conditions] == [
        ConditionKind.LAST,
        ConditionKind.WORSE_THAN_LAST_YEAR,
    ]
    assert (rule.conditions[0].among, rule.conditions[0].n) == ("430000", 3)
    assert (bare.conditions, bare.rhythm, bare.is_judged) == ((), "monthly", False)


def test_a_threshold_keeps_its_decimals(tmp_path: Path) -> None:
    (rule,), problems = read(tmp_path, ABOVE)
    assert problems == []
    assert rule.places == ("430100", "430300")
    (condition,) = rule.conditions
    assert (str(condition.value), condition.window) == ("40.0", Window.FULL_YEAR)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param(",3,,,,,,,talk", ",,,,,,,,talk", "last needs n", id="the last of what"),
        pytest.param(",year,湖南省", ",,湖南省", "last needs window", id="no window"),
        pytest.param(",3,,,,,,,talk", ",3,,,,1,,,talk", "last has no tasks", id="tasks of a rank"),
        pytest.param("湖南省,,2025", "湖南省,长沙,2025", "places or a group", id="both"),
        pytest.param("unclear,last", "both,last", "unclear", id="no way to combine"),
        pytest.param(",last,", ",lost,", "worse_than_last_year", id="no kind of condition"),
        pytest.param("1,1,consequence", "1,1,penalty", "consequence", id="no kind of rule"),
    ],
)
def test_a_line_that_is_no_condition_is_refused(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    assert old in LAST
    _, problems = read(tmp_path, LAST.replace(old, new, 1), WORSE)
    first = next(problem for problem in problems if problem.code == "registry_value")
    assert first.row == 2
    assert reason in str(first.params["reason"])


@pytest.mark.parametrize(
    ("lines", "code", "row"),
    [
        pytest.param((LAST, LAST), "rule_out_of_order", 3, id="condition twice"),
        pytest.param((BARE,), "rule_out_of_order", 2, id="no first rule"),
        pytest.param(
            (LAST, WORSE.replace("talk", "fine")), "rule_differs", 3, id="another consequence"
        ),
        pytest.param(
            (LAST.replace("composite", "sulphur"), WORSE),
            *("registry_unknown_member", 2),
            id="unknown indicator",
        ),
        pytest.param(
            (LAST.replace("year,湖南省", "year,河南海"), WORSE),
            *("registry_unknown_member", 2),
            id="unknown set that is ranked",
        ),
        pytest.param(
            (ABOVE.replace("长沙", "长杀"),), "registry_unknown_member", 2, id="unknown place"
        ),
        pytest.param((ABOVE.replace("µg/m³", "mg/m³"),), "target_unit", 2, id="another unit"),
        pytest.param(
            (ABOVE.replace(",,,value", ",20255,,value"),), "target_period", 2, id="no period"
        ),
        pytest.param(
            ("1,1,consequence,,,,,,task_overdue,,,,,,,,9,,,stop,,3,",),
            *("registry_unknown_member", 2),
            id="unknown task",
        ),
    ],
)
def test_lines_that_do_not_fit_are_told(
    tmp_path: Path, lines: tuple[str, ...], code: str, row: int
) -> None:
    _, problems = read(tmp_path, *lines)
    assert (code, row) in [(problem.code, problem.row) for problem in problems]


def test_one_condition_cannot_be_combined_unclearly(tmp_path: Path) -> None:
    _, problems = read(tmp_path, LAST)
    assert [(problem.code, problem.row) for problem in problems] == [("registry_value", 2)]


def test_every_plan_on_file_has_rules_that_are_judged_and_rules_for_people() -> None:
    counted = {
        text.plan.id: (len(text.rules), sum(rule.is_judged for rule in text.rules))
        for text in REGISTRY.plans
    }
    assert counted == {
        "hunan-czt-2025": (12, 3),
        "jilin-2013": (10, 2),
        "shanxi-2024": (12, 4),
        "sichuan-2018": (10, 2),
        "xianyang-2020": (11, 2),
    }


def test_the_one_unclear_rule_is_that_of_sichuan() -> None:
    """九.50: 空气质量不降反升、排名倒数后三位 joins two conditions without saying how."""
    found = {
        rule.id: rule.clause
        for text in REGISTRY.plans
        for rule in text.rules
        if rule.combine is Combine.UNCLEAR
    }
    assert found == {"sichuan-2018.r10": "九.50"}
