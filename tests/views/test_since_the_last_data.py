"""What changed since the last data: which verdicts turned, which figures moved, in words."""

from __future__ import annotations

from datetime import date

from by_hand import verdict

from airtrack.answers.arrived import Arrived, Came
from airtrack.assess import since as since_answers
from airtrack.registry.places import Gazetteer
from airtrack.views.overview import since
from airtrack.views.table import Words

BEFORE = [
    verdict("430100", "on_track", "34"),
    verdict("430200", "on_track", "10"),
    verdict("430300", "at_risk", "36"),
    verdict("430600", "on_track", "31"),
]
NOW = [
    verdict("430100", "at_risk", "36"),
    verdict("430200", "on_track", "12"),
    verdict("430300", "at_risk", "40"),
    verdict("430600", "on_track", "31"),
]


def test_another_status_has_turned_and_another_figure_moved_the_largest_share_first() -> None:
    found = since_answers.between(BEFORE, NOW)
    assert [pair.shown.place for pair in found.turned] == ["430100"]
    # 10 → 12 is a fifth, 36 → 40 a ninth
    assert [pair.shown.place for pair in found.moved] == ["430200", "430300"]


def test_a_target_that_one_of_the_days_lacks_has_turned() -> None:
    assert len(since_answers.between([], NOW[:1]).turned) == 1
    assert len(since_answers.between(BEFORE[:1], []).turned) == 1


def test_the_sentences_say_from_what_to_what_and_lead_to_the_city(
    gazetteer: Gazetteer, zh: Words
) -> None:
    turned, moved = since.outcome(since_answers.between(BEFORE, NOW), gazetteer, zh)
    assert turned.text == "长沙PM2.5（2025）由“● 达到序时进度”变为“▲ 存在风险”"
    assert (turned.place, turned.target) == ("430100", "p.pm25")
    assert moved.text.startswith("2个结论不变而现值变动，变动最大的是株洲PM2.5：10")
    assert moved.place == "430200"


def test_nothing_that_turned_is_said_too(gazetteer: Gazetteer, en: Words) -> None:
    told = since.outcome(since_answers.between(BEFORE, BEFORE), gazetteer, en)
    assert [item.text for item in told] == ["No verdict turned"]


def test_the_newest_data_are_told_with_days_values_and_what_was_there_before(zh: Words) -> None:
    came = (
        Came("430100", "长沙市", date(2025, 7, 1), date(2025, 7, 31), 31, 186),
        Came("430200", "株洲市", date(2025, 7, 2), date(2025, 7, 31), 30, 180),
    )
    found = Arrived((9,), date(2025, 6, 30), False, date(2025, 7, 31), came)
    assert since.came(found, zh).text == (
        "最新数据：2个城市，2025年7月1日至2025年7月31日，共366个数值；此前的数据到2025年6月30日。"
    )
    assert [row[3:] for row in since.came_table(found, zh).rows] == [(31, 186), (30, 180)]
