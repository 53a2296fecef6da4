"""A learner who may still try again gets points by objective back, and nothing that answers a question."""

import json
import sys
from pathlib import Path

import made
import pytest
import yaml

from nbcare.grading.learner_result import Quiz, _used

if sys.platform == "win32":
    pytest.skip("nbgrader's exchange refuses to run on Windows", allow_module_level=True)

WEAK = made.HONEST | {"signs-q05": {"b1": "x", "b2": "x"}}


@pytest.fixture
def twice(small) -> Path:
    """The small course, whose quiz may be handed in twice."""
    return allow(small, 2)


def allow(root: Path, attempts: int) -> Path:
    """Set the quiz's attempts."""
    data = yaml.safe_load((root / "course.yaml").read_text(encoding="utf-8"))
    data["assessments"][0]["attempts"] = attempts
    (root / "course.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return root


def go(root: Path, *words: str) -> None:
    """Grade and give back with nbgrader's own commands."""
    made.quickly(root, "autograde", made.QUIZ)
    made.quickly(root, "generate_feedback", made.QUIZ)
    made.quickly(root, "release_feedback", made.QUIZ, *words)


def told(root: Path, learner: str = "ann") -> dict:
    return made.result(root, learner)


def answers_in(text: str) -> list[str]:
    """Return what a text gives away: a stem, an option, a right answer, a reason, a remark."""
    secrets = [
        "Reason of",
        "Remark on",
        "**blue**",
        "<strong>blue",
        "sign a",
        "step d",
        "0.61",
        "a fever",
        "It goes",
        "One?",
        "Rows?",
        '"key"',
        '"right"',
        '"given"',
    ]
    return [secret for secret in secrets if secret in text]


def test_the_first_of_two_attempts_gives_no_answer_away(twice):
    """Do results and page hold points by objective and the critical numbers, and no question, answer, key or reason?"""
    made.put(twice, "ann", made.answers(WEAK))
    go(twice)
    result = told(twice)
    assert result["detail"] == "objectives" and result["passed"] is False and "items" not in result
    assert result["objectives"] == [{"id": "9.1", "text": "See.", "points": 7, "max": 13}] and result[
        "critical_missed"
    ] == [5]
    assert answers_in(json.dumps(told(twice))) == []
    [page] = [path.read_text(encoding="utf-8") for path in (twice / "state/exchange/made/feedback").glob("*.html")]
    assert answers_in(page) == [] and "You may try again." in page and "question 5" in page and "See." in page
    assert answers_in("Remark on signs-q01 a.") == ["Remark on"]


def test_the_last_attempt_tells_all(twice):
    """Does the second hand-in bring answers and reasons, though it was not passed either?"""
    made.put(twice, "ann", made.answers(WEAK))
    go(twice)
    made.put(twice, "ann", made.answers(WEAK | {"signs-q01": "a"}))
    go(twice)
    result = told(twice)
    assert result["detail"] == "full" and result["passed"] is False and result["points"] == 6
    assert result["items"][0]["why"] == "Reason of signs-q01."
    pages = "".join(
        path.read_text(encoding="utf-8") for path in (twice / "state/exchange/made/feedback").glob("*.html")
    )
    assert "Reason of signs-q01." in pages


def test_passing_tells_all_at_once(twice):
    """Does a learner who passed at the first attempt get the answers, while another who did not gets none?"""
    made.put(twice, "ann", made.answers(made.RIGHT))
    made.put(twice, "ben", made.answers(WEAK))
    go(twice)
    assert told(twice)["detail"] == "full" and told(twice, "ben")["detail"] == "objectives"


def test_a_page_made_before_the_policy_changed_is_made_anew(small):
    """Is a page with answers not released when the learner has since been allowed another attempt?"""
    made.put(small, "ann", made.answers(WEAK))
    made.quickly(small, "autograde", made.QUIZ)
    made.quickly(small, "generate_feedback", made.QUIZ)
    allow(small, 3)
    made.quickly(small, "release_feedback", made.QUIZ)
    [page] = (small / "state/exchange/made/feedback").glob("*.html")
    assert told(small)["detail"] == "objectives" and answers_in(page.read_text(encoding="utf-8")) == []


def test_without_a_number_of_attempts_returning_ends_the_trying(small):
    """Do answers come back at once when no number of attempts is set?"""
    made.put(small, "ann", made.answers(WEAK))
    go(small)
    assert told(small)["detail"] == "full"
    published = made.published(small)[made.QUIZ]
    assert published.attempts is None and published.returned is True


def test_answers_that_cannot_be_read_leave_the_attempt_open(twice):
    """Does a learner whose file is damaged read that a person looks at it, and may she try again?"""
    made.put(twice, "ann", made.answers(made.RIGHT, version=9))
    go(twice)
    assert (
        told(twice)["detail"] == "objectives"
        and told(twice)["passed"] is None
        and "could not be read" in told(twice)["waiting"]
    )


def test_attempts_are_counted_from_what_was_handed_in(small):
    """Does each hand-in count once, and a stray file beside the earlier ones not at all?"""
    root = small / "state/nbgrader"

    def used(learner: str) -> int:
        return _used(Quiz.load(root, made.QUIZ), learner)

    for n in range(1, 4):
        made.put(small, "ann", made.answers(WEAK))
        assert used("ann") == n
    (root / f"earlier/ann/{made.QUIZ}/note.txt").write_text("", encoding="utf-8")
    assert used("ann") == 3 and used("nobody") == 1


def test_the_quiz_is_read_with_its_attempts(twice):
    """Does grading know the number that course.yaml names?"""
    assert Quiz.load(twice / "state/nbgrader", made.QUIZ).assessment.attempts == 2
