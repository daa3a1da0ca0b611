"""Answers as the JSON documents that the command line promises.

Source: the contract of the command line; fields are added freely, none is renamed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from airtrack.answers.breaks import Break
from airtrack.answers.days import Day
from airtrack.answers.dust import DustFigures
from airtrack.answers.rank import CHANGE, Ranking
from airtrack.answers.reason import Reason
from airtrack.answers.stats import CityStats, Stats
from airtrack.domain.glossary import Lang
from airtrack.domain.pollutant import Pollutant
from airtrack.metrics.rows import DustSuspect, EventCurrent
from airtrack.registry.glossary import Glossary

Document = dict[str, object]


def reasons(found: Iterable[Reason], glossary: Glossary, lang: Lang) -> list[Document]:
    """Each reason with its code, its numbers and its sentence."""
    return [
        {"code": item.code, **_given(item), "text": reason_text(item, glossary, lang)}
        for item in found
    ]


def breaks(found: Iterable[Break]) -> list[Document]:
    """The days on which another edition or state begins."""
    return [{"on": item.on.isoformat(), "kind": item.kind} for item in found]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _given(reason: Reason) -> Document:
    return {key: value for key, value in reason.params.items() if value is not None}


def reason_text(reason: Reason, glossary: Glossary, lang: Lang) -> str:
    """The sentence of a reason, pollutants by their names."""
    params = reason.params
    if reason.item is not None:
        params["item"] = glossary.label(reason.item, lang)
    return glossary.message(reason.code, lang, params)[0]


def stats(answer: Stats, glossary: Glossary, lang: Lang) -> Document:
    """`stats`: a row per city and the regional row, null where none was asked."""
    region = answer.region
    return {
        "period": answer.question.period.key,
        "as_of": _day(answer.question.as_of),
        "edition": answer.edition,
        "breaks": breaks(answer.breaks),
        "rows": [_city(row, glossary, lang) for row in answer.rows],
        "region": None
        if region is None
        else {"id": region.id, "name": region.name, "cities": region.cities, **region.values},
    }


def _city(row: CityStats, glossary: Glossary, lang: Lang) -> Document:
    return {
        "place": row.place,
        "name": row.name,
        "valid_days": row.valid_days,
        "good_days": row.good_days,
        "good_pct": row.good_pct,
        "days": dict(row.days),
        "heavy_days": row.heavy_days,
        **{str(key): row.values[key] for key in Pollutant},
        "composite": row.composite,
        "composite_other": row.composite_other,
        "main_pollutants": list(row.main_pollutants),
        "exceed_days": {str(key): n for key, n in row.exceed_days.items()},
        "percentiles": {key: asdict(item) for key, item in row.percentiles.items()},
        "primary_days": {str(key): n for key, n in row.primary_days.items()},
        "source": row.source,
        "source_rule": _rule(row, glossary, lang),
        "table_basis": row.table_basis,
        "dust": None if row.dust is None else _dust(row.dust, glossary, lang),
        "raw": dict(row.raw),
        "reasons": reasons(row.reasons, glossary, lang),
    }


def _rule(row: CityStats, glossary: Glossary, lang: Lang) -> Document | None:
    """By which precedence the source counts."""
    if row.rule is None:
        return None
    code = f"precedence_{row.rule}"
    return {"code": code, "text": glossary.message(code, lang, {})[0]}


def _dust(found: DustFigures, glossary: Glossary, lang: Lang) -> Document:
    return {
        "event_days": found.event_days,
        "exceed_days": found.exceed_days,
        "heavy_days": found.heavy_days,
        "good_pct": {"kept": found.kept, "dropped": found.dropped, "added": found.added},
        "left_out": dict(found.left_out),
        "reasons": reasons(found.reasons, glossary, lang),
    }


def rank(answer: Ranking, glossary: Glossary, lang: Lang) -> Document:
    """`rank`: the ranked cities, best first, and those that are not, with the reasons."""
    return {
        "period": answer.question.period.key,
        "as_of": _day(answer.question.as_of),
        "edition": answer.edition,
        "by": answer.by,
        "group": {"id": answer.group.id, "name": answer.group.name},
        "breaks": breaks(answer.breaks),
        "rows": [
            {
                "rank": row.rank,
                "place": row.place,
                "name": row.name,
                "value": row.value,
                "previous": row.previous,
                "change_pct": row.change_pct,
                "change_points": row.change_points,
                "change_days": row.change_days,
                "composite": row.composite,
                "previous_composite": row.previous if answer.by == CHANGE else None,
                "direction": row.direction,
                "reasons": reasons(row.reasons, glossary, lang),
                "source": row.source,
            }
            for row in answer.rows
        ],
        "unranked": [
            {
                "place": row.place,
                "name": row.name,
                "reasons": reasons(row.reasons, glossary, lang),
            }
            for row in answer.unranked
        ],
    }


def _event(found: EventCurrent) -> Document:
    return {
        "kind": found.kind,
        "state": found.state,
        "hours": [found.first_hour, found.last_hour],
        "evidence": found.evidence,
        "by": found.decided_by,
        "decided_on": _day(found.decided_on),
        "batch": f"b{found.batch_no:06d}",
    }


def _suspected(found: DustSuspect) -> Document:
    """Unofficial: a hint to look, never counted."""
    return {
        "hours": [found.first_hour, found.last_hour],
        "n_hours": found.n_hours,
        "official": False,
    }


def days(answer: Iterable[Day], glossary: Glossary, lang: Lang) -> Document:
    """`days`: a row per place and day."""
    return {
        "rows": [
            {
                "place": row.place,
                "name": row.name,
                "date": row.date.isoformat(),
                **{str(key): row.values[key] for key in Pollutant},
                "iaqi": {str(key): value for key, value in row.iaqi.items()},
                "aqi": row.aqi,
                "level": row.level,
                "primary": list(row.primary),
                "valid": row.valid,
                "excl_dust": {str(key): row.kept(key) for key in Pollutant},
                "events": [_event(item) for item in row.events],
                "suspected_dust": None if row.suspected is None else _suspected(row.suspected),
                "reasons": reasons(row.reasons, glossary, lang),
            }
            for row in answer
        ]
    }
