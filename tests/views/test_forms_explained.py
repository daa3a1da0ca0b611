"""The page of forms says what the forms' own texts say, and its examples are true."""

from __future__ import annotations

from datetime import date

import pytest

from airtrack.domain.explained import Example
from airtrack.domain.glossary import Lang
from airtrack.domain.spelling import header_key, plain
from airtrack.ingest import draft as drafts
from airtrack.ingest.sheets import walk
from airtrack.ingest.templates import template_of
from airtrack.ingest.templates.template_of import Known
from airtrack.registry import catalogue
from airtrack.settings import home
from airtrack.views import forms
from airtrack.views.table import Words

REGISTRY = catalogue.load(home() / "data")
CELLS, EXPLAINED = REGISTRY.forms.cells, REGISTRY.explained
EVERY: list[Known] = [*REGISTRY.forms.forms, *REGISTRY.forms.registers, REGISTRY.plan_form]
STATIONS = {"1336A": "430100", "1338A": "430200"}
TODAY = date(2026, 6, 30)


def words(lang: Lang = "zh") -> Words:
    return Words(REGISTRY.glossary, lang)


def told(one: Known, lang: Lang = "zh") -> str:
    """Everything that stands in the tables about that form."""
    found = forms.sections(one, EXPLAINED, words(lang))
    rows = [row for section in found if section.table for row in section.table.rows]
    return "\n".join("  ".join(str(cell) for cell in row) for row in rows)


def test_every_form_has_an_example() -> None:
    assert {one.id for one in EVERY} == {item.form for item in EXPLAINED.examples}


@pytest.mark.parametrize(
    "example",
    [item for item in EXPLAINED.examples if item.form not in ("plan", "city_daily")],
    ids=lambda item: item.form,
)
def test_an_example_is_read_as_its_form_without_a_finding(example: Example) -> None:
    draft = read(example)
    assert (draft.form, draft.problems) == (example.form, [])


def test_the_example_of_days_shows_a_missing_value() -> None:
    example = EXPLAINED.example("city_daily")
    assert example is not None
    assert [item.code for item in read(example).problems] == ["missing_marker"]


def read(example: Example) -> drafts.Draft:
    data = "\n".join(example.rows).encode()
    return drafts.read(
        walk.uploaded("示例.csv", data),
        forms=REGISTRY.forms,
        gazetteer=REGISTRY.gazetteer,
        stations=STATIONS,
        today=TODAY,
        standards=REGISTRY.standards,
    )


@pytest.mark.parametrize("one", REGISTRY.forms.forms, ids=lambda one: one.id)
def test_every_header_of_a_form_is_told(one: Known) -> None:
    said = told(one)
    listed = [*one.keys.values(), *(column.aliases for column in (*one.value, *one.unused))]  # type: ignore[union-attr]
    assert [alias for aliases in listed for alias in aliases if alias not in said] == []


@pytest.mark.parametrize("register", REGISTRY.forms.registers, ids=lambda one: one.id)
def test_every_header_of_a_register_is_told(register: Known) -> None:
    said = told(register)
    assert [text for field in register.field for text in field.headers if text not in said] == []  # type: ignore[union-attr]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.id)
def test_every_form_is_told_in_both_languages(one: Known, lang: Lang) -> None:
    first, *_ = forms.sections(one, EXPLAINED, words(lang))
    assert first.title == (one.name if lang == "zh" else one.name_en)


def test_every_text_of_a_choice_is_told() -> None:
    said = told(REGISTRY.forms.form("events"))
    listed = [text for item in REGISTRY.forms.form("events").choice for text in item.aliases]
    assert [text for text in listed if text not in said] == []


def test_what_is_needed_is_marked() -> None:
    columns = forms.sections(REGISTRY.forms.form("city_daily"), EXPLAINED, words("en"))[1].table
    assert columns is not None
    assert [row[:3] for row in columns.rows[:3]] == [
        ("城市", "yes", ""),
        ("日期", "yes", ""),
        ("PM2.5", "One at least", "µg/m³"),
    ]


def test_every_text_for_a_missing_value_has_one_meaning() -> None:
    texts = [plain(text) for text in CELLS.missing]
    assert (len(texts) > 20, len(set(texts))) == (True, len(texts))


def test_what_is_not_monitored_is_told_apart_from_what_is_invalid() -> None:
    # SPEC 7.2: NA is missing or invalid, / is not monitored (HJ 633-2026)
    lines = forms.cells(CELLS, EXPLAINED, words("en"))[1].lines
    assert "· NA, N/A: missing or invalid (as HJ 633-2026 writes it)" in lines
    assert "· /, \\, 未监测: not monitored (HJ 633-2026 writes /)" in lines


def test_the_advice_on_odd_cells_is_that_of_the_messages() -> None:
    *_, stops, passes = forms.cells(CELLS, EXPLAINED, words())
    hints = {item.code: REGISTRY.glossary.messages[item.code].zh_hint for item in EXPLAINED.odd}
    assert all(hints.values())
    assert [line.split("：", 1)[1] for line in (*stops.lines, *passes.lines)] == [*hints.values()]


def test_headers_of_templates_are_headers_that_the_page_names() -> None:
    one = REGISTRY.forms.form("city_hourly")
    assert header_key(one.head(next(iter(one.blank.keys)))) == header_key("城市")  # type: ignore[union-attr]
    assert one in template_of.known(REGISTRY)
