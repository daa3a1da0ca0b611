"""Which conditions of a plan's rules hold on a date. The public edition never loads this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from airtrack.answers.plans import PlanAnswer
from airtrack.assess.triggered import triggered
from airtrack.ui.house import Now
from airtrack.views import triggered as shown
from airtrack.views.table import Table

_ENTRIES = 16


@dataclass(frozen=True, slots=True)
class TriggersScreen:
    """What holds and what could not be told, with the answer in a sentence."""

    sentence: str
    table: Table


def screen(now: Now, *, plan: str, as_of: date) -> TriggersScreen:
    """The conditions of one plan for one snapshot, date and language."""
    return _screen(now, file=now.file, lang=now.words.lang, plan=plan, as_of=as_of)


@st.cache_data(max_entries=_ENTRIES, show_spinner=False)
def _screen(_now: Now, *, file: str, lang: str, plan: str, as_of: date) -> TriggersScreen:
    house, words = _now.house, _now.words
    found = triggered(house, as_of=as_of, plan_id=plan)
    table = shown.table(found, house.gazetteer, words)
    return TriggersScreen(shown.answer(found, house.gazetteer, words), table)


def rules(now: Now, answer: PlanAnswer) -> Table:
    """Every rule of the plan, those for people too."""
    title = now.words.label("triggers_rules")
    return shown.rules_table(answer.rules, now.house.gazetteer, now.words, title=title)
