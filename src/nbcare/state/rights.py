"""Keep what a run makes from the other accounts of a machine."""

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PRIVATE = 0o077
"""The umask of every program that writes state: what it makes is for its own account only."""
_OTHERS = 0o007
_ENTER = 0o011


@contextmanager
def private() -> Iterator[None]:
    """Let all that is made meanwhile be for this account only; for a whole program, since the umask is its process's."""
    before = os.umask(PRIVATE)
    try:
        yield
    finally:
        os.umask(before)


def close(state: Path, exchange: Path) -> None:
    """Take from all other accounts what an earlier release let them read; what is of another account stays as it is.

    nbgrader's exchange keeps its rights, and its way in: learners fetch and submit there by their own accounts. A group
    that an administrator let in stays in, too.
    """
    if os.name == "nt" or not state.is_dir():
        return
    for path in sorted(state.iterdir()):
        if path != exchange and not path.is_symlink():
            _change(path, lambda mode: mode & ~_OTHERS)
    if exchange.parent == state and exchange.is_dir():
        _change(state, lambda mode: mode | _ENTER)  # to pass through; what lies there is not listed


def _change(path: Path, change: Callable[[int], int]) -> None:
    with suppress(OSError):
        mode = stat.S_IMODE(path.stat().st_mode)
        if change(mode) != mode:
            path.chmod(change(mode))
