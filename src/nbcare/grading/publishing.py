"""Publish for the portal what is open, when it is due, how often it may be handed in and whether results were returned.

All of it stands in state/nbgrader/published.json.
"""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from nbcare.answers import files, layout, times
from nbcare.answers.files import UnreadableError
from nbcare.answers.returned import PublishedEntry, PublishedFile
from nbcare.content import course as courses
from nbcare.content.course import Course
from nbcare.errors import ContentError
from nbcare.grading import due_dates

VERSION = 1
LOCK_SECONDS = 5


class NotPublishedError(Exception):
    """published.json could not be brought up to date; the message is the reason."""


def publish(course_root: Path | str) -> bool:
    """Bring published.json up to date; return whether it changed. Raise NotPublishedError when that is not possible now."""
    try:
        course = courses.load(course_root)
        root = layout.nbgrader_root(course.root)
        with FileLock(root / ".published.lock", LOCK_SECONDS):
            standing = _standing(root / layout.PUBLISHED)
            assessments = _assessments(course, root, standing)
            if standing.get("version") == VERSION and standing["assessments"] == assessments:
                return False
            published: PublishedFile = {"version": VERSION, "at": times.iso(times.now()), "assessments": assessments}
            files.replace(root / layout.PUBLISHED, files.encode(published))
            return True
    except (ContentError, OSError, Timeout) as error:
        raise NotPublishedError(f"{layout.PUBLISHED} was not brought up to date: {error}") from None


def state(course_root: Path | str) -> due_dates.State:
    """Return the stamps of all files that published.json depends on."""
    root = layout.nbgrader_root(Path(course_root))
    watched = [
        Path(course_root) / courses.FILE,
        root / layout.RESULTS,
        root / layout.PUBLISHED,
        *sorted(root.glob("release/*/*.ipynb")),
    ]
    return (*due_dates.state(root), *((str(path), *files.stamp(path)) for path in watched))


def _assessments(course: Course, root: Path, standing: Mapping[str, Any]) -> dict[str, PublishedEntry]:
    due = _due(root)
    if due is None:
        # A gradebook that cannot be read just now takes no due date away.
        due = {id: entry.get("due", "") for id, entry in standing["assessments"].items() if isinstance(entry, dict)}
    returned = _returned(root / layout.RESULTS, [each.id for each in course.assessments])
    return {
        each.id: {
            "open": layout.released(root, each.id).is_file(),
            "due": due.get(each.id, ""),
            "attempts": each.attempts,
            "returned": each.id in returned,
        }
        for each in course.assessments
    }


def _standing(path: Path) -> dict[str, Any]:
    """Read the current published.json; a damaged one counts as absent."""
    try:
        data = files.parse(files.read_bytes(path))
    except (OSError, UnreadableError):
        return {"assessments": {}}
    return data if isinstance(data, dict) and isinstance(data.get("assessments"), dict) else {"assessments": {}}


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


def _returned(results: Path, ids: list[str]) -> set[str]:
    """Return the assessments that stand in anybody's results."""
    found: set[str] = set()
    for path in sorted(results.glob("*.json")):
        if len(found) == len(ids):
            break
        try:
            content = files.read_bytes(path)
        except (OSError, UnreadableError):
            continue
        # Not parsed, for there may be a thousand: inside a text JSON writes \" for a quotation mark.
        found |= {id for id in ids if f'"{id}": {{'.encode() in content}
    return found


def main(words: list[str]) -> int:
    """Bring published.json of one course up to date: python -m nbcare.grading.publishing [FOLDER]."""
    try:
        publish(words[0] if words else courses.find_root())
    except (NotPublishedError, ContentError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
