"""How texts of files are compared: in one width and case, headers without their ornaments."""

from __future__ import annotations

import re
import unicodedata

from airtrack.domain.remembered import of_short_texts

_DROPPED = re.compile(r"[\s_\-—–()\[\]【】]")


@of_short_texts(1 << 14)
def plain(text: str) -> str:
    """The text in one width and case: NFKC, trimmed, lower case, the micro sign as `u`.

    >>> plain(" ＰＭ₂.₅（µg/m³）")
    'pm2.5(ug/m3)'
    """
    folded = unicodedata.normalize("NFKC", text).strip().lower()
    return folded.replace("μ", "u").replace("\N{MINUS SIGN}", "-")


@of_short_texts(1 << 12)
def header_key(text: str) -> str:
    """What a header is compared by: plain, without blanks, dashes, underscores and brackets.

    >>> header_key("O3_8h"), header_key("O₃-8H"), header_key("O3")
    ('o38h', 'o38h', 'o3')
    """
    return _DROPPED.sub("", plain(text))
