"""From records of station hours to typed rows: which station, in which place.

Source: the public archives of the national real-time release. A station is known by its code,
which a table of stations on record leads to its place, or by its name within a place; the place
then stands in a column or is the one that the file is named after.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.cells import CellRules
from airtrack.domain.form import Form, Shape
from airtrack.domain.spelling import plain
from airtrack.errors import Level, Problem
from airtrack.ingest.cells import moment
from airtrack.ingest.cells.cell import CellReader
from airtrack.ingest.judging.figures import Figures, figure
from airtrack.ingest.judging.judge import NOT_JUDGED, Judge, without_echoes
from airtrack.ingest.recognition.recognise import Layout, ValueAt
from airtrack.ingest.recognition.records import Column, Records
from airtrack.ingest.tables import beside, check
from airtrack.ingest.tables.check import Checked


@dataclass(frozen=True, slots=True)
class Tools:
    """What stations are found with: codes on record with their places, names of cities and files.

    `city` gives the code of the place that a file is named after.
    """

    stations: Mapping[str, str]
    place_code: Callable[[str], str | None]
    city: Callable[[str], str | None]
    reader: Callable[[ValueAt], CellReader]
    rules: CellRules
    is_region: Callable[[str], bool]
    judge: Judge = NOT_JUDGED


@dataclass(frozen=True, slots=True)
class Station:
    """Who a record is about: the draft's `station_id`, and the code of the place."""

    id: str
    place: str
    is_control: bool


def of_table(records: Records, layout: Layout, *, file: str, tools: Tools) -> Checked:
    """The typed rows of the table of station hours called `file`.

    A table whose stations cannot be led to any place has a blocker and no rows. Notes are left
    out; rows of sums and means are aside, no station is made of them.
    """
    words = beside.Words(tools.rules, tools.place_code, tools.is_region)
    parted = beside.parted_of_stations(records, words, file=file)
    problems = [*layout.problems, *records.problems, *parted.problems]
    records, city = parted.records, tools.city(file)
    pairs = _pairs(records)
    found = [
        _station(name, city if town is None else tools.place_code(town), layout.form, tools)
        for name, town in pairs.distinct
    ]
    values, digits = check.values_of(records, tools.reader, file=file, problems=problems)
    moments = check.moments_of(records, layout.form, file=file, problems=problems)
    rows = pa.table(
        {
            "station_id": pairs.each([station.id if station else None for station in found]),
            "place_id": pairs.each([station.place if station else None for station in found]),
            "is_control": _flags(found).take(pairs.codes),
            "moment": moments,
            **values,
            "source_row": records.lines,
        }
    )
    counting = pc.and_(pc.is_valid(rows["station_id"]), pc.is_valid(moments)).combine_chunks()
    table = Figures(
        file=file,
        form=layout.form,
        columns={
            value.indicator: figure(
                value, column, values[f"{value.indicator}_milli"], tools.reader(value)
            )
            for value, column in records.values
        },
        beside=(),
        counting=counting,
        days=moment.columns(moments, layout.form.grain)["on_date"],
        places=rows["place_id"].combine_chunks(),
    )
    problems.extend(tools.judge.table(table))
    lost = _lost(records, layout, city, file=file, tools=tools)
    is_known = pc.is_valid(rows["station_id"])
    strange = Column("", pairs.each(_strange(pairs, tools)), records.lines)
    return Checked(
        form=layout.form,
        rows=rows.filter(pc.and_(is_known, pc.is_valid(moments))),
        aside=pa.concat_tables([_aside(strange, is_known, nobody=bool(lost)), parted.aside]),
        n_rows=len(records.lines) + parted.aside.num_rows,
        digits=digits,
        problems=(*without_echoes(problems), *lost),
        regional=parted.regional,
    )


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The distinct pairs of station and city, None without a column, and each record's."""

    distinct: list[tuple[str, str | None]]
    codes: pa.Array

    def each(self, texts: Sequence[str | None]) -> pa.DictionaryArray:
        """For every record the text of its pair, each distinct one once."""
        unique = list(dict.fromkeys(text for text in texts if text is not None))
        number = {text: at for at, text in enumerate(unique)}
        of_pair = [None if text is None else number[text] for text in texts]
        indices = pa.array(of_pair, pa.int32()).take(self.codes)
        return pa.DictionaryArray.from_arrays(indices, pa.array(unique, pa.string()))


def _flags(found: Sequence[Station | None]) -> pa.Array:
    return pa.array([station.is_control if station else None for station in found], pa.bool_())


def _pairs(records: Records) -> _Pairs:
    names, codes = records.places.distinct(), records.places.texts.indices
    if records.cities is None:
        return _Pairs([(name, None) for name in names], codes)
    towns = records.cities.distinct()
    together = pc.add(
        pc.multiply(codes.cast(pa.int64()), len(towns)),
        records.cities.texts.indices.cast(pa.int64()),
    ).dictionary_encode()
    split = [divmod(number, len(towns)) for number in together.dictionary.to_pylist()]
    return _Pairs([(names[name], towns[town]) for name, town in split], together.indices)


def _station(text: str, place: str | None, form: Form, tools: Tools) -> Station | None:
    name = station_name(text)
    is_control = any(word in plain(name) for word in form.wording.control)
    if name in tools.stations:
        return Station(name, tools.stations[name], is_control)
    if not name or place is None:
        return None
    return Station(name if _is_code(name, form) else f"{place}/{name}", place, is_control)


def station_name(text: str) -> str:
    """The name or code of a station in one width, without white space.

    >>> station_name(" 上兰（对照点） ")
    '上兰(对照点)'
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def _is_code(name: str, form: Form) -> bool:
    return re.fullmatch(form.code, name) is not None


def _lost(
    records: Records, layout: Layout, city: str | None, *, file: str, tools: Tools
) -> list[Problem]:
    """A blocker where nothing says which places the stations belong to."""
    if records.cities is not None or city is not None or not len(records.lines):
        return []
    names = [station_name(text) for text in records.places.distinct()]
    if any(name in tools.stations for name in names):
        return []
    by_code = all(_is_code(name, layout.form) for name in names)
    if by_code and tools.stations:
        return []
    is_list = layout.form.shape is Shape.BY_COLUMN or by_code
    code = "stations_without_table" if is_list else "city_of_stations"
    column = records.places.header or None
    return [Problem(Level.BLOCKER, code, file, column=column, value=names[0], n=len(names))]


def _strange(pairs: _Pairs, tools: Tools) -> list[str]:
    """What names a record that is set aside: an unknown city, else the station."""
    return [
        name if town is None or tools.place_code(town) else town for name, town in pairs.distinct
    ]


def _aside(names: Column, is_known: pa.ChunkedArray, *, nobody: bool) -> pa.Table:
    """Name and line of the records without a station; none where the blocker says it all."""
    left = pc.and_(pc.invert(is_known), not nobody)
    return pa.table(
        {
            "place_name": names.texts.filter(left.combine_chunks()).cast(pa.string()),
            "source_row": names.lines.filter(left.combine_chunks()),
        }
    )
