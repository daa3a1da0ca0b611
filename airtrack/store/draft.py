"""A draft: the typed rows of one source, ready to become a batch.

Values are integer thousandths of their unit (µg/m³; CO mg/m³), missing is null. A day has the
hours 1 to 24: hour h is the hour that ends at h o'clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import pyarrow as pa

from airtrack.domain.batch import Grain, Stage
from airtrack.domain.pollutant import O3_8H, Pollutant
from airtrack.domain.profile import Profile
from airtrack.errors import Level, Problem
from airtrack.store import records

VALUE_COLUMNS = tuple(f"{pollutant}_milli" for pollutant in Pollutant)
HOUR_COLUMNS = (*VALUE_COLUMNS, f"{O3_8H}_milli")

_KEY = [("place_id", pa.string()), ("on_date", pa.date32())]
_VALUES = [(name, pa.int32()) for name in VALUE_COLUMNS]
_OF_HOUR = [(name, pa.int32()) for name in HOUR_COLUMNS]
_ORIGIN = [("file_no", pa.int16()), ("source_row", pa.int32())]

_SPAN = records.SPAN
_TARGET = [
    ("plan_id", pa.string()),
    ("target_id", pa.string()),
    ("position", pa.int32()),
    ("kind", pa.string()),
    ("places", pa.string()),
    ("group_id", pa.string()),
    ("scope", pa.string()),
    ("indicator", pa.string()),
    ("period_key", pa.string()),
    ("op", pa.string()),
    ("value_milli", pa.int64()),
    ("value_state", pa.string()),
    ("unit", pa.string()),
    ("digits", pa.int8()),
    ("compare_rule", pa.string()),
    ("basis", pa.string()),
    ("edition", pa.string()),
    ("baseline_key", pa.string()),
    ("baseline_milli", pa.int64()),
    ("binding", pa.string()),
    ("clause", pa.string()),
    ("reference", pa.string()),
    ("parent", pa.string()),
    ("among", pa.string()),
    ("pollutants", pa.string()),
    ("note", pa.string()),
]
_PLAN = [
    ("plan_id", pa.string()),
    ("title", pa.string()),
    ("title_en", pa.string()),
    ("short_title", pa.string()),
    ("short_title_en", pa.string()),
    ("issuer", pa.string()),
    ("document_no", pa.string()),
    ("issued_on", pa.date32()),
    ("state", pa.string()),
    ("group_id", pa.string()),
    ("sha256", pa.string()),
    ("note", pa.string()),
    ("note_en", pa.string()),
    ("implied", pa.string()),
    ("mentioned", pa.string()),
    ("succeeds", pa.string()),
]
_ITEM = records.ITEM
_TASK = [
    *_ITEM,
    ("section", pa.string()),
    ("title", pa.string()),
    ("text", pa.string()),
    ("due_on", pa.date32()),
    ("due_kind", pa.string()),
    ("lead", pa.string()),
    ("responsible", pa.string()),
    ("support", pa.string()),
    ("is_implied", pa.bool_()),
    ("clause", pa.string()),
    ("reasons", pa.string()),
    ("source_row", pa.int32()),
]
_TASK_MEASURE = [
    *_ITEM,
    ("position", pa.int32()),
    ("indicator", pa.string()),
    ("op", pa.string()),
    ("value_milli", pa.int64()),
    ("value_state", pa.string()),
    ("unit", pa.string()),
    ("digits", pa.int8()),
    ("by_key", pa.string()),
]
_RULE = [
    ("plan_id", pa.string()),
    ("rule_no", pa.int32()),
    ("item_no", pa.int32()),
    ("kind", pa.string()),
    ("body", pa.string()),
    ("places", pa.string()),
    ("group_id", pa.string()),
    ("period_key", pa.string()),
    ("combine", pa.string()),
    ("condition", pa.string()),
    ("indicator", pa.string()),
    ("span", pa.string()),
    ("among", pa.string()),
    ("n_last", pa.int32()),
    ("op", pa.string()),
    ("value_milli", pa.int64()),
    ("digits", pa.int8()),
    ("unit", pa.string()),
    ("tasks", pa.string()),
    ("bindings", pa.string()),
    ("text", pa.string()),
    ("consequence", pa.string()),
    ("rhythm", pa.string()),
    ("clause", pa.string()),
    ("note", pa.string()),
    ("source_row", pa.int32()),
]

_EVENT = [
    ("kind", pa.string()),
    ("state", pa.string()),
    ("first_hour", pa.int8()),
    ("last_hour", pa.int8()),
    ("percent", pa.int16()),
    ("evidence", pa.string()),
    ("decided_by", pa.string()),
    ("decided_on", pa.date32()),
    ("note", pa.string()),
]
_TABLE = [
    ("place_id", pa.string()),
    ("kind", pa.string()),
    *_SPAN,
    ("indicator", pa.string()),
    ("value_milli", pa.int64()),
    ("digits", pa.int8()),
]

_STATION = [
    ("station_id", pa.string()),
    ("name", pa.string()),
    ("place_id", pa.string()),
    ("is_control", pa.bool_()),
    ("from_on", pa.date32()),
    ("to_on", pa.date32()),
    ("lon", pa.float64()),
    ("lat", pa.float64()),
]
_STATION_KEY = [
    ("station_id", pa.string()),
    *_KEY,
    ("hour", pa.int8()),
    ("is_control", pa.bool_()),
]

ROWS: dict[Grain, pa.Schema] = {
    Grain.HOUR: pa.schema([*_KEY, ("hour", pa.int8()), *_OF_HOUR, *_ORIGIN]),
    Grain.DAY: pa.schema([*_KEY, *_VALUES, *_ORIGIN]),
    Grain.REPORT: pa.schema([*_TABLE, ("basis", pa.string()), *_ORIGIN]),
    Grain.ASSESSED: pa.schema([*_TABLE, ("document_no", pa.string()), *_ORIGIN]),
    Grain.EVENT: pa.schema([*_KEY, *_EVENT, *_ORIGIN]),
    Grain.PLAN: pa.schema([*_TARGET, *_ORIGIN]),
    Grain.STATION: pa.schema([*_STATION, *_ORIGIN]),
    Grain.STATION_HOUR: pa.schema([*_STATION_KEY, *_VALUES, *_ORIGIN]),
    **{grain: pa.schema([*columns, *_ORIGIN]) for grain, columns in records.COLUMNS.items()},
}
"""Columns of `rows.parquet`; `file_no` counts `Draft.members` from 0, `source_row` lines from 1.

A report's row is one printed value of a place and a span of days, `kind` single or cumulative,
`digits` the decimals of its column; an assessed one names its document. An event has a row for
each of its days, with the first and last of their hours that it covers. A plan's rows are its
targets, `places` joined by commas.
A station is known by its code, or by place and name with a `/` between them; control stations
(清洁对照点) are not averaged; its days are null where they are not given, as is its position.
"""

PARTS: dict[Grain, dict[str, pa.Schema]] = {
    Grain.PLAN: {
        "plan": pa.schema(_PLAN),
        "task": pa.schema(_TASK),
        "task_measure": pa.schema(_TASK_MEASURE),
        "rule": pa.schema(_RULE),
    }
}
"""Further tables of a batch beside its rows, each in a file of its own.

A batch that was committed before a part came into use has no file for it. A task has a row for each
of its items; bodies are joined by `|`, reasons by `;`. A rule has a row for each of its conditions.
"""

KEYS: dict[Grain, tuple[str, ...]] = {
    Grain.HOUR: ("place_id", "on_date", "hour"),
    Grain.DAY: ("place_id", "on_date"),
    Grain.REPORT: ("place_id", "kind", "period_key", "indicator"),
    Grain.ASSESSED: ("place_id", "kind", "period_key", "indicator"),
    Grain.EVENT: ("place_id", "on_date", "kind"),
    Grain.PLAN: ("plan_id", "target_id"),
    Grain.STATION: ("station_id",),
    Grain.STATION_HOUR: ("station_id", "on_date", "hour"),
    **records.KEYS,
}
"""What a row of the grain is about; a batch has one row for each."""

SUBJECTS: dict[Grain, tuple[str, ...]] = {
    Grain.HOUR: ("place_id",),
    Grain.DAY: ("place_id",),
    Grain.REPORT: ("place_id", "kind", "period_key"),
    Grain.ASSESSED: ("place_id", "kind", "period_key"),
    Grain.EVENT: ("place_id",),
    Grain.PLAN: ("plan_id",),
    Grain.STATION: ("station_id",),
    Grain.STATION_HOUR: ("station_id",),
    **records.SUBJECTS,
}
"""A batch that speaks of a subject is expected to speak of all that is on record about it."""


def stamped(schema: pa.Schema) -> pa.Schema:
    """The columns as written: each row bears the batch and stage that decide what counts."""
    return pa.schema(
        [*schema, pa.field("batch_no", pa.int32()), pa.field("stage_rank", pa.int32())]
    )


def values(grain: Grain) -> tuple[str, ...]:
    """The columns that a row of the grain says something with."""
    known = {*KEYS[grain], *(name for name, _ in _ORIGIN)}
    return tuple(name for name in ROWS[grain].names if name not in known)


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
    with a blocker may be committed. `parts` are the grain's further tables. `encodings` are those
    of its texts; workbooks have none. `profiles` are those that headers were read by,
    `profile_origins` where they came from. `report` says how each table was read: encoding,
    delimiter, lines of the header, what every column was taken for.
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
    parts: dict[str, pa.Table] = field(default_factory=dict)
    encodings: tuple[str, ...] = ()
    profiles: tuple[Profile, ...] = ()
    profile_origins: tuple[str, ...] = ()
    report: dict[str, object] = field(default_factory=dict)

    @property
    def blocked(self) -> bool:
        """True when a problem forbids the commit."""
        return any(problem.level is Level.BLOCKER for problem in self.problems)

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day that the rows speak of, or None for none, plans and lists."""
        is_list = self.grain.is_register or self.grain in (Grain.PLAN, Grain.STATION)
        if not self.rows.num_rows or is_list:
            return None
        import pyarrow.compute as pc

        first, last = ("first_on", "last_on") if self.grain.is_table else ("on_date", "on_date")
        return pc.min(self.rows[first]).as_py(), pc.max(self.rows[last]).as_py()
