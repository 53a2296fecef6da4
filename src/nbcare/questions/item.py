"""What an item of the bank looks like; what a learner's page gets of it stands in props.py.

These are types for mypy only. What people write is held against the bank's schema (content/bank_schema.py), once, when
it is read. The fields of one kind stand in the kind's own module, in a TypedDict that builds on `Item`.
"""

from __future__ import annotations

from typing import Literal, NotRequired, TypedDict

Use = Literal["graded", "practice"]

Words = dict[str, str]
"""Texts by id, in written order: options, rows, columns."""


class Table(TypedDict):
    """A table: the head of each column, and the rows of cells."""

    columns: list[str]
    rows: list[list[str]]


class ChartEntry(TypedDict):
    """One dated note of a chart; `new` marks what this step of a case adds."""

    text: str
    at: NotRequired[str]
    new: NotRequired[bool]


class Exhibit(TypedDict, total=False):
    """One tab of the chart beside a question: text, table, trend or picture.

    `entries`, `new` (the tab) and `added` (how many rows or times) occur in cases only.
    """

    id: str
    title: str
    text: str
    table: Table
    trend: Table
    image: str
    alt: str
    entries: list[ChartEntry]
    new: bool
    added: int


class OfKind(TypedDict):
    """Anything that is of a kind: an item, a learner's view of it, or a review."""

    id: str
    kind: str


class Question(OfKind):
    """What the bank and the page of a learner both hold of a question."""

    stem: str
    use: NotRequired[Use]
    shuffle: NotRequired[bool]
    exhibits: NotRequired[list[Exhibit]]
    case: NotRequired[str]
    number: NotRequired[int]


class Item(Question):
    """An item as its author wrote it. `step` and `case` come from the case that it belongs to.

    `formerly` comes with the course: hashes of the item in earlier releases, and what each is by today's rule.
    """

    objective: NotRequired[str]
    step: NotRequired[str]
    critical: NotRequired[bool]
    facts: NotRequired[list[str]]
    why: NotRequired[str]
    feedback: NotRequired[Words]
    fictional: NotRequired[bool]
    formerly: NotRequired[dict[str, str]]


class PicturedItem(Item):
    """An item that is asked about a picture of its own: hot_spot."""

    image: str
    alt: str
