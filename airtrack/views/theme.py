"""The look of every figure: fonts, inks, margins. AQI colours come from the standard.

A status has a palette of its own, told apart by colour-blind readers, always with sign and word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from airtrack.domain.verdict import Status
from airtrack.views.table import Words

Figure = dict[str, Any]

FONT = "system-ui, 'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', sans-serif"
INK, QUIET, RULE, PALE = "#1F2933", "#52606D", "#D9E2EC", "#B8C4CE"
CURRENT, EARLIER, LIMIT = "#1F4E79", "#B8CCE0", "#A61B1B"
GROUND, FAN, SLIPPED = "white", "rgba(31, 78, 121, 0.2)", "#E8B27A"
VEIL = "rgba(255, 255, 255, 0.85)"
LAND, SHORE, NO_DATA = "#E6EAED", "#FDFDFD", "#BFC4C9"
"""Units of a map of which nothing is said, the edges between units, units without a value."""


def _halo(colour: str) -> str:
    """A shadow on all sides, so that a name is legible on any unit."""
    return ", ".join(f"{x}px {y}px 1px {colour}" for x in (-1, 0, 1) for y in (-1, 0, 1))


HALO = _halo(SHORE)
CLEAR = "rgba(0,0,0,0)"
TEXT_SIZE, SMALL_SIZE = 13, 11
_PICTURE_SCALE = 2
_ZOOM_BUTTONS = ("zoomInMap", "zoomOutMap", "resetViewMap")
_ZOOMS = {"Zoom in": "zoom_in", "Zoom out": "zoom_out", "Reset view": "zoom_reset"}
"""Plotly's words for these buttons, and ours."""

DARK = {
    INK: "#E6E9ED",
    QUIET: "#A9B4C0",
    RULE: "#343D47",
    PALE: "#5B6773",
    CURRENT: "#7FB2E5",
    EARLIER: "#3D5875",
    LIMIT: "#FF8A80",
    GROUND: "#14181D",
    FAN: "rgba(127, 178, 229, 0.25)",
    SLIPPED: "#B97B33",
    VEIL: "rgba(20, 24, 29, 0.85)",
    LAND: "#262D35",
    SHORE: "#14181C",
    NO_DATA: "#4A535D",
    HALO: _halo("#14181C"),
}
"""The twin of every ink of the light theme in the dark one; statuses and levels keep theirs.

The ground is called by its name, so that it is not the white ink on a status.
"""

POLLUTANT = {
    **{"pm25": "#2F6C9E", "pm10": "#9C7440", "o3": "#2B857A"},
    **{"no2": "#7A5AA8", "so2": "#6E7781", "co": "#A8486B"},
}
"""What tells pollutants apart: no colour of a level, white is legible on each, in both themes."""
ON_POLLUTANT, ON_LEVEL = "#FFFFFF", "#1A1A1A"
"""Inks on colours that are the same in both themes."""


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

RAMP: tuple[Mark, ...] = (
    Mark("#C9DFEB", "#000000", ""),
    Mark("#9FC5DA", "#000000", ""),
    Mark("#72A8C6", "#000000", ""),
    Mark("#4687AD", "#000000", ""),
    Mark("#24648C", "#FFFFFF", ""),
    Mark("#0B3F61", "#FFFFFF", ""),
)
"""From little to much on a map, by lightness alone: it serves every eye and means no level."""

WITHOUT, NO_SIGN = Mark(NO_DATA, INK, ""), "/"
"""How a place without a value looks on a map."""


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


def dressed(figure: Figure, *, is_dark: bool) -> Figure:
    """The figure in the inks of the theme that is shown; another figure where it is dark."""
    ground = DARK[GROUND] if is_dark else GROUND
    shown: Figure = _twin(figure) if is_dark else figure
    # pictures are saved with the ground of the page: ink on nothing could not be read elsewhere
    return {**shown, "layout": {**shown["layout"], "paper_bgcolor": ground}}


def _twin(part: Any) -> Any:
    """The same with every ink of the light theme in that of the dark one."""
    if isinstance(part, str):
        return DARK.get(part, part)
    if isinstance(part, dict):
        return {key: _twin(value) for key, value in part.items()}
    if isinstance(part, list | tuple) and not _is_of_numbers(part):
        return [_twin(value) for value in part]
    return part


def _is_of_numbers(part: Sequence[Any]) -> bool:
    """True for values, which are long and hold no ink; a step of a colour scale ends with one."""
    return bool(part) and all(isinstance(part[at], int | float) for at in (0, -1))


def config(words: Words, *, name: str, zooms: bool = False) -> dict[str, Any]:
    """How plotly shows a figure: no zooming by accident, one button that saves it as a picture.

    A figure that `zooms` has buttons for it.
    """
    save = words.label("save_picture")
    spoken = {"Download plot as a PNG": save, "Download plot as a png": save}
    spoken |= {text: words.label(key) for text, key in _ZOOMS.items()}
    return {
        "displayModeBar": "hover",
        "modeBarButtons": [[*(_ZOOM_BUTTONS if zooms else ()), "toImage"]],
        "displaylogo": False,
        "scrollZoom": False,
        "showAxisDragHandles": False,
        "toImageButtonOptions": {"format": "png", "filename": name, "scale": _PICTURE_SCALE},
        "locale": words.lang,
        "locales": {words.lang: {"dictionary": spoken, "format": {}}},
    }
