"""Triggered conditions through the command line: on the demonstration, and on invented tables."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
Row = dict[str, Any]

HUNAN, SICHUAN, SHANXI = "hunan-czt-2025", "sichuan-2018", "shanxi-2024"
HEADER = "城市,时段,SO2,NO2,PM10,PM2.5,CO,O3,有效天数,优良天数,综合指数\n"
# the better the earlier: 成都 has the lowest index, 甘孜 the highest
CITIES = (
    *("成都", "自贡", "攀枝花", "泸州", "德阳", "绵阳", "广元", "遂宁", "内江", "乐山", "南充"),
    *("眉山", "宜宾", "广安", "达州", "雅安", "巴中", "资阳", "阿坝", "凉山", "甘孜"),
)
WORSE_THAN_2017 = ("成都", "甘孜")
AUGUST = "2018-08-31"


ANSWERS: dict[tuple[object, ...], str] = {}
"""What was asked already: the stores of these tests are only read."""


def told(airtrack: Run, store: Path, *arguments: object) -> Any:
    """What `triggered` answers."""
    if (store, *arguments) not in ANSWERS:
        done = airtrack("triggered", *arguments, "--format", "json", store=store)
        assert done.returncode == 0, done.stderr
        ANSWERS[(store, *arguments)] = done.stdout
    return json.loads(ANSWERS[(store, *arguments)])


def of_rule(answer: Row, number: int, *, where: str = "triggered") -> dict[str, Row]:
    """The findings of one rule, by place."""
    return {row["name"]: row for row in answer[where] if row["rule"].endswith(f".r{number}")}


def report(period: str, values: dict[str, float], *, n_days: int, pm25: int = 30) -> str:
    """A published table of these composite indices."""
    return "".join(
        f"{city},{period},10,20,50,{pm25},1.0,120,{n_days},{n_days - 5},{value:.2f}\n"
        for city, value in values.items()
    )


def indices(*, worse: tuple[str, ...] = ()) -> dict[str, float]:
    """Rising along the list; a city of `worse` is higher by 0.05 than without."""
    return {
        city: 3 + number / 10 + (0.05 if city in worse else 0) for number, city in enumerate(CITIES)
    }


@pytest.fixture(scope="module")
def sichuan(airtrack: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In July and August 2018 甘孜 and 成都 are worse than a year before, in June they are not."""
    folder = tmp_path_factory.mktemp("rules")
    text = HEADER + report("2017", indices(), n_days=360)
    text += report("2018", indices(worse=WORSE_THAN_2017), n_days=360)
    told = (("06", 175, ()), ("07", 205, WORSE_THAN_2017), ("08", 235, WORSE_THAN_2017))
    for months, days, worse in told:
        text += report(f"2017-01..2017-{months}", indices(), n_days=days)
        text += report(f"2018-01..2018-{months}", indices(worse=worse), n_days=days)
    (folder / "sichuan.csv").write_text(text, encoding="utf-8")
    store = folder / "store"
    done = airtrack("load", folder / "sichuan.csv", store=store)
    assert done.returncode == 0, done.stderr
    return store


def test_a_rule_that_can_be_read_both_ways_is_told_both_ways(airtrack: Run, sichuan: Path) -> None:
    found = of_rule(told(airtrack, sichuan, "--plan", SICHUAN, "--as-of", AUGUST), 10)
    readings = {
        name: (row["readings"]["any"], row["readings"]["all"]) for name, row in found.items()
    }
    assert readings == {
        "成都市": ("holds", "fails"),
        "阿坝藏族羌族自治州": ("holds", "fails"),
        "凉山彝族自治州": ("holds", "fails"),
        "甘孜藏族自治州": ("holds", "holds"),
    }
    assert all(row["ambiguous"] for row in found.values())


def test_each_condition_has_its_figures(airtrack: Run, sichuan: Path) -> None:
    found = of_rule(told(airtrack, sichuan, "--plan", SICHUAN, "--as-of", AUGUST), 10)
    worse, last = found["甘孜藏族自治州"]["conditions"]
    (fact,) = worse["facts"]
    assert (fact["actual"], fact["op"], fact["threshold"]) == (5.05, ">", 5)
    (fact,) = last["facts"]
    assert (fact["rank"], fact["of"], fact["worse"], fact["threshold"]) == (21, 21, 0, 3)


def test_it_holds_since_the_first_end_of_a_month_without_a_break(
    airtrack: Run, sichuan: Path
) -> None:
    """Worse since July; among the last three since June, of which the first table is."""
    found = of_rule(told(airtrack, sichuan, "--plan", SICHUAN, "--as-of", AUGUST), 10)
    worse, last = found["甘孜藏族自治州"]["conditions"]
    assert (worse["since"], last["since"]) == ("2018-07-31", "2018-06-30")
    assert found["成都市"]["since"] == "2018-07-31"
    assert found["凉山彝族自治州"]["since"] == "2018-06-30"
    assert not any(row["since_earlier"] for row in found.values())


def test_after_the_year_of_the_rule_its_last_day_counts(airtrack: Run, sichuan: Path) -> None:
    found = of_rule(told(airtrack, sichuan, "--plan", SICHUAN, "--as-of", "2019-06-30"), 10)
    assert {row["on"] for row in found.values()} == {"2018-12-31"}
    assert len(found) == 3


def test_a_year_in_another_state_is_no_base(airtrack: Run, sichuan: Path) -> None:
    """Values are in the actual state since September 2018, in that of 2017 they are not."""
    answer = told(airtrack, sichuan, "--plan", SICHUAN, "--as-of", "2018-12-31")
    worse = of_rule(answer, 10)["甘孜藏族自治州"]["conditions"][0]
    assert (worse["state"], worse["reasons"][0]["code"]) == ("open", "rule_base_withheld")


def test_before_the_year_of_the_rule_it_says_nothing(airtrack: Run, sichuan: Path) -> None:
    answer = told(airtrack, sichuan, "--plan", SICHUAN, "--as-of", "2017-12-31")
    assert [of_rule(answer, 10, where=key) for key in ("triggered", "open")] == [{}, {}]


def test_a_target_by_reference_cannot_be_told_missed(airtrack: Run, sichuan: Path) -> None:
    answer = told(airtrack, sichuan, "--plan", SICHUAN, "--as-of", "2018-12-31")
    found = of_rule(answer, 9, where="open")
    assert len(found) == 21
    codes = [why["code"] for why in found["成都市"]["conditions"][0]["reasons"]]
    assert codes == ["rule_target_unset"]


def test_what_is_left_to_people_is_listed_and_never_triggered(airtrack: Run, sichuan: Path) -> None:
    answer = told(airtrack, sichuan, "--plan", SICHUAN, "--as-of", "2018-12-31")
    listed = {row["rule"]: row for row in answer["listed"]}
    texts = [item["kind"] for item in listed[f"{SICHUAN}.r5"]["conditions"]]
    assert texts == ["text"]
    seen = {row["rule"] for key in ("triggered", "open", "not_triggered") for row in answer[key]}
    assert seen & set(listed) == set()
    assert len(listed) == 8


def test_the_decision_is_never_ours(airtrack: Run, sichuan: Path) -> None:
    answer = told(airtrack, sichuan, "--plan", SICHUAN)
    assert "有权机关决定" in answer["decision"]
    table = airtrack("triggered", "--plan", SICHUAN, store=sichuan)
    assert "触发条件提示" in table.stdout
    assert "有权机关决定" in table.stdout


def test_forty_in_the_last_whole_year_is_a_condition_in_shanxi(
    airtrack: Run, tmp_path: Path
) -> None:
    """三（三）13: 40 µg/m³ or more; in February 2025 the last whole year is 2024."""
    text = HEADER + report("2024", {"太原": 4.5}, n_days=360, pm25=40)
    text += report("2024", {"大同": 3.5}, n_days=360, pm25=39)
    (tmp_path / "shanxi.csv").write_text(text, encoding="utf-8")
    assert airtrack("load", tmp_path / "shanxi.csv", store=tmp_path / "store").returncode == 0
    answer = told(airtrack, tmp_path / "store", "--plan", SHANXI, "--as-of", "2025-02-28")
    found = of_rule(answer, 11)
    assert {name: row["since"] for name, row in found.items()} == {"太原市": "2024-12-31"}
    assert list(of_rule(answer, 11, where="not_triggered")) == ["大同市"]
    without = of_rule(answer, 11, where="open")["阳泉市"]["conditions"][0]
    assert [why["code"] for why in without["reasons"]] == ["rule_no_figure"]


def test_counties_that_are_not_on_file_are_not_told(airtrack: Run, sichuan: Path) -> None:
    answer = told(airtrack, sichuan, "--plan", SHANXI, "--as-of", "2025-02-28")
    ((name, row),) = of_rule(answer, 12, where="open").items()
    assert (name, row["place"]) == (None, None)
    codes = {why["code"] for item in row["conditions"] for why in item["reasons"]}
    assert codes == {"rule_no_register"}


def test_a_missed_target_triggers_for_the_city_that_missed_it(
    airtrack: Run, demo_store: Path
) -> None:
    """The targets behind it are those that status calls missed."""
    answer = told(airtrack, demo_store, "--plan", HUNAN, "--as-of", "2025-07-31")
    done = airtrack("status", "--plan", HUNAN, "--as-of", "2025-07-31", "--format", "json",
                    store=demo_store)  # fmt: skip
    missed = {
        (row["place"], row["target"])
        for row in json.loads(done.stdout)["rows"]
        if row["status"] == "missed" and row["scope"] == "each"
    }
    found = {
        (row["place"], fact["target"])
        for row in of_rule(answer, 7).values()
        for fact in row["conditions"][0]["facts"]
    }
    assert missed
    assert found == missed


def test_a_year_is_missed_since_its_last_day_at_the_latest(airtrack: Run, demo_store: Path) -> None:
    answer = told(airtrack, demo_store, "--plan", HUNAN, "--as-of", "2025-07-31")
    found = of_rule(answer, 7)
    assert found["长沙市"]["since"] == "2023-12-31"
    zhuzhou = found["株洲市"]
    assert (zhuzhou["since"], zhuzhou["since_earlier"]) == ("2023-07-31", True)


def test_only_one_body_can_be_asked_for(airtrack: Run, demo_store: Path) -> None:
    answer = told(airtrack, demo_store, "--plan", HUNAN, "--place", "长沙")
    keys = ("triggered", "open", "not_triggered")
    assert {row["place"] for key in keys for row in answer[key]} == {"430100"}


def test_a_plan_that_is_not_there_ends_with_four(airtrack: Run, demo_store: Path) -> None:
    assert airtrack("triggered", "--plan", "hunan", store=demo_store).returncode == 4


def test_a_plan_shows_its_rules(airtrack: Run, demo_store: Path) -> None:
    done = airtrack("plans", "show", SICHUAN, "--format", "json", store=demo_store)
    rules = json.loads(done.stdout)["rules"]
    assert [row["rule"] for row in rules] == [f"{SICHUAN}.r{number}" for number in range(1, 11)]
    assert rules[9]["combine"] == "unclear"


def test_withdrawing_a_plan_takes_its_rules_along(airtrack: Run, own_demo_store: Path) -> None:
    done = airtrack("history", "--format", "json", store=own_demo_store)
    batch = next(
        row["batch"] for row in json.loads(done.stdout)["batches"] if row["source"] == HUNAN
    )
    done = airtrack("withdraw", batch, "--reason", "later", store=own_demo_store)
    assert done.returncode == 0, done.stderr
    answer = told(airtrack, own_demo_store)
    assert [row for row in answer["listed"] if row["plan"] == HUNAN] == []


def test_a_place_that_no_rule_speaks_of_ends_with_four(airtrack: Run, demo_store: Path) -> None:
    done = airtrack("triggered", "--place", "北京", store=demo_store)
    assert done.returncode == 4
    assert "长沙市" in done.stderr


def test_the_table_of_a_plan_has_its_rules(airtrack: Run, demo_store: Path) -> None:
    done = airtrack("plans", "show", SHANXI, store=demo_store)
    assert "PM2.5（上一完整年）≥ 40 µg/m³" in done.stdout
