"""Which batches count: synthetic ones give way, to values as a whole and to their own register."""

from __future__ import annotations

from datetime import datetime

import pytest

from airtrack.domain.batch import Batch, BatchEvent, BatchHistory, EventKind, counting


def batch(grain: str, *, synthetic: bool, live: bool = True) -> BatchHistory:
    kinds = [EventKind.COMMITTED, *([] if live else [EventKind.WITHDRAWN])]
    made = Batch(
        *(grain, 1, grain, "", "", "", "audited", 2, 1, 0, None, None),
        is_synthetic=synthetic,
        note="",
    )
    events = (
        BatchEvent(n, grain, kind, "", datetime(2026, 1, 1), "") for n, kind in enumerate(kinds)
    )
    return BatchHistory(made, tuple(events))


DEMO = [batch(grain, synthetic=True) for grain in ("day", "emission", "progress")]
PLAN = batch("plan", synthetic=False)


@pytest.mark.parametrize(
    ("real", "synthetic_left"),
    [
        pytest.param([], {"day", "emission", "progress"}, id="alone"),
        pytest.param([batch("day", synthetic=False)], set(), id="beside real values"),
        pytest.param(
            [batch("emission", synthetic=False)], {"day", "progress"}, id="beside real projects"
        ),
        pytest.param(
            [batch("emission", synthetic=False, live=False)],
            {"day", "emission", "progress"},
            id="beside withdrawn projects",
        ),
    ],
)
def test_synthetic_batches_give_way(real: list[BatchHistory], synthetic_left: set[str]) -> None:
    counted = counting([PLAN, *DEMO, *real])
    assert {item.batch.grain for item in counted if item.batch.is_synthetic} == synthetic_left
    assert PLAN in counted
