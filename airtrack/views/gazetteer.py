"""Places and groups on record as JSON documents and as tables for people.

Source: the contract of the command line; fields are added freely, none is renamed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from airtrack.domain.place import Gone, Membership, Place
from airtrack.registry.places import DatedGroup, Gazetteer
from airtrack.views.document import Document
from airtrack.views.table import Cell, Table, Words

_TEXT, _BATCH = "text", "batch"
_GROUP, _PROVINCE, _BELOW = "group", "province", "below"


def places(found: Iterable[Place], gone: Iterable[Gone], gazetteer: Gazetteer) -> Document:
    """`places`: each with level, parent and days, and where it is from; those gone at the end."""
    return {
        "places": [_place(place, gazetteer) for place in found],
        "gone": [{"code": item.code, "name": item.name, "batch": item.batch} for item in gone],
    }


def _place(place: Place, gazetteer: Gazetteer) -> Document:
    above = gazetteer.places.get(place.parent)
    return {
        "code": place.code,
        "name": place.name,
        "short_name": place.short_name,
        "kind": place.kind.value,
        "parent": place.parent,
        "parent_name": None if above is None else above.name,
        "aliases": list(place.aliases),
        "from_on": _iso(place.from_on),
        "to_on": _iso(place.to_on),
        **_source(place.code, gazetteer),
    }


def _source(key: str, gazetteer: Gazetteer) -> Document:
    batch = gazetteer.batches.get(key)
    return {"source": _TEXT if batch is None else _BATCH, "batch": batch}


def places_table(
    found: Iterable[Place], gone: Iterable[Gone], gazetteer: Gazetteer, words: Words
) -> Table:
    """A row per place."""
    columns = tuple(
        words.column(key)
        for key in (
            *("code", "register_name", "register_kind", "register_parent", "register_aliases"),
            *("register_from", "register_to", "register_source"),
        )
    )
    separator = words.label("list_separator")
    rows: list[tuple[Cell, ...]] = []
    for place in found:
        above = gazetteer.places.get(place.parent)
        rows.append(
            (
                place.code,
                place.name,
                words.label(f"place_kind_{place.kind}"),
                place.parent if above is None else above.name,
                separator.join(place.aliases),
                _iso(place.from_on) or "",
                _iso(place.to_on) or "",
                _told(place.code, gazetteer, words),
            )
        )
    rows += [
        (item.code, item.name, *[""] * 5, words.say("register_gone", batch=item.batch))
        for item in gone
    ]
    return Table("", columns, tuple(rows))


def groups(found: Iterable[DatedGroup], gazetteer: Gazetteer, *, on: date) -> Document:
    """`groups`: every set that can be asked for, with the number of its members on that day."""
    return {
        "on": on.isoformat(),
        "groups": [
            {
                "id": group.id,
                "name": group.name,
                "name_en": group.name_en,
                "kind": _kind(group, gazetteer),
                "members": len(group.members(on)),
                "clause": group.clause,
                **_source(group.id, gazetteer),
            }
            for group in found
        ],
    }


def groups_table(
    found: Iterable[DatedGroup], gazetteer: Gazetteer, words: Words, *, on: date
) -> Table:
    """A row per set."""
    columns = (
        words.column("register_id"),
        words.column("register_name"),
        words.column("register_kind"),
        words.column("register_members", 0),
        words.column("register_source"),
    )
    rows = tuple(
        (
            group.id,
            _name(group, words),
            words.label(f"group_kind_{_kind(group, gazetteer)}"),
            len(group.members(on)),
            _told(group.id, gazetteer, words),
        )
        for group in found
    )
    return Table("", columns, rows)


def group(found: DatedGroup, gazetteer: Gazetteer) -> Document:
    """`groups NAME`: one set with all its members and their days."""
    return {
        "id": found.id,
        "name": found.name,
        "name_en": found.name_en,
        "kind": _kind(found, gazetteer),
        "clause": found.clause,
        **_source(found.id, gazetteer),
        "members": [_member(span, gazetteer) for span in found.spans],
    }


def _member(span: Membership, gazetteer: Gazetteer) -> Document:
    place = gazetteer.places[span.place]
    return {
        "code": place.code,
        "name": place.name,
        "from_on": _iso(span.from_on),
        "to_on": _iso(span.to_on),
        "is_on_record": span.place in gazetteer.places,
    }


def group_table(found: DatedGroup, gazetteer: Gazetteer, words: Words) -> Table:
    """A row per member and span of its days."""
    keys = ("code", "register_name", "register_kind", "register_from", "register_to")
    rows = tuple(
        (
            span.place,
            gazetteer.places[span.place].name,
            words.label(
                f"place_kind_{gazetteer.places[span.place].kind}"
                if span.place in gazetteer.places
                else "register_missing"
            ),
            _iso(span.from_on) or "",
            _iso(span.to_on) or "",
        )
        for span in found.spans
    )
    told = f"{_name(found, words)} · {found.id} · {_told(found.id, gazetteer, words)}"
    return Table(told, tuple(words.column(key) for key in keys), rows)


def _kind(found: DatedGroup, gazetteer: Gazetteer) -> str:
    if found.id in gazetteer.groups:
        return _GROUP
    return _PROVINCE if found.id in gazetteer.places else _BELOW


def _name(found: DatedGroup, words: Words) -> str:
    return found.name if words.lang == "zh" else found.name_en or found.name


def _told(key: str, gazetteer: Gazetteer, words: Words) -> str:
    batch = gazetteer.batches.get(key)
    if batch is None:
        return words.label("register_text")
    return words.say("register_batch", batch=batch)


def _iso(day: date) -> str | None:
    """The day, None where the span is open."""
    return None if day in (date.min, date.max) else day.isoformat()
