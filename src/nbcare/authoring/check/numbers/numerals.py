"""Find numbers, in digits and in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_UNITS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {**{word: n for n, word in enumerate(_UNITS, 1)}, **{word: 10 * n for n, word in enumerate(_TENS, 2)}}
SPELLED = (
    rf"\b(?i:(?:{'|'.join(_TENS)})-(?:{'|'.join(_UNITS[:9])})|{'|'.join(sorted(_WORDS, key=len, reverse=True))})\b"
)
# no number inside a name: ANBL0032, IL-2, ch14.18, v5.0, CCG-3891, [3]
NUMBER = re.compile(
    rf"(?<![\w.\[])(?<![A-Za-z]-)(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?!\d|\.\d)|{SPELLED}"
)


@dataclass
class Number:
    """A number on its way to becoming a figure."""

    value: Decimal
    start: int
    end: int
    spelled: bool
    unit: str = ""
    until: int = 0


def value_of(text: str) -> Decimal:
    """Return the value of a number in digits or words."""
    if text[0].isdigit() or text[0] == ".":
        return Decimal(text.replace(",", ""))
    return Decimal(sum(_WORDS[word] for word in text.lower().split("-")))


def numbers(text: str) -> list[Number]:
    """Return all numbers of a text, without units."""
    found = ((m[0], m.start(), m.end()) for m in NUMBER.finditer(text))
    return [Number(value_of(word), a, b, word[0].isalpha(), until=b) for word, a, b in found]
