"""Commands that run nbgrader's own, from wherever they are typed: generate, export, nbgrader."""

import subprocess
import sys
from argparse import REMAINDER, Namespace
from collections.abc import Sequence
from pathlib import Path

from nbcare.cli.command import Commands, add

FOLDER = "assessments"
"""The folder of the course where nbgrader finds the course's settings for it."""


def add_generate(commands: Commands) -> None:
    """Add `nbcare generate`."""
    parser = add(commands, "generate", "Make a quiz ready to be given out.", _generate)
    parser.add_argument("assessment", metavar="QUIZ")
    parser.add_argument("--force", action="store_true", help="make it anew, as after points changed")


def add_export(commands: Commands) -> None:
    """Add `nbcare export`."""
    text = "Write all grades as a table (default: state/nbgrader/grades.csv); `nbcare results` says who passed."
    parser = add(commands, "export", text, _export)
    parser.add_argument("--to", metavar="FILE", help="another file")


def add_nbgrader(commands: Commands) -> None:
    """Add `nbcare nbgrader`."""
    text = "Run one of nbgrader's own commands, such as release_assignment or collect, with the course's settings."
    parser = add(commands, "nbgrader", text, _nbgrader)
    parser.add_argument("words", metavar="WORD", nargs=REMAINDER, help="the command and its options, as for nbgrader")


def _generate(arguments: Namespace) -> int:
    force = ["--force"] if arguments.force else []
    return _run(["generate_assignment", arguments.assessment, *force], arguments.assessment)


def _export(arguments: Namespace) -> int:
    # nbgrader runs in another folder than the one where this was typed.
    return _run(["export", *([f"--to={Path(arguments.to).resolve()}"] if arguments.to else [])])


def _nbgrader(arguments: Namespace) -> int:
    return _run(arguments.words or ["--help"])


def _run(words: Sequence[str], quiz: str = "") -> int:
    """Run a command of nbgrader for the course; a quiz that is named has to be one of the course's."""
    from nbcare.content import course
    from nbcare.state import ready

    loaded = course.load_local()
    ready.require_current(loaded)
    if quiz:
        loaded.assessment(quiz)
    # -P: a file in the folder that happens to be called like a module is never imported.
    command = [sys.executable, "-P", "-m", "nbgrader", *words]
    return subprocess.run(command, cwd=loaded.root / FOLDER).returncode
