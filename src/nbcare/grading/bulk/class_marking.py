"""Read and mark the submissions of a class, and make their graded folders; the gradebook is not touched yet."""

import glob
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from nbcare.answers import layout
from nbcare.answers.submissions import LONGEST_NAME, foreign, placed_at
from nbcare.errors import DISK_FULL
from nbcare.grading import earlier_answers
from nbcare.grading.bulk.graded_folder import GradedFolder
from nbcare.grading.bulk.known_marks import KnownMarks
from nbcare.grading.bulk.notebook_text import NotebookTexts
from nbcare.grading.bulk.settings import Settings
from nbcare.grading.marking import Marking, mark_submission
from nbcare.grading.run import Run
from nbcare.grading.submission_folders import put_in_order

Progress = Callable[[int, int], None]
"""Told how many submissions are done, and of how many."""


class StoppedError(Exception):
    """The run ends before anything is stored; the message says why, and what to do."""


@dataclass
class ClassMarking:
    """Marks the submissions of one quiz; what is marked waits in its folder until the points are stored."""

    run: Run
    settings: Settings
    force: bool
    markings: dict[str, Marking] = field(default_factory=dict)
    folders: dict[str, GradedFolder] = field(default_factory=dict)

    def mark(self, progress: Progress) -> None:
        """Mark every submission that needs it; a fault in one is noted in the report and leaves the others alone."""
        texts, known, folders = NotebookTexts(self.run), KnownMarks(), self._submissions()
        if not folders:
            raise StoppedError(f"nobody has handed in {self.settings.assessment} yet")
        for done, folder in enumerate(folders):
            progress(done, len(folders))
            learner = folder.parent.name
            if put_in_order(self.run.report, folder):
                try:
                    self._mark(learner, texts, known)
                except Exception as error:
                    if isinstance(error, OSError) and error.errno in DISK_FULL:
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
        if learner in self.folders:
            self.folders.pop(learner).discard()

    def discard(self) -> None:
        """Remove what waits, for its points are not going to be stored."""
        for folder in self.folders.values():
            folder.discard()

    def _submissions(self) -> list[Path]:
        pattern = str(layout.submission(Path(glob.escape(str(self.run.root))), "*", self.settings.assessment))
        found = (Path(path) for path in sorted(glob.glob(pattern)))
        left_out = self.settings.excluded.union(foreign(self.run.root))
        return [folder for folder in found if folder.parent.name not in left_out]

    def _mark(self, learner: str, texts: NotebookTexts, known: KnownMarks) -> None:
        root, assessment = self.run.root, self.settings.assessment
        _check_id(learner)
        earlier = earlier_answers.read(root, learner, assessment)
        folder = GradedFolder(root, learner, self.settings)
        again = earlier is None or earlier.is_older(placed_at(root, learner, assessment))
        # What waits is of a run that was stopped, perhaps after its points were stored.
        if not (self.force or again or folder.waits):
            return
        self.folders[learner] = folder
        marking = mark_submission(root, learner, assessment, self.run.forms, earlier, known)
        folder.prepare(marking, texts.text(marking))
        marking.content = None  # not needed any more; ten thousand of them would fill the memory
        self.markings[learner] = marking


def _check_id(learner: str) -> None:
    """Raise ValueError for a folder's name that the gradebook cannot hold: its error would stop the whole class."""
    try:
        learner.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError("the folder's name is no text") from None
    if len(learner) > LONGEST_NAME:
        raise ValueError(f"the folder's name has more than {LONGEST_NAME} characters")
