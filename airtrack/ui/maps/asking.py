"""What the map can be asked: what it is coloured by, then plan and date or group and period."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from airtrack.answers.plans import PlanAnswer
from airtrack.ui import cache, choice, pickers
from airtrack.ui.house import Now
from airtrack.ui.maps.screen import MapAsk
from airtrack.ui.ranking import asking as ranking_asking
from airtrack.ui.ranking.asking import RankingAsk

_STATUS, _WORST = "status", "worst"
_MIDDLE = 200


def ask(now: Now, plans: Sequence[PlanAnswer]) -> MapAsk:
    """Status first where there is a plan; else, or where it is chosen, an indicator."""
    keys = list(now.house.standards.rankable)
    options = [_STATUS, *keys] if plans else keys
    with st.container(horizontal=True):
        shows = choice.choose(
            *(now, "shows", "pick_shows", options),
            default=options[0],
            named=lambda key: now.words.label("map_by_status" if key == _STATUS else key),
            width=_MIDDLE,
        )
        return _of_status(now, plans) if shows == _STATUS else _of_values(now, plans, shows)


def _of_status(now: Now, plans: Sequence[PlanAnswer]) -> MapAsk:
    own = pickers.overview(now, plans, regions=lambda plan, year: cache.regions(now, plan, year))
    columns = cache.map_columns(now, own)
    column = choice.choose(
        *(now, "column", "pick_column", [_WORST, *columns]),
        default=_WORST,
        named=lambda key: columns.get(key) or now.words.label("map_worst"),
        width=_MIDDLE,
    )
    return MapAsk(own, "" if column == _WORST else column)


def _of_values(now: Now, plans: Sequence[PlanAnswer], shows: str) -> MapAsk:
    group = pickers.group(now, [item.plan.group for item in plans])
    kind, period = ranking_asking.period(
        now, cache.offered_periods(now), newest=cache.newest_ranked(now, group)
    )
    return MapAsk(RankingAsk(group, period, shows, pickers.edition_of(now), kind))
