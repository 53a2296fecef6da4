"""Return the results of a quiz; a failure for one learner is reported and does not stop the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from nbcare.answers import layout
from nbcare.content.course import Course
from nbcare.errors import ContentError
from nbcare.grading import gradebook, publishing, result_file, table
from nbcare.grading.learner_result import NotReturnableError, Quiz, Returned, gather


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
        for learner in learners:
            try:
                returned = gather(quiz, opened, learner, _graded(root, learner, assessment))
                if remark := result_file.put(root, returned):
                    outcome.remarks[learner] = remark
                outcome.returned.append(learner)
                if also is not None:
                    also(returned)
            except Exception as error:  # whatever is wrong with one, the next gets a result
                opened.db.rollback()
                so_far = (
                    "the results are in the portal, but the page was not released: "
                    if learner in outcome.returned
                    else ""
                )
                outcome.failed[learner] = so_far + gradebook.first_line(error)
    try:
        publishing.publish(quiz.course.root)
    except publishing.NotPublishedError as problem:
        outcome.remarks[layout.PUBLISHED] = str(problem)
    return outcome


def main(course: Course, assessment: str) -> int:
    """Run `nbcare return`."""
    course.assessment(assessment)
    root = layout.nbgrader_root(course.root)
    learners = sorted(folder.parent.name for folder in root.glob(f"autograded/*/{assessment}") if folder.is_dir())
    if not learners:
        raise ContentError(
            "state/nbgrader/autograded",
            assessment,
            "nothing is graded yet",
            f"in assessments/ run: nbgrader autograde {assessment}",
        )
    outcome = return_results(root, assessment, learners)
    print(f"{assessment}: results returned to {len(outcome.returned)} of {len(learners)} learners")
    for learner, sentence in {**outcome.remarks, **outcome.failed}.items():
        print(f"  {table.visible(learner)}: {table.visible(sentence)}")
    return 1 if outcome.failed else 0


def _graded(root: Path, learner: str, assessment: str) -> nbformat.NotebookNode:
    path = layout.graded(root, learner, assessment) / f"{assessment}.ipynb"
    try:
        notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
        return notebook
    except FileNotFoundError:
        raise NotReturnableError(f"there is no graded notebook; run: nbgrader autograde {assessment}") from None
