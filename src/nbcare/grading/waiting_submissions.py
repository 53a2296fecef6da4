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
    """Keeps in the store, and out of submitted/, the submissions to one quiz that came after its first results."""

    def __init__(self, root: Path, assessment: str):
        """`root` is nbgrader's course root."""
        self._root, self._assessment = root, assessment
        self._course = courses.load_local(course_of(root))
        with open_course_store(self._course.root) as store:
            self._returned = store.read(results.any_of(assessment))

    def belongs(self, learner: str, at: datetime) -> bool:
        """Return whether a submission of this moment, in UTC, came after results, and was not collected before."""
        standing = placed_at(self._root, learner, self._assessment)
        known = standing is not None and standing.replace(microsecond=0) >= _second(at)
        return self._returned and not known

    def keep(self, learner: str, folder: Path, at: datetime) -> bool:
        """Put a submission that belongs here into the store, where it is kept once; return whether it counts.

        Raises UnreadableError for answers that cannot be kept, and TakenByAnotherError when they are another person's.
        """
        responses = files.read_bytes(folder / layout.RESPONSES)
        if not seed(responses) or files.parse(responses).get("assessment") != self._assessment:
            raise UnreadableError(f"responses.json does not hold answers to {self._assessment}; ask for them again")
        kept = brought.keep(self._course, learner, self._assessment, _second(at), responses, self._course.release)
        with open_course_store(self._course.root) as store:
            return store.write(kept)


def _second(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC, microsecond=0)
