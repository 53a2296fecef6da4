"""The folder of a course as release 1.0.0 left it at a hospital, for tests of what comes after."""

import json
import os
import tarfile
from pathlib import Path
from typing import Any

from courses import copy_course

DATA = Path(__file__).parent / "data"
ARCHIVE, EXPECTED = DATA / "workspace-1.0.0.tar.gz", DATA / "workspace-1.0.0.json"
QUIZ_OF_TWO_ATTEMPTS = "families-quiz"


def expected() -> dict[str, Any]:
    """Return what has to stay true of the folder; tests/data/README.md names the parts."""
    return json.loads(EXPECTED.read_text(encoding="utf-8"))


def unpack(to: Path) -> Path:
    """Copy the course to a new folder, and over it all that the release's runs made; return the folder."""
    copy_course(to)
    with tarfile.open(ARCHIVE) as archive:
        # `tar` keeps nbgrader's read-only files read-only. Windows takes no colon in a name, and has no exchange.
        members = [each for each in archive if os.name != "nt" or ":" not in each.name]
        archive.extractall(to, [each for each in members if each.name != "made-by.py"], filter="tar")
    course = to / "course.yaml"
    line = f"  - id: {QUIZ_OF_TWO_ATTEMPTS}\n"
    text = course.read_text(encoding="utf-8")
    course.write_text(text.replace(line, f"{line}    attempts: 2\n"), encoding="utf-8")
    return to
