"""See to it that no command works with an empty state while an earlier release's answers lie elsewhere."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import Timeout

from nbcare.answers import files, layout, times
from nbcare.answers.course_store import address, open_course_store
from nbcare.answers.free_name import free_name
from nbcare.content.course import Course
from nbcare.errors import ContentError
from nbcare.state import former_layout, rights, server_store, serving_marks, taking_over
from nbcare.store import opening, settings

BACKUP = "before-upgrade"
"""How the name of a backup begins that an upgrade made."""
RELEASE = "release"
"""The name of the setting that says which release of the course the state was brought to."""
_LOCK_SECONDS = 120


def require_current(course: Course) -> None:
    """Raise ContentError, which names the command that helps, when an earlier release's answers are not taken over yet."""
    if left := waiting(course):
        raise ContentError(
            left[0], "", "was left by an earlier release, and is not taken over yet", "run: nbcare upgrade"
        )
    server_store.refuse_left_behind(course.state)


def waiting(course: Course) -> list[str]:
    """Return the names of what an earlier release left that is not taken over yet, or not wholly; empty for a current state."""
    left = [move.source.relative_to(course.root).as_posix() for move in former_layout.moves(course)]
    return left or ([course.state.name] if _marker(course).exists() else [])


def bring_up_to_date(course: Course, say: Callable[[str], None] = print) -> Path | None:
    """Take over what an earlier release left, after a backup; return the backup, or None when there was nothing to do.

    Raises ContentError when that is not possible; then everything is where it was.
    """
    server_store.refuse_left_behind(course.state)
    rights.close(course.state, layout.exchange(course.root))
    # Without a lock for the many starts that have nothing to do.
    if not waiting(course):
        _local(course, say)
        _begin(course)
        return None
    with alone(course):
        return _take_over(course, say)


@contextmanager
def alone(course: Course) -> Iterator[None]:
    """Let one program at a time change the state as a whole; raise ContentError while another one does, or for a full disk.

    Not to be used within itself: it would wait for its own end.
    """
    try:
        course.state.mkdir(parents=True, exist_ok=True)
        with files.lock(course.state / serving_marks.CHANGING, _LOCK_SECONDS):
            yield
    except Timeout:
        raise ContentError(course.state.name, "", "is being upgraded", "wait until that has ended") from None
    except (OSError, sqlite3.Error) as error:
        problem = f"cannot be upgraded: {getattr(error, 'strerror', None) or error}"
        raise ContentError(course.state.name, "", problem, "mend that, then run: nbcare upgrade") from None


def _take_over(course: Course, say: Callable[[str], None]) -> Path | None:
    marker = _marker(course)
    if marker.exists():
        backup = Path(marker.read_text(encoding="utf-8"))  # an earlier call was interrupted, after its backup
    elif former_layout.moves(course):
        former_layout.refuse_conflicts(course)
        backup = _back_up(course, say)
        marker.write_text(str(backup), encoding="utf-8")
    else:
        return None  # another process has done it meanwhile
    former_layout.take_over(course)
    for problem in taking_over.put_into_store(course):
        say(problem)
    _local(course, say)
    with open_course_store(course.root) as store:
        store.write(settings.put(RELEASE, course.release))
    marker.unlink()
    return backup


def _marker(course: Course) -> Path:
    """Return the file that is there from the backup on until all is taken over; it names the backup."""
    return course.state / ".taking-over"


def _back_up(course: Course, say: Callable[[str], None]) -> Path:
    backup = free_name(course.state / "backups", BACKUP, times.now(), ".zip")
    count = former_layout.back_up(course, backup, say)
    say(
        f"An earlier release's answers and grades are taken over into {course.state}. Backup of {count} files: {backup}"
    )
    return backup


def _begin(course: Course) -> None:
    """Make the store of a course that has none yet, and note that this release made it."""
    if opening.schema_version(address(course.root)) == 0:
        with open_course_store(course.root) as store:
            store.write(settings.put(RELEASE, course.release))


def _local(course: Course, say: Callable[[str], None]) -> None:
    if former_layout.take_over_local(course):
        say(f"assets/local.yaml is now {course.state / 'local.yaml'}.")
