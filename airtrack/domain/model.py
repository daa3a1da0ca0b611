"""The parent of every word that is read from a text file."""

from pydantic import BaseModel, ConfigDict


class Word(BaseModel):
    """Frozen, and strict about its spelling: an unknown key is an error, never ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Unfit(ValueError):
    """Why a text makes no word: `code` names the message, `params` fill its gaps."""

    def __init__(self, code: str, sentence: str, **params: object) -> None:
        super().__init__(sentence)
        self.code = code
        self.params = params
