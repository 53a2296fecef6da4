"""Let hand-ins count that came after results were returned, when an instructor says so."""

import sys
from collections.abc import Sequence

from nbcare.answers import layout, times
from nbcare.answers.course_store import open_course_store
from nbcare.content.course import Course
from nbcare.grading import hand_in_folders
from nbcare.grading.table import visible
from nbcare.store import acceptance
from nbcare.store.hand_ins import HandIn

SENTENCE = "handed in after results were returned; it does not count until you accept it"


def waiting(course: Course, assessment: str) -> list[HandIn]:
    """Return the newest hand-ins of a quiz that do not count yet, by learner."""
    with open_course_store(course.root) as store:
        return store.read(acceptance.waiting(assessment))


def main(course: Course, assessment: str, learners: Sequence[str], all: bool) -> int:
    """Run `nbcare accept`: with no learner, say who waits; return 1 when nothing of a learner named waits."""
    course.assessment(assessment)
    if not learners and not all:
        return _show(waiting(course, assessment), assessment)
    with open_course_store(course.root) as store:
        chosen = None if all else learners
        accepted = store.write(acceptance.accept(assessment, chosen, times.iso(times.now())))
        hand_in_folders.write(store, layout.nbgrader_root(course.root), assessment)
    for one in accepted:
        print(f"accepted  {one.learner}  attempt {one.attempt}, handed in {one.at}, receipt {one.hash}")
    print(f"{assessment}: {len(accepted)} accepted")
    if accepted:
        print(f"Now run: nbcare grade {assessment}, and nbcare return {assessment}")
    missing = sorted(set(learners) - {one.learner for one in accepted})
    for learner in missing:
        print(f"{visible(learner)}: nothing of this learner waits to be accepted", file=sys.stderr)
    return 1 if missing else 0


def _show(found: Sequence[HandIn], assessment: str) -> int:
    for one in found:
        print(f"{one.learner}  attempt {one.attempt}, handed in {one.at}, receipt {one.hash}: {SENTENCE}")
    print(f"{assessment}: {len(found)} to accept")
    if found:
        print(f"To let one count: nbcare accept {assessment} LEARNER; all of them: nbcare accept {assessment} --all")
    return 0
