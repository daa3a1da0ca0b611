"""Verbs about values that are not on record: aqi."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from airtrack.answers import trial
from airtrack.cli import output
from airtrack.cli.session import Session, parse_date, today
from airtrack.domain.pollutant import Pollutant
from airtrack.domain.standards import IN_FORCE
from airtrack.errors import WrongUse
from airtrack.views import trials


def aqi(
    session: Session, said: list[str], *, edition: str, on_date: str | None, is_hour: bool
) -> None:
    """The indices of the named values; nothing of the store is read."""
    values = dict(_value(text, is_hour=is_hour) for text in said)
    if not values:
        raise WrongUse("bad_value", text="")
    single = None if edition == IN_FORCE else edition
    if single is not None:
        session.workspace.registry.standards.edition(single)
    answer = trial.judged(
        session.workspace.reference,
        values,
        on_date=today() if on_date is None else parse_date(on_date),
        edition=single,
        is_hour=is_hour,
    )
    if session.is_json:
        output.show_json(trials.trial(answer))
        return
    shown = trials.table(answer, session.words)
    output.show_csv(shown) if session.said.format == "csv" else output.show_table(shown)


def _value(text: str, *, is_hour: bool) -> tuple[str, Decimal]:
    """Key and concentration of `pm25=36`; raises WrongUse("bad_value")."""
    key, _, number = text.partition("=")
    key = key.strip().lower().replace(".", "")
    known = {str(pollutant) for pollutant in Pollutant} | (set() if is_hour else {trial.O3_HOUR})
    if key not in known:
        raise WrongUse("bad_value", text=text)
    try:
        value = Decimal(number.strip())
    except InvalidOperation as error:
        raise WrongUse("bad_value", text=text) from error
    if not value.is_finite():
        raise WrongUse("bad_value", text=text)
    return key, value
