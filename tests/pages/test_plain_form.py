"""What stands in a page in place of a widget until it is there."""

import sys
from pathlib import Path

from nbformat import NotebookNode

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "widgets"))

from case_items import graded_case, practice_case  # noqa: E402

from nbcare.pages.exporter import plain_form  # noqa: E402


def test_a_graded_cases_later_steps_are_not_in_the_pages_text():
    """Does a look into the page tell no step of a graded case before it is opened, while practice prints whole?"""
    graded, practice = (
        plain_form(NotebookNode(metadata={"nbcare": {"widget": "unfold", "props": case}}))
        for case in (graded_case(), practice_case())
    )
    assert (
        "Step 1 of 6" in graded
        and "Question gallery-p21" in graded
        and "Step 2" not in graded
        and "gallery-p22" not in graded
    )
    assert practice.count("Step ") == 6
