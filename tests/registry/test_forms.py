"""Every form on file is sound, and a broken one says where."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from airtrack.domain.form import Conflicts, Zero
from airtrack.errors import NotFound
from airtrack.registry import forms
from airtrack.registry.forms import Forms
from airtrack.registry.text import Findings

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def on_file() -> Forms:
    findings = Findings(DATA)
    loaded = forms.load(DATA / "forms", findings)
    assert not findings.problems
    assert loaded is not None
    return loaded


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "forms", tmp_path / "forms"))


def edited(folder: Path, name: str, old: str, new: str) -> Findings:
    file = folder / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return Findings(folder.parent)


def test_all_forms_on_file_are_read(on_file: Forms) -> None:
    ids = [form.id for form in on_file.forms]
    assert ids == [
        "aqistudy_daily",
        "city_assessed",
        "city_daily",
        "city_hourly",
        "city_hourly_by_column",
        "city_monthly",
        "events",
        "station_hourly",
        "station_hourly_by_column",
        "station_table",
    ]


def test_a_zero_is_missing_in_every_form(on_file: Forms) -> None:
    assert {form.zero for form in on_file.forms} == {Zero.MISSING}


@pytest.mark.parametrize(
    ("form_id", "conflicts"),
    [
        ("city_hourly", Conflicts.ASIDE),
        ("city_hourly_by_column", Conflicts.ASIDE),
        ("city_daily", Conflicts.BLOCK),
        ("aqistudy_daily", Conflicts.BLOCK),
        ("city_monthly", Conflicts.BLOCK),
    ],
)
def test_conflicting_rows_are_put_aside_in_hourly_archives_and_block_other_tables(
    on_file: Forms, form_id: str, conflicts: Conflicts
) -> None:
    assert on_file.form(form_id).conflicts is conflicts


def test_every_unused_column_has_a_reason(on_file: Forms) -> None:
    reasons = [column.reason for form in on_file.forms for column in form.unused]
    reasons += [place.reason for form in on_file.forms for place in form.position if place.reason]
    assert len(reasons) > 10
    assert all(reason.endswith(".") for reason in reasons)


def test_an_unknown_form_is_answered_with_those_on_file(on_file: Forms) -> None:
    with pytest.raises(NotFound, match="unknown_form_id") as caught:
        on_file.form("city_yearly")
    assert caught.value.params["nearest"] == [form.id for form in on_file.forms]


def test_one_alias_with_two_meanings_is_found(copy: Path) -> None:
    findings = edited(copy, "city_daily.toml", '"二氧化硫"', '"二氧化氮"')
    forms.load(copy, findings)
    (problem,) = findings.problems
    assert (problem.code, problem.file) == ("form_alias_twice", "forms/city_daily.toml")
    assert problem.params["alias"] == "二氧化氮"


def test_a_form_under_the_name_of_another_is_found(copy: Path) -> None:
    findings = edited(copy, "city_daily.toml", 'id = "city_daily"', 'id = "city_days"')
    forms.load(copy, findings)
    assert [problem.code for problem in findings.problems] == ["registry_id_is_not_file_name"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("city_daily.toml", 'zero = "missing"', 'zero = "nil"', id="unknown word"),
        pytest.param("city_daily.toml", 'grain = "day"', 'grain = "hour"', id="hours without key"),
        pytest.param("city_daily.toml", "refused", "refuses", id="unknown key"),
        pytest.param("aqistudy_daily.toml", 'unit = "ug/m3"', "", id="pollutant without unit"),
        pytest.param("aqistudy_daily.toml", 'key = "date"', 'reason = "x"', id="no date"),
        pytest.param(
            "aqistudy_daily.toml", 'key = "date"', 'key = "date"\nreason = "x"', id="two things"
        ),
        pytest.param("aqistudy_daily.toml", "positions", "rows", id="positions in rows"),
        pytest.param(
            "aqistudy_daily.toml",
            "[[position]]",
            '[[value]]\nindicator = "o3"\nunit = "ug/m3"\naliases = ["O3"]\n\n[[position]]',
            id="headers without header",
        ),
        pytest.param("cells.toml", 'indicator = "so2"', 'indicator = "no2"', id="amounts twice"),
        pytest.param("cells.toml", 'indicator = "so2"', 'indicator = "so3"', id="no amounts"),
        pytest.param("city_monthly.toml", 'grain = "report"', 'grain = "plan"', id="a plan"),
        pytest.param("city_monthly.toml", 'shape = "rows"', 'shape = "by_column"', id="by column"),
        pytest.param("city_monthly.toml", "year = [", "hour = [", id="a report without year"),
        pytest.param("city_daily.toml", 'indicator = "so2"', 'indicator = "composite"', id="index"),
        pytest.param(
            "cells.toml", 'unit = "mg/m3"\nquantity', 'unit = "ug/m3"\nquantity', id="units twice"
        ),
    ],
)
def test_a_broken_text_is_found_and_no_forms_are_given(
    copy: Path, name: str, old: str, new: str
) -> None:
    findings = edited(copy, name, old, new)
    assert forms.load(copy, findings) is None
    assert {problem.code for problem in findings.problems} == {"registry_value"}
    assert findings.problems[0].file == f"forms/{name}"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param(
            "upto = { report = 50 }", "upto = { day = 50 }", "form_without_amounts", id="no bounds"
        ),
        pytest.param(
            'indicator = "composite"',
            'indicator = "index"',
            "form_without_amounts",
            id="no amounts",
        ),
        pytest.param(
            'indicator = "composite"',
            'indicator = "composite"\nunit = "d"',
            "form_other_quantity",
            id="another quantity",
        ),
    ],
)
def test_a_value_that_cannot_be_judged_is_found(copy: Path, old: str, new: str, code: str) -> None:
    findings = edited(copy, "cells.toml", old, new)
    forms.load(copy, findings)
    tables = ("forms/city_assessed.toml", "forms/city_monthly.toml")
    assert [(found.code, found.file) for found in findings.problems] == [
        (code, file) for file in tables
    ]
    assert {found.params["indicator"] for found in findings.problems} == {"composite"}


def test_missing_rules_for_cells_are_found(copy: Path) -> None:
    (copy / "cells.toml").unlink()
    findings = Findings(copy.parent)
    assert forms.load(copy, findings) is None
    assert [problem.code for problem in findings.problems] == ["registry_missing_file"]
