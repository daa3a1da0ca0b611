"""The door of this room: a path or an upload becomes a draft."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

from airtrack.domain.batch import Grain, Stage
from airtrack.domain.cells import Unit
from airtrack.domain.form import Form
from airtrack.domain.spelling import plain
from airtrack.domain.standards import Standards
from airtrack.errors import Level, Problem, SheetError
from airtrack.ingest import read_as
from airtrack.ingest.cells.cell import CellReader
from airtrack.ingest.cells.whereabouts import Gazetteer, Whereabouts, whereabouts
from airtrack.ingest.judging.gathered import gathered
from airtrack.ingest.judging.judge import Judge
from airtrack.ingest.judging.past import Past, vanished
from airtrack.ingest.recognition import misfit, profile, recognise, records
from airtrack.ingest.recognition.profile import NO_PROFILES, Profiles
from airtrack.ingest.registers import entries, geography, own_places, register
from airtrack.ingest.registers.field import FieldReader
from airtrack.ingest.registers.register import Entered
from airtrack.ingest.sheets import sheet, walk
from airtrack.ingest.sheets.walk import Member, Source
from airtrack.ingest.tables import event, merge, report, station, station_table
from airtrack.ingest.tables.check import Checked, Tools, check
from airtrack.registry.forms import Forms
from airtrack.store.draft import Draft
from airtrack.store.profiles import Remembered

MOST_ROWS = 1 << 22
"""A source of more would take more than a gibibyte of memory until its tables are one."""

MOST_READ_BY_LINE = 1 << 19
"""Rows of a report, a register, events or stations are looked at one by one."""


def read(
    given: Path | Source,
    *,
    forms: Forms,
    gazetteer: Gazetteer,
    stations: Mapping[str, str] = MappingProxyType({}),
    stage: Stage | None = None,
    today: date = date.max,
    progress: Callable[[int, int, str], None] | None = None,
    standards: Standards | None = None,
    past: Past | None = None,
    profiles: Profiles = NO_PROFILES,
) -> Draft:
    """The draft of a table, a workbook, an archive of tables, a folder of these, or an upload.

    `stations` are the codes of stations on record with those of their places; `profiles` explain
    headers. `stage` is what the
    form says where none is given; `progress` hears how many of how many tables are read, and the
    name of the last. With `standards` figures that follow from others are computed and
    compared, with `past` values are held against what is on record. Raises SheetError when a
    table cannot be read.
    """
    source = walk.source(given) if isinstance(given, Path) else given
    if not source.members:
        raise SheetError("no_table", file=source.name)
    problems = list(source.problems)
    tables: dict[str, Checked] = {}
    entered: dict[str, Entered] = {}
    prose: list[SheetError] = []
    judge = Judge(forms.plausible, standards, past)
    desk = _Desk(forms, gazetteer, stations, today, judge, profiles)
    n_rows = 0
    results = _results(desk, source.members)
    for number, (member, result) in enumerate(results, start=1):
        if isinstance(result, SheetError):
            prose.append(result)
            problems.append(Problem(Level.WARNING, "not_a_table", member.name))
        elif isinstance(result, Entered):
            entered[member.name] = result
        else:
            tables[member.name] = result
            n_rows += result.n_rows
        if n_rows > MOST_ROWS:
            raise SheetError("too_many_rows", file=source.name, most=MOST_ROWS)
        if progress is not None:
            progress(number, len(source.members), member.name)
    if entered:
        others = {name: table.form.id for name, table in tables.items()}
        problems.extend(geography.problems(entered, gazetteer))
        found = entries.draft(source, entered, others=others, stage=stage, problems=problems)
        return replace(
            found,
            encodings=tuple(sorted(set(desk.encodings.values()))),
            report=desk.report,
        )
    if not tables:
        raise prose[0]
    merged = merge.merge(tables)
    used = desk.used_by(tables)
    draft = Draft(
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
        encodings=tuple(sorted(set(desk.encodings.values()))),
        profiles=tuple(item.profile for item in used),
        profile_origins=tuple(item.origin for item in used),
        report=desk.report,
    )
    if past is not None and forms.plausible is not None:
        rule, name = forms.plausible.vanished, partial(_name, gazetteer)
        draft.problems.extend(vanished(draft, past, rule, name=name))
    draft.problems[:] = [_named(problem, gazetteer) for problem in draft.problems]
    if forms.plausible is not None:
        draft.problems[:] = gathered(draft.problems, forms.plausible.gathered)
    return draft


def _named(problem: Problem, gazetteer: Gazetteer) -> Problem:
    """The problem with the name of the place, or of that of the station, that it speaks of."""
    code, slash, station = str(problem.params.get("place", "")).partition("/")
    if code not in gazetteer.places:
        return problem
    place = f"{_name(gazetteer, code)}{slash}{station}"
    return replace(problem, params={**problem.params, "place": place})


def _name(gazetteer: Gazetteer, code: str) -> str:
    """What the place of that code is called, or the code."""
    place = gazetteer.places.get(code)
    return code if place is None else place.name


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
    judge: Judge
    profiles: Profiles = NO_PROFILES
    used: dict[str, Remembered] = field(default_factory=dict)
    codes: dict[str, str | None] = field(default_factory=dict)
    places: dict[str, Whereabouts] = field(default_factory=dict)
    readers: dict[tuple[str, str, Unit | None], CellReader] = field(default_factory=dict)
    read_as: dict[str, dict[str, object]] = field(default_factory=dict)
    encodings: dict[str, str] = field(default_factory=dict)

    def table(self, member: Member) -> Checked | Entered | SheetError:
        """The typed rows of that member; what may be prose gives the reason why it is no table."""
        page = sheet.read(
            member.name, member.data(), delimiter=member.delimiter, encoding=member.encoding
        )
        if member.delimiter is None:
            self.encodings[member.name] = page.encoding
        self.read_as[member.name] = read_as.of_page(page)
        try:
            explained = profile.find(page, self.profiles, self.forms)
        except SheetError as error:
            if member.is_perhaps_prose:
                return error
            raise
        if explained is not None:
            self.used[member.name] = explained.used
            self.read_as[member.name] = read_as.of_layout(page, explained.layout)
            return self.values(page, explained.layout, member)
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

    def used_by(self, names: Iterable[str]) -> list[Remembered]:
        """The profiles that those tables were read by, each once."""
        return list(dict.fromkeys(self.used[name] for name in names if name in self.used))

    @property
    def report(self) -> dict[str, object]:
        """How every table was read, in the order of their names."""
        return {"tables": dict(sorted(self.read_as.items()))}

    def records(self, page: sheet.Sheet, found: register.Found, file: str) -> Entered:
        """The records of a register's table; a table of places may name parents of its own."""
        sheet.refuse_more_lines(page, MOST_READ_BY_LINE)
        rules = self.forms.cells
        reader = FieldReader(
            self.gazetteer,
            self.forms.vocabulary,
            frozenset(map(plain, rules.missing)),
            self.today,
            own_places.codes(page, found, self.gazetteer),
            footnote=rules.footnote,
            sums=rules.sums,
        )
        return register.of_table(page, found, file=file, reader=reader)

    def values(self, page: sheet.Sheet, layout: recognise.Layout, member: Member) -> Checked:
        """The typed rows of a table of values, of events or of stations."""
        grain = layout.form.grain
        if grain.is_table or grain in (Grain.EVENT, Grain.STATION):
            sheet.refuse_more_lines(page, MOST_READ_BY_LINE)
        if layout.form.grain is Grain.EVENT:
            read = event.of_table
        elif layout.form.grain is Grain.STATION:
            read = station_table.of_table
        else:
            return self.measured(page, layout, member)
        notes = self.forms.cells.footnote
        return read(page, layout, file=member.name, place_code=self.place_code, footnote=notes)

    def measured(self, page: sheet.Sheet, layout: recognise.Layout, member: Member) -> Checked:
        """The typed rows of a table of values."""
        found, reader = records.records(page, layout), partial(self.reader, layout.form)
        if layout.form.grain.is_table:
            where = partial(self.where, layout.form)
            above = tuple(cell for cells in page.head[: layout.first_line - 1] for cell in cells)
            told = report.Tools(where, reader, self.forms.cells, above, self.judge)
            return report.of_table(found, layout, file=member.name, tools=told)
        if layout.form.grain is Grain.STATION_HOUR:
            rules = self.forms.cells
            known = station.Tools(
                *(self.stations, self.place_code, self.city, reader, rules),
                is_region=self.is_region,
                judge=self.judge,
            )
            return station.of_table(found, layout, file=member.name, tools=known)
        tools = Tools(reader, self.forms.cells, self.is_region, self.judge)
        return check(found, layout, file=member.name, place_code=self.place_code, tools=tools)

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

    def is_region(self, text: str) -> bool:
        """True for the name of a province or of a set of places."""
        return self.gazetteer.find_province(text) is not None or self.gazetteer.is_group(text)

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
