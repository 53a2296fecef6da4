"""Bring a course's state to a new release, after a backup, and lead back to the one before."""

from collections.abc import Callable
from pathlib import Path

from nbcare.answers import times
from nbcare.answers.course_store import address, has_store, open_course_store
from nbcare.answers.free_name import free_name
from nbcare.content.course import Course
from nbcare.errors import ContentError
from nbcare.state import archive, backup, changes, former_layout, ready
from nbcare.state.ready import BACKUP, RELEASE
from nbcare.store import opening, settings
from nbcare.store.store import Store
from nbcare.store.tables import SCHEMA_VERSION


def upgrade(course: Course, say: Callable[[str], None] = print) -> None:
    """Take over what an earlier release left, bring the store to this program's version, and say what changes for whom.

    Everything is copied into an archive first. Raises ContentError, with nothing changed, when that is not possible.
    """
    former = ready.bring_up_to_date(course, say)
    if former is None and has_store(course.root) and _behind(course):
        copied = free_name(course.state / "backups", BACKUP, times.now(), ".zip")
        copied.parent.mkdir(parents=True, exist_ok=True)
        count = backup.back_up(course, copied)
        say(f"Backup of {count} files: {copied}")
    with opening.open_store(address(course.root), migrate=True) as store:
        look(course, store, say)
        store.write(settings.put(RELEASE, course.release))
    say(f"The state is that of release {course.release}.")


def look(course: Course, store: Store, say: Callable[[str], None] = print) -> None:
    """Say what this release changes for whom."""
    before = store.read(settings.find(RELEASE))
    if before is None:  # no upgrade yet: the state may have been made by this release as well as by an earlier one
        say(f"Release {course.release}. This state has not been upgraded before.")
    else:
        say(f"From release {before} to {course.release}:")
    found = changes.of(course, store)
    for quiz in found:
        for sentence in quiz.sentences():
            say(sentence)
    if not found:
        say("No quiz is open.")


def only_look(course: Course, say: Callable[[str], None] = print) -> None:
    """Say what an upgrade would change, and change nothing; raise ContentError while an earlier release's state lies elsewhere."""
    ready.require_current(course)
    with open_course_store(course.root) as store:
        look(course, store, say)


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
    _exchange(course, newest, away)
    say(f"The state is as it was before the upgrade. What was made since lies in {away}; install the earlier release.")


def _exchange(course: Course, source: Path, away: Path) -> None:
    """Put a backup in the place of the state, which is moved away."""
    course.state.rename(away)
    try:
        backup.restore(away / source.relative_to(course.state), course.state)
    except BaseException:
        away.rename(course.state)
        raise


def _behind(course: Course) -> bool:
    """Return whether the state is of another release, or its store of an older version."""
    if opening.schema_version(address(course.root)) < SCHEMA_VERSION:
        return True
    with open_course_store(course.root) as store:
        return store.read(settings.find(RELEASE)) != course.release
