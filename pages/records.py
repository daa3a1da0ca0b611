"""Records (台账): what a register says, records in by form, its batches. Inside only."""

import streamlit as st

from airtrack.ui import frame, stage
from airtrack.ui.filing import desk, entering, intake, record_form, records
from airtrack.ui.filing.records import RecordsAsk
from airtrack.views import registers as shown

now, asked, answer = stage.of(RecordsAsk)
label = now.words.label
register, filed = asked.register, records.on_file(now, asked)
answer.header(shown.answer(register, filed.found, filed.history, now.words), anchor=False)
desk.thanks(now)
listed, one, many = st.container(), st.container(), st.container()
with many:
    st.subheader(label("records_step_2"), anchor=False)
    rows = entering.table(now, register)
    by, note = desk.signed(now)
with listed:
    chosen = records.listing(now, asked, filed)
if chosen:
    entering.take(now, register, filed, chosen, beside=list(rows.values()))
with one:
    st.subheader(label("records_step_1"), anchor=False)
    record_form.draw(now, register, filed, beside=list(rows.values()))
written = entering.file(now, register, rows)
if written is None:
    st.text(label("records_empty"))
else:
    given = intake.Given((written,), by, note, None)
    st.subheader(label("records_step_3"), anchor=False)
    heads = shown.heads(register, now.words)
    read = intake.read(now, given)
    previews = desk.understood(now, read, blocked="records_blocked", heads=heads)
    if previews:
        st.subheader(label("records_step_4"), anchor=False)
        desk.offer(now, previews, given, after=lambda: entering.waiting(register).replaced([]))
if filed.history:
    st.subheader(label("intake_history"), anchor=False)
    desk.history(now, filed.history)
frame.plain_footer(now)
