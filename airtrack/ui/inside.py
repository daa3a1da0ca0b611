"""The pages that only the inside edition has; the public edition never loads this module."""

from __future__ import annotations

from airtrack.outlook.ground import Ask
from airtrack.ui import asking, cache, house, outlook, quality_asking, records, samples
from airtrack.ui.asking import PlanAsk
from airtrack.ui.house import Now
from airtrack.ui.quality import QualityAsk
from airtrack.ui.records import RecordsAsk
from airtrack.ui.samples import FormAsk
from airtrack.ui.stage import Act


def _outlook(now: Now) -> Ask:
    house.require_data(now)
    return outlook.ask(now, house.require_plans(cache.plans(now)))


def _quality(now: Now) -> QualityAsk:
    house.require_data(now)
    return quality_asking.ask(now, cache.plans(now))


def _triggers(now: Now) -> PlanAsk:
    return asking.plan_and_day(now, house.require_plans(cache.plans(now)))


def _records(now: Now) -> RecordsAsk:
    return records.ask(now)


def _forms(now: Now) -> FormAsk:
    return samples.asked(now)


INSIDE: tuple[Act, ...] = (
    Act("outlook", _outlook),
    Act("triggers", _triggers),
    Act("quality", _quality),
    Act("records", _records),
    Act("upload"),
    Act("forms", _forms),
)
