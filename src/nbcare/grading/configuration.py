"""Set nbgrader up for this course; nbgrader_config.py in assessments/ and in nbgrader's course root calls it."""

import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

from nbgrader.converters import GenerateAssignment
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from nbcare.answers import layout
from nbcare.answers.course_store import address
from nbcare.answers.submissions import complete_submissions, foreign
from nbcare.build import local_pages
from nbcare.build.cells import ANSWER_PLACE
from nbcare.content import course as courses
from nbcare.content.course import Course
from nbcare.content.course_root import course_of
from nbcare.content.settings import read_settings
from nbcare.errors import ContentError, file_sentence
from nbcare.grading import gradebook, hand_in_folders
from nbcare.grading.exchange import CareCollect, CareReleaseFeedback
from nbcare.grading.exporter import ReleasedNotebookExporter
from nbcare.grading.feedback import FeedbackExporter
from nbcare.grading.hiding import HidePoints
from nbcare.grading.preprocessors import SaveScores, ScoreResponses
from nbcare.grading.publish_watcher import keep_published
from nbcare.grading.release import NewReleaseExporter
from nbcare.state import ready, rights
from nbcare.store import changes, hand_ins
from nbcare.store.errors import StoreUnavailableError
from nbcare.store.opening import open_store
from nbcare.store.store import Store

_FORMGRADER = "nbgrader.server_extensions.formgrader.formgrader"
"""The module of nbgrader that a server loads before it reads the configuration."""
_left: ContextVar[bool] = ContextVar("hand_ins_left", default=False)
_brought: dict[Path, int] = {}
"""How often hand-ins had changed when they were last brought, by course."""


def configure(c: Config, folder: Path) -> None:
    """Fill nbgrader's configuration, and complete the submissions it would overlook.

    `folder` is the one of the configuration file: assessments/, where the commands are typed, or nbgrader's course root.
    """
    # nbgrader's own queries set these off; an instructor can do nothing about them.
    warnings.filterwarnings("ignore", category=SAWarning)
    os.umask(rights.PRIVATE)
    course = _course(folder)
    # nbgrader changes into its course root, from where a state that lies elsewhere would not lead back to its course.
    os.environ |= {"NBCARE_COURSE": str(course.root), "NBCARE_STATE": str(course.state)}
    root = layout.nbgrader_root(course.root)
    # nbgrader starts alembic by its name when it makes the gradebook.
    os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    c.CourseDirectory.root = str(root)
    c.CourseDirectory.course_id = course.name
    if gradebook.named(root):
        c.CourseDirectory.db_url = gradebook.address(root)
    c.ExportPlugin.to = str(root / "grades.csv")  # with `--to FILE` anywhere else
    gradebook.be_patient()
    _exchange(c, course)
    _grading(c)
    _times(c, course)
    # Nobody's folders: nbgrader would make a learner of each.
    c.CourseDirectory.student_id_exclude = ",".join(name for name in foreign(root) if "," not in name)
    if not _left.get():
        _bring_hand_ins(course)
        complete_submissions(root)
    keep_published(course.root)


@contextmanager
def leave_hand_ins() -> Iterator[None]:
    """Let the configuration be read without bringing hand-ins: by a program that has just brought them itself."""
    token = _left.set(True)
    try:
        yield
    finally:
        _left.reset(token)


def _bring_hand_ins(course: Course) -> None:
    """Write what was handed in into submitted/; end the program where that cannot be: nbgrader would see a part of the class.

    A single learner whose folder cannot be written is named, and the others are brought.
    """
    try:
        store = _store(address(course.root))
        count = store.read(changes.counts()).get(hand_ins.TOPIC, 0)
        # A server loads this configuration again and again.
        if _brought.get(course.root) != count:
            left_out = hand_in_folders.write_all(store, layout.nbgrader_root(course.root))
            for line in left_out:
                print(line, file=sys.stderr)
            if not left_out:  # otherwise tried again: somebody may have repaired the folder
                _brought[course.root] = count
    except (ContentError, StoreUnavailableError) as error:
        _stop(f"What was handed in could not be brought to nbgrader: {error}")
    except OSError as error:
        _stop(f"What was handed in could not be brought to nbgrader: {file_sentence(error)}")


@lru_cache(maxsize=1)
def _store(url: str) -> Store:
    return open_store(url)


def _course(folder: Path) -> Course:
    """Return the course with its state ready; end the program where that cannot be: nbgrader would go on with its own settings."""
    try:
        course = courses.load_local(course_of(folder))
        ready.require_current(course)
        local_pages.refresh(course)
    except ContentError as error:
        _stop(str(error))
    return course


def _stop(sentence: str) -> NoReturn:
    """End the program: with an exception nbgrader would go on, by its own settings, which run what was handed in."""
    print(sentence, file=sys.stderr)
    sys.exit(1)


def _times(c: Config, course: Course) -> None:
    """Have formgrader take and show times in the zone of the course."""
    c.NbGraderAPI.timezone = read_settings(course.state).zone.key
    if _FORMGRADER in sys.modules:
        from nbcare.grading import formgrader  # a command of nbgrader needs no server

        formgrader.extend()


def _exchange(c: Config, course: Course) -> None:
    named = os.environ.get("NBCARE_EXCHANGE")
    exchange = Path(named).resolve() if named else layout.exchange(course.root)
    if not exchange.exists() and os.name != "nt":
        # Open to all, as nbgrader wants it: on one machine without a hub the learners are other accounts.
        exchange.mkdir(parents=True)
        exchange.chmod(0o777)
    rights.close(course.state, exchange)
    c.Exchange.root = str(exchange)
    c.ExchangeFactory.collect = CareCollect
    c.ExchangeFactory.release_feedback = CareReleaseFeedback


def _grading(c: Config) -> None:
    c.ClearSolutions.text_stub = ANSWER_PLACE
    # Last, when the gradebook already has the points.
    c.GenerateAssignment.exporter_class = NewReleaseExporter
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
