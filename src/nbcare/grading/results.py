"""Decide who passed: enough points over the automatically scored items, and every critical item fully right."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from nbcare.answers import layout, placing
from nbcare.answers.course_store import open_course_store
from nbcare.content.course import Assessment, Course
from nbcare.content.items import all_items
from nbcare.errors import ContentError
from nbcare.grading import acceptance, changed_answers, gradebook, gradebook_points, same_answers, standing
from nbcare.grading.gradebook_points import ItemPoints
from nbcare.grading.standing import Standing
from nbcare.questions import scoring
from nbcare.questions.item import Item
from nbcare.store.acceptance import waiting as waiting_hand_ins

PASSED, NOT_PASSED, WAITS = "passed", "not passed", "waits for a person"
NOT_BEGUN, BEGUN, HANDED_IN, LATE = "not begun", "begun", "handed in", "handed in late"
NOT_GRADED = HANDED_IN
"""The result as long as there are no points that count today."""
_NEWER = "Handed in again since then; that is not graded yet."

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

    standing: Standing = field(default_factory=Standing)
    """Name, moment, attempt and release of what was handed in."""

    @property
    def percent(self) -> int | None:
        """Return the whole percent reached, never rounded up."""
        return int(100 * self.points / self.max) if self.points is not None and self.max else None


def results(course: Course, assessment: Assessment) -> list[Result]:
    """Return a line for everybody who is on the list, in the gradebook, or has begun or handed in, by learner id."""
    items = graded(course, assessment)
    root = layout.nbgrader_root(course.root)
    placing.mend_all(root, assessment.id)
    changed = changed_answers.sentences(course, assessment.id, items)
    with open_course_store(course.root) as store, gradebook.opened(root, course.name) as opened:
        standings = standing.of_everybody(course, assessment, store, opened)
        points = gradebook_points.read(opened.db, assessment.id)
        held = {one.learner: one.held for one in store.read(waiting_hand_ins(assessment.id))}
    copied = same_answers.find_in(course, assessment.id, assessment.items)
    found = []
    for learner in sorted(standings.keys() | points.keys() | held.keys()):
        stands = standings.get(learner, Standing())
        if learner in points:
            result = judged(assessment, items, learner, points[learner].items)
        else:
            result = Result(assessment.id, learner, _before_points(stands, learner in held))
        waits = [_waits(result, held[learner])] if learner in held else []
        result = _with_notes(result, [*changed.get(learner, ()), *copied.get(learner, ()), *waits])
        found.append(_standing_as(result, stands))
    return found


def _before_points(stands: Standing, waits: bool) -> str:
    if stands.at is None:
        return HANDED_IN if waits else BEGUN if stands.begun else NOT_BEGUN
    return LATE if stands.late else HANDED_IN


def _standing_as(result: Result, stands: Standing) -> Result:
    """Return a result with its standing, and what is to be said about it."""
    notes = result.notes
    if stands.late and result.result != LATE:
        notes = (*notes, "Handed in late.")
    if stands.newer:
        notes = (*notes, _NEWER)
    return replace(result, notes=notes, standing=stands)


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


def _with_notes(result: Result, notes: Iterable[str]) -> Result:
    return replace(result, notes=(*result.notes, *notes))


def _waits(result: Result, held: str | None) -> str:
    reason = acceptance.why(held)
    return f"{reason[:1].upper()}{reason[1:]}: nbcare accept {result.assessment} {result.learner}."
