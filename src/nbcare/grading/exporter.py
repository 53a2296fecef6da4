"""Let nbgrader grade the notebook that was released, whatever became of the learner's copy."""

import atexit
import glob
import os
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.apps.autogradeapp import AutogradeApp
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from nbcare.answers import layout
from nbcare.answers.submissions import complete
from nbcare.grading import run as runs
from nbcare.grading.quarantine import sweep


class ReleasedNotebookExporter(NotebookExporter):
    """Read the released notebook in the place of a submitted one; only for Autograde.

    nbgrader makes it once a run, after it has matched the submissions and before it touches
    the first of them: the one moment at which a run can still be refused or its list mended.
    """

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)
        converter = self.parent
        if not isinstance(converter, Autograde):
            raise NbGraderException(
                "ReleasedNotebookExporter serves nbgrader autograde only; take it out of the other sections of the configuration"
            )
        try:
            self.run = self._ready(converter)
        except runs.NotReadyError as refusal:
            converter.log.error("Nothing was graded: %s", refusal)
            raise NbGraderException(str(refusal)) from None
        self._clean(converter)
        if isinstance(converter.parent, AutogradeApp):
            # At exit, so that the table comes whatever stops the batch.
            atexit.register(self.run.report.close)
        else:
            self.run.report.live = True

    def from_filename(self, filename: str, resources: dict[str, Any] | None = None, **kwargs: Any) -> tuple[Any, Any]:
        """Convert one notebook; a submitted one is never opened."""
        path = Path(filename).resolve()
        if path.is_relative_to(self.run.root.resolve() / "submitted"):
            filename = str(layout.released(self.run.root, self.run.report.assessment))
        return super().from_filename(filename, resources=resources, **kwargs)

    def _ready(self, converter: Autograde) -> runs.Run:
        directory = converter.coursedir
        root, assessment = Path(directory.root), directory.assignment_id
        if not layout.released(root, assessment).is_file():
            raise runs.NotReadyError(
                f"{assessment} has no released notebook; run: nbgrader generate_assignment {assessment}"
            )
        run = runs.prepare(root, assessment)
        runs.compare_with_gradebook(run, directory.db_url, directory.course_id)
        return run

    def _clean(self, converter: Autograde) -> None:
        """Leave in nbgrader's list exactly one sound folder a learner."""
        assessment = self.run.report.assessment
        # Matched again: nbgrader leaves out a folder that has lost its notebook.
        pattern = converter._format_source(assessment, converter.coursedir.student_id)
        converter.assignments = {
            folder: [os.path.join(folder, f"{assessment}.ipynb")]
            for folder in sorted(glob.glob(pattern))
            if self._sound(Path(folder))
        }

    def _sound(self, folder: Path) -> bool:
        root, assessment, report = self.run.root, self.run.report.assessment, self.run.report
        learner = folder.parent.name
        report.row(learner)
        if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
            report.note(learner, "The submission is not a folder of its own (a link or a file); it was not opened.")
            return False
        try:
            for moved in sweep(root, learner, assessment):
                report.note(
                    learner,
                    f"{os.fsencode(moved.name).decode('utf-8', 'replace')[:60]} {moved.reason} and was set aside.",
                )
            complete(root, learner, assessment)
        except OSError as error:
            report.note(
                learner, f"The submission's folder could not be put in order ({error.strerror}); it was not graded."
            )
            return False
        return True
