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
    """One city's `rank` (1 is best, None where it has none) among `n_list` cities of a list.

    `n_worse` of them are strictly worse, `n_ranked` have a rank at all.
    """

    rank: int | None
    n_worse: int
    n_ranked: int
    n_list: int

    @property
    def n_unknown(self) -> int:
        """Cities of the list that may stand before it or behind it."""
        return self.n_list - self.n_ranked

    @classmethod
    def of(cls, place: str, ranks: Mapping[str, int], *, n_list: int) -> Standing:
        """The place's standing by the ranks of those cities that have one."""
        own = ranks.get(place)
        n_worse = 0 if own is None else sum(rank > own for rank in ranks.values())
        return cls(own, n_worse, len(ranks), n_list)

    def has_behind_it(self, n: int) -> bool | None:
        """True where at least n are strictly worse, None while the unranked can turn it."""
        if self.rank is None:
            return None
        if self.n_worse >= n:
            return True
        return False if self.n_worse + self.n_unknown < n else None

    def is_before(self, earlier: Standing, *, or_equal: bool) -> bool | None:
        """True where the rank is better than the earlier one, None while the unranked can turn it.

        Every unranked city may be better, and push the rank back by one.
        """
        if self.rank is None or earlier.rank is None:
            return None
        edge = 1 if or_equal else 0
        if self.rank + self.n_unknown < earlier.rank + edge:
            return True
        return None if self.rank < earlier.rank + earlier.n_unknown + edge else False


def status(holds: bool | None, *, is_over: bool) -> Status:
    """The status that follows; while the period runs it is the state so far."""
    if holds is None:
        return Status.INSUFFICIENT
    if is_over:
        return Status.MET if holds else Status.MISSED
    return Status.ON_TRACK if holds else Status.OFF_TRACK
