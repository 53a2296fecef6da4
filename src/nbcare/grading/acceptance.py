"""Let hand-ins count that wait for a person, when an instructor says so: most came after results were returned."""

import sys
from collections.abc import Sequence
from datetime import tzinfo

from nbcare.answers import times
from nbcare.answers.course_store import open_course_store
from nbcare.content.course import Course
from nbcare.content.settings import read_settings
from nbcare.grading.table import count, visible
from nbcare.store import acceptance
from nbcare.store.hand_ins import HandIn

WAITS = "handed in after results were returned: it counts only when you accept it"
_HELD = "{}: it counts only when you accept it"


def why(held: str | None) -> str:
    """Return why a hand-in waits: for its own reason, or because results were returned."""
    return _HELD.format(held) if held else WAITS


def waiting(course: Course, assessment: str) -> list[HandIn]:
    """Return the hand-ins of a quiz that do not count yet, by learner and attempt."""
    with open_course_store(course.root) as store:
        return store.read(acceptance.waiting(assessment))


def remark(found: Sequence[HandIn], assessment: str) -> str:
    """Return the sentence that tells how many wait, and how to see them; an empty string when none does."""
    if not found:
        return ""
    after = {one.learner for one in found if one.after_results}
    held = {one.learner for one in found} - after
    said = [
        f"{count(len(after), 'learner', 'learners')} handed in after results were returned." if after else "",
        f"{count(len(held), 'hand-in waits', 'hand-ins wait')} for you because of the time or the answers."
        if held
        else "",
    ]
    return " ".join([*filter(None, said), f"It counts only when you accept it: nbcare accept {assessment}"])


def say_waiting(course: Course, assessment: str) -> None:
    """Print that sentence when anything waits."""
    if sentence := remark(waiting(course, assessment), assessment):
        print(sentence)


def show(course: Course, assessment: str) -> int:
    """Run `nbcare accept QUIZ`: say what waits."""
    quiz, found = course.assessment(assessment), waiting(course, assessment)
    zone = _zone(course)
    for one in found:
        print(f"{_line(one, zone)}: {visible(why(one.held))}")
    print(f"{assessment}: {len(found)} to accept")
    if found:
        print(f"To let one count: nbcare accept {assessment} LEARNER; all of them: nbcare accept {assessment} --all")
    others = [one.id for one in course.assessments if one.module == quiz.module and one.form != quiz.form]
    if others and any(one.after_results for one in found):
        print(f"Who needs more time takes another form, whose right answers nobody has: {', '.join(others)}")
    return 0


def accept(course: Course, assessment: str, learners: Sequence[str] | None, attempt: int | None) -> int:
    """Accept the newest hand-in that waits, or one attempt, of these learners or of all; return 1 when one has none."""
    course.assessment(assessment)
    with open_course_store(course.root) as store:
        done = store.write(acceptance.accept(assessment, learners, attempt, times.iso(times.now())))
    return _told(course, done, learners or (), "accepted", "to be accepted", assessment)


def take_back(course: Course, assessment: str, learners: Sequence[str]) -> int:
    """Let accepted hand-ins of these learners wait again; return 1 when one has none."""
    course.assessment(assessment)
    with open_course_store(course.root) as store:
        done = store.write(acceptance.withdraw(assessment, learners))
    return _told(course, done, learners, "waits again", "to take back, or no earlier hand-in that counts", assessment)


def _told(
    course: Course, done: Sequence[HandIn], learners: Sequence[str], what: str, lacking: str, assessment: str
) -> int:
    zone = _zone(course)
    for one in done:
        print(f"{what}: {_line(one, zone)}")
    print(f"{assessment}: {len(done)} changed")
    if done:
        print(f"Now run: nbcare grade {assessment}, and nbcare return {assessment}")
    missing = sorted(set(learners) - {one.learner for one in done})
    for learner in missing:
        print(f"{visible(learner)}: there is nothing {lacking}", file=sys.stderr)
    return 1 if missing else 0


def _zone(course: Course) -> tzinfo:
    return read_settings(course.state).zone


def _line(one: HandIn, zone: tzinfo) -> str:
    at = times.parse(one.at)
    moment = times.in_words(at, zone) if at else one.at
    return f"{one.learner}, attempt {one.attempt}, handed in {moment}, receipt {one.hash}"
