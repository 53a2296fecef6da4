"""What may be stored for the kinds with limits, and what their words say."""

import pytest
from kind_rules import RESPONSES
from question_items import (
    BOWTIE,
    CHART,
    GROUPING,
    MATRIX_MULTIPLE,
    MORE,
    NUMERIC,
    ORDER,
    SELECT_N,
    SINGLE,
    TABLE_CLOZE,
    graded,
)

from nbcare.questions import plain_text, scoring
from nbcare.questions.scoring import problem


@pytest.mark.parametrize(
    ("item", "response", "reason"),
    [
        (SELECT_N, ["a", "b", "c"], "at most 2"),
        (SELECT_N, {"a": True}, "must be a list"),
        (MATRIX_MULTIPLE, {"r1": ["c1"]}, "no place"),
        (MATRIX_MULTIPLE, {"c1": "r1"}, "must be a list"),
        (MATRIX_MULTIPLE, {"c1": ["r9"]}, "no option"),
        (GROUPING, {"g1": ["zz"]}, "no option"),
        (GROUPING, {"g3": ["a"]}, "no place"),
        (GROUPING, ["a"], "name its places"),
        (ORDER, ["a", "b", "c"], "every line once"),
        (ORDER, ["a", "b", "c", "c"], "every line once"),
        (ORDER, {"a": 1}, "must be a list"),
        (TABLE_CLOZE, {"b1": "p"}, "no option"),
        (TABLE_CLOZE, {"b9": "x"}, "no place"),
        (NUMERIC, {"value": "1-2", "unit": "L"}, "one plain number"),
        (NUMERIC, {"value": "1,234", "unit": "L"}, "thousands"),
        (NUMERIC, {"value": "", "unit": "L"}, "one plain number"),
        (NUMERIC, {"unit": "L"}, "must be text"),
        (NUMERIC, {"value": 1.0}, "must be text"),
        (NUMERIC, {"value": "1", "unit": "cup"}, "no unit"),
        (NUMERIC, {"value": "1", "points": "9"}, "value and a unit"),
        (BOWTIE, {"actions": ["a", "b", "c"]}, "at most 2"),
        (BOWTIE, {"parameters": ["a", "b", "c"]}, "at most 2"),
        (BOWTIE, {"condition": ["a"]}, "option's id"),
        (BOWTIE, {"conditions": "a"}, "no place"),
    ],
)
def test_answer_the_page_cannot_give_is_refused_with_its_reason(item, response, reason):
    """Is each broken limit named, and never an answer that earns points?"""
    assert reason in problem(graded(item), response)


@pytest.mark.parametrize(
    "response",
    [
        {"value": "0,61"},
        {"value": "+1.5", "unit": "L"},
        {"value": "1", "unit": "mL"},
        {"value": "1", "unit": "millilitres"},
    ],
)
def test_number_with_an_offered_unit_fits(response):
    """Are a missing unit and another spelling of an offered one taken?"""
    assert problem(graded(NUMERIC), response) == ""


@pytest.mark.parametrize("item", MORE, ids=lambda item: item["kind"])
def test_answer_of_the_page_can_be_scored(item):
    """Does the scorer take what the page gives, and give every point for the key?"""
    assert scoring.score(item, RESPONSES[item["kind"]]).status == "scored"
    key = {"value": str(item["key"]), "unit": item["unit"]} if item["kind"] == "numeric" else item["key"]
    assert problem(graded(item), key) == ""
    assert scoring.score(item, key).points == item["points"]


def test_words_of_each_kind():
    """Can a reader without a page answer: how many, which group, which unit, which column?"""
    assert "  choose 2" in plain_text.question(SELECT_N).splitlines()
    assert "  g2: For a winter walk" in plain_text.question(GROUPING).splitlines()
    assert "  one number in L or mL" in plain_text.question(NUMERIC).splitlines()
    assert "  Spring | [b1 ____] | [b2 ____]" in plain_text.question(TABLE_CLOZE).splitlines()
    assert "  conditions b: A flat tyre" in plain_text.question(BOWTIE).splitlines()
    assert "  columns c2: Picking roses" in plain_text.question(MATRIX_MULTIPLE).splitlines()
    assert plain_text.question(ORDER, RESPONSES["order"]).endswith("Saved answer: d, b, a, c")


def test_words_of_a_chart():
    """Are all pages of the chart told before the options, a trend as its table?"""
    lines = plain_text.question({**SINGLE, "exhibits": CHART}).splitlines()
    assert lines[2:5] == ["  History:", "    The bicycle is twelve years old. It stood in the rain.", "  Notes:"]
    assert "    Squeaks (per minute) | 12 | 18 | 42" in lines and "    Rust | a little" in lines
    assert lines.index("  Medication:") < lines.index("  a: They kill every cell")
