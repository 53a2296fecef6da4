"""See to it that no command works with an empty state while an earlier release's answers lie elsewhere."""

from collections.abc import Callable
from pathlib import Path

from filelock import FileLock, Timeout

from nbcare.answers import times
from nbcare.content.course import Course
from nbcare.errors import ContentError
from nbcare.state import former_layout

_LOCK_SECONDS = 120


def require_current(course: Course) -> None:
    """Raise ContentError, which names the command that helps, when an earlier release's answers are not taken over yet."""
    if waiting := former_layout.moves(course):
        raise ContentError(
            waiting[0].source.relative_to(course.root).as_posix(),
            "",
            "was left by an earlier release, and is not taken over yet",
            "run: nbcare upgrade",
        )


def bring_up_to_date(course: Course, say: Callable[[str], None] = print) -> Path | None:
    """Take over what an earlier release left, after a backup; return the backup, or None when there was nothing to do.

    Raises ContentError when that is not possible; then everything is where it was.
    """
    # Without a lock for the many starts that have nothing to do.
    if not former_layout.moves(course):
        _local(course, say)
        return None
    course.state.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(course.state / ".upgrade.lock", _LOCK_SECONDS):
            return _take_over(course, say)
    except Timeout:
        raise ContentError(course.state.name, "", "is being upgraded", "wait until that has ended") from None
    except OSError as error:
        problem = f"cannot be upgraded: {error.strerror or error}"
        raise ContentError(course.state.name, "", problem, "mend that, then run: nbcare upgrade") from None


def _take_over(course: Course, say: Callable[[str], None]) -> Path | None:
    if not former_layout.moves(course):
        return None  # another process has done it meanwhile
    backup = course.state / "backups" / f"before-upgrade-{times.in_file_name(times.now())}.zip"
    count = former_layout.back_up(course, backup)
    say(
        f"An earlier release's answers and grades are taken over into {course.state}. Backup of {count} files: {backup}"
    )
    former_layout.take_over(course)
    _local(course, say)
    return backup


def _local(course: Course, say: Callable[[str], None]) -> None:
    if former_layout.take_over_local(course):
        say(f"assets/local.yaml is now {course.state / 'local.yaml'}.")
