"""Templates to download, and the forms that are known. Loaded by the upload page alone."""

from __future__ import annotations

import streamlit as st

from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.place import Place
from airtrack.ingest import template
from airtrack.ui import clock, house
from airtrack.ui.house import Now

_MONTHS = range(1, 13)
_FORM = "city_monthly"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(now: Now) -> None:
    """A monthly table to fill in for a month and a group of cities; every form by its name."""
    label = now.words.label
    with st.expander(label("sample_offer")):
        period = _period(now)
        with st.container(horizontal=True):
            places = _places(now, period)
            name = f"{_FORM}_{period.key}"
            form = house.workspace().registry.forms.form(_FORM)
            st.download_button(
                label("sample_xlsx"),
                data=lambda: template.workbook(form, places, period),
                file_name=f"{name}.xlsx",
                mime=_XLSX,
                key="sample_xlsx",
                on_click="ignore",
            )
            st.download_button(
                label("sample_csv"),
                data=lambda: template.csv(form, places, period),
                file_name=f"{name}.csv",
                mime="text/csv",
                key="sample_csv",
                on_click="ignore",
            )
        st.text(label("sample_forms"))
        is_zh = now.words.lang == "zh"
        for known in house.workspace().registry.forms.forms:
            st.text(f"· {known.name if is_zh else known.name_en}")


def _period(now: Now) -> Period:
    """The month of the template: the one before this one until somebody picks another."""
    today = clock.today()
    first_year = min(edition.from_on.year for edition in now.house.standards.editions)
    before = today.month - 1 or _MONTHS[-1]
    years = list(range(today.year, first_year - 1, -1))
    with st.container(horizontal=True):
        year = st.selectbox(
            now.words.label("sample_year"),
            years,
            index=int(before > today.month),
            key="sample_year",
            width=140,
        )
        month = st.selectbox(
            now.words.label("sample_month"),
            list(_MONTHS),
            index=before - 1,
            key="sample_month",
            format_func=lambda number: now.words.label(f"month_{number}"),
            width=140,
        )
    return periods.of_month(year, month)


def _places(now: Now, period: Period) -> list[Place]:
    """The cities of the chosen group on the last day of the month."""
    gazetteer = now.house.gazetteer
    groups = {group.id: group for group in gazetteer.all_groups()}
    plans = list(dict.fromkeys(plan.plan.group for plan in house.workspace().registry.plans))
    offered = list(dict.fromkeys([*plans, *groups]))
    is_zh = now.words.lang == "zh"
    chosen = st.selectbox(
        now.words.label("sample_group"),
        offered,
        key="sample_group",
        format_func=lambda key: (
            groups[key].name if is_zh else groups[key].name_en or groups[key].name
        ),
        width=340,
    )
    return [gazetteer.places[code] for code in groups[chosen].members(period.last_on)]
