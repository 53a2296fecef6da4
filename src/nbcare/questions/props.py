"""What a learner's page gets of a question, a case, an explorer and the hand-in: types for mypy, made in content/."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NotRequired, TypedDict

from nbcare.questions.item import Question, Use, Words


class SourceLine(TypedDict):
    """One line of a list of references: its number on the page, and the citation."""

    n: int
    text: str


class Props(Question):
    """What the page gets of an item, with the fields that its kind shows; `shown` is the hash of what it asks.

    `was` holds hashes by the rule of release 1.0, and what each is today. A graded question has no `why`, `feedback` and `sources`. `moment` marks a question asked before the lesson, and
    `earlier` names that question where the same item is asked again. `variant` is the one that was dealt.
    """

    shown: str
    was: dict[str, str]
    points: NotRequired[int]
    of: NotRequired[int]
    why: NotRequired[str]
    feedback: NotRequired[Words]
    sources: NotRequired[list[SourceLine]]
    moment: NotRequired[Literal["before"]]
    earlier: NotRequired[str]
    variant: NotRequired[str]


class CaseView(TypedDict):
    """What the page gets of an unfolding case, beside its steps."""

    id: str
    kind: Literal["case"]
    use: Use
    title: str
    intro: str
    shown: str


class CaseProps(CaseView):
    """A case with the props of its six questions."""

    steps: list[Props]


class CaseInFile(CaseView):
    """A case as questions.json lists it: with the ids of its questions."""

    steps: list[str]


class CaseSoFar(CaseView):
    """A case as far as a learner has opened it: None for a step that is not open yet."""

    steps: list[Props | None]


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
    """What the page gets of an explorer."""

    kind: Literal["explorer"]
    sources: list[SourceLine]
    shown: str
    was: dict[str, str]


class HandInProps(TypedDict):
    """What the page gets of the panel that hands a quiz in."""

    id: str
    assessment: str
    total: int


Answerable = Props | ExplorerProps
"""What a learner can answer: a question, or an explorer that asks for a prediction."""

WidgetProps = Answerable | CaseProps | HandInProps
"""What any widget of a page gets."""
