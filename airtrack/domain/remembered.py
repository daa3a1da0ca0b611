"""Answers that are kept for texts that come again, as headers and cells do."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar, cast

LONGEST = 64
"""Longer texts are no headers and cells that come again; kept, they would fill the memory."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


def of_short_texts(most: int) -> Callable[[Callable[_P, _T]], Callable[_P, _T]]:
    """Keeps the answers for so many texts, none of them longer than `LONGEST`."""

    def remembering(answer: Callable[_P, _T]) -> Callable[_P, _T]:
        kept = cast("Callable[_P, _T]", lru_cache(maxsize=most)(answer))

        @wraps(answer)
        def answered(*args: _P.args, **kwargs: _P.kwargs) -> _T:
            for text in args:
                if isinstance(text, str) and len(text) > LONGEST:
                    return answer(*args, **kwargs)
            return kept(*args, **kwargs)

        return answered

    return remembering
