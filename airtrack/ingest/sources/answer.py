"""What an answer may be: its status, its kind, its size; every other answer is an error.

Source: RFC 9110 (status codes, Retry-After, conditional requests).
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import requests
from urllib3.exceptions import HTTPError

from airtrack.domain.web_source import Answered, WebSource
from airtrack.errors import SourceError
from airtrack.ingest.sources.packed import CutShort, Unpacker

_PART_BYTES = 1 << 16
_WAITS = ("Retry-After", "X-RateLimit-Reset")
_KINDS = {
    Answered.JSON: ("json", "text/", "octet-stream"),
    Answered.CSV: ("csv", "text/", "octet-stream", "ms-excel"),
}
_CODES = {
    HTTPStatus.NO_CONTENT: "fetch_no_body",
    HTTPStatus.REQUEST_TIMEOUT: "fetch_timeout",
    HTTPStatus.UNAUTHORIZED: "fetch_unauthorised",
    HTTPStatus.FORBIDDEN: "fetch_forbidden",
    HTTPStatus.NOT_FOUND: "fetch_not_found",
    HTTPStatus.GONE: "fetch_not_found",
    HTTPStatus.TOO_MANY_REQUESTS: "fetch_too_many",
}
_PASSING = {"fetch_too_many", "fetch_server_error", "fetch_timeout"}
_TITLE = re.compile(r"<title[^>]*>\s*(.*?)\s*</title>", re.IGNORECASE | re.DOTALL)
_SHOWN_LETTERS = 80
_START_BYTES = 512


@dataclass(frozen=True, slots=True)
class Body:
    """The bytes of an answer as they came, unpacked, and how to ask whether they changed."""

    data: bytes
    etag: str = ""
    modified: str = ""
    may_be_kept: bool = True


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no body; `wait_s` is what the server says to wait, where it says so."""

    error: SourceError
    passes: bool
    wait_s: float | None = None


def failure(response: requests.Response, where: Mapping[str, object]) -> Failure | None:
    """What the status says against the answer, if anything."""
    status = response.status_code
    if status == HTTPStatus.OK:
        return None
    if response.is_redirect:
        to = shown(_host(response.headers.get("Location", "")))
        return Failure(SourceError("fetch_redirected", to=to, **where), passes=False)
    code = _CODES.get(HTTPStatus(status)) if status in set(HTTPStatus) else None
    if code is None:
        is_server = status >= HTTPStatus.INTERNAL_SERVER_ERROR
        code = "fetch_server_error" if is_server else "fetch_status"
    wait = _wait(response)
    told = "–" if wait is None else round(wait)
    error = SourceError(code, status=status, wait=told, **where)
    return Failure(error, code in _PASSING, wait)


def body(response: requests.Response, source: WebSource, *, where: Mapping[str, object]) -> Body:
    """The whole body.

    Raises SourceError when it is too large, too slow, or no such text as was asked for, and what
    requests and urllib3 raise when the connection breaks.
    """
    limits = source.limits
    told = response.headers.get("Content-Length", "")
    if told.isdigit() and int(told) > limits.most_bytes:
        raise SourceError("fetch_too_large", most=_megabytes(limits.most_bytes), **where)
    parts, size = [], 0
    end = time.monotonic() + limits.total_s
    unpacker = Unpacker(response.headers.get("Content-Encoding", ""))
    while part := response.raw.read1(_PART_BYTES, decode_content=False):
        parts.append(unpacker.part(part, most=limits.most_bytes + 1))
        size += len(parts[-1])
        if size > limits.most_bytes:
            raise SourceError("fetch_too_large", most=_megabytes(limits.most_bytes), **where)
        if time.monotonic() > end:
            raise SourceError("fetch_slow", seconds=limits.total_s, **where)
    unpacker.end()
    kind = response.headers.get("Content-Type", "")
    data = b"".join(parts)
    _refuse_other_kinds(data, kind, wanted=source.format, where=where)
    return Body(
        data,
        response.headers.get("ETag", ""),
        response.headers.get("Last-Modified", ""),
        "no-store" not in response.headers.get("Cache-Control", "").lower(),
    )


def broken(error: HTTPError | OSError, where: Mapping[str, object]) -> Failure:
    """Why the connection gave no answer.

    What the libraries say is left out: it may hold the address with its key.
    """
    told = f"{error!r} {error.__cause__!r} {error.__context__!r}"
    passes = True
    if isinstance(error, requests.exceptions.ProxyError):
        code = "fetch_proxy"
    elif "NameResolution" in told or "getaddrinfo" in told:
        code = "fetch_unknown_host"
    elif isinstance(error, requests.exceptions.SSLError):
        code, passes = "fetch_insecure", False
    elif isinstance(error, requests.exceptions.ConnectTimeout):
        code = "fetch_no_connection"
    elif isinstance(error, CutShort) or "IncompleteRead" in told or "InvalidChunk" in told:
        code = "fetch_truncated"
    elif isinstance(error, requests.Timeout) or "timed out" in told:
        code = "fetch_timeout"
    else:
        code = "fetch_refused" if "refused" in told else "fetch_broken"
    return Failure(SourceError(code, **where), passes)


def shown(text: str) -> str:
    """What another side says, as it may stand in a message: short, on one line, no commands."""
    plain = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(plain.split())[:_SHOWN_LETTERS] or "–"


def _refuse_other_kinds(
    data: bytes, kind: str, *, wanted: Answered, where: Mapping[str, object]
) -> None:
    if not data.strip():
        raise SourceError("fetch_no_body", **where)
    named = kind.split(";")[0].strip().lower()
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:_START_BYTES].lower()
    if start.startswith(b"<?xml") and b"<html" not in start:
        named = "XML"
    elif start.startswith(b"<"):
        title = _TITLE.search(data.decode("utf-8", errors="replace"))
        told = shown(title[1]) if title else "–"
        raise SourceError("fetch_page_instead", title=told, wanted=wanted.upper(), **where)
    if named and (named == "XML" or not any(known in named for known in _KINDS[wanted])):
        raise SourceError("fetch_other_kind", kind=shown(named), wanted=wanted.upper(), **where)


def _wait(response: requests.Response) -> float | None:
    """How many seconds the server says to wait, by its own clock."""
    for name in _WAITS:
        text = response.headers.get(name, "").strip()
        if text.isdigit():
            return float(text)
        if not text:
            continue
        try:
            then = parsedate_to_datetime(text)
            now = parsedate_to_datetime(response.headers.get("Date", ""))
        except ValueError:
            continue
        return max((then - now).total_seconds(), 0.0)
    return None


def _host(address: str) -> str:
    found = re.match(r"[a-z]+://[^/?#@]+", address, re.IGNORECASE)
    return found[0] if found else address.split("?")[0]


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.3g} MiB"
