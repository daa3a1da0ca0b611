"""A figure goes to the browser as plotly understands it, and never in place of another one."""

from __future__ import annotations

import numpy as np
import pytest
from plotly import graph_objects

from airtrack.ui import frame


def drawn(middle: float) -> dict[str, object]:
    """A long line, of which only a value in the middle differs."""
    values = np.arange(5000, dtype="float64")
    values[2500] = middle
    return {"data": [{"type": "scatter", "y": values}], "layout": {}}


def test_it_is_what_plotly_makes_of_it() -> None:
    assert frame.accepted(drawn(1)).to_dict() == graph_objects.Figure(drawn(1)).to_dict()


def test_two_figures_that_differ_in_the_middle_of_an_array_are_two() -> None:
    assert frame.accepted(drawn(1)).to_dict() != frame.accepted(drawn(2)).to_dict()


def test_what_plotly_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="scattr"):
        frame.accepted({"data": [{"type": "scattr"}], "layout": {}})
