"""A map as a figure: in the form that the browser can show, of the boundaries that may be shown."""

from __future__ import annotations

from enum import StrEnum

from airtrack.registry.atlas import Atlas
from airtrack.ui.maps import geography
from airtrack.ui.maps.screen import MapScreen
from airtrack.views.maps import flat, tiled
from airtrack.views.table import Words
from airtrack.views.theme import Figure

_NO_LETTERS = "none/{fontstack}/{range}.pbf"


class Form(StrEnum):
    """How a map is drawn; `map=` in the URL chooses one."""

    FLAT = "svg"
    TILED = "webgl"


def figure(screen: MapScreen, atlas: Atlas, words: Words, *, form: str, height: int) -> Figure:
    """The map drawn in that form; an edition without a map has points alone."""
    plate = screen.plate
    if not atlas.has_map:
        return flat.figure(plate, None, note="", height=height)
    note = words.label("map_inside")
    if atlas.number:
        note = words.say("map_number", number=atlas.number)
    if form == Form.TILED:
        addresses = tiled.Addresses(
            units=geography.address(atlas.units),
            lines=geography.address(atlas.lines),
            letters=f"{geography.FOLDER}/{_NO_LETTERS}",
        )
        return tiled.figure(plate, atlas.fine, addresses, note=note, height=height)
    sheet = atlas.coarse if plate.is_wide else atlas.fine
    return flat.figure(plate, sheet, note=note, height=height)
