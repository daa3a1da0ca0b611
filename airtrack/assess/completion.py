"""The completion rate of a target that is measured from a base (目标完成率).

Source: SPEC 6.2: (B − A) / (B − T) for an indicator that is to fall, which is the same as
(A − B) / (T − B) for one that is to rise.
"""

from __future__ import annotations

from fractions import Fraction

from airtrack.domain.scale import PERCENT


def completion(base: Fraction, *, actual: Fraction, target: Fraction) -> Fraction | None:
    """Percent of the way from the base to the target, whichever direction that is.

    Negative where the figure went the other way (不降反升), above 100 where it went beyond the
    target, None where the target is the base and no way is to go.

    >>> completion(Fraction(60), actual=Fraction(54), target=Fraction(50))
    Fraction(60, 1)
    """
    if base == target:
        return None
    return (base - actual) / (base - target) * PERCENT
