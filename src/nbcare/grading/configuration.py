"""Set nbgrader up for this course; assessments/nbgrader_config.py calls it."""

import os
import sys
from pathlib import Path

from traitlets.config import Config

from nbcare import course as courses
from nbcare.build.cells import ANSWER_PLACE
from nbcare.grading.exchange import CareCollect
from nbcare.grading.exporter import ReleasedNotebookExporter
from nbcare.grading.feedback import FeedbackExporter, SettledGrades
from nbcare.grading.placing import complete_submissions
from nbcare.grading.preprocessors import SaveScores, ScoreResponses

DATABASE_SECONDS = 60


def configure(c: Config, assessments: Path) -> None:
    """Fill nbgrader's configuration, and complete the submissions it would overlook."""
    root = Path(assessments).resolve()
    # nbgrader starts alembic by its name when it makes the gradebook.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.course_id = courses.load(root.parent).name
    # Formgrader and autograde share one file: wait for each other, or a whole batch is lost.
    c.CourseDirectory.db_url = f"sqlite:///{root / 'gradebook.db'}?timeout={DATABASE_SECONDS}"
    _exchange(c, root.parent)
    _grading(c)
    complete_submissions(root)


def _exchange(c: Config, course: Path) -> None:
    named = os.environ.get("NBCARE_EXCHANGE")
    exchange = Path(named).resolve() if named else course / ".exchange"
    if not exchange.exists() and os.name != "nt":
        # Open to all, as nbgrader wants it: on one machine without a hub the learners are other accounts.
        exchange.mkdir(parents=True)
        exchange.chmod(0o777)
    c.Exchange.root = str(exchange)
    c.ExchangeFactory.collect = CareCollect


def _grading(c: Config) -> None:
    c.ClearSolutions.text_stub = ANSWER_PLACE
    # On Autograde only: set wider, it would take the place of the feedback page's.
    c.Autograde.exporter_class = ReleasedNotebookExporter
    # What is read is the released notebook, so of nbgrader's cleaning only the gradebook's say is left.
    c.Autograde.sanitize_preprocessors = ["nbgrader.preprocessors.OverwriteCells"]
    # nbgrader's own list without the step that runs code, and with marks from the bank.
    c.Autograde.autograde_preprocessors = [
        ScoreResponses,
        "nbgrader.preprocessors.LimitOutput",
        SaveScores,
        "nbgrader.preprocessors.AssignLatePenalties",
        "nbgrader.preprocessors.CheckCellMetadata",
    ]
    c.GenerateFeedback.exporter_class = FeedbackExporter
    c.GenerateFeedback.preprocessors = [SettledGrades]
