"""How near a phrase stands to a figure, as a reader would pair them."""

from __future__ import annotations

import re

# these end a pair: "46% with it and 29% without"
_PARTING = re.compile(r"[;,:|]|\b(?:and|but|against|versus|vs|than|while|compared|whereas|or)\b")
_PARTED, _CROSSED = 40, 200

Span = tuple[int, int]


def distance(text: str, figure: Span, phrase: Span, others: list[Span]) -> int:
    """Return letters between figure and phrase; a parting word or another figure between adds to it."""
    a, b = (phrase[1], figure[0]) if phrase[1] <= figure[0] else (figure[1], phrase[0])
    between = text[a:b]
    crossed = sum(a <= other[0] and other[1] <= b for other in others)
    return len(between) + _PARTED * len(_PARTING.findall(between)) + _CROSSED * crossed
