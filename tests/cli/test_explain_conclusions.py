"""What is drawn from figures can be walked back: changes, ranks, trends, attainment, refusals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

Row = dict[str, Any]
DAYS = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n"
TABLE = "城市,时段,SO2,NO2,PM10,PM2.5,CO,O3,有效天数,优良天数比例(%),综合指数\n"


def explain(airtrack: Run, store: Path, *question: object) -> Row:
    done = airtrack("explain", *question, "--format", "json", store=store)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout))


def drawn(airtrack: Run, store: Path, of: str, *more: object) -> Row:
    question = ("--place", "长沙", "--period", "2024", "--of", of, *more)
    return explain(airtrack, store, *question)


def stats(airtrack: Run, store: Path, *question: str) -> Row:
    done = airtrack("stats", "--place", "长沙", *question, "--format", "json", store=store)
    return dict(json.loads(done.stdout)["rows"][0])


@pytest.fixture(scope="module")
def small(airtrack: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """April of 长沙 and of 株洲 in five years, to be read; it is worked out by hand."""
    folder = tmp_path_factory.mktemp("april")
    lines = "".join(
        f"{year}-04-{day:02d},{city},{pm25},{pm10},8,28,0.9,120\n"
        for year, pm25, pm10 in zip(
            range(2021, 2026), (50, 48, 49, 40, 36), (80, 78, 76, 74, 72), strict=True
        )
        for day in range(1, 31)
        for city in ("长沙", "株洲")
    )
    (folder / "days.csv").write_text(DAYS + lines, encoding="utf-8")
    done = airtrack("load", folder / "days.csv", store=folder / "store")
    assert done.returncode == 0, done.stderr
    return folder / "store"


@pytest.mark.parametrize("indicator", ["pm25", "good_pct", "composite"])
def test_a_change_is_that_of_stats_and_is_found_again(
    indicator: str, airtrack: Run, demo_store: Path
) -> None:
    found = drawn(airtrack, demo_store, "change", "--indicator", indicator)
    change = stats(airtrack, demo_store, "--period", "2024")["change"][indicator]
    kind = "change_points" if indicator == "good_pct" else "change_pct"
    assert (found["value"], found["agrees"]) == (change[kind], True)
    assert [figure["period"] for figure in found["figures"]] == ["2024", "2023"]


def test_the_base_of_a_change_has_the_decimals_of_the_period(airtrack: Run, small: Path) -> None:
    """36.0 against 40.0: (36 - 40) / 40 = -10 %; of 2024 stats print 40."""
    question = ("--place", "长沙", "--period", "2025-04", "--indicator", "pm25", "--of", "change")
    found = explain(airtrack, small, *question)
    assert (found["value"], found["agrees"]) == (-10.0, True)
    base, change = found["formulas"]
    assert (base["key"], base["result"], base["numbers"]["digits"]) == ("base", 40, 1)
    assert change["numbers"] == {"value": 36, "base": 40}


def test_a_change_without_a_year_before_says_so(airtrack: Run, small: Path) -> None:
    question = ("--place", "长沙", "--period", "2021-04", "--indicator", "pm25", "--of", "change")
    found = explain(airtrack, small, *question)
    assert (found["value"], found["recomputed"]) == (None, None)
    assert [reason["code"] for reason in found["reasons"]] == ["no_year_before"]


def test_a_rank_names_every_value_and_the_ties(airtrack: Run, small: Path) -> None:
    question = ("--place", "株洲", "--period", "2025-04", "--indicator", "pm25", "--of", "rank")
    found = explain(airtrack, small, *question, "--group", "湖南省")
    assert (found["value"], found["agrees"]) == (1, True)
    assert [(row["rank"], row["name"], row["value"]) for row in found["compared"]] == [
        (1, "长沙市", 36.0),
        (1, "株洲市", 36.0),
    ]
    place, tied = found["formulas"]
    assert place["numbers"] == {"better": 0, "n": 2}
    assert tied["numbers"]["names"] == "长沙市"


@pytest.mark.parametrize("by", ["composite", "good_pct", "heavy_days", "o3", "change"])
def test_every_rank_is_found_again(by: str, airtrack: Run, demo_store: Path) -> None:
    done = airtrack(
        *("rank", "--group", "湖南省", "--period", "2024", "--by", by, "--format", "json"),
        store=demo_store,
    )
    ranks = {row["place"]: row["rank"] for row in json.loads(done.stdout)["rows"]}
    found = drawn(airtrack, demo_store, "rank", "--indicator", by, "--group", "湖南省")
    assert (found["value"], found["agrees"]) == (ranks["430100"], True)


def test_a_place_outside_the_group_has_no_rank_in_it(airtrack: Run, demo_store: Path) -> None:
    question = ("--place", "长沙", "--period", "2024", "--indicator", "pm25", "--of", "rank")
    done = airtrack("explain", *question, "--group", "广东省", "--lang", "en", store=demo_store)
    assert done.returncode == 4
    assert "no member" in done.stderr


def test_a_trend_lists_ranks_and_differences(airtrack: Run, small: Path) -> None:
    """50, 48, 49, 40, 36 rank 5, 3, 4, 2, 1: d² = 16 + 1 + 1 + 4 + 16 = 38, 1 - 228/120 = -0.9."""
    question = ("--place", "长沙", "--period", "2025-04", "--indicator", "pm25", "--of", "trend")
    found = explain(airtrack, small, *question)
    assert (found["value"], found["agrees"]) == (-0.9, True)
    assert [row["rank_of_value"] for row in found["compared"]] == [5, 3, 4, 2, 1]
    # HJ 663-2013 Annex B: the critical value of 5 years is 0.900, which must be exceeded
    assert [formula["key"] for formula in found["formulas"]] == [
        *("squares", "spearman", "insignificant"),
    ]
    assert found["formulas"][0]["result"] == 38


def test_attainment_names_both_modes_and_each_limit(airtrack: Run, demo_store: Path) -> None:
    found = drawn(airtrack, demo_store, "attainment")
    modes = stats(airtrack, demo_store, "--period", "2024")["attainment"]
    assert found["value"] == {mode: item["attains"] for mode, item in modes.items()}
    assert found["agrees"] is True
    assert {row["judging_mode"] for row in found["compared"]} == {"bulletin", "hj663"}
    assert ("pm25", 35) in {(limit["pollutant"], limit["value"]) for limit in found["limits"]}


def test_main_pollutants_have_the_largest_share(airtrack: Run, demo_store: Path) -> None:
    found = drawn(airtrack, demo_store, "main_pollutants")
    row = stats(airtrack, demo_store, "--period", "2024")
    assert (found["value"], found["agrees"]) == (row["main_pollutants"], True)
    largest = max(item["single_index"] for item in found["compared"])
    assert found["formulas"][0]["result"] == largest


def test_valid_days_are_counted_again(airtrack: Run, demo_store: Path) -> None:
    question = ("--place", "长沙", "--period", "2024", "--indicator", "valid_days")
    found = explain(airtrack, demo_store, *question)
    row = stats(airtrack, demo_store, "--period", "2024")
    assert (found["value"], found["agrees"]) == (row["valid_days"], True)
    assert sum(day["counts"] for day in found["days"]) == row["valid_days"]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("of", ["change", "rank", "trend", "attainment", "main_pollutants"])
def test_people_read_every_conclusion(of: str, lang: str, airtrack: Run, small: Path) -> None:
    question = ("--place", "长沙", "--period", "2025-04", "--indicator", "pm25", "--of", of)
    done = airtrack("explain", *question, "--lang", lang, store=small)
    assert done.returncode == 0, done.stderr
    assert {"zh": "一致", "en": "same"}[lang] in done.stdout


def test_a_withheld_figure_says_so_and_is_not_worked_out(
    airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    """SO2 on 10 of 30 days: nobody can say which days were good."""
    lines = "".join(
        f"2025-04-{day:02d},长沙,30,60,{8 if day <= 10 else ''},28,0.9,120\n"
        for day in range(1, 31)
    )
    (tmp_path / "days.csv").write_text(DAYS + lines, encoding="utf-8")
    assert airtrack("load", tmp_path / "days.csv", store=empty_store).returncode == 0
    for indicator in ("good_pct", "composite", "heavy_days"):
        question = ("--place", "长沙", "--period", "2025-04", "--indicator", indicator)
        found = explain(airtrack, empty_store, *question)
        assert (found["value"], found["recomputed"]) == (None, None)
        assert [reason["code"] for reason in found["reasons"]][:1] == ["explain_withheld"]
        assert "partial_pollutant" in {reason["code"] for reason in found["reasons"]}


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        # 0.13 + 0.70 + 0.86 + 0.86 + 0.22 + 0.75 = 3.52
        pytest.param("3.60", ["printed_index_differs"], id="differs"),
        pytest.param("3.52", [], id="equal"),
    ],
)
def test_an_index_that_differs_from_its_six_values_says_so(
    printed: str, codes: list[str], airtrack: Run, empty_store: Path, tmp_path: Path
) -> None:
    text = TABLE + f"长沙,2025年4月,8,28,60,30,0.9,120,30,100.0,{printed}\n"
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    assert airtrack("load", tmp_path / "table.csv", store=empty_store).returncode == 0
    question = ("--place", "长沙", "--period", "2025-04", "--indicator", "composite")
    found = explain(airtrack, empty_store, *question)
    assert found["value"] == float(printed)
    assert [reason["code"] for reason in found["reasons"]] == codes


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        pytest.param(
            ("hunan-czt-2025.t1.good_pct.2025.region", "--place", "长沙"),
            *("leave out --place",),
            id="city-of-a-regional-target",
        ),
        pytest.param(
            ("hunan-czt-2025.t1.pm25.2025.430100", "--place", "广州"),
            *("does not speak of",),
            id="place-of-another-plan",
        ),
        pytest.param(
            ("--place", "长沙", "--period", "2024", "--indicator", "nox_cut"),
            *("no figure that can be explained",),
            id="not-of-days",
        ),
        pytest.param(("--place", "长沙", "--of", "rank"), "--period", id="rank-of-nothing"),
    ],
)
def test_a_refusal_says_what_to_do(
    arguments: tuple[str, ...], said: str, airtrack: Run, demo_store: Path
) -> None:
    done = airtrack("explain", *arguments, "--lang", "en", store=demo_store)
    assert done.returncode in (2, 4)
    assert said in done.stderr, done.stderr
