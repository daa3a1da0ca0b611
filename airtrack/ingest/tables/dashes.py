"""Dashes under the particles of a day whose gases are there: a day left out for sand and dust.

Source: SPEC 7.2, exports of city days. What is left out is decided by the ledger of events; the
cell itself is missing like any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.cells import MarkerKind
from airtrack.domain.pollutant import Pollutant
from airtrack.ingest.cells.cell import Cell
from airtrack.ingest.recognition.records import Column

PARTICLES = (Pollutant.PM25, Pollutant.PM10)


def left_out(columns: Sequence[tuple[str, Column, Sequence[Cell]]]) -> pa.Array | None:
    """Whether all particles of each record are dashes, no gas is one and some gas has a value.

    `columns` are those of one table: the indicator, and the cells of the distinct texts. None
    where no record can be like that.
    """
    particles = [item[1:] for item in columns if item[0] in PARTICLES]
    gases = [item[1:] for item in columns if item[0] not in PARTICLES]
    if not gases or not particles or not all(map(_has_dash, particles)):
        return None
    dashes = reduce(pc.and_, (_dashed(*item) for item in particles))
    gas_dashes = reduce(pc.or_, (_dashed(*item) for item in gases))
    measured = reduce(pc.or_, (_measured(*item) for item in gases))
    return pc.and_(pc.and_(dashes, measured), pc.invert(gas_dashes))


def _has_dash(item: tuple[Column, Sequence[Cell]]) -> bool:
    return any(map(_is_dash, item[1]))


def _is_dash(cell: Cell) -> bool:
    return cell.marker is not None and cell.marker.kind is MarkerKind.DASH


def _dashed(column: Column, read: Sequence[Cell]) -> pa.Array:
    return _each(column, [_is_dash(cell) for cell in read])


def _measured(column: Column, read: Sequence[Cell]) -> pa.Array:
    return _each(column, [cell.milli is not None for cell in read])


def _each(column: Column, flags: list[bool]) -> pa.Array:
    return pc.fill_null(pa.array(flags, pa.bool_()).take(column.texts.indices), False)
