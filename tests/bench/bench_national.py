"""Milliseconds of every page of the application on a store of the whole country.

Which pages there are is asked of the application itself, so that a new one is measured too. Of
each, on a server that has had twenty seconds to itself: the first answer, the first answer to
another question, then reruns in which nothing changed, and reruns that go to and fro between the
two. Last, in the browser: from the navigation to the answer sentence in sight, when browser and
server have seen the page before.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, sync_playwright

from tests.bench import national
from tests.bench.bench_rerun import server
from tests.bench.protocol import Session
from tests.browser import ARGUMENTS, found

RERUNS, VISITS, ALONE_S = 20, 3, 20
AIM_MS, AIM_FIRST_S, AIM_SENTENCE_S = 60, 3.0, 1.5
PICKERS = ("place", "year", "period", "by", "group", "plan", "only_year")
"""Which picker is turned to and fro: the first of these that a page has, else any."""

IN_SIGHT = """() => {
    const look = () => {
        const said = document.querySelector('[data-testid=stMain] h2');
        if (said && said.innerText.trim() && said.getBoundingClientRect().height) {
            window.saidAfter = performance.now();
        } else {
            requestAnimationFrame(look);
        }
    };
    look();
}"""


@dataclass(frozen=True)
class Measured:
    """Seconds; `turned` is empty where a page has no picker, `sentence` where no browser is.

    `other` is the first answer to the question that the picker was turned to.
    """

    page: str
    first: float
    other: float
    same: list[float]
    turned: list[float]
    sentence: list[float]


def on_the_server(url: str, page: str) -> Measured:
    """The first answer and the reruns of a page that nobody has asked yet."""
    with Session(url, page=page) as session:
        first = session.rerun()
        # the second run writes what the first one put into the address
        session.rerun()
        same = [session.rerun() for _ in range(RERUNS)]
        other, *again = turned(session) or [0.0]
        return Measured(page, first, other, same, again, [])


def turned(session: Session) -> list[float]:
    """Seconds of reruns between two answers, each of which was given before."""
    box = picker(session)
    if box is None:
        return []
    two = [
        session.shown[box],
        next(one for one in session.options[box] if one != session.shown[box]),
    ]
    times = []
    for number in range(RERUNS + 4):
        session.chosen[box] = two[(number + 1) % 2]
        times.append(session.rerun())
    return times[4:]


def picker(session: Session) -> str | None:
    """The widget id of the picker to turn, None where no picker has a second option."""
    several = [box for box, options in session.options.items() if len(set(options)) > 1]
    named = (box for name in PICKERS for box in several if box.endswith(f"-pick_{name}"))
    return next(named, several[0] if several else None)


def in_the_browser(context: BrowserContext, url: str, page: str) -> list[float]:
    """Seconds from the navigation to the answer sentence; the first two visits warm everything."""
    times = []
    for _ in range(VISITS + 2):
        opened = context.new_page()
        opened.add_init_script(f"({IN_SIGHT})()")
        opened.goto(f"{url}/{page}")
        opened.wait_for_function("window.saidAfter !== undefined", timeout=60_000)
        times.append(opened.evaluate("window.saidAfter") / 1000)
        opened.close()
    return times[2:]


def measured(store: Path) -> tuple[float, list[Measured]]:
    """Seconds of the first verdicts of a server that has only just started, and every page."""
    with server(store) as url, Session(url) as session:
        at_once = session.rerun()
        pages = session.pages
    with server(store) as url:
        # verdicts are worked out before anybody asks
        time.sleep(ALONE_S)
        rows = [on_the_server(url, page) for page in pages]
        chromium = found()
        if chromium is not None:
            with sync_playwright() as playwright:
                launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
                context = launched.new_context(viewport={"width": 1280, "height": 900})
                for row in rows:
                    row.sentence.extend(in_the_browser(context, url, row.page))
                launched.close()
    return at_once, rows


def line(row: Measured) -> str:
    """A page as a row of the table."""
    cells = [f"{row.first:9.2f}{row.other:9.2f}", *(f"{value:9.1f}" for value in spread(row.same))]
    cells += [f"{value:9.1f}" for value in spread(row.turned)] if row.turned else [" " * 18]
    said = f"{statistics.median(row.sentence):9.2f}" if row.sentence else ""
    return f"  {row.page or 'overview':<12}{''.join(cells)}{said}{missed(row)}"


def spread(times: list[float]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    milliseconds = [1000 * seconds for seconds in times]
    p95 = statistics.quantiles(milliseconds, n=20, method="inclusive")[-1]
    return statistics.median(milliseconds), p95


def missed(row: Measured) -> str:
    """Names what is beyond its aim."""
    beyond = {
        "first": row.first > AIM_FIRST_S,
        "other": row.other > AIM_FIRST_S,
        "same": spread(row.same)[0] > AIM_MS,
        "turned": bool(row.turned) and spread(row.turned)[0] > AIM_MS,
        "sentence": bool(row.sentence) and statistics.median(row.sentence) > AIM_SENTENCE_S,
    }
    found_beyond = [name for name, is_beyond in beyond.items() if is_beyond]
    return f"  beyond: {', '.join(found_beyond)}" if found_beyond else ""


def main() -> None:
    """Prints the table; `AIRTRACK_NATIONAL` may name a store that an earlier run has made."""
    given = os.environ.get("AIRTRACK_NATIONAL")
    with tempfile.TemporaryDirectory() as folder:
        store = Path(given or f"{folder}/store")
        if not store.exists():
            seconds = national.load(store, Path(folder) / "files")
            say(f"national: 339 places, twelve years of days, loaded in {seconds:.1f} s")
        at_once, rows = measured(store)
    head = ("first s", "other s", "same p50", "p95", "turned", "p95", "h2 s")
    say(f"national: the first verdicts of a server that has only just started: {at_once:.2f} s")
    say(f"national: every page, {RERUNS} reruns each, ms (first answers and h2: seconds)")
    say(f"  {'':<12}{''.join(f'{name:>9}' for name in head)}")
    for row in rows:
        say(line(row))
    say(f"  aims: first answers {AIM_FIRST_S} s, reruns' median {AIM_MS} ms, h2 {AIM_SENTENCE_S} s")


def say(text: str) -> None:
    """A line on stdout."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
