"""Where a city stands in a ranking that need not be complete, and what that decides.

Source: SPEC 4.4: equal printed values share a rank (1, 1, 3). To leave the last n of a list, at
least n ranked cities must be strictly worse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from airtrack.domain.verdict import Status


@dataclass(frozen=True, slots=True)
class Standing:
    """The bounds of a city's rank (1 is best), and of how many cities are strictly worse.

    `n_ranked` of the `n_total` cities have a rank; each of the others may stand before it or
    behind it.
    """

    best_rank: int
    worst_rank: int
    least_worse: int
    most_worse: int
    n_ranked: int
    n_total: int

    @classmethod
    def among(cls, place: str, ranks: Mapping[str, int], *, n_total: int) -> Standing | None:
        """By the ranks of those cities that have one; None where the place has none."""
        own = ranks.get(place)
        if own is None:
            return None
        n_worse = sum(rank > own for rank in ranks.values())
        n_unknown = max(0, n_total - len(ranks))
        return cls(own, own + n_unknown, n_worse, n_worse + n_unknown, len(ranks), n_total)

    @classmethod
    def from_worst(cls, place: str, ranks: Mapping[str, int], *, n_total: int) -> Standing:
        """By a list of the last places, where 1 is the worst; off it, all on it are worse."""
        own, n_listed = ranks.get(place), len(ranks)
        if own is None:
            return cls(1, n_total - n_listed, n_listed, n_total - 1, n_listed, n_total)
        n_worse = sum(rank < own for rank in ranks.values())
        n_level = sum(rank == own for rank in ranks.values())
        rank = n_total - n_worse - n_level + 1
        return cls(rank, rank, n_worse, n_worse, n_listed, n_total)

    @classmethod
    def from_best(cls, place: str, ranks: Mapping[str, int], *, n_total: int) -> Standing:
        """By a list of the first places; off it, all on it are better."""
        own, n_listed = ranks.get(place), len(ranks)
        if own is None:
            behind = n_total - n_listed - 1
            return cls(n_listed + 1, n_total, 0, behind, n_listed, n_total)
        n_worse = n_total - sum(rank <= own for rank in ranks.values())
        return cls(own, own, n_worse, n_worse, n_listed, n_total)

    def has_behind_it(self, n: int) -> bool | None:
        """True where at least n are strictly worse, None while the unranked can turn it."""
        if self.least_worse >= n:
            return True
        return False if self.most_worse < n else None

    def is_before(self, earlier: Standing, *, or_equal: bool) -> bool | None:
        """True where the rank is better than the earlier one, None while others can turn it."""
        edge = 1 if or_equal else 0
        if self.worst_rank < earlier.best_rank + edge:
            return True
        return None if self.best_rank < earlier.worst_rank + edge else False


def status(holds: bool | None, *, is_over: bool) -> Status:
    """The status that follows; while the period runs it is the state so far."""
    if holds is None:
        return Status.INSUFFICIENT
    if is_over:
        return Status.MET if holds else Status.MISSED
    return Status.ON_TRACK if holds else Status.OFF_TRACK
