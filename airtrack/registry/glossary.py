"""The only place for words of the interface.

Source: `data/glossary.toml` (terms and texts), `data/messages.toml` (errors and problems).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from string import Formatter

from pydantic import RootModel

from airtrack.domain.glossary import Bilingual, Lang, Message, Term
from airtrack.errors import AirtrackError, Problem
from airtrack.registry import text
from airtrack.registry.text import Findings

_COLUMNS = "misses"
"""The parameter that lists kinds of columns; `misses_place` and so on are what they are called."""

_LIMITS = "limits"

_PLACE = re.compile(
    r"(?:\{(?:file|row|column)\}|第|行|列|起|row|column|line|from|on|unit|[\s，,])*"
)
"""The head of a sentence that says nothing but where something is."""


class _Terms(RootModel[dict[str, Term]]):
    pass


class _Messages(RootModel[dict[str, Message]]):
    pass


@dataclass(frozen=True, slots=True)
class Glossary:
    """Terms by key and messages by code."""

    terms: dict[str, Term]
    messages: dict[str, Message]

    def label(self, key: str, lang: Lang) -> str:
        """The term in that language; raises KeyError for a key that is not in the glossary."""
        return str(getattr(self.terms[key], lang))

    def short(self, key: str, lang: Lang) -> str:
        """The term's short form, or its label where it has none."""
        return str(getattr(self.terms[key], f"{lang}_short")) or self.label(key, lang)

    def unit(self, key: str) -> str:
        """The term's unit, empty where it has none."""
        return self.terms[key].unit

    def say(self, key: str, lang: Lang, **values: object) -> str:
        """A text with its gaps filled."""
        return fill(self.label(key, lang), values)

    def message(self, code: str, lang: Lang, params: dict[str, object]) -> tuple[str, str]:
        """Sentence and hint of a message; an unknown code speaks for itself."""
        found = self.messages.get(code)
        if found is None:
            return (f"{code} {params}", "")
        return fill(getattr(found, lang), params), fill(getattr(found, f"{lang}_hint"), params)

    def of_error(self, error: AirtrackError, lang: Lang) -> tuple[str, str]:
        """Sentence and hint of an error."""
        params = {key: self._said(key, value, lang) for key, value in error.params.items()}
        return self.message(error.code, lang, params)

    def of_problem(self, problem: Problem, lang: Lang) -> tuple[str, str]:
        """Sentence and hint of a problem."""
        return self.message(problem.code, lang, self._params(problem, lang))

    def beside_its_place(self, problem: Problem, lang: Lang) -> tuple[str, str]:
        """The same for where file, row and column stand beside it: the sentence without them."""
        found = self.messages.get(problem.code)
        if found is None:
            return self.of_problem(problem, lang)
        head, colon, rest = str(getattr(found, lang)).partition("：" if lang == "zh" else ": ")
        if not colon or not _gaps(head) or not _PLACE.fullmatch(head):
            return self.of_problem(problem, lang)
        _, hint = self.of_problem(problem, lang)
        return fill(rest, self._params(problem, lang)), hint

    def _params(self, problem: Problem, lang: Lang) -> dict[str, object]:
        where = {
            "file": problem.file,
            "row": problem.row,
            "column": problem.column,
            "value": problem.value,
            "n": problem.n,
        }
        params = {key: self._said(key, value, lang) for key, value in problem.params.items()}
        return where | params

    def _said(self, name: str, value: object, lang: Lang) -> object:
        """A parameter as a sentence has it: a list in one text, columns by what they are called.

        So are editions of limits.
        """
        if name == _LIMITS:
            return self.label(str(value), lang)
        if isinstance(value, Bilingual):
            return getattr(value, lang)
        if not isinstance(value, (list, tuple)):
            return value
        words = [str(item) for item in value]
        if name == _COLUMNS:
            words = [self.label(f"{_COLUMNS}_{word}", lang) for word in words]
        return ("、" if lang == "zh" else ", ").join(words) or "–"


def fill(template: str, values: dict[str, object]) -> str:
    """The template with its gaps filled; a gap without a value shows as `…`."""
    known = {name: values.get(name) for name in _gaps(template)}
    return template.format(
        **{name: "…" if value is None else value for name, value in known.items()}
    )


def _gaps(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def load(folder: Path, findings: Findings) -> Glossary | None:
    """The glossary, or None when a file could not be read (see `findings`)."""
    terms = text.toml(_Terms, folder / "glossary.toml", findings)
    messages = text.toml(_Messages, folder / "messages.toml", findings)
    if terms is None or messages is None:
        return None
    return Glossary(terms.root, messages.root)
