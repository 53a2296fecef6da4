"""Bring a course's state to a new release, after a backup, and lead back to the one before."""

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from nbcare.answers import times
from nbcare.answers.course_store import FILE, address, has_store, open_course_store
from nbcare.answers.files import rename
from nbcare.answers.free_name import free_name
from nbcare.content.course import Course
from nbcare.content.settings import NAME, read_settings
from nbcare.errors import ContentError
from nbcare.state import archive, backup, changes, former_layout, ready, server_store
from nbcare.state.ready import BACKUP, RELEASE
from nbcare.store import opening, settings
from nbcare.store.tables import SCHEMA_VERSION


def upgrade(course: Course, say: Callable[[str], None] = print) -> None:
    """Say what changes for whom, copy everything into an archive, and bring the state to this release.

    What release 1.0 left is taken over first, after a backup of its own: only then is it known what changes. Raises
    ContentError, with nothing changed, when one of these is not possible.
    """
    moved = _move_to_server(course, say)
    former = ready.bring_up_to_date(course, say)
    with ready.alone(course):
        if former is not None or not moved:
            _look(course, say, taken_over=former is not None)
        if former is None and not moved and _behind(course):
            _back_up(course, say)
        with opening.open_store(address(course.root), migrate=True) as store:
            store.write(settings.put(RELEASE, course.release))
    say(f"The state is that of release {course.release}.")


def only_look(course: Course, say: Callable[[str], None] = print) -> None:
    """Say what an upgrade would change, and change nothing."""
    if left := ready.waiting(course):
        say(f"An earlier release left: {', '.join(left)}.")
        say(
            f"`nbcare upgrade` takes that over into {course.state}, after a backup, and says then what changes for whom."
        )
        return
    if server_store.left_behind(course.state):
        say("`nbcare upgrade` brings the answers from the file in the state to the database that the settings name.")
    _look(course, say)


def go_back(course: Course, say: Callable[[str], None] = print) -> None:
    """Put the state back as it was before the last upgrade; raise ContentError when there is no backup of that moment."""
    found = (course.state / "backups").glob(f"{BACKUP}-*.zip")
    newest = max(found, key=lambda path: path.stat().st_mtime_ns, default=None)
    if newest is None:
        raise ContentError(
            f"{course.state.name}/backups",
            "",
            "holds no backup of an upgrade",
            "restore another one: nbcare restore FILE",
        )
    if archive.contents(newest).kind == former_layout.KIND:
        away = former_layout.put_back(course, newest)
        say(
            f"The earlier release's folders are as they were. What was made since lies in {away}; install that release."
        )
        return
    away = free_name(course.state.parent, f"{course.state.name}.after", times.now())
    _refuse_server(course, newest, away)
    _exchange(course, newest, away)
    say(f"The state is as it was before the upgrade. What was made since lies in {away}; install the earlier release.")


def _move_to_server(course: Course, say: Callable[[str], None]) -> bool:
    """Bring the file's rows to the server that the settings name now; return whether there were any to bring."""
    if not server_store.left_behind(course.state):
        return False
    with ready.alone(course):
        if not server_store.left_behind(course.state):
            return False  # another program has done it meanwhile
        if not ready.waiting(course):
            _look(course, say)
        _back_up(course, say)
        server_store.move(course.state, say)
    return True


def _look(course: Course, say: Callable[[str], None], *, taken_over: bool = False) -> None:
    """Say what this release changes for whom, from a copy of the store: the store itself may be of an older version."""
    with tempfile.TemporaryDirectory(prefix="nbcare-") as folder:
        try:
            copied = server_store.as_file(course.state, Path(folder)) or Path(folder) / FILE
        except sqlite3.Error as error:
            raise ContentError(folder, "", f"cannot be written: {error}", "free some space there") from None
        with opening.open_store(f"sqlite:///{copied.as_posix()}", migrate=True) as store:
            before = store.read(settings.find(RELEASE))
            found = changes.of(course, store)
    say(_heading(course, before, taken_over))
    for quiz in found:
        for sentence in quiz.sentences():
            say(sentence)
    if not found:
        say("No quiz is open.")


def _heading(course: Course, before: str | None, taken_over: bool) -> str:
    if taken_over:  # the release is noted already
        return f"From what an earlier release left to {course.release}:"
    if before is None:  # no upgrade yet: the state may have been made by this release as well as by an earlier one
        return f"Release {course.release}. This state has not been upgraded before."
    if before == course.release:
        return f"This state is that of release {before} already."
    return f"From release {before} to {course.release}:"


def _back_up(course: Course, say: Callable[[str], None]) -> None:
    copied = free_name(course.state / "backups", BACKUP, times.now(), ".zip")
    copied.parent.mkdir(parents=True, exist_ok=True)
    count = backup.back_up(course, copied, say)
    say(f"Backup of {count} files: {copied}")


def _refuse_server(course: Course, source: Path, away: Path) -> None:
    """Raise ContentError when the store lies outside of the state: moving the state away would not take it along."""
    if read_settings(course.state).store is None:
        return
    there = away / source.relative_to(course.state)
    raise ContentError(
        NAME,
        "store",
        "names a database outside of the state, which no command puts back",
        f"stop the course, empty that database, move {course.state} to {away}, install the earlier release,"
        f" and run: nbcare restore {there}",
    )


def _exchange(course: Course, source: Path, away: Path) -> None:
    """Put a backup in the place of the state, which is moved away."""
    rename(course.state, away)
    try:
        backup.restore(away / source.relative_to(course.state), course.state)
    except BaseException:
        rename(away, course.state)
        raise


def is_older(course: Course) -> bool:
    """Return whether a course has a store of an older version, which only an upgrade opens."""
    return has_store(course.root) and 0 < opening.schema_version(address(course.root)) < SCHEMA_VERSION


def _behind(course: Course) -> bool:
    """Return whether the state is of another release, or its store of an older version."""
    if is_older(course):
        return True
    with open_course_store(course.root) as store:
        return store.read(settings.find(RELEASE)) != course.release
