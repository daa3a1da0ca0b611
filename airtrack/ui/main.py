"""The main script: the open house, then title and pickers of the page, then the page.

It lies where no `pages/` folder is beside it: Streamlit would otherwise run a page by its file
name without ever coming here. Pickers are drawn here, so that a change of page keeps them.
"""

from __future__ import annotations

import streamlit as st

from airtrack.settings import home
from airtrack.ui import choice, contents, frame, house, look, stage

settings = house.workspace().settings
now = house.now(choice.language(settings.lang))
acts = contents.BOTH_EDITIONS
if not now.is_public:
    from airtrack.ui.inside import INSIDE

    acts += INSIDE
look.dress(now)
screens = {
    act.name: st.Page(
        home() / "pages" / f"{act.name}.py",
        title=now.words.label(act.title),
        default=act is acts[0],
        url_path="" if act is acts[0] else act.name,
    )
    for act in acts
}
with frame.door(now):
    page = st.navigation(list(screens.values()), position="top")
    stage.draw(now, next(act for act in acts if page == screens[act.name]))
    page.run()
