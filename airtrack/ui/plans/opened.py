"""The cards of targets and tasks on top of their pages, and what the text of a plan leaves open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from airtrack.ui import cache, choice, explaining, frame
from airtrack.ui.asking import TargetsAsk, TasksAsk
from airtrack.ui.explaining import Offer
from airtrack.ui.house import Now
from airtrack.ui.plans import cards
from airtrack.ui.plans.targets import TargetCard
from airtrack.ui.plans.tasks import TaskCard
from airtrack.views.table import Table

TARGET, TASK = "target", "task"
"""Names in the address of what is open."""


def target(now: Now, ask: TargetsAsk, offered: Mapping[str, Offer]) -> None:
    """The card of the target that the address names; what explains a verdict stands above it."""
    wanted = cards.opened(TARGET)
    if wanted is None or explaining.is_open(offered):
        return
    found = cache.target_card(now, wanted, ask.as_of)
    if found is None:
        choice.warn(now, wanted)
        return
    cards.show(found.title, TARGET, partial(_target, now, found))


def _target(now: Now, found: TargetCard) -> None:
    for line in found.lines:
        st.text(line)
    if explaining.attention(now, found.verdicts):
        st.rerun()
    if found.related:
        chosen = st.selectbox(
            now.words.label("target_open_related"),
            ["", *found.related],
            key=f"related_{found.title}",
            format_func=lambda key: found.related.get(key, now.words.label("explain_none")),
        )
        if chosen:
            cards.open_(TARGET, chosen)
            st.rerun()
    frame.sections(found.sections, now=now, key="target")


def task(now: Now, ask: TasksAsk) -> None:
    """The card of the task that the address names."""
    wanted = cards.opened(TASK)
    if wanted is None:
        return
    found = cache.task_card(now, ask, wanted)
    if found is None:
        choice.warn(now, wanted)
        return
    cards.show(found.title, TASK, partial(_task, now, found))


def _task(now: Now, found: TaskCard) -> None:
    st.text(found.where)
    frame.sections(found.sections, now=now, key="task")


def findings(now: Now, found: Sequence[tuple[str, Table | None]], *, plan: str) -> None:
    """What disagrees in the plan's text, what it leaves open, what is wrong, each folded."""
    st.subheader(now.words.label("findings_heading"), anchor=False)
    for number, (heading, table) in enumerate(found):
        if table is None:
            st.text(heading)
            continue
        with st.expander(heading):
            key = f"table_findings_{number}"
            frame.table(table, now=now, key=key, name=f"findings_{plan}_{number + 1}.csv")
