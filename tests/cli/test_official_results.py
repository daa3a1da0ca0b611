"""What the authority decided, by command line: a list of the last twenty, certified results.

Lists and results are written here; the documents are invented.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run

LIST_HEAD = "排名范围,排名依据,时段,名单,城市,名次,文号,认定单位"
RESULT_HEAD = "目标编号,地区,认定结果,认定值,文号,认定单位"
FIRST_19 = (
    *("临汾", "运城", "阳泉", "晋城", "咸阳", "西安", "渭南", "邯郸", "石家庄", "邢台"),
    *("保定", "唐山", "安阳", "鹤壁", "焦作", "濮阳", "新乡", "淄博", "乌鲁木齐"),
)
YEAR_END = ("--as-of", "2024-12-31")
Load = Callable[..., str]
Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def _planned(tmp_path_factory: pytest.TempPathFactory, airtrack: Run) -> Path:
    folder = tmp_path_factory.mktemp("planned") / "store"
    done = airtrack("init", store=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def store(_planned: Path, tmp_path: Path) -> Path:
    """A store with the plans and nothing else, of this test's own."""
    return Path(shutil.copytree(_planned, tmp_path / "store"))


@pytest.fixture
def load(airtrack: Run, store: Path, tmp_path: Path) -> Load:
    """Loads a table and gives the id of its batch."""

    def write(name: str, head: str, *lines: str) -> str:
        file = tmp_path / name
        file.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
        done = airtrack("load", file, "--format", "json", store=store)
        assert done.returncode == 0, done.stdout + done.stderr
        return str(json.loads(done.stdout)["files"][0]["batch"])

    return write


@pytest.fixture
def ask(airtrack: Run, store: Path) -> Ask:
    """A document of the command line."""

    def answer(*arguments: str) -> Any:
        done = airtrack(*arguments, "--format", "json", store=store)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return answer


@pytest.fixture
def rank_of(ask: Ask) -> Callable[[str], Any]:
    """The verdict on leaving the last ten of 168 in 2024."""

    def row(place: str, *when: str) -> Any:
        told = ask("status", "--plan", "shanxi-2024", "--place", place, *(when or YEAR_END))
        (found,) = [row for row in told["rows"] if row["target"] == "shanxi-2024.rank.2024"]
        return found

    return row


def last_20(*, taiyuan_at: int | None) -> list[str]:
    """A list of the last twenty, the worst first, with 太原 at that place or not at all."""
    names = [*FIRST_19, "淮北"]
    if taiyuan_at is not None:
        names = [*FIRST_19[: taiyuan_at - 1], "太原", *FIRST_19[taiyuan_at - 1 :]]
    return [
        f"168个重点城市,综合指数,2024年,后20名,{name},{rank},某函〔2025〕9号,总站"
        for rank, name in enumerate(names, start=1)
    ]


@pytest.mark.parametrize(
    ("at", "status", "worse"),
    [
        pytest.param(None, "met", 20, id="not on the list: twenty are worse"),
        pytest.param(11, "met", 10, id="eleventh from the end: ten are worse"),
        pytest.param(10, "missed", 9, id="tenth from the end: nine are worse"),
        pytest.param(1, "missed", 0, id="the last"),
    ],
)
def test_a_list_of_the_last_twenty_decides_without_any_data(
    load: Load, rank_of: Callable[[str], Any], at: int | None, status: str, worse: int
) -> None:
    load("last20.csv", LIST_HEAD, *last_20(taiyuan_at=at))
    row = rank_of("太原")
    assert (row["status"], row["actual"], row["required"]) == (status, worse, 10)
    assert (row["decided"], row["source"]) == (True, "certified")
    assert row["official"] == {
        "status": status,
        "document_no": "某函〔2025〕9号",
        "decided_by": "总站",
        "source": "ranking",
    }


def test_ours_stands_beside_the_list(load: Load, rank_of: Callable[[str], Any]) -> None:
    load("last20.csv", LIST_HEAD, *last_20(taiyuan_at=None))
    assert rank_of("太原")["computed"]["status"] == "insufficient"


def test_a_tie_on_the_list_is_not_worse(load: Load, rank_of: Callable[[str], Any]) -> None:
    # 1 … 9 and then two tenths: nine are strictly worse
    lines = last_20(taiyuan_at=11)
    lines[10] = lines[10].replace(",太原,11,", ",太原,10,")
    load("tied.csv", LIST_HEAD, *lines)
    assert (rank_of("太原")["status"], rank_of("太原")["actual"]) == ("missed", 9)


def test_a_list_with_a_gap_decides_nothing_for_others(
    load: Load, rank_of: Callable[[str], Any]
) -> None:
    lines = [line for line in last_20(taiyuan_at=None) if ",5," not in line]
    load("gap.csv", LIST_HEAD, *lines)
    assert (rank_of("太原")["status"], rank_of("太原")["official"]) == ("insufficient", None)


def test_a_list_decides_nothing_before_its_period_is_over(
    load: Load, rank_of: Callable[[str], Any]
) -> None:
    load("last20.csv", LIST_HEAD, *last_20(taiyuan_at=None))
    assert rank_of("太原", "--as-of", "2024-12-30")["official"] is None


def test_a_withdrawn_list_brings_ours_back(
    airtrack: Run, store: Path, load: Load, rank_of: Callable[[str], Any]
) -> None:
    batch = load("last20.csv", LIST_HEAD, *last_20(taiyuan_at=None))
    done = airtrack("withdraw", batch, "--reason", "wrong list", store=store)
    assert done.returncode == 0, done.stderr
    row = rank_of("太原")
    assert (row["status"], row["official"], row["computed"]) == ("insufficient", None, None)


def test_a_list_is_named_by_explain(load: Load, ask: Ask) -> None:
    load("last20.csv", LIST_HEAD, *last_20(taiyuan_at=3))
    told = ask("explain", "shanxi-2024.rank.2024", "--place", "太原", *YEAR_END)
    by_rule = {clause["rule"]: clause for clause in told["clauses"]}
    assert by_rule["official"]["value"] == "某函〔2025〕9号"
    assert "ladder" not in by_rule


# ---- certified results ----

GOAL = "xianyang-2020.goal.pm25.2020"
END_2020 = ("--as-of", "2020-12-31")
YEAR_HEAD = "城市,时段,PM2.5(μg/m³),有效天数"


@pytest.fixture
def goal(ask: Ask) -> Callable[..., Any]:
    """The verdict on 咸阳's PM2.5 of 2020, at most 53."""

    def row(*when: str) -> Any:
        told = ask("status", "--plan", "xianyang-2020", *(when or END_2020))
        (found,) = [row for row in told["rows"] if row["target"] == GOAL]
        return found

    return row


@pytest.fixture
def ours(load: Load) -> None:
    """Our own figure: 54, missed."""
    load("year.csv", YEAR_HEAD, "咸阳市,2020年1-12月,54,366")


@pytest.mark.usefixtures("ours")
def test_a_certified_result_overrides_ours_and_both_show(
    load: Load, goal: Callable[..., Any]
) -> None:
    assert (goal()["status"], goal()["actual"]) == ("missed", 54)
    load("results.csv", RESULT_HEAD, f"{GOAL},咸阳,完成,53,某函〔2021〕3号,省厅")
    row = goal()
    assert (row["status"], row["actual"], row["gap"]) == ("met", 53, 0)
    assert (row["official"]["status"], row["official"]["document_no"]) == ("met", "某函〔2021〕3号")
    assert (row["computed"]["status"], row["computed"]["actual"]) == ("missed", 54)


@pytest.mark.usefixtures("ours")
def test_a_result_without_a_value_leaves_the_value_open(
    load: Load, goal: Callable[..., Any]
) -> None:
    load("results.csv", RESULT_HEAD, f"{GOAL},咸阳,完成,,某函〔2021〕3号,省厅")
    row = goal()
    assert (row["status"], row["actual"], row["gap"]) == ("met", None, None)
    assert row["computed"]["actual"] == 54


@pytest.mark.usefixtures("ours")
def test_a_result_does_not_count_before_the_year_is_over(
    load: Load, goal: Callable[..., Any]
) -> None:
    load("results.csv", RESULT_HEAD, f"{GOAL},咸阳,完成,53,某函〔2021〕3号,省厅")
    assert goal("--as-of", "2020-12-30")["official"] is None


@pytest.mark.usefixtures("ours")
def test_withdrawing_a_result_brings_ours_back(
    airtrack: Run, store: Path, load: Load, goal: Callable[..., Any]
) -> None:
    batch = load("results.csv", RESULT_HEAD, f"{GOAL},咸阳,完成,53,某函〔2021〕3号,省厅")
    done = airtrack("withdraw", batch, "--reason", "not final", store=store)
    assert done.returncode == 0, done.stderr
    row = goal()
    assert (row["status"], row["actual"], row["official"]) == ("missed", 54, None)


@pytest.mark.usefixtures("ours")
def test_a_later_result_replaces_the_earlier_one(load: Load, goal: Callable[..., Any]) -> None:
    load("first.csv", RESULT_HEAD, f"{GOAL},咸阳,完成,53,某函〔2021〕3号,省厅")
    load("second.csv", RESULT_HEAD, f"{GOAL},咸阳,未完成,55,某函〔2021〕8号,省厅")
    row = goal()
    assert (row["status"], row["actual"], row["gap"]) == ("missed", 55, 2)
    assert row["official"]["document_no"] == "某函〔2021〕8号"


@pytest.mark.usefixtures("ours")
def test_explain_tells_the_document_and_works_out_ours(load: Load, ask: Ask) -> None:
    load("results.csv", RESULT_HEAD, f"{GOAL},咸阳,完成,53,某函〔2021〕3号,省厅")
    told = ask("explain", GOAL, *END_2020, "--place", "咸阳")
    by_rule = {clause["rule"]: clause for clause in told["clauses"]}
    assert by_rule["official"]["value"] == "某函〔2021〕3号"
    assert told["verdict"]["computed"]["status"] == "missed"
    assert (told["figures"][0]["value"], told["rounding"][-1]["value"]) == (54, 54)


@pytest.mark.usefixtures("ours")
def test_people_read_both(airtrack: Run, store: Path, load: Load) -> None:
    load("results.csv", RESULT_HEAD, f"{GOAL},咸阳,完成,53,某函〔2021〕3号,省厅")
    done = airtrack(*("status", "--plan", "xianyang-2020", *END_2020, "--lang", "zh"), store=store)
    (line,) = [line for line in done.stdout.splitlines() if "PM2.5" in line]
    assert "完成目标" in line.split("上级认定")[0]
    assert "某函〔2021〕3号" in line
    assert "本系统测算：未完成目标，54" in line


@pytest.mark.usefixtures("ours")
def test_a_result_is_a_flip_of_the_batch(load: Load, ask: Ask) -> None:
    batch = load("results.csv", RESULT_HEAD, f"{GOAL},咸阳,完成,53,某函〔2021〕3号,省厅")
    told = ask("diff", batch)
    (flip,) = [item for item in told["verdicts"] if item["target"] == GOAL]
    assert (flip["before"], flip["after"]) == ("missed", "met")
