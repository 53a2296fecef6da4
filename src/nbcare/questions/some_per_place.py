"""What the kinds share in which each place takes several choices: the columns of a matrix, groups of options."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from nbcare.questions.item import Item
from nbcare.questions.reading import mark_set
from nbcare.questions.rules import plus_minus

Chosen = Mapping[str, tuple[str, ...]]
Given = Mapping[str, list[str]]
"""The choices of each place as a response or a key lists them."""


class SomePerPlaceItem(Item):
    """An item whose key names the right choices of each place."""

    key: dict[str, list[str]]


def points(item: SomePerPlaceItem, answer: Chosen, places: Collection[str]) -> int:
    """Score each place plus/minus and never below zero, then add: a wrong choice costs within its place only."""
    return sum(plus_minus(answer.get(place, ()), item["key"].get(place, ())) for place in places)


def maximum(item: SomePerPlaceItem) -> int:
    """Count the right choices of all places."""
    return sum(len(ids) for ids in item["key"].values())


def marks(item: SomePerPlaceItem, answer: Chosen, offered: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Mark each choice that a place offers, under `place.choice`."""
    marks: dict[str, str] = {}
    for place, ids in offered.items():
        marks |= mark_set(ids, answer.get(place, ()), item["key"].get(place, ()), f"{place}.")
    return marks


def key(item: SomePerPlaceItem) -> Given:
    """Give the right choices of each place."""
    return {place: list(ids) for place, ids in item["key"].items()}
