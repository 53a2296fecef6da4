"""Return the results of a quiz; a failure for one learner is reported and does not stop the others."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from sqlalchemy.exc import SQLAlchemyError

from nbcare.answers import layout
from nbcare.content.course import Course
from nbcare.errors import ContentError
from nbcare.grading import publishing, result_file, results, table
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
    if not (root / "gradebook.db").is_file():
        raise ContentError(
            "state/nbgrader/gradebook.db", "", "there is none yet", f"run: nbgrader generate_assignment {assessment}"
        )
    outcome = Outcome()
    with ExitStack() as stack:
        try:
            gradebook = stack.enter_context(Gradebook(results.database(quiz.course), quiz.course.name))
        except SQLAlchemyError as error:
            raise ContentError(
                "state/nbgrader/gradebook.db",
                "",
                f"cannot be read: {_plainly(error)}",
                "close what uses it, or take it from a copy",
            ) from None
        for learner in learners:
            try:
                returned = gather(quiz, gradebook, learner, _graded(root, learner, assessment))
                if remark := result_file.put(root, returned):
                    outcome.remarks[learner] = remark
                outcome.returned.append(learner)
                if also is not None:
                    also(returned)
            except Exception as error:  # whatever is wrong with one, the next gets a result
                gradebook.db.rollback()
                so_far = (
                    "the results are in the portal, but the page was not released: "
                    if learner in outcome.returned
                    else ""
                )
                outcome.failed[learner] = so_far + _plainly(error)
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
    path = root / "autograded" / learner / assessment / f"{assessment}.ipynb"
    try:
        notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
        return notebook
    except FileNotFoundError:
        raise NotReturnableError(f"there is no graded notebook; run: nbgrader autograde {assessment}") from None


def _plainly(error: Exception) -> str:
    """Return the first line of an error's message, or its type when it has none."""
    return str(getattr(error, "orig", None) or error).split("\n")[0] or type(error).__name__
