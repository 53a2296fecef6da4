"""What the kinds with one list of options share: single, multiple, select_n and order."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions import field_problems, text_lines
from nbcare.questions.item import Item, Words
from nbcare.questions.kind import Choice, ChoiceSet, Line, Problem
from nbcare.questions.reading import id_set, mark_set


class OptionsItem(Item):
    """An item with one list of options."""

    options: Words


class SingleItem(OptionsItem):
    """An item whose key is one option."""

    key: str


class KeysItem(OptionsItem):
    """An item whose key is a list of options."""

    key: list[str]


def ids(item: OptionsItem) -> list[str]:
    """Give all option ids in written order."""
    return list(item["options"])


def key(item: KeysItem) -> list[str]:
    """Give the ids of the key."""
    return list(item["key"])


def key_count(item: KeysItem) -> int:
    """Count the ids of the key."""
    return len(item["key"])


def read(item: OptionsItem, response: object) -> tuple[str, ...]:
    """Read a list of option ids."""
    return id_set(response, item["options"])


def marks(item: KeysItem, answer: tuple[str, ...]) -> dict[str, str]:
    """Mark each option."""
    return mark_set(item["options"], answer, item["key"])


def choices(item: OptionsItem) -> dict[str, Choice]:
    """List the options."""
    return {id: Choice(text, text) for id, text in item["options"].items()}


def lines(item: OptionsItem, response: str | list[str]) -> list[Line]:
    """Say the options that were chosen, in the order in which they were given; one named twice was chosen once."""
    chosen = [response] if isinstance(response, str) else dict.fromkeys(response)
    return [Line("", item["options"][id], id, id) for id in chosen]


def printed(item: OptionsItem) -> Iterator[str]:
    """Print each option after its id."""
    return text_lines.named("", item["options"])


def key_problems(item: KeysItem) -> Iterator[Problem]:
    """Find keys that are no option."""
    yield from field_problems.among(item["key"], "key", item["options"], "options")


def claims(item: SingleItem | KeysItem) -> Iterator[tuple[str, str]]:
    """Give the right options, which an item states as true."""
    right = [item["key"]] if isinstance(item["key"], str) else item["key"]
    yield from ((f"option {id}", item["options"][id]) for id in sorted(right))


def choice_sets(item: SingleItem | KeysItem) -> Iterator[ChoiceSet]:
    """Give the one list of options."""
    right = [item["key"]] if isinstance(item["key"], str) else item["key"]
    yield ChoiceSet("", item["options"], frozenset(right), item.get("shuffle", True))
