"""The lists that a learner chooses from, whatever the kind of the item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Item = dict[str, Any]

_PLAIN = ("single", "multiple", "select_n")


@dataclass(frozen=True)
class ChoiceSet:
    """One list of options: where it stands, and which of them are right."""

    place: str
    options: dict[str, str]
    right: frozenset[str]
    shuffled: bool

    @property
    def only_right(self) -> str:
        """Return the one right option's id, or nothing when there are several."""
        return next(iter(self.right)) if len(self.right) == 1 else ""

    @property
    def wrong(self) -> list[str]:
        """Return the ids of the wrong options, in written order."""
        return [id for id in self.options if id not in self.right]


def choice_sets(item: Item) -> Iterator[ChoiceSet]:
    """Yield every list of options that has right and wrong ones."""
    kind, key = item["kind"], item.get("key")
    shuffled = item.get("shuffle", True)
    if kind in _PLAIN:
        yield ChoiceSet("", item["options"], frozenset([key] if isinstance(key, str) else key), shuffled)
    elif kind == "drag_cloze":
        yield ChoiceSet("tokens", item["tokens"], frozenset(key.values()), shuffled)
    elif kind == "bowtie":
        for part in ("actions", "conditions", "parameters"):
            right = [key["condition"]] if part == "conditions" else key[part]
            yield ChoiceSet(part, item[part], frozenset(right), shuffled)
    for id, group in item.get("groups", {}).items():
        yield ChoiceSet(id, group["options"], frozenset(key.get(id, [])), shuffled)
    for id, blank in item.get("blanks", {}).items():
        yield ChoiceSet(id, blank["options"], frozenset([key[id]]), shuffled)


def lists(item: Item) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield place and options of every list, those of an order and of a table's rows too."""
    if item["kind"] == "order":
        yield "", item["options"]
    if "rows" in item:
        yield "rows", item["rows"]
        yield "columns", item["columns"]
    for one in choice_sets(item):
        yield one.place, one.options


def named(item: Item, place: str) -> str:
    """Return an item's id with the place in it."""
    return f"{item['id']} {place}".strip()
