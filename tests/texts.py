"""The texts of a folder are read once in a test run, and again as soon as one of them differs."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from airtrack.registry.catalogue import Registry

Load = Callable[[Path], Registry]
_STORE = "store"


def read_once(load: Load) -> Load:
    """The same reader, which remembers what it read by the content of every file."""
    read: dict[tuple[Path, str], Registry] = {}

    def remembered(folder: Path) -> Registry:
        key = (folder.absolute(), content(folder))
        if key not in read:
            read[key] = load(folder)
        return read[key]

    return remembered


def content(folder: Path) -> str:
    """What stands for names and bytes of all texts; a store may lie beside them."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if file.is_file() and name.parts[0] != _STORE:
            digest.update(f"{name.as_posix()}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()
