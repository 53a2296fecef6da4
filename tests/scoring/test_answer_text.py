"""What is told of an answer, and of the right one."""

import pytest

from nbcare.questions import answer_text

OWN_KEY = {"id": "x-q01", "kind": "numeric", "unit": "mg", "tolerance": 0, "key": 5}
VARIANTS = [{"id": "v1", "parameters": {"w": 2}, "key": 4}, {"id": "v2", "parameters": {"w": 3}, "key": 6.5}]
DEALT = {"id": "x-q02", "kind": "numeric", "unit": "mg", "tolerance": 0, "variants": VARIANTS}


def said(lines) -> list[str]:
    return [line.text for line in lines]


@pytest.mark.parametrize(
    ("item", "response", "right"),
    [
        (OWN_KEY, None, ["5 mg"]),
        (OWN_KEY, {"value": "4", "unit": "mg"}, ["5 mg"]),
        (OWN_KEY | {"worked": "2 + 3 = 5"}, None, ["5 mg: 2 + 3 = 5"]),
        (DEALT, {"value": "4", "unit": "mg", "variant": "v2"}, ["6.5 mg"]),
        (DEALT, {"variant": "v1"}, ["4 mg"]),
    ],
)
def test_the_right_number_is_that_of_the_variant_that_was_asked(item, response, right):
    """Is a learner told the key to their own numbers, and how it is worked out where the item says so?"""
    assert said(answer_text.right(item, response)) == right


@pytest.mark.parametrize("response", [None, {"value": "4", "unit": "mg"}, {"value": "4", "variant": "v9"}])
def test_where_nobody_knows_the_variant_no_number_is_called_right(response):
    """Is a learner never told the key to other numbers?"""
    assert answer_text.right(DEALT, response) == []


@pytest.mark.parametrize("nothing", [None, "", [], {}])
def test_nothing_chosen_gives_no_line(nothing):
    """Does an empty answer read as nothing at all?"""
    assert answer_text.lines(OWN_KEY, nothing) == []


def test_a_number_is_told_with_its_unit_as_it_was_written():
    """Is a learner's number repeated as they wrote it, and a number without a unit without a space behind it?"""
    assert said(answer_text.lines(OWN_KEY, {"value": "4,0", "unit": "mg"})) == ["4,0 mg"]
    assert said(answer_text.lines(OWN_KEY, {"value": "4,0"})) == ["4,0"]


def test_a_choice_is_told_with_the_number_of_its_gap():
    """Does a reader find each answer in the text, whose gaps are numbered as they stand in it?"""
    item = {
        "id": "x-q03",
        "kind": "cloze",
        "text": "First [[b2]], then [[b1]].",
        "blanks": {"b1": {"options": {"x": "milk"}}, "b2": {"options": {"x": "tea"}}},
        "key": {"b1": "x", "b2": "x"},
    }
    told = {line.text: line.place for line in answer_text.lines(item, {"b1": "x", "b2": "x"})}
    assert told == {"milk": "Gap 2", "tea": "Gap 1"}
    assert answer_text.passage(item) == ["First [Gap 1], then [Gap 2]."]
