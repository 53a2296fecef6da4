"""Submissions of nbgrader's exchange that wait for a person: they go into the store, and wait there."""

from datetime import UTC, datetime
from pathlib import Path

from nbcare.answers import files, layout, times
from nbcare.answers.course_store import open_course_store
from nbcare.answers.files import UnreadableError
from nbcare.answers.submissions import placed_at, seed
from nbcare.content import course as courses
from nbcare.content.course_root import course_of
from nbcare.content.settings import read_settings
from nbcare.grading import brought, made_files
from nbcare.grading.in_time import due_moments
from nbcare.store import results
from nbcare.store.hand_ins import HandIn


class WaitingSubmissions:
    """Keeps in the store, and out of submitted/, the submissions to one quiz that came after its first results.

    So it does with those that say that they were in time, though their folder is of a moment after the due date.
    """

    def __init__(self, root: Path, assessment: str):
        """`root` is nbgrader's course root."""
        self._root, self._assessment = root, assessment
        self._course = courses.load_local(course_of(root))
        with open_course_store(self._course.root) as store:
            self._returned = store.read(results.any_of(assessment))
        self._zone = read_settings(self._course.state).zone
        self._due = due_moments(root, self._course.name, assessment)

    def belongs(self, learner: str, folder: Path, at: datetime, *, replaces: bool) -> bool:
        """Return whether a submission of this moment, in UTC, has to wait, and was not collected before.

        `replaces`: it would take the place of the one that stands there, though it may call itself older.
        """
        standing = placed_at(self._root, learner, self._assessment)
        known = standing is not None and standing.replace(microsecond=0) >= _second(at) and not replaces
        return not known and (self._returned or self._doubt(learner, folder, at) is not None)

    def _doubt(self, learner: str, folder: Path, at: datetime) -> str | None:
        """Return why a submission that says it was in time waits; the system's own note of a change cannot be set back."""
        written = times.parse_timestamp(made_files.text(folder / layout.TIMESTAMP))
        changed = datetime.fromtimestamp(folder.stat().st_ctime, UTC)
        said = min(written, _second(at)) if written else _second(at)
        others = {"its folder is called": _second(at), "it was put there": changed}
        return self._due.doubt(learner, said, others, self._zone)

    def keep(self, learner: str, folder: Path, at: datetime) -> HandIn:
        """Put a submission that belongs here into the store, where it is kept once; return it: it may count by now.

        Raises UnreadableError for answers that cannot be kept, and TakenByAnotherError when they are another person's.
        """
        responses = files.read_bytes(folder / layout.RESPONSES)
        if not seed(responses) or files.parse(responses).get("assessment") != self._assessment:
            raise UnreadableError(f"responses.json does not hold answers to {self._assessment}; ask for them again")
        end, held = self._due.of(learner), self._doubt(learner, folder, at)
        late = end is not None and _second(at) > end
        course, quiz = self._course, self._assessment
        kept = brought.keep(course, learner, quiz, _second(at), responses, course.release, late=late, held=held)
        with open_course_store(course.root) as store:
            return store.write(kept)


def _second(at: datetime) -> datetime:
    return at.replace(tzinfo=UTC, microsecond=0)
