"""What is asked: places, a period, an edition, and as of when; shared by all answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from airtrack.domain.basis import Basis
from airtrack.domain.period import Period
from airtrack.domain.standards import IN_FORCE, Standards
from airtrack.errors import NotFound
from airtrack.metrics.read import Statistics
from airtrack.metrics.rows import AssessedValue
from airtrack.registry.places import DatedGroup, Gazetteer


@dataclass(frozen=True, slots=True)
class House:
    """What every answer needs: the figures, the places, the standards."""

    statistics: Statistics
    gazetteer: Gazetteer
    standards: Standards

    @property
    def places_with_data(self) -> frozenset[str]:
        """Codes of the places that have at least one valid value."""
        return self.statistics.places


@dataclass(frozen=True, slots=True)
class Question:
    """One period, judged by the editions in force or by one for all days.

    Nothing after `as_of` counts. `key` is what the answer is filed under. Without a `basis` the
    days of events are left out of means and index, and stay in day ratios.
    """

    period: Period
    edition: str = IN_FORCE
    as_of: date | None = None
    basis: Basis | None = None

    @property
    def counted_basis(self) -> Basis:
        """The basis of means and index."""
        return self.basis or Basis.EXCL_DUST

    @property
    def span(self) -> Period:
        """The days that count."""
        return self.period.clipped(self.as_of)

    @property
    def single_edition(self) -> str | None:
        """The edition that judges all days, or None for those in force."""
        return None if self.edition == IN_FORCE else self.edition


def checked(house: House, question: Question) -> Question:
    """The question, once edition and period make sense.

    Raises NotFound("unknown_edition"), NotFound("no_data_in_period") with the days on record, the
    error of `nothing_valid`, or NotFound("no_assessed_basis") where the authority's own figures of
    that span are not on record.
    """
    if question.single_edition is not None:
        house.standards.edition(question.single_edition)
    if question.basis is Basis.ASSESSED:
        return _assessed(house, question)
    days = house.statistics.days
    if days is None:
        raise nothing_valid(house)
    span = question.span
    if span.last_on < days[0] or span.first_on > days[1]:
        raise NotFound(
            "no_data_in_period",
            period=question.period.key,
            first=days[0].isoformat(),
            last=days[1].isoformat(),
            nearest=list(house.statistics.stored_periods)[-3:],
        )
    return question


def nothing_valid(house: House) -> NotFound:
    """Why a store answers nothing: it is empty, or none of the days on record is valid."""
    recorded = house.statistics.recorded
    if recorded is None:
        return NotFound("store_is_empty", nearest=[])
    validity = house.standards.validity
    first, last = (day.isoformat() for day in recorded)
    needs = {"hours": validity.day.min_hours, "percent": validity.city.min_percent}
    return NotFound("no_valid_day", first=first, last=last, **needs, nearest=[])


def _assessed(house: House, question: Question) -> Question:
    span = question.span
    read = house.statistics.rows
    if not read(AssessedValue, first_on=span.first_on, last_on=span.last_on):
        refuse_unassessed(question)
    return question


def refuse_unassessed(question: Question) -> None:
    """Raises NotFound where the question is for assessed figures: they are never computed."""
    if question.basis is Basis.ASSESSED:
        nearest = [Basis.EXCL_DUST.value, Basis.INCL_DUST.value]
        raise NotFound("no_assessed_basis", nearest=nearest)


def edition_of(house: House, question: Question) -> str:
    """The edition that judges the period as a whole: asked for, or in force on its last day."""
    if question.single_edition is not None:
        return question.single_edition
    for edition in house.standards.editions:
        if edition.from_on <= question.span.last_on <= edition.to_on:
            return edition.id
    raise NotFound("no_edition", day=question.span.last_on.isoformat(), nearest=[])


def members(group: DatedGroup, question: Question) -> tuple[str, ...]:
    """The group's places on the period's last day."""
    return group.members(question.span.last_on)
