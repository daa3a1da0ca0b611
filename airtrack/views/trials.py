"""Indices of named values, as JSON and as a table."""

from __future__ import annotations

from airtrack.answers.trial import Trial
from airtrack.views.document import Document
from airtrack.views.table import STATS_ORDER, Table, Words


def trial(answer: Trial) -> Document:
    """`aqi`: the individual indices, the index of the day or hour, and what is missing."""
    return {
        "edition": answer.edition,
        "date": answer.on_date.isoformat(),
        "of": "hour" if answer.is_hour else "day",
        "iaqi": dict(answer.iaqi),
        "aqi": answer.aqi,
        "level": answer.level,
        "primary": list(answer.primary),
        "missing": list(answer.missing),
    }


def table(answer: Trial, words: Words) -> Table:
    """One row."""
    given = [key for key in STATS_ORDER if key in answer.iaqi]
    columns = (
        words.column("aqi", 0),
        words.column("level"),
        words.column("primary"),
        *(words.column(f"iaqi_{key}", 0) for key in given),
    )
    level = words.label(f"level_{answer.level}" if answer.level else "no_level")
    row = (answer.aqi, level, words.joined(answer.primary), *(answer.iaqi[key] for key in given))
    title = f"{answer.edition} {answer.on_date.isoformat()}"
    return Table(title, columns, (row,))
