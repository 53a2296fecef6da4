"""The parts of an error message: file, line and id, what is wrong, what to do. Content raises one kind of error only."""

import errno
from dataclasses import dataclass

DISK_FULL = {getattr(errno, name) for name in ("ENOSPC", "EDQUOT") if hasattr(errno, name)}
"""The numbers of an OSError that say that there is no room: no other file could be written either."""
_NOT_ALLOWED = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(eq=False)
class ContentError(Exception):
    """A mistake in a written file: its place, the problem and the repair; a line of 0 is not known."""

    file: str
    id: str
    problem: str
    repair: str = ""
    line: int = 0

    def __str__(self) -> str:
        repair = f"; {self.repair}" if self.repair else ""
        return " ".join(f"{place(self.file, self.line, self.id)}: {self.problem}{repair}".split())


def place(file: str, line: int, id: str) -> str:
    """Name a place as editors do, `file:line`, and the id of what stands there."""
    return f"{file}:{line} {id}".strip() if line else f"{file} {id}".strip()


def file_sentence(error: OSError) -> str:
    """Return one sentence about a file that could not be read or written: its path, the problem and the repair."""
    # A file that was to take another's place names both: it is the other one that a person knows.
    file = error.filename if error.filename2 is None else error.filename2
    if error.errno in DISK_FULL:
        repair = "make room on this disk, and try again"
    elif error.errno in _NOT_ALLOWED:
        repair = "let this account read and write there, and try again"
    elif error.errno == errno.ENOENT:
        repair = "look whether it was moved or deleted"
    else:
        repair = "look at what stands there, and try again" if file is not None else "try again"
    where = f"{file}: " if file is not None else ""
    return " ".join(f"{where}{error.strerror or error or type(error).__name__}; {repair}".split())
