"""Pickers whose state is the URL: a link reproduces the page, and a page change keeps the choice.

Source of the pattern: widgets bound to query parameters lose their state between pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from airtrack.domain import period as periods
from airtrack.domain.glossary import Lang
from airtrack.domain.place import PlaceKind
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standards import IN_FORCE
from airtrack.errors import NotFound
from airtrack.ui.house import Now
from airtrack.views import words

_LANGS: tuple[Lang, ...] = ("zh", "en")
_NATION = "prefecture-337"
_QUOTED = 40
_DEFAULT_GROUPS = ("key-168", _NATION)


@dataclass(frozen=True, slots=True)
class RankingAsk:
    """What the ranking page is asked."""

    group: str
    period: str
    by: str
    edition: str


@dataclass(frozen=True, slots=True)
class CityAsk:
    """What the city page is asked; `by` is the indicator of the month bars."""

    place: str
    year: int
    by: str
    edition: str


def _state() -> dict[str, dict[str, str]]:
    """The choices of this session, and what was last written to the URL."""
    found: dict[str, dict[str, str]] = st.session_state.setdefault(
        "choices", {"chosen": {}, "written": {}}
    )
    return found


def choose(
    name: str,
    label: str,
    options: Sequence[str],
    *,
    default: str,
    named: Callable[[str], str],
    unknown: str = "",
) -> str:
    """One picker. A value in the URL that changed from outside wins; an unknown one is named."""
    state, key = _state(), f"pick_{name}"
    given = st.query_params.get(name)
    if given is not None and given != state["written"].get(name):
        if given in options:
            st.session_state[key] = given
        elif unknown:
            _warn(unknown, given)
    current = st.session_state.get(key)
    if current not in options:
        kept = state["chosen"].get(name)
        current = kept if kept in options else default
    # always said anew: a picker with other options, as on the next page, would start at its first
    st.session_state[key] = current
    value = str(st.selectbox(label, options, key=key, format_func=named))
    state["chosen"][name] = value
    state["written"][name] = value
    if st.query_params.get(name) != value:
        st.query_params[name] = value
    return value


def language(default: Lang) -> Lang:
    """The language of the page: from the URL, else as it was chosen, else the setting."""
    state = _state()
    given = st.query_params.get("lang")
    if given in _LANGS:
        state["chosen"]["lang"] = given
    elif given is None and "lang" in state["chosen"]:
        st.query_params["lang"] = state["chosen"]["lang"]
    chosen = state["chosen"].get("lang", default)
    return "en" if chosen == "en" else "zh"


def name_unknown_language(now: Now) -> None:
    """A language in the URL that the page does not speak is named, and the URL mended."""
    given = st.query_params.get("lang")
    if given is not None and given not in _LANGS:
        _warn(now.words.label("wrong_link"), given)
        st.query_params["lang"] = now.words.lang


def _warn(template: str, given: str) -> None:
    """Names a value of the URL as a code span: it never becomes a link or a picture."""
    quoted = given[:_QUOTED].replace("`", "'").replace("\n", " ")
    st.warning(template.format(value=f"`{quoted}`"))


def switch_language(lang: Lang) -> None:
    """From the next rerun on the page speaks the other language."""
    other = "en" if lang == "zh" else "zh"
    _state()["chosen"]["lang"] = other
    st.query_params["lang"] = other


def ranking(now: Now) -> RankingAsk:
    """Group, period, indicator and standard in one row."""
    columns = st.columns([3, 2, 2, 2])
    with columns[0]:
        group = _group(now)
    with columns[1]:
        period = _period(now)
    with columns[2]:
        keys = list(now.house.standards.indicators)
        by = _indicator(now, keys, label="pick_by", default="composite")
    with columns[3]:
        edition = _edition(now)
    return RankingAsk(group, period, by, edition)


def city(now: Now) -> CityAsk:
    """City, year, indicator and standard in one row."""
    columns = st.columns([3, 2, 2, 2])
    with columns[0]:
        place = _place(now)
    with columns[1]:
        year = _year(now)
    with columns[2]:
        keys = [key for key in now.house.standards.indicators if key != "change"]
        by = _indicator(now, keys, label="pick_pollutant", default=str(Pollutant.PM25))
    with columns[3]:
        edition = _edition(now)
    return CityAsk(place, year, by, edition)


def _pick(now: Now, name: str, label: str, options: Sequence[str], **how: object) -> str:
    default, named = how["default"], how["named"]
    if not isinstance(default, str) or not callable(named):
        raise TypeError(f"picker {name}: {how!r}")
    template = now.words.glossary.label("wrong_link", now.words.lang)
    return choose(
        name, now.words.label(label), options, default=default, named=named, unknown=template
    )


def _group(now: Now) -> str:
    gazetteer = now.house.gazetteer
    with_data = now.house.places_with_data
    groups = {group.id: group for group in gazetteer.all_groups()}
    last = now.house.statistics.days
    on = last[1] if last else None
    offered = [
        key for key, group in groups.items() if on and with_data.intersection(group.members(on))
    ]
    if not offered:
        raise NotFound("no_group_with_data", nearest=[])
    default = next((key for key in _DEFAULT_GROUPS if key in offered), offered[0])
    is_zh = now.words.lang == "zh"

    def named(key: str) -> str:
        return groups[key].name if is_zh else groups[key].name_en or groups[key].name

    return _pick(now, "group", "pick_group", offered, default=default, named=named)


def _period(now: Now) -> str:
    """Months, years and the months up to each month of its year; the newest month first."""
    stored = list(now.house.statistics.stored_periods.values())
    months = [item for item in stored if item.key.count("-") == 1]
    years = [item.key for item in stored if "-" not in item.key]
    cumulative = [
        periods.of_days(item.first_on.replace(month=1), item.last_on).key
        for item in months
        if item.first_on.month > 1
    ]
    newest_first = [item.key for item in reversed(months)]
    options = list(dict.fromkeys([*newest_first, *reversed(cumulative), *reversed(years)]))

    def named(key: str) -> str:
        return words.period(key, now.words)

    return _pick(now, "period", "pick_period", options, default=options[0], named=named)


def _indicator(now: Now, keys: list[str], *, label: str, default: str) -> str:
    return _pick(now, "by", label, keys, default=default, named=now.words.label)


def _edition(now: Now) -> str:
    options = [IN_FORCE, *(edition.id for edition in now.house.standards.editions)]

    def named(key: str) -> str:
        return now.words.label("in_force" if key == IN_FORCE else key)

    return _pick(now, "edition", "pick_edition", options, default=IN_FORCE, named=named)


def _place(now: Now) -> str:
    gazetteer = now.house.gazetteer
    offered = sorted(
        now.house.places_with_data,
        key=lambda code: (gazetteer.places[code].kind is PlaceKind.COUNTY, code),
    )

    def named(code: str) -> str:
        place = gazetteer.places[code]
        province = gazetteer.places.get(place.province)
        alone = province is None or province.code == code
        return place.name if alone or province is None else f"{place.name} · {province.short_name}"

    return _pick(now, "place", "pick_place", offered, default=offered[0], named=named)


def _year(now: Now) -> int:
    years = [key for key in now.house.statistics.stored_periods if "-" not in key]
    newest_first = sorted(years, reverse=True)
    chosen = _pick(now, "year", "pick_year", newest_first, default=newest_first[0], named=str)
    return int(chosen)
