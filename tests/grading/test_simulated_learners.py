"""The simulated learners behave as learners do, so that what is measured with them says something."""

import json
import shutil
import statistics
from pathlib import Path

import made
import pytest
from courses import ROOT
from simulated_learners import Quiz, hand_in, hand_in_at_the_portal, learners, quiz_of

from nbcare.answers import files, layout
from nbcare.answers.submitted_answers import parse_submission
from nbcare.content import course as courses
from nbcare.grading.hand_in_folders import bring_hand_ins
from nbcare.questions import scoring

CLASS = 300
QUIZZES = [assessment.id for assessment in courses.load(ROOT).assessments]


def ranks(values: list[float]) -> list[float]:
    """Return the rank of each value; equal ones share theirs."""
    return [statistics.mean(n for n, other in enumerate(sorted(values)) if other == value) for value in values]


def shares(quiz: Quiz, id: str, class_) -> list[float]:
    """Return which share of an item's points each learner gets."""
    item = quiz.items[id]
    return [scoring.score(item, learner.response(id)).points / scoring.maximum(item) for learner in class_]


@pytest.mark.parametrize("assessment", QUIZZES)
def test_ability_tells_who_scores_and_difficulty_tells_which_items_are_missed(assessment):
    """In every quiz of the course, do abler learners score higher, and are harder items got right by fewer?"""
    quiz = quiz_of(ROOT, assessment)
    class_ = list(learners(quiz, CLASS))
    counted = [id for id, item in quiz.items.items() if not scoring.by_hand(item)]
    by_item = {id: shares(quiz, id, class_) for id in counted}
    scores = [sum(of_learner) for of_learner in zip(*by_item.values(), strict=True)]
    assert statistics.correlation([learner.ability for learner in class_], scores) > 0.7
    easiness = ranks([statistics.mean(by_item[id]) for id in counted])
    # One right or wrong for a whole item is missed more often than a part of many: the order is close, not perfect.
    assert statistics.correlation(ranks([-quiz.difficulty[id] for id in counted]), easiness) > 0.7


@pytest.mark.parametrize("assessment", QUIZZES)
def test_every_answer_is_one_that_a_page_would_save(assessment):
    """Is every response of every kind one that the course accepts, and for the numbers that this learner was given?"""
    quiz = quiz_of(ROOT, assessment)
    for learner in learners(quiz, 40):
        for id, item in quiz.items.items():
            response = learner.response(id)
            assert scoring.problem(item, response) == ""
            assert scoring.score(item, response).status in (scoring.Status.SCORED, scoring.Status.MANUAL)


def test_a_class_is_the_same_each_time():
    """Does a seed give one class, whatever its size, and another seed another?"""
    quiz = quiz_of(ROOT, QUIZZES[0])
    assert list(learners(quiz, 20))[:5] == list(learners(quiz, 5))
    assert list(learners(quiz, 5, seed=1)) != list(learners(quiz, 5))


def test_what_is_handed_in_is_what_the_portal_writes(small):
    """Are the four files there, and are the answers a document of version 1 with the optional fields?"""
    quiz = quiz_of(small, made.QUIZ)
    assert hand_in(small, quiz, learners(quiz, 2)) == 2
    folder = layout.submission(small / "state/nbgrader", "n00001", made.QUIZ)
    written = made.put(small, "ann", made.answers(made.HONEST))
    assert {path.name for path in folder.iterdir()} == {path.name for path in written.iterdir()}
    submission = parse_submission(files.read_bytes(folder / layout.RESPONSES), made.QUIZ)
    assert list(submission.items) == list(quiz.items) and submission.problems == []
    entry = submission.raw["items"]["signs-q01"]
    assert entry.keys() == {"response", "revision", "shown", "at", "opened", "seconds", "sure"}


def test_the_store_and_the_folder_get_the_same(small, tmp_path):
    """Is a class the same to grading, whichever way it handed in?"""
    quiz, other = quiz_of(small, made.QUIZ), Path(shutil.copytree(small, tmp_path / "other"))
    assert hand_in(small, quiz, learners(quiz, 5)) == hand_in_at_the_portal(other, quiz, learners(quiz, 5)) == 5
    bring_hand_ins(other / "state/nbgrader", made.QUIZ)

    def given(root: Path) -> dict[str, object]:
        folders = (root / "state/nbgrader/submitted").glob(f"*/{made.QUIZ}")
        return {path.parent.name: json.loads((path / "responses.json").read_bytes()) for path in folders}

    assert len(given(small)) == 5 and given(small) == given(other)
