"""What each member of a region does to its target, as the page of the region shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from airtrack.domain.verdict import Verdict
from airtrack.outlook import contribution
from airtrack.outlook.contribution import Part
from airtrack.registry.places import Gazetteer
from airtrack.views import board, path
from airtrack.views.outlook import contribution_figure, contributions
from airtrack.views.table import Table, Words
from airtrack.views.theme import Figure


@dataclass(frozen=True, slots=True)
class Shares:
    """The picture with what it says, and the table beside it."""

    title: str
    sentence: str
    figure: Figure
    note: str
    table: Table


def of_region(
    judged: Sequence[Verdict], by: str, gazetteer: Gazetteer, words: Words
) -> Shares | None:
    """The shares in the strictest target on that indicator; None where there is none to draw."""
    own = [item for item in judged if item.target.indicator == by]
    for verdict in board.grid(own).verdicts:
        members = contributions.members(verdict)
        if members is None or not members.each:
            continue
        said: dict[str, object] = {
            "by": words.label(by),
            "demand": path.demand(verdict, words),
        }
        if members.is_mean:
            parts = contribution.parts(members)
            return Shares(
                title=words.say("figure_parts", **said),
                sentence=contributions.of_mean(verdict, parts, gazetteer, words),
                figure=contribution_figure.bars(verdict, members, parts, gazetteer, words),
                note=_note(parts, words),
                table=contributions.parts_table(verdict, parts, gazetteer, words),
            )
        if members.wants_low:
            found = contribution.shared(members)
            return Shares(
                title=words.say("figure_cap" if found.left else "figure_cap_used", **said),
                sentence=contributions.of_cap(found, gazetteer, words),
                figure=contribution_figure.squares(found, gazetteer, words),
                note=words.label("cap_note") if found.left else "",
                table=contributions.cap_table(found, gazetteer, words),
            )
    return None


def _note(found: Sequence[Part], words: Words) -> str:
    """How the bars are made; those on the right are there while days are to come."""
    moving = contribution.foremost(found) is not None
    keys = ("parts_note", "parts_note_tenth") if moving else ("parts_note",)
    return "\n".join(words.label(key) for key in keys)
