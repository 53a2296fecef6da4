"""The written strings of an item or an explorer, and which of them the item states as true."""

from __future__ import annotations

from collections.abc import Iterator

from nbcare.questions.item import Item
from nbcare.questions.scoring import kind_of

_NOT_TEXT = {
    "id",
    "kind",
    "use",
    "objective",
    "step",
    "key",
    "cause",
    "effects",
    "facts",
    "unit",
    "module",
    "widget",
    "version",
    "variants",
    "combinations",
    "where",
    "formula",
    "round",
}


def walk(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text below a value with the path to it; words of the format are left out."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, part in value.items():
            if path or name not in _NOT_TEXT:
                yield from walk(part, f"{path} {name}".strip())
    elif isinstance(value, list):
        for number, part in enumerate(value, 1):
            yield from walk(part, f"{path} {number}".strip())


def claims(item: Item) -> Iterator[tuple[str, str]]:
    """Yield what an item states as true: its stem, and its kind's sentences with the key filled in."""
    yield "stem", item["stem"]
    yield from kind_of(item).claims(item)
