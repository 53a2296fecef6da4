"""What the two kinds of matrix share: their rows and columns, as lists and in print."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions import text_lines
from nbcare.questions.item import Item, Words


class MatrixItem(Item):
    """An item with rows and columns."""

    rows: Words
    columns: Words


def lists(item: MatrixItem) -> list[tuple[str, Words]]:
    """Give the rows and the columns, each with the name of its field."""
    return [("rows", item["rows"]), ("columns", item["columns"])]


def printed(item: MatrixItem) -> Iterator[str]:
    """Print the rows, then the columns."""
    for name, texts in lists(item):
        yield from text_lines.named(f"{name} ", texts)
