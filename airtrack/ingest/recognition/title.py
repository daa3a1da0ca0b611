"""Which months a title or the name of a file names; they are told, never taken for the rows'."""

from __future__ import annotations

import re
from collections.abc import Iterable

from airtrack.domain.basis import Basis
from airtrack.domain.form import Wording, plain
from airtrack.ingest.cells.span import Span, folded, span, written

_DAY = re.compile(
    r"\d{4}年\d\d?月\d\d?日|(?<!\d)\d{4}([-/.])\d\d?\1\d\d?(?!\d)|(?<!\d)\d{8}(?!\d)", re.ASCII
)
_MONTHS = re.compile(
    r"(?<!\d)\d{4}年(?:\d\d?月?(?:-|~|至|到)(?:\d{4}年)?\d\d?月|\d\d?月|第?[一二三四1-4]季度"
    r"|[上下]半年|前三季度)"
    r"|(?<!\d)(?:\d{4}[-/.]\d\d|\d{6})(?!\d|[-~_至到]\d)",
    re.ASCII,
)
_WITHOUT_YEAR = re.compile(r"\d月|季度|半年", re.ASCII)


def basis(texts: Iterable[str], wording: Wording) -> str | None:
    """The basis that one of the texts states, else None: nothing is claimed that nobody wrote.

    >>> from airtrack.domain.form import Wording
    >>> words = Wording(excl_dust=("扣除沙尘",), incl_dust=("未扣除沙尘",))
    >>> basis(["3月（实况，扣除沙尘）"], words), basis(["3月（未扣除沙尘）"], words)
    (<Basis.EXCL_DUST: 'excl_dust'>, None)
    """
    for text in map(plain, texts):
        for word in map(plain, wording.incl_dust):
            text = text.replace(word, " ")
        if any(plain(word) in text for word in wording.excl_dust):
            return Basis.EXCL_DUST
    return None


def months(texts: Iterable[str]) -> str | None:
    """The one month, or span of months, that the texts name with its year; else None.

    It is as the texts write it, in a spelling that a column of months may have.

    >>> months(["湖南省 2025 年 1—7 月通报"]), months(["2025年7月、8月"]), months(["7月"])
    ('2025年1-7月', None, None)
    """
    found: dict[Span, str] = {}
    for text in texts:
        left = _DAY.sub(" ", folded(text))
        for said in _MONTHS.findall(left):
            read = span(said)
            if isinstance(read, Span):
                found.setdefault(read, said if "年" in said else written(read.period))
        if _WITHOUT_YEAR.search(_MONTHS.sub(" ", left)):
            return None
    return next(iter(found.values())) if len(found) == 1 else None
