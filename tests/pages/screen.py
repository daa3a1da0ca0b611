"""What is on a page, by the names that people would use."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.testing.v1 import AppTest

Open = Callable[..., "Screen"]


def forget() -> None:
    """No figure and no open file is kept."""
    st.cache_data.clear()
    st.cache_resource.clear()


@dataclass(frozen=True)
class Screen:
    """One opened page."""

    app: AppTest

    @property
    def sentence(self) -> str:
        """The answer in the first line."""
        return str(self.app.header[0].value)

    @property
    def texts(self) -> list[str]:
        """Badge, captions, footer."""
        return [item.value for item in self.app.text]

    @property
    def is_whole(self) -> bool:
        """Nothing failed: neither a trace nor a sentence about an error."""
        return not self.app.exception and not self.app.error

    @property
    def link(self) -> dict[str, str]:
        """The query of the page's URL."""
        given = self.app.query_params.items()
        return {key: value if isinstance(value, str) else value[-1] for key, value in given}

    @property
    def table(self) -> pd.DataFrame:
        """The data table, columns by key and position."""
        return self.app.dataframe[0].value

    def table_with(self, key: str) -> pd.DataFrame:
        """The first table that has a column of that key."""
        found = (item.value for item in self.app.dataframe)
        return next(frame for frame in found if any(name.startswith(key) for name in frame.columns))

    def figure_of(self, trace: str) -> dict[str, Any]:
        """The first figure that has a trace of that name."""
        found = (self.figure(number) for number in range(len(self.app.get("plotly_chart"))))
        return next(one for one in found if trace in [item.get("name") for item in one["data"]])

    def figure(self, number: int = 0) -> dict[str, Any]:
        """A figure as it goes to the browser."""
        found: dict[str, Any] = json.loads(self.app.get("plotly_chart")[number].proto.spec)
        return found

    def picked(self, name: str) -> str:
        """The value of a picker."""
        return str(self.app.selectbox(key=f"pick_{name}").value)

    def unfold(self, key: str, *, most: int = 200) -> Screen:
        """The page with every numbered section of that key opened."""
        for number in range(most):
            self.app.session_state[f"{key}_{number}_fold"] = True
        self.app.run()
        return self

    def pick(self, name: str, value: str) -> Screen:
        """The page after another value was picked."""
        self.app.selectbox(key=f"pick_{name}").set_value(value).run()
        return self
