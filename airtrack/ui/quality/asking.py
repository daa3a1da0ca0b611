"""What the page of quality can be asked: set, city of it, year, what is counted."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from airtrack.answers.plans import PlanAnswer
from airtrack.answers.quality.completeness import ITEMS
from airtrack.answers.question import nothing_valid
from airtrack.assess.filed import ALL
from airtrack.ui import choice, pickers
from airtrack.ui.house import Now
from airtrack.ui.quality.screen import QualityAsk, members

_NARROW, _MIDDLE = 156, 200


def ask(now: Now, plans: Sequence[PlanAnswer]) -> QualityAsk:
    """Set, city, year and item in one row that wraps."""
    days = now.house.statistics.days
    if days is None:
        raise nothing_valid(now.house)
    words = now.words
    with st.container(horizontal=True):
        group = pickers.group(now, [item.plan.group for item in plans], prefers_plans=True)
        years = [str(year) for year in range(days[1].year, days[0].year - 1, -1)]
        year = choice.choose(
            now, "year", "pick_year", years, default=years[0], named=str, width=_NARROW
        )
        whole = QualityAsk(group, ALL, int(year), ITEMS[0])
        place = choice.choose(
            now,
            "only_city",
            "pick_place",
            [ALL, *members(now.house, whole)],
            default=ALL,
            named=lambda code: (
                words.label("quality_whole")
                if code == ALL
                else now.house.gazetteer.places[code].name
            ),
            width=_MIDDLE,
        )
        item = choice.choose(
            now,
            "item",
            "quality_item",
            [str(key) for key in ITEMS],
            default=str(ITEMS[0]),
            named=words.label,
            width=_NARROW,
        )
    return QualityAsk(group, place, int(year), item)
