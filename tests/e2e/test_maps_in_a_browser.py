"""The map in a browser, with and without WebGL2, and the address it fetches boundaries from."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPResponse
from pathlib import Path

import pytest
from playwright.sync_api import Playwright, expect
from visit import PATIENCE_MS, Visitor

from airtrack.registry.atlas import Atlas
from tests.browser import ARGUMENTS
from tests.running import Server

pytestmark = pytest.mark.browser

OWN = Path(__file__).parents[2] / "data" / "places" / "boundaries"
ATLAS = Atlas(OWN, approved=None, number="", is_public=False)
WIDE = "/map?shows=pm25&group=key-168"
"""Six of its cities have data; the map is that of the whole country."""


def window(chromium: str, driver: Playwright, *flags: str) -> Iterator[Visitor]:
    """Somebody with a browser of these flags."""
    usual = [item for item in ARGUMENTS if item != "--disable-gpu"]
    launched = driver.chromium.launch(executable_path=chromium, args=[*usual, *flags])
    with Visitor.of(launched.new_context(), width=1280, height=900) as opened:
        yield opened
    launched.close()


@pytest.fixture
def graphic(chromium: str, driver: Playwright) -> Iterator[Visitor]:
    """Somebody with WebGL2, drawn by software."""
    yield from window(chromium, driver, "--use-angle=swiftshader", "--enable-unsafe-swiftshader")


@pytest.fixture
def plain(chromium: str, driver: Playwright) -> Iterator[Visitor]:
    """Somebody without."""
    yield from window(chromium, driver, "--disable-gpu", "--disable-3d-apis")


def fetched(url: str, **headers: str) -> HTTPResponse:
    """The answer to a request."""
    given = {key.replace("_", "-"): value for key, value in headers.items()}
    answer: HTTPResponse = urllib.request.urlopen(
        urllib.request.Request(url, headers=given), timeout=30
    )
    return answer


def refused(url: str, **headers: str) -> int:
    """The status of an answer without a document."""
    with pytest.raises(urllib.error.HTTPError) as caught:
        fetched(url, **headers)
    return int(caught.value.code)


def test_boundaries_are_fetched_packed_once_and_kept(server: Server) -> None:
    url = f"{server.url}/geo/{ATLAS.units.name}.json"
    plain = fetched(url, Accept_Encoding="identity")
    packed = fetched(url, Accept_Encoding="gzip")
    assert "immutable" in plain.headers["Cache-Control"]
    body = packed.read()
    assert gzip.decompress(body) == plain.read() == ATLAS.units.body
    assert len(body) < 250_000
    tags = {answer.headers["ETag"] for answer in (plain, packed)}
    assert len(tags) == 2 and not any(tag.startswith("W/") for tag in tags)
    again = {"Accept_Encoding": "gzip", "If_None_Match": packed.headers["ETag"]}
    assert refused(url, **again) == 304
    assert fetched(f"{server.url}/some/base/geo/{ATLAS.units.name}.json").status == 200


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("geo/0.json", id="another-name"),
        pytest.param(f"geo/{ATLAS.units.name}", id="without-its-ending"),
        pytest.param("geo/none/Open Sans/0-255.pbf".replace(" ", "%20"), id="letters"),
    ],
)
def test_there_is_nothing_else_beside_them(path: str, server: Server) -> None:
    assert refused(f"{server.url}/{path}") == 404


@pytest.mark.parametrize("name", [ATLAS.units.name, ATLAS.lines.name])
def test_our_boundaries_are_not_for_the_public(name: str, public_server: Server) -> None:
    assert refused(f"{public_server.url}/geo/{name}.json") == 404


def kinds(visitor: Visitor) -> set[str]:
    """The kinds of traces that are drawn."""
    script = "() => document.querySelector('.js-plotly-plot')._fullData.map(t => t.type)"
    return set(visitor.settled().page.evaluate(script))


def test_a_browser_without_webgl_sees_plain_areas(plain: Visitor, server: Server) -> None:
    plain.go(f"{server.url}{WIDE}")
    areas = plain.page.locator(".js-plotly-plot .js-fill")
    expect(areas.first).to_be_attached(timeout=PATIENCE_MS)
    assert kinds(plain) == {"scatter"}
    assert plain.strangers == []


def test_a_browser_with_webgl_draws_the_country_itself(graphic: Visitor, server: Server) -> None:
    asked: list[str] = []
    graphic.page.on("request", lambda request: asked.append(request.url))
    graphic.page.goto(f"{server.url}{WIDE}")
    canvas = graphic.page.locator(".maplibregl-canvas")
    expect(canvas).to_be_visible(timeout=PATIENCE_MS)
    assert kinds(graphic) == {"choroplethmap", "scattermap"}
    assert [url for url in asked if url.endswith(f"/geo/{ATLAS.units.name}.json")] != []
    assert graphic.strangers == []
    # what is red in the log are letters that are not there, and Streamlit's own probing
    assert [text for text, _ in graphic.errors if "404" not in text] == []


def test_a_click_on_a_city_leads_to_its_page(visitor: Visitor, server: Server) -> None:
    visitor.go(f"{server.url}/map").settled()
    where = visitor.page.evaluate("""() => {
        const plot = document.querySelector('.js-plotly-plot');
        plot.scrollIntoView({block: 'center'});
        const {left, top} = plot.getBoundingClientRect();
        const {_size, xaxis, yaxis} = plot._fullLayout;
        for (const trace of plot._fullData) {
            const at = (trace.customdata || []).findIndex(item => item[0] === '430300');
            if (at >= 0) return [left + _size.l + xaxis.l2p(trace.x[at]),
                                 top + _size.t + yaxis.l2p(trace.y[at])];
        }
    }""")
    visitor.page.mouse.move(where[0] + 1, where[1] + 1)
    expect(visitor.page.locator(".hoverlayer")).to_contain_text("湘潭市")
    visitor.page.mouse.click(where[0] + 1, where[1] + 1)
    expect(visitor.title).to_have_text("城市", timeout=PATIENCE_MS)
    assert "place=430300" in visitor.page.url
