"""The one sequence from a web source and a period to what the gate reads, as if it were a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, count

from airtrack.domain.period import Period
from airtrack.domain.web_source import Answered, Lookup, WebSource
from airtrack.errors import Level, Problem, SourceError, WrongUse
from airtrack.ingest.sheets import walk
from airtrack.ingest.sheets.walk import Member, Source
from airtrack.ingest.sources import ask as asking
from airtrack.ingest.sources import table
from airtrack.ingest.sources.ask import Ask
from airtrack.ingest.sources.fetch import Client
from airtrack.ingest.sources.kept import Kept
from airtrack.ingest.sources.table import Table
from airtrack.store.draft import Original
from airtrack.store.store import Store

_KEPT = "fetched"

Progress = Callable[[int, int, str], None]
"""Called with requests done, requests known of so far, and what was asked for last."""


@dataclass
class _Gathering:
    source: WebSource
    period: Period
    client: Client
    at: str
    progress: Progress | None
    bodies: list[tuple[str, bytes]] = field(default_factory=list)
    n_known: int = 0

    def body(self, ask: Ask) -> bytes:
        if self.progress is not None:
            self.progress(len(self.bodies), max(self.n_known, len(self.bodies) + 1), ask.name)
        data = self.client.body(ask).data
        self.bodies.append((_free(ask.name, {name for name, _ in self.bodies}), data))
        return data


def fetched(
    source: WebSource,
    period: Period,
    *,
    store: Store,
    environ: Mapping[str, str],
    progress: Progress | None = None,
) -> Source:
    """As `gather`, with answers kept in the store's folder; one that is not there yet gets none."""
    folder = store.layout.root / _KEPT / source.id if store.exists else None
    with closing(Client(source, environ, Kept(folder))) as client:
        return gather(source, period, client=client, environ=environ, progress=progress)


def gather(
    source: WebSource,
    period: Period,
    *,
    client: Client,
    environ: Mapping[str, str],
    progress: Progress | None = None,
) -> Source:
    """What the source says of the period: the bodies as they came, and the table in them.

    Where a table was made of the bodies it lies beside them. Raises SourceError when one request
    failed for good or nothing came, WrongUse when the source is not set up.
    """
    try:
        at = asking.base(source, environ)
        return _gathered(_Gathering(source, period, client, at, progress))
    except SourceError as error:
        # what the other side says may repeat what it was sent
        error.params = client.without_key(error.params)
        raise


def _gathered(work: _Gathering) -> Source:
    source, period = work.source, work.period
    if source.needs and not source.item:
        raise WrongUse("source_without_items", source=source.id, fields=list(source.needs))
    asks = [ask for fields in _items(work) for ask in _asks(work, fields)]
    work.n_known = len(work.bodies) + len(asks)
    if source.format is Answered.CSV and not source.column:
        for ask in asks:
            work.body(ask)
        return _as_it_came(work)
    made = Table(source)
    for ask in asks:
        for page, rows in _pages(work, ask):
            made.add(rows, page)
    if not made:
        raise SourceError("fetch_nothing", source=source.id, period=period.key, url=asks[0].url)
    return _made(work, made)


def _items(work: _Gathering) -> Iterator[Mapping[str, str]]:
    for item in work.source.item or ({},):
        if work.source.lookup is None:
            yield item
            continue
        ask = asking.lookup(work.source, item, at=work.at, span=work.period)
        rows = table.rows(work.body(ask), work.source, ask=ask, path=work.source.lookup.rows)
        found = [_looked_up(work.source.lookup, row, ask=ask) for row in rows]
        kept = [fields for fields in found if fields is not None]
        if not kept:
            raise SourceError("fetch_nothing_there", **ask.where)
        yield from ({**item, **fields} for fields in kept)


def _looked_up(lookup: Lookup, row: object, *, ask: Ask) -> dict[str, str] | None:
    found = {name: table.at(row, path, ask=ask) for name, path in lookup.fields.items()}
    fields = {name: str(value) for name, value in found.items() if value is not None}
    is_whole = fields.keys() == lookup.fields.keys()
    wanted = all(fields.get(name) in values for name, values in lookup.only.items())
    return fields if is_whole and wanted else None


def _asks(work: _Gathering, fields: Mapping[str, str]) -> Iterator[Ask]:
    return asking.asks(work.source, fields, at=work.at, period=work.period)


def _pages(work: _Gathering, ask: Ask) -> Iterator[tuple[Ask, list[object]]]:
    pages = work.source.pages
    if pages is None:
        yield ask, table.rows(work.body(ask), work.source, ask=ask, path=work.source.rows)
        return
    before = b""
    for number in range(pages.first, pages.first + pages.most):
        page = asking.page(ask, work.source, number=number)
        data = work.body(page)
        rows = table.rows(data, work.source, ask=page, path=work.source.rows)
        if rows and data == before:
            raise SourceError("fetch_same_page", **page.where)
        yield page, rows
        if len(rows) < pages.per_page:
            return
        before = data
    raise SourceError("fetch_too_many_pages", **ask.where, n=pages.most)


def _free(name: str, taken: set[str]) -> str:
    """The name, or the first like it that is not taken."""
    stem, dot, suffix = name.rpartition(".")
    numbered = (f"{stem}_{number}{dot}{suffix}" for number in count(2))
    return next(found for found in chain([name], numbered) if found not in taken)


def _as_it_came(work: _Gathering) -> Source:
    source, period, bodies = work.source, work.period, work.bodies
    if len(bodies) == 1:
        return walk.uploaded(*bodies[0])
    return walk.uploaded_together(f"{source.id}_{period.key}", bodies)


def _made(work: _Gathering, made: Table) -> Source:
    source, period, bodies = work.source, work.period, work.bodies
    name = _free(f"{source.id}_{period.key}.csv", {file for file, _ in bodies})
    text = made.text()
    originals = tuple(
        Original(file, data, hashlib.sha256(data).hexdigest())
        for file, data in sorted([*bodies, (name, text)])
    )
    lines = "".join(f"{original.sha256} {original.name}\n" for original in originals)
    problems = (
        (Problem(Level.WARNING, "fetch_outside", name, n=made.n_outside),) if made.n_outside else ()
    )
    sha256 = hashlib.sha256(lines.encode()).hexdigest()
    return Source(name, sha256, originals, (Member(name, lambda: text),), problems)
