"""The rules of an item that no schema can express; those for the fields of one kind are in its module."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions.item import Item
from nbcare.questions.kind import Problem
from nbcare.questions.scoring import kind_of
from nbcare.questions.variants.dealing import placeholders


def findings(item: Item) -> Iterator[Problem]:
    """Yield what is wrong within one item that already fits the schema, and what to do."""
    kind = kind_of(item)
    if item["id"].endswith("-before"):
        yield "id: ends with -before, which is kept for pre-questions", "choose another id"
    if not kind.prints_values and (names := placeholders(item)):
        yield f"{{{{value:{min(names)}}}}} stands in a question that is no number", "write the value"
    yield from kind.problems(item)
