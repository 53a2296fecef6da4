"""Make a learner's graded folder beside the one that stands there, and put it in its place when the points are stored."""

import contextlib
import os
import shutil
from pathlib import Path

from nbcare.answers import layout
from nbcare.grading.bulk.settings import Settings
from nbcare.grading.marking import Marking


def prepare(root: Path, learner: str, settings: Settings, marking: Marking, notebook: str) -> None:
    """Write the files of a graded submission into a folder that nbgrader does not see yet; raise OSError."""
    submission = layout.submission(root, learner, settings.assessment)
    folder = layout.being_graded(root, learner, settings.assessment)
    remove(folder)
    folder.mkdir(parents=True)
    files = dict(settings.sources)
    for name in settings.copied:
        if name != layout.RESPONSES:
            with contextlib.suppress(FileNotFoundError):
                files[name] = (submission / name).read_bytes()
    answers = marking.content if marking.kept is None else marking.kept
    if answers is not None and layout.RESPONSES in settings.copied:
        files[layout.RESPONSES] = answers
    files[f"{settings.assessment}.ipynb"] = notebook.encode("utf-8")
    for name, content in files.items():
        _write(folder / name, content, settings.permissions)


def put_in_place(root: Path, learner: str, settings: Settings) -> None:
    """Let the new folder take the place of the former one; raise OSError."""
    new = layout.being_graded(root, learner, settings.assessment)
    place = layout.graded(root, learner, settings.assessment)
    former = new.with_name(f"{new.name}-before")
    remove(former)
    if os.path.lexists(place):
        os.rename(place, former)
    os.rename(new, place)
    remove(former)
    settings.share(learner)


def remove(folder: Path) -> None:
    """Remove a folder or a file, if it is there."""
    try:
        shutil.rmtree(folder)
    except FileNotFoundError:
        return
    except NotADirectoryError:
        folder.unlink()


def _write(path: Path, content: bytes, permissions: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    # After the content, for the umask has no say in this; a made file need not survive a power cut.
    os.chmod(path, permissions)
