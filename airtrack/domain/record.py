"""What registers tell beside the values of the air: states of projects, tasks and cases.

Source: the texts of the registers under `data/registers`, whose choices have these keys.
"""

from __future__ import annotations

import unicodedata
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


_SAME_UNIT = (("吨", "t"), ("平方公里", "km2"), ("平方千米", "km2"), ("月", "30d"), ("天", "d"))
_IGNORED = str.maketrans("", "", "()·. ")


def spelled_unit(text: str) -> str:
    """The unit as it is compared: signs of any width, tonnes and square kilometres in one way.

    >>> spelled_unit("吨/平方公里·月") == spelled_unit("t/(km²·30d)")
    True
    """
    found = unicodedata.normalize("NFKC", text).lower().translate(_IGNORED)
    for word, sign in _SAME_UNIT:
        found = found.replace(word, sign)
    return found
