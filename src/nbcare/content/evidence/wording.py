"""How a value and its unit are printed."""

from __future__ import annotations

import re

_SIGNS = [
    (r"\+/-", "±"),
    (r"<=", "≤"),
    (r">=", "≥"),
    (r"->", "→"),
    (r"\bm\^?2\b", "m²"),
    (r"\bmcg\b|\bµg\b|\bug\b", "micrograms"),
    (r"\bmicromol\b|\bumol\b", "micromol"),
    (r"(?<=\d)x(?=\d)", "×"),
    (r"(?<=[\w)²]) x (?=\d)", " × "),
    (r"10\^6 IU\b", "million IU"),
    (r"\s*\bdegrees C\b", " °C"),
    (r"(?<=\d) %", "%"),
]
_NUMBER = r"[<>≤≥]?=?\s?-?\d+(?:[.,]\d+)*"
_SINGLE = re.compile(rf"(?:about )?{_NUMBER}(?:\s?(?:-|–|to|±|\+/-)\s?{_NUMBER})?\s?%?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_JOINED = re.compile(r";|/|,| vs | or ")


def tidy(text: str) -> str:
    """Print units and signs as a nurse reads them: m², micrograms, °C, ±."""
    for pattern, sign in _SIGNS:
        text = re.sub(pattern, sign, text)
    # "<LLN" would open an HTML tag in Markdown
    return re.sub(r"<(?=[A-Za-z/!])", "< ", text)


def amount(value: str, unit: str) -> str:
    """Join a value and its unit: 46%, SPF 50, 160 mg/m²/day."""
    if not unit:
        return tidy(value)
    if unit in ("SPF", "grade", "US grade", "CTCAE grade"):
        return tidy(f"{unit} {value}")
    if unit == "date":
        return value
    if unit in ("hour", "day", "week", "month") and value != "1":
        unit += "s"
    return tidy(f"{value}{'' if unit.startswith('%') else ' '}{unit}")


def composite(value: str, unit: str) -> bool:
    """Return whether a value holds more than one figure, so that a sentence cannot print it."""
    if _SINGLE.fullmatch(value) or _DATE.fullmatch(value):
        return bool(re.search(r";| vs ", unit))
    return any(sign.isdigit() for sign in value) or bool(_JOINED.search(value))
