"""Settle what one submission comes to in the gradebook and in the report: one rule for one submission and for a class."""

from collections.abc import Callable

from nbcare.grading import earlier_answers, manual_points, marked_cells
from nbcare.grading.earlier_answers import Answer, Earlier
from nbcare.grading.manual_points import Points
from nbcare.grading.marking import NOT_KEPT, Marking
from nbcare.grading.run import Run


class Settling:
    """One submission's marks on their way to the gradebook's rows.

    `earlier` reads what the run before graded; it is asked only where a person gave points or wrote a comment.
    """

    def __init__(self, run: Run, marking: Marking, earlier: Callable[[], Earlier | None]) -> None:
        self.run, self.marking, self.earlier = run, marking, earlier
        self.remarks: list[str] = []

    def points(self, id: str, standing: Points) -> Points:
        """Return an item's points; remember for the report which points of a person do not count any more."""
        settled = manual_points.settle(standing, self.marking.marks[id].points, lambda: self.answer(id))
        before = standing.by_person
        if before is not None and settled.by_person is None:
            self.remarks.append(manual_points.remark(id, before))
        return settled

    def comment(self, id: str, manual: str | None) -> str | None:
        """Return what becomes of a person's comment on an answer."""
        return None if manual is not None and self.answer(id) is Answer.CHANGED else manual

    def automatic_comment(self, id: str) -> str | None:
        """Return the program's comment on a written answer."""
        return marked_cells.COMMENTS.get(self.marking.marks[id].status)

    def answer(self, id: str) -> Answer:
        """Compare an item's answer with the one that was graded before."""
        mark = self.marking.marks[id]
        now = None if mark.status == "unreadable" else (mark.response, mark.variant, mark.form)
        return earlier_answers.compare(
            self.run.forms, id, now, self.earlier(), self.marking.at, self.run.report.assessment
        )

    def report(self, learner: str, late: bool) -> None:
        """Fill the learner's row of the report."""
        marking, report = self.marking, self.run.report
        row = report.row(learner)
        row.points = None if marking.count("unreadable") else marking.points
        row.max = sum(mark.max for mark in marking.marks.values())
        row.answered = marking.count("scored", "invalid", "manual", NOT_KEPT)
        row.invalid = marking.count("invalid")
        row.waiting = marking.count("manual", "unreadable", NOT_KEPT)
        # The receipt the learner was given proves what was handed in.
        row.receipt = marking.receipt
        for note in [*marking.notes, *self.remarks, *(["Handed in after the due date."] if late else [])]:
            report.note(learner, note)
        report.finish(learner)
