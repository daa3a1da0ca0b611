"""The known forms and registers as text: their columns, and the headers that mean each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from airtrack.domain.column import Key
from airtrack.domain.form import Form
from airtrack.domain.profile import UNUSED
from airtrack.domain.register import Register
from airtrack.domain.spelling import header_key
from airtrack.views.document import Document
from airtrack.views.table import Table, Words

_ORDER = {key: number for number, key in enumerate(Key)}


@dataclass(frozen=True, slots=True)
class Listed:
    """One column: what it `means`, and its headers, or its number where a form has no header."""

    means: str
    label: str
    unit: str | None
    aliases: tuple[str, ...]
    position: int | None = None


def document(found: Sequence[Form | Register], words: Words) -> Document:
    """Every form with its columns; `aliases` counts headers that differ as they are compared."""
    return {
        "forms": [_document(form, words) for form in found],
        "aliases": len({key for form in found for key in _headers(form, words)}),
    }


def _document(form: Form | Register, words: Words) -> Document:
    return {
        "form": form.id,
        "name": _name(form, words),
        "grain": form.grain.value,
        "stage": form.stage.value,
        "needed": _needed(form),
        "columns": [
            {
                "means": column.means,
                "unit": column.unit,
                "aliases": list(column.aliases),
                "position": column.position,
            }
            for column in columns(form, words)
        ],
    }


def overview(found: Sequence[Form | Register], words: Words) -> Table:
    """A row a form: what it needs, what it holds, how many headers it knows."""
    heads = tuple(words.column(key) for key in ("form", "form_name", "form_needs", "form_values"))
    rows = tuple(
        (
            form.id,
            _name(form, words),
            words.label("list_separator").join(_needed_labels(form, words)),
            words.joined(form.indicators) if isinstance(form, Form) else "",
            len(_headers(form, words)),
        )
        for form in found
    )
    return Table("", (*heads, words.column("form_aliases", 0)), rows)


def detail(form: Form | Register, words: Words) -> Table:
    """A row a column of the form, with its headers; of a form without header its position."""
    heads = tuple(words.column(key) for key in ("column_means", "unit", "headers"))
    rows = tuple(
        (
            column.label,
            column.unit or "",
            words.label("list_separator").join(column.aliases)
            if column.position is None
            else words.say("column_number", n=column.position),
        )
        for column in columns(form, words)
    )
    return Table("", heads, rows)


def columns(form: Form | Register, words: Words) -> list[Listed]:
    """Every column of the form: keys, values, what is known and not used."""
    return list(_of_register(form, words) if isinstance(form, Register) else _of_form(form, words))


def meaning(form: Form, means: str, words: Words) -> str:
    """What a column of the form can mean, as people say it."""
    if means in form.indicators:
        return words.label(means)
    return words.label("column_unused" if means == UNUSED else f"misses_{means}")


def _of_form(form: Form, words: Words) -> Iterator[Listed]:
    for key in sorted(form.keys, key=_ORDER.__getitem__):
        yield Listed(key.value, meaning(form, key.value, words), None, form.keys[key])
    for value in form.value:
        label = meaning(form, value.indicator, words)
        yield Listed(value.indicator, label, value.unit, value.aliases)
    for unused in form.unused:
        yield Listed(UNUSED, meaning(form, UNUSED, words), None, unused.aliases)
    for number, each in enumerate(form.position, start=1):
        means = str(each.key or each.indicator or UNUSED)
        yield Listed(means, meaning(form, means, words), each.unit, (), number)


def _of_register(register: Register, words: Words) -> Iterator[Listed]:
    for field in register.field:
        label = field.head if words.lang == "zh" else field.head_en or field.head
        yield Listed(field.name, label, None, field.headers)
    if register.unused:
        yield Listed(UNUSED, words.label("column_unused"), None, register.unused)


def _headers(form: Form | Register, words: Words) -> set[str]:
    return {header_key(alias) for column in columns(form, words) for alias in column.aliases}


def _name(form: Form | Register, words: Words) -> str:
    return form.name if words.lang == "zh" else form.name_en


def _needed(form: Form | Register) -> list[str]:
    if isinstance(form, Register):
        return [field.name for field in form.needed]
    return [key.value for key in form.needed]


def _needed_labels(form: Form | Register, words: Words) -> list[str]:
    if isinstance(form, Form):
        return [meaning(form, key.value, words) for key in form.needed]
    needed = {field.name for field in form.needed}
    return [column.label for column in columns(form, words) if column.means in needed]
