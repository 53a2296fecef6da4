"""Do saving and grading judge a response by the same rule, and is what saving asks beyond it named here?"""

from random import Random

import pytest
import scoring_cases as cases
from hypothesis import given, settings
from hypothesis import strategies as st

from nbcare.questions import scoring
from nbcare.questions.scoring import Status, problem

CHANCE = st.integers(min_value=0, max_value=2**32).map(Random)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
every_kind = pytest.mark.parametrize("kind", cases.KINDS)
few = settings(max_examples=80, deadline=None)
ORDER = {"id": "x", "kind": "order", "options": {"a": "A", "b": "B", "c": "C"}, "key": ["b", "a", "c"]}
LITRES = {"id": "x", "kind": "numeric", "unit": "L", "units": ["mL"], "key": 1.5, "tolerance": 0}
DEALT = {
    "id": "x",
    "kind": "numeric",
    "unit": "mg",
    "tolerance": 0,
    "variants": [{"id": "v1", "parameters": {"w": 2}, "key": 4}, {"id": "v2", "parameters": {"w": 3}, "key": 6}],
}


def seen(item: dict) -> dict:
    """Return what a learner sees of an item: no key."""
    kind = scoring.kind_of(item)
    return {name: item[name] for name in ("id", "kind", *kind.seen) if name in item} | dict(kind.also_seen(item))


@every_kind
@few
@given(chance=CHANCE)
def test_what_may_be_saved_can_be_graded(kind, chance):
    """Could a page save a response that grading then refuses, or judge one by the key?"""
    item = cases.item(kind, chance)
    response = cases.response(item, chance)
    if problem(seen(item), response) == "":
        assert scoring.score(item, response).status is not Status.INVALID
    # Of a question with a key of its own, a page shows no variants and so names none.
    shown = not (isinstance(response, dict) and "variant" in response and "key" in item)
    graded = scoring.score(item, response).status is Status.SCORED
    if graded and shown and not scoring.kind_of(item).lacks(item, response):
        assert problem(seen(item), response) == ""


@every_kind
@few
@given(chance=CHANCE, response=JSON)
def test_no_json_makes_saving_fall_over(kind, chance, response):
    """Does any JSON get an answer in words, and never an error?"""
    assert isinstance(problem(seen(cases.item(kind, chance)), response), str)


@pytest.mark.parametrize(
    ("item", "response", "reason", "status"),
    [
        (ORDER, ["b", "a"], "an order names every line once", Status.SCORED),
        (ORDER, [], "an order names every line once", Status.UNANSWERED),
        (LITRES, {"unit": "L"}, "value and unit must be text", Status.UNANSWERED),
        (LITRES, {"value": " ", "unit": "L"}, "'' is not one plain number", Status.UNANSWERED),
        (LITRES, {"value": "1.5", "unit": "mg"}, "there is no unit 'mg'", Status.SCORED),
        (DEALT, {"unit": "mg"}, "value and unit must be text", Status.UNANSWERED),
        (DEALT, {"unit": "mg", "variant": "v1"}, "value and unit must be text", Status.UNANSWERED),
    ],
)
def test_a_page_asks_for_what_an_answers_file_may_lack(item, response, reason, status):
    """Is each thing that saving asks for, and grading reads without, one that earns nothing?"""
    assert problem(seen(item), response).startswith(reason)
    score = scoring.score(item, response)
    assert (score.points, score.status) == (0, status)


@pytest.mark.parametrize("variant", [{}, {"variant": "v3"}, {"variant": ""}, {"variant": 1}, {"variant": None}])
def test_an_answer_names_the_variant_that_was_dealt(variant):
    """Is a number refused that does not say which numbers it answers, when it is saved and when it is graded?"""
    response = {"value": "4", "unit": "mg", **variant}
    assert problem(seen(DEALT), response) == "the answer is to other numbers than the question's"
    assert scoring.score(DEALT, response).status is Status.INVALID


def test_a_line_named_twice_counts_once():
    """Do saving and grading agree on a complete order that names one line twice?"""
    response = ["b", "b", "a", "c"]
    assert problem(seen(ORDER), response) == "" and scoring.score(ORDER, response).points == 1


def test_a_list_longer_than_any_question_is_no_answer():
    """Is a list without end refused in words, and the longest one read like any other?"""
    assert problem(seen(ORDER), ["b", "a", *["c"] * 198]) == ""
    assert problem(seen(ORDER), ["b", "a", *["c"] * 199]) == "the answer lists more than 200 ids"


def test_a_place_may_be_left_open_in_any_way():
    """Does an open place read the same whether it is missing, null or empty?"""
    item = {
        "id": "x",
        "kind": "cloze",
        "text": "[[b1]] [[b2]]",
        "blanks": {"b1": {"options": {"x": "X"}}, "b2": {"options": {"x": "X"}}},
        "key": {"b1": "x", "b2": "x"},
    }
    for rest in ({}, {"b2": None}, {"b2": ""}):
        assert problem(seen(item), {"b1": "x", **rest}) == "" and scoring.score(item, {"b1": "x", **rest}).points == 1


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_empty_variant_names_none(nothing):
    """Is a variant that is left open no stranger where a question has no variants, and a named one refused?"""
    response = {"value": "1.5", "unit": "L"}
    assert scoring.score(LITRES, response | {"variant": nothing}).points == 1
    assert scoring.score(LITRES, response | {"variant": "v1"}).status is Status.INVALID
