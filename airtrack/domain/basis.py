"""Whether dust and other exceptional events count in a figure."""

from __future__ import annotations

from enum import StrEnum


class Basis(StrEnum):
    """Events counted (含沙尘), left out (扣沙), or deducted by the authority itself (考核认定).

    The authority's own deduction is imported, never computed.
    """

    INCL_DUST = "incl_dust"
    EXCL_DUST = "excl_dust"
    ASSESSED = "assessed"

    @property
    def other(self) -> Basis:
        """The basis that stands beside this one."""
        return Basis.INCL_DUST if self is Basis.EXCL_DUST else Basis.EXCL_DUST
