"""What formgrader's pages show about quizzes and learners: times in the course's zone, names from the list."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from nbgrader.apps.api import NbGraderAPI

from nbcare.answers import submissions
from nbcare.answers.course_store import open_course_store
from nbcare.content.course_root import course_of
from nbcare.grading import due_moment
from nbcare.store import roster
from nbcare.store.errors import StoreUnavailableError

NO_NAME = "no name in the list"
_SHOWN = "%Y-%m-%d %H:%M:%S %Z"


class CourseApi(NbGraderAPI):
    """nbgrader's own, with each time in the zone of the course.

    nbgrader's own conversion is an hour wrong close to a change of the clocks, and takes today's distance from UTC for
    that of every due date.
    """

    def get_assignment(self, assignment_id: str, released: Any = None) -> dict[str, Any] | None:
        """Return a quiz, its due date in the zone of the course."""
        found: dict[str, Any] | None = super().get_assignment(assignment_id, released=released)
        return found and found | due_fields(found["duedate"], ZoneInfo(self.timezone))

    def get_submission(self, *arguments: Any, **named: Any) -> dict[str, Any]:
        """Return a learner's submission of a quiz, its time in the zone of the course."""
        return self._shown(super().get_submission(*arguments, **named))

    def get_submissions(self, assignment_id: str) -> list[dict[str, Any]]:
        """Return the submissions of a quiz, their times in the zone of the course."""
        names = self._names()
        return [self._shown(each, names) for each in super().get_submissions(assignment_id)]

    def get_submitted_students(self, assignment_id: str) -> set[str]:
        """Return who has handed in a quiz, or (`*`) any: without the folders of no learner."""
        found: set[str] = super().get_submitted_students(assignment_id)
        return found.difference(submissions.foreign(Path(self.coursedir.root)))

    def get_students(self) -> list[dict[str, Any]]:
        """Return everybody in the gradebook or with a submission, by the name in the list of learners."""
        names = self._names()
        return [named(each, each["id"], names) for each in super().get_students()]

    def _shown(self, submission: dict[str, Any], names: dict[str, str] | None = None) -> dict[str, Any]:
        at = submission.get("timestamp")
        time = {"display_timestamp": shown(at, ZoneInfo(self.timezone))} if at else {}
        return named(submission, submission["student"], self._names() if names is None else names) | time

    def _names(self) -> dict[str, str]:
        """Return the names of the list of learners by id; none where the store does not answer: names are not worth a page."""
        try:
            with open_course_store(course_of(self.coursedir.root)) as store:
                return {id: entry.name for id, entry in store.read(roster.known()).items()}
        except StoreUnavailableError:
            return {}


def due_fields(due: str | None, zone: ZoneInfo) -> dict[str, str | None]:
    """Return what a page shows and edits of a due date, which is a naive UTC time in ISO 8601 or None."""
    if due is None:
        return {"display_duedate": None, "duedate_notimezone": None, "duedate_timezone": zone.key}
    at = datetime.fromisoformat(due).replace(tzinfo=UTC)
    return {
        "display_duedate": shown(due, zone),
        "duedate_notimezone": at.astimezone(zone).replace(tzinfo=None).isoformat(),
        "duedate_timezone": due_moment.place_of(at, zone),
    }


def shown(at: str, zone: ZoneInfo) -> str:
    """Return a naive UTC time of the gradebook as a page shows it."""
    return datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(zone).strftime(_SHOWN)


def named(entry: dict[str, Any], id: str, names: dict[str, str]) -> dict[str, Any]:
    """Return an entry with a name where the gradebook has none: formgrader would write `None, None`."""
    if entry.get("first_name") is not None or entry.get("last_name") is not None:
        return entry | {part: entry.get(part) or "" for part in ("first_name", "last_name")}
    first, _, last = names.get(id, "").rpartition(" ")
    return entry | ({"first_name": first or NO_NAME, "last_name": last} if last else _without_name(id))


def _without_name(id: str) -> dict[str, str]:
    return {"first_name": NO_NAME, "last_name": id}
