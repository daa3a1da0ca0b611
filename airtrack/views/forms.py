"""What the tables that can be handed in look like, from the texts of the forms themselves.

Nothing here is written by hand twice: a header, a marker or a form that is added shows itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from airtrack.domain.cells import CellRules, Unit
from airtrack.domain.column import Key, Position, ValueColumn
from airtrack.domain.explained import Example, Explained
from airtrack.domain.form import Conflicts, Form, Shape
from airtrack.domain.glossary import Bilingual
from airtrack.domain.plan_form import PlanForm, PlanSheet
from airtrack.domain.register import Register, RegisterField
from airtrack.views.section import Section
from airtrack.views.table import Cell, Column, Table, Words

Known = Form | Register | PlanForm

_PLAIN = (None, Unit.ONE)
_Row = tuple[Cell, ...]


def sections(one: Known, explained: Explained, words: Words) -> list[Section]:
    """One kind of table: what a row is, its columns, an example."""
    match one:
        case Form():
            found = [Section(_name(one, words), 1, _about(one, words)), _form(one, words)]
        case Register():
            found = [Section(_name(one, words), 1, _noted(one, words)), _register(one, words)]
        case PlanForm():
            lines = one.advice if words.lang == "zh" else ()
            sheets = (_sheet(sheet, words) for sheet in one.sheets)
            found = [Section(_name(one, words), 1, lines), *sheets]
    example = explained.example(one.id)
    return [*found, *([] if example is None else [_example(example, words)])]


def cells(rules: CellRules, explained: Explained, words: Words) -> list[Section]:
    """What all tables have in common: missing values, and what happens to odd cells."""
    missing = (words.label("forms_markers_note"), *_markers(rules, words))
    stops, passes = (tuple(_odd(explained, words, stops=stops)) for stops in (True, False))
    return [
        Section(words.label("forms_cells"), 1),
        Section(words.label("forms_markers"), 2, missing, is_detail=True),
        Section(words.label("forms_stops"), 2, stops, is_detail=True),
        Section(words.label("forms_passes"), 2, passes, is_detail=True),
    ]


def _name(one: Known, words: Words) -> str:
    return one.name if words.lang == "zh" else one.name_en


def _noted(register: Register, words: Words) -> tuple[str, ...]:
    return register.advice if words.lang == "zh" else (register.note,)


def _about(form: Form, words: Words) -> tuple[str, ...]:
    """What is to be known of the whole table."""
    advice = () if form.blank is None else form.blank.advice
    stage = words.label(f"stage_{form.stage}")
    aside = form.conflicts is Conflicts.ASIDE
    return (
        *(advice if words.lang == "zh" else (form.note,)),
        words.say("forms_stage", stage=stage),
        words.label("forms_conflicts_aside" if aside else "forms_conflicts_block"),
    )


def _form(form: Form, words: Words) -> Section:
    rows: list[_Row] = []
    if form.shape is Shape.POSITIONS:
        rows = [_position(at, item, words) for at, item in enumerate(form.position, start=1)]
    else:
        keys = [*(form.blank.keys if form.blank else ()), *form.known]
        rows = [_key(form, key, words) for key in dict.fromkeys(keys)]
        if form.shape is Shape.BY_COLUMN:
            name = words.label("forms_subjects")
            rows.append((name, _yes(words), "", words.label("forms_each_subject"), ""))
        rows += [_value(form, column, words) for column in form.value]
        unused = words.label("forms_unused")
        for item in form.unused:
            said = unused if words.lang == "zh" else f"{unused}: {item.reason}"
            rows.append((item.aliases[0], "", "", said, _also(item.aliases[1:], words)))
    return _columns(words.label("forms_columns"), rows, words)


def _key(form: Form, key: Key, words: Words) -> _Row:
    head = form.head(key)
    told = "" if form.blank is None else form.blank.keys.get(key, "")
    named = words.label(f"form_key_{key}")
    meaning = told if words.lang == "zh" and told else named
    meaning = f"{meaning} {_spelled(form, key, words)}".strip()
    is_needed = key in form.needed
    others = [alias for alias in form.keys[key] if alias != head]
    return (head, _yes(words) if is_needed else "", "", meaning, _also(others, words))


def _spelled(form: Form, key: Key, words: Words) -> str:
    """Every text that a cell of the key may say, where it is a choice."""
    return _also([text for item in form.choice if item.key is key for text in item.aliases], words)


def _value(form: Form, column: ValueColumn, words: Words) -> _Row:
    head, *others = column.aliases
    meaning = column.meaning if words.lang == "zh" else ""
    meaning = meaning or _named(column.indicator, words)
    if column.fallback:
        meaning = f"{meaning} {words.label('forms_fallback')}"
    by_row = form.shape is Shape.ROWS and not column.fallback
    needed = words.label("forms_one_of") if by_row else ""
    return (head, needed, _unit(column.unit, words), meaning, _also(others, words))


def _named(indicator: str, words: Words) -> str:
    own = f"form_value_{indicator}"
    return words.label(own if own in words.glossary.terms else indicator)


def _position(at: int, item: Position, words: Words) -> _Row:
    name = words.say("forms_position", n=at)
    if item.key is not None:
        return (name, _yes(words), "", words.label(f"form_key_{item.key}"), "")
    if item.indicator is not None:
        label = _named(item.indicator, words)
        return (name, _yes(words), _unit(item.unit, words), label, "")
    unused = words.label("forms_unused")
    return (name, _yes(words), "", unused if words.lang == "zh" else item.reason or unused, "")


def _register(register: Register, words: Words) -> Section:
    rows = [
        (
            field.head,
            _yes(words) if field.needed else "",
            "",
            f"{_meant(field, words)} {_choices(field, words)}".strip(),
            _also(field.aliases, words),
        )
        for field in register.field
    ]
    return _columns(words.label("forms_columns"), rows, words)


def _meant(field: RegisterField, words: Words) -> str:
    return field.meaning if words.lang == "zh" else field.meaning_en or field.meaning


def _choices(field: RegisterField, words: Words) -> str:
    return _also([text for item in field.meant for text in item.texts], words)


def _sheet(sheet: PlanSheet, words: Words) -> Section:
    rows = [
        (column.head, "", "", column.meaning, _also((*column.aliases, column.field), words))
        for column in sheet.columns
    ]
    return _columns(sheet.sheet, rows, words)


def _columns(title: str, rows: Sequence[_Row], words: Words) -> Section:
    keys = ("forms_header", "forms_needed", "unit", "meaning", "forms_aliases")
    return Section(title, 2, (), Table("", tuple(words.column(key) for key in keys), tuple(rows)))


def _example(example: Example, words: Words) -> Section:
    head, *rows = example.cells
    is_headed = bool(rows)
    heads = head if is_headed else [str(at) for at in range(1, len(head) + 1)]
    columns = tuple(Column(f"example_{at}", text) for at, text in enumerate(heads))
    return Section(
        words.label("forms_example"),
        2,
        (),
        Table("", columns, tuple(rows if is_headed else [head])),
    )


def _markers(rules: CellRules, words: Words) -> Iterator[str]:
    for item in rules.markers:
        yield words.say("forms_told", what=_also(item.texts, words), said=_said(item, words))
    below = _also((*(f"{sign}8" for sign in rules.below_signs), *rules.below), words)
    yield words.say("forms_told", what=below, said=words.label("forms_below_detection"))


def _odd(explained: Explained, words: Words, *, stops: bool) -> Iterator[str]:
    for item in explained.odd:
        if item.stops is stops:
            _, hint = words.glossary.message(item.code, words.lang, {})
            yield words.say("forms_told", what=_said(item, words), said=hint)


def _said(item: Bilingual, words: Words) -> str:
    return item.zh if words.lang == "zh" else item.en


def _unit(unit: Unit | None, words: Words) -> str:
    if unit in _PLAIN:
        return ""
    return words.glossary.unit("valid_days") if unit is Unit.DAY else unit.symbol


def _yes(words: Words) -> str:
    return words.label("yes")


def _also(texts: tuple[str, ...] | list[str], words: Words) -> str:
    """Several spellings in a row, two of them never glued together."""
    return "  ".join(texts) if words.lang == "zh" else ", ".join(texts)
