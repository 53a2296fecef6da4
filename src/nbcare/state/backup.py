"""Copy a course's state into one archive while the course runs, and make a state of such an archive."""

import os
import secrets
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from nbcare.answers import times
from nbcare.answers.course_store import FILE
from nbcare.answers.files import rename
from nbcare.content.course import Course
from nbcare.errors import ContentError
from nbcare.state import archive, databases, server_store
from nbcare.store.errors import StoreUnavailableError

KIND = "state"
# Made again when they are needed, or of no use elsewhere.
_LEFT_OUT = ("pages", "notebooks", "backups")
_LEFT_OUT_ANYWHERE = (".jupyter", ".ipynb_checkpoints", "__pycache__")


def back_up(course: Course, target: Path, say: Callable[[str], None] = print) -> int:
    """Write an archive of the state; return the number of files in it. The course may run meanwhile.

    A database is copied by its own means, as it is at one moment, and a store at its own version; every other file is
    whole, because files are replaced and never changed. What is left out is said. Raises ContentError when there is no
    state, a database cannot be read, or the target cannot be written.
    """
    if not course.state.is_dir():
        raise ContentError(course.state.name, "", "there is nothing to back up yet", "start the course first")
    if target.resolve().is_relative_to(course.state.resolve()) and target.parent.name != "backups":
        raise ContentError(str(target), "", "lies in the state itself", "name a file outside of it")
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".nbcare-") as folder:
            sources = _sources(course.state, Path(folder), say)
            return archive.write(target, KIND, course.release, times.iso(times.now()), sources, say)
    except StoreUnavailableError:
        raise  # it names the database
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
        server_store.to_server(half)
        archive.set_folder_modes(source, listed, half)
        if state.exists():
            state.rmdir()
        rename(half, state)
    except StoreUnavailableError:
        raise
    except OSError as error:
        raise ContentError(
            str(state), "", f"cannot be written: {_reason(error)}", "free some space, or name another folder"
        ) from None
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return listed


def files_below(folder: Path, say: Callable[[str], None]) -> Iterator[Path]:
    """Yield the folders and regular files below a folder, in order.

    Links and devices, which a learner may have handed in, are left out, and so is a folder that cannot be read: that is said.
    """
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        modes = [_mode(entry) for entry in entries]
    except FileNotFoundError:
        return  # the course runs, and has moved this folder to its place meanwhile
    except PermissionError:
        say(archive.left_out(str(folder), "this account may not read it"))
        return
    for entry, mode in zip(entries, modes, strict=True):
        if stat.S_ISDIR(mode) and entry.name not in _LEFT_OUT_ANYWHERE:
            yield Path(entry.path)
            yield from files_below(Path(entry.path), say)
        elif stat.S_ISREG(mode) and not entry.name.endswith((".lock", ".tmp")):
            yield Path(entry.path)


def _mode(entry: os.DirEntry[str]) -> int:
    """Return a file's mode; 0 for one that is gone, such as a temporary file of the running course."""
    try:
        return entry.stat(follow_symlinks=False).st_mode
    except FileNotFoundError:
        return 0


def _sources(state: Path, folder: Path, say: Callable[[str], None]) -> Iterator[tuple[str, Path]]:
    known = databases.of_state(state)
    served = server_store.as_file(state, folder) if server_store.server_of(state) else None
    if served is not None:
        yield FILE, served
    for path in files_below(state, say):
        name = path.relative_to(state)
        if name.parts[0] in _LEFT_OUT or databases.is_beside(path, known):
            continue
        if served is not None and name.as_posix() == FILE:
            say(archive.left_out(f"{state.name}/{FILE}", f"the archive's {FILE} is the store on the server"))
            continue
        yield name.as_posix(), databases.snapshot(path, folder) if path in known else path


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
