"""The published table of Sichuan, January to August 2024: ranks with their ties."""

from __future__ import annotations

import csv
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_printed_indices_have_the_published_ranks(
    airtrack: Run, real_data: Path, tmp_path: Path
) -> None:
    """Ranks 12, 12, 14 among them."""
    official = real_data / "official" / "sichuan_2024-01_08_composite.csv"
    with official.open(encoding="utf-8-sig") as stream:
        told = list(csv.DictReader(stream))
    lines = [f"{row['city']},2024年1-8月,{row['composite']}" for row in told]
    table = tmp_path / "table.csv"
    table.write_text("\n".join(["城市,时段,综合指数", *lines]), encoding="utf-8")
    store = tmp_path / "store"
    assert airtrack("load", table, store=store).returncode == 0
    question = ("rank", "--group", "四川省", "--period", "2024-01..2024-08", "--format", "json")
    rows = json.loads(airtrack(*question, store=store).stdout)["rows"]
    assert [(row["rank"], row["value"]) for row in rows] == [
        (int(row["rank"]), float(row["composite"])) for row in told
    ]
    assert [row["rank"] for row in rows][11:14] == [12, 12, 14]
