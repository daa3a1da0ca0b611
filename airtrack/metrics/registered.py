"""Places and groups that stand in the registers of the store, as the batches that count have them.

Source: house rule: the highest stage, then the newest batch, place by place and group by group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq

from airtrack.domain.batch import Batch, Grain
from airtrack.domain.place import Gone, Group, Membership, Place, PlaceKind, Registered
from airtrack.domain.scale import MILLI
from airtrack.metrics.read import Source
from airtrack.store.snapshot import Facts

_BAR = re.compile(r"[|｜]")
_Row = dict[str, object]


def are_any(source: Source) -> bool:
    """True where a register of places or groups was ever committed; costs one look."""
    wanted = [Grain.PLACE.value, Grain.MEMBERSHIP.value]
    with source.cursor() as cursor:
        found = cursor.execute("select 1 from batch where grain in (?, ?) limit 1", wanted)
        return found.fetchone() is not None


def read(facts: Facts) -> Registered:
    """What the registers say by these facts; nothing is read where there are none."""
    places: dict[str, Place] = {}
    groups: dict[str, tuple[Group, list[Membership]]] = {}
    batches: dict[str, str] = {}
    for batch, row in _rows(facts.live, Grain.PLACE):
        place = _place(row)
        places[place.code], batches[place.code] = place, batch.batch_id
    for batch, row in _rows(facts.live, Grain.MEMBERSHIP):
        group, span = _group(row), _span(row)
        if batches.get(group.id) != batch.batch_id:
            groups[group.id], batches[group.id] = (group, []), batch.batch_id
        groups[group.id][1].append(span)
    back = [(batch, _place(row)) for batch, row in _rows(facts.withdrawn, Grain.PLACE)]
    gone = {
        place.code: Gone(place.code, place.name, batch.batch_id)
        for batch, place in back
        if place.code not in places
    }
    return Registered(
        places=tuple(places[code] for code in sorted(places)),
        groups=tuple(group for _, (group, _) in sorted(groups.items())),
        memberships=tuple(span for _, (_, spans) in sorted(groups.items()) for span in spans),
        batches=batches,
        gone=tuple(gone[code] for code in sorted(gone)),
    )


def _rows(
    batches: tuple[tuple[Batch, Path], ...], grain: Grain
) -> Iterator[tuple[Batch, dict[str, object]]]:
    """Every record of that grain, those that win last."""
    own = [(batch, path) for batch, path in batches if batch.grain == grain]
    for batch, path in sorted(own, key=lambda item: (item[0].stage_rank, item[0].batch_no)):
        for row in pq.read_table(path).to_pylist():
            yield batch, row


def _place(row: _Row) -> Place:
    aliases = (part.strip() for part in _BAR.split(_text(row, "aliases")))
    return Place(
        code=_text(row, "place_id"),
        name=_text(row, "name"),
        short_name=_text(row, "short_name") or _text(row, "name"),
        kind=PlaceKind(_text(row, "kind")),
        province="",
        parent=_text(row, "parent"),
        aliases=tuple(alias for alias in aliases if alias),
        lon=_degrees(row, "lon_milli"),
        lat=_degrees(row, "lat_milli"),
        from_on=_day(row, "from_on") or date.min,
        to_on=_day(row, "to_on") or date.max,
    )


def _group(row: _Row) -> Group:
    name = _text(row, "group_name")
    clause = _text(row, "document_no") or _text(row, "note")
    return Group(id=_text(row, "group_id"), name=name, name_en=name, clause=clause)


def _span(row: _Row) -> Membership:
    return Membership(
        group=_text(row, "group_id"),
        place=_text(row, "place_id"),
        from_on=_day(row, "from_on") or date.min,
        to_on=_day(row, "to_on") or date.max,
    )


def _text(row: _Row, name: str) -> str:
    return str(row.get(name) or "")


def _day(row: _Row, name: str) -> date | None:
    found = row.get(name)
    return found if isinstance(found, date) else None


def _degrees(row: _Row, name: str) -> float | None:
    found = row.get(name)
    return float(found / MILLI) if isinstance(found, int) else None
