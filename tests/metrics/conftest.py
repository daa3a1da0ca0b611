"""The statistics' database in memory, the standards it stands on, and invented days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import synthetic
from in_memory import InMemory, filled, reference_on_file
from synthetic import Row

from airtrack.metrics.reference import Reference


@pytest.fixture(scope="session")
def reference() -> Reference:
    """The standards and places of the repository."""
    return reference_on_file()


@pytest.fixture
def database(reference: Reference) -> Iterator[InMemory]:
    """An empty database with macros and reference tables."""
    made = InMemory.prepared(reference)
    yield made
    made.connection.close()


@pytest.fixture(scope="session")
def day_rows() -> list[Row]:
    """Fourteen months of thirty places."""
    return synthetic.days(date(2019, 1, 1), date(2020, 2, 29))


@pytest.fixture(scope="session")
def hour_rows() -> list[Row]:
    """Ten days of hours of three places, which replace the days of the first batch."""
    storm = synthetic.storm(date(2020, 2, 1))
    return [*synthetic.hours(date(2020, 1, 25), date(2020, 2, 3)), *storm]


@pytest.fixture(scope="session")
def batches(day_rows: list[Row], hour_rows: list[Row]) -> dict[str, list[Row]]:
    """A batch of every grain."""
    return {
        "day": day_rows,
        "hour": hour_rows,
        "report": synthetic.reports(),
        "assessed": synthetic.assessed(),
        "event": synthetic.events(),
        "plan": synthetic.TARGETS,
        "result": synthetic.RESULTS,
        "ranking": synthetic.RANKING,
        "station": synthetic.stations(),
        "station_hour": synthetic.station_hours(date(2020, 1, 24), date(2020, 1, 27)),
        **synthetic.records(),
    }


@pytest.fixture(scope="session")
def built(
    reference: Reference,
    batches: dict[str, list[Row]],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[InMemory]:
    """Every view of the invented facts; only to be read."""
    facts = synthetic.facts(tmp_path_factory.mktemp("facts"), **batches)
    made = filled(facts, reference=reference, threads=1)
    yield made
    made.connection.close()
