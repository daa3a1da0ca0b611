"""What a source is asked for a period: addresses without any key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from urllib.parse import quote, urlencode, urlsplit

from airtrack.domain import period as periods
from airtrack.domain.period import Period
from airtrack.domain.web_source import Per, WebSource
from airtrack.errors import WrongUse

_SCHEMES = ("http", "https")
_MOST_LETTERS = 50


@dataclass(frozen=True, slots=True)
class Ask:
    """One address of a source and the span of days it asks for; `name` is what the body is called.

    `fields` are those of the item it is about.
    """

    source: str
    url: str
    name: str
    span: Period
    fields: Mapping[str, str]

    @property
    def where(self) -> dict[str, object]:
        """What every error about the answer names."""
        return {"source": self.source, "url": self.url}


def base(source: WebSource, environ: Mapping[str, str]) -> str:
    """Whom to ask, without a slash at the end.

    Raises WrongUse `source_without_base`, or `source_bad_base` for what is no web address.
    """
    found = (environ.get(source.base_env, "") if source.base_env else "") or source.base
    if not found:
        raise WrongUse("source_without_base", source=source.id, name=source.base_env)
    parts = urlsplit(found)
    if parts.scheme not in _SCHEMES or not parts.hostname or "@" in parts.netloc:
        raise WrongUse("source_bad_base", source=source.id, name=source.base_env or "base")
    return found.rstrip("/")


def spans(source: WebSource, period: Period) -> list[Period]:
    """The period in the parts that one request each asks for."""
    if source.per is Per.PERIOD:
        return [period]
    found, day = [], period.first_on
    while day <= period.last_on:
        whole = periods.of_month(day.year, day.month)
        last = day if source.per is Per.DAY else min(whole.last_on, period.last_on)
        found.append(periods.of_days(day, last))
        day = last + timedelta(1)
    return found


def lookup(source: WebSource, item: Mapping[str, str], *, at: str, span: Period) -> Ask:
    """The request that says what is to be asked of an item."""
    if source.lookup is None:
        raise ValueError("the source looks nothing up")
    url = source.lookup.url.format(base=at, **_times(span), **_quoted(item))
    name = "-".join(("lookup", *item.values()))
    return Ask(source.id, url, _file_name(source, name), span, item)


def asks(source: WebSource, fields: Mapping[str, str], *, at: str, period: Period) -> Iterator[Ask]:
    """The requests for one item, each a first page."""
    # only what tells the requests apart is part of a body's name
    marks = [value for key, value in fields.items() if key not in source.needs]
    marks = marks or list(fields.values())
    for span in spans(source, period):
        times = _times(span)
        url = source.url.format(base=at, **times, **_quoted(fields))
        query = {key: value.format(**times, **fields) for key, value in source.query.items()}
        if query:
            url += ("&" if "?" in url else "?") + urlencode(query)
        yield Ask(source.id, url, _file_name(source, "-".join((span.key, *marks))), span, fields)


def page(ask: Ask, source: WebSource, *, number: int) -> Ask:
    """The same request for the page of that number, counted from the source's first one."""
    if source.pages is None:
        return ask
    pages = source.pages
    query = urlencode({pages.page: number, pages.size: pages.per_page})
    url = ask.url + ("&" if "?" in ask.url else "?") + query
    stem, dot, suffix = ask.name.rpartition(".")
    return replace(ask, url=url, name=f"{stem}-p{number:03d}{dot}{suffix}")


def _times(span: Period) -> dict[str, str]:
    first = span.first_on
    return {
        "first": first.isoformat(),
        "last": span.last_on.isoformat(),
        "after": (span.last_on + timedelta(1)).isoformat(),
        "year": f"{first:%Y}",
        "month": f"{first:%m}",
        "day": f"{first:%d}",
    }


def _quoted(fields: Mapping[str, str]) -> dict[str, str]:
    return {key: quote(value, safe="") for key, value in fields.items()}


def _file_name(source: WebSource, marks: str) -> str:
    """A name of letters, digits, dots, dashes and underscores."""
    kept = "".join(sign if sign.isalnum() or sign in ".-" else "_" for sign in marks)
    return f"{source.id}_{kept[:_MOST_LETTERS]}.{source.format}"
