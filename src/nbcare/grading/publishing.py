"""Publish for the portal what is open, when it is due, how often it may be handed in and whether results were returned.

All of it stands in the store, and with it each item as it was released, key included. Grading marks answers to questions
that have changed since by these items, all others by the bank as it is; `nbcare upgrade` compares the bank with them.
"""

import hashlib
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from nbcare.answers import files, layout, times
from nbcare.answers.course_store import open_course_store
from nbcare.content import course as courses
from nbcare.content.course import Assessment, Course
from nbcare.errors import ContentError
from nbcare.grading import due_dates, released_items
from nbcare.store import changes, hand_ins, results, settings, terms
from nbcare.store.store import Store
from nbcare.store.terms import Terms


class NotPublishedError(Exception):
    """The terms of the quizzes could not be brought up to date; the message is the reason."""


def publish(course_root: Path | str) -> bool:
    """Bring the terms in the store up to date; return whether they changed. Raise NotPublishedError."""
    try:
        course = courses.load_local(course_root)
        with open_course_store(course.root) as store:
            _keep_items(course, store)
            standing = store.read(terms.read())
            wanted = _terms(course, store, standing)
            if standing == wanted:
                return False
            store.write(terms.replace(wanted))
            return True
    except (ContentError, OSError) as error:
        raise NotPublishedError(f"What the portal shows of due dates was not brought up to date: {error}") from None


def state(course_root: Path | str, store: Store) -> tuple[object, ...]:
    """Return the stamps of all that the terms depend on."""
    root = layout.nbgrader_root(Path(course_root))
    watched = [Path(course_root) / courses.FILE, *sorted(root.glob("release/*/*.ipynb"))]
    counts = store.read(changes.counts())
    stored = [counts.get(topic, 0) for topic in (results.TOPIC, hand_ins.TOPIC, terms.TOPIC)]
    return (*due_dates.state(root), *((str(path), *files.stamp(path)) for path in watched), *stored)


def _terms(course: Course, store: Store, standing: Mapping[str, Terms]) -> dict[str, Terms]:
    root = layout.nbgrader_root(course.root)
    due = _due(root)
    if due is None:
        # A gradebook that cannot be read just now takes no due date away.
        due = {id: each.due for id, each in standing.items()}
    returned = store.read(results.assessments())
    return {
        each.id: Terms(
            layout.released(root, each.id).is_file(), due.get(each.id, ""), each.attempts, each.id in returned
        )
        for each in course.assessments
    }


def _keep_items(course: Course, store: Store) -> None:
    """Keep the items of each quiz that was released anew, with their keys."""
    root, renewed = layout.nbgrader_root(course.root), {}
    for assessment in course.assessments:
        notebook = layout.released(root, assessment.id)
        if notebook.is_file():
            released = hashlib.sha256(notebook.read_bytes()).hexdigest()
            if store.read(settings.find(_kept(assessment))) != released:
                renewed[assessment] = released
    if renewed:
        released_items.keep(course, renewed, store)
    for assessment, released in renewed.items():
        store.write(settings.put(_kept(assessment), released))


def _kept(assessment: Assessment) -> str:
    """Return the name of the setting that says of which release of a quiz the items were kept."""
    return f"kept-items {assessment.id}"


def _due(root: Path) -> dict[str, str] | None:
    """Return the due dates; None when the gradebook is absent, locked or damaged."""
    try:
        found = due_dates.read(root)
        return None if found is None else {name: _iso(due) for name, due in found.items()}
    except ValueError:
        return None


def _iso(duedate: str | None) -> str:
    """Convert a naive UTC time of the gradebook to ISO 8601."""
    return times.iso(datetime.fromisoformat(duedate)) if duedate else ""


def main(words: list[str]) -> int:
    """Bring the terms of one course up to date: python -m nbcare.grading.publishing [FOLDER]."""
    try:
        publish(words[0] if words else courses.find_root())
    except (NotPublishedError, ContentError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
