"""Published rankings: a whole list, or its first or last places, decide a rank without any data.

Source: house rule: the authority's own list wins over a ranking of ours. Of a list of the last
places the ranks count from the worst; ranks beyond its length are those of the whole ranking.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from airtrack.answers.question import House
from airtrack.assess.standing import Standing
from airtrack.domain.period import Period
from airtrack.domain.target import Target, TargetKind
from airtrack.metrics.rows import OfficialRank

ALL, FIRST, LAST = "all", "first", "last"
_BY_WORTH = (ALL, LAST, FIRST)


@dataclass(frozen=True, slots=True)
class Published:
    """One list: its places with their ranks from the worst (`last`) or the best."""

    group: str
    indicator: str
    span: Period
    listed: str
    ranks: Mapping[str, int]
    document_no: str
    decided_by: str

    @property
    def is_whole(self) -> bool:
        """True where no rank is left out (1, 1, 3): who is not on the list is beyond it."""
        ranks = list(self.ranks.values())
        return all(rank == 1 + sum(other < rank for other in ranks) for rank in ranks)

    def standing(self, place: str, *, n_total: int) -> Standing | None:
        """Where the place stands by the list, None where it does not tell."""
        if place not in self.ranks and (self.listed == ALL or not self.is_whole):
            return None
        if self.listed == LAST:
            return Standing.from_worst(place, self.ranks, n_total=n_total)
        if self.listed == FIRST:
            return Standing.from_best(place, self.ranks, n_total=n_total)
        return Standing.among(place, self.ranks, n_total=max(n_total, len(self.ranks)))


def lists(house: House, targets: Iterable[Target]) -> tuple[Published, ...]:
    """Every list on record of the sets that these targets rank in."""
    return of_sets(house, {t.among for t in targets if t.kind is TargetKind.RANK})


def of_sets(house: House, groups: Iterable[str]) -> tuple[Published, ...]:
    """Every list on record of these sets."""
    sets = sorted(set(groups))
    if not sets:
        return ()
    found: dict[tuple[str, str, str, str], list[OfficialRank]] = {}
    for row in house.statistics.rows(OfficialRank, group_id=sets):
        found.setdefault((row.group_id, row.indicator, row.period_key, row.listed), []).append(row)
    return tuple(_list(rows) for rows in found.values())


def newest(
    found: Sequence[Published], target: Target, *, span: Period, as_of: date
) -> Published | None:
    """The list that reaches furthest into the span by that date; of several the fullest."""
    fitting = [
        item
        for item in found
        if (item.group, item.indicator) == (target.among, target.indicator)
        and item.span.first_on == span.first_on
        and item.span.last_on <= min(as_of, span.last_on)
    ]
    return max(
        fitting, key=lambda item: (item.span.last_on, -_BY_WORTH.index(item.listed)), default=None
    )


def _list(rows: Sequence[OfficialRank]) -> Published:
    head = rows[0]
    return Published(
        group=head.group_id,
        indicator=head.indicator,
        span=Period(head.first_on, head.last_on, head.period_key),
        listed=head.listed,
        ranks=_ranks(rows),
        document_no=head.document_no,
        decided_by=head.decided_by,
    )


def _ranks(rows: Sequence[OfficialRank]) -> dict[str, int]:
    """As printed, else by the lines; whole rankings' ranks in a list of the last are turned."""
    ranks = {row.place_id: row.rank or int(row.position) for row in rows}
    if rows[0].listed == LAST and min(ranks.values()) > len(ranks):
        worst_first = sorted(ranks.values(), reverse=True)
        return {place: 1 + worst_first.index(rank) for place, rank in ranks.items()}
    return ranks
