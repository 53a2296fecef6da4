"""Put the folder of one submission in order before it is graded, or say in the report why that cannot be."""

import os
from pathlib import Path

from nbcare.answers.submissions import complete
from nbcare.grading.quarantine import sweep
from nbcare.grading.report import Report


def put_in_order(report: Report, folder: Path) -> bool:
    """Set aside what grading must not open, and add what is missing; return whether the submission can be graded."""
    learner = folder.parent.name
    report.row(learner)
    if folder.is_symlink() or folder.parent.is_symlink() or not folder.is_dir():
        report.note(learner, "The submission is not a folder of its own (a link or a file); it was not opened.")
        return False
    try:
        for moved in sweep(report.root, learner, report.assessment):
            name = os.fsencode(moved.name).decode("utf-8", "replace")[:60]
            report.note(learner, f"{name} {moved.reason} and was set aside.")
        complete(report.root, learner, report.assessment)
    except OSError as error:
        report.note(
            learner, f"The submission's folder could not be put in order ({error.strerror}); it was not graded."
        )
        return False
    return True
