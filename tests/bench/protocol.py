"""A small client of Streamlit's own protocol: what a browser sends and waits for, without one."""

from __future__ import annotations

import ipaddress
import time
from dataclasses import dataclass, field
from types import TracebackType
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

SECONDS = 60
LONGEST_LINE = 64 * 1024 * 1024


class PageFailed(Exception):
    """The page showed an exception instead of its elements."""


@dataclass
class Session:
    """One visitor of one page; `chosen` are the pickers' values by widget id, `days` its dates.

    `pages` are the names in the application's own navigation, empty for the default one.
    """

    url: str
    page: str = ""
    query: str = ""
    page_hash: str = ""
    options: dict[str, list[str]] = field(default_factory=dict)
    chosen: dict[str, str] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    day_picker: str = ""
    pages: list[str] = field(default_factory=list)

    def __enter__(self) -> Session:
        host = urlsplit(self.url).hostname or ""
        if not ipaddress.ip_address(host).is_loopback:
            raise ValueError(f"only this machine is measured, not {host}")
        self._socket: ClientConnection = connect(
            self.url.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            max_size=LONGEST_LINE,
            open_timeout=SECONDS,
            compression=None,
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._socket.close()

    def rerun(self) -> float:
        """Seconds from the request to the end of the script; raises PageFailed."""
        start = time.perf_counter()
        self._socket.send(self._request())
        while not self._is_finished(self._next()):
            pass
        return time.perf_counter() - start

    def picker(self, name: str) -> str:
        """The widget id of a picker by its key."""
        return next(key for key in self.options if key.endswith(f"-{name}"))

    def _request(self) -> bytes:
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self.page_hash
        message.rerun_script.page_name = self.page
        for widget, value in self.chosen.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = widget, value
        for widget, day in self.days.items():
            state = message.rerun_script.widget_states.widgets.add()
            state.id = widget
            state.string_array_value.data.append(day)
        return message.SerializeToString()

    def _next(self) -> ForwardMsg:
        found = ForwardMsg()
        found.ParseFromString(bytes(self._socket.recv(timeout=SECONDS)))  # type: ignore[arg-type]
        return found

    def _is_finished(self, found: ForwardMsg) -> bool:
        kind = found.WhichOneof("type")
        if kind == "navigation":
            self.page_hash = found.navigation.page_script_hash
            pages = found.navigation.app_pages
            self.pages = ["" if page.is_default else page.url_pathname for page in pages]
        elif kind == "page_info_changed":
            self.query = found.page_info_changed.query_string
        elif kind == "delta" and found.delta.WhichOneof("type") == "new_element":
            self._see(found)
        return kind == "script_finished"

    def _see(self, found: ForwardMsg) -> None:
        element = found.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise PageFailed(element.exception.message)
        if kind == "selectbox":
            box = element.selectbox
            self.options[box.id] = list(box.options)
            self.shown[box.id] = box.raw_value
        if kind == "date_input":
            self.day_picker = element.date_input.id
