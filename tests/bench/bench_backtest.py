"""How good the probabilities are: past city-years forecast from the years before them alone.

Beside them two plain rules that say yes or no: the value so far goes on (the straight line), and
the days to come are those of last year. Three archives: public values of 48 cities, too few years
of each, so that the cities of a province stand in; the demonstration data with four earlier years
of a place at most, so that they stand in there too; and its ten years, each city by itself.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import fmean

from airtrack.answers.question import House
from airtrack.domain.evaluation import Assessment
from airtrack.domain.season import Trust
from airtrack.season.archive import MONTHS, whole_years
from airtrack.season.backtest import Bin, TrackRecord, every_trial, told
from airtrack.season.track import trust
from airtrack.season.trials import Trial
from airtrack.settings import Settings
from airtrack.workspace import Workspace

ROOT = Path(__file__).parents[2]
PUBLIC = Path("city_daily") / "aqistudy_2013-12_2017-01.zip"
MEANS = ("pm25", "pm10")
ALL = (*MEANS, "good_pct", "heavy_days")
FEW_YEARS = 4


def house(folder: Path, *command: str) -> House:
    """The house of a new store that one command line fills; raises when that fails."""
    line = [sys.executable, "-m", "airtrack", "--store", str(folder), *command]
    subprocess.run(line, cwd=ROOT, check=True, capture_output=True)
    return Workspace(Settings(store=folder)).house()


def tables(
    of: House, indicators: Sequence[str], groups: Mapping[str, str], rules: Assessment
) -> Iterator[str]:
    """The lines of each of the indicators."""
    for key in indicators:
        indicator = of.standards.indicators[key]
        years = whole_years(of, indicator, sorted(of.places_with_data))
        found, is_pooled = every_trial(years, groups, indicator=indicator, rules=rules)
        record = told(key, found, is_pooled=is_pooled)
        yield from table(record, rules)
        yield from months(found)


def provinces(of: House) -> dict[str, str]:
    """The province of each place with data."""
    return {code: of.gazetteer.places[code].province for code in of.places_with_data}


def table(found: TrackRecord, rules: Assessment) -> list[str]:
    """Brier scores and the ten bins of the three rules."""
    answer = trust(found, rules)
    head = f"{found.n_cases} forecasts of {found.n_city_years} city-years"
    lines = [
        f"  {found.indicator}: {head}; the probability is {shown(answer)}",
        f"    {'Brier score':<12}{'ours':>6}{found.brier:8.4f}"
        f"{'straight line':>17}{found.brier_straight:8.4f}"
        f"{'last year':>13}{found.brier_last_year:8.4f}",
        f"    {'bin':<12}{'n':>5}{'years':>7}{'said':>7}{'was':>7}{'95 %':>12}"
        f"{'straight n':>13}{'was':>6}{'last n':>9}{'was':>6}",
    ]
    for ours, straight, last in zip(
        found.bins, found.bins_straight, found.bins_last_year, strict=True
    ):
        lines.append(
            f"    {ours.low:.1f} to {ours.high:.1f}  {of_ours(ours)}"
            f"{straight.n:13d}{share(straight):>6}{last.n:9d}{share(last):>6}"
        )
    return lines


def months(found: Sequence[Trial]) -> list[str]:
    """Brier scores at the end of each month."""
    at = {month: [item for item in found if item.month == month] for month in range(1, MONTHS)}
    rows = {
        "n": [f"{len(items):6d}" for items in at.values()],
        "ours": [f"{fmean((x.forecast - x.happened) ** 2 for x in y):6.3f}" for y in at.values()],
        "straight": [f"{fmean(x.straight != x.happened for x in y):6.3f}" for y in at.values()],
        "last year": [f"{fmean(x.last_year != x.happened for x in y):6.3f}" for y in at.values()],
    }
    head = f"    {'end of month':<12}" + "".join(f"{month:6d}" for month in at)
    return [head, *(f"    {name:<12}{''.join(cells)}" for name, cells in rows.items())]


def shown(answer: Trust) -> str:
    """What becomes of a probability with that record."""
    return {
        Trust.BEATS: "shown, better than the straight line",
        Trust.FAILS: "hidden, no better than the straight line",
        Trust.UNTESTED: "indicative at most, too few cases",
    }[answer]


def of_ours(found: Bin) -> str:
    """Cases, city-years, mean forecast, share that happened, and its band, `!` outside it."""
    if found.mean_forecast is None or found.band_low is None or found.band_high is None:
        return f"{0:5d}{'':33}"
    mark = " " if found.is_within else "!"
    band = f"{found.band_low:.2f}-{found.band_high:.2f}{mark}"
    return (
        f"{found.n:5d}{found.n_city_years:7d}{found.mean_forecast:7.2f}{share(found):>7}{band:>12}"
    )


def share(found: Bin) -> str:
    """How often it happened, nothing in an empty bin."""
    return "" if found.share_happened is None else f"{found.share_happened:.2f}"


def demonstration() -> list[str]:
    """The demonstration data, pooled and city by city."""
    with tempfile.TemporaryDirectory() as name:
        of = house(Path(name) / "store", "demo")
        rules = of.standards.assessment
        few = rules.model_copy(update={"archive_years": FEW_YEARS})
        lines = [f"backtest: demonstration data, {FEW_YEARS} years back, pooled by province"]
        lines += tables(of, ALL, provinces(of), few)
        lines.append("backtest: demonstration data, all ten years, each city by itself")
        lines += tables(of, ALL, {}, rules)
    return lines


def public(archive: Path) -> list[str]:
    """Public values of 48 cities from 2014 to 2016, pooled."""
    with tempfile.TemporaryDirectory() as name:
        of = house(Path(name) / "store", "load", str(archive))
        rules = of.standards.assessment
        lines = ["backtest: 48 cities, 2014 to 2016, pooled by province; 2016 alone can be tried"]
        lines += tables(of, MEANS, provinces(of), rules)
    return lines


def main() -> None:
    """Prints the tables; those of public values only where these are there."""
    given = os.environ.get("AIRTRACK_TEST_DATA", "")
    archive = Path(given).resolve() / PUBLIC
    if given and archive.is_file():
        lines = public(archive)
    else:
        lines = [f"backtest: AIRTRACK_TEST_DATA does not name a folder with {PUBLIC}"]
    lines += demonstration()
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
