"""Submissions of nbgrader's exchange that came after results were returned: they go into the store, and wait there."""

from datetime import UTC, datetime
from pathlib import Path

from nbcare.answers import files, layout
from nbcare.answers.course_store import open_course_store
from nbcare.answers.files import UnreadableError
from nbcare.answers.submissions import placed_at, seed
from nbcare.content import course as courses
from nbcare.content.course_root import course_of
from nbcare.grading import brought
from nbcare.store import results


class WaitingSubmissions:
    """The submissions to one quiz that may not be placed, because somebody has a result of it already."""

    def __init__(self, root: Path, assessment: str):
        """`root` is nbgrader's course root."""
        self._root, self._assessment, self._course = root, assessment, course_of(root)
        with open_course_store(self._course) as store:
            self._returned = store.read(results.any_of(assessment))

    def keep(self, learner: str, folder: Path, at: datetime) -> bool:
        """Put a submission into the store where it has to wait, and return whether it does; `at` is in UTC.

        One that nbgrader has collected before results were returned is none of these. Raises UnreadableError for answers
        that cannot be kept, and TakenByAnotherError when they are not this learner's.
        """
        moment = at.replace(tzinfo=UTC)
        if not self._returned or self._collected(learner, moment):
            return False
        responses = files.read_bytes(folder / layout.RESPONSES)
        if not seed(responses) or files.parse(responses).get("assessment") != self._assessment:
            raise UnreadableError(f"responses.json does not hold answers to {self._assessment}; ask for them again")
        course = courses.load_local(self._course)
        with open_course_store(self._course) as store:
            store.write(brought.keep(course, learner, self._assessment, moment, responses, course.release))
        return True

    def _collected(self, learner: str, at: datetime) -> bool:
        standing = placed_at(self._root, learner, self._assessment)
        return standing is not None and standing >= at
