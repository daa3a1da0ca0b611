"""The look of every figure: fonts, inks, margins. AQI colours come from the standard."""

from __future__ import annotations

from typing import Any

Figure = dict[str, Any]

FONT = "system-ui, 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif"
INK, QUIET, RULE, PALE = "#1F2933", "#52606D", "#D9E2EC", "#B8C4CE"
CURRENT, EARLIER, LIMIT = "#1F4E79", "#B8CCE0", "#A61B1B"
TEXT_SIZE, SMALL_SIZE = 13, 11


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
