"""Which questions of a page count."""

import pytest

from nbcare.questions.counted import counted

GRADED, PRACTICE, BEFORE = {"use": "graded"}, {"use": "practice"}, {"use": "practice", "moment": "before"}


@pytest.mark.parametrize(
    ("items", "ids"),
    [
        ({}, []),
        ({"a": GRADED, "b": PRACTICE, "c": GRADED}, ["a", "c"]),
        ({"a": PRACTICE, "b": BEFORE, "c": {}}, ["a", "c"]),
        ({"a": BEFORE}, []),
    ],
)
def test_graded_questions_count_or_all_of_a_modules_own(items, ids):
    """Do a quiz's graded questions count alone, and in a module all but the ones asked before?"""
    assert counted(items) == ids
