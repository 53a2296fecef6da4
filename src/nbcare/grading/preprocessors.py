"""The two grading steps that stand in nbgrader's list where it would run the learner's code."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Comment, Grade, Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor
from sqlalchemy.orm import joinedload

from nbcare.answers import layout
from nbcare.grading import marked_cells
from nbcare.grading.exporter import ReleasedNotebookExporter
from nbcare.grading.manual_points import Points
from nbcare.grading.marking import mark_submission
from nbcare.grading.run import Run
from nbcare.grading.settling import Settling


class ScoreResponses(NbGraderPreprocessor):
    """Score the saved answers from the bank, and write into each graded cell what was earned and why."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Mark the submission once, then fill its graded cells."""
        run, learner, assessment = _run_of(self), resources["nbgrader"]["student"], resources["nbgrader"]["assignment"]
        marking = mark_submission(run.root, learner, assessment, run.forms, run.earlier.get(learner))
        self.marking = resources["nbcare"] = marking
        nb.metadata[marked_cells.HEAD] = marked_cells.head(run, marking.at)
        if marking.kept is not None:
            (Path(resources["metadata"]["path"]) / layout.RESPONSES).write_bytes(marking.kept)
        done: tuple[NotebookNode, dict[str, Any]] = super().preprocess(nb, resources)
        return done

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Fill one cell, if points are given for it."""
        if utils.is_grade(cell):
            id = cell.metadata.nbgrader["grade_id"]
            mark = self.marking.marks[id]
            marked_cells.fill(cell, mark, _run_of(self).forms.reviewed(id, mark.form))
        return cell, resources


class SaveScores(NbGraderPreprocessor):
    """Put the marks into the gradebook: from the marking, never from what a cell shows."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Save all marks in one commit, then fill the learner's row of the report."""
        about, marking, run = resources["nbgrader"], resources["nbcare"], _run_of(self)
        with Gradebook(about["db_url"]) as gradebook:
            notebook = gradebook.find_submission_notebook(about["notebook"], about["assignment"], about["student"])
            # With their cells in one query, not one more for the name of each.
            grades = gradebook.db.query(Grade).options(joinedload(Grade.cell)).filter(Grade.notebook_id == notebook.id)
            settling = Settling(run, marking, partial(run.earlier.get, about["student"]))
            _save(settling, grades, notebook.comments)
            late = notebook.assignment.total_seconds_late > 0
            gradebook.db.commit()
        settling.report(about["student"], late)
        return nb, resources


def _save(settling: Settling, grades: Iterable[Grade], comments: Iterable[Comment]) -> None:
    for grade in grades:
        standing = Points(grade.auto_score, grade.manual_score, grade.extra_credit, grade.needs_manual_grade)
        points = settling.points(grade.name, standing)
        grade.auto_score, grade.manual_score = points.automatic, points.manual
        grade.extra_credit, grade.needs_manual_grade = points.extra, points.waits
    for comment in comments:
        comment.auto_comment = settling.automatic_comment(comment.name)
        comment.manual_comment = settling.comment(comment.name, comment.manual_comment)


def _run_of(step: NbGraderPreprocessor) -> Run:
    if not isinstance(step.parent, ReleasedNotebookExporter):
        raise RuntimeError(
            "set c.Autograde.exporter_class as assessments/nbgrader_config.py does; nothing is graded without it"
        )
    return step.parent.run
