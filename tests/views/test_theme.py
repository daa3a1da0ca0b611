"""The two themes: figures in the inks of either, all of them legible."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from airtrack.domain.verdict import Status
from airtrack.views import theme

LIGHT_GROUND = "#FFFFFF"
DRAWN = {
    "data": [{"y": [1, 2], "marker": {"color": [theme.INK, theme.CURRENT]}}],
    "layout": {"font": {"color": theme.INK}},
}


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ink", [theme.INK, theme.QUIET, theme.LIMIT, theme.CURRENT])
def test_ink_of_letters_is_legible_in_both_themes(ink: str) -> None:
    assert contrast(ink, LIGHT_GROUND) >= 4.5  # WCAG 2.2, 1.4.3
    assert contrast(theme.DARK[ink], theme.DARK[theme.GROUND]) >= 4.5


def test_every_ink_is_turned_wherever_it_stands() -> None:
    shown = theme.dressed(DRAWN, is_dark=True)
    assert shown["data"][0]["marker"]["color"] == [
        theme.DARK[theme.INK],
        theme.DARK[theme.CURRENT],
    ]
    assert shown["layout"]["font"]["color"] == theme.DARK[theme.INK]


def test_the_steps_of_a_colour_scale_are_turned() -> None:
    drawn = {"data": [{"colorscale": [[0.0, theme.RULE], [1.0, "#E69F00"]]}], "layout": {}}
    scale = theme.dressed(drawn, is_dark=True)["data"][0]["colorscale"]
    assert scale == [[0.0, theme.DARK[theme.RULE]], [1.0, "#E69F00"]]


def test_in_the_light_theme_a_figure_stays_as_it_was_drawn() -> None:
    assert theme.dressed(DRAWN, is_dark=False)["data"] == DRAWN["data"]


def test_a_status_looks_the_same_in_both_themes() -> None:
    inks = {mark.colour for mark in theme.STATUS.values()} | {
        mark.ink for mark in theme.STATUS.values()
    }
    assert not inks & set(theme.DARK)


@pytest.mark.parametrize(
    "is_dark", [pytest.param(True, id="dark"), pytest.param(False, id="light")]
)
def test_a_saved_picture_has_a_ground(is_dark: bool) -> None:
    ground = theme.dressed(DRAWN, is_dark=is_dark)["layout"]["paper_bgcolor"]
    assert ground == ("#14181D" if is_dark else "white")


def test_no_view_names_a_colour_of_its_own() -> None:
    # a literal colour would stay as it is in the dark theme
    views = Path(theme.__file__).parent
    own = re.compile(r"\"(#[0-9A-Fa-f]{6}|rgba?\([^\"]*\))\"")
    found = {
        f"{path.relative_to(views)}: {match[1]}"
        for path in views.rglob("*.py")
        if path.name != "theme.py"
        for match in own.finditer(path.read_text(encoding="utf-8"))
        if match[1] not in ("rgba(0,0,0,0)",)
    }
    assert found == set()


def test_all_statuses_have_a_mark() -> None:
    assert set(theme.STATUS) == set(Status)
