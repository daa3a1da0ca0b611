"""Every plan on file is sound, and a broken one says where."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from airtrack.domain.standards import Standards
from airtrack.domain.target import Scope, Target
from airtrack.errors import Problem
from airtrack.registry import places, plans, standards, tasks
from airtrack.registry.places import Gazetteer
from airtrack.registry.plans import PlanText
from airtrack.registry.text import Findings

DATA = Path(__file__).parents[2] / "data"
ID = "hunan-czt-2025"
ALL = [ID, "jilin-2013", "shanxi-2024", "sichuan-2018", "xianyang-2020"]
SIX = ("430100", "430200", "430300", "430600", "430700", "430900")
HEADER = (
    "id,kind,places,group,scope,indicator,period,op,value,value_state,unit,digits,basis,edition,"
    "binding,clause"
)
Read = Callable[[Path], tuple[tuple[PlanText, ...], list[Problem]]]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return places.load(DATA / "places", Findings(DATA))


@pytest.fixture(scope="module")
def on_standards() -> Standards:
    found = standards.load(DATA / "standards", Findings(DATA))
    assert found is not None
    return found


@pytest.fixture
def read(gazetteer: Gazetteer, on_standards: Standards) -> Read:
    """The plans of a folder, and what is wrong with them."""

    def load(folder: Path) -> tuple[tuple[PlanText, ...], list[Problem]]:
        findings = Findings(folder.parent)
        measures = tasks.names(DATA / "plans" / "measures.csv", Findings(DATA))
        found = plans.load(
            folder, findings, gazetteer=gazetteer, standards=on_standards, measures=measures
        )
        return found, findings.problems

    return load


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A folder with the one plan, which a test may change."""
    shutil.copytree(DATA / "plans" / ID, tmp_path / "plans" / ID)
    return tmp_path / "plans"


def edit(folder: Path, old: str, new: str, *, file: str = "targets.csv") -> None:
    """The first place where the text says `old` now says `new`."""
    path = folder / ID / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def small(tmp_path: Path, *lines: str) -> Path:
    """A folder with one plan of these targets."""
    folder = tmp_path / "plans" / "small"
    folder.mkdir(parents=True)
    text = (DATA / "plans" / ID / "plan.toml").read_text(encoding="utf-8")
    (folder / "plan.toml").write_text(text.replace(ID, "small"), encoding="utf-8")
    (folder / "targets.csv").write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return folder.parent


def targets(found: tuple[PlanText, ...]) -> dict[str, Target]:
    return {target.id: target for plan in found for target in plan.targets}


def test_every_plan_on_file_is_sound(read: Read) -> None:
    found, problems = read(DATA / "plans")
    assert problems == []
    assert [plan.plan.id for plan in found] == ALL


def test_a_folder_without_plans_is_sound(read: Read, tmp_path: Path) -> None:
    assert read(tmp_path / "plans") == ((), [])


def test_the_lines_of_the_targets_are_kept(read: Read) -> None:
    found, _ = read(DATA / "plans")
    for plan in found:
        lines = (plan.folder / "targets.csv").read_text(encoding="utf-8").splitlines()
        for target, row in zip(plan.targets, plan.rows, strict=True):
            assert lines[row - 1].startswith(f"{target.id},")


@pytest.mark.parametrize(
    ("written", "given", "digits"),
    [
        pytest.param("86.0", "", 1, id="a trailing zero counts"),
        pytest.param("35", "", 0, id="a whole number"),
        pytest.param("35", "1", 1, id="digits as given"),
        pytest.param("21600", "-2", -2, id="hundreds"),
    ],
)
def test_digits_are_those_of_the_print(
    read: Read, tmp_path: Path, written: str, given: str, digits: int
) -> None:
    line = (
        f"a,cap,长沙,,each,pm25,2025,<=,{written},set,µg/m³,{given},excl_dust,gb3095-2012,binding,1"
    )
    found, problems = read(small(tmp_path, line))
    assert problems == []
    assert (targets(found)["a"].value, targets(found)["a"].digits) == (Decimal(written), digits)


def test_places_are_named_by_any_of_their_names(read: Read, tmp_path: Path) -> None:
    line = (
        "a,cap,长沙|株洲市|430300,,each,pm25,2025,<=,35,set,µg/m³,,excl_dust,gb3095-2012,binding,1"
    )
    found, _ = read(small(tmp_path, line))
    assert targets(found)["a"].places == SIX[:3]


def test_a_group_means_its_members_on_the_last_day_of_the_period(
    read: Read, tmp_path: Path
) -> None:
    """Beijing-Tianjin-Hebei and surroundings: 54 cities until 2023, 38 by 国发〔2023〕24号."""
    rest = "<=,40,set,µg/m³,,excl_dust,gb3095-2012,binding,1"
    lines = [f"y{year},cap,,jing-jin-ji,mean,pm25,{year},{rest}" for year in (2023, 2025)]
    found, _ = read(small(tmp_path, *lines))
    assert [len(target.places) for target in targets(found).values()] == [54, 38]


def test_a_period_has_its_canonical_key(read: Read, tmp_path: Path) -> None:
    line = "a,cap,长沙,,each,pm25,2025-H1,<=,35,set,µg/m³,,excl_dust,gb3095-2012,binding,1"
    found, _ = read(small(tmp_path, line))
    assert targets(found)["a"].period == "2025-01..2025-06"


def test_the_six_cities_of_the_plan_are_its_group(read: Read) -> None:
    found, _ = read(DATA / "plans")
    goal = targets(found)[f"{ID}.goal.good_pct.2025"]
    assert (goal.scope, goal.group, goal.places) == (Scope.MEAN, "changzhutan-channel", SIX)


@pytest.mark.parametrize(
    ("old", "new", "code", "row", "params"),
    [
        pytest.param(
            *("430100,cap,长沙市,", "430100,cap,长砂市,", "registry_unknown_member", 10),
            {"where": "places", "value": "长砂市"},
            id="unknown place",
        ),
        pytest.param(
            *("changzhutan-channel", "changzhutan-canal", "registry_unknown_member", 2),
            {"where": "group", "value": "changzhutan-canal"},
            id="unknown group",
        ),
        pytest.param(
            *("each,pm25", "each,pm26", "registry_unknown_member", 2),
            {"where": "indicator", "value": "pm26"},
            id="unknown indicator",
        ),
        pytest.param(
            *("gb3095-2012", "gb3095-2011", "registry_unknown_member", 2),
            {"where": "edition", "value": "gb3095-2011"},
            id="unknown edition",
        ),
        pytest.param(
            *(f",{ID}.t1.pm25.2023.region,", f",{ID}.t9,", "registry_unknown_member", 10),
            {"where": "parent", "value": f"{ID}.t9"},
            id="unknown parent",
        ),
        pytest.param(
            *("pm25,2025,", "pm25,2025-13,", "target_period", 2),
            {"where": "period", "value": "2025-13"},
            id="bad period",
        ),
        pytest.param(
            *(",2021,,", ",21,,", "target_period", 79),
            {"where": "baseline_period", "value": "21"},
            id="bad base period",
        ),
        pytest.param(
            *("goal.o3.2025", "goal.pm25.2025", "target_id_twice", 3),
            {"value": f"{ID}.goal.pm25.2025", "other": f"{ID}/targets.csv:2"},
            id="id twice",
        ),
        pytest.param(
            *("µg/m³", "mg/m³", "target_unit", 2),
            {"value": "mg/m³", "indicator": "pm25", "unit": "µg/m³"},
            id="other unit",
        ),
        pytest.param(
            *(",10,set,%,", ",10,set,t/(km²·30d),", "target_unit", 79),
            {"unit": "%"},
            id="a reduction is in percent",
        ),
        pytest.param(
            *("excl_dust", "", "target_without_basis", 2), {"indicator": "pm25"}, id="no basis"
        ),
    ],
)
def test_a_broken_line_is_named(
    read: Read, copy: Path, old: str, new: str, code: str, row: int, params: dict[str, object]
) -> None:
    edit(copy, old, new)
    _, (problem,) = read(copy)
    assert (problem.code, problem.file, problem.row) == (code, f"plans/{ID}/targets.csv", row)
    assert params.items() <= problem.params.items()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        pytest.param("cap,,ch", "cap,长沙,ch", "either places or a group", id="both"),
        pytest.param("cap,,changzhutan-channel", "cap,,", "either places or a group", id="none"),
        pytest.param("<=,35,set", ">=,35,set", "a cap is never >=", id="a cap upwards"),
        pytest.param(">=,87.1,set", "<=,87.1,set", "a floor is never <=", id="a floor downwards"),
        pytest.param("<=,35,set", "<=,,set", "a set value has", id="no value"),
        pytest.param("<=,35,set", "<=,35,placeholder", "any other state", id="value not set"),
        pytest.param("<=,35,set", "<=,35.1234,set", "three decimals", id="too fine to keep"),
        pytest.param("21600,set,t,-2", "21622,set,t,-2", "finer than its digits", id="too fine"),
        pytest.param("<=,35,set", "<=,about 35,set", "valid decimal", id="no number"),
        pytest.param("qualitative,,c", "cap,,c", "both qualitative", id="a qualitative value"),
        pytest.param("excl_dust", "no_dust", "incl_dust", id="unknown basis"),
        pytest.param(",striving,", ",wishing,", "striving", id="unknown force"),
        pytest.param("湖南省同年 PM10 平均浓度", "", "where it stands", id="no reference"),
        pytest.param(",2021,,binding", ",,,binding", "needs its baseline", id="no base period"),
        pytest.param(",2021,,binding", ",,40,binding", "needs its period", id="only its value"),
        pytest.param(",clause,", ",article,", "Extra inputs", id="unknown column"),
    ],
)
def test_a_line_that_is_no_target_is_refused(
    read: Read, copy: Path, old: str, new: str, reason: str
) -> None:
    edit(copy, old, new)
    _, problems = read(copy)
    assert {problem.code for problem in problems} == {"registry_value"}
    assert problems[0].row is not None
    assert any(reason in str(problem.params["reason"]) for problem in problems)


def test_all_faults_are_told_at_once(read: Read, copy: Path) -> None:
    edit(copy, "goal.good_pct.2025,floor,,changzhutan-channel", "goal.good_pct.2025,floor,,长株谭")
    edit(copy, "heavy_days,2023,<=,9", "heavy_days,2O23,<=,9")
    edit(copy, 'state = "draft"', 'state = "drafty"', file="plan.toml")
    _, problems = read(copy)
    assert [(problem.file.split("/")[-1], problem.row) for problem in problems] == [
        ("plan.toml", None),
        ("targets.csv", 4),
        ("targets.csv", 37),
    ]


def test_a_target_that_is_a_part_of_its_own_part_is_found(read: Read, copy: Path) -> None:
    edit(copy, ",binding,表1,,,,,\n", f",binding,表1,,{ID}.t1.pm25.2023.430100,,,\n")
    _, problems = read(copy)
    assert {(problem.code, problem.row) for problem in problems} == {
        ("target_parent_circle", 9),
        ("target_parent_circle", 10),
    }


def test_ids_are_unique_over_all_plans(read: Read, copy: Path) -> None:
    shutil.copytree(copy / ID, copy / "second")
    plan = copy / "second" / "plan.toml"
    plan.write_text(plan.read_text(encoding="utf-8").replace(ID, "second"), encoding="utf-8")
    found, problems = read(copy)
    assert len(found) == 2
    assert {problem.code for problem in problems} == {"target_id_twice"}
    assert len(problems) == len(found[0].targets)


def test_a_plan_in_a_folder_of_another_name_is_found(read: Read, copy: Path) -> None:
    (copy / ID).rename(copy / "hunan")
    _, (problem,) = read(copy)
    assert (problem.code, problem.file) == ("plan_is_not_its_folder", "plans/hunan/plan.toml")
    assert problem.params == {"id": ID, "folder": "hunan"}


def test_a_plan_of_an_unknown_region_is_found(read: Read, copy: Path) -> None:
    edit(copy, 'group = "changzhutan-channel"', 'group = "czt"', file="plan.toml")
    _, (problem,) = read(copy)
    assert (problem.code, problem.params["value"]) == ("registry_unknown_member", "czt")


@pytest.mark.parametrize("file", ["plan.toml", "targets.csv"])
def test_a_missing_text_is_found(read: Read, copy: Path, file: str) -> None:
    (copy / ID / file).unlink()
    _, (problem,) = read(copy)
    assert (problem.code, problem.file) == ("registry_missing_file", f"plans/{ID}/{file}")


def test_a_table_saved_in_another_encoding_is_found(read: Read, copy: Path) -> None:
    file = copy / ID / "targets.csv"
    text = file.read_text(encoding="utf-8").replace("µ", "u").replace("³", "3")
    file.write_bytes(text.encode("gb18030"))
    _, (problem,) = read(copy)
    assert (problem.code, problem.file) == ("registry_not_utf8", f"plans/{ID}/targets.csv")
