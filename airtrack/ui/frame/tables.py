"""Tables with short headings and printed digits, and the files that they leave the house as."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import pyarrow as pa
import streamlit as st

from airtrack.ui.house import Now
from airtrack.views import export
from airtrack.views.table import Cell, Column, Table

_PINNED = "month"
_WIDTHS = {"rank": 64, "name": 170, "places": 140}
_TEXT_WIDTHS = _WIDTHS | {
    **{"lead": 150, "standing": 180, "first_on": 100, "last_on": 100},
    **{"problem": 360, "hint": 360},
    **{"outlook_without": 260, "outlook_under": 260},
}


def table(shown: Table, *, now: Now, key: str, name: str = "") -> None:
    """The table, with a download where the file has a name."""
    st.dataframe(_frame(shown), key=key, **_looks(shown, now))
    if name:
        downloads(shown, now=now, key=key, name=name)


def clickable_table(shown: Table, *, now: Now, key: str, name: str) -> int | None:
    """The same, with rows to click; returns the row that was clicked, if one was."""
    event = st.dataframe(
        _frame(shown),
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        key=key,
        **_looks(shown, now),
    )
    downloads(shown, now=now, key=key, name=name)
    selection = event["selection"]
    rows = [*selection["rows"], *(row for row, _ in selection["cells"])]
    return int(rows[0]) if rows else None


def opening_table(
    shown: Table, *, now: Now, key: str, name: str, opens: Callable[[int], None]
) -> None:
    """The same, where a click on a row calls `opens` with its number before the page is drawn."""

    def clicked() -> None:
        selection = st.session_state[key]["selection"]
        rows = [*selection["rows"], *(row for row, _ in selection["cells"])]
        if rows:
            opens(int(rows[0]))

    st.dataframe(
        _frame(shown),
        on_select=clicked,
        selection_mode=["single-row", "single-cell"],
        key=key,
        **_looks(shown, now),
    )
    downloads(shown, now=now, key=key, name=name)


def choosable_table(shown: Table, *, now: Now, key: str, name: str) -> list[int]:
    """The same, with rows to choose, several at once; returns the chosen ones in their order."""
    event = st.dataframe(
        _frame(shown), on_select="rerun", selection_mode="multi-row", key=key, **_looks(shown, now)
    )
    downloads(shown, now=now, key=key, name=name)
    return sorted(int(row) for row in event["selection"]["rows"])


def _frame(shown: Table) -> pd.DataFrame | pa.Table:
    """The cells by column key; a column of numbers stays one where some are missing.

    A table of texts goes as it is to the browser: a page of eighty would wait for pandas.
    """
    columns = {
        column.key + str(index): (cells, _type(cells))
        for index, (column, cells) in enumerate(_columns(shown))
    }
    if columns and all(kind == "string" for _, kind in columns.values()):
        return pa.table({key: pa.array(cells, pa.string()) for key, (cells, _) in columns.items()})
    return pd.DataFrame(
        {key: pd.Series(cells, dtype=kind) for key, (cells, kind) in columns.items()}
    )


def _columns(shown: Table) -> Iterator[tuple[Column, list[Cell]]]:
    for index, column in enumerate(shown.columns):
        yield column, [row[index] for row in shown.rows]


def _type(cells: list[Cell]) -> str:
    if any(isinstance(cell, str) for cell in cells):
        return "string"
    return "Float64" if _has_decimals(cells) else "Int64"


def _has_decimals(cells: list[Cell]) -> bool:
    return any(isinstance(cell, float) for cell in cells)


def _looks(shown: Table, now: Now) -> dict[str, Any]:
    """Short headings, printed digits, the names in sight; empty text columns are left out."""
    config: dict[str, Any] = {}
    for index, (column, cells) in enumerate(_columns(shown)):
        key = column.key + str(index)
        if all(cell == "" for cell in cells):
            config[key] = None
        elif any(isinstance(cell, str) for cell in cells):
            config[key] = st.column_config.TextColumn(
                _heading(column, now),
                width=_TEXT_WIDTHS.get(column.key),
                pinned=column.key == _PINNED,
            )
        else:
            config[key] = st.column_config.NumberColumn(
                _heading(column, now),
                format=f"%.{column.digits or 1}f" if _has_decimals(cells) else "%d",
                width=_WIDTHS.get(column.key),
            )
    return {"hide_index": True, "column_config": config, "placeholder": now.words.label("no_value")}


def _heading(column: Column, now: Now) -> str:
    """The short term with its unit, so that thirteen columns fit; else the column's own label."""
    glossary = now.words.glossary
    is_term = column.key in glossary.terms
    label = glossary.short(column.key, now.words.lang) if is_term else column.label
    return f"{label} ({column.unit})" if column.unit else label


def downloads(shown: Table, *, now: Now, key: str, name: str) -> None:
    """The table as files: CSV with a byte order mark, and a workbook that tells its origin.

    Both are written when somebody clicks.
    """
    kept = export.marked(shown, now.words) if now.is_demo else shown
    stem = name.removesuffix(".csv")
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            now.words.label("download_csv"),
            data=lambda: export.csv_text(kept).encode("utf-8-sig"),
            file_name=f"{stem}.csv",
            mime="text/csv",
            key=f"{key}_csv",
            on_click="ignore",
        )
        st.download_button(
            now.words.label("download_xlsx"),
            data=lambda: export.workbook(kept, now.words, facts=facts(now)),
            file_name=f"{stem}.xlsx",
            mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            key=f"{key}_xlsx",
            on_click="ignore",
        )


def facts(now: Now) -> list[str]:
    """What the numbers of a file come from: edition, newest day, revision."""
    days = now.house.statistics.days
    origin = [now.words.label("demo_badge")] if now.is_demo else []
    edition = now.words.label("edition_public" if now.is_public else "edition_inside")
    last = days[1].isoformat() if days else "–"
    return [edition, *origin, now.words.say("footer_plain", last=last, revision=now.revision)]
