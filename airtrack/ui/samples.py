"""Templates to download, and the forms that are known. Loaded by the upload page alone."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from airtrack.domain import period as periods
from airtrack.domain.batch import Grain
from airtrack.domain.form import Form, Key
from airtrack.domain.period import Period
from airtrack.domain.place import Place
from airtrack.domain.register import Register
from airtrack.ingest import plan_template, template
from airtrack.ui import clock, house
from airtrack.ui.house import Now

_MONTHS = range(1, 13)
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(now: Now) -> None:
    """A blank table of each form that people fill in by hand; every known form by its name."""
    label = now.words.label
    known = house.workspace().registry.forms.forms
    with st.expander(label("sample_offer")):
        form = _form(now, [form for form in known if form.blank is not None])
        has_periods = form.blank is not None and Key.PERIOD in form.blank.keys
        period = _period(now) if has_periods else _last_month()
        with st.container(horizontal=True):
            places = _places(now, period) if has_periods else []
            name = f"{form.id}_{period.key}" if has_periods else form.id
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
        _offer_registers(now)
        _of_plan(now)
        st.text(label("sample_forms"))
        # a name of its own: the buttons make their file when they are clicked
        registers = house.workspace().registry.forms.registers
        for named in [*(_named(form, now) for form in known), *(_named(r, now) for r in registers)]:
            st.text(f"· {named}")


def _of_plan(now: Now) -> None:
    """The blank workbook of a plan, which is no table of values."""
    form = house.workspace().registry.plan_form
    st.download_button(
        now.words.label("sample_plan"),
        data=lambda: plan_template.workbook(form),
        file_name=f"{form.id}.xlsx",
        mime=_XLSX,
        key="sample_plan",
        on_click="ignore",
    )
    name = form.name if now.words.lang == "zh" else form.name_en
    st.text(f"· {name}")


def _offer_registers(now: Now) -> None:
    """The blank table of a register (台账)."""
    known = house.workspace().registry.forms.registers
    register = st.selectbox(
        now.words.label("sample_register"),
        known,
        key="sample_register",
        format_func=lambda register: _named(register, now),
        width=340,
    )
    with st.container(horizontal=True):
        st.download_button(
            now.words.label("sample_register_xlsx"),
            data=lambda: template.register_workbook(register),
            file_name=f"{register.id}.xlsx",
            mime=_XLSX,
            key="sample_register_xlsx",
            on_click="ignore",
        )
        st.download_button(
            now.words.label("sample_register_csv"),
            data=lambda: template.register_csv(register),
            file_name=f"{register.id}.csv",
            mime="text/csv",
            key="sample_register_csv",
            on_click="ignore",
        )


def _named(form: Form | Register, now: Now) -> str:
    return form.name if now.words.lang == "zh" else form.name_en


def _form(now: Now, offered: list[Form]) -> Form:
    """The form whose blank table is wanted: monthly tables until somebody picks another."""
    return st.selectbox(
        now.words.label("sample_form"),
        offered,
        index=[form.grain for form in offered].index(Grain.REPORT),
        key="sample_form",
        format_func=lambda form: _named(form, now),
        width=340,
    )


def _last_month() -> Period:
    """The month before this one."""
    before = clock.today().replace(day=1) - timedelta(1)
    return periods.of_month(before.year, before.month)


def _period(now: Now) -> Period:
    """The month of the template: the one before this one until somebody picks another."""
    before = _last_month().first_on
    first_year = min(edition.from_on.year for edition in now.house.standards.editions)
    years = list(range(clock.today().year, first_year - 1, -1))
    with st.container(horizontal=True):
        year = st.selectbox(
            now.words.label("sample_year"),
            years,
            index=years.index(before.year),
            key="sample_year",
            width=140,
        )
        month = st.selectbox(
            now.words.label("sample_month"),
            list(_MONTHS),
            index=before.month - 1,
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
    # a plan of one city has no group
    offered = list(dict.fromkeys([*(plan for plan in plans if plan in groups), *groups]))
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
