"""The look of every figure: fonts, inks, margins. AQI colours come from the standard.

A status has a palette of its own, told apart by colour-blind readers, always with sign and word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from airtrack.domain.verdict import Status

Figure = dict[str, Any]

FONT = "system-ui, 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif"
INK, QUIET, RULE, PALE = "#1F2933", "#52606D", "#D9E2EC", "#B8C4CE"
CURRENT, EARLIER, LIMIT = "#1F4E79", "#B8CCE0", "#A61B1B"
TEXT_SIZE, SMALL_SIZE = 13, 11


@dataclass(frozen=True, slots=True)
class Mark:
    """How a status looks: a ground, the ink that is legible on it, the name of a badge's colour."""

    colour: str
    ink: str
    badge: str


STATUS: dict[Status, Mark] = {
    Status.MISSED: Mark("#5A2A6B", "#FFFFFF", "violet"),
    Status.OFF_TRACK: Mark("#B35900", "#FFFFFF", "orange"),
    Status.AT_RISK: Mark("#E69F00", "#000000", "yellow"),
    Status.INSUFFICIENT: Mark("#767676", "#FFFFFF", "gray"),
    Status.ON_TRACK: Mark("#009E73", "#000000", "green"),
    Status.MET: Mark("#0072B2", "#FFFFFF", "blue"),
    Status.NOT_DUE: Mark("#BBBBBB", "#000000", "gray"),
}
"""Badges take their inks from the server's theme, which is set to the same palette."""


def layout(*, height: int, **more: Any) -> dict[str, Any]:
    """A quiet layout: thin rules, no legend box, room for labels."""
    return {
        "font": {"family": FONT, "size": TEXT_SIZE, "color": INK},
        "height": height,
        "margin": {"l": 8, "r": 16, "t": 28, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "hoverlabel": {"font": {"family": FONT}},
        "dragmode": False,
        **more,
    }


def axis(**more: Any) -> dict[str, Any]:
    """An axis that does not draw attention to itself."""
    return {
        "showline": False,
        "zeroline": False,
        "gridcolor": RULE,
        "fixedrange": True,
        "automargin": True,
        "ticks": "",
        **more,
    }


def title(text: str) -> dict[str, Any]:
    """An axis title in the size of the labels."""
    return {"text": text, "font": {"size": TEXT_SIZE, "color": QUIET}}


CONFIG = {"displayModeBar": False, "scrollZoom": False, "showAxisDragHandles": False}
"""How plotly shows a figure: no mode bar, no zooming by accident on a phone."""
