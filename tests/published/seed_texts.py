"""The documents that the plans were read from, cut into clauses; they are not carried here."""

from __future__ import annotations

import hashlib
import os
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLANS = ROOT / "data" / "plans"
_CLAUSES = {
    "jilin-2013": {
        "一（一）": ("(一)总体目标", "(二)具体指标"),
        "一（二）": ("(二)具体指标", "二、"),
    },
    "sichuan-2018": {"一.1": ("一、明确", "二、构建")},
    "xianyang-2020": {"一": ("一、工作目标", "二、主要任务")},
    "shanxi-2024": {"二（二）": ("(二)力争性", "三、重点"), "三（七）26": ("26.", "27.")},
    "hunan-czt-2025": {
        "二（五）": ("(五)", "表1"),
        "表1": ("表1 各市", "表2 各市"),
        "表2": ("表2 各市", "三、主要任务"),
        "三（十二）": ("(十二)", "(十三)"),
    },
}
_TASKS = {
    "jilin-2013": ("二、重点任务", "三、保障措施", 42),
    "xianyang-2020": ("二、主要任务", "上一篇", 45),
    "shanxi-2024": ("三、重点任务", "", 38),
}


def folder() -> Path:
    """Where the documents lie, beside the real data."""
    return Path(os.environ.get("AIRTRACK_TEST_DATA", ""), "..", "seeds")


def texts() -> list[str]:
    """Every document, as it is; the test is skipped where there is none."""
    files = sorted(folder().glob("*.txt")) if os.environ.get("AIRTRACK_TEST_DATA") else []
    if not files:
        pytest.skip(f"the documents are not in {folder()}")
    return [file.read_text(encoding="utf-8") for file in files]


def document(plan: str) -> str:
    """The text of one plan, known by its checksum, without reviewers' remarks.

    Full-width digits and signs are as narrow ones, spaces are gone.
    """
    wanted = re.findall(r'sha256 = "(\w{64})"', (PLANS / plan / "plan.toml").read_text("utf-8"))
    for text in texts():
        if hashlib.sha256(text.encode()).hexdigest() in wanted:
            plain = unicodedata.normalize("NFKC", re.sub(r"\tComment by .*", "", text))
            return re.sub(r"[ \t\u3000]+", " ", plain)
    pytest.skip(f"the document of {plan} is not in {folder()}")


def clause(plan: str, name: str) -> str:
    """What stands under that clause."""
    first, last = _CLAUSES[plan][name]
    return document(plan).split(first, 1)[1].split(last, 1)[0]


def task(plan: str, number: int) -> str:
    """The paragraphs of one task; of the table whose rows have slipped, the whole table."""
    text = document(plan)
    if plan == "sichuan-2018":
        return text.split("一、明确", 1)[1]
    if plan == "hunan-czt-2025":
        return _actions(text)[number - 1]
    first, last, n_tasks = _TASKS[plan]
    starts, at = [], text.index(first)
    for no in range(1, n_tasks + 1):
        found = re.compile(rf"(?m)^\s*{no}\.(?=\D)").search(text, at)
        assert found, (plan, no)
        starts.append(found.start())
        at = found.end()
    end = text.index(last, at) if last else len(text)
    return text[starts[number - 1] : [*starts, end][number]]


def _actions(text: str) -> list[str]:
    """The 27 paragraphs of the sections 六 to 十三."""
    part = text.split("三、主要任务", 1)[1].split("四、保障措施", 1)[0]
    return [line for line in part.split("\n") if line.strip() and not line.strip().startswith("(")]


def numbers(text: str) -> set[Decimal]:
    """Every number that is printed there; those in names of pollutants are none."""
    bare = re.sub(r"PM ?_?\{?2\.5\}?|PM ?_?\{?10\}?|SO2|NO2|CO2", "", text)
    return {Decimal(found) for found in re.findall(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?", bare)}
