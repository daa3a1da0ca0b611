"""Every text that the program names is in the glossary, in both languages, with the same gaps."""

from __future__ import annotations

import ast
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from airtrack.ui import contents, inside

ROOT = Path(__file__).parents[2]
TERMS = tomllib.loads((ROOT / "data" / "glossary.toml").read_text(encoding="utf-8"))
ASKING = {"label", "say", "column", "short", "unit"}


def gaps(text: str) -> set[str]:
    """Names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def asked(node: ast.Call) -> list[str]:
    """The keys that a call names literally."""
    if not isinstance(node.func, ast.Attribute) or node.func.attr not in ASKING or not node.args:
        return []
    first = node.args[0]
    given = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    return [str(item.value) for item in given if isinstance(item, ast.Constant)]


def calls() -> Iterator[tuple[str, str, set[str] | None]]:
    """Where a key is named literally: place, key, and the gaps that are filled there."""
    for path in (*ROOT.glob("airtrack/**/*.py"), *ROOT.glob("pages/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            filled = {item.arg for item in node.keywords if item.arg}
            is_said = isinstance(node.func, ast.Attribute) and node.func.attr == "say"
            is_open = not is_said or any(item.arg is None for item in node.keywords)
            for key in asked(node):
                where = f"{path.relative_to(ROOT).as_posix()}:{node.lineno}"
                yield where, key, None if is_open else filled


CALLS = sorted({(where, key) for where, key, _ in calls()})
SAID = [(where, key, filled) for where, key, filled in calls() if filled is not None]


def test_the_scan_finds_the_pages() -> None:
    assert {"hint_click_row", "table_heading", "caption"} <= {key for _, key in CALLS}


@pytest.mark.parametrize("title", [act.title for act in (*contents.BOTH_EDITIONS, *inside.INSIDE)])
def test_a_page_has_a_title_in_both_languages(title: str) -> None:
    assert TERMS[title]["zh"] and TERMS[title]["en"]


@pytest.mark.parametrize(
    ("where", "key"), [pytest.param(*call, id=f"{call[0]}-{call[1]}") for call in CALLS]
)
def test_a_named_text_is_there_in_both_languages(where: str, key: str) -> None:
    term = TERMS.get(key, {})
    assert term.get("zh") and term.get("en"), f"{where}: {key}"


@pytest.mark.parametrize(
    ("where", "key", "filled"),
    [pytest.param(*call, id=f"{call[0]}-{call[1]}") for call in SAID],
)
def test_every_gap_of_a_text_is_filled(where: str, key: str, filled: set[str]) -> None:
    assert gaps(TERMS[key]["zh"]) <= filled, where


@pytest.mark.parametrize("key", sorted(TERMS))
def test_both_languages_have_the_same_gaps(key: str) -> None:
    assert gaps(TERMS[key]["zh"]) == gaps(TERMS[key]["en"])
