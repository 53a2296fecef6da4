"""Read and compare numbers as people write them: plain decimal writing, exact arithmetic, inclusive tolerance."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from nbcare.questions.numeric_item import NumericItem
from nbcare.questions.reading import shown
from nbcare.questions.result import InvalidResponseError

LONGEST = 40
"""Characters in a number or a unit; a longer one is not an answer."""

EDGES = " \t\u00a0\u202f"
"""Space that may stand around a number."""
_PLAIN = re.compile(r"[+\-\u2212]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)")
_THOUSANDS = re.compile(r"[+\-\u2212]?[1-9][0-9]{0,2}(?:[,.' \u00a0\u202f\u2019][0-9]{3})+(?:[.,][0-9]+)?")
_PLAIN_POINT = re.compile(r"[+\-\u2212]?[0-9]+\.[0-9]+")


def exact(number: int | float) -> Fraction:
    """Take a number from YAML or JSON for the decimal that was written."""
    return Fraction(Decimal(repr(number)))


def read_number(text: str) -> Fraction:
    """Read a plain number with a decimal point or comma, or say why it is refused."""
    plain = text.strip(EDGES)
    if len(plain) > LONGEST:
        raise InvalidResponseError("the number is too long")
    # 1.234 is an ordinary decimal; 1,234 could be a thousand, so it is asked for again.
    if _THOUSANDS.fullmatch(plain) and not _PLAIN_POINT.fullmatch(plain):
        raise InvalidResponseError(f"{shown(plain)} may hold a thousands separator: write 1234 or 1.234")
    if not _PLAIN.fullmatch(plain):
        raise InvalidResponseError(f"{shown(plain)} is not one plain number such as 0.61 or 0,61")
    point = plain.replace(",", ".").replace("\u2212", "-")
    return Fraction(Decimal(point))


def slips_taken(item: NumericItem, key: Fraction) -> list[Fraction]:
    """Return the usual slips that would be right, too: nothing at all, a tenth of the key, and ten times the key."""
    off = allowance(item, key)
    return [slip for slip in (Fraction(0), key / 10, key * 10) if key and abs(slip - key) <= off]


def allowance(item: NumericItem, key: Fraction) -> Fraction:
    """Give how far from the key a number may lie, in the item's unit."""
    tolerance = item["tolerance"]
    if not isinstance(tolerance, dict):
        return exact(tolerance)
    if "relative" in tolerance:
        return exact(tolerance["relative"]) * abs(key)
    return exact(tolerance["absolute"])
