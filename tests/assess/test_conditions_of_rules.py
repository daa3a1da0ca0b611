"""Conditions of rules, with figures that can be checked in the head.

Source: docs/consequences.md; SPEC 6.2 for the completion rate.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from airtrack.assess.completion import completion
from airtrack.assess.conditions import check, combined
from airtrack.assess.situation import Checked, Figure, Ranks, Situation, State, window
from airtrack.domain.rule import Combine, Condition, ConditionKind, Window
from airtrack.domain.target import Binding, Op, Target, ValueState
from airtrack.domain.task import DueKind, Task, TaskItem
from airtrack.domain.verdict import Status, Verdict
from tests.assess.conftest import Judged, sample, target

HERE = "430100"
ON = date(2025, 12, 31)
LAST = Condition(
    kind=ConditionKind.LAST, indicator="composite", window=Window.YEAR, among="430000", n=3
)
WORSE = Condition(
    kind=ConditionKind.WORSE_THAN_LAST_YEAR, indicator="composite", window=Window.YEAR
)
ABOVE = Condition(
    kind=ConditionKind.VALUE_ABOVE,
    indicator="pm25",
    window=Window.FULL_YEAR,
    op=Op.AT_LEAST,
    value=Decimal(40),
    unit="µg/m³",
)


@pytest.mark.parametrize(
    ("actual", "percent"),
    [
        pytest.param(54, 60, id="below: 6 of 10"),
        pytest.param(50, 100, id="on the target"),
        pytest.param(45, 150, id="beyond the target"),
        pytest.param(60, 0, id="nothing done"),
        pytest.param(63, -30, id="it rose"),
    ],
)
def test_completion_is_the_share_of_the_way(actual: int, percent: int) -> None:
    assert completion(Fraction(60), actual=Fraction(actual), target=Fraction(50)) == percent


def test_completion_of_what_is_to_rise_is_the_same_share() -> None:
    """Good days from 80 to 90 %: 86 % is six tenths of the way."""
    assert completion(Fraction(80), actual=Fraction(86), target=Fraction(90)) == 60


def test_completion_is_exact() -> None:
    assert completion(Fraction(3), actual=Fraction(2), target=Fraction(0)) == Fraction(100, 3)


def test_without_a_way_to_go_there_is_no_completion() -> None:
    assert completion(Fraction(50), actual=Fraction(40), target=Fraction(50)) is None


@pytest.mark.parametrize(
    ("kind", "on", "key"),
    [
        pytest.param(Window.MONTH, date(2025, 7, 31), "2025-07", id="a month on its last day"),
        pytest.param(Window.MONTH, date(2025, 7, 30), "2025-06", id="a day before"),
        pytest.param(Window.MONTH, date(2025, 1, 1), "2024-12", id="new year"),
        pytest.param(Window.YEAR, date(2025, 7, 30), "2025-01-01..2025-07-30", id="so far"),
        pytest.param(Window.YEAR, date(2025, 12, 31), "2025", id="the whole year"),
        pytest.param(Window.FULL_YEAR, date(2025, 12, 31), "2025", id="a year on its last day"),
        pytest.param(Window.FULL_YEAR, date(2025, 12, 30), "2024", id="the day before"),
    ],
)
def test_a_window_is_what_is_over(kind: Window, on: date, key: str) -> None:
    assert window(kind, on).key == key


def ranking(*ranks: int, absent: int = 0) -> Situation:
    """The first place is ours."""
    places = [HERE, *(f"4309{number:02d}" for number in range(len(ranks) - 1))]
    of = {place: (rank, Decimal(rank)) for place, rank in zip(places, ranks, strict=True)}
    found = Ranks(of, tuple(f"x{number}" for number in range(absent)))
    return Situation(rankings={("430000", "2025", "composite"): found})


@pytest.mark.parametrize(
    ("situation", "state"),
    [
        pytest.param(ranking(3, 1, 2, 4, 5, 6), State.FAILS, id="three are worse"),
        pytest.param(ranking(4, 1, 2, 3, 5, 6), State.HOLDS, id="two are worse"),
        pytest.param(ranking(6, 1, 2, 3, 4, 5), State.HOLDS, id="the last"),
        pytest.param(ranking(3, 1, 2, 3, 5, 6), State.HOLDS, id="tied, two are worse"),
        pytest.param(ranking(2, 1, 2, 4, 5, 6), State.FAILS, id="tied, three are worse"),
        pytest.param(ranking(4, 1, 2, 3, 5, absent=1), State.HOLDS, id="the absent one may be"),
        pytest.param(ranking(4, 1, 2, 3, 5, absent=2), State.OPEN, id="absent ones may be worse"),
        pytest.param(ranking(3, 1, 2, 4, 5, 6, absent=9), State.FAILS, id="three are anyway"),
        pytest.param(Situation(), State.OPEN, id="no ranking"),
    ],
)
def test_the_last_three_have_fewer_than_three_below_them(
    situation: Situation, state: State
) -> None:
    assert check(LAST, HERE, on=ON, facts=situation).state is state


def test_a_rank_is_told_of_how_many() -> None:
    (fact,) = check(LAST, HERE, on=ON, facts=ranking(4, 1, 2, 3, 5, 6)).facts
    assert (fact.rank, fact.of, fact.worse) == (4, 6, 2)


def valued(
    value: str, previous: str | None, *, enough: bool = True, key: str = "composite"
) -> Situation:
    figure = Figure(Decimal(value), None if previous is None else Decimal(previous), enough)
    return Situation(higher=frozenset({"good_pct"}), figures={(HERE, "2025", key): figure})


@pytest.mark.parametrize(
    ("situation", "state"),
    [
        pytest.param(valued("4.50", "4.51"), State.FAILS, id="better"),
        pytest.param(valued("4.51", "4.51"), State.FAILS, id="the same is not worse"),
        pytest.param(valued("4.52", "4.51"), State.HOLDS, id="worse"),
        pytest.param(valued("4.52", None), State.OPEN, id="no year before"),
        pytest.param(valued("4.52", "4.51", enough=False), State.OPEN, id="too few days"),
        pytest.param(Situation(), State.OPEN, id="no figure"),
    ],
)
def test_worse_than_last_year_is_by_printed_values(situation: Situation, state: State) -> None:
    assert check(WORSE, HERE, on=ON, facts=situation).state is state


@pytest.mark.parametrize(
    ("now", "state"),
    [
        pytest.param("84.9", State.HOLDS, id="fewer good days"),
        pytest.param("85.1", State.FAILS, id="more good days"),
    ],
)
def test_of_good_days_fewer_is_worse(now: str, state: State) -> None:
    condition = WORSE.model_copy(update={"indicator": "good_pct"})
    facts = valued(now, "85.0", key="good_pct")
    assert check(condition, HERE, on=ON, facts=facts).state is state


@pytest.mark.parametrize(
    ("value", "state"),
    [
        pytest.param("39", State.FAILS, id="below"),
        pytest.param("40", State.HOLDS, id="on the limit"),
        pytest.param("41", State.HOLDS, id="above"),
    ],
)
def test_above_includes_the_number_itself(value: str, state: State) -> None:
    facts = valued(value, None, key="pm25")
    assert check(ABOVE, HERE, on=ON, facts=facts).state is state


def judged_as(status: Status, *, of: Target, **fields: object) -> Verdict:
    return Verdict(of, HERE, False, ON, status, of.value, of.unit, **fields)  # type: ignore[arg-type]


CAP = target("pm25", "<=", "35")
MISSED = Condition(kind=ConditionKind.TARGET_MISSED)
BEATEN = Condition(kind=ConditionKind.TARGET_BEATEN)
SHORT = Condition(kind=ConditionKind.PROGRESS_SHORT)


@pytest.mark.parametrize(
    ("condition", "statuses", "state"),
    [
        pytest.param(MISSED, [Status.MET, Status.MISSED], State.HOLDS, id="one is missed"),
        pytest.param(MISSED, [Status.MET, Status.OFF_TRACK], State.FAILS, id="not missed yet"),
        pytest.param(MISSED, [Status.MET, Status.INSUFFICIENT], State.OPEN, id="one not known"),
        pytest.param(MISSED, [Status.NOT_DUE], State.FAILS, id="not begun"),
        pytest.param(MISSED, [], State.OPEN, id="no target"),
        pytest.param(SHORT, [Status.ON_TRACK], State.FAILS, id="on track"),
        pytest.param(SHORT, [Status.AT_RISK], State.HOLDS, id="at risk"),
        pytest.param(SHORT, [Status.OFF_TRACK], State.HOLDS, id="off track"),
    ],
)
def test_verdicts_decide(condition: Condition, statuses: list[Status], state: State) -> None:
    facts = Situation(verdicts={ON: tuple(judged_as(one, of=CAP) for one in statuses)})
    assert check(condition, HERE, on=ON, facts=facts).state is state


@pytest.mark.parametrize(
    ("compared", "state"),
    [
        pytest.param("34", State.HOLDS, id="below the cap"),
        pytest.param("35", State.FAILS, id="on the cap is met, not beaten"),
    ],
)
def test_more_than_met_is_beyond_the_number(compared: str, state: State) -> None:
    verdict = judged_as(Status.MET, of=CAP, compared=Decimal(compared))
    facts = Situation(verdicts={ON: (verdict,)})
    assert check(BEATEN, HERE, on=ON, facts=facts).state is state


def test_one_target_missed_undoes_another_that_is_beaten() -> None:
    beaten = judged_as(Status.MET, of=CAP, compared=Decimal(30))
    facts = Situation(verdicts={ON: (beaten, judged_as(Status.MISSED, of=CAP))})
    assert check(BEATEN, HERE, on=ON, facts=facts).state is State.FAILS


def test_a_striving_target_counts_only_where_the_rule_says_so() -> None:
    striving = CAP.model_copy(update={"binding": Binding.STRIVING})
    facts = Situation(verdicts={ON: (judged_as(Status.MISSED, of=striving),)})
    every = MISSED.model_copy(update={"bindings": tuple(Binding)})
    assert check(MISSED, HERE, on=ON, facts=facts).state is State.OPEN
    assert check(every, HERE, on=ON, facts=facts).state is State.HOLDS


def test_a_target_of_a_region_says_nothing_of_one_city() -> None:
    verdict = Verdict(CAP, HERE, True, ON, Status.MISSED, CAP.value, "")
    facts = Situation(verdicts={ON: (verdict,)})
    assert check(MISSED, HERE, on=ON, facts=facts).state is State.OPEN


def test_a_target_by_reference_leaves_it_open() -> None:
    blank = CAP.model_copy(
        update={"value": None, "digits": None, "value_state": ValueState.BY_REFERENCE}
    )
    found = check(MISSED, HERE, on=ON, facts=Situation(unset=(blank,)))
    assert (found.state, [why.code for why in found.reasons]) == (
        State.OPEN,
        ["rule_target_unset"],
    )


@pytest.mark.parametrize(
    ("value", "below", "state"),
    [
        pytest.param("47.0", 60, State.FAILS, id="6 % of 10 %: 60 is not below 60"),
        pytest.param("47.1", 60, State.HOLDS, id="5.8 % of 10 %: 58"),
        pytest.param("47.1", 30, State.FAILS, id="58 is not below 30"),
        pytest.param("51.0", 30, State.HOLDS, id="it rose: -20"),
    ],
)
def test_completion_of_a_cut(judged: Judged, value: str, below: int, state: State) -> None:
    """From 50: ten percent is 45."""
    cut = target("pm25", ">=", "10", baseline=True)
    verdict = judged(cut, sample(value, n=365), printed=value, baseline="50")
    condition = Condition(kind=ConditionKind.COMPLETION_BELOW, value=Decimal(below))
    facts = Situation(verdicts={ON: (verdict,)})
    assert check(condition, HERE, on=ON, facts=facts).state is state


def task(due: date | None) -> Task:
    item = TaskItem(item=1, due=due, due_kind=DueKind.DATE if due else DueKind.ONGOING)
    return Task(no=7, section="s", title="t", clause="c", items=(item,))


OVERDUE = Condition(kind=ConditionKind.TASK_OVERDUE, tasks=(7,))
DUE = date(2025, 6, 30)


@pytest.mark.parametrize(
    ("due", "done", "state"),
    [
        pytest.param(DUE, {}, State.OPEN, id="past due, nothing on record"),
        pytest.param(DUE, {(7, 1): None}, State.HOLDS, id="past due and not done"),
        pytest.param(DUE, {(7, 1): DUE}, State.FAILS, id="done"),
        pytest.param(ON, {(7, 1): None}, State.FAILS, id="due on the day itself"),
        pytest.param(None, {}, State.OPEN, id="no due date"),
    ],
)
def test_a_task_is_overdue_where_it_is_known_not_to_be_done(
    due: date | None, done: dict[tuple[int, int], date | None], state: State
) -> None:
    facts = Situation(tasks=(task(due),), done=done)
    assert check(OVERDUE, None, on=ON, facts=facts).state is state


def test_a_text_is_never_held() -> None:
    condition = Condition(kind=ConditionKind.TEXT, text="work was poor")
    assert check(condition, HERE, on=ON, facts=Situation()).state is State.OPEN


HOLDS, FAILS, OPEN = State.HOLDS, State.FAILS, State.OPEN


@pytest.mark.parametrize(
    ("first", "second", "every", "some"),
    [
        (HOLDS, HOLDS, HOLDS, HOLDS),
        (HOLDS, FAILS, FAILS, HOLDS),
        (HOLDS, OPEN, OPEN, HOLDS),
        (FAILS, FAILS, FAILS, FAILS),
        (FAILS, OPEN, FAILS, OPEN),
        (OPEN, OPEN, OPEN, OPEN),
    ],
)
def test_what_is_not_known_is_neither_yes_nor_no(
    first: State, second: State, every: State, some: State
) -> None:
    found = [Checked(WORSE, first), Checked(LAST, second)]
    assert combined(found, how=Combine.ALL) is every
    assert combined(found, how=Combine.ANY) is some


def test_what_is_left_to_people_keeps_all_open_and_any_as_figures_say() -> None:
    text = Checked(Condition(kind=ConditionKind.TEXT, text="poor"), OPEN)
    assert combined([Checked(WORSE, HOLDS), text], how=Combine.ALL) is OPEN
    assert combined([Checked(WORSE, FAILS), text], how=Combine.ANY) is FAILS
