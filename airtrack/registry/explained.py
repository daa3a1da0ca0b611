"""What the page of forms says besides the forms.

Source: `data/forms/explained.toml`.
"""

from __future__ import annotations

from pathlib import Path

from airtrack.domain.explained import Explained
from airtrack.registry import text
from airtrack.registry.text import Findings

FILE = "explained.toml"


def load(folder: Path, findings: Findings) -> Explained | None:
    """The text, or None where it could not be read (see `findings`)."""
    return text.toml(Explained, folder / FILE, findings)
