"""Read and write the files of a submission that the store can make again."""

import os
import shutil
from pathlib import Path

from nbcare.answers import files, layout
from nbcare.answers.files import UnreadableError


def answers(place: Path) -> bytes | None:
    """Return the answers in a submission's folder; None when there are none that can be read."""
    try:
        return files.read_bytes(place / layout.RESPONSES)
    except (OSError, UnreadableError):
        return None


def text(path: Path) -> str:
    """Return a file's text; an empty one when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


def put(path: Path, content: bytes) -> None:
    """Write a file and replace whatever has its name; the store can make it again, so it need not outlive a power cut."""
    if os.path.lexists(path) and (path.is_symlink() or not path.is_file()):
        _remove(path)
    files.replace(path, content, durable=False)


def link(source: Path, target: Path) -> None:
    """Add the released notebook to a submission: as a hard link, or as a copy where the disk has no links."""
    if os.path.lexists(target):
        if target.is_file() and not target.is_symlink() and os.path.samefile(source, target):
            return
        _remove(target)
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
