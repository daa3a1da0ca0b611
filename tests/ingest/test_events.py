"""A ledger of dust and other exceptional events becomes a row for each of its days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from airtrack.domain.batch import Grain
from airtrack.errors import Problem
from airtrack.store.draft import ROWS, Draft

HEADER = "城市,开始日期,结束日期,类型,状态,依据,认定单位\n"
Read = Callable[..., Draft]
Found = Callable[[Draft, str], list[Problem]]


def test_a_span_becomes_a_row_a_day(read: Read) -> None:
    draft = read(HEADER + "长沙市,2025-04-11,2025-04-13,沙尘,已批准,总站通知,总站\n")
    assert (draft.form, draft.grain) == ("events", Grain.EVENT)
    assert draft.rows.schema == ROWS[Grain.EVENT]
    rows = draft.rows.to_pylist()
    assert [row["on_date"] for row in rows] == [date(2025, 4, day) for day in (11, 12, 13)]
    assert {(row["place_id"], row["kind"], row["state"]) for row in rows} == {
        ("430100", "dust", "approved")
    }
    assert {(row["evidence"], row["decided_by"]) for row in rows} == {("总站通知", "总站")}
    assert draft.days == (date(2025, 4, 11), date(2025, 4, 13))
    assert not draft.problems


def test_hours_stand_behind_the_days_or_in_columns_of_their_own(read: Read) -> None:
    behind = read(HEADER + "长沙,2025-04-11 20:00,2025-04-12 06:00,沙尘,已批准,a,b\n")
    apart = read(
        "city,from,from_hour,to,to_hour,state,by\n长沙,2025-04-11,20,2025-04-12,6,approved,b\n"
    )
    for draft in (behind, apart):
        rows = draft.rows.to_pylist()
        assert [(row["first_hour"], row["last_hour"]) for row in rows] == [(20, 24), (1, 6)]


def test_what_the_ledger_says_besides_is_kept(read: Read) -> None:
    draft = read(
        "place,date,kind,state,percent,evidence,by,decided_on,note\n"
        "430100,2025-04-11,other,rejected,35%,fires,bureau,2025-05-02,none\n"
    )
    (row,) = draft.rows.to_pylist()
    assert (row["kind"], row["state"], row["percent"]) == ("other", "rejected", 35)
    assert (row["decided_on"], row["note"]) == (date(2025, 5, 2), "none")


def test_an_event_without_state_is_only_proposed(read: Read, found: Found) -> None:
    draft = read(HEADER + "长沙,2025-04-11,,沙尘,,a,b\n")
    assert [row["state"] for row in draft.rows.to_pylist()] == ["proposed"]
    assert [problem.row for problem in found(draft, "event_without_state")] == [2]
    assert not draft.blocked


def test_approval_without_evidence_is_told(read: Read, found: Found) -> None:
    draft = read(HEADER + "长沙,2025-04-11,,沙尘,已批准,,\n")
    assert found(draft, "event_without_evidence")
    assert not draft.blocked


@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param("长沙,2025-04-11,2025-04-10,沙尘,已批准,a,b", "event_span", id="reversed"),
        pytest.param("长沙,2025-04-11,2026-04-10,沙尘,已批准,a,b", "event_span", id="a year"),
        pytest.param("长沙,11日,,沙尘,已批准,a,b", "not_a_date", id="no date"),
        pytest.param("长沙,2025-04-11,,大雾,已批准,a,b", "not_a_choice", id="kind"),
        pytest.param("长沙,2025-04-11,,沙尘,也许,a,b", "not_a_choice", id="state"),
    ],
)
def test_what_cannot_be_understood_stops_the_load(
    read: Read, found: Found, line: str, code: str
) -> None:
    draft = read(HEADER + line + "\n")
    (problem,) = found(draft, code)
    assert (problem.row, draft.blocked) == (2, True)


def test_92_days_are_an_event_and_93_are_none(read: Read, found: Found) -> None:
    long = read(HEADER + "长沙,2025-01-01,2025-04-02,沙尘,已批准,a,b\n")
    longer = read(HEADER + "长沙,2025-01-01,2025-04-03,沙尘,已批准,a,b\n")
    assert (long.rows.num_rows, long.blocked) == (92, False)
    assert found(longer, "event_span")


def test_a_day_approved_and_rejected_at_once_stops_the_load(read: Read, found: Found) -> None:
    lines = "长沙,2025-04-11,,沙尘,已批准,a,b\n长沙,2025-04-11,,沙尘,驳回,a,b\n"
    draft = read(HEADER + lines)
    assert found(draft, "conflicting_rows")
    assert draft.blocked


def test_dust_and_another_event_may_fall_on_one_day(read: Read) -> None:
    lines = "长沙,2025-04-11,,沙尘,已批准,a,b\n长沙,2025-04-11,,其他,已批准,a,b\n"
    draft = read(HEADER + lines)
    assert sorted(row["kind"] for row in draft.rows.to_pylist()) == ["dust", "other"]
    assert not draft.problems


def test_an_unknown_place_is_set_aside(read: Read, found: Found) -> None:
    draft = read(HEADER + "某市,2025-04-11,,沙尘,已批准,a,b\n长沙,2025-04-11,,沙尘,已批准,a,b\n")
    assert (draft.rows.num_rows, draft.aside.num_rows) == (1, 1)
    assert found(draft, "unknown_place")


def test_a_table_with_document_numbers_is_an_assessed_one(read: Read) -> None:
    draft = read("城市,时段,PM2.5,优良天数比例(%),文号\n长沙,2025年,29.5,90.1,考〔2026〕1号\n")
    assert (draft.form, draft.grain) == ("city_assessed", Grain.ASSESSED)
    assert draft.rows.schema == ROWS[Grain.ASSESSED]
    rows = draft.rows.to_pylist()
    assert [(row["indicator"], row["value_milli"]) for row in rows] == [
        ("pm25", 29500),
        ("good_pct", 90100),
    ]
    assert {row["document_no"] for row in rows} == {"考〔2026〕1号"}
