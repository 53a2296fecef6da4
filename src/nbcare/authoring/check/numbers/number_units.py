"""Give each number of a text the unit that a reader gives it."""

from __future__ import annotations

import re
from itertools import pairwise

from nbcare.authoring.check.numbers.numerals import Number
from nbcare.authoring.check.numbers.units import COUNTED, unit_after

_JOIN = re.compile(r"\s*%?\s*(?:,? ?(?:and|or|to|vs\.?|versus|v|against|then)|-|–|—|±|\+/-|,|/)\s*")
_LABEL = re.compile(
    r"\b(?:grades?|courses?|cycles?|steps?|tables?|figures?|week|parts?|modules?|phases?|stages?"
    r"|questions?|levels?|groups?|items?|studies|versions?)\s+$",
    re.IGNORECASE,
)
_BEFORE = [
    (re.compile(r"\bSPF\s*$"), "SPF"),
    (re.compile(r"\b[Pp]\s*(?:value\s*)?(?:of\s*)?[=<>≤≥]?\s*$"), "P"),
    (re.compile(r"\b(?:hazard ratio|HR)(?:\s+(?:of|was|is))?\s*$", re.IGNORECASE), "HR"),
    (re.compile(r"\b[Dd]ays?\s+$"), "day"),
    (re.compile(r"\b[Ww]eeks\s+$"), "week"),
    (re.compile(r"\b[Gg]rades?\s+$"), "grade"),
    (re.compile(r"\b[Aa]ged?\s+(?:of\s+)?$"), "year"),
]
_RANGED = ("day", "week", "grade")
_STOP = (
    r"(?:of|in|to|and|or|the|an?|for|with|from|on|at|by|that|which|who|is|are|was|were|have|had|after|before"
    r"|than|as|nurses?|days?|weeks?|months?|years?|hours?|ways?|things?|questions?|steps?|reasons?|mg|kg|%)"
)
_BETWEEN = re.compile(rf"[ -]+(?!{_STOP}\b)[A-Za-z0-9-]+(?=[ -])")


def give_units(text: str, found: list[Number]) -> None:
    """Set the unit of every number that has one, its own or one it shares."""
    for number in found:
        _own_unit(text, number)
    _shared_units(text, found)
    for number in found:
        if re.search(r"(?:±|\+/-)\s*$", text[: number.start]) and number.unit:
            number.unit = "±" + number.unit


def _own_unit(text: str, number: Number) -> None:
    """Give a number the unit that stands before or behind it."""
    if number.unit:
        return
    before = text[: number.start]
    for pattern, unit in _BEFORE:
        if pattern.search(before):
            number.unit = unit
            return
    after = unit_after(text, number.end) or _counted(text, number.end)
    if after:
        number.unit, number.until = after


def _counted(text: str, position: int) -> tuple[str, int] | None:
    """Find what is counted behind one or two describing words: eleven small children."""
    for _ in range(2):
        word = _BETWEEN.match(text, position)
        if not word:
            return None
        position = word.end()
        unit = unit_after(text, position)
        if unit:
            return unit if unit[0] in COUNTED else None
    return None


def _shared_units(text: str, found: list[Number]) -> None:
    """Give the 46 of "46 vs 29%" its per cent, and the 7 of "days 4-7" its day."""
    pairs = list(pairwise(found))
    for first, second in reversed(pairs):
        if not first.unit and second.unit not in ("", "-", "P", "SPF", "HR") and _joined(text, first, second):
            first.unit = second.unit
    for first, second in pairs:
        behind = text[second.end : second.end + 4]
        if (
            (
                not second.unit
                and first.unit in _RANGED
                and _JOIN.fullmatch(text, first.end, second.start)
                and _ranged(text, first)
            )
            or not second.unit
            and re.match(r" (?:on|off)\b", behind)
            and first.unit in ("day", "week")
        ):
            second.unit = first.unit


def _joined(text: str, first: Number, second: Number) -> bool:
    label = _LABEL.search(text[: first.start])
    year = re.fullmatch(r"(?:19|20)\d\d", text[first.start : first.end])
    return not label and not year and bool(_JOIN.fullmatch(text, first.end, second.start))


def _ranged(text: str, first: Number) -> bool:
    """Return whether the unit comes before the numbers, as in "days 4 to 7"."""
    return any(pattern.search(text[: first.start]) for pattern, unit in _BEFORE if unit in _RANGED)
