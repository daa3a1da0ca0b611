"""The steps of a page that takes something in: what it says, commit, take back.

Only such pages load this module: the public edition never does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import streamlit as st

from airtrack.answers import plan_versions
from airtrack.domain.batch import BatchHistory, Stage
from airtrack.domain.form import Form
from airtrack.domain.register import Register
from airtrack.errors import AirtrackError, Level, StaleStore
from airtrack.ingest.load import Preview
from airtrack.ingest.sheets.sheet import ENCODINGS
from airtrack.registry.plans import PlanText
from airtrack.settings import home
from airtrack.ui import frame, house
from airtrack.ui.filing import batches, intake, previewing
from airtrack.ui.filing.intake import Given, Read
from airtrack.ui.house import Now
from airtrack.views import intake as shown
from airtrack.views import plan_versions as shown_plans
from airtrack.views import problems, words

_TYPES = ("csv", "tsv", "txt", "gz", "xlsx", "xls", "zip", "toml")
_AS_THE_FORM = ""
_AS_FOUND = ""
_NARROW, _WIDE = 170, 340
_SPELT_OUT = 5
"""So many problems are told as sentences above the table, for narrow screens."""


def forms() -> dict[str, Form | Register]:
    """The known forms and registers by id."""
    known = house.workspace().registry.forms
    return {form.id: form for form in known.forms} | {each.id: each for each in known.registers}


def sentence(now: Now) -> str:
    """What is on record: how many batches count, and which days they speak of."""
    n_live = sum(item.is_live for item in now.history if item.batch.is_measured)
    days = now.house.statistics.days
    if not n_live or days is None:
        return now.words.label("answer_intake_none")
    first, last = (words.day(day, now.words) for day in days)
    return now.words.say("answer_intake", n=n_live, first=first, last=last)


def given(now: Now) -> Given:
    """Step one: files, who brings them, a note, and how far they were reviewed."""
    label = now.words.label
    files = st.file_uploader(
        label("intake_files"),
        type=_TYPES,
        accept_multiple_files=True,
        key=intake.uploader_key(),
        help=label("intake_files_help"),
    )
    with st.container(horizontal=True):
        by = _by(now)
        stage = st.selectbox(
            label("stage"),
            [_AS_THE_FORM, *Stage],
            key="intake_stage",
            format_func=lambda key: label(f"stage_{key}" if key else "stage_as_form"),
            width=_NARROW,
        )
        encoding = st.selectbox(
            label("encoding"),
            [_AS_FOUND, *ENCODINGS],
            key="intake_encoding",
            format_func=lambda key: key.upper() if key else label("encoding_as_found"),
            width=_NARROW,
        )
        note = st.text_input(label("note"), key="intake_note", width=_WIDE)
    waiting = intake.fetched()
    for source in waiting:
        st.text(now.words.say("fetch_waiting", name=source.name))
    if waiting:
        st.button(label("fetch_put_away"), key="fetch_put_away", on_click=intake.put_away)
    known = Stage(stage) if stage else None
    return Given(tuple(files), by, note, known, encoding or None, waiting)


def signed(now: Now) -> tuple[str, str]:
    """Who hands in what was written on the page, and a note."""
    with st.container(horizontal=True):
        by = _by(now)
        note = st.text_input(now.words.label("note"), key="intake_note", width=_WIDE)
    return by, note


def _by(now: Now) -> str:
    """The name that is noted with what is done; it stays for the session."""
    kept = str(st.session_state.get("intake_name", house.workspace().settings.by))
    by: str = st.text_input(now.words.label("done_by"), value=kept, key="intake_by", width=_NARROW)
    st.session_state["intake_name"] = by
    return by


def understood(
    now: Now,
    found: Sequence[Read],
    *,
    blocked: str = "intake_blocked",
    heads: Mapping[str, str] = MappingProxyType({}),
) -> list[Preview]:
    """Step two: what each file says and what is wrong; the previews where all can be committed.

    `blocked` is the sentence above what must be mended; `heads` are what columns are called on the
    page, by their headers in the file.
    """
    spoken = now.words
    pairs = [(item.preview, item.encoding) for item in found if item.preview is not None]
    if pairs:
        frame.table(shown.understood(pairs, forms(), spoken), now=now, key="intake_understood")
    every = [
        replace(problem, column=heads.get(problem.column or "", problem.column))
        for item in found
        for problem in item.problems
    ]
    blockers = [problem for problem in every if problem.level is Level.BLOCKER]
    if blockers:
        st.error(spoken.say(blocked, n=len(blockers)))
    elif every:
        st.warning(spoken.say("intake_warned", n=len(every)))
    else:
        st.success(spoken.label("intake_clean"))
    for problem in (blockers or every)[:_SPELT_OUT]:
        # text, not markdown: it quotes cells of a file
        st.text(" ".join(spoken.glossary.of_problem(problem, spoken.lang)))
    if every:
        name = "problems.csv"
        frame.table(problems.by_gravity(every, spoken), now=now, key="intake_problems", name=name)
        told = [problem for item in found for problem in item.problems]
        sources = [item.source for item in found if item.source is not None]
        previewing.marked_copy(now, lambda: sources, told, key="intake_marked")
    return [] if blockers else [preview for preview, _ in pairs]


def offer(
    now: Now, previews: Sequence[Preview], asked: Given, *, after: Callable[[], None] | None = None
) -> None:
    """Step three: what will change, and the button; warnings are to be acknowledged first.

    `after` is called once everything is committed.
    """
    spoken = now.words
    frame.table(shown.changes(previews, spoken), now=now, key="intake_changes")
    for preview in previews:
        if preview.plan is not None and preview.known is None:
            _plan_change(now, preview.plan)
    previewing.changes(now, previews)
    st.text(shown.outcome(previews, spoken))
    turned = st.container()
    if all(item.known is not None for item in previews):
        return
    is_agreed = not any(item.draft.problems for item in previews) or st.checkbox(
        spoken.label("intake_agree"), key="intake_agree"
    )
    if not asked.by.strip():
        st.text(spoken.label("intake_who"))
    is_silent = previewing.lacks_reason(previews, asked.note)
    is_ready = is_agreed and bool(asked.by.strip()) and not is_silent
    if st.button(
        spoken.label("intake_commit"), key="intake_commit", type="primary", disabled=not is_ready
    ):
        _commit(now, previews, asked, after=after)
        return
    # the button is there while this is worked out
    with turned:
        previewing.flips(now, previews, by=asked.by)


def _plan_change(now: Now, plan: PlanText) -> None:
    """What the new version of a plan says otherwise than the one that counts."""
    registry, store = house.workspace().registry, house.workspace().store
    versions = plan_versions.all_versions(store.layout, now.history)
    old, found = plan_versions.against_current(versions, plan)
    if old is None:
        return
    told = {"plan": plan.plan.id, "batch": old.batch_id}
    st.text(now.words.say("told_plan_change", **told))
    if found.is_empty:
        st.text(now.words.label("told_plan_same"))
        return
    form, gazetteer = registry.plan_form, now.house.gazetteer
    table = shown_plans.diff_table(found, form, gazetteer, now.words, title="")
    frame.table(table, now=now, key=f"intake_plan_{plan.plan.id}", name="plan.csv")


def _commit(
    now: Now, previews: Sequence[Preview], asked: Given, *, after: Callable[[], None] | None
) -> None:
    try:
        with st.spinner(now.words.label("told_committing")):
            made = intake.commit(previews, asked)
    except StaleStore:
        intake.forget()
        st.warning(now.words.label("intake_stale"))
        st.button(now.words.label("intake_again"), key="intake_again")
        return
    except AirtrackError as error:
        frame.tell(error, now)
        return
    if after is not None:
        after()
    names = now.words.label("list_separator").join(batch.batch_id for batch in made)
    intake.say_next(now.words.say("intake_done", names=names))
    st.rerun()


def thanks(now: Now) -> None:
    """What the last act has done, and the way to the overview."""
    sentence = intake.said()
    if sentence:
        st.success(sentence)
        page = home() / "pages" / "overview.py"
        st.page_link(page, label=now.words.label("go_overview"))


def history(now: Now, found: Sequence[BatchHistory]) -> None:
    """Every batch, newest first; a chosen one can be withdrawn or restored."""
    spoken = now.words
    if not found:
        st.text(spoken.label("intake_no_batch"))
        return
    st.text(spoken.label("intake_choose_batch"))
    newest_first = list(reversed(found))
    table = shown.history(newest_first, forms(), spoken)
    row = frame.clickable_table(table, now=now, key="intake_history", name="history.csv")
    if row is None or row >= len(newest_first):
        return
    item = newest_first[row]
    key = "intake_restore" if not item.is_live else "intake_withdraw"
    said = {"batch": item.batch.batch_id, "source": item.batch.source_name}
    st.subheader(spoken.say(f"{key}_of", **said), anchor=False)
    batches.keeping(now, item)
    reason = st.text_input(spoken.label("intake_reason"), key="intake_reason", width=_WIDE)
    by = str(st.session_state.get("intake_name", ""))
    if not by.strip():
        st.text(spoken.label("intake_who"))
    is_ready = bool(by.strip()) and (not item.is_live or bool(reason.strip()))
    if st.button(spoken.label(key), key="intake_turn", disabled=not is_ready):
        _turn(now, item, by=by, reason=reason)


def _turn(now: Now, item: BatchHistory, *, by: str, reason: str) -> None:
    back = not item.is_live
    try:
        with st.spinner(now.words.label("told_committing")):
            intake.turn(item.batch.batch_id, by=by, reason=reason, back=back)
    except AirtrackError as error:
        frame.tell(error, now)
        return
    key = "intake_restored" if back else "intake_withdrawn"
    intake.say_next(now.words.say(key, batch=item.batch.batch_id))
    st.rerun()
