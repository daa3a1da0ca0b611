"""The web sources on file.

Source: `data/sources/*.toml`, and the same in a folder of one's own; there an id wins over ours.
"""

from __future__ import annotations

from pathlib import Path

from airtrack.domain.web_source import WebSource
from airtrack.errors import NotFound
from airtrack.registry import text
from airtrack.registry.text import Findings

FOLDER = "sources"


def load(data: Path, own: Path | None = None) -> tuple[WebSource, ...]:
    """Every source in the order of their ids; raises RegistryError with all problems found."""
    found = _folder(data / FOLDER)
    if own is not None:
        found |= _folder(own)
    return tuple(found[id_] for id_ in sorted(found))


def named(sources: tuple[WebSource, ...], id_: str) -> WebSource:
    """The source of that id; raises NotFound with the ids on file."""
    for source in sources:
        if source.id == id_:
            return source
    raise NotFound("unknown_source", text=id_, nearest=[source.id for source in sources])


def _folder(folder: Path) -> dict[str, WebSource]:
    findings = Findings(folder)
    found = {}
    for file in sorted(folder.glob("*.toml")):
        source = text.toml(WebSource, file, findings)
        if source is None:
            continue
        if source.id != file.stem:
            findings.add(file, "registry_id_is_not_file_name", where="id", id=source.id)
        found[source.id] = source
    findings.raise_if_any()
    return found
