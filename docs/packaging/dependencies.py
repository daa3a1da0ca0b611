"""Gives the package the dependencies of requirements.txt, so that they are written once."""

from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Dependencies(MetadataHookInterface):
    """Fills the dynamic field `dependencies`."""

    def update(self, metadata: dict) -> None:
        """Every requirement line, without comments."""
        lines = (Path(self.root) / "requirements.txt").read_text(encoding="utf-8").splitlines()
        metadata["dependencies"] = [line for line in lines if line and not line.startswith("#")]
