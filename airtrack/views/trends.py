"""A period year by year, as JSON and as a table: a row per city, a column per year."""

from __future__ import annotations

from airtrack.answers.trend import CitySeries, Correlation, Point, Trend
from airtrack.domain.evaluation import TrendRule
from airtrack.views import detail, document
from airtrack.views.document import Document
from airtrack.views.table import Cell, Column, Table, Words

R_DIGITS = 3


def trend(answer: Trend, rule: TrendRule, words: Words) -> Document:
    """`trend`: the series of each city, and how sure the rules behind the last columns are."""
    return {
        "period": answer.question.period.key,
        "edition": answer.edition,
        "by": answer.by,
        "breaks": document.breaks(answer.breaks),
        "rows": [_city(row, words) for row in answer.rows],
        "rules": {
            "trend": {"clause": rule.clause, "confidence": str(rule.confidence)},
            "mean_of_years": {
                "years": rule.mean_of_years.years,
                "clause": rule.mean_of_years.clause,
                "confidence": str(rule.mean_of_years.confidence),
            },
        },
    }


def _city(row: CitySeries, words: Words) -> Document:
    return {
        "place": row.place,
        "name": row.name,
        "series": [_point(point, words) for point in row.points],
        "trend": _correlation(row.correlation),
        "reasons": document.reasons(row.reasons, words.glossary, words.lang),
    }


def _point(point: Point, words: Words) -> Document:
    return {
        "period": point.period.key,
        "value": point.value,
        "edition": point.edition,
        "state": point.state,
        "valid": point.is_valid,
        "mean_of_years": point.mean_of_years,
        "reasons": document.reasons(point.reasons, words.glossary, words.lang),
    }


def _correlation(found: Correlation | None) -> Document | None:
    if found is None:
        return None
    return {
        "years": found.years,
        "r": found.r,
        "critical": found.critical,
        "significance": found.significance,
        "direction": found.direction,
    }


def table(answer: Trend, words: Words) -> Table:
    """Years from left to right, then the mean of the last of them and the trend."""
    columns = (
        words.column("name"),
        *(Column(span.key, span.key, "", answer.digits) for span in answer.spans),
        words.column("mean_of_years", answer.digits),
        words.column("rank_correlation", R_DIGITS),
        words.column("critical_value", R_DIGITS),
        words.column("trend"),
        words.column("reasons"),
    )
    title = f"{words.label(answer.by)} {detail.noted(answer.breaks, words)}".strip()
    return Table(title, columns, tuple(_row(row, words) for row in answer.rows))


def _row(row: CitySeries, words: Words) -> tuple[Cell, ...]:
    found = row.correlation
    last = row.points[-1]
    return (
        row.name,
        *(point.value for point in row.points),
        last.mean_of_years,
        None if found is None else found.r,
        None if found is None else found.critical,
        None if found is None else words.label(f"trend_{found.direction or 'none'}"),
        words.reasons((*row.reasons, *last.reasons)),
    )
