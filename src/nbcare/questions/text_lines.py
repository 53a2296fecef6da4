"""Print the parts of a question as lines of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nbcare.questions import markers
from nbcare.questions.item import Table

_STRONG = re.compile(r"\*\*([^*]+)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*")


def plain(text: str) -> str:
    """Take stress and line breaks out of a text."""
    return " ".join(_STRONG.sub(lambda found: found[1] or found[2], text).split())


def marked(text: str) -> str:
    """Print a text with its blanks and spans, whose ids an answer names."""
    return plain(markers.SPAN.sub(r"[\1: \2]", markers.BLANK.sub(r"[\1 ____]", text)))


def table(one: Table) -> Iterator[str]:
    """Print a table row by row, its columns first."""
    for row in (one["columns"], *one["rows"]):
        yield " | ".join(marked(str(cell)) for cell in row)


def named(prefix: str, options: Mapping[str, str]) -> Iterator[str]:
    """Print each option after its id, and what it belongs to before."""
    for id, text in options.items():
        yield f"{prefix}{id}: {plain(text)}"
