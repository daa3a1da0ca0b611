"""An explanation as sections for people: the formula first, then rounding, rules, inputs, batches.

Source: the contract of `explain`; the same sections on the command line and on the card of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from airtrack.answers.explain import Explanation
from airtrack.answers.trail import Brought, Origin
from airtrack.answers.working import Clause, DayPart, Part, Step
from airtrack.answers.workings.day import DayExplanation
from airtrack.domain.batch import Stage
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standard import Confidence, Limit
from airtrack.metrics import contract
from airtrack.views import verdicts
from airtrack.views import words as spoken
from airtrack.views.explain import said, written
from airtrack.views.moment import beijing
from airtrack.views.section import Section
from airtrack.views.table import Cell, Table, Words

_NAMED = ("rule_ladder", "rule_rank", "rule_tie", "rule_attainment")
"""Rules whose setting is a term of the glossary."""


def figure(found: Explanation, words: Words, *, level: int = 2) -> list[Section]:
    """One figure, its inputs last, since they are the longest."""
    unit = verdicts.unit(found.indicator.unit, words)
    value = "–" if found.value is None else written(found.value)
    heading = words.say(
        "explain_figure",
        name=found.name,
        indicator=words.label(found.indicator.key),
        period=spoken.period(found.question.span.key, words),
        value=f"{value} {unit}".strip(),
    )
    lines = [said(item, words) for item in found.formulas]
    if found.agrees is not None:
        lines.append(words.label("explain_agrees" if found.agrees else "explain_differs"))
    if found.reasons:
        lines.append(words.reasons(found.reasons))
    sections = [Section(heading, level, tuple(lines))]
    sections += rules(found.steps, found.clauses, found.limits, words, level=level + 1)
    sections += [statements(found.views, words, level=level + 1)]
    sections += _inputs(found, words, level=level + 1)
    return sections


def day(found: DayExplanation, words: Words) -> list[Section]:
    """One day: values and indices, then the windows and the hours behind them."""
    heading = words.say(
        "explain_day",
        name=found.day.name,
        day=spoken.day(found.day.date, words),
        aqi="–" if found.day.aqi is None else found.day.aqi,
        level=words.label(f"level_{found.day.level}" if found.day.level else "no_level"),
    )
    lines = []
    for item in found.pollutants:
        formulas = [f for f in (item.of_hours, item.of_index) if f is not None]
        if formulas:
            told = words.label("semicolon").join(said(f, words) for f in formulas)
            lines.append(f"{words.label(item.pollutant)}: {told}")
    if found.origin is not None:
        lines.append(words.say("explain_at", where=_where((found.origin,))))
    if found.day.reasons:
        lines.append(words.reasons(found.day.reasons))
    sections = [Section(heading, 2, tuple(lines))]
    sections += rules((), found.clauses, (), words, level=3)
    sections += [statements(found.views, words, level=3)]
    if found.windows:
        sections.append(_windows(found, words))
    if found.hours:
        sections.append(_hours(found, words))
    if found.stations:
        sections += [_stations(found, words), _station_hours(found, words)]
    return sections + _batches(found.batches, words, level=3)


def rules(
    steps: Sequence[Step],
    clauses: Sequence[Clause],
    limits: Sequence[Limit],
    words: Words,
    *,
    level: int,
) -> list[Section]:
    """Rounding, clauses and limits, each where there is any."""
    found = []
    if steps:
        found.append(Section(words.label("explain_rounding"), level, (), _steps(steps, words)))
    if clauses:
        found.append(_detail("explain_rules", _clauses(clauses, words), words, level=level))
    if limits:
        found.append(_detail("explain_limits", _limits(limits, words), words, level=level))
    return found


def _detail(key: str, table: Table, words: Words, *, level: int) -> Section:
    """A section for who wants to check, folded on a page."""
    return Section(words.label(key), level, (), table, is_detail=True)


def _steps(steps: Iterable[Step], words: Words) -> Table:
    columns = tuple(words.column(key) for key in ("step", "value", "digits", "clause", "mark"))
    rows = tuple(
        (
            words.label(step.key),
            written(step.value),
            "" if step.digits is None else str(step.digits),
            step.clause,
            mark(step.confidence, words),
        )
        for step in steps
    )
    return Table("", columns, rows)


def _clauses(clauses: Iterable[Clause], words: Words) -> Table:
    columns = tuple(words.column(key) for key in ("rule", "setting", "clause", "mark"))
    rows = tuple(
        (
            words.label(item.key),
            words.label(item.value) if item.key in _NAMED else item.value,
            item.clause,
            mark(item.confidence, words),
        )
        for item in clauses
    )
    return Table("", columns, rows)


def _limits(limits: Iterable[Limit], words: Words) -> Table:
    keys = ("pollutant", "statistic", "grade", "value", "clause", "mark")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            words.label(limit.pollutant),
            words.label(f"statistic_{limit.statistic}"),
            words.label(f"grade_{limit.grade}"),
            f"{limit.value:f} {limit.unit}",
            limit.clause,
            mark(limit.confidence, words),
        )
        for limit in limits
    )
    return Table("", tuple(words.column(key) for key in keys), rows)


def mark(confidence: Confidence | None, words: Words) -> str:
    """How sure the number is; what is not settled says that it is ours."""
    if confidence is None:
        return "–"
    return words.glossary.short(f"mark_{confidence}", words.lang)


def statements(names: Iterable[str], words: Words, *, level: int) -> Section:
    """The statements in their order, with what each says."""
    views = contract.views()
    columns = tuple(words.column(key) for key in ("statement", "what_it_says", "clause"))
    rows = tuple((name, views[name].what, views[name].source) for name in names)
    return _detail("explain_statements", Table("", columns, rows), words, level=level)


def _inputs(found: Explanation, words: Words, *, level: int) -> list[Section]:
    sections = _batches(found.batches, words, level=level)
    if found.parts:
        table = _parts(found.parts, words)
        sections.append(Section(words.label("explain_parts"), level, (), table))
    if found.days:
        counted = sum(part.counts for part in found.days)
        said_ = words.say("explain_days_counted", n=counted, all=len(found.days))
        table = days_table(found.days, words)
        title = words.label("explain_days")
        sections.append(Section(title, level, (said_,), table, is_detail=True))
    return sections


def _parts(parts: Iterable[Part], words: Words) -> Table:
    shown = list(parts)
    optional = [
        key
        for key in ("weight", "over", "gives", "origin")
        if any(getattr(part, key) is not None for part in shown)
    ]
    keys = ["part", "value", *optional, "data_source"]
    rows = tuple(
        (
            _name(part, words),
            "–" if part.value is None else written(part.value),
            *(_cell(part, key) for key in optional),
            words.label(f"source_{part.source}") if part.source else "",
        )
        for part in shown
    )
    return Table("", tuple(words.column(key) for key in keys), rows)


def _name(part: Part, words: Words) -> str:
    """An indicator by its term; a place or a month by its own name."""
    return words.label(part.name) if part.name in words.glossary.terms else part.name


def _cell(part: Part, key: str) -> str:
    value = getattr(part, key)
    if isinstance(value, Origin):
        return _where((value,))
    return "" if value is None else written(value)


def days_table(days: Iterable[DayPart], words: Words) -> Table:
    """A row a day: its value, whether it counts, and where it stands."""
    keys = ("date", "value", "aqi", "level", "counts", "made_of", "stage", "origin")
    rows = tuple(
        (
            part.on_date.isoformat(),
            "" if part.value is None else written(part.value),
            "" if part.aqi is None else str(part.aqi),
            words.label(f"level_{part.level}" if part.level else "no_level"),
            words.label("left_out" if part.left_out else "yes" if part.counts else "no"),
            words.label(f"made_of_{part.made_of}") if part.made_of else "",
            _stage(part.stage_rank, words),
            _where(part.origins),
        )
        for part in days
    )
    return Table("", tuple(words.column(key) for key in keys), rows)


def _stage(rank: int | None, words: Words) -> str:
    return "" if rank is None else words.label(f"stage_{list(Stage)[rank - 1]}")


def _where(origins: Iterable[Origin]) -> str:
    """Batch, table and lines."""
    return "; ".join(
        f"{item.batch} {item.table}:{item.first_row}"
        + ("" if item.first_row == item.last_row else f"–{item.last_row}")
        for item in origins
    )


def _windows(found: DayExplanation, words: Words) -> Section:
    keys = ("window", "hours", "value")
    rows = tuple(
        (
            f"{window.first_hour}–{window.last_hour}",
            str(window.n_hours or words.label("explain_as_released")),
            "–" if window.mean is None else written(window.mean),
        )
        for window in found.windows
    )
    table = Table("", tuple(words.column(key) for key in keys), rows)
    return Section(words.label("explain_windows"), 3, (), table)


def _hours(found: DayExplanation, words: Words) -> Section:
    columns = (
        *(words.column(key) for key in ("hour",)),
        *(words.column(key) for key in Pollutant),
        words.column("origin"),
    )
    rows = tuple(
        (
            str(hour.hour),
            *("–" if value is None else written(value) for value in hour.values.values()),
            _where((hour.origin,)),
        )
        for hour in found.hours
    )
    return Section(words.label("explain_hours"), 3, (), Table("", columns, rows))


def _stations(found: DayExplanation, words: Words) -> Section:
    columns = (
        *(words.column(key) for key in ("station", "code", "counts")),
        *(words.column(key) for key in Pollutant),
    )
    rows = tuple(
        (
            item.name,
            item.station,
            words.label("yes" if item.counts else "no"),
            *("–" if value is None else written(value) for value in item.values.values()),
        )
        for item in found.stations
    )
    return Section(words.label("explain_stations"), 3, (), Table("", columns, rows))


def _station_hours(found: DayExplanation, words: Words) -> Section:
    keys = ("station", "hour", *Pollutant, "origin")
    rows = tuple(
        (
            item.name,
            str(hour.hour),
            *("–" if value is None else written(value) for value in hour.values.values()),
            _where((hour.origin,)),
        )
        for item in found.stations
        for hour in item.told
    )
    table = Table("", tuple(words.column(key) for key in keys), rows)
    return _detail("explain_station_hours", table, words, level=3)


def _batches(batches: Sequence[Brought], words: Words, *, level: int) -> list[Section]:
    if not batches:
        return []
    keys = ("batch", "form", "source", "stage", "done_by", "done_at")
    rows = tuple(
        (
            item.batch.batch_id,
            item.batch.form,
            item.batch.source_name,
            words.label(f"stage_{item.batch.stage}"),
            item.by,
            beijing(item.at),
        )
        for item in batches
    )
    table = Table("", tuple(words.column(key) for key in keys), rows)
    return [_detail("explain_batches", table, words, level=level)]
