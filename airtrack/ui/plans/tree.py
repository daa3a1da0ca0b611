"""The tree of a plan: clauses that unfold to their targets, each a way to its card."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from airtrack.ui import frame
from airtrack.ui.house import Now
from airtrack.ui.plans import cards, opened
from airtrack.views.clauses import Branch


def draw(now: Now, found: Sequence[Branch]) -> None:
    """A fold a clause, told by how its targets stand; nothing is drawn before it is opened."""
    if not found:
        return
    st.subheader(now.words.label("tree_heading"), anchor=False)
    for number, branch in enumerate(found):
        fold = st.expander(frame.plain(branch.label), key=f"clause_{number}", on_change="rerun")
        if not fold.open:
            continue
        with fold:
            for leaf in branch.leaves:
                st.button(
                    f"{leaf.badge} {frame.plain(leaf.told)}",
                    key=f"leaf_{leaf.target}",
                    type="tertiary",
                    help=now.words.label("hint_click_target"),
                    on_click=cards.open_,
                    args=(opened.TARGET, leaf.target),
                )
