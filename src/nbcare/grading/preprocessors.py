"""The two grading steps that stand in nbgrader's list where it would run the learner's code."""

from typing import Any

from nbformat import NotebookNode, v4
from nbgrader import utils
from nbgrader.api import Grade, Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from sqlalchemy.orm import joinedload

from nbcare.answers import files, layout, times
from nbcare.answers.files import UnreadableError
from nbcare.grading import feedback_html
from nbcare.grading.exporter import ReleasedNotebookExporter
from nbcare.grading.fence import fenced
from nbcare.grading.marking import Mark, Marking, mark_submission
from nbcare.grading.report import Report
from nbcare.grading.review import lay_out
from nbcare.grading.review_shapes import Head
from nbcare.grading.run import Run

NOTHING_WRITTEN = "*Nothing was written.*"


class ScoreResponses(NbGraderPreprocessor):
    """Score the saved answers from the bank, and write into each graded cell what was earned and why."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Mark the submission once, then fill its graded cells."""
        run = _run_of(self)
        about = resources["nbgrader"]
        self.marking = mark_submission(run.root, about["student"], about["assignment"], run.items, run.shown)
        resources["nbcare"] = self.marking
        nb.metadata["nbcare_feedback"] = self._head(run, about["student"])
        done: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
        return done

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Fill one cell, if points are given for it."""
        if not utils.is_grade(cell):
            return cell, resources
        run, id = _run_of(self), cell.metadata.nbgrader["grade_id"]
        mark = self.marking.marks[id]
        laid_out = lay_out(mark, run.reviewed[id])
        cell.metadata.nbgrader["points"] = mark.max  # hidden in the release, shown by formgrader
        cell.metadata["nbcare_review"] = laid_out
        if cell.cell_type == "code":
            cell.outputs = [
                v4.new_output(
                    "display_data",
                    data={"text/html": feedback_html.review(laid_out), "text/plain": laid_out["said"] or id},
                )
            ]
            if mark.points is not None:
                cell.outputs.append(
                    v4.new_output("execute_result", data={"text/plain": repr(mark.points)}, execution_count=1)
                )
        else:
            cell.source = _written(mark)
        return cell, resources

    def _head(self, run: Run, learner: str) -> Head:
        try:
            folder = layout.submission(run.root, learner, run.report.assessment)
            at = times.parse_timestamp((folder / layout.TIMESTAMP).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            at = None
        in_words, iso = (at.strftime("%d %B %Y, %H:%M UTC"), times.iso(at)) if at else ("", "")
        return {"title": run.title, "course": run.course, "handed_in": in_words, "handed_in_at": iso}


class SaveScores(NbGraderPreprocessor):
    """Put the marks into the gradebook: from the marking, never from what a cell shows."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Save all marks in one commit, then fill the learner's row of the report."""
        about, marking = resources["nbgrader"], resources["nbcare"]
        with Gradebook(about["db_url"]) as gradebook:
            notebook = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
            # With their cells in one query, not one more for the name of each.
            for grade in (
                gradebook.db.query(Grade).options(joinedload(Grade.cell)).filter(Grade.notebook_id == notebook.id)
            ):
                mark = marking.marks[grade.name]
                grade.auto_score = mark.points
                # As nbgrader does: points given by a person stay, and are flagged for another look.
                grade.needs_manual_grade = mark.points is None or grade.manual_score is not None
            for comment in notebook.comments:
                comment.auto_comment = _COMMENTS.get(marking.marks[comment.name].status)
            if notebook.assignment.total_seconds_late > 0:
                marking.notes.append("Handed in after the due date.")
            gradebook.db.commit()
        _fill_row(_run_of(self).report, about["student"], marking)
        _show_receipt(_run_of(self), about["student"])
        return nb, resources


def _fill_row(report: Report, learner: str, marking: Marking) -> None:
    row = report.row(learner)
    row.points = None if marking.count("unreadable") else marking.points
    row.max = sum(mark.max for mark in marking.marks.values())
    row.answered, row.invalid = marking.count("scored", "invalid", "manual"), marking.count("invalid")
    row.waiting = marking.count("manual", "unreadable")
    for note in marking.notes:
        report.note(learner, note)
    report.finish(learner)


def _show_receipt(run: Run, learner: str) -> None:
    """Put the receipt the learner was given beside the learner's line: it proves what was handed in."""
    try:
        content = files.read_bytes(layout.submission(run.root, learner, run.report.assessment) / layout.RESPONSES)
    except (OSError, UnreadableError):
        return
    run.report.row(learner).receipt = files.receipt(content)


_COMMENTS = {
    "unanswered": "No response.",
    "invalid": "What was saved is not a written answer; it earns nothing.",
    "unreadable": "The answers of this submission could not be read.",
}


def _written(mark: Mark) -> str:
    if mark.status == "manual":
        return fenced(str(mark.response))
    return NOTHING_WRITTEN if mark.status == "unanswered" else f"*{_COMMENTS[mark.status]}*"


def _run_of(step: NbGraderPreprocessor) -> Run:
    if not isinstance(step.parent, ReleasedNotebookExporter):
        raise RuntimeError(
            "set c.Autograde.exporter_class as assessments/nbgrader_config.py does; nothing is graded without it"
        )
    return step.parent.run
