"""What the two kinds of matrix share: their rows and columns, as lists and in print."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions import text_lines
from nbcare.questions.kind import Item


def lists(item: Item) -> list[tuple[str, dict[str, str]]]:
    """Give the rows and the columns, each with the name of its field."""
    return [("rows", item["rows"]), ("columns", item["columns"])]


def printed(item: Item) -> Iterator[str]:
    """Print the rows, then the columns."""
    for name, texts in lists(item):
        yield from text_lines.named(f"{name} ", texts)
