"""What the kinds share in which each place takes one choice: the gaps of a text, the rows of a matrix."""

from __future__ import annotations

from nbcare.questions.kind import Item
from nbcare.questions.reading import mark_each
from nbcare.questions.rules import zero_one

Chosen = dict[str, str | None]


def points(item: Item, answer: Chosen) -> int:
    """Pay a point for each place that is right."""
    return zero_one(answer.items(), item["key"].items())


def maximum(item: Item) -> int:
    """Count the places."""
    return len(item["key"])


def marks(item: Item, answer: Chosen) -> dict[str, str]:
    """Mark each place."""
    return mark_each(answer, item["key"])


def key(item: Item) -> dict[str, str]:
    """Give the right choice of each place."""
    return dict(item["key"])
