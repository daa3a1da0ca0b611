"""Which stations are on record: what the codes in archives mean."""

from __future__ import annotations

from airtrack.metrics.read import Asked, Source
from airtrack.metrics.rows import Station


def places(source: Source) -> dict[str, str]:
    """The code of every station on record with the code of its place."""
    with source.cursor() as cursor:
        found = Asked(cursor, (), None).rows(Station)
    return {station.station_id: station.place_id for station in found}
