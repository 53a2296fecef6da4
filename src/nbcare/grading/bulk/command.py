"""`nbcare grade QUIZ`: mark every submission that needs it, store the points at once, and say what happened."""

import sys
from pathlib import Path

from filelock import Timeout
from sqlalchemy.exc import SQLAlchemyError

from nbcare.answers import files, layout
from nbcare.content.course import Course
from nbcare.errors import ContentError, file_sentence
from nbcare.grading import backups, gradebook
from nbcare.grading import run as runs
from nbcare.grading.backups import NotCopiedError
from nbcare.grading.bulk import settings, storing, summary
from nbcare.grading.bulk.class_marking import ClassMarking, StoppedError
from nbcare.grading.bulk.progress import ProgressLine
from nbcare.grading.hand_in_folders import bring_hand_ins
from nbcare.grading.run import Run
from nbcare.store.errors import StoreUnavailableError

INTERRUPTED = 130
_UNCHANGED = "The gradebook is as it was."


class StoredError(Exception):
    """The run was stopped after its points were stored, and before all graded notebooks were in their places.

    The message is what stopped it; it is empty after Ctrl+C.
    """


def main(course: Course, assessment: str, force: bool) -> int:
    """Run the command; return 1 when a submission could not be graded or the run was refused, 130 after Ctrl+C.

    It is 1 as well when the points are stored and the table or the graded notebooks could not be written.
    """
    course.assessment(assessment)
    root, progress = layout.nbgrader_root(course.root), ProgressLine()
    try:
        with files.lock(root / layout.GRADING_LOCK, 0):
            run = grade(root, course, assessment, force, progress)
    except Timeout:
        return _refuse(f"Another program is grading {assessment} or another quiz; wait until it has ended.")
    except (runs.NotReadyError, StoppedError, NotCopiedError, ContentError, StoreUnavailableError) as refusal:
        progress.end()
        return _refuse(f"Nothing was graded: {refusal}. {_UNCHANGED}")
    except OSError as error:
        progress.end()
        return _refuse(f"Nothing was graded: {file_sentence(error)}. {_UNCHANGED}")
    except KeyboardInterrupt:
        progress.end()
        print(f"Stopped. {_UNCHANGED}", file=sys.stderr)
        return INTERRUPTED
    except StoredError as stopped:
        progress.end()
        why = f" ({stopped})" if str(stopped) else ""
        again = f"run again: nbcare grade {assessment}"
        print(
            f"Stopped after the points were stored{why}; to bring the graded notebooks up to date, {again}",
            file=sys.stderr,
        )
        return 1 if why else INTERRUPTED
    progress.end()
    return 0 if summary.show(run.report) else 1


def grade(root: Path, course: Course, assessment: str, force: bool, progress: ProgressLine) -> Run:
    """Grade all submissions that are new or were handed in again, with `force` all; raise when nothing was stored."""
    run = _ready(root, course, assessment)
    marked = ClassMarking(run, settings.read(root, assessment), force)
    try:
        backups.make(root)
        progress.start(f"{assessment}: marking")
        marked.mark(progress)
        progress.start(f"{assessment}: storing")
        with gradebook.transaction(root) as connection:
            settled = storing.store(marked, connection, progress)
    except BaseException:
        marked.discard()
        raise
    try:
        _finish(marked, settled, progress)
    except KeyboardInterrupt:
        raise StoredError from None
    except OSError as error:
        raise StoredError(file_sentence(error)) from None
    return run


def _finish(marked: ClassMarking, settled: list[storing.Settled], progress: ProgressLine) -> None:
    """Put the graded notebooks in their places, and fill the report."""
    progress.start(f"{marked.settings.assessment}: graded notebooks")
    for done, each in enumerate(settled):
        progress(done, len(settled))
        each.settling.report(each.learner, each.late)
        try:
            marked.folders[each.learner].put_in_place()
            marked.settings.share(each.learner)
        except OSError as error:
            reason = f"The points are stored, but the graded notebook could not be put in its place ({error.strerror})"
            marked.run.report.note(each.learner, f"{reason}; grade again.")


def _ready(root: Path, course: Course, assessment: str) -> Run:
    if not layout.released(root, assessment).is_file():
        repair = f"run: nbcare generate {assessment}"
        raise runs.NotReadyError(f"{assessment} has no released notebook; {repair}")
    if not gradebook.exists(root):
        raise gradebook.missing(root)
    left_out = bring_hand_ins(root, assessment)
    gradebook.be_patient()
    run = runs.prepare(root, assessment)
    run.report.note_each(left_out)
    try:
        runs.compare_with_gradebook(run, gradebook.address(root), course.name)
    except SQLAlchemyError as error:
        raise gradebook.unreadable(root, error) from None
    return run


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1
