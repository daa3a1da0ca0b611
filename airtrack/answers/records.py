"""The registers as the questions of one asker need them: each is fetched once, when it is needed.

Source: the views of records, which hold the newest row of each key.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from airtrack.answers import month_targets
from airtrack.answers import plans as plan_answers
from airtrack.answers.month_targets import IssuedMonths
from airtrack.answers.plans import PlanAnswer
from airtrack.answers.question import House
from airtrack.metrics.rows import (
    AmountCurrent,
    EmissionCumulative,
    EmissionCurrent,
    FollowUpCurrent,
    ProgressCurrent,
)

Amounts = dict[tuple[str, str], list[AmountCurrent]]
"""Reported amounts by place and indicator, oldest period first."""

Reports = dict[tuple[str, int, int], list[ProgressCurrent]]
"""Reports by plan, task and item, oldest first."""


@dataclass
class Records:
    """Everything that the registers of facts hold in one snapshot.

    `is_tried` is false where nobody asks for probabilities, so that none is tried on past years.
    """

    house: House
    is_tried: bool = True

    @cached_property
    def plans(self) -> dict[str, PlanAnswer]:
        """The plans on file by their id."""
        return {answer.plan.id: answer for answer in plan_answers.all_plans(self.house)}

    @cached_property
    def month_targets(self) -> IssuedMonths:
        """What was officially issued for single months."""
        return month_targets.issued(self.house)

    @cached_property
    def projects(self) -> list[EmissionCurrent]:
        """Emission-reduction projects, a row for each pollutant."""
        return self.house.statistics.rows(EmissionCurrent)

    @cached_property
    def accepted(self) -> list[EmissionCumulative]:
        """Accepted tonnes by place, pollutant and day."""
        return self.house.statistics.rows(EmissionCumulative)

    @cached_property
    def amounts(self) -> Amounts:
        """What was counted and reported by hand."""
        found: Amounts = {}
        rows = self.house.statistics.rows(AmountCurrent)
        for row in sorted(rows, key=lambda row: (row.first_on, row.last_on)):
            found.setdefault((row.place_id, row.indicator), []).append(row)
        return found

    @cached_property
    def reports(self) -> Reports:
        """Progress of the items of tasks."""
        found: Reports = {}
        rows = self.house.statistics.rows(ProgressCurrent)
        for row in sorted(rows, key=lambda row: (row.on_date, row.body)):
            found.setdefault((row.plan_id, row.task_no, row.item_no), []).append(row)
        return found

    @cached_property
    def cases(self) -> list[FollowUpCurrent]:
        """Warnings, interviews, suspensions and rectifications, oldest first."""
        rows = self.house.statistics.rows(FollowUpCurrent)
        return sorted(rows, key=lambda row: (row.on_date, row.case_no))

    def upward(self, code: str) -> Iterator[str]:
        """The place and those that it is a part of, as far as the register of places knows."""
        places = self.house.gazetteer.places
        seen: set[str] = set()
        while code and code not in seen:
            seen.add(code)
            yield code
            known = places.get(code)
            code = known.parent if known else ""
