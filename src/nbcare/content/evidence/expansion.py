"""The placeholders {{fact:id}}, {{fact:id.part}}, {{cite:id}} and {{local:name}} in running text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_PLACEHOLDER = re.compile(r"\{\{\s*(fact|cite|local):\s*([A-Za-z0-9_.\-]+)\s*\}\}")
_NUMBERS = re.compile(r"\[\d+\](?:[ \t]*\[\d+\])+")
_NUMBER = re.compile(r"\[\d+\]")
_BRACES = re.compile(r"\{\{.*?(?:\}\}|$)", re.MULTILINE)


@dataclass(frozen=True)
class Placeholder:
    """One placeholder as written, and its place in the text."""

    kind: str
    ref: str
    start: int
    end: int


def placeholders(text: str) -> list[Placeholder]:
    """Return the placeholders of a text in reading order."""
    return [Placeholder(m[1], m[2], *m.span()) for m in _PLACEHOLDER.finditer(text)]


def malformed(text: str) -> str:
    """Return the first pair of double braces that is no placeholder, or nothing."""
    good = {(p.start, p.end) for p in placeholders(text)}
    return next((m[0] for m in _BRACES.finditer(text) if m.span() not in good), "")


def replace(text: str, printed: Callable[[Placeholder], str]) -> str:
    """Replace each placeholder by what `printed` returns for it."""
    return _PLACEHOLDER.sub(lambda m: printed(Placeholder(m[1], m[2], *m.span())), text)


def cited_once(text: str) -> str:
    """Return a printed text in which a row of source numbers names each source once: two facts may have one source."""
    return _NUMBERS.sub(
        lambda row: " ".join(dict.fromkeys(_NUMBER.findall(row[0]))) if _repeats(row[0]) else row[0], text
    )


def _repeats(row: str) -> bool:
    numbers = _NUMBER.findall(row)
    return len(set(numbers)) < len(numbers)
