"""Put a class aside: copy the whole state into an archive, look whether it is whole, and let the next class begin anew."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import Timeout
from sqlalchemy import URL, create_engine, inspect, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from nbcare.answers import files, layout, times
from nbcare.answers.course_store import open_course_store
from nbcare.answers.free_name import free_name
from nbcare.content.course import Course
from nbcare.content.settings import NAME, read_settings
from nbcare.errors import ContentError, file_sentence
from nbcare.state import archive, backup, databases, ready, serving_marks
from nbcare.store import class_rows
from nbcare.store.errors import StoreUnavailableError

STEM = "class"
"""How the name of such an archive begins."""
GRADEBOOK_VARIABLE = "NBCARE_GRADEBOOK"
_COMMAND = "nbcare archive"


def put_aside(course: Course, target: Path | None, say: Callable[[str], None] = print) -> Path:
    """Archive all that the class left, then remove it from the state; return the archive.

    Settings, local numbers and the course's own files stay. Raises ContentError or StoreUnavailableError, with nothing
    removed, when a portal runs, a part cannot be archived, or the archive is not whole.
    """
    with ready.alone(course):
        if serving_marks.is_served(course.state):
            raise ContentError(_COMMAND, "", "the course is open to learners", "end it with Ctrl+C, then try again")
        _refuse_gradebook_elsewhere(course)
        try:
            with files.lock(layout.grading_lock(layout.nbgrader_root(course.root)), 0):
                whole = _archive(course, target, say)
                _remove(course)
        except Timeout:
            raise ContentError(_COMMAND, "", "the class is being graded", "wait until that has ended") from None
        except StoreUnavailableError as error:  # `alone` would advise an upgrade
            raise ContentError(_COMMAND, "", str(error.strerror), "mend that, then try again") from None
        except OSError as error:
            raise ContentError(_COMMAND, "", file_sentence(error)) from None
    return whole


def _archive(course: Course, target: Path | None, say: Callable[[str], None]) -> Path:
    """Copy the state into an archive that was read again whole; raise ContentError when any part is not in it."""
    left_out: list[str] = []
    if target is None:
        target = free_name(course.state / "backups", STEM, times.now(), ".zip")
        target.parent.mkdir(parents=True, exist_ok=True)
    elif target.exists():
        raise ContentError(str(target), "", "is there already", "name another file")
    count = backup.back_up(course, target, left_out.append)
    if left_out:
        target.unlink()
        raise ContentError(_COMMAND, "", left_out[0].rstrip("."), "mend that, then try again; nothing was changed")
    archive.verify(target)
    say(f"{count} files of the former class are in {target}.")
    return target


def _remove(course: Course) -> None:
    """Move the class's files out of their places, end its rows in one step, then delete the files.

    In this order: when it is interrupted, the rows are still there, and the next try does the rest.
    """
    away = Path(tempfile.mkdtemp(dir=course.state, prefix=".former-class-"))
    for number, path in enumerate(_files(course)):
        if path.exists() or path.is_symlink():
            files.rename(path, away / f"{number}-{path.name}")
    with open_course_store(course.root) as store:
        store.write(class_rows.clear())
    for former in course.state.glob(".former-class-*"):  # and what an earlier try left
        shutil.rmtree(former, ignore_errors=True)


def _files(course: Course) -> list[Path]:
    """Return the files and folders of the class; the gradebook may have another name in the state."""
    other = _other_gradebook(course)
    named = other and _file_of(other, course)
    beside = [named.with_name(named.name + end) for end in ("", *databases.BESIDE)] if named else []
    whole = [layout.workspace(course.root), layout.exchange(course.root)]
    return list(dict.fromkeys([*layout.of_class(layout.nbgrader_root(course.root)), *beside, *whole]))


def _refuse_gradebook_elsewhere(course: Course) -> None:
    """Raise ContentError when another gradebook than one in the state holds students: no backup has it."""
    other = _other_gradebook(course)
    if other is None:
        return
    file = _file_of(other, course)
    if file is not None and file.resolve().is_relative_to(course.state.resolve()):
        return
    if (file is None or file.is_file()) and _holds_students(other if file is None else other.set(database=str(file))):
        raise ContentError(
            NAME,
            "gradebook",
            "names a database outside of the state, which this command does not copy",
            "copy it there and name an empty one, then try again",
        )


def _other_gradebook(course: Course) -> URL | None:
    """Return the address of the gradebook when it is another one than the usual file."""
    named = os.environ.get(GRADEBOOK_VARIABLE) or read_settings(course.state).gradebook
    return make_url(named) if named else None


def _file_of(url: URL, course: Course) -> Path | None:
    """Return the file of a gradebook; None for one on a server."""
    named = url.database if url.get_backend_name() == "sqlite" else None
    return layout.nbgrader_root(course.root) / named if named else None


def _holds_students(url: URL) -> bool:
    """Return whether a gradebook has students; one that cannot be looked at is not taken for empty."""
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            if not inspect(connection).has_table("student"):
                return False
            return connection.execute(text("SELECT 1 FROM student LIMIT 1")).first() is not None
    except SQLAlchemyError:
        return True
    finally:
        engine.dispose()
