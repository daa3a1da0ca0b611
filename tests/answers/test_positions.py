"""Who is among the first and last, who moved, and what each member adds to a change of the mean."""

from __future__ import annotations

import pytest

from airtrack.answers import positions
from airtrack.answers.positions import Ends
from airtrack.answers.rank import Ranked
from airtrack.answers.region import waterfall


def rows(*ranks: int) -> list[Ranked]:
    """A ranking by rank alone; codes are letters in its order."""
    return [
        Ranked(rank, chr(ord("a") + seat), "", "", float(rank), None, None, None)
        for seat, rank in enumerate(ranks)
    ]


@pytest.mark.parametrize(
    ("ranks", "n", "expected"),
    [
        pytest.param((1, 2, 3, 4, 5, 6), 2, Ends(2, frozenset("ab"), frozenset("ef")), id="two"),
        pytest.param(
            (1, 2, 3, 4, 5, 6), 10, Ends(2, frozenset("ab"), frozenset("ef")), id="a-third-at-most"
        ),
        pytest.param(
            (1, 2, 2, 4, 5, 6), 2, Ends(2, frozenset("abc"), frozenset("ef")), id="tie-at-the-top"
        ),
        pytest.param(
            (1, 2, 3, 4, 4, 6), 2, Ends(2, frozenset("ab"), frozenset("def")), id="tie-at-the-end"
        ),
        pytest.param((1, 1, 1), 1, Ends(0, frozenset(), frozenset()), id="all-of-them-tie"),
        pytest.param((1, 2), 10, Ends(0, frozenset(), frozenset()), id="two-places-have-no-ends"),
    ],
)
def test_whoever_ties_with_the_last_of_them_is_one_of_them(
    ranks: tuple[int, ...], n: int, expected: Ends
) -> None:
    assert positions.ends(rows(*ranks), n) == expected


def test_the_steps_lead_from_the_mean_of_then_to_that_of_now() -> None:
    # (40 + 38 + 30) / 3 = 36, (43 + 38 + 24) / 3 = 35: +3 and -6, a third of each
    pairs = {"a": (40, 43), "b": (38, 38), "c": (30, 24), "d": (None, 50)}
    names = {"a": "甲", "b": "乙", "c": "丙", "d": "丁"}
    found = waterfall(pairs, digits=0, names=names, at_each_end=10)
    assert found is not None
    assert (found.before, found.after, found.n, found.lacking) == (36.0, 35.0, 3, ("丁",))
    told = [(step.name, step.step, step.starts, step.ends) for step in found.steps]
    assert told == [("甲", 1.0, 36.0, 37.0), ("乙", 0.0, 37.0, 37.0), ("丙", -2.0, 37.0, 35.0)]


def test_the_middle_of_a_large_set_is_one_step() -> None:
    # steps of +1, +0.6, +0.4, +0.2, 0 of five members: the middle three add 1.2
    pairs = {"a": (10, 15), "b": (10, 13), "c": (10, 12), "d": (10, 11), "e": (10, 10)}
    found = waterfall(pairs, digits=0, names=dict.fromkeys(pairs, ""), at_each_end=1)
    assert found is not None
    assert [(step.place, step.step) for step in found.steps] == [("a", 1.0), ("", 1.2), ("e", 0.0)]
    assert (found.n_rest, found.after) == (3, 12.2)


def test_one_member_makes_no_waterfall() -> None:
    assert waterfall({"a": (1, 2)}, digits=0, names={"a": ""}, at_each_end=10) is None
