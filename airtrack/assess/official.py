"""What the authority itself has decided, beside our own verdict, and in its place.

Source: the contract of the command line: a certified result wins, with its document, and both are
shown. A result of the target comes first, then a published ranking, then a certified figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from airtrack.answers.dust import CERTIFIED
from airtrack.answers.question import House
from airtrack.assess import published, rank
from airtrack.assess.published import Published
from airtrack.assess.question import Question
from airtrack.assess.standing import Standing
from airtrack.domain import period as periods
from airtrack.domain.basis import Basis
from airtrack.domain.batch import Stage
from airtrack.domain.period import Period
from airtrack.domain.scale import MILLI
from airtrack.domain.target import Target, TargetKind
from airtrack.domain.verdict import Official, Status, Verdict, Why
from airtrack.metrics.rows import AssessedValue, OfficialResult, ReportValue

Documents = Mapping[tuple[str, str, str], str]
"""The document of a figure, by place, period and indicator."""

_CERTIFIED_RANK = list(Stage).index(Stage.CERTIFIED) + 1


@dataclass(frozen=True, slots=True)
class Decisions:
    """Documents of certified figures, results by target and place, published rankings."""

    documents: Documents
    results: Mapping[tuple[str, str], OfficialResult]
    lists: tuple[Published, ...]

    def stated(self, verdict: Verdict, question: Question) -> Verdict:
        """The verdict as the authority decided it where it did, with ours beside it."""
        if verdict.status is Status.NOT_DUE:
            return verdict
        result = self.results.get((verdict.target.id, verdict.place))
        if result is not None and verdict.as_of >= verdict.target.span.last_on:
            return _by_result(verdict, result)
        by_list = self._by_list(verdict, question)
        return by_list or _by_figure(verdict, self.documents)

    def _by_list(self, verdict: Verdict, question: Question) -> Verdict | None:
        """By a published ranking, None where none decides."""
        target = verdict.target
        if target.kind is not TargetKind.RANK:
            return None
        found = self._newest(target, target.span, verdict)
        n_total = len(question.beside)
        own = None if found is None else found.standing(verdict.place, n_total=n_total)
        if found is None or own is None:
            return None
        compared = rank.leaves(target, own)
        if compared is None and (earlier := self._earlier(verdict, n_total)):
            compared = rank.improves(target, own, earlier)
        if compared is None or compared.holds is None:
            return None
        is_over = found.span.last_on == target.span.last_on
        decided = rank.filled(verdict, compared, is_over=is_over)
        official = Official(
            decided.status, found.document_no or None, found.decided_by, source="ranking"
        )
        is_on = "on" if verdict.place in found.ranks else "off"
        params = _document(official) | {
            "among": target.among,
            "n": len(found.ranks),
            "rank": found.ranks.get(verdict.place, 0),
            "period": found.span.key,
        }
        why = Why(f"verdict_{is_on}_list_{found.listed}", params)
        return _in_place_of(verdict, decided, official, why)

    def _newest(self, target: Target, span: Period, verdict: Verdict) -> Published | None:
        return published.newest(self.lists, target, span=span, as_of=verdict.as_of)

    def _earlier(self, verdict: Verdict, n_total: int) -> Standing | None:
        """The standing by the list of the base period."""
        baseline = verdict.target.baseline
        if baseline is None:
            return None
        whole = periods.parse(baseline.period)
        found = self._newest(verdict.target, whole, verdict)
        is_whole = found is not None and found.span.last_on == whole.last_on
        return found.standing(verdict.place, n_total=n_total) if found and is_whole else None


def of_questions(
    house: House, questions: Sequence[Question], verdicts: Iterable[Verdict]
) -> Decisions:
    """What is on record of these questions and of the figures behind their verdicts."""
    targets = sorted({question.target.id for question in questions})
    rows = house.statistics.rows(OfficialResult, target_id=targets) if targets else []
    return Decisions(
        documents=_documents(house, verdicts),
        results={(row.target_id, row.place_id): row for row in rows},
        lists=published.lists(house, (question.target for question in questions)),
    )


def _by_result(verdict: Verdict, result: OfficialResult) -> Verdict:
    """As certified; a value that the result does not give stays open."""
    official = Official(
        Status(result.status), result.document_no or None, result.decided_by, source="result"
    )
    value = _value(result)
    decided = replace(
        verdict,
        status=official.status,
        decided=True,
        actual=value,
        compared=value,
        raw=value,
        gap=_gap(verdict.target, value, verdict.required),
    )
    return _in_place_of(
        verdict, decided, official, Why("verdict_official_result", _document(official))
    )


def _in_place_of(ours: Verdict, decided: Verdict, official: Official, why: Why) -> Verdict:
    """The official verdict, ours beside it with its own reasons."""
    params: dict[str, object] = {"status": ours.status}
    code = "verdict_computed_status"
    if ours.actual is not None:
        code, params = "verdict_computed_beside", params | {"value": ours.actual}
    return replace(
        decided,
        rule=None,
        firm=True,
        other_rule=None,
        other_basis=None,
        budget=None,
        valid_days=None,
        source=CERTIFIED,
        official=official,
        computed=ours,
        reasons=(why, Why(code, params)),
    )


def _document(official: Official) -> dict[str, object]:
    return {"document_no": official.document_no or "–"}


def _value(result: OfficialResult) -> Decimal | None:
    if result.value_milli is None:
        return None
    return (Decimal(result.value_milli) / MILLI).quantize(Decimal(1).scaleb(-(result.digits or 0)))


def _gap(target: Target, value: Decimal | None, required: Decimal | None) -> Decimal | None:
    if value is None or required is None or target.op is None:
        return None
    return value - required if target.op.is_cap else required - value


def _by_figure(verdict: Verdict, documents: Documents) -> Verdict:
    """The verdict, with the official result beside it where its figure is certified."""
    if verdict.source != CERTIFIED:
        return verdict
    key = (verdict.place, verdict.target.span.key, verdict.target.indicator)
    return replace(verdict, official=Official(verdict.status, documents.get(key) or None))


def _documents(house: House, verdicts: Iterable[Verdict]) -> Documents:
    """The documents that the certified figures among these verdicts come from."""
    certified = [verdict for verdict in verdicts if verdict.source == CERTIFIED]
    places = sorted({verdict.place for verdict in certified if not verdict.is_region})
    if not places:
        return {}
    read, notes = house.statistics.rows, house.statistics.notes
    found = {
        (row.place_id, row.period_key, row.indicator): notes.get(row.batch_no, "")
        for row in read(ReportValue, place_id=places, stage_rank=_CERTIFIED_RANK)
    }
    assessed = {
        (row.place_id, row.period_key, row.indicator): row.document_no
        for row in read(AssessedValue, place_id=places)
    }
    if any(verdict.target.basis == Basis.ASSESSED for verdict in certified):
        return found | assessed
    return found
