"""What a file would change, as `check` tells it; and the files that `check` writes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from airtrack.answers import replaced
from airtrack.answers.replaced import Replaced
from airtrack.assess.flips import Flip
from airtrack.cli import output
from airtrack.cli.session import Session
from airtrack.cli.waiting import spinner
from airtrack.errors import Problem, TooSlow, WrongUse
from airtrack.ingest.load import Preview
from airtrack.ingest.sheets.walk import Source
from airtrack.views import problems as shown_problems
from airtrack.views import replaced as shown
from airtrack.views.document import Document

_MOST = 200
"""So many changes stand in a document, so many in a table for people is a tenth of it."""
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Turned:
    """The verdicts that would turn; `flips` is None where nobody could tell, for that reason."""

    flips: tuple[Flip, ...] | None
    reason: str | None = None


def turned(session: Session, previews: Sequence[Preview]) -> Turned:
    """The verdicts that the files would turn together; a blocker in one of them leaves all out."""
    if not session.settings.preview_seconds:
        return Turned(None, "switched_off")
    if any(item.draft.blocked for item in previews):
        return Turned(None, "blocked")
    fresh = {item.draft.sha256: item.draft for item in previews if item.says_something}
    try:
        with spinner(session.words.label("told_turning")):
            act = session.act(by=None)
            return Turned(session.workspace.turned(list(fresh.values()), act=act))
    except TooSlow:
        return Turned(None, "took_too_long")


def changes(session: Session, item: Preview) -> list[Replaced]:
    """The first values that the file replaces."""
    gazetteer = session.workspace.gazetteer
    name = partial(shown.name_of, gazetteer)
    return list(replaced.told(item.draft.grain, item.changed, name))


def change_documents(session: Session, item: Preview) -> Document:
    """`changes` and how many rows more change, `outranked`, `raised` and `frozen` of one file."""
    found = changes(session, item)[:_MOST]
    return {
        "changes": shown.documents(found),
        "outranked": item.counts.outranked,
        "raised": item.counts.raised,
        "frozen": [each.period for each in item.frozen],
    }


def flip_document(session: Session, found: Turned) -> Document:
    """`flips` of all files together, null with `flips_reason` where they could not be told."""
    if found.flips is None:
        return {"flips": None, "flips_reason": found.reason}
    gazetteer = session.workspace.gazetteer
    told = shown.flip_documents(found.flips, gazetteer, session.words)
    return {"flips": told, "flips_reason": None}


def show(session: Session, previews: Sequence[Preview], found: Turned) -> None:
    """The same for people: values old and new, what needs a reason, verdicts that would turn."""
    words = session.words
    for item in previews:
        listed = changes(session, item)
        if listed:
            title = words.say("told_changes", file=item.draft.source_name)
            output.show_table(shown.table(listed[:_MOST_SHOWN], words, title=title))
        if len(listed) > _MOST_SHOWN:
            output.say(words.say("told_more_changes", n=len(listed) - _MOST_SHOWN))
        for sentence in shown.asides(item.counts, item.frozen, words):
            output.say(sentence)
    if found.flips is None:
        output.say(words.label(f"flips_{found.reason}"))
    elif found.flips:
        output.say(words.say("told_flips", n=len(found.flips)))
        output.show_table(shown.flips(found.flips, session.workspace.gazetteer, words))
    else:
        output.say(words.label("told_no_flips"))


def write_marked(
    session: Session, sources: Sequence[Source], found: Sequence[Problem], *, path: Path
) -> None:
    """A workbook with what was handed in, the cells with problems marked."""
    if path.suffix.lower() != ".xlsx":
        raise WrongUse("not_an_xlsx", path=path.as_posix())
    from airtrack.ingest import marked

    with spinner(session.words.label("told_marking")):
        book = marked.workbook(
            sources,
            found,
            title=session.words.label("problems_sheet"),
            head=shown_problems.heads(session.words),
            say=shown_problems.sayer(session.words),
        )
    _write(path, book)


def _write(path: Path, data: bytes) -> None:
    """The file is whole or is not there; raises WrongUse where it cannot be written."""
    try:
        aside = path.with_name(f".{path.name}.{os.getpid()}.new")
        aside.write_bytes(data)
        aside.replace(path)
    except OSError as error:
        raise WrongUse("cannot_write", path=path.as_posix(), reason=str(error)) from error
