"""The plain-text form: what nbval compares and what a screen reader gets without a widget."""

import gallery
import pytest
from question_items import ALL, CLOZE, DRAG, HIGHLIGHT, SINGLE, graded

from nbcare.questions import case_chart, plain_text


def test_question_says_id_kind_options_and_state():
    """Is everything there that a broken widget would break?"""
    assert plain_text.question(SINGLE, "b").splitlines() == [
        "Question x-p01 (single, practice)",
        "A family asks what the capsules are meant to do. Which answer is closest?",
        "  a: They kill every cell",
        "  b: They push cells to grow up",
        "  c: They stop nausea",
        "  d: They block pain",
        "Saved answer: b",
    ]


@pytest.mark.parametrize("item", ALL, ids=lambda item: item["kind"])
def test_key_and_feedback_never_show(item):
    """Is the text the same with and without the key?"""
    assert plain_text.question(item).replace("practice", "graded") == plain_text.question(graded(item))


def test_a_question_before_reading_says_so():
    """Are the two meetings of one question told apart where there is no widget?"""
    assert plain_text.question(SINGLE | {"moment": "before"}).startswith("Question x-p01 (single, before reading)")


def test_a_case_names_its_steps_in_their_order():
    """Does a reader without a widget know at which step of clinical judgement each question stands?"""
    lines = plain_text.case(gallery.case()).splitlines()
    assert [line for line in lines if line.startswith("Step ")] == [
        "Step 1 of 6: Recognize cues",
        "Step 2 of 6: Analyze cues",
        "Step 3 of 6: Prioritize hypotheses",
        "Step 4 of 6: Generate solutions",
        "Step 5 of 6: Take action",
        "Step 6 of 6: Evaluate outcomes",
    ]


def test_a_case_tells_at_each_step_what_is_new_in_its_chart():
    """Does a reader without a widget get the chart, and each part of it once?"""
    lines = plain_text.case(gallery.case()).splitlines()
    grown = [step for step in gallery.case()["steps"] if case_chart.news(step.get("exhibits", []))]
    assert lines.count("  New in the chart") == len(grown) > 1


def test_gaps_and_spans_are_readable():
    """Can the text be read without brackets of the format?"""
    assert "Treatment is given for [b1 ____] days." in plain_text.question(CLOZE)
    assert "[s4: sleeps ten hours]" in plain_text.question(HIGHLIGHT)
    assert "tokens t2: sunlight" in plain_text.question(DRAG)


def test_saved_answers_are_told_in_a_fixed_order():
    """Does the order of a saved dictionary not change the text?"""
    assert plain_text.question(CLOZE, {"b2": "x", "b1": "y"}).endswith("Saved answer: b1: y; b2: x")


def test_explorer_says_its_sentence():
    """Is the picture restated in words?"""
    text = plain_text.explorer(
        {"id": "x-dish", "widget": "dish", "title": "A *dish*", "sentence": "At day 0 all divide."}
    )
    assert text == "Explorer x-dish (dish)\nA dish\nAt day 0 all divide."
