"""Read from nbgrader's own configuration what the instructor may have set there for grading."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from nbgrader import utils
from nbgrader.apps import NbGraderApp
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties

from nbcare.answers import layout
from nbcare.content.course_root import course_of
from nbcare.grading.configuration import leave_hand_ins

QUESTIONS = "questions.json"


@dataclass
class Settings:
    """nbgrader's settings for one assignment."""

    converter: Any
    """nbgrader's own Autograde, which is asked and never started."""
    assessment: str
    sources: dict[str, bytes]
    """Files that lie beside the source notebook, by relative path: they go to every learner's graded folder."""

    @cached_property
    def permissions(self) -> int:
        """Return the mode of graded files."""
        return int(str(self.converter.permissions), 8)

    @property
    def create_students(self) -> bool:
        """Return whether a learner who is not in the gradebook yet is entered."""
        return bool(self.converter.create_student)

    @cached_property
    def copied(self) -> tuple[str, ...]:
        """Return the names of the handed-in files that are copied to the graded folder."""
        names = (layout.TIMESTAMP, layout.SECRET, QUESTIONS, layout.RESPONSES)
        ignored = self.converter.coursedir.ignore
        return tuple(name for name in names if name not in self.sources and not utils.is_ignored(name, ignored))

    @property
    def excluded(self) -> set[str]:
        """Return the learners that are left out."""
        return set(filter(None, self.converter.coursedir.student_id_exclude.split(",")))

    def share(self, learner: str) -> None:
        """Let the instructors' group write to a graded folder, if nbgrader is set to that."""
        if self.converter.coursedir.groupshared:
            self.converter.set_permissions(self.assessment, learner)

    def penalty(self, learner: str, score: float, seconds_late: float) -> float | None:
        """Return what is taken off for handing in late, by the plugin that nbgrader is set to."""
        step = AssignLatePenalties(parent=self.converter)
        step.init_plugin()
        penalty = step.plugin_inst.late_submission_penalty(learner, score, seconds_late)
        return None if penalty is None else step._check_late_penalty(SimpleNamespace(score=score), penalty)


def read(root: Path, assessment: str) -> Settings:
    """Read the configuration as nbgrader does in assessments/: the account's own, that folder's, and the course root's.

    Nothing is written into submitted/: whoever grades in bulk has brought the hand-ins before.
    """
    app = NbGraderApp()
    for folder in (course_of(root) / "assessments", root):
        if folder.is_dir():
            with leave_hand_ins(), _inside(folder):
                app.load_config_file()
    with _inside(root):
        converter = Autograde(coursedir=CourseDirectory(config=app.config, parent=app), parent=app)
    return Settings(converter, assessment, _sources(converter, assessment))


def _sources(converter: Any, assessment: str) -> dict[str, bytes]:
    directory = converter.coursedir
    folder = directory.format_path(directory.source_directory, ".", assessment)
    left_out = {os.path.join(folder, name) for name in converter.exclude_overwriting.get(assessment, [])}
    found = set(utils.find_all_files(folder, [*directory.ignore, "*.ipynb"])) - left_out
    return {os.path.relpath(path, folder): Path(path).read_bytes() for path in sorted(found)}


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
