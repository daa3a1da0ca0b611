"""All settings in one table, read once by the launcher and the command line and passed down."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from airtrack.errors import WrongUse

_PACKAGE = Path(__file__).parent


def home() -> Path:
    """The folder that holds `app.py`, `pages/` and `data/`: the checkout, else the wheel's copy."""
    checkout = _PACKAGE.parent
    if (checkout / "pages").is_dir() and (checkout / "data" / "standards").is_dir():
        return checkout
    return _PACKAGE / "_home"


def _default_data() -> Path:
    here = Path("data")
    return here if (here / "standards").is_dir() else home() / "data"


class Settings(BaseSettings):
    """Each field is the environment variable AIRTRACK_<NAME>; command line options win."""

    model_config = SettingsConfigDict(env_prefix="AIRTRACK_", frozen=True, extra="ignore")

    @classmethod
    def of(cls, chosen: Mapping[str, str]) -> Settings:
        """Settings in which what was `chosen` on the command line wins over the environment.

        Raises WrongUse("bad_setting") for a value that does not fit.
        """
        try:
            return cls(**chosen)  # type: ignore[arg-type]
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            name = f"AIRTRACK_{'.'.join(map(str, first['loc'])).upper()}"
            raise WrongUse(
                "bad_setting", name=name, value=first["input"], reason=first["msg"]
            ) from error

    store: Path = Field(Path("data/store"), description="folder of the store")
    data: Path = Field(
        default_factory=_default_data, description="folder of standards, places and forms"
    )
    lang: Literal["zh", "en"] = Field("zh", description="language of tables and messages")
    edition: Literal["inside", "public"] = Field(
        "inside", description="edition of the web application; public never writes, takes no files"
    )
    threads: int = Field(
        default_factory=lambda: os.cpu_count() or 1, ge=1, description="threads of the database"
    )
    wait: float = Field(10.0, ge=0, description="seconds to wait for another writer")
    preview_seconds: float = Field(
        20.0, ge=0, description="longest time to look for verdicts a file would turn; 0: don't look"
    )
    port: int = Field(8501, description="port of the web application")
    by: str = Field("", description="name noted with what is done; default: the system's user")
    schemes: str = Field(
        "",
        description="examples of reward and scoring schemes that are switched on, joined by commas",
    )
    sources: Path | None = Field(
        None, description="folder of further web sources, beside those in the folder of texts"
    )
    map_file: Path | None = Field(
        None, description="approved map (GeoJSON), the only one with boundaries for the public"
    )
    map_number: str = Field("", description="approval number (审图号) of that map, printed on it")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "WARNING", description="least level that is logged, as JSON lines on stderr"
    )

    @property
    def schemes_on(self) -> tuple[str, ...]:
        """Ids of the schemes that are switched on."""
        return tuple(name.strip() for name in self.schemes.split(",") if name.strip())
