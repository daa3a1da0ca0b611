"""No interface text stands in the code: every word comes from the glossary or the messages."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[^\W\d_]{2,}")
FOLDERS = ("pages", "airtrack/ui", "airtrack/views", "airtrack/outlook")
NOT_TEXT = {"html", "form", "container", "fragment", "query_params", "switch_page"}
"""Functions of Streamlit whose first argument is no text for people."""

ALLOWED = {
    # beside "English": each language is offered in its own
    "airtrack/ui/frame/head.py": {"中文", "English"},
    # the glossary may be what failed, so both languages stand there
    "airtrack/ui/lifespan.py": {
        "出错了，请把编号告诉管理员 · Something went wrong, tell the administrator: "
    },
    # how plans call a government: a key of their tasks
    "airtrack/ui/links.py": {"政府"},
    "airtrack/ui/city/standing.py": {"政府"},
    # an example of what files write
    "airtrack/ui/filing/mapping.py": {"2025年1-7月"},
    # the longest name of a city as a measure
    "airtrack/ui/outlook/screen.py": {"城市"},
    # dates of the Chinese page
    "airtrack/views/words.py": {"年", "月", "日", "月—"},
}


def sources() -> list[Path]:
    """Everything that speaks to people."""
    return sorted(file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))


def texts(tree: ast.Module) -> Iterator[str]:
    """Chinese literals, and literals that are handed to Streamlit to be shown."""
    explained = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if CHINESE.search(node.value) and id(node) not in explained:
                yield node.value
        elif isinstance(node, ast.Call):
            yield from shown(node)


def shown(call: ast.Call) -> Iterator[str]:
    """The literals with a word in them that a call of Streamlit shows."""
    target = call.func
    is_streamlit = (
        isinstance(target, ast.Attribute)
        and isinstance(target.value, ast.Name)
        and target.value.id in ("st", "answer", "side", "fold")
        and target.attr not in NOT_TEXT
    )
    if not is_streamlit:
        return
    named = [item.value for item in call.keywords if item.arg in ("label", "help", "placeholder")]
    for given in [*call.args[:1], *named]:
        parts = given.values if isinstance(given, ast.JoinedStr) else [given]
        for part in parts:
            # what is asked of the glossary inside is a call, no literal
            if isinstance(part, ast.Constant) and WORD.search(str(part.value)):
                yield str(part.value)


@pytest.mark.parametrize(
    "file", [pytest.param(file, id=file.relative_to(ROOT).as_posix()) for file in sources()]
)
def test_a_module_shows_no_text_of_its_own(file: Path) -> None:
    name = file.relative_to(ROOT).as_posix()
    found = set(texts(ast.parse(file.read_text(encoding="utf-8"))))
    assert found - ALLOWED.get(name, set()) == set()


def test_nothing_is_allowed_that_is_not_there() -> None:
    for name, allowed in ALLOWED.items():
        tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
        there = {str(node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)}
        assert allowed <= there, name


@pytest.mark.parametrize(
    ("code", "said"),
    [
        pytest.param('st.text("Data to today")', {"Data to today"}, id="shown"),
        pytest.param('st.button("–", help="Close it")', {"Close it"}, id="help"),
        pytest.param('st.header(f"{n} cities")', {" cities"}, id="composed"),
        pytest.param('title = "总览"', {"总览"}, id="chinese"),
        pytest.param('st.text(words.label("caption"))', set(), id="glossary"),
    ],
)
def test_the_scan_finds_a_text(code: str, said: set[str]) -> None:
    assert set(texts(ast.parse(code))) == said


def gaps(text: str) -> set[str]:
    """Names in braces; `name_en` is `name` in English."""
    return {name.removesuffix("_en") for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_message_is_there_in_both_languages_with_the_same_gaps() -> None:
    said = tomllib.loads((ROOT / "data" / "messages.toml").read_text(encoding="utf-8"))
    uneven = {
        code
        for code, message in said.items()
        for zh, en in (("zh", "en"), ("zh_hint", "en_hint"))
        if bool(message.get(zh)) != bool(message.get(en))
        or gaps(message.get(zh, "")) != gaps(message.get(en, ""))
    }
    assert uneven == set()
