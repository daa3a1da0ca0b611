"""Which tables of a source are those of a plan: by their names, or by their headers.

Source: `data/forms/plans.toml` says what sheets, files and columns are called.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from airtrack.domain.plan_form import PlanForm, PlanSheet
from airtrack.domain.register import Register
from airtrack.domain.spelling import header_key
from airtrack.errors import SheetError
from airtrack.ingest.registers import register
from airtrack.ingest.sheets import sheet
from airtrack.ingest.sheets.walk import Member, Source

NAMES = ("plan", "targets", "tasks", "rules")
_HEAD = 10
_MOST_TABLES, _LONGEST = 8, 1 << 20
_SHEET_OF = " · "
_ENDINGS = (".gz", ".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls")


@dataclass(slots=True)
class Found:
    """The members of a source that are called like a table of a plan."""

    called: dict[str, list[Member]] = field(default_factory=dict)
    others: list[Member] = field(default_factory=list)

    def one(self, name: str) -> Member | None:
        """The first of that name, or None."""
        return next(iter(self.called.get(name, [])), None)


def is_plan(source: Source, form: PlanForm) -> bool:
    """True where the source has the text of a plan, or its sheet or targets under their header."""
    if source.texts:
        return True
    found = found_in(source, form)
    plan, targets, tasks = (found.one(name) for name in ("plan", "targets", "tasks"))
    if plan is not None and (targets is not None or tasks is not None):
        return True
    return targets is not None and _is_headed(page_of(targets), form.targets)


def is_headed(source: Source, form: PlanForm, registers: Sequence[Register]) -> bool:
    """True where a table of the source is one of a plan by its header, whatever its name.

    A header of which a register knows as much is that register's. Tables longer than any plan has
    are not looked at.
    """
    for page in _short_pages(source):
        known = [header_of(page, own)[1] for own in form.sheets if _is_headed(page, own)]
        other = register.find(page, registers) if known else None
        if known and max(known) > (0 if other is None else other.n_recognised):
            return True
    return False


def _short_pages(source: Source) -> Iterator[sheet.Sheet]:
    """The first tables, as far as they can be read and are no longer than those of a plan."""
    for member in source.members[:_MOST_TABLES]:
        data = member.data()
        if len(data) > _LONGEST:
            continue
        try:
            yield sheet.read(
                member.name, data, delimiter=member.delimiter, encoding=member.encoding
            )
        except SheetError:
            # whoever reads the source as tables of values says why
            continue


def part_of(name: str, form: PlanForm) -> str | None:
    """Which table of a plan a file of that name is, or None."""
    stem = _stem(name)
    if PurePosixPath(name).name.lower() == "plan.toml":
        return "plan"
    for called, own in zip(NAMES, form.sheets, strict=True):
        if own.is_called(stem):
            return called
    return None


def gathered(paths: Sequence[Path], form: PlanForm) -> list[Path | tuple[Path, tuple[str, ...]]]:
    """The paths, with files of one folder that are tables of one plan taken together.

    Together they stand as folder and names, at the place of the first of them.
    """
    by_folder: dict[Path, list[Path]] = {}
    for path in paths:
        if path.is_file() and part_of(path.name, form) is not None:
            by_folder.setdefault(path.parent, []).append(path)
    whole = {folder: own for folder, own in by_folder.items() if len(own) > 1}
    found: list[Path | tuple[Path, tuple[str, ...]]] = []
    for path in paths:
        own = whole.get(path.parent, [])
        if path not in own:
            found.append(path)
        elif path == own[0]:
            found.append((path.parent, tuple(item.name for item in own)))
    return found


def found_in(source: Source, form: PlanForm, *, by_header: bool = False) -> Found:
    """Which member is which table; those with other names only where their headers are asked."""
    found = Found()
    for member in source.members:
        called = part_of(member.name, form)
        if called is None and by_header:
            called = _part_by_header(member, form)
        if called is None:
            found.others.append(member)
        else:
            found.called.setdefault(called, []).append(member)
    return found


def _stem(name: str) -> str:
    """The name of a sheet, else that of a file without folders and ending."""
    last = PurePosixPath(name.rpartition(_SHEET_OF)[2]).name
    for ending in _ENDINGS:
        if last.lower().endswith(ending):
            last = last[: -len(ending)]
    return last


def page_of(member: Member) -> sheet.Sheet:
    """The cells of the table; raises SheetError where it cannot be read."""
    return sheet.read(
        member.name, member.data(), delimiter=member.delimiter, encoding=member.encoding
    )


def header_of(page: sheet.Sheet, known: PlanSheet) -> tuple[int, int]:
    """The line of the header among the first ones, and how many columns of it are known."""
    fields = known.fields
    counted = [
        (sum(header_key(cell) in fields for cell in cells), -line)
        for line, cells in enumerate(page.head[:_HEAD], start=1)
    ]
    most, line = max(counted, default=(0, -1))
    return -line, most


def _is_headed(page: sheet.Sheet, known: PlanSheet) -> bool:
    """True where a line heads what only that table of a plan has together."""
    line, _ = header_of(page, known)
    head = page.head[line - 1] if page.head else ()
    fields = (known.fields.get(header_key(cell)) for cell in head)
    told = {column.field for column in fields if column is not None}
    return bool(known.tells) and told >= set(known.tells)


def _part_by_header(member: Member, form: PlanForm) -> str | None:
    page = page_of(member)
    headed = (name for name, own in zip(NAMES, form.sheets, strict=True) if _is_headed(page, own))
    return next(headed, None)
