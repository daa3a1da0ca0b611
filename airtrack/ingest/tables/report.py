"""From records of text to the typed rows of a report: one row a place and span of months.

Footnotes among the rows are dropped, rows about unknown places and regions set aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from airtrack.domain.batch import Grain
from airtrack.domain.cells import CellRules, Unit
from airtrack.domain.column import Key
from airtrack.domain.form import Form
from airtrack.errors import Level, Problem
from airtrack.ingest.cells import moment
from airtrack.ingest.cells.cell import CellReader
from airtrack.ingest.cells.found import capped
from airtrack.ingest.cells.span import Misread, Span, span, with_year
from airtrack.ingest.cells.whereabouts import Whereabouts, is_footnote
from airtrack.ingest.judging import apart
from airtrack.ingest.judging.consistency import Desk, Row, Told
from airtrack.ingest.judging.figures import Figures, figure
from airtrack.ingest.judging.judge import NOT_JUDGED, Judge, without_echoes
from airtrack.ingest.recognition import title
from airtrack.ingest.recognition.recognise import Layout, ValueAt
from airtrack.ingest.recognition.records import Column, Records
from airtrack.ingest.tables import check, ratios, remarks
from airtrack.ingest.tables.check import Checked
from airtrack.store.draft import ROWS

_DOCUMENT = "document_no"


@dataclass(frozen=True, slots=True)
class Tools:
    """What the cells of a report are read with; `above` are title and headers."""

    where: Callable[[str], Whereabouts]
    reader: Callable[[ValueAt], CellReader]
    rules: CellRules
    above: tuple[str, ...] = ()
    judge: Judge = NOT_JUDGED


def of_table(records: Records, layout: Layout, *, file: str, tools: Tools) -> Checked:
    """The typed rows of the table of reports called `file`; `digits` are those of its columns."""
    problems = [*layout.problems, *records.problems]
    notes = _footnotes(records, layout.form, tools.where)
    problems.extend(capped(_noted(records, notes, file=file)))
    said = [text.as_py() for text in records.places.texts.filter(notes)]
    stated = title.basis([*tools.above, file, *said], layout.form.wording)
    records = records.kept(pc.invert(notes))
    place_id = check.place_ids(records.places, lambda text: tools.where(text).code)
    counting = pc.is_valid(place_id)
    columns: dict[str, Told] = {}
    for value, column in records.values:
        told, remarked = _told(value, column, counting, file=file, tools=tools)
        columns[value.indicator] = told
        problems.extend(remarked)
    spans = _spans(records, counting, file, problems)
    judged = Desk(file, columns, tools.judge.ratio_apart)
    rows = list(_rows(records, spans, tools.where))
    for row in rows:
        problems.extend(judged.problems(row))
    if not layout.period:
        problems.extend(apart.titles(judged, rows, above=tools.above, file=file))
    about = layout.form, file
    figures = _figures(records, spans, columns, place_id=place_id, about=about, tools=tools)
    problems.extend(tools.judge.table(figures))
    problems.extend(tools.judge.rows(judged, rows, beside=records.beside))
    table = _table(records, spans, columns, form=layout.form, place_id=place_id)
    if table.num_rows and not any(any(map(_is_there, told.milli)) for told in columns.values()):
        problems.append(Problem(Level.WARNING, "nothing_filled_in", file))
    return Checked(
        form=layout.form,
        rows=table,
        aside=check.aside(records.places, place_id),
        n_rows=len(records.lines),
        digits={indicator: told.digits for indicator, told in columns.items()},
        problems=tuple(without_echoes(problems)),
        regional=frozenset(_regions(records, tools.where)),
        basis=stated,
    )


def upright(rows: pa.Table, form: Form, tables: Sequence[Checked]) -> pa.Table:
    """One row a value; `tables` tell the digits of columns and the basis of every file."""
    files = rows["file_no"].combine_chunks()
    basis = pa.array([table.basis for table in tables], pa.string()).take(files)
    times = moment.columns(rows["moment"].combine_chunks(), form.grain)
    about = {"place_id": rows["place_id"].cast(pa.string()), **times}
    about |= {_DOCUMENT: rows[_DOCUMENT]} if form.grain is Grain.ASSESSED else {"basis": basis}
    origin = {name: rows[name] for name in ("file_no", "source_row")}
    order = pa.arange(0, rows.num_rows)
    parts = []
    for number, indicator in enumerate(form.indicators):
        of_file = pa.array([table.digits.get(indicator, 0) for table in tables], pa.int8())
        values = {
            "indicator": pa.repeat(indicator, rows.num_rows),
            "value_milli": rows[f"{indicator}_milli"],
            "digits": of_file.take(files),
            "order": pc.add(pc.multiply(order, len(form.indicators)), number),
        }
        part = pa.table({**about, **values, **origin})
        parts.append(part.filter(pc.is_valid(part["value_milli"])))
    schema = ROWS[form.grain]
    return pa.concat_tables(parts).sort_by("order").select(schema.names).cast(schema)


def _is_there(milli: int | None) -> bool:
    return milli is not None


def _footnotes(records: Records, form: Form, where: Callable[[str], Whereabouts]) -> pa.Array:
    """Whether a record begins like a note, or names nothing known and says nothing besides."""
    names = records.places.distinct()
    begins = records.places.each([is_footnote(name, form.wording) for name in names])
    unknown = records.places.each([where(name).code is None for name in names])
    silent = [True] * len(unknown)
    # what was said of the whole table stands in no cell of a note
    times = (column for column in records.times.values() if column.header)
    for column in (*times, *(column for _, column in records.values)):
        blank = column.each([not text.strip() for text in column.distinct()])
        silent = [before and now for before, now in zip(silent, blank, strict=True)]
    told = zip(begins, unknown, silent, strict=True)
    return pa.array([note or (strange and mute) for note, strange, mute in told], pa.bool_())


def _noted(records: Records, notes: pa.Array, *, file: str) -> Iterator[Problem]:
    for record in pc.indices_nonzero(notes).to_pylist():
        yield Problem(
            Level.WARNING,
            "footnote_row",
            file,
            row=records.lines[record].as_py(),
            column=records.places.header,
            value=records.places.texts[record].as_py().strip(),
        )


def _told(
    value: ValueAt, column: Column, counting: pa.Array, *, file: str, tools: Tools
) -> tuple[Told, list[Problem]]:
    """The column, and what is remarkable about it in the rows that count."""
    problems: list[Problem] = []
    kept = column.kept(counting)
    read = [tools.reader(value).cell(text) for text in column.distinct()]
    used = sorted(set(column.texts.indices.to_pylist()))
    if value.unit is Unit.PERCENT and ratios.is_fraction(column, read, used, tools.rules):
        value = replace(value, unit=Unit.ONE)
        read = [tools.reader(value).cell(text) for text in column.distinct()]
        problems.extend(ratios.scaled(kept, tools.rules, file=file))
    elif value.unit is Unit.PERCENT:
        small = ratios.like_fractions(column, read, used, tools.rules)
        problems.extend(remarks.each_of(kept, small, "ratio_may_be_fraction", file=file))
    problems.extend(remarks.of_values(kept, read, file=file))
    digits = max((_decimals(read[code].milli) for code in used), default=0)
    texts = column.each(column.distinct())
    told = Told(column.header, texts, column.each([cell.milli for cell in read]), digits)
    return told, problems


def _decimals(milli: int | None) -> int:
    """Decimals of the value in the unit it is kept in, without zeros at the end."""
    digits = 3
    while digits and milli is not None and milli % 10 ** (4 - digits) == 0:
        digits -= 1
    return 0 if milli is None else digits


def _spans(
    records: Records, counting: pa.Array, file: str, problems: list[Problem]
) -> list[Span | None]:
    """What every record speaks of; a blocker for each distinct text that cannot be understood.

    A record that does not count is not complained of.
    """
    column, years = records.times[Key.PERIOD], records.times.get(Key.YEAR)
    texts = column.each(column.distinct())
    stated = years.each(years.distinct()) if years else [""] * len(texts)
    read = [span(text, year) for text, year in zip(texts, stated, strict=True)]
    misread: dict[tuple[str, str, Misread], list[int]] = {}
    for record, (found, counts) in enumerate(zip(read, counting.to_pylist(), strict=True)):
        if counts and isinstance(found, Misread):
            misread.setdefault((stated[record], texts[record], found), []).append(record)
    problems.extend(
        capped(
            Problem(
                Level.BLOCKER,
                why.value,
                file,
                row=records.lines[at[0]].as_py(),
                column=column.header,
                value=f"{year.strip()} {text.strip()}".strip(),
                n=len(at),
                params={"example": with_year(text)} if why is Misread.WITHOUT_YEAR else {},
            )
            for (year, text, why), at in misread.items()
        )
    )
    problems.extend(remarks.of_serials(column.kept(counting), file=file))
    problems.extend(_within_months(records, read, texts, file=file))
    return [found if isinstance(found, Span) else None for found in read]


def _within_months(
    records: Records, read: list[Span | Misread], texts: list[str], *, file: str
) -> Iterator[Problem]:
    """A warning for each distinct text that accumulates to a day within a month."""
    at: dict[str, list[int]] = {}
    for record, (found, text) in enumerate(zip(read, texts, strict=True)):
        if isinstance(found, Span) and found.ends_within_month:
            at.setdefault(text, []).append(record)
    return capped(
        Problem(
            Level.WARNING,
            "span_within_month",
            file,
            row=records.lines[found[0]].as_py(),
            column=records.times[Key.PERIOD].header,
            value=text.strip(),
            n=len(found),
        )
        for text, found in at.items()
    )


def _rows(
    records: Records, spans: list[Span | None], where: Callable[[str], Whereabouts]
) -> Iterator[Row]:
    """The records of known places and times."""
    places = records.places.each([where(name) for name in records.places.distinct()])
    lines = records.lines.to_pylist()
    for record, (place, about) in enumerate(zip(places, spans, strict=True)):
        if about is not None and place.code is not None:
            yield Row(record, lines[record], about.period, place.code, place.is_regional)


def _figures(
    records: Records,
    spans: list[Span | None],
    columns: Mapping[str, Told],
    *,
    place_id: pa.DictionaryArray,
    about: tuple[Form, str],
    tools: Tools,
) -> Figures:
    """The table as it is judged column by column."""
    form, file = about
    return Figures(
        file=file,
        form=form,
        columns={
            value.indicator: figure(
                value,
                column,
                pa.array(columns[value.indicator].milli, pa.int64()),
                tools.reader(value),
            )
            for value, column in records.values
        },
        beside=records.beside,
        counting=pc.and_(
            pc.is_valid(place_id), pa.array([span is not None for span in spans], pa.bool_())
        ),
        days=pa.array([span and span.period.last_on for span in spans], pa.date32()),
        places=place_id,
    )


def _regions(records: Records, where: Callable[[str], Whereabouts]) -> Iterator[str]:
    for name in records.places.distinct():
        found = where(name)
        if found.is_regional and found.code is None:
            yield name


def _table(
    records: Records,
    spans: list[Span | None],
    columns: dict[str, Told],
    *,
    form: Form,
    place_id: pa.DictionaryArray,
) -> pa.Table:
    n_rows = len(records.lines)
    moments = pa.array([about and moment.of_span(about) for about in spans], pa.int64())
    values = {
        f"{indicator}_milli": pa.array(columns[indicator].milli, pa.int64())
        if indicator in columns
        else pa.nulls(n_rows, pa.int64())
        for indicator in form.indicators
    }
    if Key.DOCUMENT in records.times:
        values |= {_DOCUMENT: records.times[Key.DOCUMENT].texts.cast(pa.string())}
    rows = pa.table(
        {"place_id": place_id, "moment": moments, **values, "source_row": records.lines}
    )
    return rows.filter(pc.and_(pc.is_valid(place_id), pc.is_valid(moments)))
