"""Find every file below a folder, and in the archives of a learning platform that lie there; what is in it decides, not its name.

Nothing is skipped in silence: what cannot be read is given with the reason.
"""

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path

from nbcare.answers import files
from nbcare.grading.archive_files import Archives, is_archive
from nbcare.grading.archive_files import members as members_of

MOST_FILES = 20_000
MOST_FOLDERS_DEEP = 10
_OF_THE_SYSTEM = {".ds_store", "thumbs.db", "desktop.ini"}
_UNFINISHED = (".download", ".crdownload", ".part", ".partial", ".opdownload")
_OTHER_ARCHIVES = (".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz")


@dataclass(frozen=True)
class Found:
    """A file that may be a hand-in: its path for people, its own date, and what reads it.

    `read` raises UnreadableError or OSError. `at` is None where the file has no date.
    """

    name: str
    at: datetime | None
    read: Callable[[], bytes]


@dataclass(frozen=True)
class PassedOver:
    """A file that is not looked into, and why; `harmless` is what a system adds by itself."""

    name: str
    reason: str
    harmless: bool = False


def found_in(place: Path, archives: Archives, zone: tzinfo) -> Iterator[Found | PassedOver]:
    """Yield all that a folder, or one file, holds. `zone` is that of the dates in archives, which name none.

    What was yielded can be read as long as `archives` is open.
    """
    for number, one in enumerate(_everything(place)):
        if number == MOST_FILES:
            yield PassedOver(".", f"there are more than {MOST_FILES} files; take them in smaller folders")
            return
        if isinstance(one, PassedOver):
            yield one
        else:
            yield from _look_at(one, place, archives, zone)


def hint(name: str) -> str:
    """Return what a file's name says about why it may not be readable; an empty string when it says nothing."""
    end = name.lower()
    if end.endswith(_UNFINISHED):
        return "perhaps its download was not finished"
    return "unpack it, and collect the folder" if end.endswith(_OTHER_ARCHIVES) else ""


def _everything(place: Path) -> Iterator[Path | PassedOver]:
    """Yield the files below a folder, by name, without following a link."""
    if not place.is_dir():
        yield place
        return
    problems: list[PassedOver] = []

    def unreadable(error: OSError) -> None:
        problems.append(PassedOver(_name(Path(error.filename), place), f"cannot be opened ({error.strerror})"))

    for folder, folders, names in os.walk(place, onerror=unreadable):
        here = Path(folder)
        deep = len(here.relative_to(place).parts) >= MOST_FOLDERS_DEEP
        for name in [name for name in folders if deep or (here / name).is_symlink()]:
            reason = "is too many folders deep" if deep else "is a link to another folder"
            yield PassedOver(_name(here / name, place), reason)
            folders.remove(name)
        folders.sort()
        yield from (here / name for name in sorted(names))
    yield from problems


def _look_at(path: Path, place: Path, archives: Archives, zone: tzinfo) -> Iterator[Found | PassedOver]:
    name = _name(path, place)
    if is_of_the_system(name):
        yield PassedOver(name, "is a file of the system", harmless=True)
        return
    try:
        status = path.lstat()
        if stat.S_ISREG(status.st_mode) and is_archive(path):
            yield from _members(path, name, archives, zone)
            return
    except OSError as error:
        yield PassedOver(name, f"cannot be opened ({error.strerror})")
        return
    yield Found(name, datetime.fromtimestamp(status.st_mtime, UTC), lambda: files.read_bytes(path))


def _members(path: Path, name: str, archives: Archives, zone: tzinfo) -> Iterator[Found | PassedOver]:
    for member in members_of(path, archives, zone):
        whole = f"{name}/{member.name}" if member.name else name
        if is_of_the_system(member.name):
            yield PassedOver(whole, "is a file of the system", harmless=True)
        elif member.problem:
            yield PassedOver(whole, member.problem)
        else:
            yield Found(whole, member.at, member.read)


def is_of_the_system(name: str) -> bool:
    """Return whether a system put this file there by itself, such as macOS its notes about every file."""
    last = name.rsplit("/", 1)[-1]
    return last.lower() in _OF_THE_SYSTEM or last.startswith("._") or name.startswith("__MACOSX/")


def _name(path: Path, place: Path) -> str:
    return path.name if path == place else path.relative_to(place).as_posix()
