"""An error as a sentence and a hint, in the user's language, on stderr."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from airtrack.cli.output import warn
from airtrack.errors import AirtrackError, RegistryError, WrongUse
from airtrack.registry import glossary
from airtrack.registry.text import Findings
from airtrack.settings import Settings, home

_SHOWN = 20


def tell(error: AirtrackError, arguments: list[str]) -> None:
    """The sentence is on stderr; of a registry's problems the first ones are listed."""
    settings = _settings(arguments)
    words = _words(settings.data) or _words(home() / "data")
    if words is None:
        warn(str(error))
        return
    sentence, hint = words.of_error(error, settings.lang)
    warn(f"{words.label('error', settings.lang)}: {sentence}")
    if isinstance(error, RegistryError):
        for problem in error.problems[:_SHOWN]:
            warn("  " + words.of_problem(problem, settings.lang)[0])
    if hint:
        warn(hint)


def _words(data: Path) -> glossary.Glossary | None:
    return glossary.load(data, Findings(data))


def _settings(arguments: list[str]) -> Settings:
    """Settings with the language and data folder of the command line, read without the parser."""
    given = dict(pairwise(arguments))
    given |= dict(argument.split("=", 1) for argument in arguments if "=" in argument)
    chosen = {"lang": given.get("--lang"), "data": given.get("--data")}
    try:
        return Settings.of({key: value for key, value in chosen.items() if value})
    except WrongUse:
        # a setting is what went wrong: its sentence is told in the defaults' words
        return Settings.model_construct(data=home() / "data", lang="zh")
