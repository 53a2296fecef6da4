"""What may be stored as an answer to each kind, told without a key."""

import pytest
from question_items import (
    CLOZE,
    DRAG,
    HIGHLIGHT,
    MATRIX,
    MULTIPLE,
    RATIONALE,
    SINGLE,
    TEXT,
    graded,
)

from nbcare.questions.scoring import problem

TABLE = {"kind": "highlight", "table": {"columns": ["Day", "Note"], "rows": [["1", "[[s1: dry lips]]"], ["2", "well"]]}}
SELECT = {"kind": "select_n", "options": {"a": "A", "b": "B", "c": "C"}, "n": 2}
GROUPS = {"kind": "grouping", "groups": {"g1": {"label": "G", "options": {"a": "A"}}}}
GRID = {"kind": "matrix_multiple", "rows": {"r1": "R"}, "columns": {"c1": "C"}}
BOWTIE = {"kind": "bowtie", "actions": {"a": "A"}, "conditions": {"c": "C"}, "parameters": {"p": "P"}}
NUMERIC = {"kind": "numeric", "unit": "m2"}
ORDER = {"kind": "order", "options": {"a": "A", "b": "B"}}


@pytest.mark.parametrize(
    ("props", "response"),
    [
        (SINGLE, "a"),
        (MULTIPLE, ["a", "e"]),
        (MATRIX, {"r1": "c1"}),
        (CLOZE, {"b1": "z"}),
        (DRAG, {"b2": "t4"}),
        (RATIONALE, {"b1": "x", "b2": "p", "b3": "q"}),
        (HIGHLIGHT, ["s1", "s4"]),
        (TABLE, ["s1"]),
        (TEXT, "words"),
        (SELECT, ["a", "b"]),
        (GROUPS, {"g1": ["a"]}),
        (GRID, {"c1": ["r1"]}),
        (BOWTIE, {"actions": ["a"], "condition": "c", "parameters": []}),
        (NUMERIC, {"value": "0,61", "unit": "m2"}),
        (ORDER, ["b", "a"]),
    ],
)
def test_answer_the_page_can_give_fits(props, response):
    """Is every answer a learner can click accepted, also without the key, and the empty one?"""
    assert problem(graded(props), response) == ""
    assert problem(graded(props), None) == ""


@pytest.mark.parametrize(
    ("props", "response"),
    [
        (SINGLE, "e"),
        (SINGLE, {"a": "b"}),
        (MULTIPLE, "a"),
        (MULTIPLE, ["a", 1]),
        (MATRIX, {"r1": "c9"}),
        (MATRIX, ["r1"]),
        (CLOZE, {"b3": "x"}),
        (CLOZE, {"b2": "z"}),
        (DRAG, {"b1": "t9"}),
        (DRAG, {"b9": "t1"}),
        (RATIONALE, {"b2": "p", "b3": "p"}),
        (HIGHLIGHT, ["s5"]),
        (TABLE, ["s2"]),
        (TEXT, ["words"]),
        (SELECT, ["a", "b", "c"]),
        (GROUPS, {"g1": ["b"]}),
        (GRID, {"r1": ["c1"]}),
        (BOWTIE, {"condition": ["c"]}),
        (NUMERIC, {"value": 0.61}),
        (NUMERIC, {"points": "9"}),
        (ORDER, ["a", "z"]),
        ({"kind": "hologram"}, "a"),
        ({}, "a"),
    ],
)
def test_answer_the_page_cannot_give_is_named(props, response):
    """Does an unknown option, place or shape get a reason?"""
    assert problem(props, response)
