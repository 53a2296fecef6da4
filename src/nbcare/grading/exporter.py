"""Let nbgrader grade the notebook that was released, whatever became of the learner's copy."""

import atexit
import glob
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.apps.autogradeapp import AutogradeApp
from nbgrader.converters import Autograde
from nbgrader.converters.base import NbGraderException

from nbcare.answers import layout
from nbcare.answers.submissions import foreign
from nbcare.content import course as courses
from nbcare.content.course_root import course_of
from nbcare.grading import backups, earlier_answers, released_items, stale
from nbcare.grading import run as runs
from nbcare.grading.hand_in_folders import bring_hand_ins
from nbcare.grading.one_engine import one_engine
from nbcare.grading.submission_folders import put_in_order


class ReleasedNotebookExporter(NotebookExporter):
    """Read the released notebook in the place of a submitted one; only for Autograde.

    nbgrader makes it once a run, after it has matched the submissions and before it touches
    the first of them: the one moment at which a run can still be refused or its list mended.
    """

    def __init__(self, config: Any = None, **kwargs: Any) -> None:
        super().__init__(config=config, **kwargs)
        converter = self.parent
        self._released: tuple[Any, dict[str, Any]] | None = None
        if not isinstance(converter, Autograde):
            raise NbGraderException(
                "ReleasedNotebookExporter serves nbgrader autograde only; take it out of the other sections of the configuration"
            )
        try:
            self.run = self._ready(converter)
            if isinstance(converter.parent, AutogradeApp):
                backups.make(Path(converter.coursedir.root))
        except (runs.NotReadyError, backups.NotCopiedError) as refusal:
            converter.log.error("Nothing was graded: %s", refusal)
            raise NbGraderException(str(refusal)) from None
        course = courses.load_local(course_of(self.run.root))
        self._first = stale.is_first(course, self.run.report.assessment)
        self._clean(converter)
        self._read_earlier(converter)
        # On this converter only, which lives as long as the run.
        converter.convert_notebooks = partial(self._convert_all, converter, converter.convert_notebooks)
        if isinstance(converter.parent, AutogradeApp):
            # At exit, so that the table comes whatever stops the batch.
            atexit.register(self.run.report.close)
        else:
            self.run.report.live = True

    def from_filename(self, filename: str, resources: dict[str, Any] | None = None, **kwargs: Any) -> tuple[Any, Any]:
        """Convert one notebook; a submitted one is never opened."""
        if not Path(filename).resolve().is_relative_to(layout.submitted(self.run.root.resolve())):
            return super().from_filename(filename, resources=resources, **kwargs)
        if self._released is None or self._preprocessors:
            released = str(layout.released(self.run.root, self.run.report.assessment))
            self._released = super().from_filename(released, resources=resources, **kwargs)
        # The same for everybody: read, checked and written out once a run.
        text, found = self._released
        return text, {**found, **(resources or {})}

    def _ready(self, converter: Autograde) -> runs.Run:
        directory = converter.coursedir
        root, assessment = Path(directory.root), directory.assignment_id
        if not layout.released(root, assessment).is_file():
            raise runs.NotReadyError(f"{assessment} has no released notebook; run: nbcare generate {assessment}")
        left_out = bring_hand_ins(root, assessment)
        run = runs.prepare(root, assessment)
        run.report.note_each(left_out)
        runs.compare_with_gradebook(run, directory.db_url, directory.course_id)
        return run

    def _convert_all(self, converter: Autograde, convert: Callable[[], None]) -> None:
        """Grade, and keep by which right answers when that was everybody's work; nbgrader raises when some of it failed."""
        with one_engine():
            convert()
        directory, rows = converter.coursedir, self.run.report.rows.values()
        everybody = directory.student_id == directory.notebook_id == "*" and not any(row.failed for row in rows)
        if (converter.force or self._first) and everybody:
            released_items.keep_after_grading(course_of(self.run.root), self.run.report.assessment)

    def _clean(self, converter: Autograde) -> None:
        """Leave in nbgrader's list exactly one sound folder a learner."""
        assessment = self.run.report.assessment
        # Matched again: nbgrader leaves out a folder that has lost its notebook.
        pattern = converter._format_source(assessment, converter.coursedir.student_id)
        nobodys = set(foreign(self.run.root))
        converter.assignments = {
            folder: [os.path.join(folder, f"{assessment}.ipynb")]
            for folder in sorted(glob.glob(pattern))
            if Path(folder).parent.name not in nobodys and put_in_order(self.run.report, Path(folder))
        }

    def _read_earlier(self, converter: Autograde) -> None:
        """Read what was graded before of each learner in the list, as long as nbgrader has not deleted it."""
        for folder in converter.assignments:
            learner = Path(folder).parent.name
            earlier = earlier_answers.read(self.run.root, learner, self.run.report.assessment)
            if earlier is not None:
                self.run.earlier[learner] = earlier
