"""Read and mark the submissions of a class, and make their graded folders; the gradebook is not touched yet."""

import errno
import glob
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nbcare.answers import layout
from nbcare.answers.submissions import placed_at
from nbcare.grading import earlier_answers
from nbcare.grading.bulk import graded_folder
from nbcare.grading.bulk.notebook_text import NotebookTexts
from nbcare.grading.bulk.settings import Settings
from nbcare.grading.marking import Marking, mark_submission
from nbcare.grading.run import Run
from nbcare.grading.submission_folders import put_in_order

Progress = Callable[[int, int], None]
"""Told how many submissions are done, and of how many."""
# No other submission could be stored either.
_DISK_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


class StoppedError(Exception):
    """The run ends before anything is stored; the message says why, and what to do."""


@dataclass
class ClassMarking:
    """Marks the submissions of one quiz; what is marked waits in its folder until the points are stored."""

    run: Run
    settings: Settings
    force: bool
    markings: dict[str, Marking] = field(default_factory=dict)

    def mark(self, progress: Progress) -> None:
        """Mark every submission that needs it; a fault in one is noted in the report and leaves the others alone."""
        texts, folders = NotebookTexts(self.run), self._submissions()
        for done, folder in enumerate(folders):
            progress(done, len(folders))
            learner = folder.parent.name
            if put_in_order(self.run.report, folder):
                try:
                    self._mark(learner, texts)
                except Exception as error:
                    if isinstance(error, OSError) and error.errno in _DISK_FULL:
                        raise StoppedError("the disk is full; make room, and grade again") from error
                    self.fail(learner, error)
        progress(len(folders), len(folders))

    def fail(self, learner: str, error: Exception) -> None:
        """Leave a learner out of this run, and say so in the report."""
        reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
        self.run.report.note(
            learner, f"Could not be graded ({reason.splitlines()[0]}); the others are not touched by it."
        )
        self.markings.pop(learner, None)
        self._discard(learner)

    def discard(self) -> None:
        """Remove the folders that wait, for their points are not going to be stored."""
        for learner in self.markings:
            self._discard(learner)

    def _submissions(self) -> list[Path]:
        pattern = str(layout.submission(Path(glob.escape(str(self.run.root))), "*", self.settings.assessment))
        found = (Path(path) for path in sorted(glob.glob(pattern)))
        return [folder for folder in found if folder.parent.name not in self.settings.excluded]

    def _mark(self, learner: str, texts: NotebookTexts) -> None:
        root, assessment = self.run.root, self.settings.assessment
        earlier = earlier_answers.read(root, learner, assessment)
        # A folder that waits is left by a run that was stopped, perhaps after its points were stored.
        stopped = os.path.lexists(layout.being_graded(root, learner, assessment))
        again = earlier is None or earlier.is_older(placed_at(root, learner, assessment))
        if not (self.force or again or stopped):
            return
        marking = mark_submission(root, learner, assessment, self.run.items, self.run.shown, earlier)
        graded_folder.prepare(root, learner, self.settings, marking, texts.text(marking))
        marking.content = None  # stands in the folder now; ten thousand of them would fill the memory
        self.markings[learner] = marking

    def _discard(self, learner: str) -> None:
        graded_folder.remove(layout.being_graded(self.run.root, learner, self.settings.assessment))
