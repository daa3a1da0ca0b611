"""The registers (台账) on file, and the words that name indicators in them.

Source: `data/registers/*.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from airtrack.domain.glossary import Lang
from airtrack.domain.register import Register
from airtrack.domain.spelling import header_key
from airtrack.domain.standard import Indicator
from airtrack.domain.task import MeasureName
from airtrack.registry import text
from airtrack.registry.glossary import Glossary
from airtrack.registry.text import Findings


def load(folder: Path, findings: Findings) -> tuple[Register, ...]:
    """Every register of the folder in the order of their ids; what is wrong is in `findings`."""
    found = []
    for file in sorted(folder.glob("*.toml")):
        register = text.toml(Register, file, findings)
        if register is None:
            continue
        if register.id != file.stem:
            findings.add(file, "registry_id_is_not_file_name", where="id", id=register.id)
        found.append(register)
    return tuple(found)


def vocabulary(
    indicators: Iterable[Indicator], glossary: Glossary, measures: Mapping[str, MeasureName]
) -> dict[str, str]:
    """Every spelling of an indicator or a measure of tasks, as headers are compared, with its key.

    An indicator of the standards comes before a measure that is spelled the same.
    """
    found: dict[str, str] = {}
    for name in measures.values():
        found.update({header_key(text): name.key for text in (name.name, name.name_en)})
    found.update({header_key(key): key for key in measures})
    for indicator in indicators:
        found.update({header_key(text): indicator.key for text in _told(indicator, glossary)})
    return found


def _told(indicator: Indicator, glossary: Glossary) -> list[str]:
    languages: tuple[Lang, ...] = ("zh", "en")
    labels = [glossary.label(indicator.key, lang) for lang in languages]
    return [*labels, *(glossary.short(indicator.key, lang) for lang in languages), indicator.key]
