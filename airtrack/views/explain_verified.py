"""A change, a rank, a trend, attainment as JSON and as sections: what was compared, worked out.

Source: the contract of `explain`; every number is that of `stats`, `rank` or `trend`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from airtrack.answers.explain import Explanation
from airtrack.answers.question import Question
from airtrack.answers.working import Listing, Verified
from airtrack.views import document, explain, explain_card
from airtrack.views import words as spoken
from airtrack.views.document import Document
from airtrack.views.section import Section
from airtrack.views.table import Table, Words


@dataclass(frozen=True, slots=True)
class Shown:
    """What is verified, of whom and when; `figures` are those that it was drawn from."""

    place: str
    name: str
    question: Question
    indicator: str | None
    found: Verified
    figures: tuple[Explanation, ...] = ()


def told(shown: Shown, words: Words) -> Document:
    """One document; the listing as a row an object."""
    found = shown.found
    return {
        "of": found.of,
        "place": shown.place,
        "name": shown.name,
        "period": shown.question.period.key,
        "indicator": shown.indicator,
        "basis": shown.question.counted_basis,
        "value": found.value,
        "recomputed": found.recomputed,
        "agrees": found.agrees,
        "formulas": [explain.formula(item, words) for item in found.formulas],
        "compared": [
            dict(zip(found.listing.columns, map(_plain, row), strict=True))
            for row in found.listing.rows
        ],
        "clauses": [explain.clause(item, words) for item in found.clauses],
        "limits": [explain.limit(item) for item in found.limits],
        "statements": explain.statements(found.views),
        "figures": [explain.figure(item, words) for item in shown.figures],
        "reasons": document.reasons(found.reasons, words.glossary, words.lang),
    }


_PREFIXES = ("source_", "mode_", "of_", "attained_")


def _plain(value: object) -> object:
    """A cell without the prefix of its term."""
    if isinstance(value, str):
        prefix = next((item for item in _PREFIXES if value.startswith(item)), "")
        return value.removeprefix(prefix)
    return explain.number(value)


def sections(shown: Shown, words: Words) -> list[Section]:
    """The conclusion, the rules, what was compared, then the figures."""
    found = shown.found
    what = words.label(f"explained_{found.of}")
    if shown.indicator is not None:
        what = words.say("explained_item", item=words.label(shown.indicator), what=what)
    heading = words.say(
        "explain_verified",
        name=shown.name,
        period=spoken.period(shown.question.span.key, words),
        what=what,
        value=_value(found.value, words),
    )
    lines = [explain.said(item, words) for item in found.formulas]
    if found.agrees is not None:
        lines.append(words.label("explain_agrees" if found.agrees else "explain_differs"))
    if found.reasons:
        lines.append(words.reasons(found.reasons))
    made = [Section(heading, 2, tuple(lines))]
    made += explain_card.rules((), found.clauses, found.limits, words, level=3)
    made.append(explain_card.statements(found.views, words, level=3))
    made.append(Section(words.label("explain_compared"), 3, (), _table(found.listing, words)))
    for item in shown.figures:
        made += explain_card.figure(item, words)
    return made


def _value(value: object, words: Words) -> str:
    if value is None:
        return "–"
    if isinstance(value, dict):
        attained = {True: "attained_yes", False: "attained_no", None: "attained_open"}
        said = [
            f"{words.label(f'mode_{mode}')} {words.label(attained[is_met])}"
            for mode, is_met in value.items()
        ]
        return words.label("semicolon").join(said)
    return words.joined(value) if isinstance(value, list) else explain.written(value)


def _table(listing: Listing, words: Words) -> Table:
    columns = tuple(words.column(key) for key in listing.columns)
    rows = tuple(tuple(_cell(value, words) for value in row) for row in listing.rows)
    return Table("", columns, rows)


def _cell(value: object, words: Words) -> str:
    if value is None:
        return "–"
    if isinstance(value, (int, float, Fraction)):
        return explain.written(value)
    text = str(value)
    return words.label(text) if text in words.glossary.terms else text
