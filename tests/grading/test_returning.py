"""What a learner gets back in the portal: written by release_feedback and `nbcare return`, right in every number and word."""

import os
import shutil
import sqlite3
import sys
from functools import partial
from pathlib import Path

import made
import pytest
import yaml

from nbcare import cli
from nbcare.answers import course_store
from nbcare.answers.course_store import open_course_store
from nbcare.content import course as courses
from nbcare.grading import result_entry, results
from nbcare.grading.learner_result import NotReturnableError
from nbcare.store import opening
from nbcare.store import results as stored

if sys.platform == "win32":
    pytest.skip("nbgrader's exchange refuses to run on Windows", allow_module_level=True)

WRONG = {
    "signs-q01": "a",
    "signs-q02": ["b"],
    "signs-q03": ["b", "c"],
    "signs-q04": {"r1": "c2", "r2": "c1", "r3": "c2"},
    "signs-q05": {"b1": "y", "b2": "x"},
    "signs-q06": {"value": "5", "unit": "m2"},
    "signs-q07": ["s2", "s4"],
}
GIVEN = {"blank": {}, "wrong": WRONG, "part": made.HONEST, "full": made.RIGHT | {"signs-q08": "We <b>watch</b> him."}}
POINTS = {"blank": 0, "wrong": 0, "part": 8, "full": 13}
STRANGE = "a strange name"
DASHED = "-n03"
"""An id that is given out no more, because nbgrader's command line takes it for an option."""


def give_back(root: Path, *words: str, check: bool = True):
    """Make and release feedback, both with nbgrader's own commands."""
    made.quickly(root, "generate_feedback", made.QUIZ, "--force", check=False)
    return made.quickly(root, "release_feedback", made.QUIZ, *words, check=check)


@pytest.fixture(scope="module")
def given_back(generated, tmp_path_factory) -> dict:
    """A class graded and given back; one folder has no learner's name, one graded notebook is damaged, one secret is lost."""
    root = Path(shutil.copytree(generated, tmp_path_factory.mktemp("returned") / "course"))
    for learner, given in GIVEN.items():
        made.put(root, learner, made.answers(given))
    for learner in ("broken", "nosecret", STRANGE, DASHED):
        made.put(root, learner, made.answers(made.RIGHT))
    made.quickly(root, "autograde", made.QUIZ)
    before = made.results_of(root)
    made.quickly(root, "generate_feedback", made.QUIZ)
    assessments = root / "state/nbgrader"
    graded = assessments / f"autograded/broken/{made.QUIZ}/{made.QUIZ}.ipynb"
    graded.chmod(0o644)
    graded.write_text("{not a notebook", encoding="utf-8")
    (assessments / f"feedback/nosecret/{made.QUIZ}/submission_secret.txt").unlink()
    run = made.quickly(root, "release_feedback", made.QUIZ, check=False)
    return {"root": root, "before": before, "run": run}


def test_nothing_is_returned_before_it_is_released(given_back):
    """Does grading alone tell the learner nothing?"""
    assert not given_back["before"]


@pytest.mark.parametrize("learner", GIVEN)
def test_points_and_passing_are_those_of_the_results_table(given_back, learner):
    """Do points, percent and passing agree with the hand-worked points and with `nbcare results`?"""
    told = made.result(given_back["root"], learner)
    assert (told["points"], told["max"], told["percent"]) == (POINTS[learner], 13, 100 * POINTS[learner] // 13)
    course = courses.load(given_back["root"])
    [line] = [each for each in results.results(course, course.assessment(made.QUIZ)) if each.learner == learner]
    assert told["passed"] == (line.result == "passed") and told["points"] == line.points
    assert (
        told["title"] == "Signs: the quiz"
        and told["pass_percent"] == 80
        and told["penalty"] == 0
        and told["detail"] == "full"
    )
    assert told["objectives"] == [{"id": "9.1", "text": "See.", "points": POINTS[learner], "max": 13}]
    assert told["critical_missed"] == ([5] if learner in ("blank", "wrong") else [])


def test_work_under_an_id_that_begins_with_a_dash_is_returned(given_back):
    """Is what was handed in under an older id graded and given back, and never lost?"""
    assert made.result(given_back["root"], DASHED)["points"] == 13


def test_each_question_says_what_was_given_right_and_why(given_back):
    """Do the words of an answer, the right answer, the reason and the remarks stand with every question?"""
    told = {item["id"]: item for item in made.result(given_back["root"], "part")["items"]}
    assert [item["number"] for item in told.values()] == list(range(1, 9))
    some = told["signs-q02"]
    assert [(line["text"], line["look"]) for line in some["given"]] == [
        ("sign a", "right"),
        ("sign b", "wrong"),
        ("sign c", "right"),
    ]
    assert [line["text"] for line in some["right"]] == ["sign a", "sign c"]
    assert (some["points"], some["max"], some["why"], some["objective"]) == (1, 2, "Reason of signs-q02.", "9.1")
    assert {"text": "Remark on signs-q02 b.", "for": "sign b", "look": "wrong"} in some["feedback"]
    assert told["signs-q05"]["passage"] == ["It goes [Gap 1] and then [Gap 2]."] and told["signs-q05"]["critical"]
    assert told["signs-q03"]["feedback"][3]["look"] == "missed"
    assert {line["text"] for line in told["signs-q06"]["right"]} == {"0.61 m2"}


def test_a_blank_answer_is_called_so(given_back):
    """Is a question without an answer told as such, with its right answer beside it?"""
    items = made.result(given_back["root"], "blank")["items"]
    assert {item["said"] for item in items} == {"Not answered."} and not any(item["given"] for item in items)
    assert all(item["right"] for item in items if item["kind"] != "text")


def test_a_written_answer_waits_and_keeps_nobody_from_passing(given_back):
    """Does the learner read that the written answer waits, in her own words, outside the pass mark?"""
    told = made.result(given_back["root"], "full")
    assert (
        told["passed"] is True
        and told["waiting"] == "1 written answer is not marked yet. Your points for it may still rise."
    )
    assert told["written"] == {"points": None, "max": 4, "waiting": 1}
    assert told["items"][7]["points"] is None and told["items"][7]["given"] == [
        {"place": "", "text": "We <b>watch</b> him.", "look": "plain"}
    ]
    assert made.result(given_back["root"], "blank")["waiting"] == ""


def test_one_broken_learner_stops_nobody_and_is_named(given_back):
    """Are the others served, before and after the broken ones, and is each trouble told with its learner? A folder that is no learner's has none."""
    run, root = given_back["run"], given_back["root"]
    assert run.returncode != 0 and "Traceback" not in run.stderr
    for learner, reason in [
        ("broken", "graded notebook cannot be read"),
        ("nosecret", "page was not released"),
    ]:
        [line] = [line for line in run.stderr.splitlines() if f"Not returned to '{learner}'" in line]
        assert reason in line
    assert made.results_of(root) == {*GIVEN, "nosecret", DASHED}
    assert len(list((root / "state/exchange/made/feedback").glob("*.html"))) == len((*GIVEN, DASHED))


def test_times_are_in_utc(given_back):
    """Do both times say that they are UTC, and is the one of handing in that of the submission?"""
    root, told = given_back["root"], made.result(given_back["root"], "part")
    stamp = (root / f"state/nbgrader/submitted/part/{made.QUIZ}/timestamp.txt").read_text(encoding="utf-8")
    assert (
        told["handed_in"] == f"{stamp[:10]}T{stamp[11:19]}Z"
        and told["at"].endswith("Z")
        and told["at"] >= told["handed_in"]
    )


def test_the_portal_is_told_that_results_are_back(given_back):
    """Do the terms say so, of this quiz only?"""
    published = made.published(given_back["root"])
    assert {id: each.returned for id, each in published.items()} == {made.QUIZ: True, made.OTHER: False}


@pytest.fixture
def one(small) -> Path:
    """A course with one learner, graded and given back."""
    made.put(small, "ann", made.answers(made.HONEST))
    made.quickly(small, "autograde", made.QUIZ)
    give_back(small)
    return small


def test_a_regrade_shows_only_when_it_is_released(one):
    """Does a corrected key change nothing that the learner sees, until feedback is released again?"""
    path = one / "assessments/bank/signs.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    data["items"][2]["key"] = ["a", "b"]  # what ann had chosen
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    seen = made.result(one, "ann")
    made.quickly(one, "autograde", made.QUIZ, "--force")
    assert made.result(one, "ann") == seen
    made.quickly(one, "release_feedback", made.QUIZ)
    told = made.result(one, "ann")
    assert told["points"] == 9 and [line["text"] for line in told["items"][2]["right"]] == ["step a", "step b"]
    [page] = (one / "state/exchange/made/feedback").glob("*.html")
    assert "9 <small>of 17 points</small>" in page.read_text(encoding="utf-8"), "the page says what the portal says"


def test_a_second_hand_in_takes_the_place_of_the_first(one):
    """Is the result replaced once the second submission is graded and given back, and not a moment earlier?"""
    made.put(one, "ann", made.answers(made.RIGHT))
    made.quickly(one, "release_feedback", made.QUIZ)
    assert made.result(one, "ann")["points"] == 8
    made.quickly(one, "autograde", made.QUIZ)
    give_back(one)
    assert made.result(one, "ann")["points"] == 13 and made.result(one, "ann")["passed"] is True


def test_an_instructors_points_and_comment_come_back(one):
    """Do points for a written answer and a comment reach the learner, and do points that a person must confirm count as open?"""
    with made.gradebook(one) as gradebook:
        grade = gradebook.find_grade("signs-q08", made.QUIZ, made.QUIZ, "ann")
        grade.manual_score, grade.needs_manual_grade = 3, False
        gradebook.find_comment("signs-q08", made.QUIZ, made.QUIZ, "ann").manual_comment = "Warm.\n\nAnd clear."
        gradebook.find_grade("signs-q01", made.QUIZ, made.QUIZ, "ann").needs_manual_grade = True
        gradebook.db.commit()
    assert cli.main(["--course", str(one), "return", made.QUIZ]) == 0
    told = made.result(one, "ann")
    assert told["written"] == {"points": 3, "max": 4, "waiting": 0} and told["items"][7]["comment"] == [
        "Warm.",
        "And clear.",
    ]
    assert (
        told["passed"] is None and told["waiting"] == "Your instructor still has to confirm points; they are not final."
    )


def test_a_late_penalty_is_told(one):
    """Is what was taken off for handing in late told, and kept out of the pass rule, as in the results table?"""
    with made.gradebook(one) as gradebook:
        gradebook.find_submission_notebook(made.QUIZ, made.QUIZ, "ann").late_submission_penalty = 2.5
        gradebook.db.commit()
    made.quickly(one, "release_feedback", made.QUIZ)
    assert (made.result(one, "ann")["penalty"], made.result(one, "ann")["points"]) == (2.5, 8)


def test_return_needs_no_exchange(small, capsys, monkeypatch):
    """Does `nbcare return` write the same results without feedback pages or an exchange, and name who has none?"""
    monkeypatch.delenv("NBCARE_COURSE", raising=False)
    for learner in ("ann", "ben"):
        made.put(small, learner, made.answers(made.HONEST))
    assert (
        cli.main(["--course", str(small), "return", made.QUIZ]) == 2
        and "nothing is graded yet" in capsys.readouterr().err
    )
    made.quickly(small, "autograde", made.QUIZ)
    (small / f"state/nbgrader/autograded/ben/{made.QUIZ}/{made.QUIZ}.ipynb").unlink()
    assert cli.main(["--course", str(small), "return", made.QUIZ]) == 1
    printed = capsys.readouterr().out
    assert "returned to 1 of 2 learners" in printed and "ben: there is no graded notebook" in printed
    assert made.result(small, "ann")["points"] == 8 and not (small / "state/exchange/made/feedback").exists()
    assert cli.main(["--course", str(small), "return", "nope"]) == 2


def test_other_quizzes_results_stay(one):
    """Does returning one quiz leave the learner's results of another alone?"""
    with open_course_store(one) as store:
        store.write(
            stored.put([stored.Result("ann", made.OTHER, "2026-12-01T08:15:00Z", {"title": "Other", "points": 1})])
        )
    assert cli.main(["--course", str(one), "return", made.QUIZ]) == 0
    assert made.result(one, "ann", made.OTHER) == {"title": "Other", "points": 1}


@pytest.mark.parametrize("harm", ["damaged", "absent"])
def test_a_gradebook_that_cannot_be_read_is_one_sentence(one, harm, capsys):
    """Does the command end in words and leave the results as they were?"""
    gradebook, seen = one / "state/nbgrader/gradebook.db", made.result(one, "ann")
    gradebook.unlink()
    if harm == "damaged":
        gradebook.write_bytes(b"no gradebook " * 1000)
    assert cli.main(["--course", str(one), "return", made.QUIZ]) == 2
    said = capsys.readouterr().err
    assert "state/nbgrader/gradebook.db" in said and "Traceback" not in said
    assert made.result(one, "ann") == seen


def test_a_quiz_with_other_questions_is_not_returned(one, capsys):
    """Is a result that was graded with other questions held back, with the command that mends it?"""
    data = yaml.safe_load((one / "course.yaml").read_text(encoding="utf-8"))
    data["assessments"][0]["items"].append("signs-p01")
    (one / "course.yaml").write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    assert cli.main(["--course", str(one), "return", made.QUIZ]) == 1
    assert "grade it again: nbcare grade signs-quiz --force" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["..", ".hidden", "a/b", "", "x" * 80, "a\nb", "ä"])
def test_no_learner_is_called_so(one, name):
    """Is a name that no learner can have refused before a path is made of it?"""

    class Named:
        learner = name

    with pytest.raises(NotReturnableError, match="no learner's id"):
        result_entry.check(Named())


def test_formgraders_button_does_the_same(small, monkeypatch):
    """Does releasing from formgrader, one learner at a time, write that learner's results?"""
    from nbgrader.apps import NbGraderAPI
    from traitlets.config import Config

    from nbcare.grading.configuration import configure

    monkeypatch.setenv("PATH", os.environ["PATH"])
    for learner in ("ann", "ben"):
        made.put(small, learner, made.answers(made.HONEST))
    made.quickly(small, "autograde", made.QUIZ)
    c = Config()
    configure(c, small / "assessments")
    api = NbGraderAPI(config=c)
    for step in (api.generate_feedback, api.release_feedback):
        done = step(made.QUIZ, "ann")
        assert done["success"], done["log"]
    assert made.results_of(small) == {"ann"} and made.published(small)[made.QUIZ].returned


def test_a_store_that_cannot_be_written_is_one_sentence(one, capsys, monkeypatch):
    """Does a result that cannot be put into the store leave the one before it, and end in words?"""
    monkeypatch.setattr(course_store, "open_store", partial(opening.open_store, patience=0.05))
    seen = made.result(one, "ann")
    other = sqlite3.connect(one / "state/store.db", isolation_level=None)
    other.execute("begin immediate")
    try:
        assert cli.main(["--course", str(one), "return", made.QUIZ]) == 2
    finally:
        other.execute("rollback")
        other.close()
    said = capsys.readouterr().err
    assert "store.db: another program holds it locked" in said and "Traceback" not in said
    assert made.result(one, "ann") == seen
