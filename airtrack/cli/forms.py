"""The verb that lists the forms."""

from __future__ import annotations

from airtrack.cli import output
from airtrack.cli.session import Session
from airtrack.domain.form import Form
from airtrack.domain.register import Register
from airtrack.errors import NotFound
from airtrack.views import headers as shown


def forms(session: Session, form_id: str | None) -> None:
    """Every form and register, or the columns of one with their headers.

    Raises NotFound with the ids on file for an unknown one.
    """
    known = session.workspace.registry.forms
    every: list[Form | Register] = [*known.forms, *known.registers]
    found = [form for form in every if form_id in (None, form.id)]
    if not found:
        raise NotFound("unknown_form_id", text=form_id, nearest=[form.id for form in every])
    words = session.words
    table = shown.detail(found[0], words) if form_id else shown.overview(found, words)
    output.show_as(session.said.format, shown.document(found, words), table)
