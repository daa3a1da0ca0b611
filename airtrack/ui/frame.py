"""What surrounds every page: title, badge, language, footer, and the last door for errors."""

from __future__ import annotations

import logging
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pandas as pd
import streamlit as st

from airtrack.answers.caution import COMPUTED
from airtrack.errors import AirtrackError, NotFound
from airtrack.metrics import contract
from airtrack.settings import home
from airtrack.ui import choice
from airtrack.ui.house import Now
from airtrack.ui.origin import NO_EVENTS
from airtrack.views import export
from airtrack.views.section import Section
from airtrack.views.table import Cell, Column, Table
from airtrack.views.theme import CONFIG, Figure

LOG = logging.getLogger(__name__)

_PINNED = "month"
_WIDTHS = {"rank": 64, "name": 170, "places": 140}
_TEXT_WIDTHS = _WIDTHS | {
    **{"lead": 150, "standing": 180, "first_on": 100, "last_on": 100},
    **{"problem": 360, "hint": 360},
    **{"outlook_without": 260, "outlook_under": 260},
}


def header(now: Now, title: str) -> None:
    """Title with the edition's badge, and the switch to the other language."""
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.title(now.words.label(title), anchor=False, width="content")
        st.button(
            "English" if now.words.lang == "zh" else "中文",
            key="switch_language",
            on_click=choice.switch_language,
            args=(now.words.lang,),
        )
    badge = now.words.label("edition_public" if now.is_public else "edition_inside")
    if now.is_demo:
        badge = f"{badge} · {now.words.label('demo_badge')}"
    st.text(badge)
    choice.name_unknown_language(now)


def caption(
    now: Now, edition: str, sources: tuple[str, ...] = (COMPUTED,), *, basis: str = NO_EVENTS
) -> str:
    """What a figure stands on: standard, origin of the values, dust, newest day."""
    days = now.house.statistics.days
    origin = "demo_badge" if now.is_demo else ""
    return now.words.say(
        "caption",
        edition=now.words.label(edition),
        source=now.words.joined([origin] if origin else [f"source_{key}" for key in sources]),
        span=now.words.label(basis),
        last=days[1].isoformat() if days else None,
    )


def figure(drawn: Figure, *, title: str, key: str, caption: str = "", alt: str = "") -> None:
    """A figure under its title, with what it stands on below; `alt` says it in a sentence."""
    st.subheader(title, anchor=False)
    chart(drawn, key=key, alt=alt or title)
    if caption:
        st.text(caption)


def chart(drawn: Figure, *, key: str, alt: str) -> None:
    """A figure alone; `alt` says it in a sentence."""
    st.plotly_chart(drawn, config=CONFIG, key=key, width="stretch", theme=None, alt=alt)


def table(shown: Table, *, now: Now, key: str, name: str = "") -> None:
    """The table, with a download where the file has a name."""
    st.dataframe(_frame(shown), key=key, **_looks(shown, now))
    if name:
        _download(shown, now=now, key=key, name=name)


def clickable_table(shown: Table, *, now: Now, key: str, name: str) -> int | None:
    """The same, with rows to click; returns the row that was clicked, if one was."""
    event = st.dataframe(
        _frame(shown),
        on_select="rerun",
        selection_mode=["single-row", "single-cell"],
        key=key,
        **_looks(shown, now),
    )
    _download(shown, now=now, key=key, name=name)
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
    _download(shown, now=now, key=key, name=name)


def choosable_table(shown: Table, *, now: Now, key: str, name: str) -> list[int]:
    """The same, with rows to choose, several at once; returns the chosen ones in their order."""
    event = st.dataframe(
        _frame(shown), on_select="rerun", selection_mode="multi-row", key=key, **_looks(shown, now)
    )
    _download(shown, now=now, key=key, name=name)
    return sorted(int(row) for row in event["selection"]["rows"])


def _frame(shown: Table) -> pd.DataFrame:
    """The cells by column key; a column of numbers stays one where some are missing."""
    columns = {
        column.key + str(index): pd.Series(cells, dtype=_type(cells))
        for index, (column, cells) in enumerate(_columns(shown))
    }
    return pd.DataFrame(columns)


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


def _download(shown: Table, *, now: Now, key: str, name: str) -> None:
    kept = export.marked(shown, now.words) if now.is_demo else shown
    st.download_button(
        now.words.label("download_csv"),
        data=export.csv_text(kept).encode("utf-8-sig"),
        file_name=name,
        mime="text/csv",
        key=f"{key}_csv",
    )


def footer(now: Now, *, edition: str, n_cities: int | None = None, basis: str = NO_EVENTS) -> None:
    """What every number on the page stands on."""
    days = now.house.statistics.days
    said = {
        "last": days[1].isoformat() if days else "–",
        "revision": now.revision,
        "edition": now.words.label(edition),
        "basis": now.words.label(basis),
    }
    told = now.words.say("footer", **said)
    if n_cities is not None:
        told = f"{told} · {now.words.say('footer_cities', n=n_cities)}"
    st.divider()
    st.text(told)
    if not now.is_demo and now.house.statistics.daily:
        st.text(now.words.label("audited_note"))


def plain_footer(now: Now) -> None:
    """What a page without figures of the air stands on."""
    days = now.house.statistics.days
    last = days[1].isoformat() if days else "–"
    st.divider()
    st.text(now.words.say("footer_plain", last=last, revision=now.revision))


def how(now: Now, views: Sequence[str], *, rule: str = "") -> None:
    """The statements behind the figures, each with its source, word for word as they run."""
    with st.expander(now.words.label("how_computed")):
        if rule:
            st.text(now.words.label(rule))
        for name in views:
            view = contract.views()[name]
            st.text(f"{name}: {view.what}\n{now.words.label('how_source')}: {view.source}")
            st.code(view.sql, language="sql")


def sections(found: Iterable[Section], *, now: Now, key: str) -> None:
    """A text under its headings; a section with a statement, or one of detail, is folded."""
    for number, section in enumerate(found):
        if section.code or section.is_detail:
            with st.expander(section.title):
                _section(section, now=now, key=f"{key}_{number}")
            continue
        # not st.subheader: names of files and people must not become markdown
        st.markdown(f"{'#' * (section.level + 1)} {plain(section.title)}")
        _section(section, now=now, key=f"{key}_{number}")


def _section(section: Section, *, now: Now, key: str) -> None:
    for line in section.lines:
        st.text(line)
    if section.code:
        st.code(section.code, language="sql")
    if section.table is not None:
        table(section.table, now=now, key=f"{key}_table")


def plain(text: str) -> str:
    """Text that Streamlit's markdown shows as it is."""
    return re.sub(r"([\\`*_\[\]<>#$:~])", r"\\\1", text)


@contextmanager
def door(now: Now) -> Iterator[None]:
    """Errors become sentences; an unexpected one becomes a number, its trace goes to the log."""
    try:
        yield
    except NotFound as error:
        if error.code == "store_is_empty":
            _say_empty(now)
        elif error.code == "no_plans":
            st.info(now.words.label("empty_plans"))
        else:
            tell(error, now)
    except AirtrackError as error:
        tell(error, now)
    except Exception as error:
        number = uuid.uuid4().hex[:8]
        LOG.error("a page failed", exc_info=error, extra={"incident": number})
        st.error(now.words.say("something_failed", number=number))


def _say_empty(now: Now) -> None:
    """What to do next in a store that holds no values yet."""
    if now.is_public:
        st.info(now.words.label("empty_public"))
        return
    st.info(now.words.label("empty_store"))
    st.page_link(home() / "pages" / "upload.py", label=now.words.label("go_upload"))


def tell(error: AirtrackError, now: Now) -> None:
    """The error as a sentence, and what to do about it."""
    sentence, hint = now.words.glossary.of_error(error, now.words.lang)
    st.error(sentence)
    if hint:
        st.info(hint)
