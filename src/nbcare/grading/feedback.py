"""Make the page a learner gets back: one file that asks no other place for anything."""

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.preprocessors import GetGrades

from nbcare.grading import pages

_SAID = {"full": "all points", "part": "some of the points", "none": "no points", "waits": "waits for a person"}


class SettledGrades(GetGrades):
    """Fetch points and comments from the gradebook, and tell "none yet" from "nothing earned"."""

    def _get_score(self, cell: NotebookNode, resources: dict) -> None:
        super()._get_score(cell, resources)
        grade = self.gradebook.find_grade(cell.metadata.nbgrader["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        open_still = grade.auto_score is None and grade.manual_score is None
        cell.metadata.nbgrader["settled"] = None if open_still else grade.score

    def _get_comment(self, cell: NotebookNode, resources: dict) -> None:
        comment = self.gradebook.find_comment(cell.metadata.nbgrader["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        cell.metadata.nbgrader["comment"] = comment.manual_comment


class FeedbackExporter(Exporter):
    """Write an autograded notebook as the learner's feedback page; only for GenerateFeedback."""

    file_extension = ".html"

    def from_notebook_node(self, nb: NotebookNode, resources: dict | None = None, **kwargs: Any) -> tuple[str, dict]:
        """Render what grading stored in the cells, with the points the gradebook has now."""
        nb, resources = super().from_notebook_node(nb, resources=resources, **kwargs)
        return render(nb, resources), resources


def render(nb: NotebookNode, resources: dict) -> str:
    """Return the page for one autograded notebook that holds the gradebook's scores."""
    head, about = nb.metadata["nbcare_feedback"], resources["nbgrader"]
    items = [_item(cell) for cell in nb.cells if utils.is_grade(cell)]
    return pages.feedback(
        title=head["title"],
        course=head["course"],
        handed_in=head["handed_in"],
        learner=about["student"],
        score=about["score"],
        max=about["max_score"],
        penalty=about["late_penalty"],
        waiting=_waiting([item for item in items if item["points"] is None]),
        items=items,
    )


def _item(cell: NotebookNode) -> dict:
    item, graded = cell.metadata["nbcare_review"], cell.metadata.nbgrader
    # Set by SettledGrades: None as long as nobody has given the points.
    points = graded["settled"]
    outcome = "waits" if points is None else "full" if points >= item["max"] else "part" if points else "none"
    comment = [line for line in (graded.get("comment") or "").split("\n\n") if line.strip()]
    said = "" if item["kind"] == "text" and points is not None and item["status"] == "manual" else item["said"]
    return {**item, "points": points, "said": said, "outcome": outcome, "outcome_said": _SAID[outcome], "comment": comment}


def _waiting(items: list[dict]) -> str:
    if not items:
        return ""
    if any(item["status"] == "unreadable" for item in items):
        return "The saved answers could not be read. Your instructor will look at them; the points are not final."
    return "A written answer still waits for your instructor; the points are not final."
