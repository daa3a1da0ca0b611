"""A small plan of no real city, as people would type it into a workbook."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

import xlsxwriter

Rows = Sequence[Sequence[str]]

MADE_AT = datetime(2000, 1, 1)
"""Equal books have equal bytes."""

PLAN = {
    "计划编号": "xiangtan-2026",
    "标题": "湘潭市2026年空气质量方案（合成）",
    "状态": "执行中",
    "区域": "湘潭市",
    "印发日期": "2025年12月1日",
    "各项任务承担单位": "雨湖区人民政府、岳塘区人民政府",
}
TARGETS = (
    ("目标编号", "地区", "指标", "年份", "数值", "单位", "条款"),
    ("pm25", "湘潭", "PM2.5", "2026年", "３５", "微克/立方米", "一"),
    ("good", "湘潭", "优良天数比例", "2026", "≥86.0%", "", "一"),
    ("heavy", "长株潭", "重污染天数", "2026", "2天", "", "表1"),
)
TASKS = (
    ("任务序号", "任务名称", "内容", "牵头单位", "完成时限", "条款", "各地均承担"),
    ("1", "扬尘", "工地六个百分之百", "市住建局、市城管局", "2026-12-31", "二", "是"),
    ("1", "扬尘", "道路机扫", "市城管局", "", "二", ""),
    ("2", "锅炉", "淘汰小锅炉", "", "2026/6/30", "三", ""),
)


def book(
    plan: Mapping[str, str] | None = None,
    targets: Rows = TARGETS,
    tasks: Rows = TASKS,
    rules: Rows = (),
) -> bytes:
    """An XLSX of the sheets; every cell is text, an empty table has no sheet."""
    stream = io.BytesIO()
    pairs = list((PLAN if plan is None else plan).items())
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as made:
        made.set_properties({"created": MADE_AT})
        for name, rows in (("计划", pairs), ("目标", targets), ("任务", tasks), ("规则", rules)):
            if rows:
                sheet = made.add_worksheet(name)
                for at, row in enumerate(rows):
                    for column, cell in enumerate(row):
                        sheet.write_string(at, column, cell)
    return stream.getvalue()


def changed(rows: Rows, row: int, column: str, text: str) -> Rows:
    """The table with another text in that cell; `row` counts from 1, the header included."""
    at = list(rows[0]).index(column)
    found = [list(cells) for cells in rows]
    found[row - 1][at] = text
    return found


def csv(rows: Rows) -> str:
    """The table with commas; cells of this plan have none."""
    return "".join(",".join(row) + "\n" for row in rows)
