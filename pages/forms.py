"""Forms (表式): what tables that can be handed in look like, their templates. Inside only."""

import streamlit as st

from airtrack.ui import frame, house, stage
from airtrack.ui.filing import samples
from airtrack.ui.filing.samples import FormAsk
from airtrack.views import forms

now, ask, answer = stage.of(FormAsk)
label = now.words.label
chosen = ask.chosen
answer.header(now.words.say("forms_answer", n=len(samples.explained())), anchor=False)
registry = house.workspace().registry
found = forms.sections(chosen, registry.explained, now.words)
frame.sections(found, now=now, key=f"form_{chosen.id}")
if samples.has_template(chosen):
    st.subheader(now.words.label("forms_template"), anchor=False)
    samples.draw(now, chosen)
cells = forms.cells(registry.forms.cells, registry.explained, now.words)
frame.sections(cells, now=now, key="form_cells")
frame.plain_footer(now)
