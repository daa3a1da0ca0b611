"""A web server of the test's own: what it answers, and what it was asked."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit

JSON = "application/json"
CSV = "text/csv; charset=utf-8"


@dataclass(frozen=True)
class Asked:
    """One request as it arrived."""

    path: str
    query: dict[str, str]
    headers: dict[str, str]


@dataclass(frozen=True)
class Says:
    """An answer; `cut` bytes of the body are promised and not sent, `drip_s` pass between bytes."""

    body: bytes = b""
    status: int = 200
    kind: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0
    chunked_cut: bool = False
    after_s: float = 0
    drip_s: float = 0
    hangs_up: bool = False


def json_says(document: object, **headers: str) -> Says:
    """A document as JSON."""
    return Says(json.dumps(document, ensure_ascii=False).encode(), headers=headers)


Answer = Callable[[Asked], Says]


@dataclass
class Web:
    """The server: `answer` gives what it says, `asked` is what arrived, `base` its address."""

    base: str
    asked: list[Asked] = field(default_factory=list)
    answer: Answer = lambda asked: Says(status=404)

    def says(self, *answers: Says) -> None:
        """One answer after the other, the last one for ever."""
        waiting = list(answers)
        self.answer = lambda asked: waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextlib.contextmanager
def served() -> Iterator[Web]:
    """A server that is gone afterwards."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            headers = {key.lower(): value for key, value in self.headers.items()}
            asked = Asked(parts.path, dict(parse_qsl(parts.query)), headers)
            web.asked.append(asked)
            with contextlib.suppress(ConnectionError):
                _send(self, web.answer(asked))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.block_on_close = False
    web = Web(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _send(handler: BaseHTTPRequestHandler, says: Says) -> None:
    time.sleep(says.after_s)
    handler.close_connection = True
    if says.hangs_up:
        return
    handler.send_response(says.status)
    if says.kind:
        handler.send_header("Content-Type", says.kind)
    for name, value in says.headers.items():
        handler.send_header(name, value)
    if says.chunked_cut:
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"%x\r\n" % (len(says.body) + 10) + says.body)
        return
    handler.send_header("Content-Length", str(len(says.body) + says.cut))
    handler.end_headers()
    if not says.drip_s:
        handler.wfile.write(says.body)
        return
    for byte in says.body:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(says.drip_s)
