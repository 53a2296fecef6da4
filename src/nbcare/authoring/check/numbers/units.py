"""The clinical units a figure may carry, each with the one name the rule compares."""

from __future__ import annotations

import re
from decimal import Decimal

# written form -> canonical name; longer forms first, because the first match wins
_BASES = {
    r"million IU": "MIU",
    r"IU|international units": "IU",
    r"micrograms?|mcg|[µμ]g|ug": "mcg",
    r"milligrams?|mg": "mg",
    r"nanograms?|ng": "ng",
    r"kilograms?|kg": "kg",
    r"grams?|g": "g",
    r"millilit(?:re|er)s?|m[Ll]": "mL",
    r"lit(?:re|er)s?|L": "L",
    r"millimol(?:es?)?|mmol": "mmol",
    r"micromol(?:es?)?|[µμu]mol": "umol",
    r"mm ?Hg": "mmHg",
    r"cm": "cm",
    r"square met(?:re|er)s?|m²|m2": "m2",
    r"°\s?C|degrees? C(?:elsius)?|degrees?": "degC",
    r"percentage points?|% points?": "%pt",
    r"%|per ?cent": "%",
    r"hours?|hrs?|h": "hour",
    r"minutes?|mins?": "minute",
    r"days?": "day",
    r"weeks?": "week",
    r"months?": "month",
    r"years?": "year",
    r"courses?": "course",
    r"cycles?": "cycle",
    r"capsules?": "capsule",
    r"tablets?": "tablet",
    r"times (?:a|per|each|every) day|times daily": "a day",
    r"doses?": "dose",
    r"children|child|patients?|babies|infants?|girls?|boys?|survivors?|participants?": "people",
}
_BELOW = {
    r"square met(?:re|er)|m²|m2": "m2",
    r"kilogram|kg": "kg",
    r"days?": "day",
    r"hour|hr|h": "hour",
    r"minute|min": "minute",
    r"dL|dl": "dL",
    r"m[Ll]": "mL",
    r"lit(?:re|er)|L": "L",
    r"dose": "dose",
    r"course": "course",
    r"week": "week",
}
_BASE = "|".join(_BASES)
_PER = r"\s*(?:/|\bper\b|\ban?\b|\b(?:for )?each\b|\bevery\b)\s*"
UNIT = re.compile(
    rf"[\s\-–]*(?P<base>{_BASE})(?P<below>(?:{_PER}(?:{'|'.join(_BELOW)})(?![\w²]))*)"
    r"(?P<daily>\s+daily)?(?![\w²])"
)
COUNTED = {"people", "course", "cycle", "capsule", "tablet", "dose"}
RATES = {"%", "%pt", "P", "HR"}

# what the rule compares durations in, so that two weeks are 14 days
_TIME = {
    "hour": ("hours", 1),
    "day": ("hours", 24),
    "week": ("hours", 168),
    "month": ("months", 1),
    "year": ("months", 12),
}


def _named(text: str, names: dict[str, str]) -> str:
    return next(name for written, name in names.items() if re.fullmatch(written, text.strip()))


def unit_after(text: str, position: int) -> tuple[str, int] | None:
    """Return the unit that begins at a position, by its canonical name, and where it ends."""
    match = UNIT.match(text, position)
    if not match:
        return None
    name = _named(match["base"], _BASES)
    for below in re.split(_PER, match["below"])[1:]:
        name += "/" + _named(below, _BELOW)
    if name == "dose/day":
        name = "a day"
    if match["daily"] and name in ("mg", "mg/m2", "mg/kg", "mcg/m2", "mcg"):
        name += "/day"
    return name, match.end()


def comparable(value: Decimal, unit: str) -> tuple[Decimal, str]:
    """Return value and unit in the form in which equal amounts are equal."""
    sign = "±" if unit.startswith("±") else ""
    base = unit.removeprefix("±")
    if base in _TIME:
        name, factor = _TIME[base]
        return value * factor, sign + name
    return value, unit
