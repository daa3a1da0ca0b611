"""How every figure is computed, from the standards on file and the headers of the statements.

Nothing here is written by hand twice: a standard or a statement that is added shows itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from airtrack.domain.standard import Confidence, IndexScale, Limit, LimitTable
from airtrack.domain.standards import Standards
from airtrack.metrics import contract
from airtrack.views import method_rules
from airtrack.views.explain_card import mark
from airtrack.views.method_rules import Rule, written
from airtrack.views.section import Section
from airtrack.views.table import Cell, Column, Table, Words

FORMULAS = ("mean", "percentile", "iaqi", "share", "composite", "change", "estimate", "region")
_DRAWN = ("editions", "limits", "index", "statistics", "composite", "rounding", "indicators")
_WEAK = (Confidence.UNSETTLED, Confidence.MEMORY)


def sections(standards: Standards, words: Words) -> list[Section]:
    """The whole method: marks, standards side by side, formulas, terms, limits, statements."""
    return [
        Section(words.label("page_method"), 1, (words.label("method_intro"),)),
        _marks(words),
        *_standards(standards, words),
        _formulas(words),
        _indicators(standards, words),
        _unsettled(standards, words),
        *statements(words),
    ]


def _marks(words: Words) -> Section:
    rows = tuple((key.value, words.label(f"mark_{key}")) for key in Confidence)
    table = Table("", (words.column("mark"), words.column("meaning")), rows)
    return Section(words.label("method_marks"), 2, (), table)


def _standards(standards: Standards, words: Words) -> Iterator[Section]:
    """Each kind of rule with all editions side by side."""
    yield Section(words.label("method_editions"), 2, (), _editions(standards, words))
    yield Section(words.label("method_limits"), 2, _titles(standards), _limits(standards, words))
    yield Section(words.label("method_scales"), 2, (), _scales(standards, words))
    yield Section(words.label("method_levels"), 2, (), _levels(standards, words))
    yield Section(words.label("method_statistics"), 2, (), _statistics(standards, words))
    lines = (f"{standards.composite.title}: {standards.composite.clause}",)
    yield Section(words.label("method_composite"), 2, lines, _composite(standards, words))
    yield Section(words.label("method_digits"), 2, (), _digits(standards, words))
    rest = [
        rule
        for field in fields(standards)
        if field.name not in _DRAWN
        for rule in method_rules.of_field(standards, field.name)
    ]
    yield Section(
        words.label("method_rules"), 2, (words.label("method_on_file"),), rules(rest, words)
    )


def _editions(standards: Standards, words: Words) -> Table:
    keys = ("edition", "first_on", "last_on", "limits", "index", "statistics", "clause", "mark")
    rows = tuple(
        (
            item.id,
            written(item.from_on),
            written(item.to_on),
            item.limits,
            item.index,
            item.statistics,
            item.clause,
            mark(item.confidence, words),
        )
        for item in standards.editions
    )
    return Table("", tuple(words.column(key) for key in keys), rows)


def _in_order(standards: Standards) -> list[LimitTable]:
    """The tables of limits, oldest first."""
    return sorted(standards.limits.values(), key=lambda table: table.from_on)


def _titles(standards: Standards) -> tuple[str, ...]:
    return tuple(f"`{table.id}`: {table.title}. {table.clause}" for table in _in_order(standards))


def _limits(standards: Standards, words: Words) -> Table:
    """A row per pollutant, statistic and grade; a column per edition."""
    tables = _in_order(standards)
    found: dict[tuple[str, ...], dict[str, Limit]] = {}
    for table in tables:
        for limit in table.limit:
            key = (
                words.label(limit.pollutant),
                words.label(f"statistic_{limit.statistic}"),
                words.label(f"grade_{limit.grade}"),
                limit.unit,
            )
            found.setdefault(key, {})[table.id] = limit
    head = tuple(words.column(key) for key in ("pollutant", "statistic", "grade", "unit"))
    columns = (*head, *(Column(table.id, table.id) for table in tables))
    rows = tuple(
        (*key, *(_limit(own.get(table.id)) for table in tables)) for key, own in found.items()
    )
    return Table("", columns, rows)


def _limit(limit: Limit | None) -> str:
    return "–" if limit is None else f"{limit.value:f} ({limit.confidence})"


def _scales(standards: Standards, words: Words) -> Table:
    """A row per pollutant and edition; a column per step of the index."""
    tables = list(standards.index.values())
    steps = max((table.scale for table in tables), key=len)
    head = tuple(words.column(key) for key in ("pollutant", "statistic", "edition"))
    tail = tuple(words.column(key) for key in ("above_scale", "unit", "clause", "mark"))
    columns = (*head, *(Column(str(step), str(step)) for step in steps), *tail)
    shown = [
        (scale, table.id)
        for table in tables
        for name in type(table).model_fields
        for scale in _scales_in(getattr(table, name))
    ]
    order = list(dict.fromkeys((scale.statistic, scale.pollutant) for scale, _ in shown))
    shown.sort(key=lambda item: order.index((item[0].statistic, item[0].pollutant)))
    rows = tuple(_scale(scale, name, len(steps), words) for scale, name in shown)
    return Table("", columns, rows)


def _scales_in(value: object) -> list[IndexScale]:
    found = value if isinstance(value, tuple) else ()
    return [item for item in found if isinstance(item, IndexScale)]


def _scale(scale: IndexScale, table: str, n: int, words: Words) -> tuple[Cell, ...]:
    points = [written(point) for point in scale.breakpoints]
    return (
        words.label(scale.pollutant),
        words.label(f"statistic_{scale.statistic}"),
        table,
        *(points + ["–"] * (n - len(points))),
        "–" if scale.above == "none" else str(scale.above),
        scale.unit,
        scale.clause,
        mark(scale.confidence, words),
    )


def _levels(standards: Standards, words: Words) -> Table:
    """Levels, good and heavy days, primary pollutants, per edition of HJ 633."""
    columns = tuple(words.column(key) for key in ("edition", "rule", "setting", "clause", "mark"))
    rows: list[tuple[Cell, ...]] = []
    for table in standards.index.values():
        for level in table.level:
            upto = "–" if level.upto is None else f"AQI ≤ {level.upto}"
            rows.append((table.id, words.label(f"level_{level.level}"), upto, level.clause, "–"))
        bounds = {
            "rule_good": f"AQI ≤ {table.good_upto}",
            "rule_heavy": f"AQI > {table.heavy_above}",
            "rule_exceeding": f"IAQI > {table.exceeding_above}",
            "rule_primary": f"AQI > {table.primary_above}",
        }
        rows += [
            (table.id, words.label(key), bound, table.clause, "–") for key, bound in bounds.items()
        ]
        missing = table.missing
        sure = mark(missing.confidence, words)
        rows.append((table.id, words.label("rule_missing"), missing.rule, missing.clause, sure))
    return Table("", columns, tuple(rows))


def _statistics(standards: Standards, words: Words) -> Table:
    keys = ("pollutant", "edition", "has_mean", "percentile", "clause", "mark")
    rows = tuple(
        (
            words.label(item.pollutant),
            table.id,
            words.label("yes" if item.has_mean else "no"),
            f"P{item.percentile}",
            item.clause,
            mark(item.confidence, words),
        )
        for table in standards.statistics.values()
        for item in table.item
    )
    ordered = tuple(sorted(rows, key=lambda row: [r[0] for r in rows].index(row[0])))
    return Table("", tuple(words.column(key) for key in keys), ordered)


def _composite(standards: Standards, words: Words) -> Table:
    """What enters the index, and the limit it is divided by under each edition."""
    editions = standards.editions
    head = tuple(words.column(key) for key in ("pollutant", "enters", "divided_by"))
    columns = (*head, *(Column(item.id, item.id) for item in editions), words.column("mark"))
    rows = tuple(
        (
            words.label(item.pollutant),
            words.label(f"enters_{item.statistic}"),
            words.label(f"statistic_{item.limit}"),
            *(
                written(standards.limits[edition.limits].value(item.pollutant, item.limit))
                for edition in editions
            ),
            mark(standards.composite.confidence, words),
        )
        for item in standards.composite.item
    )
    return Table("", columns, rows)


def _digits(standards: Standards, words: Words) -> Table:
    keys = ("quantity", "pollutant", "digits", "first_on", "last_on", "clause", "mark")
    rows = tuple(
        (
            words.label(f"quantity_{row.quantity}"),
            words.label(row.pollutant or "every_pollutant"),
            str(row.digits),
            written(row.from_on),
            written(row.to_on),
            row.clause,
            mark(row.confidence, words),
        )
        for row in standards.rounding.precision
    )
    return Table("", tuple(words.column(key) for key in keys), rows)


def rules(found: list[Rule], words: Words) -> Table:
    """Settings as they stand on file."""
    keys = ("on_file", "setting", "clause", "mark")
    rows = tuple(
        (item.path, item.value, item.clause or "–", mark(item.confidence, words)) for item in found
    )
    return Table("", tuple(words.column(key) for key in keys), rows)


def _formulas(words: Words) -> Section:
    rows = tuple(
        (words.label(f"method_{key}"), words.label(f"method_{key}_formula")) for key in FORMULAS
    )
    table = Table("", (words.column("figure"), words.column("formula")), rows)
    return Section(words.label("method_formulas"), 2, (words.label("method_exact"),), table)


def _indicators(standards: Standards, words: Words) -> Section:
    keys = ("indicator", "key", "unit", "measure", "better", "digits", "meaning")
    rows = tuple(
        (
            words.label(item.key),
            item.key,
            item.unit or "–",
            words.label(f"measure_{item.measure}"),
            words.label(f"better_{item.better}"),
            "–" if item.digits is None else str(item.digits),
            _meaning(item.key, words),
        )
        for item in standards.indicators.values()
    )
    table = Table("", tuple(words.column(key) for key in keys), rows)
    return Section(words.label("method_indicators"), 2, (), table)


def _meaning(key: str, words: Words) -> str:
    term = words.glossary.terms[key]
    return (term.zh_meaning if words.lang == "zh" else term.en_meaning) or "–"


def _unsettled(standards: Standards, words: Words) -> Section:
    """Everything that no text settles: configurable, labelled, never law."""
    weak = [rule for rule in method_rules.all_rules(standards) if rule.confidence in _WEAK]
    line = words.label("method_unsettled_line")
    return Section(words.label("method_unsettled"), 2, (line,), rules(weak, words))


def statements(words: Words) -> Iterator[Section]:
    """Every statement in the order in which they build on one another, with its SQL."""
    yield Section(words.label("method_statements"), 2, (words.label("method_statements_line"),))
    for view in contract.views().values():
        columns = tuple(words.column(key) for key in ("column", "type", "meaning"))
        rows = tuple((item.name, item.type, item.meaning) for item in view.columns)
        lines = (
            f"{view.what}",
            f"{words.label('how_source')}: {view.source}",
            f"{words.label('stands_on')}: {', '.join(view.needs)}",
        )
        yield Section(f"`{view.name}`", 3, lines, Table("", columns, rows), view.sql)


def answer(standards: Standards, words: Words) -> str:
    """How much there is, in one sentence."""
    weak = [rule for rule in method_rules.all_rules(standards) if rule.confidence in _WEAK]
    return words.say(
        "method_answer",
        editions=len(standards.editions),
        statements=len(contract.views()),
        unsettled=len(weak),
    )
