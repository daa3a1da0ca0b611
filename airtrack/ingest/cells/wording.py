"""How words are found in cells whatever their blanks and dashes: notes, sums and means of rows."""

from __future__ import annotations

import re

from airtrack.domain.spelling import plain

_DASHES = re.compile(r"[\u2010\u2012-\u2015\u2500]+|--+")
_TILDES = re.compile(r"[\u223c\u301c\u2053]")


def folded(text: str) -> str:
    """The text plain and without blanks, as words are looked for in it."""
    return "".join(plain(text).split())


def one_dash(text: str) -> str:
    """The text with one kind of dash and of tilde, as days and months are looked for in it."""
    return _TILDES.sub("~", _DASHES.sub("-", text))


def is_note(text: str, words: tuple[str, ...]) -> bool:
    """True for a text that begins like a note under a table."""
    return folded(text).startswith(words)


def holds(text: str, words: tuple[str, ...]) -> bool:
    """True where one of the words is part of the text, as in the names of regions."""
    said = folded(text)
    return any(word in said for word in words)


def is_sum(text: str, words: tuple[str, ...]) -> bool:
    """True for the name of a sum or mean, which ends with what it is: 合计, 全市平均.

    >>> is_sum("全市 平均", ("平均",)), is_sum("平均镇", ("平均",))
    (True, False)
    """
    return folded(text).endswith(words)
