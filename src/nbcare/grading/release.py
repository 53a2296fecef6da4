"""Let nbgrader generate a quiz beside the released one, and put it in its place only when it is whole.

nbgrader deletes the release first and looks afterwards whether it can make another: a quiz that was graded with other
questions would be closed for the class, and no command would open it again.
"""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from sqlalchemy.exc import SQLAlchemyError

from nbcare.answers import files, layout
from nbcare.content import course as courses
from nbcare.content.course import Course
from nbcare.content.course_root import course_of
from nbcare.errors import ContentError
from nbcare.grading import gradebook, unbuilt

_NEW, _LOCK = ".generating", ".generating.lock"
_LOCK_SECONDS = 120


class NotGeneratedError(Exception):
    """A quiz cannot be generated; the message says why, and what to do."""


class NewReleaseExporter(NotebookExporter):
    """Write the released notebook; only for GenerateAssignment, which makes it once before it touches anything."""

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)
        converter = self.parent
        if not isinstance(converter, GenerateAssignment):
            raise NbGraderException(
                "NewReleaseExporter serves nbgrader generate_assignment only;"
                " take it out of the other sections of the configuration"
            )
        try:
            root = Path(converter.coursedir.root)
            course = courses.load_local(course_of(root))
            for folder in converter.assignments:
                _check(course, converter, Path(folder).name)
        except (NotGeneratedError, ContentError, OSError, ValueError, SQLAlchemyError) as refusal:
            reason = gradebook.first_line(refusal)
            converter.log.error("Nothing was generated or changed: %s", reason)
            raise NbGraderException(reason) from None
        # On this converter only, which lives as long as the run.
        converter.convert_notebooks = partial(_beside, converter, converter.convert_notebooks)


def _check(course: Course, converter: GenerateAssignment, assessment: str) -> None:
    """Raise NotGeneratedError for a quiz that may not be generated as it is now."""
    released = layout.released(Path(converter.coursedir.root), assessment)
    if not unbuilt.is_quiz(course, assessment) or (released.is_file() and not converter.force):
        return  # the instructor's own, or left as it is
    notebook = unbuilt.source(course, assessment)
    again = f"nbcare generate {assessment}{' --force' if converter.force else ''}"
    if ids := unbuilt.differing(course, assessment, notebook):
        raise NotGeneratedError(
            f"{assessment} was not built since {', '.join(ids)} changed in the bank or in course.yaml;"
            f" run: nbcare build, then: {again}"
        )
    refuse_graded_otherwise(course, assessment, notebook, converter.coursedir.db_url)


def refuse_graded_otherwise(course: Course, assessment: str, notebook: Any, db_url: str) -> None:
    """Raise NotGeneratedError for a quiz whose questions are others than those that were graded."""
    if not gradebook.exists(layout.nbgrader_root(course.root)):
        return
    graded, cells = unbuilt.graded_otherwise(notebook, db_url, course.name, assessment)
    if graded:
        whose = "1 learner has" if graded == 1 else f"{graded} learners have"
        raise NotGeneratedError(
            f"{whose} points for {assessment} with other questions ({', '.join(cells)});"
            " take the change back in course.yaml and run: nbcare build. To ask other questions,"
            " list them in course.yaml as a quiz with an id of its own"
        )


def _beside(converter: GenerateAssignment, convert: Callable[[], None]) -> None:
    """Have nbgrader generate into a folder beside the releases, and put into their places what came of it."""
    directory = converter.coursedir
    root, released = Path(directory.root), str(directory.release_directory)
    if all(_is_left(converter, root / released / Path(folder).name) for folder in converter.assignments):
        return convert()  # nbgrader says so in its log
    with files.lock(root / _LOCK, _LOCK_SECONDS):
        shutil.rmtree(root / _NEW, ignore_errors=True)  # of a run that was killed
        directory.release_directory = _NEW
        try:
            convert()
            for made in sorted((root / _NEW).iterdir()):
                _put_in_place(made, root / released / made.name)
        finally:
            directory.release_directory = released
            shutil.rmtree(root / _NEW, ignore_errors=True)
    return None


def _is_left(converter: GenerateAssignment, released: Path) -> bool:
    return released.exists() and not converter.force


def _put_in_place(made: Path, released: Path) -> None:
    """Put a generated quiz into its place, file by file: at no moment is there none."""
    if not released.exists():
        released.parent.mkdir(parents=True, exist_ok=True)
        files.rename(made, released)
        return
    new = {path.relative_to(made): path for path in sorted(made.rglob("*")) if path.is_file()}
    for name, path in new.items():
        (released / name).parent.mkdir(parents=True, exist_ok=True)
        files.rewrite(released / name, path.read_bytes())
        (released / name).chmod(path.stat().st_mode & 0o777)  # as nbgrader has set it
    for old in [path for path in released.rglob("*") if path.is_file() and path.relative_to(released) not in new]:
        old.unlink()
