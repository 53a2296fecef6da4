"""The shapes of a graded item on its way to its reader: laid out by review.py, kept in the graded notebook, returned."""

from typing import TypedDict

from nbcare.questions.item import Exhibit
from nbcare.questions.props import SourceLine


class Head(TypedDict):
    """What stands at the top of a feedback page; `handed_in` in words, `handed_in_at` as an ISO moment."""

    title: str
    course: str
    handed_in: str
    handed_in_at: str


class ReviewLine(TypedDict):
    """One line of an answer, given or right, and its mark."""

    place: str
    text: str
    mark: str


class ReviewChoice(TypedDict):
    """One choice that has feedback of its own."""

    text: str
    feedback: str
    mark: str
    chosen: bool


class Review(TypedDict):
    """One graded item for its reader, as review.py lays it out and the graded notebook keeps it."""

    id: str
    kind: str
    step: str
    stem: str
    passage: list[str]
    exhibits: list[Exhibit]
    points: float | None
    max: float
    status: str
    said: str
    given: list[ReviewLine]
    right: list[ReviewLine]
    why: str
    choices: list[ReviewChoice]
    sources: list[SourceLine]
    remarks: list[str]


class ReviewedItem(Review):
    """A review with the points and comments of the gradebook, and what passing depends on."""

    number: int
    comment: list[str]
    critical: bool
    objective: str
