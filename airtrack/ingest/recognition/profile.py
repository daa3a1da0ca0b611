"""Tables whose headers a person has explained: found by their headers, laid out as was said.

Nothing is guessed: what a profile says holds, what it leaves unsaid is what the form knows, and two
sources that mean different things by the same headers are asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from airtrack.domain.batch import Grain
from airtrack.domain.cells import Unit
from airtrack.domain.column import Key, ValueColumn
from airtrack.domain.form import Form, Shape
from airtrack.domain.profile import UNUSED, MappedColumn, PeriodFrom, Profile, signature
from airtrack.domain.spelling import header_key
from airtrack.errors import Level, NotFound, Problem, SheetError, WrongUse
from airtrack.ingest.recognition import title
from airtrack.ingest.recognition.header import Header, header, meanings
from airtrack.ingest.recognition.recognise import Layout, ValueAt
from airtrack.ingest.sheets.sheet import Sheet
from airtrack.registry.forms import Forms
from airtrack.store.profiles import Remembered

LISTS = (Grain.EVENT, Grain.STATION)
"""What has no values of the air."""

STANDS_FOR = {Key.PERIOD: Key.YEAR, Key.STATION: Key.NAME}
"""What serves for a key that a table lacks: a year alone for months, a name alone for a station."""


@dataclass(frozen=True, slots=True)
class Profiles:
    """What tables may be read by: the profile that was handed in with them, else those on record.

    `remembered` are newest first.
    """

    given: Remembered | None = None
    remembered: tuple[Remembered, ...] = ()


NO_PROFILES = Profiles()


@dataclass(frozen=True, slots=True)
class Explained:
    """The layout of a sheet by a profile, which then has all headers of the sheet."""

    layout: Layout
    used: Remembered


def find(sheet: Sheet, profiles: Profiles, forms: Forms) -> Explained | None:
    """The sheet as a profile explains it, or None where none speaks of its headers.

    Raises SheetError where the profile handed in speaks of other headers, where profiles of two
    sources contradict each other, or where a table of those headers needs its months said.
    """
    if profiles.given is not None:
        line = _line_with(sheet, profiles.given.profile)
        if line is None:
            raise _other_headers(sheet, profiles.given.profile)
        return _explained(sheet, line, profiles.given, forms)
    for line, cells in enumerate(sheet.head, start=1):
        said = signature(cells)
        alike = [item for item in profiles.remembered if item.profile.signature == said]
        if alike:
            return _explained(sheet, line, _the_one(sheet, alike), forms)
    return None


def _the_one(sheet: Sheet, alike: Sequence[Remembered]) -> Remembered:
    """The newest; raises SheetError where another source means something else."""
    newest: dict[str, Remembered] = {}
    for item in alike:
        newest.setdefault(item.profile.source.strip(), item)
    kept = list(newest.values())
    if len({_said(item.profile) for item in kept}) > 1:
        sources = [f"{item.profile.source} ({item.origin})" for item in kept]
        raise SheetError("profiles_contradict", file=sheet.name, sources=sources)
    if kept[0].profile.asks_period:
        used = kept[0]
        raise SheetError(
            "profile_asks_period",
            file=sheet.name,
            source=used.profile.source,
            origin=used.origin,
        )
    return kept[0]


def _said(profile: Profile) -> tuple[object, ...]:
    """What the profile says, whatever the order of its columns and whoever said it."""
    columns = ((header_key(each.header), each.means, each.unit or "") for each in profile.column)
    named = list(columns)
    is_in_order = len({key for key, _, _ in named}) < len(named)
    listed = tuple(named) if is_in_order else tuple(sorted(named))
    return profile.form, profile.period_from, profile.asks_period, listed


def _line_with(sheet: Sheet, profile: Profile) -> int | None:
    """The first line that has all headers of the profile."""
    wanted = Counter(header_key(column.header) for column in profile.column)
    for line, cells in enumerate(sheet.head, start=1):
        if wanted <= Counter(header_key(cell) for cell in cells):
            return line
    return None


def _other_headers(sheet: Sheet, profile: Profile) -> SheetError:
    """What the sheet's lines lack of the headers that the profile speaks of."""
    wanted = {header_key(column.header): column.header for column in profile.column}
    there = [{header_key(cell) for cell in cells} for cells in sheet.head]
    best = max(there, key=lambda keys: len(keys & wanted.keys()), default=set())
    lacks = [text for key, text in wanted.items() if key not in best]
    return SheetError(
        "profile_of_other_headers", file=sheet.name, source=profile.source, columns=lacks
    )


def _explained(sheet: Sheet, line: int, used: Remembered, forms: Forms) -> Explained:
    cells = sheet.head[line - 1]
    form = check(used.profile, forms)
    columns = _columns(cells, used.profile, form, forms)
    whole = used.profile.model_copy(update={"column": tuple(columns.values())})
    check_whole(whole, form)
    problems = tuple(
        Problem(
            Level.WARNING,
            "column_unlike_any",
            sheet.name,
            row=line,
            column=cells[at].strip(),
        )
        for at in _unsaid(cells, used.profile, form, forms)
    )
    keys = {Key(each.means): at for at, each in columns.items() if each.means in form.known}
    for key, instead in STANDS_FOR.items():
        if key in form.needed and key not in keys and instead in keys:
            keys[key] = keys.pop(instead)
    values = tuple(
        ValueAt(at, each.means, each.unit)
        for at, each in columns.items()
        if each.means in form.indicators
    )
    found = Layout(
        form=form,
        first_line=line + 1,
        headers=tuple(cell.strip() or str(at) for at, cell in enumerate(cells, start=1)),
        keys=keys,
        values=values,
        problems=problems,
        period=_period(sheet, line, used.profile),
    )
    return Explained(found, Remembered(whole, used.origin))


def _columns(
    cells: Sequence[str], profile: Profile, form: Form, forms: Forms
) -> dict[int, MappedColumn]:
    """Every column of the line with what it means: by the profile, else by the form's aliases."""
    said = _by_position(cells, profile)
    taken = {each.means for each in said.values()}
    columns = {}
    for at, cell in enumerate(cells):
        known = said.get(at) or _known(cell, form, forms)
        if at not in said and known is not None and known.means in taken:
            known = None
        columns[at] = known or MappedColumn(header=cell.strip(), means=UNUSED)
        taken |= {columns[at].means} - {UNUSED}
    return columns


def _by_position(cells: Sequence[str], profile: Profile) -> dict[int, MappedColumn]:
    """The columns that the profile names; of equal headers the first is the first."""
    left: dict[str, list[MappedColumn]] = {}
    for column in profile.column:
        left.setdefault(header_key(column.header), []).append(column)
    found = {}
    for at, cell in enumerate(cells):
        waiting = left.get(header_key(cell))
        if waiting:
            found[at] = waiting.pop(0)
    return found


def _known(cell: str, form: Form, forms: Forms) -> MappedColumn | None:
    """What the form knows of that header for certain."""
    means, unit = certain(cell, form, forms)
    return None if means is None else MappedColumn(header=cell.strip(), means=means, unit=unit)


def _unsaid(cells: Sequence[str], profile: Profile, form: Form, forms: Forms) -> Iterator[int]:
    said = _by_position(cells, profile)
    for at, cell in enumerate(cells):
        if cell.strip() and at not in said and certain(cell, form, forms)[0] is None:
            yield at


def certain(cell: str, form: Form, forms: Forms) -> tuple[str | None, Unit | None]:
    """What a header means to the form beyond doubt: a key, an indicator with its unit, `unused`.

    A header that may mean two things is left open, and so is a unit that no header tells.
    """
    said, known = header(cell, forms.cells), meanings(form)
    unit, meaning = None, known.get(said.whole)
    if meaning is None:
        unit, meaning = said.unit, known.get(said.name)
    if meaning is None or meaning == "refused":
        return None, None
    if isinstance(meaning, Key):
        return meaning.value, None
    if not isinstance(meaning, ValueColumn):
        return UNUSED, None
    if meaning.fallback or not (unit is None or forms.cells.measure_alike(unit, meaning.unit)):
        return None, None
    return meaning.indicator, unit or meaning.unit


def _period(sheet: Sheet, line: int, profile: Profile) -> str:
    """What the whole table speaks of, empty where a column says it.

    Raises SheetError where it should be in the title or the file's name, and is not.
    """
    if profile.period_from is None:
        return profile.period
    said = months_of(sheet, line, profile.period_from)
    if said is None:
        code = f"no_months_in_{profile.period_from.value}"
        raise SheetError(code, file=sheet.name, source=profile.source)
    return said


def months_of(sheet: Sheet, line: int, where: PeriodFrom) -> str | None:
    """The months that the file's name, or a cell above that line, tells; None where none does."""
    if where is PeriodFrom.FILE_NAME:
        return title.months([sheet.name])
    return title.months_above(sheet, line)


def check(profile: Profile, forms: Forms) -> Form:
    """The form of a profile whose columns it knows; raises NotFound or WrongUse for any other."""
    form = forms.form(profile.form)
    if form.shape is not Shape.ROWS:
        raise WrongUse("profile_of_no_rows", source=profile.source, form=form.id)
    for column in profile.column:
        _check_column(column, form, forms)
    return form


def check_whole(profile: Profile, form: Form) -> None:
    """Raises WrongUse for a profile that leaves out what its form needs."""
    told = {column.means for column in profile.column}
    if profile.period or profile.period_from:
        told.add(Key.PERIOD.value)
    lacking = missing(told, form)
    if lacking:
        raise WrongUse("profile_lacks", source=profile.source, form=form.id, misses=lacking)


def missing(told: set[str], form: Form) -> list[str]:
    """The keys that a table of the form still needs, and `values` where it has none."""
    there = told | {key.value for key, instead in STANDS_FOR.items() if instead.value in told}
    lacking = [key.value for key in form.needed if key.value not in there]
    if form.grain not in LISTS and not told & set(form.indicators):
        lacking.append("values")
    return lacking


def _check_column(column: MappedColumn, form: Form, forms: Forms) -> None:
    choices = [*(key.value for key in form.known), *form.indicators, UNUSED]
    if column.means not in choices:
        raise NotFound("profile_unknown_meaning", text=column.means, nearest=choices)
    amounts = forms.cells.amount(column.means) if column.means in form.indicators else None
    expected = None if amounts is None else amounts.unit
    if not forms.cells.measure_alike(column.unit, expected):
        raise WrongUse("profile_unit", header=column.header, means=column.means, unit=expected)


def lines(sheet: Sheet, forms: Forms) -> int:
    """The line that most looks like a header: of it the forms know most cells; else the fullest."""
    known = [meanings(form) for form in forms.forms if form.shape is Shape.ROWS]

    def likeness(item: tuple[int, tuple[str, ...]]) -> tuple[int, int]:
        cells = [header(cell, forms.cells) for cell in item[1] if cell.strip()]
        most = max((_n_known(cells, words) for words in known), default=0)
        return most, len(cells)

    return max(enumerate(sheet.head, start=1), key=likeness, default=(1, ()))[0]


def _n_known(cells: Sequence[Header], words: Mapping[str, object]) -> int:
    return sum(cell.whole in words or cell.name in words for cell in cells)
