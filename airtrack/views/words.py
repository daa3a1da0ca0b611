"""Answers in one sentence, with numbers; what a leader reads first."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from airtrack.answers.caution import COMPUTED
from airtrack.answers.rank import CHANGE, Ranked, Ranking
from airtrack.answers.stats import CityStats
from airtrack.domain import period as periods
from airtrack.domain import period_kind
from airtrack.domain.period import Period
from airtrack.domain.pollutant import Pollutant
from airtrack.views.ranking import measured
from airtrack.views.table import Words

_SHOWN_TIES = 3
_LACKING = ("no_values", "partial_pollutant")


def period(key: str, words: Words) -> str:
    """A period as people say it: 2019年6月, 2019年1—6月; Jun 2019, Jan–Jun 2019."""
    if found := re.fullmatch(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", key):
        first, last = (day(date.fromisoformat(found[n]), words) for n in (1, 2))
        return f"{first}—{last}" if words.lang == "zh" else f"{first} – {last}"
    if found := re.fullmatch(r"(\d{4}-\d{2})-D([123])", key):
        return words.say(f"ten_days_{found[2]}", month=period(found[1], words))
    if words.lang == "en":
        return _english(key, words)
    if found := re.fullmatch(r"(\d{4})-(\d{2})", key):
        return f"{found[1]}年{int(found[2])}月"
    if found := re.fullmatch(r"(\d{4})-(\d{2})\.\.(\d{4})-(\d{2})", key):
        between = "—" if found[1] == found[3] else f"月—{found[3]}年"
        return f"{found[1]}年{int(found[2])}{between}{int(found[4])}月"
    if found := re.fullmatch(r"(\d{4})-Q(\d)", key):
        last_month = int(found[2]) * 3
        return f"{found[1]}年{last_month - 2}—{last_month}月"
    return f"{key}年" if re.fullmatch(r"\d{4}", key) else key


def _english(key: str, words: Words) -> str:
    def month(number: str | int) -> str:
        return words.label(f"month_{int(number)}")

    if found := re.fullmatch(r"(\d{4})-(\d{2})", key):
        return f"{month(found[2])} {found[1]}"
    if found := re.fullmatch(r"(\d{4})-(\d{2})\.\.(\d{4})-(\d{2})", key):
        first = month(found[2]) if found[1] == found[3] else f"{month(found[2])} {found[1]}"
        return f"{first}–{month(found[4])} {found[3]}"
    if found := re.fullmatch(r"(\d{4})-Q(\d)", key):
        last = int(found[2]) * 3
        return f"{month(last - 2)}–{month(last)} {found[1]}"
    return key.replace("..", " to ")


def season(span: Period, words: Words) -> str:
    """The period with the name of its season, where it is one."""
    name, year = period_kind.season(span), span.last_on.year
    if name is None:
        return period(span.key, words)
    return words.say(f"season_{name}", year=year, before=year - 1)


def together(sentences: Iterable[str], words: Words) -> str:
    """Sentences in a row, those without a word left out; Chinese ones need no space between."""
    return ("" if words.lang == "zh" else " ").join(one for one in sentences if one)


def known(span: Period, words: Words) -> str:
    """The part of a year that is known: 全年 where it is complete, else 2025年1—7月."""
    is_whole = span == periods.of_year(span.first_on.year)
    return words.label("in_the_year") if is_whole else period(span.key, words)


def day(on: date, words: Words) -> str:
    """A day as people say it: 2025年7月31日; 31 Jul 2025."""
    if words.lang == "zh":
        return f"{on.year}年{on.month}月{on.day}日"
    return f"{on.day} {words.label(f'month_{on.month}')} {on.year}"


def ranking(answer: Ranking, words: Words, *, lower_is_better: bool) -> str:
    """Who is best, who is worst, how many improved."""
    said = {
        "period": period(answer.question.period.key, words),
        "group": group_name(answer, words),
        "n": len(answer.rows),
        "by": words.label(answer.by),
    }
    if not answer.rows:
        return words.say("answer_ranking_none", **said)
    first, last = answer.rows[0], answer.rows[-1]
    said["best"] = _tied(answer, first.rank, words)
    said["worst"] = _tied(answer, last.rank, words)
    said["best_value"] = measured(first.value, answer.by, words)
    said["worst_value"] = measured(last.value, answer.by, words)
    known = [move for row in answer.rows if (move := _moved(answer.by, row)) is not None]
    if not known:
        return words.say("answer_ranking_alone", **said)
    falls, rises = sum(move < 0 for move in known), sum(move > 0 for move in known)
    said["improved"], said["worsened"] = (falls, rises) if lower_is_better else (rises, falls)
    said["equal"] = len(known) - falls - rises
    return words.say("answer_ranking", **said)


def _moved(by: str, row: Ranked) -> float | None:
    """How the printed value moved against the year before; a change is a movement itself."""
    if by == CHANGE or row.value is None:
        return row.value
    if row.previous is not None:
        return row.value - row.previous
    return row.change_pct if row.change_points is None else row.change_points


def group_name(answer: Ranking, words: Words) -> str:
    """The group's name in the language of the page."""
    return answer.group.name if words.lang == "zh" else answer.group.name_en or answer.group.name


def _tied(answer: Ranking, rank: int, words: Words) -> str:
    names = [row.name for row in answer.rows if row.rank == rank]
    more = " …" if len(names) > _SHOWN_TIES else ""
    return words.label("list_separator").join(names[:_SHOWN_TIES]) + more


def city(stats: CityStats, words: Words, *, span: Period, valid: tuple[date, date]) -> str:
    """A city's year in numbers as far as it is known, and from which day to which there are any.

    `span` is the known part of the year, `valid` are its first and last valid day.
    """
    year = span.first_on.year
    if stats.valid_days == 0:
        return words.say("answer_city_none", year=year, name=stats.name)
    if stats.source != COMPUTED:
        return _of_tables(stats, words, span=span)
    said: dict[str, object] = {
        "year": year,
        "name": stats.name,
        "first": valid[0].isoformat(),
        "last": valid[1].isoformat(),
    }
    if stats.good_pct is None:
        lacking = [
            reason.item for reason in stats.reasons if reason.code in _LACKING and reason.item
        ]
        return words.say("answer_city_partial", lacking=words.joined(lacking), **said)
    return words.say(
        "answer_city",
        **said,
        valid=stats.valid_days,
        good=stats.good_days,
        good_pct=stats.good_pct,
        heavy=stats.heavy_days,
        pm25=stats.values[Pollutant.PM25],
    )


def _of_tables(stats: CityStats, words: Words, *, span: Period) -> str:
    """A year that published tables tell of, and to which month; what they do not say is a dash."""
    pm25 = stats.values[Pollutant.PM25]
    said = {"good_pct": stats.good_pct, "heavy": stats.heavy_days, "pm25": pm25}
    return words.say(
        "answer_city_tables",
        period=period(span.key, words),
        name=stats.name,
        source=words.label(f"source_{stats.source}"),
        **{key: "–" if value is None else value for key, value in said.items()},
    )
