"""Bring a store from a server into a file, and from a file to a server."""

from collections.abc import Callable
from pathlib import Path

from nbcare.answers import times
from nbcare.answers.course_store import FILE
from nbcare.answers.files import rename
from nbcare.answers.free_name import free_name
from nbcare.content.settings import NAME, read_settings
from nbcare.errors import ContentError
from nbcare.state.databases import BESIDE, snapshot
from nbcare.store import copying, opening


def server_of(state: Path) -> str | None:
    """Return the address of the server that keeps a state's rows; None while the state's own file does."""
    return None if left_behind(state) else read_settings(state).store


def as_file(state: Path, folder: Path) -> Path | None:
    """Copy a state's store, wherever it lies, into a SQLite file at its own version; None when there is no store yet.

    Raises ContentError, or StoreUnavailableError for a server that cannot be reached.
    """
    server, file = server_of(state), state / FILE
    if server is None:
        return snapshot(file, folder) if file.is_file() else None
    if opening.schema_version(server) == 0:
        return None
    copied = folder / FILE
    copying.copy(server, _address(copied))
    return snapshot(copied, folder)  # without SQLite's log beside it


def to_server(state: Path) -> None:
    """Bring the rows of a restored file to the server that the settings name, and remove the file.

    A file of an older version is upgraded. Raises ContentError when the server's database is not empty.
    """
    server, file = read_settings(state).store, state / FILE
    if server is None or not file.is_file():
        return
    opening.migrate(_address(file))
    copying.copy(_address(file), server)
    for name in (FILE, *(FILE + end for end in BESIDE)):
        (state / name).unlink(missing_ok=True)


def refuse_left_behind(state: Path) -> None:
    """Raise ContentError when the settings name a database without answers while the file in the state holds some."""
    if left_behind(state):
        raise ContentError(
            NAME,
            "store",
            f"names a database without answers, but {state / FILE} holds some",
            "run: nbcare upgrade, which brings them there after a backup; or leave `store` empty to go on with the file",
        )


def left_behind(state: Path) -> bool:
    """Return whether rows in the state's file wait to be brought to the database that the settings name."""
    server, file = read_settings(state).store, state / FILE
    if server is None or not file.is_file():
        return False
    return copying.holds_learners(_address(file)) and not copying.holds_learners(server)


def move(state: Path, say: Callable[[str], None]) -> None:
    """Bring the rows of the state's file to the empty database that the settings name; keep the file under another name.

    A file of an older version is upgraded: make a backup first. Raises ContentError, with the file in its place, when
    the database holds anything.
    """
    server, file = read_settings(state).store, state / FILE
    assert server is not None  # as `left_behind` found
    opening.migrate(_address(file))
    count = copying.copy(_address(file), server)
    kept = free_name(state, f"{FILE}.moved", times.now())
    for end in (*BESIDE, ""):
        if (beside := file.with_name(FILE + end)).exists():
            rename(beside, kept.with_name(kept.name + end))
    say(f"{count} rows of {file} are in the database that {NAME} names. The file is now called {kept.name}.")


def _address(file: Path) -> str:
    return f"sqlite:///{file.as_posix()}"
