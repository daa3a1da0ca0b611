"""What a plan looks like that somebody hands in: its tables, their headers, their words.

Source: `data/forms/plans.toml`; docs/plans.md says what each field means.
"""

from __future__ import annotations

from typing import Self

from pydantic import model_validator

from airtrack.domain.model import Word
from airtrack.domain.spelling import header_key


class PlanColumn(Word):
    """A field and how tables head it; the blank table says `head` and explains it by `meaning`.

    Cells of a `number` are taken in one width; `several` names may stand in one cell.
    """

    field: str
    head: str
    aliases: tuple[str, ...] = ()
    meaning: str = ""
    number: bool = False
    several: bool = False

    @property
    def spellings(self) -> tuple[str, ...]:
        """Every header that means the field, as headers are compared."""
        return tuple(header_key(text) for text in (self.field, self.head, *self.aliases))


class PlanChoice(Word):
    """Texts of a field's cells that mean one word, such as 上限 for `cap`."""

    field: str
    means: str
    aliases: tuple[str, ...]


class PlanSheet(Word):
    """One of the tables: what its sheet or file is called, and its columns in their order.

    `tells` are the fields that no other table has together: by them it is known whatever its name.
    """

    sheet: str
    names: tuple[str, ...]
    tells: tuple[str, ...] = ()
    columns: tuple[PlanColumn, ...]
    choices: tuple[PlanChoice, ...] = ()

    @property
    def fields(self) -> dict[str, PlanColumn]:
        """The columns by every spelling of their headers."""
        return {key: column for column in self.columns for key in column.spellings}

    def is_called(self, name: str) -> bool:
        """True for a name of the sheet or of its file, without ending."""
        return header_key(name) in {header_key(own) for own in (self.sheet, *self.names)}

    def meant(self, field: str, text: str) -> str:
        """The word that a cell of the field means, or its text where it names none."""
        wanted = header_key(text)
        for choice in self.choices:
            if choice.field == field and wanted in map(header_key, choice.aliases):
                return choice.means
        return text

    @model_validator(mode="after")
    def _says_everything_once(self) -> Self:
        owner: dict[str, str] = {}
        for column in self.columns:
            for key in column.spellings:
                if owner.setdefault(key, column.field) != column.field:
                    raise ValueError(f"{key} heads {owner[key]} and {column.field}")
        strange = set(self.tells) - set(owner.values())
        if strange:
            raise ValueError(f"no column is called {', '.join(sorted(strange))}")
        return self


class PlanForm(Word):
    """How a plan is handed in: its own fields, its targets, its tasks, its rules.

    `separators` part the names of a list. `unsaid` is the reason that is noted for a blank cell of
    a task where the table gives none. `advice` stands in the blank workbook.
    """

    id: str
    name: str
    name_en: str
    separators: str
    unsaid: str
    advice: tuple[str, ...] = ()
    plan: PlanSheet
    targets: PlanSheet
    tasks: PlanSheet
    rules: PlanSheet

    @property
    def sheets(self) -> tuple[PlanSheet, PlanSheet, PlanSheet, PlanSheet]:
        """The tables in the order in which they are read: plan, targets, tasks, rules."""
        return (self.plan, self.targets, self.tasks, self.rules)
