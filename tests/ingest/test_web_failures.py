"""Every way in which a web source fails has a code of its own, and none shows the key."""

from __future__ import annotations

import gzip
import logging
import socket
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path

import pytest
import requests

from airtrack.domain import period as periods
from airtrack.domain.web_source import WebSource
from airtrack.errors import AirtrackError, WrongUse
from airtrack.ingest.sheets.walk import Source
from airtrack.ingest.sources import answer
from airtrack.ingest.sources.fetch import USER_AGENT, Client
from airtrack.ingest.sources.gather import gather
from airtrack.ingest.sources.kept import Kept
from tests.web import CSV, Says, Web, json_says, served

KEY = "s3cr3t-k3y"
ENVIRON = {"TEST_KEY": KEY}
ROW = {"areaName": "长沙市", "timePoint": "2025-06-01", "pm2_5": "31"}
GOOD = json_says({"code": 200, "data": {"rows": [ROW]}})


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    monkeypatch.setenv("NO_PROXY", "*")
    with served() as found:
        yield found


def a_source(base: str, **changes: object) -> WebSource:
    text: dict[str, object] = {
        "id": "portal",
        "name": "门户",
        "name_en": "portal",
        "base": base,
        "url": "{base}/days",
        "query": {"from": "{first}", "to": "{last}"},
        "format": "json",
        "rows": "data.rows",
        "key": {"env": "TEST_KEY", "query": "appKey"},
        "answer": {"path": "code", "good": ["200"], "message": "msg"},
        "limits": {"attempts": 1, "backoff_s": 0, "timeout_s": 5},
        "column": [
            {"header": "城市", "path": "areaName"},
            {"header": "日期", "path": "timePoint", "take": "date"},
            {"header": "PM2.5", "path": "pm2_5"},
        ],
    }
    return WebSource.model_validate(text | changes)


def a_table(base: str, **changes: object) -> WebSource:
    none: dict[str, object] = {"rows": "", "answer": None, "column": [], "format": "csv"}
    return a_source(base, **(none | changes))


def fetched(
    source: WebSource, kept: Path | None = None, waits: list[float] | None = None
) -> Source:
    told = [] if waits is None else waits
    client = Client(source, ENVIRON, Kept(kept), wait=told.append)
    return gather(source, periods.parse("2025-06"), client=client, environ=ENVIRON)


def code_of(source: WebSource) -> str:
    with pytest.raises(AirtrackError) as caught:
        fetched(source)
    assert KEY not in repr(caught.value) + str(caught.value.params)
    return caught.value.code


@pytest.mark.parametrize(
    ("says", "code"),
    [
        pytest.param(Says(status=401), "fetch_unauthorised", id="401"),
        pytest.param(Says(status=403), "fetch_forbidden", id="403"),
        pytest.param(Says(status=404), "fetch_not_found", id="404"),
        pytest.param(Says(status=429), "fetch_too_many", id="429"),
        pytest.param(Says(status=500), "fetch_server_error", id="500"),
        pytest.param(Says(status=503), "fetch_server_error", id="503"),
        pytest.param(Says(status=599), "fetch_server_error", id="a status nobody knows"),
        pytest.param(Says(status=408), "fetch_timeout", id="408"),
        pytest.param(Says(status=204), "fetch_no_body", id="204"),
        pytest.param(Says(b"<?xml version='1.0'?><a/>"), "fetch_other_kind", id="XML"),
        pytest.param(Says(status=422), "fetch_status", id="422"),
        pytest.param(
            Says(status=302, headers={"Location": "http://127.0.0.1:1/login"}),
            "fetch_redirected",
            id="redirected",
        ),
        pytest.param(Says(GOOD.body, cut=20), "fetch_truncated", id="shorter than promised"),
        pytest.param(Says(GOOD.body, chunked_cut=True), "fetch_truncated", id="chunk cut short"),
        pytest.param(Says(GOOD.body[:-9]), "fetch_cut_short", id="JSON that ends in the middle"),
        pytest.param(
            Says(gzip.compress(GOOD.body)[:-4], headers={"Content-Encoding": "gzip"}),
            "fetch_truncated",
            id="packed and cut",
        ),
        pytest.param(
            Says(b"no gzip at all", headers={"Content-Encoding": "gzip"}),
            "fetch_truncated",
            id="said to be packed and is not",
        ),
        pytest.param(Says(hangs_up=True), "fetch_broken", id="hangs up"),
        pytest.param(Says(b""), "fetch_no_body", id="nothing"),
        pytest.param(Says(b" \n"), "fetch_no_body", id="blanks"),
        pytest.param(
            Says(b"<!DOCTYPE html><title>Login</title>", kind="text/html"),
            "fetch_page_instead",
            id="login page",
        ),
        pytest.param(
            Says(b"\n<html>", kind="application/json"), "fetch_page_instead", id="page named JSON"
        ),
        pytest.param(Says(b"%PDF-1.4", kind="application/pdf"), "fetch_other_kind", id="PDF"),
        pytest.param(Says(b"{'code': 1}"), "fetch_not_json", id="no JSON"),
        pytest.param(Says(b"[" * 200_000), "fetch_not_json", id="JSON too deep"),
        pytest.param(Says(b'{"a": "\xff\xff"}'), "fetch_no_text", id="no text"),
        pytest.param(
            json_says({"code": 501, "msg": "appKey 无效"}),
            "fetch_told_no",
            id="says no in the body",
        ),
        pytest.param(json_says({"code": 200}), "fetch_other_shape", id="another shape"),
        pytest.param(
            json_says({"code": 200, "data": {"rows": [{"areaName": "长沙市"}]}}),
            "fetch_other_shape",
            id="a field is gone",
        ),
        pytest.param(json_says({"code": 200, "data": {"rows": []}}), "fetch_nothing", id="no rows"),
        pytest.param(
            json_says({"code": 200, "data": None}), "fetch_nothing", id="null for no rows"
        ),
    ],
)
def test_an_answer_that_is_none_has_its_own_code(web: Web, says: Says, code: str) -> None:
    web.says(says)
    assert code_of(a_source(web.base)) == code


def test_a_host_that_is_not_known(web: Web) -> None:
    assert code_of(a_source("http://no-such-host.invalid")) == "fetch_unknown_host"


def test_a_port_where_nobody_listens(web: Web) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert code_of(a_source(f"http://127.0.0.1:{taken.getsockname()[1]}")) == "fetch_refused"


def test_a_side_that_speaks_no_tls(web: Web) -> None:
    assert code_of(a_source(web.base.replace("http:", "https:"))) == "fetch_insecure"


def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        proxy = f"http://127.0.0.1:{taken.getsockname()[1]}"
        monkeypatch.setenv("http_proxy", proxy)
        monkeypatch.setenv("HTTP_PROXY", proxy)
        assert code_of(a_source("http://example.invalid")) == "fetch_proxy"


def test_a_connection_that_does_not_come_about_in_time() -> None:
    # no address is sure never to answer, so the library's own error stands for it
    found = answer.broken(requests.exceptions.ConnectTimeout(), {"source": "a", "url": "b"})
    assert (found.error.code, found.passes) == ("fetch_no_connection", True)


def test_a_key_that_the_source_repeats_is_not_told(web: Web) -> None:
    web.says(json_says({"code": 501, "msg": f"appKey {KEY} 无效"}))
    with pytest.raises(AirtrackError) as caught:
        fetched(a_source(web.base))
    assert caught.value.params["said"] == "appKey *** 无效"


def test_what_a_source_says_cannot_command_the_terminal(web: Web) -> None:
    web.says(json_says({"code": 501, "msg": "a\x1b[2J\nb" + "c" * 500}))
    with pytest.raises(AirtrackError) as caught:
        fetched(a_source(web.base))
    said = str(caught.value.params["said"])
    assert said.startswith("a [2J b")
    assert len(said) == 80


def test_an_answer_that_does_not_begin_in_time(web: Web) -> None:
    web.says(Says(GOOD.body, after_s=1))
    source = a_source(web.base, limits={"attempts": 1, "timeout_s": 0.1})
    assert code_of(source) == "fetch_timeout"


def test_an_answer_that_stops_in_the_middle(web: Web) -> None:
    web.says(Says(GOOD.body, drip_s=0.6))
    source = a_source(web.base, limits={"attempts": 1, "timeout_s": 0.2})
    assert code_of(source) == "fetch_timeout"


def test_an_answer_that_drips_longer_than_a_whole_answer_may_take(web: Web) -> None:
    web.says(Says(GOOD.body, drip_s=0.02))
    source = a_source(web.base, limits={"attempts": 1, "timeout_s": 5, "total_s": 0.2})
    assert code_of(source) == "fetch_slow"


@pytest.mark.parametrize(
    "says",
    [
        pytest.param(Says(b"x" * 2000), id="by what it promises"),
        pytest.param(
            Says(gzip.compress(b" " * 2000), headers={"Content-Encoding": "gzip"}),
            id="by what it unpacks to",
        ),
    ],
)
def test_an_answer_above_the_limit_is_not_read_to_its_end(web: Web, says: Says) -> None:
    web.says(says)
    assert code_of(a_source(web.base, limits={"attempts": 1, "most_bytes": 1000})) == (
        "fetch_too_large"
    )


def test_a_page_that_comes_twice(web: Web) -> None:
    web.says(GOOD)
    pages = {"page": "p", "size": "n", "per_page": 1}
    assert code_of(a_source(web.base, pages=pages)) == "fetch_same_page"


def test_more_pages_than_allowed(web: Web) -> None:
    web.answer = lambda asked: json_says(
        {"code": 200, "data": {"rows": [ROW | {"pm2_5": asked.query["p"]}]}}
    )
    pages = {"page": "p", "size": "n", "per_page": 1, "most": 3}
    assert code_of(a_source(web.base, pages=pages)) == "fetch_too_many_pages"
    assert [asked.query["p"] for asked in web.asked] == ["1", "2", "3"]


@pytest.mark.parametrize(
    "environ",
    [
        pytest.param({}, id="not set"),
        pytest.param({"TEST_KEY": " "}, id="blank"),
    ],
)
def test_without_a_key_nothing_is_asked(web: Web, environ: dict[str, str]) -> None:
    with pytest.raises(WrongUse) as caught:
        Client(a_source(web.base), environ, Kept(None))
    assert caught.value.code == "source_without_key"
    assert caught.value.params["name"] == "TEST_KEY"


@pytest.mark.parametrize("secret", ["two\nlines", "密钥", "a b"])
def test_what_can_be_no_key_is_not_sent_and_not_told(web: Web, secret: str) -> None:
    with pytest.raises(WrongUse) as caught:
        Client(a_source(web.base), {"TEST_KEY": secret}, Kept(None))
    assert caught.value.code == "source_bad_key"
    assert secret not in str(caught.value)


@pytest.mark.parametrize(
    "base", ["ftp://example.invalid", "example.invalid", "http://user:word@example.invalid"]
)
def test_an_address_that_is_none(web: Web, base: str) -> None:
    assert code_of(a_source(base)) == "source_bad_base"


def test_a_failure_that_passes_is_tried_again_with_growing_waits(web: Web) -> None:
    web.says(Says(status=503), Says(GOOD.body, cut=5), Says(hangs_up=True), GOOD)
    waits: list[float] = []
    limits = {"attempts": 4, "backoff_s": 1, "timeout_s": 5}
    fetched(a_source(web.base, limits=limits), waits=waits)
    assert waits == [1, 2, 4]


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        pytest.param({"Retry-After": "7"}, 7, id="seconds"),
        pytest.param({"X-RateLimit-Reset": "9"}, 9, id="as OpenAQ says it"),
        pytest.param({"Retry-After": "soon"}, 1, id="no number"),
    ],
)
def test_the_source_says_how_long_to_wait(web: Web, headers: dict[str, str], wait: float) -> None:
    web.says(Says(status=429, headers=headers), GOOD)
    waits: list[float] = []
    fetched(a_source(web.base, limits={"attempts": 2, "backoff_s": 1}), waits=waits)
    assert waits == [wait]


def test_a_wait_to_a_time_is_counted_by_the_clock_of_the_source(web: Web) -> None:
    # the server says what time it is (Date), in whole seconds
    until = formatdate(time.time() + 30, usegmt=True)
    web.says(Says(status=503, headers={"Retry-After": until}), GOOD)
    waits: list[float] = []
    fetched(a_source(web.base, limits={"attempts": 2, "backoff_s": 1}), waits=waits)
    assert len(waits) == 1
    assert 28 <= waits[0] <= 31


def test_a_time_that_is_over_leaves_the_usual_wait(web: Web) -> None:
    past = Says(status=503, headers={"Retry-After": "Wed, 01 Jan 2020 00:00:00 GMT"})
    web.says(past, GOOD)
    waits: list[float] = []
    fetched(a_source(web.base, limits={"attempts": 2, "backoff_s": 1}), waits=waits)
    assert waits == [1]


def test_between_two_requests_there_is_a_pause(web: Web) -> None:
    web.answer = lambda asked: json_says(
        {"code": 200, "data": {"rows": [ROW] if asked.query["p"] == "1" else []}}
    )
    waits: list[float] = []
    pages = {"page": "p", "size": "n", "per_page": 1}
    fetched(a_source(web.base, pages=pages, limits={"pause_s": 3}), waits=waits)
    assert waits == [3]


def test_progress_tells_what_is_asked_for(web: Web) -> None:
    web.says(GOOD)
    source = a_source(web.base, per="month")
    heard: list[tuple[int, int, str]] = []
    gather(
        source,
        periods.parse("2025-06..2025-07"),
        client=Client(source, ENVIRON, Kept(None)),
        environ=ENVIRON,
        progress=lambda done, total, name: heard.append((done, total, name)),
    )
    assert heard == [(0, 2, "portal_2025-06.json"), (1, 2, "portal_2025-07.json")]


def test_a_wait_that_is_too_long_is_told_instead(web: Web) -> None:
    web.says(Says(status=429, headers={"Retry-After": "3600"}), GOOD)
    with pytest.raises(AirtrackError) as caught:
        fetched(a_source(web.base, limits={"attempts": 3, "longest_wait_s": 60}))
    assert (caught.value.code, caught.value.params["wait"]) == ("fetch_too_many", 3600)
    assert len(web.asked) == 1


@pytest.mark.parametrize("status", [401, 403, 404, 422])
def test_what_does_not_pass_is_asked_once(web: Web, status: int) -> None:
    web.says(Says(status=status), GOOD)
    with pytest.raises(AirtrackError):
        fetched(a_source(web.base, limits={"attempts": 4, "backoff_s": 0}))
    assert len(web.asked) == 1


def test_the_key_goes_to_the_source_and_nowhere_else(
    web: Web, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    web.says(Says(status=503), Says(GOOD.body, headers={"ETag": '"1"'}))
    source = a_source(web.base, limits={"attempts": 2, "backoff_s": 0})
    found = fetched(source, kept=tmp_path)
    assert web.asked[-1].query["appKey"] == KEY
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert kept
    assert KEY.encode() not in kept + b"".join(item.data for item in found.originals)
    assert KEY not in caplog.text
    assert KEY not in repr(Client(source, ENVIRON, Kept(None)).source)


def test_a_key_may_go_into_a_header(web: Web) -> None:
    web.says(GOOD)
    key = {"env": "TEST_KEY", "header": "Authorization", "prefix": "Bearer "}
    fetched(a_source(web.base, key=key))
    assert web.asked[0].headers["authorization"] == f"Bearer {KEY}"
    assert KEY not in str(web.asked[0].query)


def test_every_request_says_who_asks(web: Web) -> None:
    web.says(GOOD)
    fetched(a_source(web.base))
    assert web.asked[0].headers["user-agent"] == USER_AGENT
    assert web.asked[0].headers["user-agent"].startswith("airtrack/")


def test_what_has_not_changed_is_not_sent_again(web: Web, tmp_path: Path) -> None:
    stamp = "Mon, 02 Jun 2025 00:00:00 GMT"
    web.says(
        Says(GOOD.body, headers={"ETag": '"7"', "Last-Modified": stamp}), Says(status=304, kind="")
    )
    first, second = (fetched(a_source(web.base), kept=tmp_path) for _ in range(2))
    assert web.asked[1].headers["if-none-match"] == '"7"'
    assert web.asked[1].headers["if-modified-since"] == stamp
    assert second.sha256 == first.sha256


def test_what_is_not_to_be_kept_is_asked_for_whole(web: Web, tmp_path: Path) -> None:
    web.says(Says(GOOD.body, headers={"ETag": '"7"', "Cache-Control": "no-store"}))
    for _ in range(2):
        fetched(a_source(web.base), kept=tmp_path)
    assert "if-none-match" not in web.asked[1].headers


def test_a_kept_answer_that_is_damaged_counts_as_none(web: Web, tmp_path: Path) -> None:
    web.says(Says(GOOD.body, headers={"ETag": '"7"'}))
    fetched(a_source(web.base), kept=tmp_path)
    next(tmp_path.glob("*.body")).write_bytes(b"{}")
    fetched(a_source(web.base), kept=tmp_path)
    assert "if-none-match" not in web.asked[1].headers


def test_a_table_comes_as_it_is(web: Web) -> None:
    body = "城市,日期,PM2.5\n长沙市,2025-06-01,31\n".encode("gb18030")
    web.says(Says(body, kind=CSV))
    found = fetched(a_table(web.base))
    assert [(item.name, item.data) for item in found.originals] == [("portal_2025-06.csv", body)]
    assert found.members[0].data() == body


def test_a_packed_answer_is_unpacked(web: Web) -> None:
    web.says(Says(gzip.compress(GOOD.body), headers={"Content-Encoding": "gzip"}))
    assert fetched(a_source(web.base)).originals[-1].data == GOOD.body


@pytest.mark.parametrize("kind", ["", "application/octet-stream", "application/vnd.ms-excel"])
def test_a_table_may_be_called_what_portals_call_it(web: Web, kind: str) -> None:
    web.says(Says("城市,日期\n".encode(), kind=kind))
    assert fetched(a_table(web.base)).members


def test_no_library_tells_of_a_broken_connection_with_the_key(web: Web) -> None:
    web.says(Says(hangs_up=True))
    with pytest.raises(AirtrackError) as caught:
        fetched(a_source(web.base))
    seen: BaseException | None = caught.value
    while seen is not None:
        assert not isinstance(seen, requests.RequestException)
        seen = seen.__cause__ or seen.__context__
