"""What the index says of every file of the corpus."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
FILES = FOLDER / "files"
ANY = "*"

Finding = tuple[str, int, str]
"""A code, a row and a column; 0 and an empty column where a finding has none."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What becomes of one file; `error` where it is refused as a whole."""

    name: str
    kind: str
    odd: str
    error: str | None = None
    error_row: int | None = None
    form: str | None = None
    rows: int = 0
    aside: int = 0
    blockers: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()
    reads: tuple[int, str, int] | None = None
    after: str | None = None

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return FILES / self.name

    @property
    def is_caught(self) -> bool:
        """True for a file that the index wants refused or remarked upon."""
        return bool(self.error or self.blockers or self.warnings)


def load() -> list[Expected]:
    """The whole index."""
    text = (FOLDER / "index.toml").read_text(encoding="utf-8")
    return [_expected(item) for item in tomllib.loads(text)["file"]]


def _expected(item: dict[str, object]) -> Expected:
    lists = {
        name: tuple(map(tuple, item.pop(name, ())))  # type: ignore[call-overload]
        for name in ("blockers", "warnings")
    }
    reads = item.pop("reads", None)
    return Expected(**item, **lists, reads=tuple(reads) if reads else None)  # type: ignore[arg-type]
