"""One address after the other by HTTP: one session, one name for ourselves, patience and limits."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

import requests
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError

from airtrack import __version__
from airtrack.domain.web_source import Answered, Key, WebSource
from airtrack.errors import WrongUse
from airtrack.ingest.sources import answer
from airtrack.ingest.sources.answer import Body, Failure
from airtrack.ingest.sources.ask import Ask
from airtrack.ingest.sources.kept import Kept
from airtrack.ingest.sources.packed import CODINGS

USER_AGENT = f"airtrack/{__version__}"
_ACCEPTED = {Answered.JSON: "application/json", Answered.CSV: "text/csv, text/plain;q=0.9"}
_LOG = logging.getLogger(__name__)


class _Keyed(AuthBase):
    """Puts the key into a request at the last moment; nothing that is shown or kept has it."""

    def __init__(self, key: Key, secret: str) -> None:
        self._key, self._secret = key, secret

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._key.header:
            request.headers[self._key.header] = self._key.prefix + self._secret
        else:
            request.prepare_url(request.url, {self._key.query: self._key.prefix + self._secret})
        return request


@dataclass
class Client:
    """Asks one source; `wait` is told how many seconds to pause."""

    source: WebSource
    environ: Mapping[str, str]
    kept: Kept
    wait: Callable[[float], None] = time.sleep
    _session: requests.Session = field(default_factory=requests.Session, repr=False)
    _secret: str = field(default="", repr=False)
    _asked: bool = False

    def __post_init__(self) -> None:
        """Raises WrongUse when the key is not in the environment, or is no key."""
        # at DEBUG urllib3 logs each address as it is sent, with a key that is in the query
        logging.getLogger("urllib3").setLevel(logging.INFO)
        self._session.headers["User-Agent"] = USER_AGENT
        self._session.headers["Accept-Encoding"] = CODINGS
        self._session.headers["Accept"] = _ACCEPTED[self.source.format]
        if self.source.key is not None:
            self._secret = _secret(self.source, self.source.key, self.environ)
            self._session.auth = _Keyed(self.source.key, self._secret)

    def body(self, ask: Ask) -> Body:
        """The body at the address, or the one kept where the source says that it is the same.

        Raises SourceError when the last attempt failed, or at once where waiting does not help.
        """
        limits = self.source.limits
        for attempt in range(1, limits.attempts + 1):
            if self._asked and limits.pause_s:
                self.wait(limits.pause_s)
            self._asked = True
            found = self._once(ask)
            if isinstance(found, Body):
                return found
            pause = limits.backoff_s * 2 ** (attempt - 1)
            pause = pause if found.wait_s is None else max(pause, found.wait_s)
            if not found.passes or attempt == limits.attempts or pause > limits.longest_wait_s:
                raise found.error
            about = {"source": self.source.id, "code": found.error.code, "wait_s": pause}
            _LOG.info("asking again", extra=about)
            self.wait(pause)
        raise AssertionError("at least one attempt is made")

    def without_key(self, params: Mapping[str, object]) -> dict[str, object]:
        """What an error tells, with *** wherever the key was in it."""
        if not self._secret:
            return dict(params)
        return {
            name: value.replace(self._secret, "***") if isinstance(value, str) else value
            for name, value in params.items()
        }

    def close(self) -> None:
        """No connection stays open."""
        self._session.close()

    def _once(self, ask: Ask) -> Body | Failure:
        before = self.kept.body(ask.url)
        try:
            with self._session.get(
                ask.url,
                headers=_conditions(before),
                timeout=self.source.limits.timeout_s,
                stream=True,
                # a key must not follow to another host
                allow_redirects=False,
            ) as response:
                if before is not None and response.status_code == HTTPStatus.NOT_MODIFIED:
                    return before
                failed = answer.failure(response, ask.where)
                if failed is not None:
                    return failed
                found = answer.body(response, self.source, where=ask.where)
        except (requests.RequestException, HTTPError, OSError) as error:
            return answer.broken(error, ask.where)
        self.kept.keep(ask.url, found)
        return found


def _conditions(before: Body | None) -> dict[str, str]:
    if before is None:
        return {}
    told = {"If-None-Match": before.etag, "If-Modified-Since": before.modified}
    return {name: value for name, value in told.items() if value}


def _secret(source: WebSource, key: Key, environ: Mapping[str, str]) -> str:
    secret = environ.get(key.env, "").strip()
    if not secret:
        raise WrongUse("source_without_key", source=source.id, name=key.env)
    if not (secret.isascii() and secret.isprintable()) or " " in secret:
        raise WrongUse("source_bad_key", source=source.id, name=key.env)
    return secret
