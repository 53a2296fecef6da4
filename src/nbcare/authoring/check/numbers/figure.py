"""One clinical figure: a value with its unit and its place in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from nbcare.authoring.check.numbers.numerals import Number
from nbcare.authoring.check.numbers.units import RATES, comparable

_SIDES = {
    "over": (
        re.compile(r"(?i)(?:\b(?:over|above|more than|at least|exceeding)\s|[>≥]=?\s?)(?:SPF )?$"),
        re.compile(r" or (?:more|above|over)\b"),
    ),
    "under": (
        re.compile(r"(?i)(?:\b(?:under|below|less than|at most|up to)\s|[<≤]=?\s?)(?:SPF )?$"),
        re.compile(r" or (?:less|below|under)\b"),
    ),
}
_STRENGTH = re.compile(
    r"[-–\d%\s]*(?:sodium|saline|(?:human )?albumin|glucose|dextrose|oxygen|O2|on room air|of the skin|BSA"
    r"|(?:lower |higher |smaller |of )?(?:the |its )?(?:previous |earlier |original |usual )?(?:dose|rate)\b)"
)
_STRENGTH_OF = re.compile(r"(?:SpO2|saturation)\D*$|\b(?:dose|rate)\b\D{0,12}\b(?:by|to)\s+[\d\s%–-]*$")


FigureKey = tuple[Decimal, str]
"""Value and unit, in the form in which equal amounts are equal."""


@dataclass(frozen=True)
class Figure:
    """A number in a text: its value, canonical unit, position, and whether it is a lower or an upper bound."""

    value: Decimal
    unit: str
    start: int
    end: int
    text: str
    side: str = ""
    outcome: bool = True

    @property
    def key(self) -> FigureKey:
        """Return what must be equal for two figures to be the same."""
        return comparable(self.value, self.unit)

    @property
    def rate(self) -> bool:
        """Return whether this is a rate or an outcome, which needs its drug and time point."""
        return self.outcome and (self.unit.removeprefix("±") in RATES or self.unit.startswith("of "))


def of_number(text: str, number: Number) -> Figure:
    """Make a figure of a number that has its unit."""
    before, after = text[max(0, number.start - 16) : number.start], text[number.until : number.until + 12]
    side = next((side for side, (ahead, behind) in _SIDES.items() if ahead.search(before) or behind.match(after)), "")
    shown = text[number.start : number.until]
    return Figure(
        number.value,
        number.unit,
        number.start,
        number.until,
        shown,
        side,
        not is_strength(text, number.start, number.until),
    )


def is_strength(text: str, start: int, end: int) -> bool:
    """Return whether a per cent is a solution, an oxygen level or a share of a dose, and no outcome."""
    return bool(_STRENGTH.match(text, end) or _STRENGTH_OF.search(text[max(0, start - 40) : start]))
