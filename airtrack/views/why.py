"""Reasons of verdicts as sentences: places, indicators, sets and statuses by their names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from airtrack.domain.verdict import Why
from airtrack.registry.places import Gazetteer
from airtrack.views import words as spoken
from airtrack.views.table import Words

_LABELS: Mapping[str, Callable[[str], str]] = {
    "indicator": lambda key: key,
    "basis": lambda key: key,
    "status": lambda key: f"status_{key}",
    "kind": lambda key: f"target_kind_{key}",
    "mode": lambda key: f"mode_{key}",
    "register": lambda key: f"register_{key}",
    "start": lambda key: f"path_start_{key}",
}
"""The term of the glossary for what a reason names."""


def said(why: Why, gazetteer: Gazetteer, words: Words) -> str:
    """The sentence of a reason."""
    params = {key: _named(key, value, gazetteer, words) for key, value in why.params.items()}
    places, n = why.params.get("places"), why.params.get("n")
    is_cut = isinstance(places, (list, tuple)) and isinstance(n, int) and n > len(places)
    params["more"] = words.label("and_others") if is_cut else ""
    return words.glossary.message(why.code, words.lang, params)[0]


def _named(key: str, value: object, gazetteer: Gazetteer, words: Words) -> object:
    if key == "months" and isinstance(value, (list, tuple)):
        return words.label("list_separator").join(spoken.period(month, words) for month in value)
    if isinstance(value, (list, tuple)):
        return words.label("list_separator").join(
            gazetteer.places[code].short_name if key == "places" else words.label(code)
            for code in value
        )
    if isinstance(value, Decimal):
        return f"{value:f}"
    if not isinstance(value, str):
        return value
    if key in ("period", "other"):
        return spoken.period(value, words)
    if key == "among":
        group = gazetteer.find_group(value)
        return group.name if words.lang == "zh" else group.name_en or group.name
    return words.label(_LABELS[key](value)) if key in _LABELS else value
