"""A quarter of three cities with everything that the page of quality tells, as files to load.

What must come out is counted by hand: see the names of the functions.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from tests.command import Run

DAYS = "日期,城市,PM2.5,PM10,SO2,NO2,CO,O3_8h\n"
TABLE = "城市,时段,SO2,NO2,PM10,PM2.5,CO,O3,有效天数,综合指数\n"
LEDGER = "城市,开始日期,结束日期,类型,状态,依据,认定单位\n"
FIRST, LAST = date(2025, 1, 1), date(2025, 4, 10)
HOLE = {date(2025, 2, 10) + timedelta(n) for n in range(4)}


def days() -> str:
    """To 10 April; 湘潭 lacks 4 days of February (24 are left) and its ozone on 1 March.

    株洲 has PM2.5 above PM10 on 5 January, and 36 of NO2 on five days from 11 January on.
    """
    lines = [DAYS, "2024-12-31,长沙,50,70,12,33,1.2,90\n"]
    for offset in range((LAST - FIRST).days + 1):
        on = FIRST + timedelta(offset)
        for city in ("长沙", "株洲", "湘潭"):
            if city == "湘潭" and on in HOLE:
                continue
            pm25 = 90 if (city, on) == ("株洲", date(2025, 1, 5)) else 30 + offset % 2
            is_stuck = city == "株洲" and date(2025, 1, 11) <= on <= date(2025, 1, 15)
            no2 = 36 if is_stuck else 27 + offset % 3
            ozone = "" if (city, on) == ("湘潭", date(2025, 3, 1)) else 110 + offset % 2
            values = f"{pm25},{60 + offset % 2},{8 + offset % 2},{no2},0.{8 + offset % 2}"
            lines.append(f"{on.isoformat()},{city},{values},{ozone}\n")
    return "".join(lines)


def correction() -> str:
    """长沙 on 2 and 3 January: PM2.5 31 → 45 and 30 → 46, the other values as they were.

    And on the last day of 2024: 50 → 55.
    """
    return (
        f"{DAYS}2024-12-31,长沙,55,70,12,33,1.2,90\n"
        "2025-01-02,长沙,45,61,9,28,0.9,111\n"
        "2025-01-03,长沙,46,60,8,29,0.8,110\n"
    )


def table() -> str:
    """March of 长沙 as published: PM2.5 of 39 where the days give another."""
    return f"{TABLE}长沙,2025年3月,8,28,60,39,0.9,111,31,3.55\n"


def events() -> str:
    """Dust in 株洲 on 11 and 12 March, approved."""
    return f"{LEDGER}株洲,2025-03-11,2025-03-12,沙尘,已批准,120号,总站\n"


def load(airtrack: Run, store: Path, *, folder: Path) -> None:
    """The four files, each a batch, in this order."""
    for name, text in (
        ("days.csv", days()),
        ("correction.csv", correction()),
        ("march.csv", table()),
        ("events.csv", events()),
    ):
        (folder / name).write_text(text, encoding="utf-8")
        done = airtrack("load", folder / name, store=store)
        assert done.returncode == 0, done.stdout + done.stderr
