"""Ranks, means beside, Level II and changes of a plan of our own, by command line, from tables.

The three cities of the cluster have tables of 2023 and 2024; three others of its six have none.
Every expected number can be read off the tables.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

HEADER = (
    "城市,时段,SO2(μg/m³),NO2(μg/m³),PM10(μg/m³),PM2.5(μg/m³),CO-95per(mg/m³),O3-8h-90per(μg/m³)"
    ",综合指数,有效天数,优良天数"
)
TABLES = """
长沙市,2023年1-12月,6,30,52,42,1.0,150,3.60,365,290
株洲市,2023年1-12月,6,30,52,38,1.0,150,3.80,365,300
湘潭市,2023年1-12月,6,30,52,36,1.0,150,3.90,365,300
长沙市,2024年1-12月,6,30,52,40,1.0,161,3.90,366,301
株洲市,2024年1-12月,6,30,52,38,1.0,150,3.80,366,300
湘潭市,2024年1-12月,6,30,52,36,1.0,160,3.70,366,299
"""
PLAN = """
id = "own-2024"
title = "自拟方案"
title_en = "A plan of our own"
short_title = "自拟方案"
short_title_en = "Own plan"
issuer = "某局"
document_no = "某字〔2024〕1号"
issued_on = 2024-01-01
state = "in_force"
group = "430000"
sha256 = "0"
"""
COLUMNS = (
    "id,kind,places,scope,indicator,period,op,value,value_state,unit,basis,edition,"
    "baseline_period,binding,clause,among,pollutants"
)
TARGETS = """
own-2024.mean,relative,长沙市|湘潭市,each,pm25,2024,<=,,set,,incl_dust,gb3095-2012,,binding,1,changzhutan,
own-2024.mean6,relative,湘潭市,each,pm25,2024,<=,,set,,incl_dust,gb3095-2012,,binding,1,changzhutan-channel,
own-2024.last1,rank,长沙市|株洲市,each,composite,2024,>=,1,set,,incl_dust,gb3095-2012,,striving,2,changzhutan-channel,
own-2024.last1of3,rank,长沙市|湘潭市,each,composite,2024,>=,1,set,,incl_dust,gb3095-2012,,striving,2,changzhutan,
own-2024.up,rank,长沙市|株洲市|湘潭市,each,composite,2024,<,,set,,incl_dust,gb3095-2012,2023,striving,2,changzhutan,
own-2024.gases,attainment,长沙市|湘潭市,each,attainment,2024,,,set,,incl_dust,gb3095-2012,,binding,3,,so2|no2|co|o3
own-2024.dust,attainment,湘潭市,each,attainment,2024,,,set,,incl_dust,gb3095-2012,,binding,3,,pm10|pm25
own-2024.falls,year_on_year,长沙市|株洲市,each,pm25,2024,<,,set,,incl_dust,gb3095-2012,2023,binding,4,,
own-2024.days,year_on_year,长沙市|株洲市|湘潭市,each,good_days,2024,>,,set,,incl_dust,gb3095-2012,2023,binding,4,,
own-2024.by5,year_on_year,长沙市,each,pm25,2024,<=,-5,set,%,incl_dust,gb3095-2012,2023,binding,4,,
"""
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's texts with one more plan."""
    source = Path(__file__).parents[2] / "data"
    ignored = shutil.ignore_patterns("store")
    folder = tmp_path_factory.mktemp("texts") / "data"
    shutil.copytree(source, folder, ignore=ignored)
    own = folder / "plans" / "own-2024"
    own.mkdir()
    (own / "plan.toml").write_text(PLAN, encoding="utf-8")
    (own / "targets.csv").write_text(COLUMNS + TARGETS, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, airtrack: Run, texts: Path) -> Path:
    """A store with both years' tables."""
    folder = tmp_path_factory.mktemp("kinds")
    file = folder / "years.csv"
    file.write_text(HEADER + TABLES, encoding="utf-8")
    done = airtrack("--data", texts, "load", file, store=folder / "store")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "store"


@pytest.fixture(scope="module")
def ask(airtrack: Run, store: Path, texts: Path) -> Ask:
    """Answers of that store."""

    def answer(*arguments: str) -> Any:
        told = airtrack("--data", texts, *arguments, "--format", "json", store=store)
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout)

    return answer


@pytest.fixture(scope="module")
def found(ask: Ask) -> dict[tuple[str, str], Any]:
    """Every verdict of the plan at the end of 2024, by target and city."""
    told = ask("status", "--plan", "own-2024", "--as-of", "2024-12-31")
    return {(row["target"].removeprefix("own-2024."), row["name"]): row for row in told["rows"]}


@pytest.mark.parametrize(
    ("target", "name", "status", "actual", "required"),
    [
        # the mean of 40, 38 and 36 is 38
        pytest.param("mean", "长沙市", "missed", 40, 38, id="above the mean"),
        pytest.param("mean", "湘潭市", "met", 36, 38, id="below the mean"),
        pytest.param("mean6", "湘潭市", "insufficient", 36, None, id="half of the set lacks"),
        pytest.param("last1", "株洲市", "met", 1, 1, id="one is worse, the others do not matter"),
        pytest.param("last1", "长沙市", "insufficient", 0, 1, id="none is worse of those known"),
        pytest.param("last1of3", "长沙市", "missed", 0, 1, id="the last of a whole list"),
        pytest.param("last1of3", "湘潭市", "met", 2, 1, id="the first of a whole list"),
        pytest.param("up", "长沙市", "missed", 3, 1, id="from first to third"),
        pytest.param("up", "株洲市", "missed", 2, 2, id="second as before"),
        pytest.param("up", "湘潭市", "met", 1, 3, id="from third to first"),
        pytest.param("gases", "长沙市", "missed", 161, 160, id="O3 161 above 160"),
        pytest.param("gases", "湘潭市", "met", 160, 160, id="O3 160 on 160"),
        pytest.param("dust", "湘潭市", "missed", 36, 35, id="PM2.5 36 above 35, PM10 within"),
        pytest.param("falls", "长沙市", "met", 40, 42, id="42 to 40"),
        pytest.param("falls", "株洲市", "missed", 38, 38, id="38 as before"),
        pytest.param("days", "长沙市", "met", 301, 290, id="290 to 301"),
        pytest.param("days", "株洲市", "missed", 300, 300, id="300 as before"),
        pytest.param("days", "湘潭市", "missed", 299, 300, id="300 to 299"),
        # (40 - 42) / 42 is -4.8 %, which rounds to -5 at the digits of the plan
        pytest.param("by5", "长沙市", "met", -4.8, -5, id="42 to 40 is -4.8 %"),
    ],
)
def test_each_kind_is_judged(
    found: dict[tuple[str, str], Any],
    target: str,
    name: str,
    status: str,
    actual: float,
    required: float | None,
) -> None:
    row = found[target, name]
    assert (row["status"], row["actual"], row["required"]) == (status, actual, required)
    assert row["decided"] is (status in ("met", "missed"))


def test_the_other_comparison_rule_stands_beside_a_change(
    found: dict[tuple[str, str], Any],
) -> None:
    assert found["by5", "长沙市"]["other_rule"] == "missed"


def test_a_rank_says_how_many_of_the_list_it_rests_on(found: dict[tuple[str, str], Any]) -> None:
    reasons = {reason["code"]: reason for reason in found["last1", "长沙市"]["reasons"]}
    computed = reasons["verdict_rank_computed"]
    assert (computed["rank"], computed["n"], computed["total"]) == (3, 3, 6)
    assert reasons["verdict_cities_lacking"]["places"] == ["430600", "430700", "430900"]


def test_attainment_tells_every_pollutant_with_its_limit(
    found: dict[tuple[str, str], Any],
) -> None:
    told = {
        reason["indicator"]: (reason["code"], reason["value"], reason["limit"])
        for reason in found["gases", "长沙市"]["reasons"]
        if "limit" in reason
    }
    assert told == {
        "so2": ("verdict_attains", 6, 60),
        "no2": ("verdict_attains", 30, 40),
        "co": ("verdict_attains", 1.0, 4.0),
        "o3": ("verdict_exceeds", 161, 160),
    }


def test_a_year_that_runs_decides_no_rank(ask: Ask) -> None:
    told = ask("status", "--plan", "own-2024", "--as-of", "2024-06-30")
    ranks = [row for row in told["rows"] if row["kind"] == "rank"]
    assert {row["status"] for row in ranks} == {"insufficient"}


@pytest.mark.parametrize(
    ("target", "place", "of"),
    [("last1of3", "长沙", "rank"), ("gases", "湘潭", "attainment")],
)
def test_what_a_verdict_was_drawn_from_is_worked_out_again(
    ask: Ask, target: str, place: str, of: str
) -> None:
    told = ask("explain", f"own-2024.{target}", "--place", place, "--as-of", "2024-12-31")
    (drawn,) = told["drawn"]
    assert (drawn["of"], drawn["agrees"], told["agrees"]) == (of, True, True)
    assert drawn["compared"]
    assert told["figures"]
    assert told["clauses"][0]["clause"]


def test_the_mean_beside_is_explained_with_its_cities(ask: Ask) -> None:
    told = ask("explain", "own-2024.mean", "--place", "长沙", "--as-of", "2024-12-31")
    assert (told["figures"][0]["value"], told["baseline"]["value"]) == (40, 38)
    assert [part["value"] for part in told["baseline"]["parts"]] == [40, 38, 36]


def test_people_read_ranks_and_changes_in_words(airtrack: Run, store: Path, texts: Path) -> None:
    done = airtrack(
        *("--data", texts, "status", "--plan", "own-2024", "--as-of", "2024-12-31"),
        *("--format", "csv", "--lang", "zh"),
        store=store,
    )
    assert done.returncode == 0, done.stderr
    assert "湘潭市,综合指数,2024,✓ 完成目标,2 个城市更差,至少 1 个城市更差" in done.stdout
    assert "湘潭市,综合指数,2024,✓ 完成目标,第 1 位,名次比上年前移（第 3 位）" in done.stdout
    assert "长沙市,PM2.5,2024,✓ 完成目标,40 µg/m³,< 上年（42 µg/m³）" in done.stdout
