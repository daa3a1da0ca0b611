"""A few cases in place of all: any two values of two factors meet at least once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import combinations, product

Case = tuple[str, ...]
Pair = tuple[int, str, int, str]


def pairs_of(case: Case) -> set[Pair]:
    """Which values of which two factors meet in the case."""
    return {(i, case[i], j, case[j]) for i, j in combinations(range(len(case)), 2)}


def every_case(
    factors: Sequence[Sequence[str]], is_possible: Callable[[Case], bool] = lambda case: True
) -> list[Case]:
    """All combinations that are possible, in the order of the factors."""
    return [case for case in product(*factors) if is_possible(case)]


def pairwise(
    factors: Sequence[Sequence[str]], is_possible: Callable[[Case], bool] = lambda case: True
) -> list[Case]:
    """Cases in which all pairs meet that meet in any possible case; the same ones every time.

    Greedy: next is always the case with the most pairs that have not met.
    """
    left = every_case(factors, is_possible)
    open_pairs = {pair for case in left for pair in pairs_of(case)}
    found: list[Case] = []
    while open_pairs:
        best = max(left, key=lambda case: len(pairs_of(case) & open_pairs))
        open_pairs -= pairs_of(best)
        left.remove(best)
        found.append(best)
    return found
