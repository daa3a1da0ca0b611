"""Whether registered places and groups fit what is on file: kin, names, days.

Every finding is a blocker: a place is what figures are filed under, so nothing about it is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from airtrack.domain.batch import Grain
from airtrack.domain.place import Place, PlaceKind
from airtrack.errors import Level, Problem
from airtrack.ingest.cells.whereabouts import Gazetteer
from airtrack.ingest.registers.register import Entered, Row


@dataclass(frozen=True, slots=True)
class Line:
    """One record, and where it stands; `heads` are the headers of its table."""

    file: str
    heads: Mapping[str, str]
    row: Row

    def text(self, name: str) -> str:
        """What a column says; empty where it says nothing."""
        return str(self.row.get(name) or "")

    def day(self, name: str) -> date | None:
        """The day in a column."""
        found = self.row.get(name)
        return found if isinstance(found, date) else None

    @property
    def number(self) -> int | None:
        """The line of the table."""
        found = self.row.get("source_row")
        return found if isinstance(found, int) else None

    def problem(self, code: str, name: str, /, *, value: str = "", **told: object) -> Problem:
        """A blocker about a cell."""
        column = self.heads.get(name, name)
        shown = value or self.text(name)
        return Problem(
            *(Level.BLOCKER, code, self.file),
            row=self.number,
            column=column,
            value=shown,
            params=told,
        )


def problems(entered: Mapping[str, Entered], gazetteer: Gazetteer) -> Iterator[Problem]:
    """Everything that is wrong about the places, or about the groups, of these tables."""
    places = _lines(entered, Grain.PLACE)
    groups = _lines(entered, Grain.MEMBERSHIP)
    for line in (*places, *groups):
        yield from _span(line)
    desk = _Places(gazetteer, {line.text("place_id"): line for line in places})
    for line in places:
        yield from desk.problems(line)
    yield from _named_twice(places, gazetteer)
    yield from _Groups(gazetteer, groups).problems()


def _lines(entered: Mapping[str, Entered], grain: Grain) -> list[Line]:
    return [
        Line(file, table.heads, row)
        for file, table in entered.items()
        if table.register.grain is grain
        for row in table.rows
    ]


def _span(line: Line) -> Iterator[Problem]:
    first, last = line.day("from_on"), line.day("to_on")
    if first is not None and last is not None and first > last:
        yield line.problem("register_span_reversed", "to_on", value=str(last), other=str(first))


@dataclass(frozen=True, slots=True)
class _Places:
    gazetteer: Gazetteer
    own: Mapping[str, Line]

    def problems(self, line: Line) -> Iterator[Problem]:
        """Kin and code of one row."""
        yield from self._kin(line)
        before = self.gazetteer.places.get(line.text("place_id"))
        if before is not None:
            yield from _taken(line, before)

    def _kin(self, line: Line) -> Iterator[Problem]:
        seen = [line.text("place_id")]
        code: str | None = line.text("parent")
        while code is not None:
            is_there = code in self.own or code in self.gazetteer.places
            if not is_there and seen[-1] not in self.own:
                # its batch was withdrawn: nothing that this table could mend
                break
            if code in seen or not is_there:
                names = [self._name(item) for item in (*seen, code)]
                yield line.problem("place_parent_circle", "parent", names=names)
                return
            seen.append(code)
            code = self._parent(code)
        parent = self._kind(line.text("parent"))
        kind = PlaceKind(line.text("kind"))
        if not kind.may_be_under(parent):
            above = self._name(line.text("parent"))
            yield line.problem("place_parent_level", "parent", value=above, name=line.text("name"))

    def _parent(self, code: str) -> str | None:
        """Who governs that one, None at the top."""
        if code in self.own:
            return self.own[code].text("parent")
        parent = self.gazetteer.places[code].parent
        return None if parent in (code, "") else parent

    def _kind(self, code: str) -> PlaceKind:
        if code in self.own:
            return PlaceKind(self.own[code].text("kind"))
        return self.gazetteer.places[code].kind

    def _name(self, code: str) -> str:
        if code in self.own:
            return self.own[code].text("name")
        return self.gazetteer.places[code].name


def _taken(line: Line, before: Place) -> Iterator[Problem]:
    """A code keeps its kind; it gets another name only with a document or a note."""
    if line.text("kind") != before.kind.value:
        yield line.problem("place_other_kind", "kind", name=before.name, code=before.code)
    is_renamed = line.text("name") not in (before.name, *before.aliases)
    if is_renamed and not _says_why(line):
        yield line.problem("place_renamed", "name", name=before.name, code=before.code)


def _says_why(line: Line) -> bool:
    """True where a document or a note stands behind the record."""
    return bool(line.text("document_no") or line.text("note"))


def _named_twice(places: list[Line], gazetteer: Gazetteer) -> Iterator[Problem]:
    """Spellings that mean another place or a group, on record or in the same table."""
    first: dict[str, Line] = {}
    for line in places:
        code = line.text("place_id")
        for name, text in _spellings(line):
            other = _other(text, code, gazetteer)
            earlier = first.setdefault(gazetteer.spelled(text), line)
            if other is None and earlier.text("place_id") != code:
                other = f"{earlier.text('name')} ({earlier.text('place_id')})"
            if other is not None:
                yield line.problem("place_spelling_taken", name, value=text, other=other)


def _spellings(line: Line) -> Iterator[tuple[str, str]]:
    """Column and text of every spelling, each text once."""
    seen = set()
    aliases = line.text("aliases").replace("｜", "|").split("|")
    said = [(name, line.text(name)) for name in ("place_id", "name", "short_name")]
    for name, text in (*said, *(("aliases", alias.strip()) for alias in aliases)):
        if text and text not in seen:
            seen.add(text)
            yield name, text


def _other(text: str, code: str, gazetteer: Gazetteer) -> str | None:
    """What else the text means already, named for people."""
    found = gazetteer.find_in_file(text) or gazetteer.find_province(text)
    if found is not None:
        return None if found.code == code else f"{found.name} ({found.code})"
    if gazetteer.is_group(text):
        group = gazetteer.find_group(text)
        return f"{group.name} ({group.id})"
    return None


@dataclass(frozen=True, slots=True)
class _Groups:
    gazetteer: Gazetteer
    lines: list[Line]

    def problems(self) -> Iterator[Problem]:
        """Names and days of the groups."""
        by_id: dict[str, list[Line]] = {}
        for line in self.lines:
            by_id.setdefault(line.text("group_id"), []).append(line)
        named: dict[str, str] = {}
        for key, lines in by_id.items():
            yield from self._name(key, lines)
            yield from _overlaps(lines)
            text = self.gazetteer.spelled(lines[0].text("group_name"))
            other = named.setdefault(text, key)
            if other != key:
                yield lines[0].problem("group_spelling_taken", "group_name", other=other)

    def _name(self, key: str, lines: list[Line]) -> Iterator[Problem]:
        first = lines[0]
        name = first.text("group_name")
        for line in lines[1:]:
            if line.text("group_name") != name:
                yield line.problem("group_named_twice", "group_name", group=key, other=name)
        for column in ("group_id", "group_name"):
            other = self._other(first.text(column), key)
            if other is not None:
                yield first.problem("group_spelling_taken", column, other=other)
        if self.gazetteer.is_group(key):
            before = self.gazetteer.find_group(key)
            is_other = before.id == key and not self._means(name, key)
            if is_other and not any(map(_says_why, lines)):
                yield first.problem("group_renamed", "group_name", name=before.name, group=key)

    def _means(self, text: str, key: str) -> bool:
        return self.gazetteer.is_group(text) and self.gazetteer.find_group(text).id == key

    def _other(self, text: str, key: str) -> str | None:
        """What else the text means already: another group, a province, the places below one."""
        found = self.gazetteer.find_in_file(text) or self.gazetteer.find_province(text)
        if found is not None:
            return f"{found.name} ({found.code})"
        if self.gazetteer.is_group(text):
            group = self.gazetteer.find_group(text)
            if group.id != key or self.gazetteer.is_made(key):
                return f"{group.name} ({group.id})"
        return None


def _overlaps(lines: list[Line]) -> Iterator[Problem]:
    """A member is in a group once on a day."""
    last: dict[str, tuple[date, Line]] = {}
    for line in sorted(lines, key=lambda item: item.day("from_on") or date.min):
        place = line.text("place_id")
        begins = line.day("from_on") or date.min
        if place in last and begins <= last[place][0]:
            earlier = last[place][1].number
            yield line.problem("register_span_overlap", "place_id", other_row=earlier)
        last[place] = (line.day("to_on") or date.max, line)
