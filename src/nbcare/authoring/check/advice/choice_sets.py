"""The lists that a learner chooses from, whatever the kind of the item."""

from __future__ import annotations

from collections.abc import Iterable

from nbcare.questions.item import Item
from nbcare.questions.kind import ChoiceSet
from nbcare.questions.scoring import kind_of

__all__ = ["ChoiceSet", "choice_sets", "lists", "named"]


def choice_sets(item: Item) -> Iterable[ChoiceSet]:
    """Return every list of options that has right and wrong ones."""
    return kind_of(item).choice_sets(item)


def lists(item: Item) -> list[tuple[str, dict[str, str]]]:
    """Return place and options of every list, those of an order and of a table's rows too."""
    return kind_of(item).lists(item)


def named(item: Item, place: str) -> str:
    """Return an item's id with the place in it."""
    return f"{item['id']} {place}".strip()
