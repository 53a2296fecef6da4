"""Build the pages ahead of time in a child process, and rebuild them when their sources change."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from nbcare.answers import files, layout
from nbcare.content.course_root import state_folder
from nbcare.portal import page_store
from nbcare.portal.errors import log

PACKAGE = Path(__file__).resolve().parents[1]
PARTS = ("pages", "frontend")
"""The packages whose files the pages are built with."""
NOTE = "pages-made.json"
LOOK_EVERY = 3.0
"""Seconds between two checks for changes."""


def open_quizzes(root: Path) -> None:
    """Generate the first form of each quiz that was never generated; takes some seconds at the first start of a course."""
    subprocess.run(
        [sys.executable, "-P", "-m", "nbcare.notebook.first_forms", str(root)], cwd=root, env=_environment(root)
    )


def publish(root: Path) -> None:
    """Bring the terms in the store up to date in a child process; without any, every released quiz is open."""
    subprocess.run(
        [sys.executable, "-P", "-m", "nbcare.grading.publishing", str(root)], cwd=root, env=_environment(root)
    )


def command(root: Path) -> list[str]:
    """Return the command that builds the pages."""
    return [sys.executable, "-P", "-m", "nbcare.pages", str(layout.pages(root))]


def make(root: Path) -> page_store.Pages:
    """Build the pages if anything changed, and return them; raise PagesMissingError when there are none."""
    pages, noted = layout.pages(root), state_folder(root) / NOTE
    now = stamp(root)
    if _noted(noted) == now:
        try:
            return page_store.load(pages)
        except page_store.PagesMissingError:
            pass  # the folder was cleared
    done = subprocess.run(
        command(root),
        cwd=root,
        env=_environment(root),
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        log.error(
            "The pages could not be made:\n%s", "\n".join(filter(None, [done.stdout.strip(), done.stderr.strip()]))
        )
        noted.unlink(missing_ok=True)
    made = page_store.load(pages)
    if not done.returncode:
        noted.parent.mkdir(parents=True, exist_ok=True)
        files.replace(noted, files.encode(now))
    return made


def stamp(root: Path) -> list[list[str | int]]:
    """Return the stamps of all files that the pages are built from."""
    graded = layout.nbgrader_root(root)
    course = [
        root / "course.yaml",
        *(state_folder(root) / name for name in ("local.yaml", "settings.yaml")),
        *root.glob("notebooks/*.ipynb"),
        *root.glob("notebooks/cards/*.html"),
    ]
    released = [*graded.glob("release/*/*.ipynb"), *graded.glob("release/*/questions.json")]
    code = [
        path
        for part in PARTS
        for path in (PACKAGE / part).rglob("*")
        if path.suffix in (".py", ".js", ".css", ".j2", ".html", ".json")
    ]
    return sorted([str(path), *files.stamp(path)] for path in (*course, *released, *code))


class Watch:
    """Rebuild the pages when a source changes, and pass them on."""

    def __init__(self, root: Path, take: Callable[[page_store.Pages], None]):
        self._root, self._take = root, take
        self._seen = stamp(root)

    async def run(self) -> None:
        """Check for changes periodically, for ever."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self._look()
            except Exception:
                log.exception("looking for new pages failed; the old ones stay")

    async def _look(self) -> None:
        loop = asyncio.get_running_loop()
        seen = await loop.run_in_executor(None, stamp, self._root)
        if seen != self._seen:
            self._seen = seen
            self._take(await loop.run_in_executor(None, make, self._root))


def _noted(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _environment(root: Path) -> dict[str, str]:
    return os.environ | {"NBCARE_COURSE": str(root), "NBCARE_STATE": str(state_folder(root))}
