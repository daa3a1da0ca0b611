"""Pictures of every page for the documentation: `python -m tests.screenshots`, `make screenshots`.

On the demonstration data, whose values are the same on every run; windows of fixed sizes; without
moving parts; in few colours, so that a picture stays below a quarter of a megabyte. Pages with a
map are those of the public edition: boundaries without an approval number are for inside alone.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from airtrack.ui.contents import BOTH_EDITIONS
from airtrack.ui.inside import INSIDE
from tests.bench.bench_rerun import server
from tests.browser import ARGUMENTS, found

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "images"
MOST_BYTES = 250 * 1024
COLOURS = (256, 128, 64, 32)
PATIENCE_MS, STILL_MS = 60_000, 1_500
WITH_MAP = ("overview", "map")
# no script runs, every figure is drawn, every font is there
IS_DRAWN = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const figures = [...document.querySelectorAll('[data-testid="stPlotlyChart"]')];
    return app?.dataset.testScriptState === 'notRunning'
        && document.querySelector('[data-testid=stMain] h2')
        && figures.every(one => one.querySelector('.main-svg, canvas'))
        && document.fonts.status === 'loaded';
}"""


@dataclass(frozen=True)
class Shot:
    """A picture: its file's name, the page's address, the window, the language, the theme."""

    name: str
    path: str
    width: int = 1280
    height: int = 960
    lang: Literal["zh", "en"] = "zh"
    theme: Literal["light", "dark"] = "light"

    @property
    def options(self) -> tuple[str, ...]:
        """How the server is started that shows the page."""
        return ("--public",) if self.name.split("_")[0] in WITH_MAP else ()


def shots() -> list[Shot]:
    """Every page of the application as it opens, and some in English, in the dark, on a phone."""
    first, *others = (act.name for act in (*BOTH_EDITIONS, *INSIDE))
    return [
        Shot(first, ""),
        *(Shot(name, name) for name in others),
        Shot(f"{first}_en", "", lang="en"),
        Shot(f"{first}_dark", "", theme="dark"),
        Shot(f"{first}_phone", "", width=390, height=844),
        Shot("city_dark", "city", theme="dark"),
        Shot("city_phone", "city", width=390, height=844),
        Shot("ranking_en", "ranking", lang="en"),
    ]


def taken(browser: Browser, url: str, shot: Shot) -> bytes:
    """The window as a PNG, without anything that moves."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.theme,
        reduced_motion="reduce",
        locale="zh-CN" if shot.lang == "zh" else "en-GB",
    )
    page = context.new_page()
    page.goto(f"{url}/{shot.path}?lang={shot.lang}")
    settle(page)
    picture = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return picture


def settle(page: Page) -> None:
    """The page is drawn and has stayed so for a while."""
    for _ in range(2):
        page.wait_for_function(IS_DRAWN, timeout=PATIENCE_MS, polling=100)
        page.wait_for_timeout(STILL_MS)


def small(picture: bytes) -> bytes:
    """The same in as many colours as fit; raises ValueError where even few do not."""
    whole = Image.open(io.BytesIO(picture)).convert("RGB")
    for colours in COLOURS:
        packed = io.BytesIO()
        whole.quantize(colours, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
        if packed.tell() <= MOST_BYTES:
            return packed.getvalue()
    raise ValueError(f"a picture has {packed.tell()} bytes, at most {MOST_BYTES} are wanted")


def main(*wanted: str) -> None:
    """Writes the pictures of these names, all of them without a name."""
    chromium = found()
    if chromium is None:
        sys.exit("no browser on this machine")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        store = Path(folder) / "store"
        command = [sys.executable, "-m", "airtrack", "--store", str(store), "demo"]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        asked = [shot for shot in shots() if not wanted or shot.name in wanted]
        for options in dict.fromkeys(shot.options for shot in asked):
            with server(store, *options) as url:
                for shot in (shot for shot in asked if shot.options == options):
                    picture = small(taken(browser, url, shot))
                    (FOLDER / f"{shot.name}.png").write_bytes(picture)
                    sys.stdout.write(f"{shot.name}.png  {len(picture) // 1024} KB\n")
        browser.close()
    if not wanted:
        (FOLDER / "README.md").write_text(listed(asked), encoding="utf-8")


def listed(asked: Sequence[Shot]) -> str:
    """A page that shows all pictures, each under its name."""
    lines = ["# Pictures", "", "Written by `make screenshots`, from the demonstration data.", ""]
    for shot in asked:
        lines += [f"## {shot.name.replace('_', ' ')}", "", f"![{shot.name}]({shot.name}.png)", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
