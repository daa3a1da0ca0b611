"""Ranks in lists that need not be complete: leaving the last n, a better rank, published lists.

Worked out by hand on lists of ten or twenty; ranks share and skip (1, 1, 3; SPEC 4.4).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from airtrack.assess import rank, standing
from airtrack.assess.published import Published
from airtrack.assess.standing import Standing
from airtrack.domain import period as periods
from airtrack.domain.target import Baseline, Binding, Op, Scope, Target, TargetKind, ValueState
from airtrack.domain.verdict import Status, Verdict

OWN = "own"
OTHERS = [f"c{number}" for number in range(1, 20)]


def ranks(*values: int) -> dict[str, int]:
    """Our city with the first of these ranks, others with the rest."""
    return dict(zip([OWN, *OTHERS], values, strict=False))


def asked(op: str = ">=", value: str | None = "3") -> Target:
    """To leave the last three of a list of ten in 2024, or to improve on 2023."""
    return Target(
        id="t",
        plan="p",
        kind=TargetKind.RANK,
        places=(OWN,),
        scope=Scope.EACH,
        indicator="composite",
        period="2024",
        op=Op(op),
        value=None if value is None else Decimal(value),
        value_state=ValueState.SET,
        digits=None if value is None else 0,
        basis="excl_dust",
        edition="gb3095-2012",
        baseline=Baseline(period="2023") if value is None else None,
        binding=Binding.STRIVING,
        clause="",
        among="g",
    )


def leaving(found: dict[str, int], *, total: int = 10) -> bool | None:
    own = Standing.among(OWN, found, n_total=total)
    assert own is not None
    compared = rank.leaves(asked(), own)
    assert compared is not None
    return compared.holds


@pytest.mark.parametrize(
    ("found", "holds"),
    [
        pytest.param(ranks(8, 1, 2, 3, 4, 5, 6, 7, 9, 10), False, id="two are worse"),
        pytest.param(ranks(7, 1, 2, 3, 4, 5, 6, 8, 9, 10), True, id="three are worse: on"),
        pytest.param(ranks(6, 1, 2, 3, 4, 5, 7, 8, 9, 10), True, id="four are worse"),
        pytest.param(
            ranks(7, 1, 2, 3, 4, 5, 6, 7, 9, 10), False, id="tie: the equal one is not worse"
        ),
    ],
)
def test_enough_cities_must_be_strictly_worse(found: dict[str, int], holds: bool) -> None:
    assert leaving(found) is holds


@pytest.mark.parametrize(
    ("found", "total", "holds"),
    [
        pytest.param(ranks(1, 2, 3, 4), 10, True, id="three are worse: enough already"),
        pytest.param(ranks(2, 1, 3, 4), 10, None, id="two are worse, six unknown: 8 at most"),
        pytest.param(ranks(4, 1, 2, 3), 6, False, id="none is worse, two unknown: 2 at most"),
        pytest.param(ranks(4, 1, 2, 3), 7, None, id="none is worse, three unknown: 3 at most"),
    ],
)
def test_cities_without_data_leave_it_open_only_while_they_can_turn_it(
    found: dict[str, int], total: int, holds: bool | None
) -> None:
    assert leaving(found, total=total) is holds


@pytest.mark.parametrize(
    ("holds", "is_over", "status"),
    [
        pytest.param(True, True, "met", id="over, left"),
        pytest.param(False, True, "missed", id="over, not left"),
        pytest.param(None, True, "insufficient", id="over, open"),
        pytest.param(True, False, "on_track", id="running, left so far"),
        pytest.param(False, False, "off_track", id="running, not left so far"),
        pytest.param(None, False, "insufficient", id="running, open"),
    ],
)
def test_a_rank_is_decided_only_when_the_period_is_over(
    holds: bool | None, is_over: bool, status: str
) -> None:
    assert standing.status(holds, is_over=is_over) == status


def test_a_verdict_on_a_rank_counts_the_cities_behind(verdict_of: Verdict) -> None:
    own = Standing.among(OWN, ranks(8, 1, 2, 3, 4, 5, 6, 7, 9, 10), n_total=10)
    assert own is not None
    compared = rank.leaves(asked(), own)
    assert compared is not None
    verdict = rank.filled(verdict_of, compared, is_over=True)
    assert (verdict.status, verdict.decided) == (Status.MISSED, True)
    assert (verdict.actual, verdict.required, verdict.gap) == (Decimal(2), Decimal(3), Decimal(1))


@pytest.fixture
def verdict_of() -> Verdict:
    """A verdict without a figure."""
    return Verdict(
        asked(), OWN, False, date(2024, 12, 31), Status.INSUFFICIENT, required=None, unit=""
    )


@pytest.mark.parametrize(
    ("now", "before", "op", "holds"),
    [
        pytest.param(5, 6, "<", True, id="better"),
        pytest.param(6, 6, "<", False, id="tie: as good is no improvement"),
        pytest.param(6, 6, "<=", True, id="tie: as good is no deterioration"),
        pytest.param(7, 6, "<", False, id="worse"),
    ],
)
def test_a_rank_improves_on_that_of_the_year_before(
    now: int, before: int, op: str, holds: bool
) -> None:
    full = list(range(1, 11))
    one, other = (
        Standing.among(OWN, ranks(own, *[n for n in full if n != own]), n_total=10)
        for own in (now, before)
    )
    assert one is not None
    assert other is not None
    compared = rank.improves(asked(op, None), one, other)
    assert compared is not None
    assert compared.holds is holds


@pytest.mark.parametrize(
    ("now", "unknown", "before", "holds"),
    [
        pytest.param(3, 2, 6, True, id="3, at worst 5, against 6"),
        pytest.param(3, 3, 6, None, id="3, at worst 6, against 6"),
        pytest.param(6, 3, 6, False, id="6 at best, against 6"),
    ],
)
def test_unranked_cities_may_push_a_rank_back(
    now: int, unknown: int, before: int, holds: bool | None
) -> None:
    one = Standing(now, now + unknown, 0, unknown, 10 - unknown, 10)
    other = Standing(before, before, 0, 0, 10, 10)
    compared = rank.improves(asked("<", None), one, other)
    assert compared is not None
    assert compared.holds is holds


def published(listed: str, **found: int) -> Published:
    """A list of 2024 of the set g."""
    return Published("g", "composite", periods.of_year(2024), listed, found, "no. 1", "")


@pytest.mark.parametrize(
    ("found", "worse"),
    [
        pytest.param({"a": 1, "b": 2, "own": 3}, (2, 2), id="third from the end: two are worse"),
        pytest.param({"a": 1, "own": 2, "b": 2}, (1, 1), id="tie: the equal one is not worse"),
        pytest.param({"own": 1, "a": 2}, (0, 0), id="the last"),
        pytest.param({"a": 1, "b": 2, "c": 3}, (3, 19), id="not on the list: all on it are worse"),
    ],
)
def test_a_list_of_the_last_places_counts_from_the_worst(
    found: dict[str, int], worse: tuple[int, int]
) -> None:
    own = published("last", **found).standing(OWN, n_total=20)
    assert own is not None
    assert (own.least_worse, own.most_worse) == worse


def test_a_place_on_the_list_of_the_last_has_a_rank() -> None:
    # of 20, the second from the end with one equal: 17 better ones, so rank 18
    own = published("last", a=1, own=2, b=2).standing(OWN, n_total=20)
    assert own is not None
    assert (own.best_rank, own.worst_rank) == (18, 18)


@pytest.mark.parametrize(
    ("found", "worse"),
    [
        pytest.param({"a": 1, "own": 2, "b": 3}, (18, 18), id="second: 18 of 20 are behind"),
        pytest.param({"a": 1, "own": 1, "b": 3}, (18, 18), id="tie: 1, 1, 3"),
        pytest.param({"a": 1, "b": 2}, (0, 17), id="not on the list"),
    ],
)
def test_a_list_of_the_first_places_counts_from_the_best(
    found: dict[str, int], worse: tuple[int, int]
) -> None:
    own = published("first", **found).standing(OWN, n_total=20)
    assert own is not None
    assert (own.least_worse, own.most_worse) == worse


def test_a_list_with_a_gap_says_nothing_of_those_not_on_it() -> None:
    assert published("last", a=1, b=3).standing(OWN, n_total=20) is None


def test_a_whole_list_says_nothing_of_those_not_on_it() -> None:
    assert published("all", a=1, b=2).standing(OWN, n_total=20) is None
