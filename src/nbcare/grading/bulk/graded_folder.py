"""Prepare what changes in a learner's graded folder, and put it in its place when the points are stored.

Files that stay as they are are not written again: on many disks a class is then graded anew several times as fast.
"""

import contextlib
import os
import shutil
import stat
from pathlib import Path

from nbcare.answers import layout
from nbcare.answers.files import rename, replace_by
from nbcare.grading.bulk.settings import Settings
from nbcare.grading.marking import Marking


class GradedFolder:
    """One learner's folder in autograded/, and beside it the one in which new files wait, unseen by nbgrader."""

    def __init__(self, root: Path, learner: str, settings: Settings) -> None:
        self._submission = layout.submission(root, learner, settings.assessment)
        self._place = layout.graded(root, learner, settings.assessment)
        self._waiting = layout.being_graded(root, learner, settings.assessment)
        self._settings = settings
        self._surplus: list[str] = []

    @property
    def waits(self) -> bool:
        """Return whether something waits: in a run's beginning, what a run left behind that was stopped."""
        return os.path.lexists(self._waiting)

    def prepare(self, marking: Marking, notebook: str) -> None:
        """Write what is new or different; raise OSError."""
        self.discard()
        wanted = self._files(marking, notebook)
        standing = self._standing()
        self._surplus = sorted(standing.keys() - wanted.keys())
        new = {name: content for name, content in wanted.items() if standing.get(name) != content}
        if new or self._surplus or not self._place.is_dir():
            self._waiting.mkdir(parents=True)
        for name, content in new.items():
            if os.sep in name:
                (self._waiting / name).parent.mkdir(parents=True, exist_ok=True)
            _write(self._waiting / name, content, self._settings.permissions)

    def put_in_place(self) -> None:
        """Let what waits take its place; raise OSError."""
        if not self.waits:
            return
        if not os.path.lexists(self._place):
            rename(self._waiting, self._place)
            return
        for name in self._surplus:
            (self._place / name).unlink(missing_ok=True)
        # The time last: by it the next run sees that this one came to its end.
        for path in sorted(
            filter(Path.is_file, self._waiting.rglob("*")), key=lambda path: path.name == layout.TIMESTAMP
        ):
            to = self._place / path.relative_to(self._waiting)
            to.parent.mkdir(parents=True, exist_ok=True)
            replace_by(path, to)
        shutil.rmtree(self._waiting)

    def discard(self) -> None:
        """Remove what waits."""
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            shutil.rmtree(self._waiting)

    def _files(self, marking: Marking, notebook: str) -> dict[str, bytes]:
        """Return the content of every file of the graded submission."""
        files = {f"{self._settings.assessment}.ipynb": notebook.encode("utf-8"), **self._settings.sources}
        for name in self._settings.copied:
            if name != layout.RESPONSES:
                with contextlib.suppress(FileNotFoundError):
                    files[name] = _read(os.path.join(self._submission, name))
        answers = marking.content if marking.kept is None else marking.kept
        if answers is not None and layout.RESPONSES in self._settings.copied:
            files[layout.RESPONSES] = answers
        return files

    def _standing(self) -> dict[str, bytes]:
        """Return the files that stand there and have the right mode; the rest counts as different."""
        if not os.path.lexists(self._place):
            return {}
        if self._place.is_symlink() or not self._place.is_dir():
            raise NotADirectoryError(0, f"{self._place.name} in {self._place.parent} is not a folder")
        found = {}
        for folder, _, names in os.walk(self._place):
            for name in names:
                path = os.path.join(folder, name)
                mode = os.lstat(path).st_mode
                right = stat.S_ISREG(mode) and stat.S_IMODE(mode) == self._settings.permissions
                found[os.path.relpath(path, self._place)] = _read(path) if right else b""
        return found


def _read(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return file.read()


def _write(path: Path, content: bytes, permissions: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    # Not synced: what is made can be made again.
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        file.write(content)
    # The umask has no say in this.
    os.chmod(path, permissions)
