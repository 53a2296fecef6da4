"""Copy a course's state into one archive while the course runs, and make a state of such an archive."""

import itertools
import os
import secrets
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from nbcare.answers import times
from nbcare.answers.course_store import FILE
from nbcare.content.course import Course
from nbcare.content.settings import read_settings
from nbcare.errors import ContentError
from nbcare.state import archive
from nbcare.store import copying
from nbcare.store.opening import open_store
from nbcare.store.sqlite_copy import copy_database

KIND = "state"
# Made again when they are needed, or of no use elsewhere.
_LEFT_OUT = ("pages", "notebooks", "backups")
_LEFT_OUT_ANYWHERE = (".jupyter", ".ipynb_checkpoints", "__pycache__")
_DATABASE = ".db"
_BESIDE_A_DATABASE = ("-wal", "-shm", "-journal")


def back_up(course: Course, target: Path) -> int:
    """Write an archive of the state; return the number of files in it. The course may run meanwhile.

    A database is copied by its own means, as it is at one moment; every other file is whole, because files are replaced
    and never changed. Raises ContentError when there is no state, or the target cannot be written.
    """
    if not course.state.is_dir():
        raise ContentError(course.state.name, "", "there is nothing to back up yet", "start the course first")
    if target.resolve().is_relative_to(course.state.resolve()) and target.parent.name != "backups":
        raise ContentError(str(target), "", "lies in the state itself", "name a file outside of it")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".nbcare-") as folder:
            sources = itertools.chain(_sources(course.state, Path(folder)), _from_server(course, Path(folder)))
            return archive.write(target, KIND, course.release, times.iso(times.now()), sources)
    except (OSError, sqlite3.Error) as error:
        raise ContentError(
            str(target), "", f"cannot be written: {_reason(error)}", "free some space, or name another file"
        ) from None


def restore(source: Path, state: Path) -> archive.Contents:
    """Make a state of an archive, in a folder that does not exist yet or is empty; return what the archive says of itself.

    Raises ContentError, with nothing changed, for a damaged archive and for a folder that holds a state already.
    """
    if archive.contents(source).kind != KIND:
        raise ContentError(source.name, "", "is no archive of a state", "name one that `nbcare backup` wrote")
    if state.exists() and any(state.iterdir()):
        raise ContentError(
            str(state), "", "holds a state already", "name another folder with NBCARE_STATE, or move this one away"
        )
    half = state.with_name(f"{state.name}.restoring-{secrets.token_hex(4)}")
    try:
        half.mkdir(parents=True)
        listed = archive.extract(source, half)
        _to_server(half)
        if state.exists():
            state.rmdir()
        os.rename(half, state)
    except OSError as error:
        raise ContentError(
            str(state), "", f"cannot be written: {_reason(error)}", "free some space, or name another folder"
        ) from None
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return listed


def files_below(folder: Path) -> Iterator[Path]:
    """Yield the regular files below a folder, in order; links and devices, which a learner may have handed in, are left out."""
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISDIR(mode) and entry.name not in _LEFT_OUT_ANYWHERE:
            yield from files_below(Path(entry.path))
        elif stat.S_ISREG(mode) and not entry.name.endswith((".lock", ".tmp")):
            yield Path(entry.path)


def snapshot(database: Path, folder: Path) -> Path:
    """Copy an SQLite database as it is at one moment, while others write to it; return the copy."""
    copy = folder / f"{secrets.token_hex(4)}{_DATABASE}"
    copy_database(database, copy)
    shutil.copystat(database, copy)
    return copy


def _sources(state: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    for path in files_below(state):
        name = path.relative_to(state)
        if name.parts[0] in _LEFT_OUT or path.name.endswith(_BESIDE_A_DATABASE):
            continue
        yield name.as_posix(), snapshot(path, folder) if path.suffix == _DATABASE else path


def _from_server(course: Course, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield a copy of a store that lies on a server, as the file that a store is elsewhere."""
    server = read_settings(course.state).store
    if server is None:
        return
    copied = folder / FILE
    with open_store(server) as source, open_store(f"sqlite:///{copied.as_posix()}") as target:
        copying.copy(source, target)
    yield FILE, snapshot(copied, folder)


def _to_server(state: Path) -> None:
    """Bring a store to the server that the restored settings name; the server's database has to be empty."""
    server = read_settings(state).store
    file = state / FILE
    if server is None or not file.is_file():
        return
    with open_store(f"sqlite:///{file.as_posix()}", migrate=True) as source, open_store(server) as target:
        copying.copy(source, target)
    for path in state.glob(f"{FILE}*"):
        path.unlink()


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
