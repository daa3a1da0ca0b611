"""The places that a register of places brings itself: its rows may be parents of one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from airtrack.domain.batch import Grain
from airtrack.ingest.cells.whereabouts import Gazetteer
from airtrack.ingest.registers.field import made_code
from airtrack.ingest.registers.register import Found
from airtrack.ingest.sheets import sheet as sheets
from airtrack.ingest.sheets.sheet import Sheet

_CODE, _NAME, _PARENT = "place_id", "name", "parent"


def codes(sheet: Sheet, found: Found, gazetteer: Gazetteer) -> dict[str, str]:
    """The codes of a table of places by their names and by themselves; empty for any other."""
    if found.register.grain is not Grain.PLACE:
        return {}
    at = {name: found.at[name] for name in (_CODE, _NAME, _PARENT) if name in found.at}
    width = len(found.headers)
    body = sheets.body(sheet, first_line=found.line + 1, width=width, wanted=list(at.values()))
    said = {name: _texts(body.columns[index].to_pylist()) for name, index in at.items()}
    written = said.get(_CODE) or [""] * len(said[_NAME])
    rows = dict(zip(said[_NAME], zip(written, said[_PARENT], strict=True), strict=True))
    desk = _Desk(rows, frozenset(written) - {""}, gazetteer)
    made = {name: desk.code(name) for name in rows if name}
    return made | {code: code for code in desk.written}


def _texts(cells: list[object]) -> list[str]:
    return [" ".join(str(text).split()) for text in cells]


@dataclass(frozen=True, slots=True)
class _Desk:
    """Code and parent of every row by its name, as they are written."""

    rows: Mapping[str, tuple[str, str]]
    written: frozenset[str]
    gazetteer: Gazetteer

    def code(self, name: str, below: tuple[str, ...] = ()) -> str:
        """The code that the row of that name gets; a circle ends where it began."""
        code_, parent = self.rows[name]
        if code_ or name in below:
            return code_ or name
        return made_code(name, self._parent(parent, (*below, name)), self.gazetteer)

    def _parent(self, text: str, below: tuple[str, ...]) -> str:
        if text in self.rows:
            return self.code(text, below)
        known = None if text in self.written else self.gazetteer.find_in_file(text)
        return text if known is None else known.code
