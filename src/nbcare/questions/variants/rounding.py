"""Round exactly, by a named rule, to any step: 0.01, 5, 2.5."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction

_HALF = Fraction(1, 2)
# A square root is worked out to 40 places; what lies nearer to a tie than this is the tie.
_NEAR = Fraction(1, 10**30)

RULES: dict[str, Callable[[int, Fraction], bool]] = {
    "half-up": lambda whole, rest: rest >= _HALF,
    "half-even": lambda whole, rest: rest > _HALF or (rest == _HALF and whole % 2 == 1),
    "down": lambda whole, rest: False,
    "up": lambda whole, rest: rest > 0,
}
"""Tell for each rule whether a number of whole steps and a rest go to the next step, away from zero."""


def to_step(value: Fraction, step: Fraction, rule: str) -> Fraction:
    """Round a value to a multiple of `step`; raise ValueError for a step that is not above 0."""
    if step <= 0:
        raise ValueError("the step to round to must be above 0")
    whole, rest = divmod(_settled(abs(value) / step), 1)
    steps = whole + RULES[rule](whole, rest)
    return steps * step if value >= 0 else -steps * step


def _settled(steps: Fraction) -> Fraction:
    tie = Fraction(round(steps * 2), 2)
    return tie if abs(steps - tie) < _NEAR else steps


def plain(number: Fraction, places: int = 40) -> str:
    """Write a number without an exponent and without trailing zeros: 5.0 is read as 50 too easily."""
    with localcontext() as context:
        context.prec = 80
        text = format(
            (Decimal(number.numerator) / Decimal(number.denominator)).quantize(Decimal(1).scaleb(-places)), "f"
        )
    return text.rstrip("0").rstrip(".")
