"""Set nbgrader up for this course; assessments/nbgrader_config.py calls it."""

import os
import sys
import warnings
from pathlib import Path

from nbgrader.converters import GenerateAssignment
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from nbcare.answers.submissions import complete_submissions
from nbcare.build.cells import ANSWER_PLACE
from nbcare.content import course as courses
from nbcare.grading import gradebook
from nbcare.grading.exchange import CareCollect, CareReleaseFeedback
from nbcare.grading.exporter import ReleasedNotebookExporter
from nbcare.grading.feedback import FeedbackExporter
from nbcare.grading.hiding import HidePoints
from nbcare.grading.preprocessors import SaveScores, ScoreResponses
from nbcare.grading.publish_watcher import keep_published


def configure(c: Config, assessments: Path) -> None:
    """Fill nbgrader's configuration, and complete the submissions it would overlook."""
    # nbgrader's own queries set these off; an instructor can do nothing about them.
    warnings.filterwarnings("ignore", category=SAWarning)
    root = Path(assessments).resolve()
    # nbgrader starts alembic by its name when it makes the gradebook.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.course_id = courses.load(root.parent).name
    if os.environ.get(gradebook.VARIABLE):
        c.CourseDirectory.db_url = gradebook.address(root)
    gradebook.be_patient()
    _exchange(c, root.parent)
    _grading(c)
    complete_submissions(root)
    keep_published(root.parent)


def _exchange(c: Config, course: Path) -> None:
    named = os.environ.get("NBCARE_EXCHANGE")
    exchange = Path(named).resolve() if named else course / ".exchange"
    if not exchange.exists() and os.name != "nt":
        # Open to all, as nbgrader wants it: on one machine without a hub the learners are other accounts.
        exchange.mkdir(parents=True)
        exchange.chmod(0o777)
    c.Exchange.root = str(exchange)
    c.ExchangeFactory.collect = CareCollect
    c.ExchangeFactory.release_feedback = CareReleaseFeedback


def _grading(c: Config) -> None:
    c.ClearSolutions.text_stub = ANSWER_PLACE
    # Last, when the gradebook already has the points.
    c.GenerateAssignment.preprocessors = [*GenerateAssignment.preprocessors.default(), HidePoints]
    # On Autograde only: set wider, it would take the place of the feedback page's.
    c.Autograde.exporter_class = ReleasedNotebookExporter
    # What is read is the released notebook, which generate_assignment has cleaned and checked once for all:
    # of nbgrader's steps only the late penalty is left, and none that runs code.
    c.Autograde.sanitize_preprocessors = []
    c.Autograde.autograde_preprocessors = [ScoreResponses, SaveScores, "nbgrader.preprocessors.AssignLatePenalties"]
    c.GenerateFeedback.exporter_class = FeedbackExporter
    # The points come with the review, from the gradebook as it is at that moment.
    c.GenerateFeedback.preprocessors = []
