"""Golden cases: given rows upstream, then exactly these rows of the view.

A cell `1 to 24` or `2020-01-01 to 2020-01-31` counts, `[12x35000 8x36000 null]` lists; such a line
stands for as many rows. An empty cell is null, `''` is the empty text.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from in_memory import InMemory

from airtrack.metrics import contract

HERE = Path(__file__).parent
CASES = sorted((HERE / "golden").glob("*/*.toml"))
WRONG = sorted((HERE / "golden_wrong").glob("*/*.toml"))
NULLS = ("", "null")


def name_of(case: Path) -> str:
    return f"{case.parent.name}/{case.stem}"


def spread(cell: str) -> list[str | None]:
    """The values that a cell stands for."""
    if counted := re.fullmatch(r"(\d+) to (\d+)", cell):
        return [str(number) for number in range(int(counted[1]), int(counted[2]) + 1)]
    if counted := re.fullmatch(r"(\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)", cell):
        first, last = (date.fromisoformat(day).toordinal() for day in counted.groups())
        return [date.fromordinal(day).isoformat() for day in range(first, last + 1)]
    if not cell.startswith("["):
        return [None if cell in NULLS else cell.strip("'")]
    values: list[str | None] = []
    for item in cell.strip("[]").split():
        times, _, value = item.rpartition("x")
        values += [None if value in NULLS else value] * int(times or 1)
    return values


def rows_of(text: str) -> list[dict[str, str | None]]:
    """The rows of a pipe-table."""
    lines = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    header = lines.pop(0)
    rows = []
    for line in lines:
        cells = [spread(cell) for cell in line]
        n_rows = max(len(values) for values in cells)
        columns = [values * n_rows if len(values) == 1 else values for values in cells]
        rows += [dict(zip(header, row, strict=True)) for row in zip(*columns, strict=True)]
    return rows


def check(case: Path, database: InMemory) -> None:
    """The view gives exactly the rows of `[then]`, in the columns that it names."""
    story = tomllib.loads(case.read_text(encoding="utf-8"))
    view = case.parent.name
    unknown = set(story["given"]) - set(contract.views()[view].needs)
    assert not unknown, f"{view} does not need {unknown}"
    for table, text in story["given"].items():
        database.put(table, rows_of(text))
    database.create(view)
    header = [name.strip() for name in story["then"]["rows"].strip().splitlines()[0].split("|")]
    types = database.types(view)
    database.connection.execute(
        f"create table expected ({', '.join(f'{name} {types[name]}' for name in header)})"
    )
    database.put("expected", rows_of(story["then"]["rows"]))
    assert database.rows(view, *header) == database.rows("expected", *header)


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_the_given_rows_make_exactly_the_expected_ones(case: Path, database: InMemory) -> None:
    check(case, database)


@pytest.mark.parametrize("case", WRONG, ids=name_of)
def test_a_wrong_expectation_is_rejected(case: Path, database: InMemory) -> None:
    with pytest.raises(AssertionError, match=r"\[\(") as refused:
        check(case, database)
    assert "does not need" not in str(refused.value)


@pytest.mark.parametrize("view", sorted(contract.views()))
def test_every_view_has_golden_cases(view: str) -> None:
    assert [case for case in CASES if case.parent.name == view]


@pytest.mark.parametrize("case", CASES, ids=name_of)
def test_every_golden_case_cites_its_source(case: Path) -> None:
    assert tomllib.loads(case.read_text(encoding="utf-8"))["source"].strip()
