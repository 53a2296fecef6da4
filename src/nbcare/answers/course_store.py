"""Open the store of a course: the one place of what its learners did, in the state or on a server."""

from pathlib import Path

from nbcare.content.course_root import state_folder
from nbcare.content.settings import read_settings
from nbcare.store.opening import open_store
from nbcare.store.store import Store

FILE = "store.db"


def address(course_root: Path) -> str:
    """Return the address of a course's store: as state/settings.yaml says, or that of the file in the state."""
    state = state_folder(course_root)
    return read_settings(state).store or f"sqlite:///{(state / FILE).as_posix()}"


def open_course_store(course_root: Path) -> Store:
    """Open a course's store, and make it when there is none.

    Raise ContentError when it cannot be used as it is, StoreUnavailableError when it cannot be reached now.
    """
    return open_store(address(course_root))


def has_store(course_root: Path) -> bool:
    """Return whether a course has a store already."""
    state = state_folder(course_root)
    return (state / FILE).is_file() or read_settings(state).store is not None
