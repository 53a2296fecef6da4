"""A number with a unit: plain decimal writing, exact arithmetic, inclusive tolerance."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from nbcare.questions.scoring import units
from nbcare.questions.scoring.kind import Item, Kind
from nbcare.questions.scoring.result import InvalidResponseError
from nbcare.questions.scoring.shape import is_empty, parts, shown

LONGEST = 40
"""Characters in a number or a unit; a longer one is not an answer."""

_EDGES = " \t\u00a0\u202f"
_PLAIN = re.compile(r"[+\-\u2212]?(?:[0-9]+(?:[.,][0-9]*)?|[.,][0-9]+)")
_THOUSANDS = re.compile(r"[+\-\u2212]?[1-9][0-9]{0,2}(?:[,.' \u00a0\u202f\u2019][0-9]{3})+(?:[.,][0-9]+)?")
_PLAIN_POINT = re.compile(r"[+\-\u2212]?[0-9]+\.[0-9]+")


@dataclass(frozen=True)
class Measured:
    """Hold what the learner gave, and the key it is compared with."""

    value: Fraction
    unit: str
    key: Fraction


def exact(number: int | float) -> Fraction:
    """Take a number from YAML or JSON for the decimal that was written."""
    return Fraction(Decimal(repr(number)))


def read_number(text: str) -> Fraction:
    """Read a plain number with a decimal point or comma, or say why it is refused."""
    plain = text.strip(_EDGES)
    if len(plain) > LONGEST:
        raise InvalidResponseError("the number is too long")
    # 1.234 is an ordinary decimal; 1,234 could be a thousand, so it is asked for again.
    if _THOUSANDS.fullmatch(plain) and not _PLAIN_POINT.fullmatch(plain):
        raise InvalidResponseError(f"{shown(plain)} may hold a thousands separator: write 1234 or 1.234")
    if not _PLAIN.fullmatch(plain):
        raise InvalidResponseError(f"{shown(plain)} is not one plain number such as 0.61 or 0,61")
    point = plain.replace(",", ".").replace("\u2212", "-")
    return Fraction(Decimal(point))


def _read_unit(item: Item, unit: Any) -> str:
    if is_empty(unit):
        return ""
    if not isinstance(unit, str) or len(unit) > LONGEST:
        raise InvalidResponseError("the unit must be a short text")
    given = units.canonical(unit)
    offered = {units.canonical(each) for each in (item["unit"], *item.get("units", ()))}
    if given and given not in offered and not units.is_known(given):
        raise InvalidResponseError(f"unknown unit {shown(unit)}")
    return given


def _read_variant(item: Item, variant: Any) -> Item | None:
    if is_empty(variant):
        return None
    for each in item.get("variants", ()):
        if isinstance(variant, str) and each["id"] == variant:
            return each
    raise InvalidResponseError("unknown variant")


def _key_of(item: Item, variant: Item | None) -> int | float:
    if variant is None and "key" not in item:
        raise InvalidResponseError("the response does not name the variant that it answers")
    return (variant or item)["key"]


def _read(item: Item, response: Any) -> Measured | None:
    given = parts(response, ("value", "unit", "variant"), "part")
    unit = _read_unit(item, given.get("unit"))
    variant = _read_variant(item, given.get("variant"))
    value = given.get("value")
    if is_empty(value) or (isinstance(value, str) and not value.strip(_EDGES)):
        return None
    if not isinstance(value, str):
        raise InvalidResponseError("the number must be given as text")
    return Measured(read_number(value), unit, exact(_key_of(item, variant)))


def allowance(item: Item, key: Fraction) -> Fraction:
    """Give how far from the key a number may lie, in the item's unit."""
    tolerance = item["tolerance"]
    if not isinstance(tolerance, dict):
        return exact(tolerance)
    if "relative" in tolerance:
        return exact(tolerance["relative"]) * abs(key)
    return exact(tolerance["absolute"])


def _marks(item: Item, answer: Measured | None) -> dict[str, str]:
    """Mark the value and the unit, and which feedback a wrong one calls for."""
    if answer is None:
        return {"value": "missed", "unit": "missed", "low": "", "high": ""}
    distance = answer.value - answer.key
    near = abs(distance) <= allowance(item, answer.key)
    return {
        "value": "right" if near else "wrong",
        "unit": "right" if answer.unit == units.canonical(item["unit"]) else "wrong",
        "low": "wrong" if not near and distance < 0 else "",
        "high": "wrong" if not near and distance > 0 else "",
    }


def _points(item: Item, answer: Measured) -> int:
    marks = _marks(item, answer)
    return int(marks["value"] == marks["unit"] == "right")


def _key(item: Item) -> dict[str, str]:
    """Give the key, of the first variant where the item has no key of its own."""
    own = item if "key" in item else item["variants"][0]
    named = {} if "key" in item else {"variant": own["id"]}
    return {"value": format(Decimal(repr(own["key"])), "f"), "unit": item["unit"]} | named


numeric = Kind(
    read=_read,
    points=_points,
    maximum=lambda item: 1,
    marks=_marks,
    key=_key,
    everything=lambda item: _key(item) | {"value": "0 1 2 3"},
)
