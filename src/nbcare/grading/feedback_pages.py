"""`nbcare feedback QUIZ`: make the feedback page of everybody who is graded, the same as `nbgrader generate_feedback`."""

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from nbcare.answers import files, layout
from nbcare.content.course import Course
from nbcare.grading import feedback, gradebook, gradebook_points, table
from nbcare.grading.bulk.progress import ProgressLine
from nbcare.grading.learner_result import Quiz, gather
from nbcare.grading.return_results import graded_learners, graded_notebook


@dataclass
class Pages:
    """How many pages were written anew, how many were as they should be, and who has none for which reason."""

    written: int = 0
    unchanged: int = 0
    failed: dict[str, str] = field(default_factory=dict)


def make(root: Path, assessment: str, learners: list[str], progress: ProgressLine) -> Pages:
    """Make the pages of these learners; a failure for one is remembered and does not stop the others.

    Raises ContentError when the gradebook or the course cannot be read.
    """
    quiz, pages = Quiz.load(root, assessment), Pages()
    with gradebook.opened(root, quiz.course.name) as opened:
        points = gradebook_points.read(opened.db, assessment)
    progress.start(f"{assessment}: feedback")
    for done, learner in enumerate(learners):
        progress(done, len(learners))
        try:
            returned = gather(quiz, points.get(learner), learner, graded_notebook(root, learner, assessment))
            if _write(root, learner, assessment, feedback.render(returned)):
                pages.written += 1
            else:
                pages.unchanged += 1
        except Exception as error:  # whatever is wrong with one, the next gets a page
            pages.failed[learner] = gradebook.first_line(error)
    progress.end()
    return pages


def main(course: Course, assessment: str) -> int:
    """Run the command; return 1 when somebody has no page."""
    course.assessment(assessment)
    root = layout.nbgrader_root(course.root)
    pages = make(root, assessment, graded_learners(root, assessment), ProgressLine())
    written = table.count(pages.written, "page of feedback", "pages of feedback")
    print(f"{assessment}: {written} written, {pages.unchanged} up to date")
    for learner, reason in pages.failed.items():
        print(f"  {table.visible(learner)}: {table.visible(reason)}")
    return 1 if pages.failed else 0


def _write(root: Path, learner: str, assessment: str, page: str) -> bool:
    """Write a page with the time of the hand-in beside it, by which nbgrader sees whether it is up to date."""
    folder = layout.feedback(root, learner, assessment)
    folder.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileNotFoundError):
        at = (layout.graded(root, learner, assessment) / layout.TIMESTAMP).read_bytes()
        files.rewrite(folder / layout.TIMESTAMP, at)
    return files.rewrite(folder / f"{assessment}.html", page.encode("utf-8"))
