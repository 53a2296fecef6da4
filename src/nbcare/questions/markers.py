"""Find the [[b1]] blanks and [[s1: words]] spans in the text or table of an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

BLANK = re.compile(r"\[\[([A-Za-z][A-Za-z0-9_-]*)\]\]")
SPAN = re.compile(r"\[\[([A-Za-z][A-Za-z0-9_-]*):[ ]*([^\[\]]+)\]\]")


def passages(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the item's text, or its table's cells row by row."""
    if "text" in item:
        yield item["text"]
    for row in item.get("table", {}).get("rows", ()):
        yield from row


def paragraphs(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield the item's text, or each row of its table as one line."""
    if "text" in item:
        yield item["text"]
    for row in item.get("table", {}).get("rows", ()):
        yield " | ".join(map(str, row))


def blanks(item: Mapping[str, Any]) -> list[str]:
    """List the blank ids in reading order."""
    return [each for text in passages(item) for each in BLANK.findall(text)]


def spans(item: Mapping[str, Any]) -> list[str]:
    """List the span ids in reading order."""
    return [found[0] for text in passages(item) for found in SPAN.findall(text)]


def span_words(item: Mapping[str, Any]) -> dict[str, str]:
    """Give the words of each span by id, in reading order."""
    return {id: words for text in passages(item) for id, words in SPAN.findall(text)}
