"""Find the clinical figures in a text: a number with its unit, a rate, a P value, an SPF."""

from __future__ import annotations

import re
from itertools import pairwise

from nbcare.authoring.check.numbers.figure import Figure, of_number
from nbcare.authoring.check.numbers.number_units import give_units
from nbcare.authoring.check.numbers.numerals import Number, numbers
from nbcare.authoring.check.numbers.units import COUNTED, unit_after
from nbcare.authoring.check.numbers.word_figures import worded

_OF = re.compile(r"\s*(?:of|in|out of|/)\s*(?:the )?")
_READING = re.compile(
    r"(?i)\b(?:this|the|each) (?:module|page|lesson|quiz|course)\b|minutes (?:to|of) read|\breading (?:time|takes|this)|\bto read\b"
)


def figures(text: str) -> list[Figure]:
    """Return the clinical figures of a text in reading order."""
    found = numbers(text)
    rates = _rates(text, found)
    give_units(text, found)
    made = [of_number(text, number) for number in found if _clinical(text, number)]
    return sorted([*made, *rates, *worded(text)], key=lambda figure: (figure.start, figure.end))


def _rates(text: str, found: list[Number]) -> list[Figure]:
    """Return the figures of the form 8 of 11; their first number carries no other unit."""
    rates = []
    for first, second in pairwise(found):
        join = text[first.end : second.start]
        whole = first.value == int(first.value) and second.value == int(second.value)
        if not _OF.fullmatch(join) or not whole or first.value > second.value or second.value < 2:
            continue
        unit = unit_after(text, second.end)
        if unit and unit[0] not in COUNTED:
            continue
        if re.fullmatch(r"(?:19|20)\d\d", text[second.start : second.end]) and "/" not in join:
            continue
        rates.append(
            Figure(first.value, f"of {int(second.value)}", first.start, second.end, text[first.start : second.end])
        )
        first.unit = "-"
    return rates


def _clinical(text: str, number: Number) -> bool:
    """Leave out numbers without a unit, "one course", day 1, and minutes of reading."""
    if number.unit in ("", "-"):
        return False
    if number.spelled and number.value == 1 and (number.unit in COUNTED or number.unit == "day"):
        return False
    if number.value == 1 and re.search(r"\b(?:[Dd]ays?|[Ww]eeks)\s+$", text[: number.start]):
        return False
    return not (number.unit == "minute" and _READING.search(text))
