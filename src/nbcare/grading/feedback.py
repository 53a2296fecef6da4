"""Make the page a learner gets back: one file that loads nothing from elsewhere."""

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException

from nbcare.errors import ContentError
from nbcare.grading import feedback_html, gradebook_points
from nbcare.grading.learner_result import Quiz, Returned, gather
from nbcare.grading.review_shapes import ReviewedItem

_SAID = {"full": "all points", "part": "some of the points", "none": "no points", "waits": "waits for a person"}


class FeedbackExporter(Exporter):
    """Write an autograded notebook as the learner's feedback page; only for GenerateFeedback."""

    file_extension = ".html"

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)
        parent: Any = self.parent
        directory = parent.coursedir
        try:
            self.quiz = Quiz.load(directory.root, directory.assignment_id)
        except ContentError as error:
            parent.log.error("No feedback was made: %s", error)
            raise NbGraderException(str(error)) from None

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kwargs: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Render what grading stored in the cells, with the points the gradebook has now."""
        nb, resources = super().from_notebook_node(nb, resources=resources, **kwargs)
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as gradebook:
            points = gradebook_points.read(gradebook.db, about["assignment"], about["student"]).get(about["student"])
        return render(gather(self.quiz, points, about["student"], nb)), resources


def render(returned: Returned) -> str:
    """Return the page; without questions and answers for a learner who may still try again."""
    return feedback_html.feedback(returned=returned, items=[_item(item) for item in returned.items])


def _item(item: ReviewedItem) -> dict[str, Any]:
    points = item["points"]
    outcome = "waits" if points is None else "full" if points >= item["max"] else "part" if points else "none"
    return {**item, "outcome": outcome, "outcome_said": _SAID[outcome]}
