"""Reads one text file into a word and says exactly where it is wrong.

Every reader of the registry collects its problems in a `Findings` and goes on, so that all of
them are shown at once.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from airtrack.errors import Level, Problem, RegistryError

_M = TypeVar("_M", bound=BaseModel)


@dataclass
class Findings:
    """Everything that is wrong under one `data/` folder."""

    root: Path
    problems: list[Problem] = field(default_factory=list)

    def add(self, file: Path, code: str, **params: object) -> None:
        """Notes one problem; `where` in `params` is the path of the key inside the file."""
        row = params.pop("row", None)
        self.problems.append(
            Problem(
                Level.BLOCKER,
                code,
                file.relative_to(self.root).as_posix(),
                row=row if isinstance(row, int) else None,
                params=params,
            )
        )

    def unfit(self, file: Path, detail: ErrorDetails, *, row: int | None) -> None:
        """Notes why a text made no word."""
        where = ".".join(str(part) for part in detail["loc"])
        self.add(file, "registry_value", where=where, reason=detail["msg"], row=row)

    def raise_if_any(self) -> None:
        """Raises RegistryError with all problems, if there are any."""
        if self.problems:
            raise RegistryError(self.problems)


def validate(
    model: type[_M], value: object, *, file: Path, findings: Findings, row: int | None = None
) -> _M | None:
    """The word, or None when the text does not make one (the reasons are in `findings`)."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            findings.unfit(file, detail, row=row)
        return None


def toml(model: type[_M], file: Path, findings: Findings) -> _M | None:
    """One TOML file as one word; UTF-8, dates as dates, decimals as exact text or integers."""
    try:
        with file.open("rb") as stream:
            value = tomllib.load(stream, parse_float=str)
    except FileNotFoundError:
        findings.add(file, "registry_missing_file")
        return None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        findings.add(file, "registry_not_toml", reason=str(error))
        return None
    return validate(model, value, file=file, findings=findings)


def table(model: type[_M], file: Path, findings: Findings) -> Iterator[tuple[int, _M]]:
    """The rows of one CSV file (UTF-8, header in line 1) as words, each with its line number.

    An empty cell is left out, so that the word's default holds; `a|b` makes a tuple where the
    word's field is one.
    """
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        findings.add(file, "registry_missing_file")
        return
    except UnicodeDecodeError:
        findings.add(file, "registry_not_utf8")
        return
    listed = {
        name for name, field_ in model.model_fields.items() if "tuple" in str(field_.annotation)
    }
    reader = csv.DictReader(text.splitlines())
    for cells in reader:
        filled = {
            key: tuple(value.split("|")) if key in listed else value
            for key, value in cells.items()
            if value
        }
        word = validate(model, filled, file=file, findings=findings, row=reader.line_num)
        if word is not None:
            yield reader.line_num, word
