"""Web sources: what is asked of whom, and what the answer means, as text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from string import Formatter
from typing import Self

from pydantic import Field, field_validator, model_validator

from airtrack.domain.model import Word

TIMES = ("first", "last", "after", "year", "month", "day")
"""Gaps that the days asked for fill: first and last day, the day after, parts of the first."""


class Answered(StrEnum):
    """What the bodies of a source are."""

    CSV = "csv"
    JSON = "json"


class Per(StrEnum):
    """What one request asks for: the whole period, a month of it, or a day."""

    PERIOD = "period"
    MONTH = "month"
    DAY = "day"


class Take(StrEnum):
    """What of a field goes into its column; moments are turned into Beijing time."""

    TEXT = "text"
    DATE = "date"
    HOUR = "hour"


class Key(Word):
    """Where the key comes from and where it goes; a text holds its name, never the key.

    `env` names the environment variable. It goes into the request's `header`, behind `prefix`,
    or into its `query`.
    """

    env: str
    header: str = ""
    query: str = ""
    prefix: str = ""

    @model_validator(mode="after")
    def _goes_to_one_place(self) -> Self:
        if bool(self.header) == bool(self.query):
            raise ValueError("a key goes into a header or into the query")
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", self.env):
            raise ValueError("env is the name of an environment variable, not a key")
        return self


class Limits(Word):
    """How long and how often is asked, in seconds, and how much is taken, in bytes.

    `timeout_s` is the wait for a connection and between two parts of an answer, `total_s` the
    time for a whole answer. After a failure that may pass, the wait is `backoff_s`, doubled each
    time, or what the server says, if that is not above `longest_wait_s`. Between two requests
    `pause_s` pass.
    """

    timeout_s: float = Field(30, gt=0)
    total_s: float = Field(300, gt=0)
    attempts: int = Field(4, ge=1, le=10)
    backoff_s: float = Field(1, ge=0)
    longest_wait_s: float = Field(120, ge=0)
    pause_s: float = Field(0, ge=0)
    most_bytes: int = Field(64 << 20, gt=0)


class Pages(Word):
    """How further pages are asked for; a page with fewer rows than `per_page` is the last."""

    page: str
    size: str
    per_page: int = Field(gt=0)
    first: int = 1
    most: int = Field(200, gt=0)


class Lookup(Word):
    """A request for each item that says what is then asked for, such as the sensors of a place.

    Every row found at the path `rows` gives an item with the fields named; `only` keeps those
    rows whose field has one of the values.
    """

    url: str
    rows: str
    fields: dict[str, str]
    only: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class SourceColumn(Word):
    """One column of the table that is made: a field of the row by its path, or of the item."""

    header: str
    path: str = ""
    item: str = ""
    take: Take = Take.TEXT

    @model_validator(mode="after")
    def _comes_from_one_place(self) -> Self:
        if bool(self.path) == bool(self.item):
            raise ValueError("a column comes from a path of the row or from the item")
        return self


class Measured(Word):
    """Rows of one value each become rows with a column per indicator.

    `name`, `value` and `unit` are paths; `columns` leads from a name to a header, behind which
    the unit is written. Rows with another name are left out.
    """

    name: str
    value: str
    unit: str
    columns: dict[str, str]


class Answer(Word):
    """What a body says of itself: at `path` one of `good`, else a text at `message`."""

    path: str
    good: tuple[str, ...]
    message: str = ""


class WebSource(Word):
    """One source: whom to ask, for what, and how the answer becomes a table.

    `url` begins with `{base}`, which is `base` or what the environment variable `base_env` says.
    Gaps of `url` and `query` are filled by the days asked for (`TIMES`), and by the fields of an
    item or of what was looked up. Where items are needed, `needs` names their fields. Without
    columns a table is taken as it is, with the names of its fields as headers.
    """

    id: str
    name: str
    name_en: str
    note: str = ""
    base: str = ""
    base_env: str = ""
    url: str
    query: dict[str, str] = Field(default_factory=dict)
    format: Answered
    per: Per = Per.PERIOD
    key: Key | None = None
    limits: Limits = Limits()
    pages: Pages | None = None
    needs: tuple[str, ...] = ()
    item: tuple[dict[str, str], ...] = ()
    lookup: Lookup | None = None
    answer: Answer | None = None
    rows: str = ""
    column: tuple[SourceColumn, ...] = ()
    measured: Measured | None = None

    def lacks(self, environ: Mapping[str, str]) -> list[str]:
        """Names of environment variables, and `[[item]]`, without which nothing can be fetched."""
        found = []
        if not self.base and not environ.get(self.base_env):
            found.append(self.base_env)
        if self.key is not None and not environ.get(self.key.env):
            found.append(self.key.env)
        if self.needs and not self.item:
            found.append("[[item]]")
        return found

    @field_validator("id")
    @classmethod
    def _is_a_file_name(cls, value: str) -> str:
        if not re.fullmatch(r"[a-z0-9_]+", value):
            raise ValueError("an id has small letters, digits and _")
        return value

    @model_validator(mode="after")
    def _fills_every_gap(self) -> Self:
        fields = {*self.needs, *(self.lookup.fields if self.lookup else ())}
        for text, known in (
            (self.url, {"base", *TIMES, *fields}),
            (self.lookup.url if self.lookup else "", {"base", *TIMES, *self.needs}),
            *((value, {*TIMES, *fields}) for value in self.query.values()),
        ):
            gaps = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
            if gaps - known:
                raise ValueError(f"nothing fills {', '.join(sorted(gaps - known))}")
        if not self.url.startswith("{base}"):
            raise ValueError("url begins with {base}")
        if any(set(item) != set(self.needs) for item in self.item):
            raise ValueError(f"every item has the fields {', '.join(self.needs) or '(none)'}")
        return self

    @model_validator(mode="after")
    def _has_what_its_format_needs(self) -> Self:
        if self.measured and not self.column:
            raise ValueError("single values need columns that say what they are about")
        if self.format is Answered.CSV and (self.pages or self.answer or self.rows):
            raise ValueError("pages, answer and rows belong to JSON")
        if not self.base and not self.base_env:
            raise ValueError("base or base_env says whom to ask")
        return self
