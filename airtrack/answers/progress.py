"""What is reported about the items of tasks: nothing, before a register of reports is read.

The page of tasks shows what is here and no word of progress where nothing is.
"""

from __future__ import annotations

from airtrack.answers.question import House
from airtrack.domain.progress import Reported


def of_plan(house: House, plan_id: str) -> Reported:
    """The newest report on each item of the plan; an item that nobody reported on is not in it."""
    return {}
