"""Return the results of a quiz; a failure for one learner is reported and does not stop the others."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbcare.answers import layout
from nbcare.content.course import Course
from nbcare.errors import ContentError
from nbcare.grading import gradebook, gradebook_points, publishing, result_file, table
from nbcare.grading.learner_result import AGAIN, NotReturnableError, Quiz, Returned, gather


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
    quiz = Quiz.load(root, assessment)
    outcome = Outcome()
    with gradebook.opened(root, quiz.course.name) as opened:
        points = gradebook_points.read(opened.db, assessment)
    for learner in learners:
        try:
            returned = gather(quiz, points.get(learner), learner, graded_notebook(root, learner, assessment))
            if remark := result_file.put(root, returned):
                outcome.remarks[learner] = remark
            outcome.returned.append(learner)
            if also is not None:
                also(returned)
        except Exception as error:  # whatever is wrong with one, the next gets a result
            so_far = (
                "the results are in the portal, but the page was not released: " if learner in outcome.returned else ""
            )
            outcome.failed[learner] = so_far + gradebook.first_line(error)
    result_file.sync()
    try:
        publishing.publish(quiz.course.root)
    except publishing.NotPublishedError as problem:
        outcome.remarks[layout.PUBLISHED] = str(problem)
    return outcome


def main(course: Course, assessment: str) -> int:
    """Run `nbcare return`."""
    course.assessment(assessment)
    root = layout.assessments(course.root)
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
            f"{root.name}/{layout.GRADED}", assessment, "nothing is graded yet", f"run: nbcare grade {assessment}"
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
