"""Stock nbgrader commands, from release to fetched feedback, on one machine without a hub."""

import json
import sys
from pathlib import Path

import made
import pytest

if sys.platform == "win32":
    pytest.skip("nbgrader's exchange refuses to run on Windows", allow_module_level=True)

LEARNER = "nurse01"


@pytest.fixture(scope="module")
def journey(tmp_path_factory) -> dict[str, Path]:
    """One learner's way through release, fetch, submit, collect, autograde, feedback, fetch_feedback."""
    place = tmp_path_factory.mktemp("journey")
    root, home = made.make_course(place / "course"), place / "home"
    home.mkdir()
    instructor, learner = {}, {"JUPYTER_DATA_DIR": str(place / "data")}
    config = place / "config"
    config.mkdir()
    # The learner's own settings: the course's name and where the exchange is, nothing of the course root.
    (config / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.course_id = 'made'\nc.Exchange.root = {str(root / 'state/exchange')!r}\n",
        encoding="utf-8",
    )
    learner["JUPYTER_CONFIG_DIR"] = str(config)
    made.quickly(root, "generate_assignment", made.QUIZ, **instructor)
    made.quickly(root, "release_assignment", made.QUIZ)
    made.quickly(root, "fetch_assignment", made.QUIZ, cwd=home, **learner)
    fetched = {path.name for path in (home / made.QUIZ).iterdir()}
    text = made.HONEST | {"signs-q08": "We will watch him **closely**."}
    (home / made.QUIZ / "responses.json").write_text(json.dumps(made.answers(text)), encoding="utf-8")
    (home / made.QUIZ / ".responses.lock").touch()
    made.quickly(root, "submit", made.QUIZ, "--student", LEARNER, cwd=home, **learner)
    made.quickly(root, "collect", made.QUIZ)
    made.quickly(root, "autograde", made.QUIZ)
    with made.gradebook(root) as gradebook:
        grade = gradebook.find_grade("signs-q08", made.QUIZ, made.QUIZ, LEARNER)
        before = (grade.auto_score, grade.needs_manual_grade)
        grade.manual_score, grade.needs_manual_grade = 3, False
        gradebook.find_comment("signs-q08", made.QUIZ, made.QUIZ, LEARNER).manual_comment = "Warm <b>and</b> clear."
        gradebook.db.commit()
    made.quickly(root, "generate_feedback", made.QUIZ)
    made.quickly(root, "release_feedback", made.QUIZ)
    made.quickly(root, "fetch_feedback", made.QUIZ, "--student", LEARNER, cwd=home, **learner)
    made.quickly(root, "export")
    return {"root": root, "home": home, "fetched": fetched, "before": before}


def test_learner_gets_notebook_and_questions_only(journey):
    """Is nothing else released?"""
    assert journey["fetched"] == {f"{made.QUIZ}.ipynb", "questions.json"}


def test_written_answer_waits_for_a_person(journey):
    """Does the text item have no points before somebody has read it?"""
    assert journey["before"] == (None, True)


def test_feedback_comes_back(journey):
    """Does the page the learner fetches show total, answers, key, rationale and the instructor's comment?"""
    [page] = (journey["home"] / made.QUIZ / "feedback").rglob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "11 <small>of 17 points</small>" in text
    assert "Reason of signs-q02." in text and "Remark on signs-q02 b." in text
    assert "Warm &lt;b&gt;and&lt;/b&gt; clear." in text
    assert "We will watch him **closely**." in text, "a learner's text is shown as it was written"
    assert "<strong>blue</strong>" in text, "the course's own markup is shown as markup"
    assert "waits for a person" not in text


def test_export_holds_the_total(journey):
    """Does stock export give the points?"""
    lines = (journey["root"] / "state/nbgrader/grades.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 2 and ",11.0,0.0,11.0,17.0" in lines[1] and LEARNER in lines[1]


def test_export_goes_where_one_says(journey, tmp_path):
    """Is the state only where nothing is named?"""
    made.quickly(journey["root"], "export", "--to", str(tmp_path / "mine.csv"))
    assert LEARNER in (tmp_path / "mine.csv").read_text(encoding="utf-8")


def test_own_traces_are_not_reported(journey):
    """Is the lock file of the answers' store no reason for a remark?"""
    report = (journey["root"] / "state/nbgrader/autograde-report.csv").read_text(encoding="utf-8")
    assert "set aside" not in report
