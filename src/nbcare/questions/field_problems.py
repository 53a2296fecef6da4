"""Find what a schema cannot say about an item: its key, blanks and spans must name each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from nbcare.questions import markers
from nbcare.questions.kind import Problem
from nbcare.questions.markers import MarkedItem


def among(named: Iterable[str], field: str, ids: Collection[str], what: str) -> Iterator[Problem]:
    """Find the ids in a field that are not among those that there are."""
    for each in named:
        if each not in ids:
            yield (
                f"{field}: {each} is not among the {what} {', '.join(ids) or '(none)'}",
                f"name one of the {what}, or add {each} to them",
            )


def every(ids: Iterable[str], field: str, named: Collection[str], what: str) -> Iterator[Problem]:
    """Find the ids that a field has nothing for."""
    for each in ids:
        if each not in named:
            yield f"{field}: nothing for {what} {each}", f"add {each} to {field}"


def some_key(key: Mapping[str, Collection[str]]) -> Iterator[Problem]:
    """Find a key by group or column that chooses nothing."""
    if not any(key.values()):
        yield "key: chooses nothing", "name at least one right choice"


def marks(item: MarkedItem, pattern: re.Pattern[str], form: str) -> Iterator[Problem]:
    """Find brackets that are not well-formed markers, and ids that stand twice."""
    found = []
    for text in markers.passages(item):
        found += [match.group(1) for match in pattern.finditer(text)]
        rest = pattern.sub("", text)
        if "[[" in rest or "]]" in rest:
            yield f"text: a [[…]] mark is not well formed in {text[:60]!r}", f"write {form}"
    for each, times in Counter(found).items():
        if times > 1:
            yield f"text: [[{each}]] stands {times} times", "give each its own id"


def table(item: MarkedItem) -> Iterator[Problem]:
    """Find rows that do not fill the table's columns."""
    if "table" not in item:
        return
    columns = item["table"]["columns"]
    for number, row in enumerate(item["table"]["rows"], 1):
        if len(row) != len(columns):
            yield (
                f"table: row {number} has {len(row)} cells for {len(columns)} columns",
                "give each row one cell a column",
            )
