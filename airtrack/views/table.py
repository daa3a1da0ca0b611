"""Answers as tables for people: columns in a fixed order, labels and units from the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from airtrack.answers.caution import COMPUTED
from airtrack.answers.days import Day
from airtrack.answers.question import Question
from airtrack.answers.rank import Ranked, Ranking
from airtrack.answers.reason import Reason
from airtrack.answers.stats import CityStats, Stats
from airtrack.domain.glossary import Lang
from airtrack.domain.pollutant import Pollutant
from airtrack.registry.glossary import Glossary
from airtrack.views.document import reason_text

Cell = str | int | float | None

STATS_ORDER = (
    Pollutant.PM25,
    Pollutant.PM10,
    Pollutant.O3,
    Pollutant.NO2,
    Pollutant.SO2,
    Pollutant.CO,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; `digits` of its numbers, None for text."""

    key: str
    label: str
    unit: str = ""
    digits: int | None = None

    @property
    def heading(self) -> str:
        """Label with its unit in brackets."""
        return f"{self.label} ({self.unit})" if self.unit else self.label


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows of cells; None is a missing value."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """The glossary in one language."""

    glossary: Glossary
    lang: Lang

    def label(self, key: str) -> str:
        """The term."""
        return self.glossary.label(key, self.lang)

    def say(self, key: str, **values: object) -> str:
        """The text with its gaps filled."""
        return self.glossary.say(key, self.lang, **values)

    def column(self, key: str, digits: int | None = None) -> Column:
        """A heading with the term's unit."""
        return Column(key, self.label(key), self.glossary.unit(key), digits)

    def joined(self, keys: Iterable[str]) -> str:
        """Several terms in a row."""
        return self.label("list_separator").join(self.label(key) for key in keys)

    def reasons(self, found: Iterable[Reason]) -> str:
        """Several reasons in a row."""
        separator = "；" if self.lang == "zh" else "; "
        return separator.join(reason_text(item, self.glossary, self.lang) for item in found)


def _stats_columns(first: Column, words: Words, *, with_source: bool) -> tuple[Column, ...]:
    return (
        first,
        words.column("valid_days", 0),
        words.column("good_days", 1),
        words.column("good_pct", 1),
        words.column("heavy_days", 1),
        *(words.column(key, 1) for key in STATS_ORDER),
        words.column("composite", 2),
        words.column("main_pollutants"),
        *((words.column("data_source"),) if with_source else ()),
        words.column("reasons"),
    )


def _is_mixed(rows: Iterable[CityStats | Ranked]) -> bool:
    """True where not all figures come from days, so that their source must be said."""
    return any(row.source != COMPUTED for row in rows)


def _stats_row(first: str, row: CityStats, words: Words, *, with_source: bool) -> tuple[Cell, ...]:
    return (
        first,
        row.valid_days,
        row.good_days,
        row.good_pct,
        row.heavy_days,
        *(row.values[key] for key in STATS_ORDER),
        row.composite,
        words.joined(row.main_pollutants),
        *((_origin(row, words),) if with_source else ()),
        words.reasons(row.reasons),
    )


def _origin(row: CityStats, words: Words) -> str | None:
    """Where the figures come from; a place without any has no source."""
    return None if row.valid_days == 0 else words.label(f"source_{row.source}")


def _period(question: Question, words: Words) -> str:
    """The period's key, and where it was cut."""
    if question.as_of is None:
        return question.period.key
    return f"{question.period.key} {words.say('cut_at', day=question.as_of.isoformat())}"


def stats(answer: Stats, words: Words) -> Table:
    """A row per city, the regional one last."""
    mixed = _is_mixed(answer.rows)
    rows = [_stats_row(row.name, row, words, with_source=mixed) for row in answer.rows]
    if answer.region is not None:
        get = answer.region.values.get
        name = words.say("region_row", name=answer.region.name, n=answer.region.cities)
        counts = (None, get("good_days"), get("good_pct"), get("heavy_days"))
        values = (get(key) for key in STATS_ORDER)
        empty = ("",) * (3 if mixed else 2)
        rows.append((name, *counts, *values, get("composite"), *empty))
    title = f"{words.label('period')} {_period(answer.question, words)}"
    columns = _stats_columns(words.column("name"), words, with_source=mixed)
    return Table(title, columns, tuple(rows))


def months(by_month: Mapping[str, CityStats], year: CityStats, words: Words, *, span: str) -> Table:
    """A row per month of a city's year, the year last under the name of its known `span`."""
    named = {**by_month, span: year}
    mixed = _is_mixed(named.values())
    rows = [_stats_row(key, row, words, with_source=mixed) for key, row in named.items()]
    return Table("", _stats_columns(words.column("month"), words, with_source=mixed), tuple(rows))


def rank(answer: Ranking, words: Words) -> Table:
    """Ranked cities, best first, then the others with their reasons."""
    keys = () if answer.by == "change" else (answer.moves_in,)
    previous = "previous_composite" if answer.by == "change" else "previous"
    mixed = _is_mixed(answer.rows)
    columns = (
        words.column("rank", 0),
        words.column("name"),
        words.column(answer.by, answer.digits),
        replace(words.column(previous, answer.previous_digits), key="previous"),
        *(words.column(key, 0 if key == "change_days" else 1) for key in keys),
        *((words.column("data_source"),) if mixed else ()),
        words.column("reasons"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            *(row.rank, row.name, row.value, row.previous),
            *(getattr(row, key) for key in keys),
            *((words.label(f"source_{row.source}"),) if mixed else ()),
            words.reasons(row.reasons),
        )
        for row in answer.rows
    ]
    empty = (None,) * (len(columns) - 3)
    rows += [(None, row.name, *empty, words.reasons(row.reasons)) for row in answer.unranked]
    title = f"{answer.group.name} {_period(answer.question, words)} {words.label(answer.by)}"
    return Table(title, columns, tuple(rows))


def days(answer: Iterable[Day], words: Words) -> Table:
    """A row per place and day."""
    values = [key for key in STATS_ORDER if key is not Pollutant.O3]
    columns = (
        words.column("date"),
        words.column("name"),
        words.column("aqi", 0),
        words.column("level"),
        words.column("primary"),
        *(words.column(key, 1) for key in values),
        words.column("o3_day", 0),
        words.column("reasons"),
    )
    rows = tuple(
        (
            row.date.isoformat(),
            row.name,
            row.aqi,
            words.label(f"level_{row.level}" if row.level else "no_level"),
            words.joined(row.primary),
            *(row.values[key] for key in values),
            row.values[Pollutant.O3],
            words.reasons(row.reasons),
        )
        for row in answer
    )
    return Table("", columns, rows)
