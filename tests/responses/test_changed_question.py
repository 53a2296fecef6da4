"""A question that has changed since it was answered is asked anew: what a page is told, and what it may save."""

import pytest

from nbcare.answers import service
from nbcare.answers.errors import ResponseRefusedError

NOW, FORMER, OTHER = "sha256:now-key2", "sha256:former", "sha256:other"
PROPS = {
    "id": "x-p01",
    "kind": "single",
    "use": "practice",
    "stem": "?",
    "options": {"a": "A", "b": "B"},
    "key": "b",
    "shown": NOW,
    "was": {FORMER: NOW},
    "earlier": "x-p01-before",
}


def saved(shown: str, response="a") -> dict:
    return {"x-p01": {"response": response, "revision": 3, "shown": shown, "at": ""}}


def test_an_answer_to_another_question_is_not_shown_as_hers():
    """Is she asked anew, with the reason, from the revision that stands?"""
    assert service.state(PROPS, saved(OTHER)) == {"response": None, "revision": 3, "changed": True}


@pytest.mark.parametrize("shown", [NOW, FORMER, "", "s"])
def test_an_answer_to_this_question_stays(shown):
    """Does an unchanged question show its answer, whichever rule its hash was made by?"""
    assert service.state(PROPS, saved(shown)) == {"response": "a", "revision": 3}


def test_a_corrected_right_answer_is_said():
    """Is she told that the key of her practice question was mended?"""
    assert service.state(PROPS, saved("sha256:now-key1")) == {"response": "a", "revision": 3, "corrected": True}


def test_a_cleared_answer_is_not_called_changed():
    """Is a question without an answer simply unanswered?"""
    assert service.state(PROPS, saved(OTHER, None)) == {"response": None, "revision": 3}


def test_the_answer_from_before_the_lesson_is_compared_as_well():
    """Is an earlier answer to other words not told in today's?"""
    before = {"response": "a", "revision": 1, "at": ""}
    assert service.state(PROPS, {"x-p01-before": {**before, "shown": NOW}})["earlier"] == "a"
    assert "earlier" not in service.state(PROPS, {"x-p01-before": {**before, "shown": OTHER}})


def test_a_changed_question_counts_as_unanswered():
    """Does a list of what is left name it?"""
    items = {"x-p01": PROPS}
    assert service.unanswered(["x-p01"], saved(OTHER), items) == ["x-p01"]
    assert service.unanswered(["x-p01"], saved(FORMER), items) == []


def test_a_locked_graded_step_is_not_asked_for_again():
    """Is nobody told that a step is left which she cannot answer any more?"""
    items = {f"x-q{n}": {**PROPS, "id": f"x-q{n}", "use": "graded", "case": "x-case"} for n in (1, 2)}
    kept = {id: {"response": "a", "revision": 1, "shown": OTHER, "at": ""} for id in items}
    kept["x-case"] = {"response": {"opened": 2}, "revision": 1, "shown": "", "at": ""}
    assert service.unanswered(list(items), kept, items) == ["x-q2"]


def test_a_page_opened_before_the_change_saves_nothing_as_an_answer_to_the_new_question():
    """Is a click on the old words refused with what to do?"""
    with pytest.raises(ResponseRefusedError, match="Reload the page"):
        service.checked(PROPS, {"response": "a", "saw": 0, "shown": OTHER})
    assert service.checked(PROPS, {"response": "a", "saw": 0, "shown": FORMER}) == ("a", 0)
