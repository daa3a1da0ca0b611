"""The door of this room: a path or an upload becomes a draft."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from airtrack.domain.batch import Grain, Stage
from airtrack.domain.cells import Unit
from airtrack.domain.form import Form, plain
from airtrack.errors import Level, Problem, SheetError
from airtrack.ingest import (
    entries,
    event,
    geography,
    merge,
    misfit,
    own_places,
    read_as,
    recognise,
    records,
    register,
    report,
    sheet,
    station,
    station_table,
    walk,
)
from airtrack.ingest.cell import CellReader
from airtrack.ingest.check import Checked, check
from airtrack.ingest.field import FieldReader
from airtrack.ingest.register import Entered
from airtrack.ingest.walk import Member, Source
from airtrack.ingest.whereabouts import Gazetteer, Whereabouts, whereabouts
from airtrack.registry.forms import Forms
from airtrack.store.draft import Draft


def read(
    given: Path | Source,
    *,
    forms: Forms,
    gazetteer: Gazetteer,
    stations: Mapping[str, str] = MappingProxyType({}),
    stage: Stage | None = None,
    today: date = date.max,
    progress: Callable[[int, int, str], None] | None = None,
) -> Draft:
    """The draft of a table, a workbook, an archive of tables, a folder of these, or an upload.

    `stations` are the codes of stations on record with those of their places. `stage` is what the
    form says where none is given; `progress` hears how many of how many tables are read, and the
    name of the last. Raises SheetError when a table cannot be read.
    """
    source = walk.source(given) if isinstance(given, Path) else given
    if not source.members:
        raise SheetError("no_table", file=source.name)
    problems = list(source.problems)
    tables: dict[str, Checked] = {}
    entered: dict[str, Entered] = {}
    prose: list[SheetError] = []
    desk = _Desk(forms, gazetteer, stations, today)
    results = _results(desk, source.members)
    for number, (member, result) in enumerate(results, start=1):
        if isinstance(result, SheetError):
            prose.append(result)
            problems.append(Problem(Level.WARNING, "not_a_table", member.name))
        elif isinstance(result, Entered):
            entered[member.name] = result
        else:
            tables[member.name] = result
        if progress is not None:
            progress(number, len(source.members), member.name)
    if entered:
        others = {name: table.form.id for name, table in tables.items()}
        problems.extend(geography.problems(entered, gazetteer))
        found = entries.draft(source, entered, others=others, stage=stage, problems=problems)
        return replace(found, report=desk.report)
    if not tables:
        raise prose[0]
    merged = merge.merge(tables)
    return Draft(
        source_name=source.name,
        sha256=source.sha256,
        form=merged.form.id,
        grain=merged.form.grain,
        stage=stage or merged.form.stage,
        rows=merged.rows,
        aside=merged.aside,
        members=tuple(tables),
        originals=source.originals,
        n_rows=merged.n_rows,
        digits=merged.digits,
        problems=[*problems, *merged.problems],
        report=desk.report,
    )


def _results(
    desk: _Desk, members: Sequence[Member]
) -> Iterator[tuple[Member, Checked | Entered | SheetError]]:
    """Every member with what became of it, in their order; several are read at a time."""
    workers = min(len(members), os.cpu_count() or 1)
    with ThreadPoolExecutor(workers) as pool:
        yield from zip(members, pool.map(desk.table, members), strict=True)


@dataclass(frozen=True, slots=True)
class _Desk:
    """What all tables of a source are read with; each name and text is looked up once."""

    forms: Forms
    gazetteer: Gazetteer
    stations: Mapping[str, str]
    today: date
    codes: dict[str, str | None] = field(default_factory=dict)
    places: dict[str, Whereabouts] = field(default_factory=dict)
    readers: dict[tuple[str, str, Unit | None], CellReader] = field(default_factory=dict)
    read_as: dict[str, dict[str, object]] = field(default_factory=dict)

    def table(self, member: Member) -> Checked | Entered | SheetError:
        """The typed rows of that member; what may be prose gives the reason why it is no table."""
        page = sheet.read(member.name, member.data(), delimiter=member.delimiter)
        self.read_as[member.name] = read_as.of_page(page)
        found = register.find(page, self.forms.registers)
        try:
            layout = recognise.layout(page, self.forms)
        except SheetError as error:
            if found is not None:
                return self.records(page, found, member.name)
            if error.code in misfit.CODES and member.is_perhaps_prose:
                return error
            raise register.nearly(page, self.forms.registers) or error from error
        if found is not None and found.n_recognised > len(layout.keys) + len(layout.values):
            return self.records(page, found, member.name)
        self.read_as[member.name] = read_as.of_layout(page, layout)
        return self.values(page, layout, member)

    @property
    def report(self) -> dict[str, object]:
        """How every table was read, in the order of their names."""
        return {"tables": dict(sorted(self.read_as.items()))}

    def records(self, page: sheet.Sheet, found: register.Found, file: str) -> Entered:
        """The records of a register's table; a table of places may name parents of its own."""
        reader = FieldReader(
            self.gazetteer,
            self.forms.vocabulary,
            frozenset(map(plain, self.forms.cells.missing)),
            self.today,
            own_places.codes(page, found, self.gazetteer),
        )
        return register.of_table(page, found, file=file, reader=reader)

    def values(self, page: sheet.Sheet, layout: recognise.Layout, member: Member) -> Checked:
        """The typed rows of a table of values, of events or of stations."""
        if layout.form.grain is Grain.EVENT:
            return event.of_table(page, layout, file=member.name, place_code=self.place_code)
        if layout.form.grain is Grain.STATION:
            return station_table.of_table(
                page, layout, file=member.name, place_code=self.place_code
            )
        found, reader = records.records(page, layout), partial(self.reader, layout.form)
        if layout.form.grain.is_table:
            where = partial(self.where, layout.form)
            above = tuple(cell for cells in page.head[: layout.first_line - 1] for cell in cells)
            tools = report.Tools(where, reader, self.forms.cells, above)
            return report.of_table(found, layout, file=member.name, tools=tools)
        if layout.form.grain is Grain.STATION_HOUR:
            known = station.Tools(self.stations, self.place_code, self.city, reader)
            return station.of_table(found, layout, file=member.name, tools=known)
        return check(found, layout, file=member.name, place_code=self.place_code, reader=reader)

    def city(self, name: str) -> str | None:
        """The code of the place that a file is named after, or None."""
        place = self.gazetteer.find_in_file_name(name)
        return None if place is None else place.code

    def place_code(self, text: str) -> str | None:
        """The code of the place of that name, or None."""
        if text not in self.codes:
            place = self.gazetteer.find_in_file(text)
            self.codes[text] = None if place is None else place.code
        return self.codes[text]

    def where(self, form: Form, text: str) -> Whereabouts:
        """What a row of that report form is about."""
        if text not in self.places:
            self.places[text] = whereabouts(text, form.wording, self.gazetteer)
        return self.places[text]

    def reader(self, form: Form, value: recognise.ValueAt) -> CellReader:
        """The reader of that column's cells."""
        key = (form.id, value.indicator, value.unit)
        if key not in self.readers:
            self.readers[key] = CellReader.of(
                form, value.indicator, value.unit, rules=self.forms.cells
            )
        return self.readers[key]
