"""Know whether a portal serves a state: each holds a lock of its own as long as it lives, however it ends."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import Timeout

from nbcare.answers import files
from nbcare.errors import ContentError

_FOLDER = ".serving"
CHANGING = ".upgrade.lock"
"""Held while the state changes as a whole: nobody begins to serve meanwhile."""
_PATIENCE_SECONDS = 120


@contextmanager
def serving(state: Path) -> Iterator[None]:
    """Mark a state as served until the end; raise ContentError while it changes as a whole, OSError when it cannot be marked."""
    folder = state / _FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    mark = files.lock(folder / f"{os.getpid()}-{secrets.token_hex(4)}.lock", -1)
    try:
        with files.lock(state / CHANGING, _PATIENCE_SECONDS):
            mark.acquire()
    except Timeout:
        raise ContentError(state.name, "", "is being changed as a whole", "wait until that has ended") from None
    try:
        yield
    finally:
        mark.release()
        Path(mark.lock_file).unlink(missing_ok=True)


def is_served(state: Path) -> bool:
    """Return whether a portal serves a state now; the marks of those that were killed are removed."""
    for path in sorted((state / _FOLDER).glob("*.lock")):
        try:
            with files.lock(path, 0):
                pass
        except Timeout:
            return True
        path.unlink(missing_ok=True)
    return False
