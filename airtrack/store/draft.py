"""A draft: the typed rows of one source, ready to become a batch.

Values are integer thousandths of their unit (µg/m³; CO mg/m³), missing is null. A day has the
hours 1 to 24: hour h is the hour that ends at h o'clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from airtrack.domain.batch import Grain, Stage
from airtrack.domain.pollutant import Pollutant
from airtrack.errors import Level, Problem

VALUE_COLUMNS = tuple(f"{pollutant}_milli" for pollutant in Pollutant)

_KEY = [("place_id", pa.string()), ("on_date", pa.date32())]
_VALUES = [(name, pa.int32()) for name in VALUE_COLUMNS]
_ORIGIN = [("file_no", pa.int16()), ("source_row", pa.int32())]

ROWS: dict[Grain, pa.Schema] = {
    Grain.HOUR: pa.schema([*_KEY, ("hour", pa.int8()), *_VALUES, *_ORIGIN]),
    Grain.DAY: pa.schema([*_KEY, *_VALUES, *_ORIGIN]),
}
"""Columns of `rows.parquet`; `file_no` counts `Draft.members` from 0, `source_row` lines from 1."""

ASIDE = pa.schema([("place_name", pa.string()), *_ORIGIN])
"""Columns of `aside.parquet`: where the rows of unknown places stand in the original files."""


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one file as they came; `name` is its path inside the source, with `/`."""

    name: str
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What one source says; `rows` follow `ROWS[grain]`, sorted, one row a place and time.

    `members` are the tables inside the source in the order of `file_no` (one for a plain file).
    `n_rows` counts the data rows read, those kept aside and repeated ones included. `digits` are
    the most decimals delivered per pollutant. `problems` hold every finding; nothing of a draft
    with a blocker may be committed.
    """

    source_name: str
    sha256: str
    form: str
    grain: Grain
    stage: Stage
    rows: pa.Table
    aside: pa.Table
    members: tuple[str, ...]
    originals: tuple[Original, ...]
    n_rows: int
    digits: dict[Pollutant, int]
    problems: list[Problem] = field(default_factory=list)

    @property
    def blocked(self) -> bool:
        """True when a problem forbids the commit."""
        return any(problem.level is Level.BLOCKER for problem in self.problems)

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day that the rows speak of, or None without rows."""
        if not self.rows.num_rows:
            return None
        import pyarrow.compute as pc

        low_high = pc.min_max(self.rows["on_date"]).as_py()
        return low_high["min"], low_high["max"]
