"""What web sources say goes the way that files go: check, preview, commit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from airtrack.cli import loading, output
from airtrack.cli.session import Session
from airtrack.cli.waiting import bar
from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.web_source import WebSource
from airtrack.ingest.sheets.walk import Source
from airtrack.ingest.sources.fetch import Client
from airtrack.ingest.sources.gather import gather
from airtrack.ingest.sources.kept import Kept
from airtrack.registry import web_sources
from airtrack.views.table import Column, Table

_KEPT = "fetched"


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
            separator.join(_lacks(source, os.environ)) or "–",
        )
        for source in found
    )
    table = Table("", columns, rows)
    output.show_as(session.said.format, {}, table)


def _on_file(session: Session) -> tuple[WebSource, ...]:
    return web_sources.load(session.settings.data, session.settings.sources)


def _gathered(session: Session, source: WebSource, period: Period) -> Source:
    store = session.workspace.store
    # a check of a store that is not there yet must not make its folder
    folder = store.layout.root / _KEPT / source.id if store.exists else None
    client = Client(source, os.environ, Kept(folder))
    with closing(client), bar(session.words.label("told_fetching")) as progress:
        return gather(source, period, client=client, environ=os.environ, progress=progress)


def _document(source: WebSource, environ: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": source.id,
        "name": source.name,
        "name_en": source.name_en,
        "format": str(source.format),
        "items": len(source.item),
        "lacks": _lacks(source, environ),
    }


def _lacks(source: WebSource, environ: Mapping[str, str]) -> list[str]:
    """Names of environment variables, and `[[item]]`, without which nothing can be fetched."""
    found = []
    if not source.base and not environ.get(source.base_env):
        found.append(source.base_env)
    if source.key is not None and not environ.get(source.key.env):
        found.append(source.key.env)
    if source.needs and not source.item:
        found.append("[[item]]")
    return found
