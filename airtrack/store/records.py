"""Columns of the records of registers (台账): what stands beside the values of the air.

A record is replaced by a later one of the same key. Numbers are integer thousandths with the
decimals delivered, tonnes and degrees too. A row of `ranking` is a place on a published list:
`listed` says whether the list is whole, or its first or last places.
"""

from __future__ import annotations

import pyarrow as pa

from airtrack.domain.batch import Grain

Columns = list[tuple[str, pa.DataType]]

SPAN: Columns = [
    ("period_key", pa.string()),
    ("first_on", pa.date32()),
    ("last_on", pa.date32()),
]
ITEM: Columns = [("plan_id", pa.string()), ("task_no", pa.int32()), ("item_no", pa.int32())]
_NUMBER = [("value_milli", pa.int64()), ("digits", pa.int8())]
_DECIDED = [("document_no", pa.string()), ("decided_by", pa.string()), ("decided_on", pa.date32())]
_REPORTED = [("evidence", pa.string()), ("reported_by", pa.string()), ("note", pa.string())]

_PLACE = [
    ("place_id", pa.string()),
    ("name", pa.string()),
    ("short_name", pa.string()),
    ("kind", pa.string()),
    ("parent", pa.string()),
    ("aliases", pa.string()),
    ("from_on", pa.date32()),
    ("to_on", pa.date32()),
    ("lon_milli", pa.int64()),
    ("lat_milli", pa.int64()),
    ("document_no", pa.string()),
    ("note", pa.string()),
]
_MEMBERSHIP = [
    ("group_id", pa.string()),
    ("group_name", pa.string()),
    ("place_id", pa.string()),
    ("from_on", pa.date32()),
    ("to_on", pa.date32()),
    ("document_no", pa.string()),
    ("note", pa.string()),
]
_ISSUED = [
    ("target_id", pa.string()),
    ("place_id", pa.string()),
    ("indicator", pa.string()),
    *SPAN,
    ("op", pa.string()),
    *_NUMBER,
    ("unit", pa.string()),
    ("document_no", pa.string()),
    ("note", pa.string()),
]
_RESULT = [
    ("target_id", pa.string()),
    ("place_id", pa.string()),
    ("status", pa.string()),
    *_NUMBER,
    *_DECIDED,
    ("note", pa.string()),
]
_RANKING = [
    ("group_id", pa.string()),
    ("indicator", pa.string()),
    *SPAN,
    ("listed", pa.string()),
    ("place_id", pa.string()),
    ("rank", pa.int32()),
    *_NUMBER,
    *_DECIDED,
]
_EMISSION = [
    ("project_id", pa.string()),
    ("project", pa.string()),
    ("place_id", pa.string()),
    ("pollutant", pa.string()),
    ("tonnes_milli", pa.int64()),
    ("on_date", pa.date32()),
    ("state", pa.string()),
    ("document_no", pa.string()),
    ("note", pa.string()),
]
_AMOUNT = [
    ("place_id", pa.string()),
    ("indicator", pa.string()),
    *SPAN,
    *_NUMBER,
    ("unit", pa.string()),
    *_REPORTED,
]
_MONTH_TARGET = [
    ("target_id", pa.string()),
    ("place_id", pa.string()),
    ("indicator", pa.string()),
    *SPAN,
    *_NUMBER,
    ("unit", pa.string()),
    ("document_no", pa.string()),
    ("note", pa.string()),
]
_PROGRESS = [
    *ITEM,
    ("body", pa.string()),
    ("on_date", pa.date32()),
    ("state", pa.string()),
    ("percent", pa.int16()),
    *_REPORTED,
]
_FOLLOW_UP = [
    ("case_no", pa.string()),
    ("kind", pa.string()),
    ("body", pa.string()),
    ("place_id", pa.string()),
    ("plan_id", pa.string()),
    ("subject", pa.string()),
    ("issued_by", pa.string()),
    ("on_date", pa.date32()),
    ("reply_due_on", pa.date32()),
    ("replied_on", pa.date32()),
    ("closed_on", pa.date32()),
    ("note", pa.string()),
]

COLUMNS: dict[Grain, Columns] = {
    Grain.PLACE: _PLACE,
    Grain.MEMBERSHIP: _MEMBERSHIP,
    Grain.ISSUED: _ISSUED,
    Grain.RESULT: _RESULT,
    Grain.RANKING: _RANKING,
    Grain.EMISSION: _EMISSION,
    Grain.AMOUNT: _AMOUNT,
    Grain.MONTH_TARGET: _MONTH_TARGET,
    Grain.PROGRESS: _PROGRESS,
    Grain.FOLLOW_UP: _FOLLOW_UP,
}
"""Columns before those that say where in the source a record stands."""

KEYS: dict[Grain, tuple[str, ...]] = {
    Grain.PLACE: ("place_id",),
    Grain.MEMBERSHIP: ("group_id", "place_id", "from_on"),
    Grain.ISSUED: ("target_id", "place_id", "indicator", "period_key"),
    Grain.RESULT: ("target_id", "place_id"),
    Grain.RANKING: ("group_id", "indicator", "period_key", "listed", "place_id"),
    Grain.EMISSION: ("project_id", "place_id", "pollutant"),
    Grain.AMOUNT: ("place_id", "indicator", "period_key"),
    Grain.MONTH_TARGET: ("place_id", "indicator", "period_key", "target_id"),
    Grain.PROGRESS: ("plan_id", "task_no", "item_no", "body", "on_date"),
    Grain.FOLLOW_UP: ("case_no",),
}
"""What a record is about; a batch has one record for each."""

SUBJECTS: dict[Grain, tuple[str, ...]] = KEYS | {
    Grain.MEMBERSHIP: ("group_id",),
    Grain.RANKING: ("group_id", "indicator", "period_key", "listed"),
}
"""A group or a published list is told as a whole, other records one by one."""
