"""Verbs that keep the store: init, demo, history, withdraw, restore, rebuild."""

from __future__ import annotations

from dataclasses import asdict

from airtrack.cli import installing, output
from airtrack.cli.batches import Wanted
from airtrack.cli.session import Session
from airtrack.cli.waiting import spinner
from airtrack.domain.batch import BatchHistory
from airtrack.errors import WrongUse
from airtrack.views.moment import beijing
from airtrack.views.table import Column, Table


def init(session: Session) -> None:
    """The store exists, its views are those of this version, and the plans on file are in."""
    store = session.workspace.store
    with spinner(session.words.label("told_committing")):
        if store.exists:
            store.create()
        plans = installing.install(session)
    revision = store.snapshot().revision
    path = store.layout.root.as_posix()
    if session.is_json:
        batches = [batch.batch_id for batch in plans]
        output.show_json({"store": path, "revision": revision, "plans": batches})
        return
    output.say(session.words.say("told_init", path=path, revision=revision))
    if plans:
        names = session.words.label("list_separator").join(batch.source_name for batch in plans)
        output.say(session.words.say("told_plans_in", n=len(plans), names=names))


def demo(session: Session, *, if_empty: bool) -> None:
    """The demonstration data are in; a store with other data is refused, or left as it is."""
    from airtrack import demo as demonstration

    store = session.workspace.store
    if store.exists:
        store.create()
    else:
        installing.install(session)
    history_ = store.snapshot().history()
    if any(item.batch.is_measured and not item.batch.is_synthetic for item in history_):
        if if_empty:
            _say_left_alone(session)
            return
        raise WrongUse("store_not_empty")
    is_there = any(item.batch.is_synthetic for item in history_)
    installing.install(session)
    if not is_there:
        samples = session.settings.data / "samples"
        act = session.act(by="airtrack demo", note=session.words.label("demo_badge"))
        with spinner(session.words.label("told_committing")):
            registry = session.workspace.registry
            draft = demonstration.draft(samples, registry.gazetteer)
            records = demonstration.records(samples, registry.forms, registry.gazetteer)
            drafts = [draft, *records]
            store.commit(drafts, act=act, seen=store.snapshot().revision, synthetic=True)
    batches = (item.batch for item in store.snapshot().history())
    batch = next(item for item in batches if item.is_synthetic)
    if session.is_json:
        output.show_json({"batch": batch.batch_id, "rows": batch.n_rows, "demo": True})
    elif is_there:
        output.say(session.words.label("told_demo_there"))
    else:
        told = {"rows": batch.n_rows, "first": batch.first_on, "last": batch.last_on}
        output.say(session.words.say("told_demo", **told))


def _say_left_alone(session: Session) -> None:
    if session.is_json:
        output.show_json({"batch": None, "rows": 0, "demo": False})
    else:
        output.say(session.words.label("told_demo_not_needed"))


def history(session: Session, wanted: Wanted) -> None:
    """Every batch that is asked for, with its events, oldest first."""
    found = wanted.found(session)
    if session.is_json:
        output.show_json({"batches": [_document(item) for item in found]})
    elif session.said.format == "csv":
        output.show_csv(_table(session, found))
    else:
        output.show_table(_table(session, found))


def _document(item: BatchHistory) -> dict[str, object]:
    batch = item.batch
    return {
        "batch": batch.batch_id,
        "source": batch.source_name,
        "sha256": batch.sha256,
        "form": batch.form,
        "grain": batch.grain,
        "stage": batch.stage,
        "rows": batch.n_rows,
        "aside": batch.n_aside,
        "first_on": batch.first_on and batch.first_on.isoformat(),
        "last_on": batch.last_on and batch.last_on.isoformat(),
        "live": item.is_live,
        "demo": batch.is_synthetic,
        "note": batch.note,
        "events": [
            {
                "no": event.event_no,
                "event": event.event.value,
                "by": event.done_by,
                "at": beijing(event.done_at),
                "note": event.note,
            }
            for event in item.events
        ],
    }


def _table(session: Session, found: list[BatchHistory]) -> Table:
    words = session.words
    keys = ("batch", "source", "form", "rows", "first_on", "last_on", "state", "done_at", "done_by")
    columns = tuple(
        Column(key, words.label(key), digits=0 if key == "rows" else None)
        for key in (*keys, "note")
    )
    rows = tuple(
        (
            item.batch.batch_id,
            item.batch.source_name,
            item.batch.form,
            item.batch.n_rows,
            str(item.batch.first_on or ""),
            str(item.batch.last_on or ""),
            words.label("live" if item.is_live else "withdrawn"),
            beijing(item.events[-1].done_at),
            item.events[-1].done_by,
            item.events[-1].note,
        )
        for item in found
    )
    return Table("", columns, rows)


def turn(session: Session, batch_id: str, *, reason: str, by: str | None, back: bool) -> None:
    """Withdraws a batch, or brings it back."""
    if not back and not reason.strip():
        raise WrongUse("no_reason")
    store = session.workspace.store
    act = session.act(by=by, note=reason)
    with spinner(session.words.label("told_committing")):
        found = store.restore(batch_id, act=act) if back else store.withdraw(batch_id, act=act)
    event = found.events[-1].event.value
    if session.is_json:
        revision = store.snapshot().revision
        output.show_json({"batch": found.batch.batch_id, "event": event, "revision": revision})
    else:
        told = {"batch": found.batch.batch_id, "event": session.words.label(event)}
        output.say(session.words.say("told_turned", **told))
        _say_gone(session, found.batch.batch_id)


def _say_gone(session: Session, batch_id: str) -> None:
    """Says which places the withdrawal of the batch took away, if any."""
    gone = session.workspace.gazetteer.gone.values()
    names = {item.code: item.name for item in gone if item.batch == batch_id}
    if names:
        listed = session.words.label("list_separator").join(names.values())
        output.say(session.words.say("told_gone", n=len(names), names=listed))


def rebuild(session: Session) -> int:
    """Exit status 1 when a table differs from what it was."""
    with spinner(session.words.label("told_committing")):
        report = session.workspace.store.rebuild()
    if session.is_json:
        output.show_json(asdict(report))
    elif report.changed is None:
        output.say(session.words.say("told_rebuilt_alone", n=len(report.tables)))
    elif report.changed:
        names = session.words.label("list_separator").join(report.changed)
        output.say(session.words.say("told_rebuilt_differs", names=names))
    else:
        output.say(session.words.say("told_rebuilt", n=len(report.tables)))
    return int(bool(report.changed))
