"""A plan that people hand in: what its cells mean, what an empty one means, what is wrong."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from airtrack.domain.target import Target
from airtrack.errors import Level, Problem, SheetError
from airtrack.ingest.load import plan_words
from airtrack.ingest.plan import plan_upload
from airtrack.ingest.plan.plan_upload import Known, Uploaded
from airtrack.ingest.plan.plan_words import PlanWords
from airtrack.ingest.sheets import walk
from airtrack.ingest.sheets.walk import Source
from airtrack.ingest.templates import plan_template
from airtrack.metrics.rows import PlanRow
from airtrack.registry import catalogue, plan_form
from airtrack.registry.catalogue import Registry
from airtrack.registry.text import Findings
from tests.plan_books import PLAN, TARGETS, TASKS, book, changed, csv

DATA = Path(__file__).parents[2] / "data"
ON_FILE = ["hunan-czt-2025", "jilin-2013", "shanxi-2024", "sichuan-2018", "xianyang-2020"]
ReadBook = Callable[..., Uploaded]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return catalogue.load(DATA)


@pytest.fixture(scope="module")
def words(registry: Registry) -> PlanWords:
    return plan_words(registry)


@pytest.fixture
def read(words: PlanWords) -> Callable[..., Uploaded]:
    """Reads a path or a workbook beside what is on record, which is nothing."""

    def of(given: Path | bytes, known: Known | None = None) -> Uploaded:
        source = walk.source(given) if isinstance(given, Path) else walk.uploaded("表.xlsx", given)
        assert plan_upload.is_plan(source, words)
        return plan_upload.read(source, words, known or Known(), stage=None)

    return of


def targets(found: Uploaded) -> dict[str, Target]:
    assert found.plan is not None, found.draft.problems
    return {target.id: target for target in found.plan.targets}


def told(found: Uploaded) -> list[tuple[str, int | None, str | None, str | None]]:
    """The blockers by code, row, header and text of the cell."""
    return [
        (problem.code, problem.row, problem.column, problem.value)
        for problem in found.draft.problems
        if problem.level is Level.BLOCKER
    ]


def codes(found: Uploaded) -> list[str]:
    return [problem.code for problem in found.draft.problems]


@pytest.mark.parametrize("plan_id", ON_FILE)
def test_a_folder_of_a_plan_says_what_the_registry_reads(
    plan_id: str, read: ReadBook, registry: Registry
) -> None:
    found = read(DATA / "plans" / plan_id)
    (on_file,) = [text for text in registry.plans if text.plan.id == plan_id]
    assert found.draft.problems == []
    assert found.plan is not None
    assert (found.plan.plan, found.plan.targets) == (on_file.plan, on_file.targets)
    assert (found.plan.tasks, found.plan.rules) == (on_file.tasks, on_file.rules)


def test_a_zip_of_that_folder_says_the_same(
    read: ReadBook, registry: Registry, tmp_path: Path
) -> None:
    packed = shutil.make_archive(str(tmp_path / "packed"), "zip", DATA / "plans", "xianyang-2020")
    found = read(Path(packed))
    (on_file,) = [text for text in registry.plans if text.plan.id == "xianyang-2020"]
    assert found.plan is not None
    assert (found.plan.targets, found.plan.tasks) == (on_file.targets, on_file.tasks)


def test_a_workbook_becomes_the_rows_of_a_plan(read: ReadBook) -> None:
    found = read(book())
    assert found.draft.problems == []
    assert (found.draft.n_rows, found.draft.grain, found.draft.form) == (3, "plan", "plan_upload")
    assert found.draft.parts["plan"].to_pylist()[0]["issued_on"].isoformat() == "2025-12-01"
    assert found.draft.parts["task"].num_rows == 3


def test_full_width_digits_are_digits_and_units_are_known_by_their_names(read: ReadBook) -> None:
    pm25 = targets(read(book()))["xiangtan-2026.pm25"]
    assert (str(pm25.value), pm25.unit, pm25.digits, pm25.period) == ("35", "µg/m³", 0, "2026")


def test_a_sign_and_a_unit_in_the_cell_of_a_value_are_taken_apart(read: ReadBook) -> None:
    good = targets(read(book()))["xiangtan-2026.good"]
    assert (good.kind, good.op, str(good.value), good.unit) == ("floor", ">=", "86.0", "%")


def test_a_region_among_places_stands_for_its_members(read: ReadBook) -> None:
    heavy = targets(read(book()))["xiangtan-2026.heavy"]
    assert (heavy.group, heavy.places) == ("changzhutan", ("430100", "430200", "430300"))


@pytest.mark.parametrize(
    ("name", "field", "expected"),
    [
        pytest.param("pm25", "scope", "each", id="each place by itself"),
        pytest.param("pm25", "compare_rule", "rounded", id="rounded before it is compared"),
        pytest.param("pm25", "binding", "binding", id="binding"),
        pytest.param("pm25", "kind", "cap", id="less is better: a cap"),
        pytest.param("pm25", "op", "<=", id="the sign of a cap"),
        pytest.param("pm25", "basis", "excl_dust", id="means without dust days"),
        pytest.param("good", "basis", "incl_dust", id="shares of days with them"),
        pytest.param("heavy", "basis", "incl_dust", id="counts of days with them"),
        pytest.param("pm25", "edition", "gb3095-2012", id="the edition of the day of issue"),
    ],
)
def test_an_empty_column_means_its_default(
    name: str, field: str, expected: str, read: ReadBook
) -> None:
    assert getattr(targets(read(book()))[f"xiangtan-2026.{name}"], field) == expected


def test_a_plan_of_a_later_edition_is_judged_under_it(read: ReadBook) -> None:
    plan = PLAN | {"印发日期": "2026-04-01"}
    pm25 = targets(read(book(plan)))["xiangtan-2026.pm25"]
    assert pm25.edition == "gb3095-2026-transition"


@pytest.mark.parametrize(
    ("column", "text", "state"),
    [
        pytest.param("数值", "xx", "placeholder", id="left open"),
        pytest.param("数值", "", "by_reference", id="said elsewhere"),
    ],
)
def test_a_value_that_is_not_there_has_its_state(
    column: str, text: str, state: str, read: ReadBook
) -> None:
    rows = [[*TARGETS[0], "引自"], *([*row, ""] for row in TARGETS[1:])]
    rows = [list(row) for row in changed(rows, 2, column, text)]
    rows[1][-1] = "附件2" if state == "by_reference" else ""
    target = targets(read(book(targets=rows)))["xiangtan-2026.pm25"]
    assert (target.value_state, target.value) == (state, None)


def test_a_blank_cell_of_a_task_says_that_the_table_has_none(read: ReadBook) -> None:
    found = read(book())
    assert found.plan is not None
    (boiler,) = found.plan.tasks[1].items
    assert boiler.why("lead") == ("上传的表中没有填写",)
    assert boiler.due is not None
    assert boiler.due.isoformat() == "2026-06-30"


def test_items_of_a_task_are_counted_and_bodies_parted(read: ReadBook) -> None:
    found = read(book())
    assert found.plan is not None
    first = found.plan.tasks[0].items
    assert [item.item for item in first] == [1, 2]
    assert first[0].lead == ("市住建局", "市城管局")
    assert first[0].implied == ("雨湖区人民政府", "岳塘区人民政府")
    assert first[1].implied == ()


RULES = (
    (
        "规则序号",
        "类型",
        "对象",
        "地区",
        "条件",
        "指标",
        "统计期",
        "比较符",
        "数值",
        "后果",
        "条款",
    ),
    ("1", "预警", "湘潭市", "湘潭", "数值", "PM2.5", "今年以来", "≥", "３８", "发函提醒", "四"),
    ("2", "调度", "各县市区", "", "", "", "", "", "", "每月调度一次", "四"),
)


def test_rules_come_with_the_plan(read: ReadBook) -> None:
    found = read(book(rules=RULES))
    assert found.draft.problems == []
    assert found.plan is not None
    warning, rhythm = found.plan.rules
    (condition,) = warning.conditions
    assert (warning.kind, warning.places, warning.consequence) == (
        *("warning", ("430300",), "发函提醒"),
    )
    assert (condition.kind, condition.indicator, condition.window, condition.op) == (
        *("value_above", "pm25", "year", ">="),
    )
    assert (str(condition.value), rhythm.conditions) == ("38", ())


def test_a_whole_text_without_rules_warns_that_they_go(read: ReadBook) -> None:
    known = replace(_known(tasks=False), with_rules=frozenset(["xiangtan-2026"]))
    found = read(book(), known)
    assert (codes(found), found.draft.blocked) == (["plan_rules_dropped"], False)


def test_tables_in_gbk_are_read(read: ReadBook, tmp_path: Path) -> None:
    folder = tmp_path / "plan"
    folder.mkdir()
    pairs = [(key, text) for key, text in PLAN.items()]
    for name, rows in (("计划.csv", pairs), ("目标.csv", TARGETS), ("任务.csv", TASKS)):
        (folder / name).write_bytes(csv(rows).encode("gb18030"))
    found = read(folder)
    assert found.draft.problems == []
    assert len(targets(found)) == 3


@pytest.fixture
def recoded(tmp_path: Path) -> Callable[[str], Source]:
    """The texts of a plan on file in another encoding."""

    def in_encoding(encoding: str) -> Source:
        folder = tmp_path / "xianyang-2020"
        folder.mkdir()
        for file in (DATA / "plans" / "xianyang-2020").glob("*.*"):
            content = file.read_text(encoding="utf-8")
            (folder / file.name).write_bytes(content.encode(encoding))
        return walk.source(folder)

    return in_encoding


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_the_texts_of_a_plan_are_read_in_the_encoding_that_is_said(
    words: PlanWords, registry: Registry, recoded: Callable[[str], Source], encoding: str
) -> None:
    source = walk.encoded(recoded(encoding), encoding)
    found = plan_upload.read(source, words, Known(), stage=None)
    (on_file,) = [text for text in registry.plans if text.plan.id == "xianyang-2020"]
    assert found.plan is not None
    assert (found.plan.plan.title, found.plan.targets) == (on_file.plan.title, on_file.targets)
    assert found.draft.encodings == (encoding,)


@pytest.mark.parametrize(("written", "encoding"), [("gb18030", "utf-8"), ("utf-8", "utf-16")])
def test_the_texts_of_a_plan_in_another_encoding_than_is_said_are_refused(
    words: PlanWords, recoded: Callable[[str], Source], written: str, encoding: str
) -> None:
    with pytest.raises(SheetError) as caught:
        plan_upload.read(walk.encoded(recoded(written), encoding), words, Known(), stage=None)
    assert caught.value.code == "other_encoding"
    assert caught.value.params["encoding"] == encoding


FAULTS = [
    pytest.param("地区", "湘谭", ("registry_unknown_member", 2, "地区", "湘谭"), id="a place"),
    pytest.param("指标", "PM3", ("registry_unknown_member", 2, "指标", "PM3"), id="an indicator"),
    pytest.param("年份", "明年", ("target_period", 2, "年份", "明年"), id="a period"),
    pytest.param("数值", "三十五", ("plan_cell_number", 2, "数值", "三十五"), id="a number"),
    pytest.param("数值", "", ("target_number", 2, "数值", None), id="no number"),
    pytest.param("数值", "35.1234", ("too_many_decimals", 2, "数值", "35.1234"), id="decimals"),
    pytest.param("单位", "毫克", ("target_unit", 2, "单位", "毫克"), id="a unit"),
    pytest.param("条款", "", ("plan_cell_missing", 2, "条款", None), id="no clause"),
    pytest.param(
        "目标编号",
        "good",
        ("target_id_twice", 3, "目标编号", "xiangtan-2026.good"),
        id="an id twice",
    ),
]


@pytest.mark.parametrize(("column", "text", "expected"), FAULTS)
def test_a_fault_is_told_with_row_header_and_cell(
    column: str, text: str, expected: tuple[object, ...], read: ReadBook
) -> None:
    found = read(book(targets=changed(TARGETS, 2, column, text)))
    assert told(found) == [expected]
    assert found.draft.blocked


def test_all_faults_are_told_at_once(read: ReadBook) -> None:
    rows = changed(changed(TARGETS, 2, "地区", "湘谭"), 4, "指标", "PM3")
    found = read(book(targets=rows, tasks=changed(TASKS, 4, "完成时限", "明年")))
    assert [item[:3] for item in told(found)] == [
        ("plan_cell_date", 4, "完成时限"),
        ("registry_unknown_member", 2, "地区"),
        ("registry_unknown_member", 4, "指标"),
    ]


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        pytest.param("状态", "不明", ("plan_cell_word", 3, "状态", "不明"), id="a state"),
        pytest.param("印发日期", "去年", ("plan_cell_date", 5, "印发日期", "去年"), id="a day"),
        pytest.param("计划编号", "湘潭", ("plan_id_form", 1, "计划编号", "湘潭"), id="an id"),
        pytest.param(
            "区域", "湘谭市", ("registry_unknown_member", 4, "区域", "湘谭市"), id="a region"
        ),
        pytest.param("标题", "", ("plan_field_missing", None, "标题", None), id="no title"),
    ],
)
def test_a_fault_of_the_plan_itself_is_told_by_its_key(
    key: str, text: str, expected: tuple[object, ...], read: ReadBook
) -> None:
    assert told(read(book(PLAN | {key: text}))) == [expected]


def test_an_unknown_column_is_told_with_the_nearest(read: ReadBook) -> None:
    rows = [[*TARGETS[0], "沙尘口经"], *([*row, "x"] for row in TARGETS[1:])]
    (problem,) = read(book(targets=rows)).draft.problems
    assert (problem.level, problem.code, problem.column) == (
        "warning",
        "unknown_column",
        "沙尘口经",
    )
    assert problem.params["nearest"] == "沙尘口径"


def test_every_code_of_a_finding_has_a_message(registry: Registry, read: ReadBook) -> None:
    faults = [book(targets=changed(TARGETS, 2, *fault.values[:2])) for fault in FAULTS]
    found = {problem.code for each in faults for problem in read(each).draft.problems}
    assert found <= set(registry.glossary.messages)


def _known(plan_id: str = "xiangtan-2026", *, tasks: bool) -> Known:
    """A plan of that id on record."""
    text = dict.fromkeys((field.name for field in fields(PlanRow)), "") | {
        "plan_id": plan_id,
        "title": "合成",
        "title_en": "synthetic",
        "short_title": "合成",
        "short_title_en": "synthetic",
        "state": "draft",
        "group_id": "430300",
        "sha256": "0",
        "issued_on": None,
        "batch_no": 7,
    }
    with_tasks = frozenset([plan_id] if tasks else [])
    return Known({plan_id: PlanRow(**text)}, {}, with_tasks)  # type: ignore[arg-type]


def _pair(folder: Path, *, tasks: bool = True, prefix: str = "xiangtan-2026.") -> Path:
    """The bare tables of the plan."""
    folder.mkdir()
    rows = [TARGETS[0], *((prefix + row[0], *row[1:]) for row in TARGETS[1:])]
    (folder / "targets.csv").write_text(csv(rows), encoding="utf-8")
    if tasks:
        # nobody carries every task of the plan on record
        bare = [row[:-1] for row in TASKS]
        (folder / "tasks.csv").write_text(csv(bare), encoding="utf-8")
    return folder


def test_bare_tables_are_a_version_of_the_plan_that_their_targets_name(
    read: ReadBook, registry: Registry, tmp_path: Path
) -> None:
    found = read(_pair(tmp_path / "new"), _known(tasks=True))
    assert found.draft.problems == []
    assert found.plan is not None
    assert (found.plan.plan.id, found.plan.plan.state) == ("xiangtan-2026", "draft")
    assert len(found.plan.targets) == 3


def test_bare_tables_of_no_plan_on_record_are_refused(read: ReadBook, tmp_path: Path) -> None:
    assert told(read(_pair(tmp_path / "new"))) == [("plan_unnamed", None, None, None)]


def test_bare_targets_do_not_drop_the_tasks_on_record(
    read: ReadBook, registry: Registry, tmp_path: Path
) -> None:
    found = read(_pair(tmp_path / "new", tasks=False), _known(tasks=True))
    assert [item[0] for item in told(found)] == ["plan_tasks_dropped"]


def test_a_whole_text_without_tasks_warns_that_they_go(read: ReadBook, registry: Registry) -> None:
    found = read(book(tasks=()), _known(tasks=True))
    assert (codes(found), found.draft.blocked) == (["plan_tasks_dropped"], False)


def test_a_plan_without_targets_is_refused(read: ReadBook) -> None:
    assert told(read(book(targets=()))) == [("plan_part_missing", None, None, None)]


def test_two_plans_in_one_folder_are_refused(read: ReadBook, tmp_path: Path) -> None:
    for name in ("jilin-2013", "sichuan-2018"):
        shutil.copytree(DATA / "plans" / name, tmp_path / "both" / name)
    found = read(tmp_path / "both")
    assert "plan_several" in codes(found)
    assert found.draft.blocked


def test_the_id_of_a_target_of_another_plan_is_taken(read: ReadBook, registry: Registry) -> None:
    known = Known({}, {"xiangtan-2026.pm25": "other-2025"})
    ((code, row, column, _),) = told(read(book(), known))
    assert (code, row, column) == ("target_id_twice", 2, "目标编号")


@pytest.mark.parametrize(
    ("earlier", "code", "blocks"),
    [
        pytest.param("gone-2020", "plan_succeeds_unknown", False, id="a plan that is not there"),
        pytest.param("xiangtan-2026", "plan_succeeds_itself", True, id="itself"),
    ],
)
def test_what_a_plan_succeeds_must_be_another_one(
    earlier: str, code: str, blocks: bool, read: ReadBook
) -> None:
    found = read(book(PLAN | {"代替的计划": earlier}))
    assert (codes(found), found.draft.blocked) == ([code], blocks)


def test_the_tables_of_a_plan_are_known_by_their_headers_whatever_they_are_called(
    read: ReadBook, tmp_path: Path
) -> None:
    folder = _pair(tmp_path / "new")
    (folder / "targets.csv").rename(folder / "指标分解.csv")
    (folder / "tasks.csv").rename(folder / "附件2.csv")
    found = read(folder, _known(tasks=True))
    assert found.draft.problems == []
    assert found.plan is not None
    assert (len(found.plan.targets), len(found.plan.tasks)) == (3, 2)


def test_a_table_of_tasks_alone_asks_for_its_plan(words: PlanWords, tmp_path: Path) -> None:
    file = tmp_path / "重点任务清单.csv"
    shutil.copy(DATA / "plans" / "sichuan-2018" / "tasks.csv", file)
    source = walk.source(file)
    assert plan_upload.is_plan(source, words)
    found = plan_upload.read(source, words, Known(), stage=None)
    assert codes(found) == ["plan_unnamed", "plan_part_missing"]


def test_a_monthly_table_called_targets_is_no_plan(words: PlanWords, tmp_path: Path) -> None:
    file = tmp_path / "目标.csv"
    file.write_text("城市,月份,PM2.5\n长沙,2023-03,38\n", encoding="utf-8")
    assert not plan_upload.is_plan(walk.source(file), words)


def test_a_table_of_issued_values_is_no_plan(words: PlanWords, tmp_path: Path) -> None:
    file = tmp_path / "目标.csv"
    file.write_text("目标编号,地区,指标,目标值,单位\nx,秦都区,PM2.5,38,\n", encoding="utf-8")
    assert not plan_upload.is_plan(walk.source(file), words)


def test_a_blank_workbook_has_a_column_for_every_field(registry: Registry) -> None:
    form = registry.plan_form
    made = CalamineWorkbook.from_filelike(io.BytesIO(plan_template.workbook(form)))
    assert made.sheet_names == ["计划", "目标", "任务", "规则", "填表说明", "说明"]
    for sheet in (form.targets, form.tasks, form.rules):
        (head,) = made.get_sheet_by_name(sheet.sheet).to_python()
        assert head == [column.head for column in sheet.columns]


def test_a_blank_workbook_asks_for_what_is_needed_and_nothing_else(
    read: ReadBook, registry: Registry
) -> None:
    found = read(plan_template.workbook(registry.plan_form))
    assert [item[:3] for item in told(found)] == [
        ("plan_field_missing", None, head) for head in ("计划编号", "标题", "状态", "区域")
    ]


def test_cells_of_a_blank_workbook_keep_the_zeros_that_are_typed(registry: Registry) -> None:
    with zipfile.ZipFile(io.BytesIO(plan_template.workbook(registry.plan_form))) as packed:
        styles = packed.read("xl/styles.xml").decode()
        sheet = packed.read("xl/worksheets/sheet2.xml").decode()
    assert 'formatCode="@"' in styles or 'numFmtId="49"' in styles, "the format of text"
    assert "<col " in sheet and 'style="' in sheet


def test_a_form_that_leaves_a_field_out_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    text = (DATA / "forms" / "plans.toml").read_text(encoding="utf-8")
    lines = [
        line for line in text.splitlines() if 'field = "parent", head = "上级目标"' not in line
    ]
    (folder / "plans.toml").write_text("\n".join(lines), encoding="utf-8")
    findings = Findings(tmp_path)
    plan_form.load(folder, findings)
    told_: list[Problem] = findings.problems
    assert [(problem.code, problem.params["field"]) for problem in told_] == [
        ("plan_form_field", "parent")
    ]
