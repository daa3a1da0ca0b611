"""An assumption is one line of text that gives the same assumption back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from airtrack.domain import scenario
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.scenario import Change, Dust, Months
from airtrack.errors import WrongUse

MONTHS = st.tuples(st.integers(1, 12), st.integers(1, 12)).map(
    lambda ends: Months(min(ends), max(ends))
)
PERCENTS = st.decimals(-100, 400, places=2)
MEANS = st.decimals(0, 500, places=1)
CHANGES = st.lists(
    st.one_of(
        st.builds(Change, st.sampled_from(Pollutant), percent=PERCENTS, months=MONTHS),
        st.builds(Change, st.sampled_from(Pollutant), mean=MEANS, months=MONTHS),
    ),
    unique_by=lambda change: change.pollutant,
)
DUST = st.lists(st.builds(Dust, st.integers(0, 30), MONTHS), max_size=2)


@given(CHANGES, DUST)
def test_the_text_of_a_scenario_gives_the_same_scenario_back(
    changes: list[Change], dust: list[Dust]
) -> None:
    said = scenario.of(changes, dust)
    assert scenario.parse(said.text) == said


def test_a_scenario_reads_as_people_write_it() -> None:
    found = scenario.parse(" o3:-5% ; pm25:-10%@10..12;dust:2@11;co:0.80@11 ")
    assert found.changes == (
        Change(Pollutant.PM25, percent=Decimal(-10), months=Months(10, 12)),
        Change(Pollutant.CO, mean=Decimal("0.8"), months=Months(11, 11)),
        Change(Pollutant.O3, percent=Decimal(-5)),
    )
    assert found.dust == (Dust(2, Months(11, 11)),)
    assert found.text == "pm25:-10%@10-12;co:0.8@11;o3:-5%;dust:2@11"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pm25", "bad_scenario"),
        ("pm3:-10%", "bad_scenario"),
        ("pm25:-101%", "bad_scenario"),
        ("pm25:-5", "bad_scenario"),
        ("dust:1.5", "bad_scenario"),
        ("dust:10%", "bad_scenario"),
        ("pm25:-10%@13", "bad_months"),
        ("pm25:-10%@12-10", "bad_months"),
        ("pm25:-10%@9-11;pm25:30@11", "scenario_overlap"),
    ],
)
def test_what_cannot_be_read_says_so(text: str, code: str) -> None:
    with pytest.raises(WrongUse) as raised:
        scenario.parse(text)
    assert raised.value.code == code
