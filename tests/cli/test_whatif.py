"""`whatif`: the same verdicts under an assumption."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

PLAN, PLACE = "hunan-czt-2025", "株洲"
ASKED = ("--plan", PLAN, "--place", PLACE)


def test_without_an_assumption_the_chances_are_those_of_status(
    airtrack: Run, demo_store: Path
) -> None:
    said = airtrack("whatif", *ASKED, "--format", "json", store=demo_store)
    judged = airtrack("status", *ASKED, "--format", "json", store=demo_store)
    rows = {row["target"]: row for row in json.loads(judged.stdout)["rows"]}
    lines = [row for row in json.loads(said.stdout)["rows"] if row["without"]]
    assert len(lines) > 2
    for line in lines:
        own = rows[line["target"]]["projection"]
        assert line["without"] == line["with"]
        assert line["without"]["probability"] == own["probability"]
        assert line["without"]["middle"] == pytest.approx(own["value"], abs=0.011)


def test_an_assumption_moves_the_end_the_chance_and_the_rank(
    airtrack: Run, demo_store: Path
) -> None:
    options = ("--set", "pm25=-30%", "--months", "8..12", "--dust", "2", "--by", "pm25")
    done = airtrack("whatif", *ASKED, *options, "--gain", "1", "--format", "json", store=demo_store)
    found = json.loads(done.stdout)
    assert found["scenario"] == "pm25:-30%@8-12;dust:2@8-12"
    line = next(row for row in found["rows"] if row["indicator"] == "pm25")
    assert line["with"]["middle"] < line["without"]["middle"]
    assert line["with"]["probability"] > line["without"]["probability"]
    rank = found["rank"]
    assert rank["with"]["rank"] < rank["without"]["rank"]
    assert rank["solved"][0]["value"] < rank["without"]["value"]


@pytest.mark.parametrize(
    ("options", "status", "code"),
    [
        (("--set", "pm25=-200%"), 2, "假设"),
        (("--as-of", "2025-12-31"), 2, "已经结束"),
        (("--as-of", "2019-06-30"), 4, "2019"),
        (("--by", "change"), 4, "change"),
    ],
    ids=["no-such-change", "a-year-that-is-over", "a-year-without-targets", "not-ranked-by"],
)
def test_what_cannot_be_asked_is_told(
    airtrack: Run, demo_store: Path, options: tuple[str, ...], status: int, code: str
) -> None:
    done = airtrack("whatif", *ASKED, *options, store=demo_store)
    assert (done.returncode, code in done.stderr + done.stdout) == (status, True)
