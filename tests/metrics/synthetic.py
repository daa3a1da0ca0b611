"""Seeded days and hours of invented weather, and the facts that a build reads them from."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from airtrack.domain import period as periods
from airtrack.domain.batch import Batch, Grain
from airtrack.domain.pollutant import Pollutant
from airtrack.store.draft import PARTS, ROWS
from airtrack.store.snapshot import Facts

# fmt: off
PLACES = (
    "430100", "430200", "430300", "430400", "430500", "430600", "430700", "430800", "430900",
    "431000", "431100", "431200", "431300", "433100", "110000", "120000", "130100", "130200",
    "370100", "371200", "371600", "410100", "420100", "440100", "440300", "500000", "510100",
    "610100", "640100", "650100",
)
# fmt: on
REPORTED = ("640200", "640300")
TOP_MILLI = {"so2": 90, "no2": 120, "pm10": 300, "pm25": 200, "co": 5, "o3": 280}
SHARE_MISSING = 0.03
Row = dict[str, object]
MAY_BE_NULL = {"issued_on", "op", "value_milli", "digits", "baseline_key", "baseline_milli"}
MAY_BE_NULL |= {"n_last"}


def _said(schema: pa.Schema, **row: object) -> Row:
    """The row with an invented text in every column that must not be null."""
    texts = {name: "invented" for name in schema.names if name not in MAY_BE_NULL}
    return texts | {"file_no": 0, "source_row": 1} | row


_OF_PARTS = {"task": {"task_no": 1, "item_no": 1, "due_on": None, "is_implied": False}}
_OF_PARTS["task_measure"] = {
    "task_no": 1,
    "item_no": 1,
    "position": 1,
    "op": ">=",
    "by_key": None,
}
_OF_PARTS["rule"] = {"rule_no": 1, "item_no": 1}
PART_ROWS = {
    part: _said(schema, **_OF_PARTS.get(part, {})) for part, schema in PARTS[Grain.PLAN].items()
}
TARGETS = [
    _said(ROWS[Grain.PLAN], target_id=place, places=place, position=position)
    for position, place in enumerate(PLACES, start=1)
]

RESULTS: list[Row] = [
    {"target_id": "t", "place_id": place, "status": "met", "value_milli": value, "digits": digits}
    | {"document_no": "no. 1", "file_no": 0, "source_row": row}
    for row, (place, value, digits) in enumerate([("430100", 35000, 0), ("430200", None, None)], 2)
]
RANKING: list[Row] = [
    {"group_id": "430000", "indicator": "composite", "period_key": "2019", "listed": "last"}
    | {"first_on": date(2019, 1, 1), "last_on": date(2019, 12, 31), "document_no": "no. 1"}
    | {"place_id": place, "rank": rank, "file_no": 0, "source_row": row}
    for row, (place, rank) in enumerate([("430100", 1), ("430200", None)], 2)
]


def _value(dice: random.Random, pollutant: str) -> int | None:
    if dice.random() < SHARE_MISSING:
        return None
    tenths = dice.randrange(TOP_MILLI[pollutant] * 10)
    return tenths * 100 if pollutant == "co" else tenths // 10 * 1000


def _values(dice: random.Random) -> Row:
    return {f"{pollutant}_milli": _value(dice, str(pollutant)) for pollutant in Pollutant}


def days(first: date, last: date, *, seed: int = 1) -> list[Row]:
    """One row a place and day; about one day in sixty is not there at all."""
    dice = random.Random(seed)
    rows: list[Row] = []
    for number in range((last - first).days + 1):
        for place in PLACES:
            if dice.random() > 1 / 60:
                on_date = first + timedelta(number)
                rows.append({"place_id": place, "on_date": on_date, **_values(dice)})
    return rows


def hours(first: date, last: date, *, seed: int = 2) -> list[Row]:
    """Twenty-four rows a day of the first three places; ozone is beyond the table once."""
    dice = random.Random(seed)
    rows = [
        {"place_id": place, "on_date": first + timedelta(number), "hour": hour, **_values(dice)}
        for number in range((last - first).days + 1)
        for place in PLACES[:3]
        for hour in range(1, 25)
    ]
    for row in rows:
        if (row["place_id"], row["on_date"]) == (PLACES[2], first):
            row["o3_milli"] = 850_000
    return rows


def report(place: str, kind: str, key: str, **values: float) -> list[Row]:
    """The row of one place in a published table; values in their units, day counts too."""
    span = periods.parse(key)
    about = {"place_id": place, "kind": kind, "period_key": span.key, "file_no": 0, "source_row": 2}
    days = {"first_on": span.first_on, "last_on": span.last_on}
    return [
        {**about, **days, "indicator": indicator, "value_milli": round(value * 1000), "digits": 0}
        for indicator, value in values.items()
    ]


def reports(*, seed: int = 3) -> list[Row]:
    """Months of two cities without any day, of two with days, and of a province; sums of one."""
    dice = random.Random(seed)

    def row(place: str, kind: str, key: str, *, counts: bool = True) -> list[Row]:
        values = {str(key): dice.randrange(5, TOP_MILLI[key]) for key in TOP_MILLI if key != "co"}
        n_days = periods.parse(key).days
        said = {"valid_days": n_days, "good_days": n_days - 3, "heavy_days": 0} if counts else {}
        return report(place, kind, key, **values, co=dice.randrange(4, 20) / 10, **said)

    months = [
        f"{index // 12}-{index % 12 + 1:02d}" for index in range(2018 * 12 + 9, 2020 * 12 + 2)
    ]
    rows = [
        value
        for month in months
        for number, place in enumerate(("640000", *REPORTED, *PLACES[3:5]))
        for value in row(place, "single", month, counts=number % 2 == 0)
    ]
    for key in ("2019-01..2019-06", "2019"):
        rows += row(REPORTED[1], "cumulative", key)
    return rows


def events() -> list[Row]:
    """Dust of two days in one city, approved; proposed in another; other events of a third."""
    about = {"first_hour": 1, "last_hour": 24, "percent": None, "decided_on": None, "note": ""}
    said = {"evidence": "invented", "decided_by": "invented", "file_no": 0, "source_row": 2} | about
    days = [date(2019, 4, 11), date(2019, 4, 12), date(2020, 1, 31)]
    return [
        {"place_id": place, "on_date": day, "kind": kind, "state": state, **said}
        for place, kind, state in zip(
            PLACES, ("dust", "dust", "other"), ("approved", "proposed", "approved"), strict=False
        )
        for day in days
    ]


def assessed() -> list[Row]:
    """One city as its authority assessed it."""
    rows = report(PLACES[0], "cumulative", "2019", pm25=40, pm10=60, good_pct=88.8)
    return [row | {"document_no": "invented"} for row in rows]


def records() -> dict[str, list[Row]]:
    """What stands beside the air: a project twice, an amount, a report without a share, a case."""
    day, span = {"on_date": date(2019, 5, 4)}, {"period_key": "2019", "first_on": date(2019, 1, 1)}
    project = {"tonnes_milli": 1500, "state": "accepted"} | day
    amount = {"last_on": date(2019, 12, 31), "value_milli": 7000, "digits": None} | span
    item = {"task_no": 1, "item_no": 1, "percent": None} | day
    undone = {"reply_due_on": None, "replied_on": None, "closed_on": None} | day
    return {
        "emission": [
            _said(ROWS[Grain.EMISSION], place_id=place, **project) for place in PLACES[:2]
        ],
        "amount": [_said(ROWS[Grain.AMOUNT], **amount)],
        "progress": [_said(ROWS[Grain.PROGRESS], **item)],
        "month_target": [_said(ROWS[Grain.MONTH_TARGET], **amount)],
        "issued": [_said(ROWS[Grain.ISSUED], **(amount | {"op": "<="}))],
        "follow_up": [_said(ROWS[Grain.FOLLOW_UP], **undone)],
    }


def storm(first: date) -> list[Row]:
    """A day of calm air with a storm of dust in the afternoon, hour by hour."""
    calm, storm = (60_000, 40_000), (600_000, 90_000)
    rows = []
    for hour in range(1, 25):
        pm10, pm25 = storm if 12 <= hour < 17 else calm
        values = {f"{key}_milli": 20_000 for key in Pollutant} | {"co_milli": 800}
        values |= {"pm10_milli": pm10, "pm25_milli": pm25}
        rows.append({"place_id": PLACES[3], "on_date": first, "hour": hour, **values})
    return rows


def stations() -> list[Row]:
    """Three stations of a city, the last one a control station; one of another city, with days."""
    day = {"from_on": date(2019, 1, 1), "to_on": date(2020, 1, 26), "lon": 112.9, "lat": 28.2}
    given = (
        ("1001A", PLACES[4], False, {}),
        ("1002A", PLACES[4], False, {}),
        ("1003A", PLACES[4], True, {}),
        ("1004A", PLACES[5], False, day),
    )
    said = {"file_no": 0, "source_row": 2}
    return [
        {"station_id": code, "name": code, "place_id": place, "is_control": control, **said, **days}
        for code, place, control, days in given
    ]


def station_hours(first: date, last: date, *, seed: int = 4) -> list[Row]:
    """Twenty-four rows a day of every station, and of two that no table knows."""
    dice = random.Random(seed)
    told = [(str(row["station_id"]), str(row["place_id"])) for row in stations()]
    told += [(f"{PLACES[5]}/{name}", PLACES[5]) for name in ("1004A", "invented")]
    return [
        {
            "station_id": station,
            "place_id": place,
            "on_date": first + timedelta(number),
            "hour": hour,
            "is_control": False,
            **_values(dice),
        }
        for number in range((last - first).days + 1)
        for station, place in told
        for hour in range(1, 25)
    ]


def facts(folder: Path, **batches: list[Row]) -> Facts:
    """The live batches by their grain, in the order given; all of them are provisional."""
    live = []
    for batch_no, (grain, rows) in enumerate(batches.items(), start=1):
        path = folder / grain / "rows.parquet"
        path.parent.mkdir()
        pq.write_table(_table(ROWS[Grain(grain)], rows, batch_no=batch_no), path)
        for part, schema in PARTS.get(Grain(grain), {}).items():
            pq.write_table(
                _table(schema, [PART_ROWS[part]], batch_no=batch_no), path.with_stem(part)
            )
        live.append((_batch(grain, batch_no=batch_no, n_rows=len(rows)), path))
    return Facts(tuple(live), ())


def _table(schema: pa.Schema, rows: list[Row], *, batch_no: int) -> pa.Table:
    stamps = [pa.field("batch_no", pa.int32()), pa.field("stage_rank", pa.int32())]
    stamped = [{**row, "batch_no": batch_no, "stage_rank": 1} for row in rows]
    return pa.Table.from_pylist(stamped, schema=pa.schema([*schema, *stamps]))


def _batch(grain: str, *, batch_no: int, n_rows: int) -> Batch:
    return Batch(
        batch_id=f"b{batch_no}",
        batch_no=batch_no,
        grain=grain,
        form="invented",
        source_name="invented",
        sha256="",
        stage="provisional",
        stage_rank=1,
        n_rows=n_rows,
        n_aside=0,
        first_on=None,
        last_on=None,
        is_synthetic=True,
        note="",
    )
