"""A profile as a text of its own, handed in with a file or kept for the next one."""

from __future__ import annotations

from pathlib import Path

from airtrack.domain.profile import Profile
from airtrack.errors import WrongUse
from airtrack.ingest.recognition import profile as profiles
from airtrack.registry import text
from airtrack.registry.forms import Forms
from airtrack.registry.text import Findings
from airtrack.store.profiles import Remembered


def read(path: Path, forms: Forms) -> Remembered:
    """The profile of that TOML file, fit to be used.

    Raises WrongUse where there is no such file, RegistryError with everything that is wrong in it,
    NotFound and WrongUse where its form has no such columns.
    """
    if not path.is_file():
        raise WrongUse("no_such_file", file=path.as_posix())
    findings = Findings(path.parent)
    said = text.toml(Profile, path, findings)
    findings.raise_if_any()
    if said is None:
        # a word that is not there has its finding; this is for whoever reads the types
        raise WrongUse("no_such_file", file=path.as_posix())
    profiles.check(said, forms)
    return Remembered(said, path.name)


def written(profile: Profile) -> str:
    """The profile as such a text."""
    lines = [f"source = {_quoted(profile.source)}", f"form = {_quoted(profile.form)}"]
    if profile.period_from:
        lines.append(f"period_from = {_quoted(profile.period_from)}")
    if profile.period:
        lines.append(f"period = {_quoted(profile.period)}")
    for column in profile.column:
        lines += ["", "[[column]]", f"header = {_quoted(column.header)}"]
        lines.append(f"means = {_quoted(column.means)}")
        if column.unit is not None:
            lines.append(f"unit = {_quoted(column.unit)}")
    return "\n".join(lines) + "\n"


def _quoted(text_: str) -> str:
    """The text as TOML has it; what cannot be printed is a blank."""
    kept = "".join(letter if letter.isprintable() else " " for letter in text_)
    escaped = kept.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
