"""What the kinds with one list of options share: single, multiple, select_n and order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nbcare.questions import field_problems, text_lines
from nbcare.questions.kind import Choice, ChoiceSet, Item, Line, Problem
from nbcare.questions.reading import id_set, mark_set


def ids(item: Item) -> list[str]:
    """Give all option ids in written order."""
    return list(item["options"])


def key(item: Item) -> list[str]:
    """Give the ids of the key."""
    return list(item["key"])


def key_count(item: Item) -> int:
    """Count the ids of the key."""
    return len(item["key"])


def read(item: Item, response: Any) -> tuple[str, ...]:
    """Read a list of option ids."""
    return id_set(response, item["options"])


def marks(item: Item, answer: tuple[str, ...]) -> dict[str, str]:
    """Mark each option."""
    return mark_set(item["options"], answer, item["key"])


def choices(item: Item) -> dict[str, Choice]:
    """List the options."""
    return {id: Choice(text, text) for id, text in item["options"].items()}


def lines(item: Item, response: Any) -> list[Line]:
    """Say the options that were chosen, in the order in which they were given; one named twice was chosen once."""
    chosen = [response] if isinstance(response, str) else dict.fromkeys(response)
    return [Line("", item["options"][id], id, id) for id in chosen]


def printed(item: Item) -> Iterator[str]:
    """Print each option after its id."""
    return text_lines.named("", item["options"])


def key_problems(item: Item) -> Iterator[Problem]:
    """Find keys that are no option."""
    yield from field_problems.among(item["key"], "key", item["options"], "options")


def claims(item: Item) -> Iterator[tuple[str, str]]:
    """Give the right options, which an item states as true."""
    right = [item["key"]] if isinstance(item["key"], str) else item["key"]
    yield from ((f"option {id}", item["options"][id]) for id in sorted(right))


def choice_sets(item: Item) -> Iterator[ChoiceSet]:
    """Give the one list of options."""
    right = [item["key"]] if isinstance(item["key"], str) else item["key"]
    yield ChoiceSet("", item["options"], frozenset(right), item.get("shuffle", True))
