"""Schemes and what they give, as JSON and tables; every form says that they are examples."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from airtrack.assess.compare import plain
from airtrack.assess.scheme_board import Cut, SchemeAnswer, Settled
from airtrack.assess.schemes import Amount, printed
from airtrack.domain.scheme import Scheme, SchemeKind, SchemeRow
from airtrack.registry.places import Gazetteer
from airtrack.views import why as whys
from airtrack.views.document import Document
from airtrack.views.table import Cell, Column, Table, Words
from airtrack.views.verdicts import number, written

_HEADINGS = (
    *("scheme", "scheme_title", "scheme_kind", "scheme_lengths", "scheme_mark", "clause"),
    *("scheme_on", "note"),
)


def listed(found: Iterable[Scheme], *, on: Iterable[str], words: Words) -> Document:
    """`schemes`: what is on file, with every row, its mark and its clause."""
    chosen = set(on)
    return {
        "label": words.label("scheme_example"),
        "schemes": [_scheme(item, is_on=item.id in chosen, words=words) for item in found],
    }


def _scheme(scheme: Scheme, *, is_on: bool, words: Words) -> Document:
    return _head(scheme, words) | {
        "on": is_on,
        "clause": scheme.clause,
        "mark": scheme.mark.value,
        "note": scheme.note or None,
        "group": scheme.group or None,
        "lengths": [item.value for item in scheme.lengths],
        "rows": [row.model_dump(mode="json") for row in scheme.row],
        "place_factors": [item.model_dump(mode="json") for item in scheme.place_factor],
        "score": None if scheme.score is None else scheme.score.model_dump(mode="json"),
        "steps": [item.model_dump(mode="json") for item in scheme.step],
    }


def _head(scheme: Scheme, words: Words) -> Document:
    return {
        "id": scheme.id,
        "title": title(scheme, words),
        "label": words.label("scheme_example"),
        "kind": scheme.kind.value,
        "unit": scheme.unit or None,
    }


def title(scheme: Scheme, words: Words) -> str:
    """The scheme's title; it says itself that it is an example."""
    return scheme.title if words.lang == "zh" else scheme.title_en


def list_table(found: Iterable[Scheme], *, on: Iterable[str], words: Words) -> Table:
    """A row a scheme, on or off."""
    chosen = set(on)
    columns = tuple(Column(key, words.label(key)) for key in _HEADINGS)
    rows = tuple(
        (
            item.id,
            title(item, words),
            words.label(f"scheme_kind_{item.kind}"),
            words.label("list_separator").join(
                words.label(f"scheme_length_{one}") for one in item.lengths
            ),
            item.mark.value,
            item.clause,
            words.label("scheme_is_on" if item.id in chosen else "scheme_is_off"),
            item.note if words.lang == "zh" else "",
        )
        for item in found
    )
    return Table(words.label("scheme_example"), columns, rows)


def scored(answer: SchemeAnswer, gazetteer: Gazetteer, words: Words) -> Document:
    """`schemes score`: a row a place, with what each row of the scheme brings."""
    return _head(answer.scheme, words) | {
        "group": answer.group.id,
        "period": answer.period.key,
        "rows": [_settled(item, answer.scheme, gazetteer, words) for item in answer.rows],
    }


def _settled(item: Settled, scheme: Scheme, gazetteer: Gazetteer, words: Words) -> Document:
    return {
        "place": item.place,
        "name": item.name,
        "total": number(printed(item.total, scheme)),
        "other_total": number(printed(item.other_total, scheme)),
        "points": _exact(item.points),
        "factor": _exact(item.factor),
        "grade": _name(item, words),
        "step": _says(item, words),
        "rank": item.rank,
        "worse": item.worse,
        "rose": item.rose,
        "cuts": [_cut(cut) for cut in item.cuts],
        "items": [_amount(one) for one in item.amounts],
        "reasons": [
            {"code": why.code, **why.params, "text": whys.said(why, gazetteer, words)}
            for why in item.reasons
        ],
    }


def _name(item: Settled, words: Words) -> str | None:
    if item.grade is None:
        return None
    return item.grade.name if words.lang == "zh" else item.grade.name_en


def _says(item: Settled, words: Words) -> str | None:
    if item.step is None:
        return None
    return item.step.says if words.lang == "zh" else item.step.says_en


def _amount(item: Amount) -> Document:
    row: SchemeRow = item.row
    return {
        "indicator": row.indicator,
        "comparison": row.comparison.value,
        "computed": row.computed,
        "text": row.text or None,
        "mark": row.mark.value,
        "clause": row.clause,
        "value": _exact(item.value),
        "against": _exact(item.against),
        "better_by": _exact(item.better_by),
        "amount": _exact(item.amount),
        "other_amount": _exact(item.other),
    }


def _cut(cut: Cut) -> Document:
    return {
        "target": cut.target.id,
        "base": _exact(cut.base),
        "actual": _exact(cut.actual),
        "due_percent": _exact(cut.due_percent),
        "completion": _exact(cut.completion),
        "rose_against_base": cut.completion is not None and cut.completion < 0,
    }


def _exact(value: Fraction | None) -> int | float | None:
    return None if value is None else number(plain(value))


def score_table(answer: SchemeAnswer, gazetteer: Gazetteer, words: Words) -> Table:
    """A row a place; amounts, or points and grade, or the step."""
    scheme = answer.scheme
    keys = {
        SchemeKind.COMPENSATION: ("scheme_total", "scheme_other_total"),
        SchemeKind.SCORE: ("scheme_completion", "scheme_points", "scheme_grade"),
        SchemeKind.ACCOUNTABILITY: ("scheme_completion", "scheme_worse", "scheme_step"),
    }[scheme.kind]
    columns = tuple(Column(key, words.label(key)) for key in ("name", *keys, "reasons"))
    rows = tuple(
        (item.name, *_cells(item, scheme, words), _why(item, gazetteer, words))
        for item in answer.rows
    )
    heading = words.say(
        "scheme_heading",
        title=title(scheme, words),
        period=answer.period.key,
        unit=scheme.unit or words.label("no_unit"),
    )
    return Table(heading, columns, rows)


def _cells(item: Settled, scheme: Scheme, words: Words) -> tuple[Cell, ...]:
    if scheme.kind is SchemeKind.COMPENSATION:
        return (written(printed(item.total, scheme)), written(printed(item.other_total, scheme)))
    rates = words.label("list_separator").join(
        completion(cut.completion, words) for cut in item.cuts
    )
    if scheme.kind is SchemeKind.SCORE:
        return (rates or "—", written(printed(item.total, scheme)), _name(item, words))
    return (rates or "—", item.worse, _says(item, words))


def completion(rate: Fraction | None, words: Words) -> str:
    """A completion rate as people say it: — without a way to go, 不降反升 below nothing."""
    if rate is None:
        return "—"
    said = f"{round(float(rate), 1):.1f} %"
    return words.say("completion_rose", rate=said) if rate < 0 else said


def _why(item: Settled, gazetteer: Gazetteer, words: Words) -> str:
    separator = "；" if words.lang == "zh" else "; "
    return separator.join(whys.said(why, gazetteer, words) for why in item.reasons)
