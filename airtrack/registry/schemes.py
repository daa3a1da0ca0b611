"""The schemes on file, cross-checked against indicators, places and groups.

Source: `data/standards/schemes/*.toml`; docs/consequences.md says what the keys mean.
"""

from __future__ import annotations

from pathlib import Path

from airtrack.domain.scheme import Scheme
from airtrack.domain.standards import Standards
from airtrack.errors import NotFound
from airtrack.registry import text
from airtrack.registry.places import Gazetteer
from airtrack.registry.text import Findings

FOLDER = "schemes"


def load(
    folder: Path, findings: Findings, *, gazetteer: Gazetteer, standards: Standards
) -> tuple[Scheme, ...]:
    """Every scheme of the folder in the order of the ids; what is wrong is in `findings`."""
    found = []
    for file in sorted(folder.glob("*.toml")):
        scheme = text.toml(Scheme, file, findings)
        if scheme is None:
            continue
        if scheme.id != file.stem:
            findings.add(file, "scheme_is_not_its_file", id=scheme.id, value=file.stem)
        named = {item.indicator for item in scheme.row} | {scheme.indicator}
        if scheme.score is not None:
            named |= {*scheme.score.indicators, scheme.score.phase_indicator}
        for key in sorted(named - {""} - set(standards.indicators)):
            findings.add(file, "registry_unknown_member", where="indicator", value=key)
        if scheme.group and not gazetteer.is_group(scheme.group):
            findings.add(file, "registry_unknown_member", where="group", value=scheme.group)
        for name in (name for item in scheme.place_factor for name in item.places):
            if not _knows(gazetteer, name):
                findings.add(file, "registry_unknown_member", where="places", value=name)
        found.append(scheme)
    return tuple(found)


def _knows(gazetteer: Gazetteer, name: str) -> bool:
    try:
        gazetteer.find(name)
    except NotFound:
        return False
    return True
