"""What is reported about the items of tasks: nothing, before a register of reports is read.

The page of tasks shows what is here and no word of progress where nothing is.
"""

from __future__ import annotations

from datetime import date

from airtrack.answers.question import House
from airtrack.domain.progress import Reported


def of_plan(house: House, plan_id: str, *, as_of: date) -> Reported:
    """The newest report up to `as_of` on each item of the plan, which nobody has made so far."""
    return {}
