"""Schemes of reward, compensation, scoring and accountability as rule tables: examples, never law.

Source: SPEC 6.4 to 6.6, as text under `data/standards/schemes`; every row bears its own mark.
"""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Self

from pydantic import Field, model_validator

from airtrack.domain.model import Word
from airtrack.domain.standard import Confidence


class SchemeKind(StrEnum):
    """Money for what changed, points for what was reached, or who answers for what was not."""

    COMPENSATION = "compensation"
    SCORE = "score"
    ACCOUNTABILITY = "accountability"


class Comparison(StrEnum):
    """What a value is compared with: the year before, a target, or the mean of the province."""

    PREV = "prev"
    TARGET = "target"
    PROVINCE_MEAN = "province_mean"


class Side(StrEnum):
    """Which differences a row speaks of; no difference at all counts as better."""

    BOTH = "both"
    BETTER = "better"
    WORSE = "worse"


class Length(StrEnum):
    """The periods that a scheme settles."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    SEASON = "season"


class Tier(Word):
    """A rate per unit of difference beyond `above`."""

    above: Decimal = Field(Decimal(0), ge=0)
    rate: Decimal


class SchemeRow(Word):
    """What one indicator brings: the difference to the better times rate, weight and factor.

    Differences beyond a tier's bound: where `marginal` only the part beyond it has the tier's rate,
    else the whole difference has; `marginal_mark` says how sure that is. `lump` is given once
    where the target is met, `cap` bounds the amount either way. At most `exempt_at_most` the value
    is left alone. `target` is the scheme's own number, else the plan's counts. A row that is not
    `computed` is listed with its `text` alone.
    """

    indicator: str
    comparison: Comparison = Comparison.PREV
    length: Length | None = None
    side: Side = Side.BOTH
    target: Decimal | None = None
    tier: tuple[Tier, ...] = ()
    marginal: bool = True
    marginal_mark: Confidence | None = None
    lump: Decimal = Decimal(0)
    weight: Decimal | None = None
    factor: Decimal = Decimal(1)
    cap: Decimal | None = None
    exempt_at_most: Decimal | None = None
    computed: bool = True
    text: str = ""
    mark: Confidence
    clause: str

    @model_validator(mode="after")
    def _brings_something(self) -> Self:
        if self.computed and not (self.tier or self.lump):
            raise ValueError("a row has tiers or a lump sum, or is not computed")
        if not self.computed and not self.text:
            raise ValueError("a row that is not computed says what it is about")
        if any(after.above <= before.above for before, after in pairwise(self.tier)):
            raise ValueError("bounds of tiers must rise")
        return self


class PlaceFactor(Word):
    """What the amounts of some places are multiplied by."""

    places: tuple[str, ...]
    factor: Decimal
    mark: Confidence
    clause: str


class Piece(Word):
    """Points between two completion rates (percent), on a straight line."""

    from_percent: Decimal
    to_percent: Decimal
    from_points: Decimal
    to_points: Decimal


class Grade(Word):
    """The word for so many points or more."""

    name: str
    name_en: str
    at_least: Decimal


class Phase(Word):
    """How much of the whole cut is due by a year, in percent."""

    year: int
    percent: Decimal


class Block(Word):
    """A key task and its points."""

    name: str
    points: Decimal


class Score(Word):
    """Points from completion; the lesser of air and tasks where both are assessed.

    `rose_points` are those of a place whose mean rose against the year before. Of the `indicators`
    the first counts that a cut is set for; `phase` is of the `phase_indicator` alone.
    """

    indicators: tuple[str, ...] = Field(min_length=1)
    rose_points: Decimal
    rose_mark: Confidence
    piece: tuple[Piece, ...]
    piece_mark: Confidence
    piece_note: str
    grade: tuple[Grade, ...]
    grade_mark: Confidence
    phase: tuple[Phase, ...] = ()
    phase_mark: Confidence | None = None
    phase_indicator: str = ""
    task: tuple[Block, ...] = ()

    @model_validator(mode="after")
    def _goes_down_to_nothing(self) -> Self:
        bounds = [grade.at_least for grade in self.grade]
        if bounds != sorted(bounds, reverse=True) or not bounds or bounds[-1] != 0:
            raise ValueError("grades stand from the best to the one from 0 points")
        ends = [(one.to_percent, one.to_points) for one in self.piece]
        starts = [(one.from_percent, one.from_points) for one in self.piece]
        if not ends or ends[:-1] != starts[1:]:
            raise ValueError("pieces follow one another")
        return self


class Step(Word):
    """One step of accountability: all that is given must hold; the last step that does counts."""

    last: int = Field(ge=1)
    completion_below: Decimal
    rose: bool = False
    says: str
    says_en: str
    mark: Confidence
    clause: str


class Scheme(Word):
    """One scheme. It is an example; nothing is computed until it is switched on."""

    id: str
    title: str
    title_en: str
    kind: SchemeKind
    group: str = ""
    lengths: tuple[Length, ...] = Field(min_length=1)
    unit: str = ""
    digits: int = 2
    clause: str
    mark: Confidence
    note: str = ""
    row: tuple[SchemeRow, ...] = ()
    place_factor: tuple[PlaceFactor, ...] = ()
    score: Score | None = None
    indicator: str = ""
    step: tuple[Step, ...] = ()

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Self:
        has = {
            SchemeKind.COMPENSATION: bool(self.row),
            SchemeKind.SCORE: self.score is not None,
            SchemeKind.ACCOUNTABILITY: bool(self.step and self.indicator),
        }
        if [kind for kind, there in has.items() if there] != [self.kind]:
            raise ValueError("rows for compensation, a score, or steps with their indicator")
        return self
