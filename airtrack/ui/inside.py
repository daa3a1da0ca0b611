"""The pages that only the inside edition has; the public edition never loads this module."""

from __future__ import annotations

from airtrack.outlook.ground import Ask
from airtrack.ui import asking, cache, house
from airtrack.ui.asking import PlanAsk
from airtrack.ui.filing import records, samples
from airtrack.ui.filing.records import RecordsAsk
from airtrack.ui.filing.samples import FormAsk
from airtrack.ui.house import Now
from airtrack.ui.outlook import screen as outlook
from airtrack.ui.quality import asking as quality_asking
from airtrack.ui.quality.screen import QualityAsk
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
