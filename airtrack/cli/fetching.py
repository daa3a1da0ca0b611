"""What web sources say goes the way that files go: check, preview, commit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from airtrack.cli import loading, output
from airtrack.cli.session import Session
from airtrack.cli.waiting import bar
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.web_source import WebSource
from airtrack.ingest.sheets.walk import Source
from airtrack.ingest.sources.gather import fetched
from airtrack.registry import web_sources
from airtrack.views.table import Column, Table


@dataclass(frozen=True)
class Said:
    """The options of a fetch besides what is fetched."""

    stage: str | None
    by: str | None
    note: str
    only_check: bool


def fetch(session: Session, id_: str, period: str, *, said: Said) -> int:
    """The period is fetched whole, then checked, then committed unless only a check was asked."""
    span = periods.parse(period)
    source = web_sources.named(_on_file(session), id_)
    found = _gathered(session, source, span)
    if said.only_check:
        return loading.check(session, [found], said=loading.Said(said.stage))
    files = loading.Said(said.stage)
    return loading.load(session, [found], said=files, by=said.by, note=said.note)


def sources(session: Session) -> None:
    """Every source with where it comes from and what is still to be set; never a key."""
    found = _on_file(session)
    if session.is_json:
        output.show_json({"sources": [_document(source, os.environ) for source in found]})
        return
    lang = session.settings.lang
    names = ("source_id", "source_name", "source_lacks")
    columns = tuple(Column(name, session.words.label(name)) for name in names)
    separator = session.words.label("list_separator")
    rows = tuple(
        (
            source.id,
            source.name if lang == "zh" else source.name_en,
            separator.join(source.lacks(os.environ)) or "–",
        )
        for source in found
    )
    table = Table("", columns, rows)
    output.show_as(session.said.format, {}, table)


def _on_file(session: Session) -> tuple[WebSource, ...]:
    return web_sources.load(session.settings.data, session.settings.sources)


def _gathered(session: Session, source: WebSource, period: Period) -> Source:
    with bar(session.words.label("told_fetching")) as progress:
        store = session.workspace.store
        return fetched(source, period, store=store, environ=os.environ, progress=progress)


def _document(source: WebSource, environ: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": source.id,
        "name": source.name,
        "name_en": source.name_en,
        "format": str(source.format),
        "items": len(source.item),
        "lacks": source.lacks(environ),
    }
