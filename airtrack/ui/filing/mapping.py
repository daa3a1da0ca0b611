"""The step between a file and its preview: somebody says what its headers mean.

Only the upload page loads this module. Nothing is chosen beforehand but what the form knows beyond
doubt, and nothing is read before every column is decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from airtrack.domain.cells import Unit
from airtrack.domain.column import Key
from airtrack.domain.form import Form, Shape
from airtrack.domain.profile import UNUSED, MappedColumn, PeriodFrom, Profile
from airtrack.errors import SheetError
from airtrack.ingest.recognition import profile as profiles
from airtrack.ingest.recognition import profile_file
from airtrack.ingest.recognition.misfit import CODES
from airtrack.ingest.sheets import sheet as sheets
from airtrack.ingest.sheets import walk
from airtrack.ingest.sheets.sheet import Sheet
from airtrack.ui import house
from airtrack.ui.filing import intake
from airtrack.ui.filing.intake import File, Given, Read
from airtrack.ui.house import Now
from airtrack.views import headers as shown

ASKED = CODES | {"profiles_contradict", "profile_asks_period"}
ASKED |= {f"no_months_in_{where}" for where in PeriodFrom}
"""What is wrong with a file that somebody can put right by saying what it means."""

UNCLEAR = frozenset({"unknown_column", "column_unlike_any", "duplicate_column", "o3_taken_as_mda8"})
"""What is said of headers that were not understood, or might mean something else."""

_NARROW, _WIDE = 150, 320
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Asked:
    """One file about whose headers somebody is asked: its table, and the line of its header."""

    file: File
    sheet: Sheet
    line: int

    @property
    def headers(self) -> tuple[str, ...]:
        """The cells of the header."""
        return self.sheet.head[self.line - 1]

    def key(self, name: str) -> str:
        """The name of a control, for this file and line only."""
        return f"map_{name}_{self.file.file_id}_{self.line}"


def offer(now: Now, given: Given, found: Sequence[Read]) -> None:
    """For every file with headers that nobody knows, what its columns mean can be said."""
    by_name = {file.name: file for file in given.files}
    for read in found:
        file = by_name.get(read.name)
        if file is not None and _is_open(read, file):
            with st.expander(
                now.words.say("map_offer", file=read.name), expanded=read.preview is None
            ):
                _ask(now, given, file, read)


def _is_open(read: Read, file: File) -> bool:
    if intake.explained(file) is not None:
        return True
    if read.error is not None:
        return read.error.code in ASKED
    return any(problem.code in UNCLEAR for problem in read.problems)


def _ask(now: Now, given: Given, file: File, read: Read) -> None:
    """What the columns of one file mean; once all is said, the file is read by it."""
    label = now.words.label
    sheet = _sheet(file, read, encoding=given.encoding)
    if sheet is None:
        return
    st.text(label("map_how"))
    with st.container(horizontal=True):
        source = st.text_input(label("map_source"), key=f"map_source_{file.file_id}", width=_WIDE)
        form = _form(now, file, read)
        line = st.number_input(
            label("map_line"),
            min_value=1,
            max_value=len(sheet.head),
            value=profiles.lines(sheet, house.workspace().registry.forms),
            key=f"map_line_{file.file_id}",
            width=_NARROW,
        )
    if form is None:
        return
    asked = Asked(file, sheet, int(line))
    columns = [_column(now, asked, form, at) for at in range(len(asked.headers))]
    said = [column for column in columns if column is not None]
    # which column holds the months is known once all are decided
    is_decided = len(said) == len(columns)
    months = _months(now, asked, form, said) if is_decided else (None, "")
    told = {column.means for column in said} | ({Key.PERIOD.value} if any(months) else set())
    lacking = profiles.missing(told, form)
    twice = _twice(said)
    if twice:
        st.text(now.words.say("map_twice", names=_names(now, form, twice)))
    if lacking:
        labels = now.words.joined(f"misses_{key}" for key in lacking)
        st.text(now.words.say("map_lacks", names=labels))
    is_ready = is_decided and not lacking and not twice and bool(source.strip())
    if st.button(label("map_apply"), key=f"map_apply_{file.file_id}", disabled=not is_ready):
        where, period = months
        intake.explain(
            file,
            Profile(
                source=source.strip(),
                form=form.id,
                column=tuple(said),
                period_from=where,
                period=period,
            ),
        )
        st.rerun()
    _kept(now, file)


def _kept(now: Now, file: File) -> None:
    """The profile that the file is read by can be downloaded, or forgotten."""
    profile = intake.explained(file)
    if profile is None:
        return
    st.download_button(
        now.words.label("map_download"),
        data=profile_file.written(profile),
        file_name="profile.toml",
        mime="application/toml",
        key=f"map_download_{file.file_id}",
        on_click="ignore",
    )
    if st.button(now.words.label("map_forget"), key=f"map_forget_{file.file_id}"):
        intake.explain(file, None)
        st.rerun()


def _sheet(file: File, read: Read, *, encoding: str | None) -> Sheet | None:
    """The table that is spoken of: the one that could not be read, else the first with a doubt."""
    try:
        members = walk.encoded(walk.uploaded(file.name, file.getvalue()), encoding).members
    except SheetError:
        return None
    told = read.error.params.get("file") if read.error is not None else None
    doubts = [problem.file for problem in read.problems if problem.code in UNCLEAR]
    wanted = [told, *doubts]
    chosen = next((each for each in members if each.name in wanted), members[0])
    return sheets.read(
        chosen.name, chosen.data(), delimiter=chosen.delimiter, encoding=chosen.encoding
    )


def _form(now: Now, file: File, read: Read) -> Form | None:
    """The form that somebody chose; the one that is nearest is offered first."""
    known = house.workspace().registry.forms
    options = [form.id for form in known.forms if form.shape is Shape.ROWS]
    said = read.error.params.get("nearest") if read.error is not None else None
    near = read.preview.draft.form if read.preview is not None else said
    form_id = st.selectbox(
        now.words.label("form"),
        options,
        index=options.index(str(near)) if near in options else None,
        format_func=lambda key: _form_name(now, known.form(key)),
        placeholder=now.words.label("map_choose"),
        key=f"map_form_{file.file_id}",
        width=_WIDE,
    )
    return known.form(form_id) if form_id else None


def _form_name(now: Now, form: Form) -> str:
    return form.name if now.words.lang == "zh" else form.name_en


def _column(now: Now, asked: Asked, form: Form, at: int) -> MappedColumn | None:
    """What that column means, None while it is not decided."""
    forms = house.workspace().registry.forms
    header = asked.headers[at].strip()
    means, unit = profiles.certain(header, form, forms) if header else (None, None)
    options = [*(key.value for key in form.known), *form.indicators, UNUSED]
    rows = sheets.rows(asked.sheet, first_line=asked.line + 1, most=_SAMPLES)
    samples = now.words.label("list_separator").join(
        cells[at].strip() for cells in rows if at < len(cells)
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            header or now.words.say("column_number", n=at + 1),
            options,
            index=options.index(means) if means in options else None,
            format_func=lambda key: shown.meaning(form, key, now.words),
            placeholder=now.words.label("map_choose"),
            key=asked.key(f"means_{form.id}_{at}"),
            width=_NARROW,
        )
        kept = forms.cells.amount(chosen) if chosen in form.indicators else None
        if kept is not None and kept.unit is not None:
            units = [each for each in Unit if forms.cells.measure_alike(each, kept.unit)]
            named = unit if chosen == means else None
            unit = st.selectbox(
                now.words.label("unit"),
                units,
                index=units.index(named) if named in units else None,
                placeholder=now.words.label("map_choose"),
                key=asked.key(f"unit_{form.id}_{at}_{chosen}"),
                width=_NARROW,
            )
        st.text(samples)
    needs_unit = kept is not None and kept.unit is not None
    if chosen is None or (needs_unit and unit is None):
        return None
    return MappedColumn(header=header, means=chosen, unit=unit if needs_unit else None)


def _months(
    now: Now, asked: Asked, form: Form, said: Sequence[MappedColumn]
) -> tuple[PeriodFrom | None, str]:
    """Where the months of a table without a column of months stand, or which they are."""
    has_column = {column.means for column in said} & {Key.PERIOD, Key.YEAR}
    if Key.PERIOD not in form.needed or has_column:
        return None, ""
    found = {where: profiles.months_of(asked.sheet, asked.line, where) for where in PeriodFrom}
    offered = [where for where, months in found.items() if months]
    here = "here"
    chosen = st.selectbox(
        now.words.label("map_months"),
        [*offered, here],
        index=None,
        format_func=lambda key: now.words.say(f"map_months_{key}", said=found.get(key) or ""),
        placeholder=now.words.label("map_choose"),
        key=asked.key("months"),
        width=_WIDE,
    )
    if chosen != here:
        return (None if chosen is None else PeriodFrom(chosen)), ""
    written = st.text_input(
        now.words.label("map_period"), key=asked.key("period"), placeholder="2025年1-7月"
    )
    return None, written.strip()


def _twice(said: Sequence[MappedColumn]) -> list[str]:
    means = [column.means for column in said if column.means != UNUSED]
    return [key for key in dict.fromkeys(means) if means.count(key) > 1]


def _names(now: Now, form: Form, keys: Sequence[str]) -> str:
    names = [shown.meaning(form, key, now.words) for key in keys]
    return now.words.label("list_separator").join(names)
