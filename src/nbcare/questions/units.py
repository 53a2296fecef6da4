"""Units as people write them, brought to one spelling. Nothing is converted."""

from __future__ import annotations

import re

_SPELLINGS = {
    "ug": "ug mcg microgram micrograms",
    "mg": "mg milligram milligrams",
    "g": "g gram grams",
    "kg": "kg kilogram kilograms",
    "ng": "ng",
    "mL": "mL ml millilitre millilitres milliliter milliliters",
    "L": "L l litre litres liter liters",
    "m2": "m2 sqm",
    "mm": "mm",
    "cm": "cm",
    "m": "m",
    "s": "s sec second seconds",
    "min": "min minute minutes",
    "h": "h hr hrs hour hours",
    "d": "d day days",
    "wk": "wk week weeks",
    "mo": "mo month months",
    "y": "y yr year years",
    "mmol": "mmol",
    "umol": "umol micromol",
    "mol": "mol",
    "IU": "IU",
    "unit": "unit units",
    "dose": "dose doses",
    "drop": "drop drops",
    "capsule": "capsule capsules",
    "tablet": "tablet tablets",
    "%": "% percent",
    "°C": "°C C",
    "mmHg": "mmHg",
}
_CANONICAL = {word: unit for unit, words in _SPELLINGS.items() for word in words.split()}
_SIGNS = str.maketrans({"²": "2", "³": "3", "µ": "u", "μ": "u", "^": None})
_SPACE = re.compile(r"[ \t\u00a0\u202f]+")


def canonical(unit: str) -> str:
    """Spell a unit in the one way that compares (m² and m2, mcg and µg)."""
    plain = _SPACE.sub("", unit.translate(_SIGNS))
    return "/".join(_CANONICAL.get(part, part) for part in plain.split("/"))


def is_known(unit: str) -> bool:
    """Tell whether every part of a canonical unit is one of ours."""
    return all(part in _SPELLINGS for part in unit.split("/"))
