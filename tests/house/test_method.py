"""The committed method is what the standards and statements on file say, in both languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from airtrack.domain.glossary import Lang
from airtrack.domain.standards import Standards
from airtrack.metrics import contract
from airtrack.registry import catalogue
from airtrack.registry.catalogue import Registry
from airtrack.views import method, method_rules, section
from airtrack.views.table import Words

ROOT = Path(__file__).parents[2]
FILES: dict[Lang, str] = {"en": "docs/method.md", "zh": "docs/method.zh-CN.md"}


@pytest.fixture(scope="module")
def registry() -> Registry:
    return catalogue.load(ROOT / "data")


def made(registry: Registry, lang: Lang, standards: Standards | None = None) -> str:
    words = Words(registry.glossary, lang)
    return section.markdown(method.sections(standards or registry.standards, words))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_committed_method_has_not_drifted(lang: Lang, registry: Registry) -> None:
    committed = (ROOT / FILES[lang]).read_text(encoding="utf-8")
    assert committed == made(registry, lang), "run: make method"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_statement_is_in_the_method_with_its_sql(lang: Lang, registry: Registry) -> None:
    said = made(registry, lang)
    missing = [
        view.name
        for view in contract.views().values()
        if view.sql not in said or view.source not in said
    ]
    assert missing == []


def test_every_unsettled_setting_is_listed_as_ours(registry: Registry) -> None:
    said = made(registry, "en").split("## Not settled")[1].split("## Statements")[0]
    weak = [
        rule.path
        for rule in method_rules.all_rules(registry.standards)
        if rule.confidence in ("U", "M")
    ]
    assert len(weak) > 3
    assert [path for path in weak if f"| {path} |" not in said] == []
    assert "U (ours)" in said


def test_a_changed_limit_changes_the_method(registry: Registry) -> None:
    standards = registry.standards
    table = standards.limits["gb3095-2012"]
    other = table.model_copy(
        update={"limit": tuple(row.model_copy(update={"value": 999}) for row in table.limit)}
    )
    changed = replace(standards, limits=standards.limits | {table.id: other})
    assert made(registry, "en", changed) != made(registry, "en")


def test_every_part_of_the_standards_stands_in_the_method(registry: Registry) -> None:
    said = made(registry, "en")
    rest = said.split("## Other rules")[1]
    paths = [rule.path for rule in method_rules.all_rules(registry.standards)]
    drawn = ("editions", "limits", "index", "statistics", "composite", "rounding", "indicators")
    others = [path for path in paths if not path.startswith(drawn)]
    assert [path for path in others if f"| {path} |" not in rest] == []
