"""Decide who passed: enough points over the automatically scored items, and every critical item fully right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from nbcare.answers import layout, placing
from nbcare.content.course import Assessment, Course
from nbcare.content.items import all_items
from nbcare.errors import ContentError
from nbcare.grading import acceptance, changed_answers, gradebook, gradebook_points, table
from nbcare.grading.gradebook_points import ItemPoints
from nbcare.questions import scoring
from nbcare.questions.item import Item

HEADER = ("assessment", "learner", "result", "points", "of", "percent", "notes")
PASSED, NOT_PASSED, WAITS = "passed", "not passed", "waits for a person"
NOT_GRADED, NOT_HANDED_IN = "not graded yet", "not handed in"

Scores = Mapping[str, tuple[float | None, float]]
"""Points of each automatically scored item, None while they wait for a person, and the most it can earn."""


@dataclass(frozen=True)
class Result:
    """What one learner reached in one assessment."""

    assessment: str
    learner: str
    result: str
    points: float | None = None
    max: float | None = None
    notes: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    """The critical items that are not fully right."""

    @property
    def percent(self) -> int | None:
        """Return the whole percent reached, never rounded up."""
        return int(100 * self.points / self.max) if self.points is not None and self.max else None

    def cells(self) -> tuple[object, ...]:
        """Return the line's cells in the order of the header."""
        percent = "" if self.percent is None else f"{self.percent} %"
        points = table.number(self.points) if self.points is not None else ""
        return (
            self.assessment,
            self.learner,
            self.result,
            points,
            table.number(self.max) if self.max else "",
            percent,
            " ".join(self.notes),
        )


def results(course: Course, assessment: Assessment) -> list[Result]:
    """Return a line for everybody who is in the gradebook or has handed in, by learner id."""
    items = graded(course, assessment)
    with gradebook.opened(layout.nbgrader_root(course.root), course.name) as opened:
        handed_in, points = _handed_in(course, assessment), gradebook_points.read(opened.db, assessment.id)
        not_accepted = {one.learner for one in acceptance.waiting(course, assessment.id)}
        learners = sorted({student.id for student in opened.students} | handed_in | not_accepted)
    changed = changed_answers.sentences(course, assessment.id, items)
    found = [
        judged(assessment, items, learner, points[learner].items)
        if learner in points
        else Result(assessment.id, learner, NOT_GRADED if learner in handed_in | not_accepted else NOT_HANDED_IN)
        for learner in learners
    ]
    found = [replace(each, notes=(*each.notes, *changed.get(each.learner, ()))) for each in found]
    return [_with_note(each, assessment) if each.learner in not_accepted else each for each in found]


def graded(course: Course, assessment: Assessment) -> dict[str, Item]:
    """Return the items of an assessment as the bank has them, in the assessment's order."""
    items = all_items(course.root)
    if missing := [id for id in assessment.items if id not in items]:
        raise ContentError(
            "course.yaml", assessment.id, f"lists {', '.join(missing)}, and no bank has it", "run: nbcare check"
        )
    return {id: items[id] for id in assessment.items}


def judge(scores: Scores, critical: set[str], percent: int) -> str:
    """Apply the pass rule to automatically scored items: {id: (points or None, max)}."""
    given = {id: points for id, (points, _) in scores.items() if points is not None}
    if len(given) < len(scores):
        return WAITS
    enough = 100 * sum(given.values()) >= percent * sum(most for _, most in scores.values())
    return PASSED if enough and all(given[id] >= scores[id][1] for id in critical & scores.keys()) else NOT_PASSED


def main(course: Course, assessment: str | None, csv: str | None) -> int:
    """Run `nbcare results`."""
    root = layout.nbgrader_root(course.root)
    if not gradebook.exists(root):
        raise gradebook.missing(root)
    wanted = [course.assessment(assessment)] if assessment else list(course.assessments)
    found = [result for each in wanted for result in results(course, each)]
    print(table.aligned(HEADER, [result.cells() for result in found]) if found else "Nobody is in the gradebook yet.")
    if csv:
        Path(csv).write_text(table.as_csv(HEADER, [result.cells() for result in found]), encoding="utf-8")
        print(f"The same table: {csv}")
    return 0


def judged(assessment: Assessment, items: dict[str, Item], learner: str, points: Iterable[ItemPoints]) -> Result:
    """Apply the pass rule to the points of one learner; `items` are the assessment's, from the bank."""
    grades = {grade.name: grade for grade in points if grade.name in items}
    if grades.keys() != items.keys():
        # Judged by what is there, a critical question that is not there would count as right.
        return Result(assessment.id, learner, NOT_GRADED, notes=("The quiz has other questions now; grade it again.",))
    scores: Scores = {
        id: (grade.settled, grade.max_score) for id, grade in grades.items() if not scoring.by_hand(items[id])
    }
    critical = {id for id, item in items.items() if item.get("critical")}
    result = judge(scores, critical, assessment.pass_percent)
    total = None if result == WAITS else sum(given or 0 for given, _ in scores.values())
    given = {id: points for id, (points, _) in scores.items() if points is not None}
    missed = tuple(sorted(id for id in critical & given.keys() if given[id] < scores[id][1]))
    return Result(
        assessment.id,
        learner,
        result,
        total,
        sum(most for _, most in scores.values()),
        _notes(grades, scores, missed, result, items),
        missed,
    )


def _notes(
    grades: Mapping[str, ItemPoints],
    scores: Scores,
    missed: tuple[str, ...],
    result: str,
    items: Mapping[str, Item],
) -> tuple[str, ...]:
    notes = []
    if result == WAITS:
        notes.append(
            f"A person has to give or confirm the points of {', '.join(id for id in scores if scores[id][0] is None)}."
        )
    if missed:
        notes.append(f"Critical, not fully right: {', '.join(missed)}.")
    if any(scoring.by_hand(items[id]) and grade.points.waits for id, grade in grades.items()):
        notes.append("A written answer waits for a person; it does not count for passing.")
    return tuple(notes)


def _with_note(result: Result, assessment: Assessment) -> Result:
    note = f"Handed in after results were returned: it counts only when you accept it: nbcare accept {assessment.id}"
    return replace(result, notes=(*result.notes, f"{note} {result.learner}."))


def _handed_in(course: Course, assessment: Assessment) -> set[str]:
    root = layout.nbgrader_root(course.root)
    placing.mend_all(root, assessment.id)
    return {folder.parent.name for folder in layout.submitted(root).glob(f"*/{assessment.id}")}
