"""What registers tell beside the values of the air: states of projects, tasks and cases.

Source: the texts of the registers under `data/registers`, whose choices have these keys.
"""

from __future__ import annotations

from enum import StrEnum


class ProjectState(StrEnum):
    """How far a project is that takes emissions away; only accepted tonnes count."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    ACCEPTED = "accepted"


class ProgressState(StrEnum):
    """What a body reports of an item of a task, the gravest first."""

    DELAYED = "delayed"
    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    DROPPED = "dropped"

    @property
    def severity(self) -> int:
        """0 is the gravest."""
        return list(ProgressState).index(self)

    @property
    def is_closed(self) -> bool:
        """True where nothing is left to be done."""
        return self in (ProgressState.DONE, ProgressState.DROPPED)
