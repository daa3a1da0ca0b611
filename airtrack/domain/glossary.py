"""Terms and messages in both languages of the interface."""

from __future__ import annotations

from typing import Literal

from airtrack.domain.model import Word

Lang = Literal["zh", "en"]


class Bilingual(Word):
    """A text that is there in both languages, wherever it stands."""

    zh: str
    en: str


class Term(Word):
    """A label (with a short form for narrow columns) and what it means."""

    zh: str
    en: str
    zh_short: str = ""
    en_short: str = ""
    zh_meaning: str = ""
    en_meaning: str = ""
    unit: str = ""


class Message(Word):
    """What went wrong and what to do; `{name}` stands for a parameter."""

    zh: str
    en: str
    zh_hint: str = ""
    en_hint: str = ""
