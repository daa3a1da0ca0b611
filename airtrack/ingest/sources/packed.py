"""Bodies that were packed on their way: unpacked part by part, and known to be whole.

Source: RFC 9110 section 8.4.1 (content codings), RFC 1952 (gzip).
"""

from __future__ import annotations

import zlib

CODINGS = "gzip, deflate"
_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS


class CutShort(OSError):
    """The packed bytes end before their end, or are none."""


class Unpacker:
    """Takes the bytes of a body part by part; those of one that is not packed stay as they are."""

    def __init__(self, coding: str) -> None:
        self._coding = coding.strip().lower()
        is_packed = self._coding not in ("", "identity")
        self._stream = zlib.decompressobj(_GZIP_OR_ZLIB) if is_packed else None

    def part(self, data: bytes, *, most: int) -> bytes:
        """What the part says, at most so many bytes of it; raises CutShort for what is damaged."""
        if self._stream is None:
            return data
        try:
            return self._stream.decompress(data, most)
        except zlib.error as error:
            raise CutShort("damaged") from error

    def end(self) -> None:
        """Raises CutShort when the packed bytes were not whole, so that no table loses its end."""
        if self._stream is not None and not self._stream.eof:
            raise CutShort("incomplete")
