"""A plan that was committed before tasks were kept still counts, as it is."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import synthetic
from in_memory import filled

from airtrack.metrics.reference import Reference
from airtrack.store.snapshot import Facts

NEW_COLUMNS = {"rows": ["among", "pollutants"], "plan": ["implied", "mentioned"]}
NEW_PARTS = ("task", "task_measure", "rule")


def as_before(folder: Path) -> Facts:
    """The invented plan in the files that an earlier version wrote."""
    made = synthetic.facts(folder, plan=synthetic.TARGETS)
    for part, columns in NEW_COLUMNS.items():
        file = folder / "plan" / f"{part}.parquet"
        pq.write_table(pq.read_table(file).drop_columns(columns), file)
    for part in NEW_PARTS:
        (folder / "plan" / f"{part}.parquet").unlink()
    return made


def test_its_targets_count_and_have_nothing_in_the_new_columns(
    tmp_path: Path, reference: Reference
) -> None:
    database = filled(as_before(tmp_path), reference=reference, threads=1)
    found = database.connection.execute(
        "select count(*), count(*) filter (among = '' and pollutants = '') from target"
    ).fetchone()
    assert found == (len(synthetic.TARGETS), len(synthetic.TARGETS))


def test_it_has_no_tasks_and_rules(tmp_path: Path, reference: Reference) -> None:
    database = filled(as_before(tmp_path), reference=reference, threads=1)
    query = "select (select count(*) from task_item), (select count(*) from task_measure)"
    assert database.connection.execute(query).fetchone() == (0, 0)
    query = "select count(*) from rule_condition"
    assert database.connection.execute(query).fetchone() == (0,)
    assert database.connection.execute("select implied, mentioned from plan").fetchone() == ("", "")
