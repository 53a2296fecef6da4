"""Figures without digits of their own: twice a day, half the children, a lone number in a table."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from nbcare.authoring.check.numbers.figure import Figure, is_strength
from nbcare.authoring.check.numbers.numerals import NUMBER, SPELLED, value_of
from nbcare.authoring.check.numbers.units import unit_after

_OFTEN = re.compile(r"(?i)\b(once|twice)(?:[ -]daily| (?:a|each|per|every) day)")
_SHARE = re.compile(
    r"(?i)\b(half|a quarter|three quarters)(?= (?:of )?(?:(?:the|all|these|those|our|its|their) )?"
    r"(?:previous |earlier |high-risk |affected )?(?:children|patients|cases|dose|rate|survivors|risk)\b)"
)
_COUNTABLE = [
    "courses",
    "cycles",
    "capsules",
    "doses",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "children",
    "patients",
]
_SHARES = {"half": 50, "a quarter": 25, "three quarters": 75}


def worded(text: str) -> list[Figure]:
    """Return the figures that hold no number: twice a day, half the children."""
    often = [
        Figure(Decimal(1 if m[1].lower() == "once" else 2), "a day", *m.span(), m[0]) for m in _OFTEN.finditer(text)
    ]
    shares = [
        Figure(Decimal(_SHARES[m[1].lower()]), "%", *m.span(), m[0], outcome=not is_strength(text, *m.span()))
        for m in _SHARE.finditer(text)
    ]
    divided = [replace(f, unit="a day") for f in _divided(text)]
    return often + shares + divided


def _divided(text: str) -> list[Figure]:
    found = re.finditer(rf"({SPELLED}|\d+) divided doses", text)
    return [Figure(value_of(m[1]), "dose", *m.span(), m[0]) for m in found]


def lone(text: str, cells: list[tuple[int, int, str]]) -> list[Figure]:
    """Return the figures of table cells that hold a number only: their unit is in the row's name or header."""
    found = []
    for start, end, header in cells[1:]:
        number = NUMBER.fullmatch(text[start:end].strip())
        if not number:
            continue
        at = text.index(number[0], start)
        row = re.search(rf"(?i)\b({'|'.join(_COUNTABLE)})\b", f"{header} / {text[: cells[0][1]]}")
        unit = unit_after(row[1].lower(), 0) if row else None
        if unit:
            found.append(Figure(value_of(number[0]), unit[0], at, at + len(number[0]), number[0]))
    return found
