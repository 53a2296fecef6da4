"""Find the [[b1]] blanks and [[s1: words]] spans in the text or table of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NotRequired

from nbcare.questions.item import Item, Table

BLANK = re.compile(r"\[\[([A-Za-z][A-Za-z0-9_-]*)\]\]")
SPAN = re.compile(r"\[\[([A-Za-z][A-Za-z0-9_-]*):[ ]*([^\[\]]+)\]\]")


class MarkedItem(Item):
    """An item about a text or a table; the schema of its kind says which of the two it has."""

    text: NotRequired[str]
    table: NotRequired[Table]


def passages(item: MarkedItem) -> Iterator[str]:
    """Yield the item's text, or its table's cells row by row."""
    if "text" in item:
        yield item["text"]
    if "table" in item:
        for row in item["table"]["rows"]:
            yield from row


def paragraphs(item: MarkedItem) -> Iterator[str]:
    """Yield the item's text, or each row of its table as one line."""
    if "text" in item:
        yield item["text"]
    if "table" in item:
        yield from (" | ".join(map(str, row)) for row in item["table"]["rows"])


def blanks(item: MarkedItem) -> list[str]:
    """List the blank ids in reading order."""
    return [each for text in passages(item) for each in BLANK.findall(text)]


def spans(item: MarkedItem) -> list[str]:
    """List the span ids in reading order."""
    return [found[0] for text in passages(item) for found in SPAN.findall(text)]


def span_words(item: MarkedItem) -> dict[str, str]:
    """Give the words of each span by id, in reading order."""
    return {id: words for text in passages(item) for id, words in SPAN.findall(text)}
