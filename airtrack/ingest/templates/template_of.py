"""The template of whatever can be handed in: a form, a register, or a plan."""

from __future__ import annotations

from airtrack.domain.column import Key
from airtrack.domain.form import Form
from airtrack.domain.plan_form import PlanForm
from airtrack.domain.register import Register
from airtrack.errors import NotFound
from airtrack.ingest.templates import plan_template, template, template_book
from airtrack.ingest.templates.grid import Grid
from airtrack.ingest.templates.wanted import Wanted
from airtrack.registry.catalogue import Registry

Known = Form | Register | PlanForm
"""What a template can be of."""

_FIRST = ("city_monthly", "city_daily")


def known(registry: Registry) -> tuple[Known, ...]:
    """Everything that has a template: forms, the usual ones first, then registers and the plan."""
    forms = [form for form in registry.forms.forms if form.blank is not None]
    usual = {form_id: at for at, form_id in enumerate(_FIRST)}
    forms.sort(key=lambda form: usual.get(form.id, len(usual)))
    return (*forms, *registry.forms.registers, registry.plan_form)


def named(registry: Registry, form_id: str) -> Known:
    """The form, register or plan of that id; raises NotFound with the ids that have templates."""
    every = known(registry)
    found = next((one for one in every if one.id == form_id), None)
    if found is not None:
        return found
    if any(form.id == form_id for form in registry.forms.forms):
        return registry.forms.form(form_id)
    raise NotFound("unknown_form_id", text=form_id, nearest=[one.id for one in every])


def grids(one: Known, wanted: Wanted) -> tuple[Grid, ...]:
    """Its sheets, filled; raises WrongUse as `template.of_form` does."""
    match one:
        case Form():
            return (template.of_form(one, wanted),)
        case Register():
            return (template.of_register(one, wanted),)
        case PlanForm():
            return plan_template.grids(one, wanted)


def text(found: tuple[Grid, ...]) -> bytes:
    """The sheets as CSV in GBK; several are in a zip."""
    return template_book.csv(found[0]) if len(found) == 1 else template_book.archive(found)


def asks_for_period(one: Known) -> bool:
    """True where the time changes what is filled in or offered."""
    return not isinstance(one, PlanForm) and not (
        isinstance(one, Form) and one.blank is not None and not _has_time(one)
    )


def _has_time(form: Form) -> bool:
    return bool({Key.PERIOD, Key.HOUR, Key.DATE} & set(form.keys)) and Key.STATE not in form.keys
