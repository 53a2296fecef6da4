"""The results that grading puts into the store and the portal shows.

They are described here because grading and the portal never import each other.
"""

from typing import Literal, NotRequired, TypedDict

from nbcare.questions.item import Exhibit
from nbcare.questions.props import SourceLine

Detail = Literal["full", "objectives"]


class ObjectivePoints(TypedDict):
    """Points by objective, without the written answers."""

    id: str
    text: str
    points: float
    max: float


class WrittenPoints(TypedDict):
    """Points of the written answers; `points` is None until one is marked, `waiting` counts those that are not."""

    points: float | None
    max: float
    waiting: int


class GivenLine(TypedDict):
    """One line of the answer: its place, its words, and whether it is shown as right, wrong, missed or plain."""

    place: str
    text: str
    look: str


class KeyLine(TypedDict):
    """One line of the right answer."""

    place: str
    text: str


# `for` is a word of Python, so this one is written as a call.
FeedbackLine = TypedDict("FeedbackLine", {"text": str, "for": str, "look": str})
FeedbackLine.__doc__ = "Feedback on one choice: its text, the choice in words, and its look."


class ItemSurroundings(TypedDict, total=False):
    """Fields that only some questions have: the step of a case, the text or table to work on, the chart."""

    step: str
    passage: list[str]
    exhibits: list[Exhibit]


class ResultItem(ItemSurroundings):
    """One question of a returned result; `points` None while it waits for a person."""

    id: str
    number: int
    kind: str
    stem: str
    why: str
    sources: list[SourceLine]
    points: float | None
    max: float
    critical: bool
    objective: str
    comment: list[str]
    given: list[GivenLine]
    right: list[KeyLine]
    said: str
    feedback: list[FeedbackLine]


class ResultEntry(TypedDict):
    """One quiz's result; with `detail` "objectives" it holds no question, because the learner may try again.

    `undecided`: a later hand-in of hers waits for the instructor, and so do the right answers.
    """

    title: str
    at: str
    handed_in: str
    points: float
    max: float | None
    percent: int
    penalty: float
    pass_percent: int
    passed: bool | None
    critical_missed: list[int]
    detail: Detail
    objectives: list[ObjectivePoints]
    waiting: str
    undecided: NotRequired[bool]
    written: NotRequired[WrittenPoints]
    items: NotRequired[list[ResultItem]]
