"""The pages that both editions have, in the order of the bar, and how each is asked."""

from __future__ import annotations

from airtrack.ui import asking, cache, house, pickers
from airtrack.ui.asking import RegionAsk, TargetsAsk, TasksAsk
from airtrack.ui.house import Now
from airtrack.ui.maps import asking as map_pickers
from airtrack.ui.maps.screen import MapAsk
from airtrack.ui.pickers import CityAsk, OverviewAsk
from airtrack.ui.plans import emissions
from airtrack.ui.plans.emissions import EmissionsAsk
from airtrack.ui.ranking import asking as ranking_asking
from airtrack.ui.ranking.asking import RankingAsk
from airtrack.ui.stage import Act


def _overview(now: Now) -> OverviewAsk:
    house.require_data(now)
    plans = house.require_plans(cache.plans(now))
    return pickers.overview(now, plans, regions=lambda plan, year: cache.regions(now, plan, year))


def _city(now: Now) -> CityAsk:
    house.require_data(now)
    return pickers.city(now, cache.bases(now))


def _region(now: Now) -> RegionAsk:
    house.require_data(now)
    return asking.region(now, cache.plans(now))


def _ranking(now: Now) -> RankingAsk:
    house.require_data(now)
    return ranking_asking.ranking(
        now,
        cache.plans(now),
        offered=cache.offered_periods(now),
        newest=cache.newest_ranked,
    )


def _map(now: Now) -> MapAsk:
    house.require_data(now)
    return map_pickers.ask(now, cache.plans(now))


def _targets(now: Now) -> TargetsAsk:
    return asking.targets(now, house.require_plans(cache.plans(now)))


def _tasks(now: Now) -> TasksAsk:
    return asking.tasks(now, house.require_plans(cache.plans(now)))


def _emissions(now: Now) -> EmissionsAsk:
    return emissions.ask(now, house.require_plans(cache.plans(now)))


BOTH_EDITIONS: tuple[Act, ...] = (
    Act("overview", _overview),
    Act("city", _city),
    Act("region", _region),
    Act("ranking", _ranking),
    Act("map", _map),
    Act("targets", _targets),
    Act("tasks", _tasks),
    Act("emissions", _emissions),
    Act("method"),
)
"""The first is the page without an address of its own."""
