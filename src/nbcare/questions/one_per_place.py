"""What the kinds share in which each place takes one choice: the gaps of a text, the rows of a matrix."""

from __future__ import annotations

from collections.abc import Mapping

from nbcare.questions.item import Item
from nbcare.questions.reading import mark_each
from nbcare.questions.rules import zero_one

Chosen = Mapping[str, str | None]
"""The choice of each place; None, or nothing, where it was left open."""


class OnePerPlaceItem(Item):
    """An item whose key names one choice for each place."""

    key: dict[str, str]


def points(item: OnePerPlaceItem, answer: Chosen) -> int:
    """Pay a point for each place that is right."""
    return zero_one(answer.items(), item["key"].items())


def maximum(item: OnePerPlaceItem) -> int:
    """Count the places."""
    return len(item["key"])


def marks(item: OnePerPlaceItem, answer: Chosen) -> dict[str, str]:
    """Mark each place."""
    return mark_each(answer, item["key"])


def key(item: OnePerPlaceItem) -> Chosen:
    """Give the right choice of each place."""
    return dict(item["key"])
