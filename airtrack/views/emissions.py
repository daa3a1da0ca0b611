"""Cumulative tonnes against the path (累计减排与进度线): sentences and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from airtrack.answers.emissions import Cut
from airtrack.domain.scale import MILLI, PERCENT
from airtrack.domain.target import Target
from airtrack.domain.verdict import Verdict
from airtrack.metrics.rows import EmissionCurrent
from airtrack.registry.places import Gazetteer
from airtrack.views import verdicts
from airtrack.views.table import Cell, Column, Table, Words

_DIGITS = 1
_UNKNOWN = "–"
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Course:
    """One place, or the places of a plan together, with what is judged and what may come.

    `pending` are its projects that are not accepted, whatever their day; `verdicts` are those on
    its milestones by the id of the target.
    """

    cut: Cut
    name: str
    pending: tuple[EmissionCurrent, ...]
    verdicts: Mapping[str, Verdict]

    @property
    def verdict(self) -> Verdict | None:
        """The verdict on the milestone on the way, None where nothing was judged."""
        return self.verdicts.get(self.aim.id)

    @property
    def is_on_record(self) -> bool:
        """True where any project is; without one nothing is known, which is not nothing cut."""
        return bool(self.cut.projects or self.pending)

    @property
    def total(self) -> str:
        """Accepted tonnes as text, a dash where nothing is on record."""
        return written(self.cut.total) if self.is_on_record else _UNKNOWN

    @property
    def aim(self) -> Target:
        """The milestone on the way, or the last one."""
        return self.cut.following or self.cut.targets[-1]

    @property
    def required(self) -> Fraction:
        """Tonnes of that milestone."""
        return Fraction(self.aim.value or 0)

    @property
    def share(self) -> Decimal | None:
        """Accepted tonnes in percent of the milestone's, one decimal."""
        return _share(self.cut.total, self.required)

    def accepted_by(self, on: date) -> Fraction:
        """Accepted tonnes at the end of that day."""
        totals = [step.total for step in self.cut.steps if step.on_date <= on]
        return totals[-1] if totals else Fraction(0)

    @property
    def pending_tonnes(self) -> Fraction:
        """Tonnes of projects that are not accepted."""
        return self.pending_by(date.max)

    def pending_by(self, on: date) -> Fraction:
        """Tonnes of those of them that are dated up to that day."""
        return sum((tonnes(row) for row in self.pending if row.on_date <= on), Fraction(0))


def _share(total: Fraction, required: Fraction) -> Decimal | None:
    return _tenths(PERCENT * total / required) if required else None


def tonnes(row: EmissionCurrent) -> Fraction:
    """What the project cuts, exactly."""
    return Fraction(row.tonnes_milli, MILLI)


def _tenths(value: Fraction) -> Decimal:
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(_TENTH, rounding=ROUND_HALF_EVEN)


def written(value: Fraction) -> str:
    """Tonnes with separators, one decimal where it is not zero.

    >>> written(Fraction(12005, 10)), written(Fraction(1970))
    ('1,200.5', '1,970')
    """
    return f"{_tenths(value):,}".removesuffix(".0")


def answer(courses: Sequence[Course], whole: Course | None, words: Words) -> str:
    """The first line: so much of the milestone, ahead or behind, and how many cities keep pace."""
    told = whole or courses[0]
    if not any(course.is_on_record for course in (told, *courses)):
        return words.say("answer_cut_none", name=told.name, indicator=_indicator(told, words))
    parts = [_state(told, words), _pace(told, words)]
    if whole is not None and len(courses) > 1:
        n_kept = sum(course.cut.profit_loss >= 0 for course in courses)
        parts.append(words.say("cut_cities", n=n_kept, all=len(courses)))
    return words.label("semicolon").join(parts) + words.label("full_stop")


def _indicator(course: Course, words: Words) -> str:
    return words.label(f"cut_{course.cut.pollutant}")


def _state(course: Course, words: Words) -> str:
    return words.say(
        "cut_state",
        name=course.name,
        indicator=_indicator(course, words),
        total=written(course.cut.total),
        year=course.aim.span.last_on.year,
        required=written(course.required),
        share=course.share,
    )


def _pace(course: Course, words: Words) -> str:
    ahead = course.cut.profit_loss
    key = "cut_ahead" if ahead >= 0 else "cut_behind"
    return words.say(key, due=written(course.cut.due_now), gap=written(abs(ahead)))


def remarks(courses: Iterable[Course], whole: Course | None, words: Words) -> list[str]:
    """What is not counted, where nothing is on record, and where the path begins."""
    told = [course for course in (whole, *courses) if course is not None]
    first = told[0]
    said = []
    if first.pending:
        said.append(
            words.say(
                "cut_pending_told", n=len(first.pending), tonnes=written(first.pending_tonnes)
            )
        )
    without = [course.name for course in courses if not course.is_on_record]
    if without:
        listed = words.label("list_separator").join(without)
        said.append(words.say("cut_without", names=listed))
    key = f"cut_from_{first.cut.from_by}"
    said.append(words.say(key, day=first.cut.path.from_on.isoformat()))
    return said


def table(courses: Iterable[Course], words: Words) -> Table:
    """A row a place and milestone: accepted, due by the path, required, share, balance."""
    columns = (
        words.column("name"),
        words.column("cut_year", 0),
        words.column("status"),
        words.column("cut_accepted", _DIGITS),
        words.column("cut_required", _DIGITS),
        words.column("cut_share", _DIGITS),
        words.column("cut_due", _DIGITS),
        words.column("cut_balance", _DIGITS),
        words.column("cut_pending", _DIGITS),
        words.column("clause"),
    )
    rows = (row for course in courses for row in _rows(course, words))
    return Table("", columns, tuple(rows))


def _rows(course: Course, words: Words) -> Iterator[tuple[Cell, ...]]:
    """A milestone that is over has what was accepted by its day, the others what is so far."""
    for target in course.cut.targets:
        on, verdict = min(target.span.last_on, course.cut.as_of), course.verdicts.get(target.id)
        total, required = course.accepted_by(on), Fraction(target.value or 0)
        due, share = course.cut.path.due(on), _share(total, required)
        is_known = course.is_on_record
        yield (
            course.name,
            target.span.last_on.year,
            "" if verdict is None else verdicts.told(verdict, words),
            _number(total) if is_known else None,
            _number(required),
            float(share) if is_known and share is not None else None,
            _number(due),
            _number(total - due) if is_known else None,
            _number(course.pending_by(target.span.last_on)),
            target.clause,
        )


def _number(value: Fraction) -> float:
    return float(_tenths(value))


def projects(found: Iterable[EmissionCurrent], gazetteer: Gazetteer, words: Words) -> Table:
    """A row a project and pollutant, the newest day on top."""
    columns = (
        *(words.column(key) for key in ("project_no", "project", "name", "cut_pollutant")),
        Column("cut_tonnes", words.label("cut_tonnes"), words.label("unit_t"), _DIGITS),
        *(words.column(key) for key in ("date", "project_state", "document_no")),
    )
    rows = tuple(
        (
            row.project_id,
            row.project,
            gazetteer.places[row.place_id].name if row.place_id in gazetteer.places else "",
            words.label(f"cut_{row.pollutant}"),
            _number(tonnes(row)),
            row.on_date.isoformat(),
            words.label(f"project_state_{row.state}"),
            row.document_no,
        )
        for row in sorted(found, key=lambda row: (row.on_date, row.project_id), reverse=True)
    )
    return Table("", columns, rows)
