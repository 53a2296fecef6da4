"""nbgrader's settings: made for this folder, safe to load again and again."""

import json
import os
from pathlib import Path

import made
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.exchange.default import ExchangeCollect
from sqlalchemy import text
from traitlets.config import Config

from nbcare.answers.submissions import complete_submissions
from nbcare.content import course as courses
from nbcare.grading import run as runs
from nbcare.grading.configuration import configure


@pytest.fixture
def config(small, monkeypatch) -> Config:
    """The configuration of the small course, loaded twice as nbgrader does."""
    monkeypatch.setenv("PATH", os.environ["PATH"])
    c = Config()
    configure(c, small / "assessments")
    configure(c, small / "assessments")
    return c


def test_formgrader_grades_one_submission(small, config):
    """Does formgrader's way of grading give the same points, and the table without an end of run?"""
    made.put(small, "ann", made.answers(made.HONEST))
    made.put(small, "ben", made.answers(made.RIGHT))
    api = NbGraderAPI(config=config)
    for learner in ("ann", "ben"):
        done = api.autograde(made.QUIZ, learner)
        assert done["success"], done["log"]
    report = (small / "state/nbgrader/autograde-report.csv").read_text(encoding="utf-8")
    assert "signs-quiz,ann,8,17" in report and "signs-quiz,ben,13,17" in report


def test_formgrader_is_told_why_nothing_is_graded(small, config):
    """Does the refusal reach formgrader's log?"""
    made.put(small, "ann", made.answers(made.HONEST))
    (small / "state/nbgrader/release" / made.QUIZ / f"{made.QUIZ}.ipynb").unlink()
    done = NbGraderAPI(config=config).autograde(made.QUIZ, "ann")
    assert not done["success"] and "run: nbcare generate signs-quiz" in done["log"]


def test_database_waits_longer_than_five_seconds(small, config):
    """Does each connection wait a minute for another program, with a plain db_url?"""
    url = NbGraderAPI(config=config).coursedir.db_url
    assert url == f"sqlite:///{small / 'state/nbgrader/gradebook.db'}"
    with Gradebook(url) as gradebook:
        assert gradebook.db.execute(text("PRAGMA busy_timeout")).scalar() == 60_000


def test_exchange_is_where_the_organiser_says(small, tmp_path, monkeypatch):
    """Does NBCARE_EXCHANGE name another exchange, made if it is not there?"""
    monkeypatch.setenv("NBCARE_EXCHANGE", str(tmp_path / "shared"))
    c = Config()
    configure(c, small / "assessments")
    assert c.Exchange.root == str(tmp_path / "shared")
    assert os.name == "nt" or (tmp_path / "shared").is_dir()
    assert issubclass(c.ExchangeFactory.collect, ExchangeCollect)


def test_completing_again_changes_nothing(small):
    """Is a submission completed once: released notebook, time and secret, and then left alone?"""
    folder = small / "state/nbgrader/submitted/ann" / made.QUIZ
    folder.mkdir(parents=True)
    (folder / "responses.json").write_text(json.dumps(made.answers(made.HONEST)), encoding="utf-8")
    complete_submissions(small / "state/nbgrader")
    first = {p.name: p.read_bytes() for p in folder.iterdir()}
    assert set(first) == {"responses.json", f"{made.QUIZ}.ipynb", "timestamp.txt", "submission_secret.txt"}
    complete_submissions(small / "state/nbgrader")
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == first


def test_hashes_of_the_quiz_are_those_of_grading():
    """Would an answer given today be reported as given to another question?"""
    for assessment in courses.load(made.ROOT).assessments:
        shown = runs.prepare(Path(made.ROOT) / "assessments", assessment.id).shown
        questions = json.loads(
            (made.ROOT / "assessments/source" / assessment.id / "questions.json").read_text(encoding="utf-8")
        )
        assert shown == {id: props["shown"] for id, props in questions["items"].items()}
