"""A run of autograde connects to the gradebook once, and leaves nbgrader as it was."""

import os

import made
import pytest
from nbgrader import api
from nbgrader.apps import NbGraderAPI
from nbgrader.converters import autograde
from nbgrader.preprocessors import latesubmissions
from traitlets.config import Config

from nbcare.grading import preprocessors
from nbcare.grading.configuration import configure
from nbcare.grading.one_engine import one_engine

USERS = (autograde, latesubmissions, preprocessors)


@pytest.fixture
def grader(small, monkeypatch):
    """nbgrader as formgrader's server holds it, and the list of engines that are made from now on."""
    monkeypatch.setenv("PATH", os.environ["PATH"])
    config, engines, make = Config(), [], api.create_engine
    configure(config, small / "assessments")
    grader = NbGraderAPI(config=config)

    def counted(*words, **options):
        engines.append(make(*words, **options))
        return engines[-1]

    monkeypatch.setattr(api, "create_engine", counted)
    return grader, engines


def test_many_submissions_take_one_engine(small, grader):
    """Is the number of engines of a run the same for one submission and for five?"""
    api_, engines = grader
    made.put(small, "ann", made.answers(made.HONEST))
    assert api_.autograde(made.QUIZ, "ann")["success"]
    alone = len(engines)
    for n in range(5):
        made.put(small, f"n{n}", made.answers(made.HONEST))
    assert api_.autograde(made.QUIZ, "n*")["success"]
    assert len(engines) - alone == alone <= 3


def test_nbgrader_is_left_as_it_was(small, grader):
    """Do the steps open the gradebook by themselves again, after a run and after one that fails?"""
    made.put(small, "ann", made.answers(made.HONEST))
    grader[0].autograde(made.QUIZ, "ann")
    assert all(module.Gradebook is api.Gradebook for module in USERS)
    with pytest.raises(ZeroDivisionError), one_engine():
        assert not any(module.Gradebook is api.Gradebook for module in USERS)
        raise ZeroDivisionError
    assert all(module.Gradebook is api.Gradebook for module in USERS)


def test_what_a_step_did_not_commit_is_gone_for_the_next(small):
    """Does a step that fails leave nothing half done in the session that is shared?"""
    url = f"sqlite:///{small / 'state/nbgrader/gradebook.db'}"
    with one_engine():
        with pytest.raises(ZeroDivisionError), autograde.Gradebook(url, "made") as gradebook:
            gradebook.find_assignment(made.QUIZ).duedate = None
            gradebook.db.add(api.Student(id="nobody"))
            gradebook.db.flush()
            raise ZeroDivisionError
        with latesubmissions.Gradebook(url) as gradebook:
            assert gradebook.students == []
