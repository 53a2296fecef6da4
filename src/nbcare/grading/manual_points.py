"""Decide what becomes of the points that a person gave, when their submission is graded again.

The answer and its automatic points are the same: all stays as the person left it. Only the automatic points differ (a
key was mended): the person's points stay, and ask to be looked at. The answer is another one: they do not count for it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from nbcare.grading import table
from nbcare.grading.earlier_answers import Answer


@dataclass(frozen=True)
class Points:
    """One item in the gradebook: points by the program and by a person, and whether it waits for a person."""

    automatic: float | None = None
    manual: float | None = None
    extra: float | None = None
    waits: bool = True

    @property
    def by_person(self) -> float | None:
        """Return what a person gave; None when nobody gave anything."""
        if self.manual is None and self.extra is None:
            return None
        return (self.manual or 0) + (self.extra or 0)

    @property
    def counted(self) -> float:
        """Return what counts, as nbgrader adds it up."""
        if self.manual is None and self.automatic is None:
            return 0.0
        return (self.automatic or 0.0 if self.manual is None else self.manual) + (self.extra or 0.0)


def settle(standing: Points, automatic: float | None, answer: Callable[[], Answer]) -> Points:
    """Return the item after a run; `answer` is asked only if a person gave points before."""
    fresh = Points(automatic, waits=automatic is None)
    if standing.by_person is None:
        return fresh
    match answer():
        case Answer.CHANGED:
            return fresh
        case Answer.UNKNOWN:
            return replace(standing, automatic=automatic, waits=True)
    waits = standing.waits or standing.automatic != automatic
    return replace(standing, automatic=automatic, waits=waits)


def remark(id: str, points: float) -> str:
    """Return the sentence for the report about points that were given to an earlier answer."""
    return f"A person had given {table.number(points)} points to an earlier answer to {id}; it was answered anew, and they do not count for it."
