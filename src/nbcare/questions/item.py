"""What a question looks like: an item of the bank, and what a learner's page gets of it.

These are types for mypy only. What people write is held against the bank's schema (content/bank_schema.py), once, when
it is read. The fields of one kind stand in the kind's own module, in a TypedDict that builds on `Item`.
"""

from __future__ import annotations

from collections.abc import Mapping
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
    """An item as its author wrote it. `step` and `case` come from the case that it belongs to."""

    objective: NotRequired[str]
    step: NotRequired[str]
    critical: NotRequired[bool]
    facts: NotRequired[list[str]]
    why: NotRequired[str]
    feedback: NotRequired[Words]
    fictional: NotRequired[bool]


class PicturedItem(Item):
    """An item that is asked about a picture of its own: hot_spot."""

    image: str
    alt: str


class SourceLine(TypedDict):
    """One line of a list of references: its number on the page, and the citation."""

    n: int
    text: str


class Props(Question):
    """What a learner's page gets of an item; content/learner_view.py makes it, with the fields that the kind shows.

    A graded question has no `why`, `feedback` and `sources`. `moment` marks a question asked before the lesson, and
    `earlier` names that question where the same item is asked again. `variant` is the one that was dealt.
    """

    shown: str
    points: NotRequired[int]
    of: NotRequired[int]
    why: NotRequired[str]
    feedback: NotRequired[Words]
    sources: NotRequired[list[SourceLine]]
    moment: NotRequired[Literal["before"]]
    earlier: NotRequired[str]
    variant: NotRequired[str]


class CaseProps(TypedDict):
    """What a learner's page gets of an unfolding case, with the props of its six questions."""

    id: str
    kind: Literal["case"]
    use: Use
    title: str
    intro: str
    steps: list[Props]
    shown: str


class Prediction(TypedDict):
    """What an explorer asks before it shows anything; `seen` is the option that comes true."""

    question: str
    options: Words
    seen: str


class Compare(TypedDict):
    """What an explorer says of the learner's prediction afterwards, by option."""

    not_yet: str
    feedback: Words
    why: str


class ExplorerView(TypedDict):
    """What an explorer's author writes and a learner sees; `data` is for the widget, which has a schema of its own."""

    id: str
    widget: str
    title: str
    intro: str
    sentence: str
    limits: str
    data: Mapping[str, object]
    illustrative: NotRequired[bool]
    prediction: NotRequired[Prediction]
    compare: NotRequired[Compare]


class ExplorerProps(ExplorerView):
    """What a learner's page gets of an explorer."""

    kind: Literal["explorer"]
    sources: list[SourceLine]
    shown: str
