"""Have the pages made ahead of time, in a process of its own, and again when what they are made from changes."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from nbcare.answers import files
from nbcare.portal import page_store
from nbcare.portal.errors import log

PACKAGE = Path(__file__).resolve().parents[1]
PARTS = ("pages", "frontend")
"""The parts of the package that pages are made by and from."""
NOTE = "pages-made.json"
LOOK_EVERY = 3.0
"""Seconds between two looks at the disk."""


def folder(root: Path) -> Path:
    """Return where the portal keeps its own files."""
    return root / "workspace" / ".portal"


def open_quizzes(root: Path) -> None:
    """Have the first form of each quiz opened that never was: the first start of a course takes some seconds for it."""
    subprocess.run(
        [sys.executable, "-P", "-m", "nbcare.notebook.first_forms", str(root)], cwd=root, env=_environment(root)
    )


def publish(root: Path) -> None:
    """Have published.json brought up to date; without it every quiz that is released is open."""
    subprocess.run(
        [sys.executable, "-P", "-m", "nbcare.grading.publishing", str(root)], cwd=root, env=_environment(root)
    )


def command(root: Path) -> list[str]:
    """Return the command that makes the pages."""
    return [sys.executable, "-P", "-m", "nbcare.pages", str(folder(root) / "pages")]


def make(root: Path) -> page_store.Pages:
    """Have the pages made unless nothing changed since, and return them; raise PagesMissingError when there are none to show."""
    pages, noted = folder(root) / "pages", folder(root) / NOTE
    now = stamp(root)
    if _noted(noted) == now:
        try:
            return page_store.load(pages)
        except page_store.PagesMissingError:
            pass  # somebody cleared the folder
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
        files.replace(noted, files.encode(now))
    return made


def stamp(root: Path) -> list[list[str | int]]:
    """Return what changes whenever the pages may have to be made anew: a look at each file that they are made from."""
    course = [
        root / "course.yaml",
        root / "assessments" / "published.json",
        *root.glob("notebooks/*.ipynb"),
        *root.glob("notebooks/cards/*.html"),
    ]
    released = [*root.glob("assessments/release/*/*.ipynb"), *root.glob("assessments/release/*/questions.json")]
    code = [
        path
        for part in PARTS
        for path in (PACKAGE / part).rglob("*")
        if path.suffix in (".py", ".js", ".css", ".j2", ".html", ".json")
    ]
    return sorted([str(path), *files.stamp(path)] for path in (*course, *released, *code))


class Watch:
    """Make the pages anew when something changed, and hand them over."""

    def __init__(self, root: Path, take: Callable[[page_store.Pages], None]):
        self._root, self._take = root, take
        self._seen = stamp(root)

    async def run(self) -> None:
        """Look every few seconds, for ever."""
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
    return os.environ | {"NBCARE_COURSE": str(root)}
