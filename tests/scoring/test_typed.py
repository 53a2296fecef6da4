"""Is what was typed and is no answer kept for its learner, and unanswered to everybody else?"""

import pytest

from nbcare.answers import service
from nbcare.questions import answer_text, plain_text, scoring
from nbcare.questions.scoring import Status, problem
from nbcare.questions.typed import AS_TYPED, LONGEST, is_answer, is_typed

ITEM = {"id": "x-q01", "kind": "numeric", "use": "graded", "stem": "?", "unit": "%", "tolerance": 0, "key": 11}
SEEN = {name: part for name, part in ITEM.items() if name not in ("key", "tolerance")}
TYPED = {AS_TYPED: "about 11", "unit": "%"}


@pytest.mark.parametrize("text", ["about 11", "11", "", "11 %", "9" * LONGEST])
def test_what_was_typed_may_be_saved_and_earns_nothing(text):
    """Is any text of the box kept, also the key itself, and never a point?"""
    response = {AS_TYPED: text, "unit": "%"}
    assert problem(SEEN, response) == ""
    score = scoring.score(ITEM, response)
    assert (score.points, score.status) == (0, Status.UNANSWERED)


@pytest.mark.parametrize(
    ("response", "answer"),
    [
        (None, False),
        (TYPED, False),
        ({AS_TYPED: ""}, False),
        ({"value": "11"}, True),
        ("a", True),
        ([], True),
        ({}, True),
    ],
)
def test_what_was_typed_is_no_answer(response, answer):
    """Are the two told apart by the response alone, without its question?"""
    assert is_answer(response) is answer
    assert is_typed(response) is (isinstance(response, dict) and AS_TYPED in response)


def test_what_was_typed_is_counted_as_unanswered():
    """Does the progress of a page, and so the hand-in, miss an answer there?"""
    saved = {"a": {"response": TYPED}, "b": {"response": {"value": "11", "unit": "%"}}}
    assert service.unanswered(["a", "b", "c"], saved) == ["a", "c"]


def test_what_was_typed_is_shown_in_words():
    """Does a reader see what it is, in a review and in the plain form of a notebook?"""
    assert [line.text for line in answer_text.lines(ITEM, TYPED)] == ["“about 11” (not a number)"]
    assert [line.text for line in answer_text.right(ITEM, TYPED)] == ["11 %"]
    assert "as typed: about 11" in plain_text.question(SEEN, TYPED)


def test_no_id_of_an_item_can_be_mistaken_for_it():
    """Is the name of the part one that no row, gap or group can have?"""
    assert " " in AS_TYPED
