"""Gather what one learner gets back for one quiz: the graded notebook's review, with the points the gradebook has now.

The feedback page and the portal's results are both made from this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbcare.answers import layout
from nbcare.answers.course_store import open_course_store
from nbcare.answers.returned import ObjectivePoints
from nbcare.content import course as courses
from nbcare.content.course import Assessment, Course
from nbcare.content.course_root import course_of
from nbcare.grading import results
from nbcare.grading.gradebook_points import LearnerPoints
from nbcare.grading.marked_cells import HEAD, REVIEW
from nbcare.grading.results import Result
from nbcare.grading.review_shapes import Head, Review, ReviewedItem
from nbcare.questions import scoring
from nbcare.questions.item import Item
from nbcare.store import acceptance, hand_ins

AGAIN = "grade it again: nbcare grade {} --force"


class NotReturnableError(Exception):
    """One learner's result cannot be returned; the message says why, and what to do."""


@dataclass(frozen=True)
class Quiz:
    """A quiz with its course and its items from the bank."""

    course: Course
    assessment: Assessment
    items: dict[str, Item]
    attempts: Mapping[str, int] = field(default_factory=dict)
    """How often each learner has handed the quiz in, as the store knows it."""
    undecided: frozenset[str] = frozenset()
    """The learners of whom a later hand-in waits for the instructor."""

    @classmethod
    def load(cls, assessments: Path | str, assessment: str) -> Quiz:
        """Read them below nbgrader's course root; raise ContentError when the course has a mistake."""
        course = courses.load_local(course_of(Path(assessments)))
        wanted = course.assessment(assessment)
        with open_course_store(course.root) as store:
            attempts = store.read(hand_ins.attempts(assessment))
            undecided = frozenset(one.learner for one in store.read(acceptance.waiting(assessment)))
        return cls(course, wanted, results.graded(course, wanted), attempts, undecided)


@dataclass(frozen=True)
class Returned:
    """One learner's result, as the gradebook has it now."""

    quiz: Quiz
    learner: str
    head: Head
    score: float
    max: float
    penalty: float
    items: list[ReviewedItem]
    judged: Result
    may_try_again: bool
    undecided: bool = False
    """Whether a later hand-in of the learner waits for the instructor to accept it."""

    @property
    def shows_answers(self) -> bool:
        """Return whether the right answers are given back: they end the trying."""
        return not (self.may_try_again or (self.undecided and not self.passed))

    @property
    def passed(self) -> bool | None:
        """Return whether the learner passed; None while points that decide it wait for a person."""
        return None if self.judged.result == results.WAITS else self.judged.result == results.PASSED

    @property
    def waiting(self) -> str:
        """Return what the points still wait for; an empty string when they are final."""
        waiting = [item for item in self.items if item["points"] is None]
        if any(item["status"] == "unreadable" for item in waiting):
            return "The saved answers could not be read. Your instructor will look at them; the points are not final."
        unread = sum(scoring.by_hand(item) for item in waiting)
        sentences = [_not_marked(unread)] if unread else []
        if unread < len(waiting):
            sentences.append("Your instructor still has to confirm points; they are not final.")
        return " ".join(sentences)

    @property
    def missed(self) -> list[int]:
        """Return the numbers of the critical questions that are not fully right."""
        return [item["number"] for item in self.items if item["id"] in self.judged.missed]

    @property
    def objectives(self) -> list[ObjectivePoints]:
        """Return the points by objective, in the course's order; as for passing, without the written answers."""
        texts = {id: text for module in self.quiz.course.modules for id, text in module.objectives.items()}
        found: dict[str, ObjectivePoints] = {}
        for item in self.items:
            if not scoring.by_hand(item):
                id = item["objective"]
                entry = found.setdefault(id, {"id": id, "text": texts.get(id, ""), "points": 0, "max": 0})
                entry["points"] += item["points"] or 0
                entry["max"] += item["max"]
        order = list(texts)
        return sorted(
            found.values(), key=lambda entry: order.index(entry["id"]) if entry["id"] in texts else len(order)
        )


def gather(quiz: Quiz, points: LearnerPoints | None, learner: str, notebook: Mapping[str, Any]) -> Returned:
    """Return the learner's result from the points in the gradebook and the graded notebook.

    Raises NotReturnableError when notebook, gradebook and bank do not go together.
    """
    id, metadata = quiz.assessment.id, notebook.get("metadata", {})
    if points is None:
        raise NotReturnableError(f"the gradebook has no points; {AGAIN.format(id)}")
    judged = results.judged(quiz.assessment, quiz.items, learner, points.items)
    if judged.result == results.NOT_GRADED:
        raise NotReturnableError(f"the quiz has other questions now; {AGAIN.format(id)}")
    if HEAD not in metadata:
        raise NotReturnableError(f"its graded notebook is none of this course; {AGAIN.format(id)}")
    return Returned(
        quiz,
        learner,
        _head(metadata[HEAD]),
        points.score - points.penalty,
        points.max,
        points.penalty,
        _items(quiz, notebook, points),
        judged,
        _may_try_again(quiz, learner, judged),
        learner in quiz.undecided,
    )


def _not_marked(answers: int) -> str:
    if answers == 1:
        return "1 written answer is not marked yet. Your points for it may still rise."
    return f"{answers} written answers are not marked yet. Your points for them may still rise."


def _head(found: Mapping[str, Any]) -> Head:
    """Return the head of a graded notebook; one that an earlier release made may lack a part."""
    title, course, handed_in, at = (
        str(found.get(name, "")) for name in ("title", "course", "handed_in", "handed_in_at")
    )
    return {"title": title, "course": course, "handed_in": handed_in, "handed_in_at": at}


def _items(quiz: Quiz, notebook: Mapping[str, Any], points: LearnerPoints) -> list[ReviewedItem]:
    graded = ((cell["metadata"].get("nbgrader", {}), cell["metadata"]) for cell in notebook["cells"])
    reviews = {about["grade_id"]: metadata.get(REVIEW) for about, metadata in graded if about.get("grade")}
    grades = {item.name: item for item in points.items}
    if lacking := [id for id in quiz.items if not reviews.get(id)]:
        raise NotReturnableError(f"its graded notebook lacks {', '.join(lacking)}; {AGAIN.format(quiz.assessment.id)}")
    return [
        _item(number, item, reviews[id], grades[id].settled, points.comments.get(id))
        for number, (id, item) in enumerate(quiz.items.items(), 1)
    ]


def _item(number: int, item: Item, review: Review, points: float | None, comment: str | None) -> ReviewedItem:
    sentence = "" if scoring.by_hand(item) and points is not None and review["status"] == "manual" else review["said"]
    return {
        **review,
        "number": number,
        "points": points,
        "said": sentence,
        "comment": [line for line in (comment or "").split("\n\n") if line.strip()],
        "critical": bool(item.get("critical")),
        "objective": item["objective"],
    }


def _may_try_again(quiz: Quiz, learner: str, judged: Result) -> bool:
    allowed = quiz.assessment.attempts
    if allowed is None or judged.result == results.PASSED:
        return False
    return _used(quiz, learner) < allowed


def _used(quiz: Quiz, learner: str) -> int:
    """Return how often the learner has handed in: as the store knows it, or by the folders of another way in."""
    earlier = layout.earlier(layout.nbgrader_root(quiz.course.root), learner, quiz.assessment.id)
    folders = 1 + (sum(each.is_dir() for each in earlier.iterdir()) if earlier.is_dir() else 0)
    return max(quiz.attempts.get(learner, 0), folders)
