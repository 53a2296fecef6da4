"""Does a review mark each element for what it was?"""

import pytest
import scoring_vectors

from nbcare.questions import scoring

ITEMS, _ = scoring_vectors.read()

CASES = [
    ("mc", "C", {"A": "", "B": "missed", "C": "wrong", "D": ""}),
    ("mc", None, {"A": "", "B": "missed", "C": "", "D": ""}),
    ("mc", {"not": "a response"}, {"A": "", "B": "missed", "C": "", "D": ""}),
    ("sata3", ["a", "x"], {"a": "right", "b": "missed", "c": "missed", "x": "wrong", "y": "", "z": ""}),
    (
        "grouping",
        {"g2": ["a"]},
        {
            "g1.a": "missed",
            "g1.b": "",
            "g1.c": "missed",
            "g2.a": "wrong",
            "g2.b": "missed",
            "g2.c": "",
            "g3.a": "missed",
            "g3.b": "",
            "g3.c": "",
            "g3.d": "missed",
        },
    ),
    (
        "mxsingle",
        {"r1": "c1", "r2": "c3"},
        {"r1": "right", "r2": "wrong", "r3": "missed", "r4": "missed", "r5": "missed"},
    ),
    ("cloze3", {"b1": "x", "b2": "q", "b3": ""}, {"b1": "right", "b2": "wrong", "b3": "missed"}),
    ("drag2", {"b1": "t1"}, {"b1": "wrong", "b2": "missed"}),
    ("shared", {"b1": "u", "b2": "Z", "b3": "v"}, {"b1": "wrong", "b2": "right", "b3": "wrong"}),
    ("hltable", ["s1", "s2"], {"s1": "wrong", "s2": "right", "s3": "missed"}),
    ("ordered", ["b", "a", "c"], {"a": "wrong", "b": "wrong", "c": "right", "d": "missed"}),
    ("number", {"value": "0,5", "unit": "m2"}, {"value": "wrong", "unit": "right", "low": "wrong", "high": ""}),
    ("number", {"value": "0.7", "unit": "kg"}, {"value": "wrong", "unit": "wrong", "low": "", "high": "wrong"}),
    ("number", {"value": "0.61", "unit": ""}, {"value": "right", "unit": "wrong", "low": "", "high": ""}),
    (
        "dealt",
        {"value": "90", "unit": "mg", "variant": "v2"},
        {"value": "wrong", "unit": "right", "low": "wrong", "high": ""},
    ),
    ("dealt", {"value": "112", "unit": "mg"}, {"value": "missed", "unit": "missed", "low": "", "high": ""}),
    ("number", None, {"value": "missed", "unit": "missed", "low": "", "high": ""}),
    ("written", "Because.", {}),
]


@pytest.mark.parametrize(("name", "response", "expected"), CASES)
def test_marks(name, response, expected):
    """Is each element right, wrong, missed, or neither chosen nor asked for?"""
    assert scoring.marks(ITEMS[name], response) == expected


def test_matrix_marks_name_column_and_row():
    """Are the cells of a matrix named as its feedback is?"""
    marks = scoring.marks(ITEMS["mxmulti8"], {"c2": ["A", "C"]})
    assert (marks["c2.A"], marks["c2.C"], marks["c2.B"], marks["c3.A"]) == ("right", "wrong", "missed", "")


def test_bowtie_marks_name_the_part():
    """Are the tokens of a bow-tie named with their part?"""
    marks = scoring.marks(ITEMS["bowtie"], {"actions": ["a3", "a2"], "condition": "c1"})
    found = {each: mark for each, mark in marks.items() if mark}
    assert found == {
        "actions.a1": "missed",
        "actions.a2": "wrong",
        "actions.a3": "right",
        "conditions.c1": "wrong",
        "conditions.c2": "missed",
        "parameters.p2": "missed",
        "parameters.p5": "missed",
    }
