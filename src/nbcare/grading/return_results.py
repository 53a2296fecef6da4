"""Return the results of a quiz; a failure for one learner is reported and does not stop the others."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbcare.answers import layout
from nbcare.answers.course_store import open_course_store
from nbcare.content.course import Course
from nbcare.errors import ContentError
from nbcare.grading import gradebook, gradebook_points, publishing, result_entry, table
from nbcare.grading.gradebook_points import LearnerPoints
from nbcare.grading.learner_result import AGAIN, NotReturnableError, Quiz, Returned, gather
from nbcare.store import results as stored_results

TOGETHER = 100
"""Learners whose results are put into the store at once."""


@dataclass
class Outcome:
    """Who got a result back, and the reasons and remarks about the others, by learner."""

    returned: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)
    remarks: dict[str, str] = field(default_factory=dict)


def return_results(
    root: Path, assessment: str, learners: Iterable[str], also: Callable[[Returned], None] | None = None
) -> Outcome:
    """Write the results of these learners, and do `also` with each; raise ContentError when none can be made."""
    quiz, outcome, waiting = Quiz.load(root, assessment), Outcome(), list(learners)
    with gradebook.opened(root, quiz.course.name) as opened:
        points = gradebook_points.read(opened.db, assessment)
    with open_course_store(quiz.course.root) as store:
        while waiting:
            some, waiting = waiting[:TOGETHER], waiting[TOGETHER:]
            gathered = _gathered(root, quiz, points, some, outcome)
            store.write(stored_results.put([result_entry.result(each) for each in gathered]))
            for returned in gathered:
                outcome.returned.append(returned.learner)
                if also is not None:
                    _do_also(also, returned, outcome)
    try:
        publishing.publish(quiz.course.root)
    except publishing.NotPublishedError as problem:
        outcome.remarks[assessment] = str(problem)
    return outcome


def _gathered(
    root: Path, quiz: Quiz, points: Mapping[str, LearnerPoints], learners: Iterable[str], outcome: Outcome
) -> list[Returned]:
    """Gather the results of some learners; whatever is wrong with one, the next gets a result."""
    gathered = []
    for learner in learners:
        try:
            returned = gather(quiz, points.get(learner), learner, graded_notebook(root, learner, quiz.assessment.id))
            result_entry.check(returned)
            gathered.append(returned)
        except Exception as error:
            outcome.failed[learner] = gradebook.first_line(error)
    return gathered


def _do_also(also: Callable[[Returned], None], returned: Returned, outcome: Outcome) -> None:
    try:
        also(returned)
    except Exception as error:
        so_far = "the results are in the portal, but the page was not released: "
        outcome.failed[returned.learner] = so_far + gradebook.first_line(error)


def main(course: Course, assessment: str) -> int:
    """Run `nbcare return`."""
    course.assessment(assessment)
    root = layout.nbgrader_root(course.root)
    learners = graded_learners(root, assessment)
    outcome = return_results(root, assessment, learners)
    print(f"{assessment}: results returned to {len(outcome.returned)} of {len(learners)} learners")
    for learner, sentence in {**outcome.remarks, **outcome.failed}.items():
        print(f"  {table.visible(learner)}: {table.visible(sentence)}")
    return 1 if outcome.failed else 0


def graded_learners(root: Path, assessment: str) -> list[str]:
    """Return everybody whose submission is graded, by id; raise ContentError when nobody's is."""
    found = sorted(folder.parent.name for folder in (root / layout.GRADED).glob(f"*/{assessment}") if folder.is_dir())
    if not found:
        raise ContentError(
            f"state/{root.name}/{layout.GRADED}", assessment, "nothing is graded yet", f"run: nbcare grade {assessment}"
        )
    return found


def graded_notebook(root: Path, learner: str, assessment: str) -> dict[str, Any]:
    """Return a learner's graded notebook, which grading itself has written; raise NotReturnableError without one."""
    path = layout.graded(root, learner, assessment) / f"{assessment}.ipynb"
    try:
        notebook: Any = json.loads(path.read_bytes())
    except FileNotFoundError:
        raise NotReturnableError(f"there is no graded notebook; run: nbcare grade {assessment}") from None
    except (ValueError, RecursionError):
        notebook = None
    if not isinstance(notebook, dict) or not isinstance(notebook.get("cells"), list):
        raise NotReturnableError(f"the graded notebook cannot be read; {AGAIN.format(assessment)}")
    return notebook
