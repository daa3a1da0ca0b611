"""The documentation says what is: every setting, verb, message and server setting is in it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from airtrack.settings import Settings

ROOT = Path(__file__).parents[2]


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_every_setting_is_in_the_readme(readme: str) -> None:
    said = text(readme)
    missing = [n for n in Settings.model_fields if f"AIRTRACK_{n.upper()}" not in said]
    assert missing == []


def test_every_verb_is_in_the_documentation_of_the_command_line() -> None:
    from airtrack.cli.main import app

    said = text("docs/cli.md")
    verbs = [command.callback.__name__ for command in app.registered_commands if command.callback]
    assert verbs
    spelled = [verb.replace("_", "-") for verb in verbs]
    assert [verb for verb in spelled if not re.search(rf"^### .*\b{verb}\b", said, re.M)] == []


def test_every_message_is_explained() -> None:
    said = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "docs").glob("*.md"))
    codes = tomllib.loads(text("data/messages.toml"))
    assert [code for code in codes if f"`{code}`" not in said] == []


def test_every_server_setting_is_explained() -> None:
    said = text("docs/serving.md")
    sections = tomllib.loads(text(".streamlit/config.toml"))
    names = [name for key, values in sections.items() if key != "theme" for name in values]
    assert [name for name in names if name not in said] == []


def test_no_link_of_the_documentation_is_broken() -> None:
    broken = []
    for file in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", file.read_text(encoding="utf-8")):
            if "://" not in target and not (file.parent / target).exists():
                broken.append((file.name, target))
    assert broken == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_message_and_term_speaks_both_languages(lang: str) -> None:
    for name in ("messages.toml", "glossary.toml"):
        entries = tomllib.loads(text(f"data/{name}"))
        assert [key for key, entry in entries.items() if not entry.get(lang)] == []


def test_both_languages_of_a_message_have_the_same_gaps() -> None:
    for name in ("messages.toml", "glossary.toml"):
        for key, entry in tomllib.loads(text(f"data/{name}")).items():
            gaps = {lang: set(re.findall(r"\{(\w+)\}", entry[lang])) for lang in ("zh", "en")}
            assert gaps["zh"] == gaps["en"], (name, key)


def test_every_code_that_is_raised_has_a_message() -> None:
    codes = set(tomllib.loads(text("data/messages.toml")))
    pattern = re.compile(
        r"(?:Error|WrongUse|StoreBusy|NotFound|StaleStore|BadStore|Reason|Why)\(\s*\"(\w+)\""
    )
    raised = {
        code
        for file in (ROOT / "airtrack").rglob("*.py")
        for code in pattern.findall(file.read_text(encoding="utf-8"))
    }
    assert len(raised) > 30
    assert raised - codes == set()
