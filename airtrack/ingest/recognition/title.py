"""Which months a title or the name of a file names.

They are taken for rows that have none of their own, and whoever hands the file in is told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from airtrack.domain.basis import Basis
from airtrack.domain.form import Wording
from airtrack.domain.spelling import plain
from airtrack.errors import Level, Problem
from airtrack.ingest.cells.span import Span, folded, span, written
from airtrack.ingest.sheets.sheet import Sheet

_DAY = re.compile(
    r"\d{4}年\d\d?月\d\d?日|(?<!\d)\d{4}([-/.])\d\d?\1\d\d?(?!\d)|(?<!\d)\d{8}(?!\d)", re.ASCII
)
_MONTHS = re.compile(
    r"(?<!\d)\d{4}年(?:\d\d?月?(?:-|~|至|到)(?:\d{4}年)?\d\d?月|\d\d?月|第?[一二三四1-4]季度"
    r"|[上下]半年|前三季度)"
    r"|(?<!\d)(?:\d{4}[-/.]\d\d|\d{6})(?!\d|[-~_至到]\d)",
    re.ASCII,
)
# January to August as names of files have it; a span from another month might be a day.
_FROM_JANUARY = re.compile(r"(?<!\d)(\d{4})-?01_(\d\d)(?!\d|[-_]\d)", re.ASCII)
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
    >>> months(["2024-01_08"]), months(["2024-06_08"])
    ('2024年1-8月', None)
    """
    found: dict[Span, str] = {}
    for text in texts:
        left = _FROM_JANUARY.sub(_to_month, _DAY.sub(" ", folded(text)))
        for said in _MONTHS.findall(left):
            read = span(said)
            if isinstance(read, Span):
                found.setdefault(read, said if "年" in said else written(read.period))
        if _WITHOUT_YEAR.search(_MONTHS.sub(" ", left)):
            return None
    return next(iter(found.values())) if len(found) == 1 else None


def _to_month(found: re.Match[str]) -> str:
    return f"{found[1]}年1-{int(found[2])}月"


def above(sheet: Sheet, line: int) -> Problem | None:
    """The months of the cells above the header in that line, else those of the file's name.

    As a warning that says where they stand: its `value` is what the table is taken to speak of.
    """
    for number, cells in enumerate(sheet.head[: line - 1], start=1):
        if months(cells) is not None:
            return _told(sheet, months_above(sheet, line), "month_only_in_title", number)
    return _told(sheet, months([sheet.name]), "month_only_in_file_name", None)


def months_above(sheet: Sheet, line: int) -> str | None:
    """The months that the cells above that line name together; None where they differ."""
    return months([cell for cells in sheet.head[: line - 1] for cell in cells])


def _told(sheet: Sheet, said: str | None, code: str, row: int | None) -> Problem | None:
    if said is None:
        return None
    return Problem(Level.WARNING, code, sheet.name, row=row, value=said, params={"said": said})
