"""The parent of every word that is read from a text file."""

from pydantic import BaseModel, ConfigDict


class Word(BaseModel):
    """Frozen, and strict about its spelling: an unknown key is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")
