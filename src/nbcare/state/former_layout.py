"""Take over what a release before the folder `state/` left behind: in workspace/, assessments/ and .exchange/."""

import errno
import os
import secrets
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from nbcare.answers import times
from nbcare.answers.files import rename
from nbcare.answers.free_name import free_name
from nbcare.content.course import Course
from nbcare.errors import ContentError
from nbcare.state import archive
from nbcare.state.backup import files_below
from nbcare.state.databases import BESIDE, is_beside, snapshot

KIND = "former layout"
_GRADEBOOK = "gradebook.db"
_GRADING = (
    "release",
    "submitted",
    "autograded",
    "feedback",
    "earlier",
    "set-aside",
    "results",
    "published.json",
    # SQLite's journals first: a database that is opened without its journal loses the last changes.
    *(_GRADEBOOK + end for end in BESIDE),
    _GRADEBOOK,
    "autograde-report.csv",
    "grades.csv",
)
# Made again when they are needed.
_REMADE = ("workspace/.portal/pages", "workspace/.portal/pages-made.json", "assessments/.published.lock")


@dataclass(frozen=True)
class Move:
    """One folder or file of the former layout, and where it belongs now."""

    source: Path
    target: Path


def moves(course: Course) -> list[Move]:
    """Return what of the former layout is there, in the order in which it is to be moved; empty for a current state."""
    root, state = course.root, course.state
    places = [
        *((root / "assessments" / name, state / "nbgrader" / name) for name in _GRADING),
        (root / ".exchange", state / "exchange"),
        (root / "workspace" / ".portal", state / "portal"),
        # After the portal's own folder, which lies in it.
        (root / "workspace", state / "workspace"),
    ]
    return [Move(source, target) for source, target in places if os.path.lexists(source)]


def back_up(course: Course, target: Path, say: Callable[[str], None] = print) -> int:
    """Write an archive of the former layout; return the number of files in it. What is left out is said.

    Raises OSError, sqlite3.Error, and ContentError for a gradebook that cannot be read.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    copies = target.parent / f".copies-{secrets.token_hex(4)}"
    copies.mkdir()
    try:
        sources = _sources(course, copies, say)
        return archive.write(target, KIND, course.release, times.iso(times.now()), sources, say)
    finally:
        shutil.rmtree(copies, ignore_errors=True)


def refuse_conflicts(course: Course) -> None:
    """Raise ContentError when something of a state stands where the former layout belongs."""
    for move in moves(course):
        if os.path.lexists(move.target) and not (move.target.is_dir() and not any(move.target.iterdir())):
            raise ContentError(
                str(move.target),
                "",
                f"stands in the way of {move.source}, which an earlier release left",
                "move one of the two away: which of them is newer, a person has to decide",
            )


def take_over(course: Course) -> None:
    """Move everything to its place in the state. A move that was interrupted is gone on with at the next call.

    Raises ContentError when something stands in the way, before anything is moved.
    """
    refuse_conflicts(course)
    for name in _REMADE:
        _remove(course.root / name)
    for move in moves(course):
        _move(move.source, move.target)


def take_over_local(course: Course) -> bool:
    """Move assets/local.yaml, where a hospital's numbers stood before, into the state, once; return whether it was there."""
    former, now = course.root / "assets" / "local.yaml", course.state / "local.yaml"
    if not former.is_file() or now.exists():
        return False
    now.parent.mkdir(parents=True, exist_ok=True)
    _move(former, now)
    return True


def put_back(course: Course, source: Path) -> Path:
    """Put the former layout back from its archive; return where the state was moved, which nothing reads any more."""
    if blocking := moves(course):
        raise ContentError(str(blocking[0].source), "", "stands in the way of the former state", "move it away first")
    half = course.root / f".former-{secrets.token_hex(4)}"
    try:
        half.mkdir()
        listed = archive.extract(source, half)
        away = free_name(course.state.parent, f"{course.state.name}.after", times.now())
        rename(course.state, away)
        for path in sorted(half.rglob("*")):
            if path.is_file():
                place = course.root / path.relative_to(half)
                place.parent.mkdir(parents=True, exist_ok=True)
                rename(path, place)
        archive.set_folder_modes(source, listed, course.root)
    finally:
        shutil.rmtree(half, ignore_errors=True)
    return away


def _sources(course: Course, copies: Path, say: Callable[[str], None]) -> Iterator[tuple[str, Path]]:
    gradebook = course.root / "assessments" / _GRADEBOOK
    local = course.root / "assets" / "local.yaml"
    for place in [*(move.source for move in moves(course)), *([local] if local.is_file() else [])]:
        folder = place.is_dir() and not place.is_symlink()
        for path in [place, *files_below(place, say)] if folder else [place]:
            name = path.relative_to(course.root).as_posix()
            # The portal's own folder lies in workspace/, and comes by itself.
            inside = place.name == "workspace" and name.startswith("workspace/.portal/")
            if not inside and not name.startswith(_REMADE) and not is_beside(path, [gradebook]):
                yield name, snapshot(path, copies) if path == gradebook else path


def _move(source: Path, target: Path) -> None:
    """Move a file or folder; to another disk by way of a whole copy, so that half of it never counts."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir() and not target.is_symlink():
        target.rmdir()
    try:
        rename(source, target)
        return
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
    half = target.with_name(f".{target.name}.moving")
    _remove(half)
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, half, symlinks=True, ignore=_special)
    else:
        shutil.copy2(source, half, follow_symlinks=False)
    rename(half, target)
    _remove(source)


def _special(folder: str, names: list[str]) -> list[str]:
    """Return the names that are no file, folder or link: they cannot be copied."""
    ordinary = (stat.S_ISREG, stat.S_ISDIR, stat.S_ISLNK)
    return [n for n in names if not any(kind(os.lstat(os.path.join(folder, n)).st_mode) for kind in ordinary)]


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
