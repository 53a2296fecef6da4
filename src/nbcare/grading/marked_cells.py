"""Write into the released notebook what each item earned and why."""

from datetime import datetime

from nbformat import NotebookNode, v4

from nbcare.answers import times
from nbcare.grading import feedback_html
from nbcare.grading.fence import directed
from nbcare.grading.marking import Mark
from nbcare.grading.review import lay_out
from nbcare.grading.review_shapes import Head
from nbcare.grading.run import Run
from nbcare.questions.props import Props

HEAD = "nbcare_feedback"
"""The notebook's metadata with the head of the feedback page."""
REVIEW = "nbcare_review"
"""A graded cell's metadata with the item as it was reviewed."""
NOTHING_WRITTEN = "*Nothing was written.*"
COMMENTS = {
    "unanswered": "No response.",
    "invalid": "What was saved is not a written answer; it earns nothing.",
    "unreadable": "The answers of this submission could not be read.",
}
"""What stands beside a written answer that waits for nobody, by status."""


def fill(cell: NotebookNode, mark: Mark, reviewed: Props) -> None:
    """Fill one graded cell; `reviewed` is the item with key, rationale and sources in words."""
    laid_out = lay_out(mark, reviewed)
    cell.metadata.nbgrader["points"] = mark.max  # hidden in the release, shown by formgrader
    cell.metadata[REVIEW] = laid_out
    if cell.cell_type != "code":
        cell.source = _written(mark)
        return
    shown = {"text/html": feedback_html.review(laid_out), "text/plain": laid_out["said"] or mark.item["id"]}
    cell.outputs = [v4.new_output("display_data", data=shown)]
    if mark.points is not None:
        cell.outputs.append(v4.new_output("execute_result", data={"text/plain": repr(mark.points)}, execution_count=1))


def head(run: Run, at: datetime | None) -> Head:
    """Return what stands at the top of the feedback page of a submission that was handed in at this moment."""
    in_words, iso = (times.in_words(at, run.zone), times.iso(at)) if at else ("", "")
    return {"title": run.title, "course": run.course, "handed_in": in_words, "handed_in_at": iso}


def _written(mark: Mark) -> str:
    if mark.status == "manual":
        return directed(str(mark.response))
    return NOTHING_WRITTEN if mark.status == "unanswered" else f"*{COMMENTS[mark.status]}*"
