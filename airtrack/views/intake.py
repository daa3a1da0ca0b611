"""Files on their way in: what was understood, what would change, what came before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow.compute as pc

from airtrack.domain.batch import BatchHistory, Grain
from airtrack.domain.form import Form, SpanKind
from airtrack.domain.register import Register
from airtrack.ingest.load import Preview
from airtrack.store.diff import Counts
from airtrack.store.draft import Draft
from airtrack.views.moment import to_the_minute
from airtrack.views.table import Cell, Table, Words

Forms = Mapping[str, Form | Register]
"""What tables are known as, by id."""


def form_name(form_id: str, forms: Forms, words: Words) -> str:
    """What the form is called; plans and demonstration data have words of their own."""
    form = forms.get(form_id)
    if form is None:
        key = f"form_{form_id}"
        return words.label(key) if key in words.glossary.terms else form_id
    return form.name if words.lang == "zh" else form.name_en


def understood(found: Sequence[tuple[Preview, str]], forms: Forms, words: Words) -> Table:
    """A row per file: form, days, places, rows, rows set aside, stage; the text is its encoding.

    Reports say whether their values are those of single months; profiles that explained headers
    are named.
    """
    is_explained = any(item.draft.profiles for item, _ in found)
    keys = (
        *("file", "form", "first_on", "last_on", "span_kind"),
        *("places", "rows", "aside", "stage", "encoding"),
        *(("profile",) if is_explained else ()),
    )
    numbers = {"places", "rows", "aside"}
    columns = tuple(words.column(key, 0 if key in numbers else None) for key in keys)
    rows = (_understood(item, code, forms, words) for item, code in found)
    return Table("", columns, tuple(row[: len(columns)] for row in rows))


def _understood(item: Preview, encoding: str, forms: Forms, words: Words) -> tuple[Cell, ...]:
    draft = item.draft
    days = draft.days
    return (
        draft.source_name,
        form_name(draft.form, forms, words),
        days[0].isoformat() if days else "",
        days[1].isoformat() if days else "",
        _kinds(draft, words),
        _n_places(draft),
        draft.n_rows,
        draft.aside.num_rows,
        words.label(f"stage_{draft.stage}"),
        encoding,
        _profiles(draft, words),
    )


def _kinds(draft: Draft, words: Words) -> str:
    """Single months or cumulative values, of how many periods each; empty where it has neither."""
    if not {"kind", "period_key"} <= set(draft.rows.column_names):
        return ""
    spans = draft.rows.group_by(["kind", "period_key"]).aggregate([])["kind"].to_pylist()
    kinds = [kind for kind in SpanKind if kind in spans]
    if len(spans) == 1:
        return words.label(kinds[0])
    told = (f"{words.label(kind)} {spans.count(kind)}" for kind in kinds)
    return words.label("list_separator").join(told)


def _profiles(draft: Draft, words: Words) -> str:
    """By whose profiles the headers were read, and where those came from."""
    read_by = zip(draft.profiles, draft.profile_origins, strict=True)
    told = (f"{profile.source} ({_origin(origin, words)})" for profile, origin in read_by)
    return words.label("list_separator").join(told)


def _origin(origin: str, words: Words) -> str:
    return words.label("profile_from_page") if origin == "page" else origin


def _n_places(draft: Draft) -> int | None:
    """How many places the rows speak of, None for rows that name none; targets may name several."""
    if draft.grain is Grain.PLAN:
        listed = draft.rows["places"].to_pylist()
        return len({place for places in listed for place in places.split(",")})
    if "place_id" not in draft.rows.column_names:
        return None
    return int(pc.count_distinct(draft.rows["place_id"]).as_py())


def changes(found: Sequence[Preview], words: Words) -> Table:
    """A row per file: how it differs from what counts now."""
    keys = ("file", "new", "changed", "same", "missing", "counted")
    texts = {"file", "counted"}
    columns = tuple(words.column(key, None if key in texts else 0) for key in keys)
    rows = tuple(
        (
            item.draft.source_name,
            *(item.counts.new, item.counts.changed, item.counts.same, item.counts.missing),
            words.label("counted_values" if counts_values(item) else "counted_rows"),
        )
        for item in found
    )
    return Table("", columns, rows)


def counts_values(item: Preview) -> bool:
    """True where the differences are counted in single values: a row of a table holds several."""
    return item.draft.grain is Grain.REPORT


def outcome(found: Sequence[Preview], words: Words) -> str:
    """What a commit would do to the truth, and which files it would leave out."""
    fresh = [item for item in found if item.known is None]
    values = [item.counts for item in fresh if counts_values(item)]
    rows = [item.counts for item in fresh if not counts_values(item)]
    told = [
        _ready(key, counts, words)
        for key, counts in (("intake_ready_values", values), ("intake_ready", rows))
        if counts
    ]
    return " ".join([*told, *(_known(item, words) for item in found if item.known is not None)])


def _ready(key: str, found: Sequence[Counts], words: Words) -> str:
    return words.say(
        key,
        new=sum(item.new for item in found),
        changed=sum(item.changed for item in found),
        same=sum(item.same for item in found),
        missing=sum(item.missing for item in found),
    )


def _known(item: Preview, words: Words) -> str:
    """Which batch holds the file already, and whether it counts."""
    if item.known is None:
        return ""
    key = "intake_known" if item.known.is_live else "intake_known_withdrawn"
    return words.say(key, file=item.draft.source_name, batch=item.known.batch.batch_id)


def history(found: Sequence[BatchHistory], forms: Forms, words: Words) -> Table:
    """A row per batch in the given order: what it is, whether it counts, who did what last."""
    keys = (
        *("batch", "state", "source", "form", "records", "first_on", "last_on"),
        *("done_by", "done_at", "note"),
    )
    columns = tuple(words.column(key, 0 if key == "records" else None) for key in keys)
    rows = tuple(
        (
            item.batch.batch_id,
            words.label("live" if item.is_live else "withdrawn"),
            item.batch.source_name,
            form_name(item.batch.form, forms, words),
            item.batch.n_rows,
            str(item.batch.first_on or ""),
            str(item.batch.last_on or ""),
            item.events[-1].done_by,
            to_the_minute(item.events[-1].done_at),
            item.events[-1].note,
        )
        for item in found
    )
    return Table("", columns, rows)
