"""The first line of a page: one sentence with the numbers, in both languages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from by_hand import Speak, month, ranked, ranking

from airtrack.answers.rank import Ranking
from airtrack.domain import period as periods
from airtrack.domain.glossary import Lang
from airtrack.views import words as view


def of(lang: Lang, speak: Speak, answer: Ranking, *, lower: bool = True) -> str:
    """The ranking's sentence."""
    return view.ranking(answer, speak(lang), lower_is_better=lower)


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        pytest.param(
            "zh",
            "2019年6月三城综合指数：甲市最好（2.00），丙市最差（3.10）；"
            "参加排名的3个城市中，1个同比改善，1个变差，1个持平。",
            id="zh",
        ),
        pytest.param(
            "en",
            "Jun 2019, Three Cities, Composite index: 甲市 is best (2.00), 丙市 worst (3.10); "
            "of 3 cities 1 improved on the year before, 1 got worse, 1 stayed equal.",
            id="en",
        ),
    ],
)
def test_best_and_worst_are_named_with_their_values(
    lang: Lang, sentence: str, speak: Speak
) -> None:
    answer = ranking(
        ranked(1, "甲", 2.0, change_pct=-1.0),
        ranked(2, "乙", 2.5, change_pct=0.0),
        ranked(3, "丙", 3.1, change_pct=4.0),
    )
    assert of(lang, speak, answer) == sentence


@pytest.mark.parametrize(
    ("lang", "named"), [pytest.param("zh", "甲市、乙市最好", id="zh"), ("en", "甲市, 乙市 is best")]
)
def test_cities_of_one_rank_are_named_together(lang: Lang, named: str, speak: Speak) -> None:
    answer = ranking(ranked(1, "甲", 2.0), ranked(1, "乙", 2.0), ranked(3, "丙", 2.1))
    assert named in of(lang, speak, answer)


def test_of_many_equal_cities_three_are_named(speak: Speak) -> None:
    rows = [ranked(1, name, 2.0) for name in "甲乙丙丁"]
    assert "甲市、乙市、丙市 …最好" in of("zh", speak, ranking(*rows))


def test_without_a_year_before_nothing_is_said_to_improve(speak: Speak) -> None:
    said = of("zh", speak, ranking(ranked(1, "甲", 2.0), ranked(2, "乙", 3.0)))
    assert said.endswith("2个城市参加排名，没有可比的去年同期数据。")


def test_more_good_days_are_an_improvement(speak: Speak) -> None:
    rows = [ranked(1, "甲", 90.0, change_points=3.3), ranked(2, "乙", 80.0, change_points=1.0)]
    said = of("zh", speak, ranking(*rows, by="good_pct"), lower=False)
    assert "2个同比改善，0个变差" in said


def test_values_are_said_with_their_unit(speak: Speak) -> None:
    rows = [ranked(1, "甲", 18), ranked(2, "乙", 40)]
    assert "甲市最好（18 µg/m³）" in of("zh", speak, ranking(*rows, by="pm25"))


def test_a_change_of_nothing_is_said_in_words(speak: Speak) -> None:
    rows = [ranked(1, "甲", -2.0, change_pct=-2.0), ranked(2, "乙", 0.0, change_pct=0.0)]
    said = of("zh", speak, ranking(*rows, by="change"))
    assert "甲市最好（-2.0 %），乙市最差（持平）" in said


def test_an_empty_ranking_says_so(speak: Speak) -> None:
    assert of("zh", speak, ranking()) == "2019年6月，三城没有可排名的城市。"


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        pytest.param("2019", "2019年", "2019", id="year"),
        pytest.param("2019-06", "2019年6月", "Jun 2019", id="month"),
        pytest.param("2019-01..2019-05", "2019年1—5月", "Jan–May 2019", id="months"),
        pytest.param("2019-Q1", "2019年1—3月", "Jan–Mar 2019", id="quarter"),
        pytest.param(
            "2019-01-01..2019-06-15",
            "2019年1月1日—2019年6月15日",
            "1 Jan 2019 – 15 Jun 2019",
            id="days",
        ),
        pytest.param(
            "2019-10..2020-03", "2019年10月—2020年3月", "Oct 2019–Mar 2020", id="across-years"
        ),
    ],
)
def test_periods_are_said_as_people_say_them(key: str, zh: str, en: str, speak: Speak) -> None:
    assert (view.period(key, speak("zh")), view.period(key, speak("en"))) == (zh, en)


def test_a_city_year_says_from_which_day_to_which(speak: Speak) -> None:
    stats = month(valid_days=181, good_days=163, good_pct=90.1, heavy_days=1, values={"pm25": 28.6})
    valid = (date(2025, 1, 2), date(2025, 6, 30))
    said = view.city(stats, speak("zh"), span=periods.parse("2025-H1"), valid=valid)
    assert said == (
        "2025年甲市（2025-01-02至2025-06-30）：有效181天，优良163天（90.1%），"
        "重度及以上污染1天；PM2.5均值28.6 µg/m³。"
    )


def test_a_city_without_data_says_so(speak: Speak) -> None:
    valid = (date(2025, 1, 1), date(2025, 12, 31))
    said = view.city(month(valid_days=0), speak("zh"), span=periods.of_year(2025), valid=valid)
    assert said == "2025年甲市没有数据。"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        pytest.param("zh", "2025年1—7月甲市（通报数据）：优良天数比例90.1%，", id="zh"),
        pytest.param("en", "甲市, Jan–Jul 2025 (published table): good-day ratio 90.1 %,", id="en"),
    ],
)
def test_what_tables_tell_names_the_months(lang: Lang, said: str, speak: Speak) -> None:
    stats = replace(month(valid_days=None, good_pct=90.1), source="reported")
    span = periods.parse("2025-01..2025-07")
    valid = (span.first_on, span.last_on)
    assert view.city(stats, speak(lang), span=span, valid=valid).startswith(said)


@pytest.mark.parametrize(
    ("key", "zh", "en"),
    [
        pytest.param("2025", "全年", "Year", id="complete"),
        pytest.param("2025-01..2025-07", "2025年1—7月", "Jan–Jul 2025", id="running"),
    ],
)
def test_a_year_is_named_by_what_is_known_of_it(key: str, zh: str, en: str, speak: Speak) -> None:
    span = periods.parse(key)
    assert (view.known(span, speak("zh")), view.known(span, speak("en"))) == (zh, en)
