"""Templates to download, filled for the chosen places and period. Inside only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from airtrack.domain import period as periods
from airtrack.domain.column import Key
from airtrack.domain.form import Form
from airtrack.domain.glossary import Lang
from airtrack.domain.period import Period
from airtrack.domain.place import Place
from airtrack.domain.plan_form import PlanForm
from airtrack.ingest.templates import template, template_book, template_of, wanted
from airtrack.ingest.templates.template_of import Known
from airtrack.ingest.templates.wanted import Wanted
from airtrack.settings import home
from airtrack.ui import choice, clock, frame, house
from airtrack.ui.house import Now

_MONTHS = range(1, 13)
_MONTH, _CUMULATIVE, _YEAR = "month", "cumulative", "year"
_WIDE, _NARROW = 340, 160
_ALL = ""
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXTS = {".csv": "text/csv", ".zip": "application/zip"}


def offer(now: Now) -> None:
    """The templates of all forms, folded, and the way to the page that explains them."""
    with st.expander(now.words.label("sample_offer")):
        draw(now, chosen(now))
        st.page_link(
            home() / "pages" / "forms.py",
            label=f"→ {now.words.label('go_forms')}",
            query_params={"lang": now.words.lang},
        )


def chosen(now: Now) -> Known:
    """The form that is picked: the monthly table until somebody picks another."""
    return st.selectbox(
        now.words.label("sample_form"),
        template_of.known(house.workspace().registry),
        key="sample_form",
        format_func=lambda one: named(one, now.words.lang),
        width=_WIDE,
    )


def explained() -> tuple[Known, ...]:
    """Everything that is explained: what has a template, and the forms without header."""
    registry = house.workspace().registry
    known = template_of.known(registry)
    return (*known, *(form for form in registry.forms.forms if form not in known))


@dataclass(frozen=True, slots=True)
class FormAsk:
    """Which form the page explains."""

    chosen: Known


def asked(now: Now) -> FormAsk:
    """The form that the page explains; it stands in the address."""
    known = {one.id: one for one in explained()}
    chosen = choice.choose(
        now,
        "form",
        "sample_form",
        list(known),
        default=next(iter(known)),
        named=lambda form_id: named(known[form_id], now.words.lang),
        width=_WIDE,
    )
    return FormAsk(known[chosen])


def has_template(one: Known) -> bool:
    """False for a table without header."""
    return not isinstance(one, Form) or one.blank is not None


def named(one: Known, lang: Lang) -> str:
    """What the form is called."""
    return one.name if lang == "zh" else one.name_en


def draw(now: Now, one: Known) -> None:
    """For whom and when, how much is filled in, and both files."""
    asks = template_of.asks_for_period(one)
    period = _period(now, one) if asks else _last_month()
    places = [] if isinstance(one, PlanForm) else _places(now, period)
    opened = house.workspace()
    filled = wanted.of_places(
        opened.registry,
        now.house.gazetteer,
        places,
        period,
        until=clock.today() - timedelta(1),
        stations=opened.stations,
    )
    is_short = _say_length(now, one, filled)
    name = f"{one.id}_{period.key}" if asks else one.id
    with st.container(horizontal=True):
        st.download_button(
            now.words.label("sample_xlsx"),
            # a name of its own: the file is made when the button is clicked
            data=lambda: template_book.workbook(template_of.grids(one, filled)),
            file_name=f"{name}.xlsx",
            mime=_XLSX,
            key="sample_xlsx",
            on_click="ignore",
            disabled=not is_short,
        )
        ending = ".zip" if isinstance(one, PlanForm) else ".csv"
        st.download_button(
            now.words.label("sample_zip" if isinstance(one, PlanForm) else "sample_csv"),
            data=lambda: template_of.text(template_of.grids(one, filled)),
            file_name=f"{name}{ending}",
            mime=_TEXTS[ending],
            key="sample_csv",
            on_click="ignore",
            disabled=not is_short,
        )


def _say_length(now: Now, one: Known, filled: Wanted) -> bool:
    """How many rows are filled in; False where that is too much for one table."""
    n_rows = template.n_rows_of(one, filled) if isinstance(one, Form) else 0
    if n_rows > template.MOST_ROWS:
        frame.tell(template.too_long(n_rows), now)
        return False
    told = now.words.say("sample_filled", n_rows=n_rows)
    st.text(told if n_rows else now.words.label("sample_headers"))
    return True


def _last_month() -> Period:
    """The month before this one."""
    before = clock.today().replace(day=1) - timedelta(1)
    return periods.of_month(before.year, before.month)


def _period(now: Now, one: Known) -> Period:
    """The month before this one until somebody picks another; of tables also spans from January."""
    before = _last_month().first_on
    first_year = min(edition.from_on.year for edition in now.house.standards.editions)
    years = list(range(clock.today().year, first_year - 1, -1))
    has_spans = isinstance(one, Form) and Key.PERIOD in one.keys
    with st.container(horizontal=True):
        year = st.selectbox(
            now.words.label("sample_year"),
            years,
            index=years.index(before.year),
            key="sample_year",
            width=_NARROW,
        )
        span = _span(now) if has_spans else _MONTH
        if span == _YEAR:
            return periods.of_year(year)
        month = st.selectbox(
            now.words.label("sample_month"),
            list(_MONTHS),
            index=before.month - 1,
            key="sample_month",
            format_func=lambda number: now.words.label(f"month_{number}"),
            width=_NARROW,
        )
    last = periods.of_month(year, month)
    if span == _MONTH or month == 1:
        return last
    return periods.of_days(periods.of_year(year).first_on, last.last_on)


def _span(now: Now) -> str:
    return st.selectbox(
        now.words.label("sample_span"),
        [_MONTH, _CUMULATIVE, _YEAR],
        key="sample_span",
        format_func=lambda span: now.words.label(f"sample_span_{span}"),
        width=_NARROW,
    )


def _places(now: Now, period: Period) -> list[Place]:
    """The cities of the chosen group on the last day of the period, or one of them."""
    gazetteer = now.house.gazetteer
    groups = {group.id: group for group in gazetteer.all_groups()}
    plans = list(dict.fromkeys(plan.plan.group for plan in house.workspace().registry.plans))
    # a plan of one city has no group
    offered = list(dict.fromkeys([*(plan for plan in plans if plan in groups), *groups]))
    is_zh = now.words.lang == "zh"
    with st.container(horizontal=True):
        group = st.selectbox(
            now.words.label("sample_group"),
            offered,
            key="sample_group",
            format_func=lambda key: (
                groups[key].name if is_zh else groups[key].name_en or groups[key].name
            ),
            width=_WIDE,
        )
        members = groups[group].members(period.last_on)
        place = st.selectbox(
            now.words.label("sample_place"),
            [_ALL, *members],
            key=f"sample_place_{group}",
            format_func=lambda code: (
                gazetteer.places[code].short_name
                if code
                else now.words.say("sample_place_all", n=len(members))
            ),
            width=_NARROW,
        )
    return [gazetteer.places[code] for code in ((place,) if place else members)]
