"""Every number of the standards, typed by hand from SPEC 1 to 4, against the files."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standard import Statistic
from airtrack.domain.standards import Standards
from airtrack.errors import Level, NotFound, Problem
from airtrack.registry import standards
from airtrack.registry.text import Findings

DATA = Path(__file__).parents[2] / "data"
TABLES = ("gb3095-2012", "gb3095-2026-transition", "gb3095-2026-final")

# SPEC 1.1 and 1.3: grade I and II of 2012, of the transition, of the final stage
LIMITS = [
    ("so2", "annual_mean", (20, 60), (20, 60), (20, 20)),
    ("so2", "day_mean", (50, 150), (50, 150), (50, 50)),
    ("so2", "hour", (150, 500), (150, 500), (150, 150)),
    ("no2", "annual_mean", (40, 40), (40, 40), (30, 30)),
    ("no2", "day_mean", (80, 80), (80, 80), (50, 50)),
    ("no2", "hour", (200, 200), (200, 200), (200, 200)),
    ("co", "day_mean", (4, 4), (4, 4), (4, 4)),
    ("co", "hour", (10, 10), (10, 10), (10, 10)),
    ("o3", "mda8", (100, 160), (100, 160), (100, 160)),
    ("o3", "hour", (160, 200), (160, 200), (160, 200)),
    ("pm10", "annual_mean", (40, 70), (40, 60), (20, 50)),
    ("pm10", "day_mean", (50, 150), (50, 120), (50, 100)),
    ("pm25", "annual_mean", (15, 35), (15, 30), (10, 25)),
    ("pm25", "day_mean", (35, 75), (35, 60), (25, 50)),
]
LIMIT_CASES = [
    pytest.param(table, pollutant, statistic, grade, pairs[stage][grade - 1],
                 id=f"{table}-{pollutant}-{statistic}-{grade}")
    for pollutant, statistic, *pairs in LIMITS
    for stage, table in enumerate(TABLES)
    for grade in (1, 2)
]  # fmt: skip

# SPEC 2.1: the daily columns; only two cells differ between the versions
BREAKPOINTS = [
    ("so2", "day_mean", (0, 50, 150, 475, 800, 1600, 2100, 2620), None),
    ("no2", "day_mean", (0, 40, 80, 180, 280, 565, 750, 940), None),
    ("co", "day_mean", (0, 2, 4, 14, 24, 36, 48, 60), None),
    ("o3", "mda8", (0, 100, 160, 215, 265, 800), None),
    ("pm10", "day_mean",
     (0, 50, 150, 250, 350, 420, 500, 600), (0, 50, 120, 250, 350, 420, 500, 600)),
    ("pm25", "day_mean",
     (0, 35, 75, 115, 150, 250, 350, 500), (0, 35, 60, 115, 150, 250, 350, 500)),
]  # fmt: skip
BREAKPOINT_CASES = [
    pytest.param(table, pollutant, statistic, of_2026 if "2026" in table and of_2026 else of_2012,
                 id=f"{table}-{pollutant}")
    for pollutant, statistic, of_2012, of_2026 in BREAKPOINTS
    for table in ("hj633-2012", "hj633-2026")
]  # fmt: skip


@pytest.fixture(scope="module")
def on_file() -> Standards:
    """The standards of the repository."""
    findings = Findings(DATA)
    found = standards.load(DATA / "standards", findings)
    assert found is not None
    assert findings.problems == []
    return found


@pytest.mark.parametrize(("table", "pollutant", "statistic", "grade", "value"), LIMIT_CASES)
def test_a_limit_is_the_printed_one(
    table: str, pollutant: str, statistic: str, grade: int, value: int, *, on_file: Standards
) -> None:
    limits = on_file.limits[table]
    found = limits.value(Pollutant(pollutant), Statistic(statistic), grade=grade)
    assert found == Decimal(value)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_no_limit_beside_the_printed_ones(table: str, on_file: Standards) -> None:
    limits = on_file.limits[table].limit
    keys = [(str(row.pollutant), str(row.statistic), row.grade) for row in limits]
    assert sorted(keys) == sorted((row[0], row[1], grade) for row in LIMITS for grade in (1, 2))


@pytest.mark.parametrize("table", TABLES)
def test_limits_are_in_micrograms_but_for_carbon_monoxide(table: str, on_file: Standards) -> None:
    units = {(str(row.pollutant) == "co", row.unit) for row in on_file.limits[table].limit}
    assert units == {(True, "mg/m³"), (False, "µg/m³")}


def test_there_is_no_annual_limit_of_ozone(on_file: Standards) -> None:
    with pytest.raises(KeyError):
        on_file.limits["gb3095-2012"].value(Pollutant.O3, Statistic.ANNUAL_MEAN)


@pytest.mark.parametrize(("table", "pollutant", "statistic", "points"), BREAKPOINT_CASES)
def test_breakpoints_are_the_printed_ones(
    table: str, pollutant: str, statistic: str, points: tuple[int, ...], on_file: Standards
) -> None:
    scale = next(row for row in on_file.index[table].iaqi if row.pollutant == pollutant)
    assert str(scale.statistic) == statistic
    assert scale.breakpoints == tuple(Decimal(point) for point in points)


@pytest.mark.parametrize("table", ["hj633-2012", "hj633-2026"])
def test_an_index_table_speaks_of_all_six_pollutants_once(table: str, on_file: Standards) -> None:
    pollutants = [row.pollutant for row in on_file.index[table].iaqi]
    assert sorted(pollutants) == sorted(Pollutant)


@pytest.mark.parametrize("table", ["hj633-2012", "hj633-2026"])
def test_the_scale_has_the_eight_printed_steps(table: str, on_file: Standards) -> None:
    assert on_file.index[table].scale == (0, 50, 100, 150, 200, 300, 400, 500)


@pytest.mark.parametrize(
    ("table", "pollutant", "above"),
    [
        pytest.param("hj633-2012", "pm25", 500, id="capped-2012"),
        pytest.param("hj633-2026", "so2", 500, id="capped-2026"),
        pytest.param("hj633-2012", "o3", "none", id="E2.16-ozone-2012"),
        pytest.param("hj633-2026", "o3", 300, id="E2.16-ozone-2026"),
    ],
)
def test_the_index_past_the_last_breakpoint(
    table: str, pollutant: str, above: int | str, on_file: Standards
) -> None:
    scale = next(row for row in on_file.index[table].iaqi if row.pollutant == pollutant)
    assert scale.above == above


@pytest.mark.parametrize("table", ["hj633-2012", "hj633-2026"])
def test_levels_have_the_printed_ends_and_colours(table: str, on_file: Standards) -> None:
    found = [(row.level, row.upto, row.colour) for row in on_file.index[table].level]
    assert found == [
        (1, 50, "#00E400"),
        (2, 100, "#FFFF00"),
        (3, 150, "#FF7E00"),
        (4, 200, "#FF0000"),
        (5, 300, "#99004C"),
        (6, None, "#7E0023"),
    ]


@pytest.mark.parametrize("table", ["hj633-2012", "hj633-2026"])
def test_primary_exceeding_good_and_heavy_have_the_printed_thresholds(
    table: str, on_file: Standards
) -> None:
    index = on_file.index[table]
    found = (index.primary_above, index.exceeding_above, index.good_upto, index.heavy_above)
    assert found == (50, 100, 100, 200)


@pytest.mark.parametrize(
    ("table", "rule"),
    [("hj633-2012", "use_available"), ("hj633-2026", "publish_if_exceeding")],
)
def test_missing_pollutants_are_treated_as_the_edition_says(
    table: str, rule: str, on_file: Standards
) -> None:
    assert on_file.index[table].missing.rule == rule


@pytest.mark.parametrize("table", ["hj663-2013", "hj663-2026"])
def test_statistics_are_those_of_spec_3_1(table: str, on_file: Standards) -> None:
    found = {
        str(row.pollutant): (row.has_mean, row.percentile) for row in on_file.statistics[table].item
    }
    assert found == {
        "so2": (True, 98),
        "no2": (True, 98),
        "pm10": (True, 95),
        "pm25": (True, 95),
        "co": (False, 95),
        "o3": (False, 90),
    }


def test_the_composite_index_divides_as_spec_4_2_says(on_file: Standards) -> None:
    found = {str(row.pollutant): (row.statistic, str(row.limit)) for row in on_file.composite.item}
    assert on_file.composite.single_index_digits == 2
    assert found == {
        "so2": ("mean", "annual_mean"),
        "no2": ("mean", "annual_mean"),
        "pm10": ("mean", "annual_mean"),
        "pm25": ("mean", "annual_mean"),
        "co": ("percentile", "day_mean"),
        "o3": ("percentile", "mda8"),
    }


@pytest.mark.parametrize(
    ("quantity", "pollutant", "on", "digits"),
    [
        pytest.param("day_value", "pm25", date(2025, 6, 1), 0, id="day-pm25"),
        pytest.param("day_value", "co", date(2020, 6, 1), 1, id="day-co"),
        pytest.param("period_value", "pm25", date(2024, 12, 31), 0, id="period-pm25-to-2024"),
        pytest.param("period_value", "pm25", date(2025, 1, 1), 1, id="period-pm25-since-2025"),
        pytest.param("period_value", "pm10", date(2025, 6, 1), 0, id="period-pm10"),
        pytest.param("period_value", "co", date(2020, 6, 1), 1, id="period-co"),
        pytest.param("index_input", "pm25", date(2024, 12, 31), 0, id="index-pm25-to-2024"),
        pytest.param("index_input", "co", date(2020, 6, 1), 1, id="index-co"),
        pytest.param("index_input", "o3", date(2030, 6, 1), 0, id="index-o3"),
    ],
)
def test_decimals_are_those_of_spec_3_8(
    quantity: str, pollutant: str, on: date, digits: int, on_file: Standards
) -> None:
    assert on_file.rounding.digits(quantity, Pollutant(pollutant), on) == digits


def test_decimals_of_an_unknown_quantity_are_refused(on_file: Standards) -> None:
    with pytest.raises(KeyError):
        on_file.rounding.digits("hour_value", Pollutant.CO, date(2020, 1, 1))


def test_validity_is_that_of_spec_1_4_and_3_3(on_file: Standards) -> None:
    day, mda8, period = on_file.validity.day, on_file.validity.mda8, on_file.validity.period
    windows = (mda8.first_window_ends, mda8.last_window_ends, mda8.min_windows)
    assert (day.min_hours, day.hours) == (20, 24)
    assert (mda8.window_hours, mda8.min_window_hours) == (8, 6)
    assert mda8.valid_above == Decimal(160)
    assert windows == (8, 24, 14)
    assert (period.month_min_days, period.february_min_days, period.year_min_days) == (27, 25, 324)


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        pytest.param(date(2026, 2, 28), "gb3095-2012", id="E21.2026-02-28"),
        pytest.param(date(2026, 3, 1), "gb3095-2026-transition", id="E21.2026-03-01"),
        pytest.param(date(2030, 12, 31), "gb3095-2026-transition", id="last-day-of-transition"),
        pytest.param(date(2031, 1, 1), "gb3095-2026-final", id="E21.2031-01-01"),
    ],
)
def test_a_day_is_judged_by_the_edition_in_force(
    day: date, edition: str, on_file: Standards
) -> None:
    assert [row.id for row in on_file.editions if row.from_on <= day <= row.to_on] == [edition]


def test_editions_follow_one_another(on_file: Standards) -> None:
    ordered = sorted(on_file.editions, key=lambda row: row.from_on)
    ends = [row.to_on + timedelta(1) for row in ordered[:-1]]
    assert ends == [row.from_on for row in ordered[1:]]
    assert ordered[-1].to_on == date.max


def test_an_edition_is_in_force_as_long_as_its_limits(on_file: Standards) -> None:
    spans = {row.limits: (row.from_on, row.to_on) for row in on_file.editions}
    assert spans == {key: (table.from_on, table.to_on) for key, table in on_file.limits.items()}


@pytest.mark.parametrize(
    ("key", "better"),
    [
        ("composite", "lower"),
        ("good_pct", "higher"),
        ("good_days", "higher"),
        ("heavy_days", "lower"),
        ("change", "lower"),
        *((str(pollutant), "lower") for pollutant in Pollutant),
    ],
)
def test_an_indicator_declares_which_direction_is_better(
    key: str, better: str, on_file: Standards
) -> None:
    assert on_file.indicators[key].better == better


def test_every_number_cites_its_clause(on_file: Standards) -> None:
    rows = [
        *(row for table in on_file.limits.values() for row in (table, *table.limit)),
        *(row for table in on_file.index.values() for row in (table, *table.iaqi, *table.level)),
        *(row for table in on_file.statistics.values() for row in (table, *table.item)),
        *on_file.editions,
        *on_file.rounding.precision,
    ]
    assert not [row for row in rows if not getattr(row, "clause", "").strip()]


def test_an_edition_is_found_by_its_id(on_file: Standards) -> None:
    assert on_file.edition("gb3095-2012").index == "hj633-2012"


def test_an_unknown_edition_is_answered_with_the_known_ones(on_file: Standards) -> None:
    with pytest.raises(NotFound) as refused:
        on_file.edition("gb3095-1996")
    assert refused.value.code == "unknown_edition"
    assert refused.value.params["nearest"] == ["in-force", *TABLES]


def spoil(file: str, old: str, new: str) -> Callable[[Path], None]:
    """An edit of one file that must find what it replaces."""

    def edit(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def drop(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


def not_utf8(file: str) -> Callable[[Path], None]:
    """An edit that leaves a file in another encoding."""

    def edit(folder: Path) -> None:
        (folder / file).write_bytes("标题 = 1".encode("gb18030"))

    return edit


@pytest.fixture
def problems(tmp_path: Path) -> Callable[[Callable[[Path], None]], list[Problem]]:
    """What is found in a copy of the standards after one edit."""

    def found(edit: Callable[[Path], None]) -> list[Problem]:
        folder = tmp_path / "standards"
        shutil.copytree(DATA / "standards", folder)
        edit(folder)
        findings = Findings(tmp_path)
        standards.load(folder, findings)
        return findings.problems

    return found


@pytest.mark.parametrize(
    ("edit", "code", "file", "where"),
    [
        pytest.param(
            drop("rounding.toml"), "registry_missing_file", "rounding.toml", None, id="missing"
        ),
        pytest.param(
            spoil("editions.toml", "[[edition]]", "[[edition]"),
            "registry_not_toml",
            "editions.toml",
            None,
            id="not-toml",
        ),
        pytest.param(
            not_utf8("validity.toml"), "registry_not_toml", "validity.toml", None, id="not-utf8"
        ),
        pytest.param(
            spoil("gb3095_2012.toml", "value = 20", 'value = "a"'),
            "registry_value",
            "gb3095_2012.toml",
            "limit.0.value",
            id="not-a-number",
        ),
        pytest.param(
            spoil("gb3095_2012.toml", "grade = 1", "grade = 3"),
            "registry_value",
            "gb3095_2012.toml",
            "limit.0.grade",
            id="unknown-grade",
        ),
        pytest.param(
            spoil("hj633_2012.toml", '"so2"', '"nox"'),
            "registry_value",
            "hj633_2012.toml",
            "iaqi.0.pollutant",
            id="unknown-pollutant",
        ),
        pytest.param(
            spoil("indicators.toml", "digits = 2", "decimals = 2"),
            "registry_value",
            "indicators.toml",
            "indicator.0.decimals",
            id="misspelled-key",
        ),
        pytest.param(
            spoil("indicators.toml", 'better = "lower"', 'better = "less"'),
            "registry_value",
            "indicators.toml",
            "indicator.0.better",
            id="unknown-direction",
        ),
        pytest.param(
            spoil("validity.toml", "min_hours = 20\n", ""),
            "registry_value",
            "validity.toml",
            "day.min_hours",
            id="missing-key",
        ),
        pytest.param(
            spoil("hj633_2012.toml", "[0, 50, 150, 475,", "[0, 50, 475, 150,"),
            "registry_value",
            "hj633_2012.toml",
            "",
            id="breakpoints-out-of-order",
        ),
        pytest.param(
            spoil("hj633_2012.toml", "2100, 2620]", "2100, 2620, 3000]"),
            "registry_value",
            "hj633_2012.toml",
            "",
            id="too-many-breakpoints",
        ),
        pytest.param(
            spoil("editions.toml", "to_on = 2026-02-28", "to_on = 2026-02-27"),
            "registry_edition_gap",
            "editions.toml",
            "gb3095-2026-transition",
            id="a-day-without-edition",
        ),
        pytest.param(
            spoil("editions.toml", "from_on = 2031-01-01", "from_on = 2030-12-31"),
            "registry_edition_gap",
            "editions.toml",
            "gb3095-2026-final",
            id="a-day-with-two-editions",
        ),
        pytest.param(
            spoil("editions.toml", 'index = "hj633-2012"', 'index = "hj633-2011"'),
            "registry_unknown_table",
            "editions.toml",
            "gb3095-2012.index",
            id="unknown-table",
        ),
        pytest.param(
            spoil("validity.toml", "valid_above = 160", "valid_above = 161"),
            "registry_mda8_limit",
            "validity.toml",
            "gb3095-2012",
            id="exception-at-another-limit",
        ),
        pytest.param(
            spoil("gb3095_2012.toml", '"mda8"\ngrade = 2', '"annual_mean"\ngrade = 2'),
            "registry_missing_limit",
            "gb3095_2012.toml",
            "o3, mda8",
            id="no-limit-to-divide-by",
        ),
        pytest.param(
            spoil("gb3095_2012.toml", "value = 60", "value = -60"),
            "registry_value",
            "gb3095_2012.toml",
            "limit.1.value",
            id="negative-limit",
        ),
        pytest.param(
            spoil("gb3095_2012.toml", '"mda8"\ngrade = 2', '"hour"\ngrade = 2'),
            "registry_value",
            "gb3095_2012.toml",
            "",
            id="limit-twice",
        ),
        pytest.param(
            spoil("hj633_2012.toml", 'pollutant = "so2"', 'pollutant = "no2"'),
            "registry_value",
            "hj633_2012.toml",
            "",
            id="pollutant-twice",
        ),
        pytest.param(
            spoil("editions.toml", "-2026-final", "-2012"),
            "registry_value",
            "editions.toml",
            "",
            id="edition-twice",
        ),
    ],
)
def test_a_broken_copy_gives_the_promised_problem(
    edit: Callable[[Path], None],
    code: str,
    file: str,
    where: str | None,
    *,
    problems: Callable[[Callable[[Path], None]], list[Problem]],
) -> None:
    first = problems(edit)[0]
    found = (first.level, first.code, first.file, first.params.get("where"))
    assert found == (Level.BLOCKER, code, f"standards/{file}", where)


def test_all_problems_are_found_at_once(
    problems: Callable[[Callable[[Path], None]], list[Problem]],
) -> None:
    def edit(folder: Path) -> None:
        drop("rounding.toml")(folder)
        spoil("indicators.toml", 'better = "lower"', 'better = "less"')(folder)
        spoil("hj633_2026.toml", "level = 1", 'level = "one"')(folder)

    codes = {(problem.code, problem.file) for problem in problems(edit)}
    assert codes == {
        ("registry_missing_file", "standards/rounding.toml"),
        ("registry_value", "standards/indicators.toml"),
        ("registry_value", "standards/hj633_2026.toml"),
    }
