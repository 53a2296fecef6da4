"""What grading writes is what the portal's page of a result shows: the real file through the real template."""

from pathlib import Path

import made
import pytest

from nbcare.grading import return_results
from nbcare.pages import templates

PAGE = {
    "title": "Result",
    "root": "",
    "script": "a.js",
    "style": "a.css",
    "notice": "b.js",
    "learner": {"id": "ann", "name": ""},
    "course": {"title": "Made", "release": "1.0.0"},
    "xsrf": "x",
    "portal": True,
    "zone": "",
    "lab": "",
}
LEARNERS = {
    "ann": made.answers(made.HONEST | {"signs-q08": "We <b>watch</b>."}),
    "blank": made.answers({}),
    "odd": made.answers(made.RIGHT, version=9),
}


@pytest.fixture(scope="module")
def shown(generated, tmp_path_factory) -> dict[str, str]:
    """The page of each learner's result."""
    import shutil

    root = Path(shutil.copytree(generated, tmp_path_factory.mktemp("page") / "course"))
    for learner, given in LEARNERS.items():
        made.put(root, learner, given)
    made.quickly(root, "autograde", made.QUIZ)
    assert not return_results.return_results(root / "state/nbgrader", made.QUIZ, LEARNERS).failed
    pages = {}
    for learner in LEARNERS:
        told = made.result(root, learner)
        pages[learner] = templates.render("result.html", page=PAGE, result=told)
    return pages


def test_the_page_shows_answers_in_their_text(shown):
    """Do points, the text around a gap, the learner's words as text, reasons and remarks stand on the page?"""
    page = shown["ann"]
    assert "8 of 13 points (61 %)" in page and "It goes [Gap 1] and then [Gap 2]." in page
    assert "We &lt;b&gt;watch&lt;/b&gt;." in page and "<b>watch" not in page
    assert "Reason of signs-q02." in page and "Remark on signs-q02 b." in page
    assert "Written answers: 0 of 4 points so far. They do not count for passing." in page
    assert "<strong>blue</strong>" in page


def test_what_is_not_decided_is_not_called_failed(shown):
    """Does a learner whose file could not be read see that it waits, and one who handed in nothing that it was not passed?"""
    assert "Waits for your instructor" in shown["odd"] and "Not passed" not in shown["odd"]
    assert "Not passed" in shown["blank"] and "Not answered." in shown["blank"]
