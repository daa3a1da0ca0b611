"""With and without the days of events, side by side: a city's figures, a verdict on a badge.

Source: 环办监测〔2016〕120号; `data/standards/dust.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from airtrack.answers.stats import CityStats
from airtrack.domain.basis import Basis
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.verdict import Status, Verdict
from airtrack.registry.places import Gazetteer
from airtrack.views import theme, verdicts
from airtrack.views.table import Cell, Table, Words

_MEANS = (Pollutant.PM25, Pollutant.PM10)


def figures(by_basis: Mapping[Basis, CityStats], words: Words) -> Table:
    """A row a basis: the figures that events change; the good-day ratio keeps every day."""
    columns = (
        words.column("basis"),
        *(words.column(key, 1) for key in _MEANS),
        words.column("composite", 2),
        words.column("good_pct", 1),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            words.label(basis),
            *(row.values[key] for key in _MEANS),
            row.composite,
            row.good_pct,
        )
        for basis, row in by_basis.items()
    )
    return Table("", columns, rows)


def sentence(by_basis: Mapping[Basis, CityStats], words: Words) -> str:
    """How many days are events, and the good-day ratio three ways; empty where there are none."""
    found = next((row.dust for row in by_basis.values() if row.dust is not None), None)
    if found is None:
        return ""
    ratios = {"kept": found.kept, "dropped": found.dropped, "added": found.added}
    said = {key: "–" if value is None else value for key, value in ratios.items()}
    return words.say(
        "dust_days",
        n=found.event_days,
        exceed=found.exceed_days,
        **said,
    )


def verdicts_beside(found: Iterable[Verdict], gazetteer: Gazetteer, words: Words) -> Table | None:
    """A row a verdict of which another basis or the authority says something; None without any."""
    shown = [item for item in found if item.other_basis or item.official]
    if not shown:
        return None
    keys = ("name", "target_indicator", "required", "counted_basis", "other_basis", "official")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            verdicts.place_name(item, gazetteer, words),
            words.label(item.target.indicator),
            _with_unit(item.required, item, words),
            _counted(item, words),
            other(item, words),
            official(item, words),
        )
        for item in shown
    )
    return Table("", tuple(words.column(key) for key in keys), rows)


def _counted(verdict: Verdict, words: Words) -> str:
    """The verdict that counts, with its basis; ours, where an official one stands in its place."""
    if verdict.computed is not None:
        return computed(verdict, words)
    own_basis = Basis(verdict.target.basis)
    if verdict.other_basis is not None:
        own_basis = verdict.other_basis.basis.other
    return _said(own_basis, verdict.status, verdict.actual, verdict, words)


def _with_unit(value: Decimal | None, verdict: Verdict, words: Words) -> str:
    return f"{verdicts.written(value)} {verdicts.unit(verdict.unit, words)}".strip()


def _said(
    basis: Basis, status: Status, actual: Decimal | None, verdict: Verdict, words: Words
) -> str:
    return words.say(
        "on_basis",
        basis=words.label(basis),
        status=f"{verdicts.SIGNS[status]} {words.label(f'status_{status}')}",
        actual=_with_unit(actual, verdict, words),
    )


def other(verdict: Verdict, words: Words) -> str:
    """The verdict on the other basis in words; empty where there is no other one."""
    found = verdict.other_basis
    if found is None:
        return ""
    return _said(found.basis, found.status, found.actual, verdict, words)


def other_chip(verdict: Verdict, words: Words) -> str:
    """The same on a badge in the colour of its status, in Streamlit's markdown."""
    found = verdict.other_basis
    if found is None:
        return ""
    return f":{theme.STATUS[found.status].badge}-badge[{other(verdict, words)}]"


def own(verdict: Verdict, words: Words) -> str:
    """The basis that counts, said only where another one stands beside it."""
    if verdict.other_basis is None:
        return ""
    return words.say("in_brackets", text=words.label(verdict.other_basis.basis.other))


def by_document(verdict: Verdict, words: Words) -> str:
    """That the authority decided it, with the number of its document; empty where it did not."""
    found = verdict.official
    if found is None:
        return ""
    if found.document_no is None:
        return words.say("in_brackets", text=words.label("official_undocumented"))
    return words.say("in_brackets", text=words.say("official_by", document=found.document_no))


def computed(verdict: Verdict, words: Words) -> str:
    """Our own verdict where an official one stands in its place; empty where none does."""
    ours = verdict.computed
    if ours is None:
        return ""
    word = f"{verdicts.SIGNS[ours.status]} {words.label(f'status_{ours.status}')}"
    value = "" if ours.actual is None else verdicts.actual(ours, words)
    return words.say("computed_here", status=word, actual=value).strip()


def computed_chip(verdict: Verdict, words: Words) -> str:
    """The same on a badge in the colour of its status, in Streamlit's markdown."""
    ours = verdict.computed
    if ours is None:
        return ""
    return f":{theme.STATUS[ours.status].badge}-badge[{computed(verdict, words)}]"


def official(verdict: Verdict, words: Words) -> str:
    """The authority's own result with its document; empty where none is on record."""
    found = verdict.official
    if found is None:
        return ""
    word = f"{verdicts.SIGNS[found.status]} {words.label(f'status_{found.status}')}"
    if found.document_no is None:
        return word
    return word + words.say("in_brackets", text=found.document_no)
