"""The last door for errors: a sentence, or a number under which the log has the trace."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from airtrack.errors import AirtrackError, NotFound
from airtrack.settings import home
from airtrack.ui.house import Now

LOG = logging.getLogger(__name__)


@contextmanager
def door(now: Now) -> Iterator[None]:
    """Errors become sentences; an unexpected one becomes a number, its trace goes to the log."""
    try:
        yield
    except NotFound as error:
        if error.code == "store_is_empty":
            _say_empty(now)
        elif error.code == "no_plans":
            st.info(now.words.label("empty_plans"))
        else:
            tell(error, now)
    except AirtrackError as error:
        tell(error, now)
    except Exception as error:
        number = uuid.uuid4().hex[:8]
        LOG.error("a page failed", exc_info=error, extra={"incident": number})
        st.error(now.words.say("something_failed", number=number))


def _say_empty(now: Now) -> None:
    """What to do next in a store that holds no values yet."""
    if now.is_public:
        st.info(now.words.label("empty_public"))
        return
    st.info(now.words.label("empty_store"))
    st.page_link(home() / "pages" / "upload.py", label=now.words.label("go_upload"))


def tell(error: AirtrackError, now: Now) -> None:
    """The error as a sentence, and what to do about it."""
    sentence, hint = now.words.glossary.of_error(error, now.words.lang)
    st.error(sentence)
    if hint:
        st.info(hint)
