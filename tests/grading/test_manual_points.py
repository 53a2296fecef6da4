"""What becomes of the points that a person gave when a submission is graded again: one rule, in both ways of grading."""

import csv
import json
from datetime import UTC, datetime

import made
import pytest
import yaml
from both_ways import autograde, in_bulk

from nbcare.grading.earlier_answers import Answer
from nbcare.grading.manual_points import Points, settle

FIRST, SECOND = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
WRITTEN = made.HONEST | {"signs-q08": "Some words."}
MENDED = {"key": "a"}  # of signs-q01, which everybody here has answered with b


@pytest.fixture(params=[autograde, in_bulk], ids=["autograde", "bulk"])
def grade(request):
    """One of the two ways of grading."""
    return request.param


@pytest.fixture
def graded(small, grade):
    """A class of one, graded, whose written answer and first question a person has marked."""
    made.put(small, "ann", made.answers(WRITTEN), FIRST)
    grade(small)
    with made.gradebook(small) as gradebook:
        for grade_of in grades(gradebook).values():
            if grade_of.name in ("signs-q01", "signs-q08"):
                grade_of.manual_score, grade_of.needs_manual_grade = 0.5, False
        grades(gradebook)["signs-q01"].extra_credit = 1
        gradebook.find_submission_notebook(made.QUIZ, made.QUIZ, "ann").comments[0].manual_comment = "Well said."
        gradebook.db.commit()
    return small


def grades(gradebook) -> dict:
    return {grade.name: grade for grade in gradebook.find_submission_notebook(made.QUIZ, made.QUIZ, "ann").grades}


def standing(root) -> dict[str, tuple]:
    """Return each item's points by the program, by a person, extra, and whether it waits."""
    with made.gradebook(root) as gradebook:
        return {
            name: (one.auto_score, one.manual_score, one.extra_credit, one.needs_manual_grade)
            for name, one in grades(gradebook).items()
        }


def comment(root) -> str | None:
    with made.gradebook(root) as gradebook:
        return gradebook.find_submission_notebook(made.QUIZ, made.QUIZ, "ann").comments[0].manual_comment


def note(root) -> str:
    with (root / "state/nbgrader/autograde-report.csv").open(encoding="utf-8", newline="") as file:
        return next(row["notes"] for row in csv.DictReader(file) if row["learner"] == "ann")


def mend_the_key(root) -> None:
    bank = root / "assessments/bank/signs.yaml"
    data = yaml.safe_load(bank.read_text(encoding="utf-8"))
    data["items"][0] |= MENDED
    bank.write_text(yaml.safe_dump(data), encoding="utf-8")


def test_nothing_is_asked_again_when_nothing_changed(graded, grade):
    """Do points, comment and the settled state stay when answer and automatic points are the same?"""
    before = standing(graded)
    grade(graded, "--force")
    assert standing(graded) == before
    assert before["signs-q01"] == (1, 0.5, 1, False) and before["signs-q08"] == (None, 0.5, None, False)
    assert comment(graded) == "Well said." and "A person had given" not in note(graded)


def test_a_mended_key_asks_for_another_look(graded, grade):
    """Do a person's points stay, and ask to be looked at, only where the automatic points are others now?"""
    mend_the_key(graded)
    grade(graded, "--force")
    assert standing(graded)["signs-q01"] == (0, 0.5, 1, True)
    assert standing(graded)["signs-q08"] == (None, 0.5, None, False)
    grade(graded, "--force")
    assert standing(graded)["signs-q01"] == (0, 0.5, 1, True), "a further run does not settle it"


def test_another_answer_does_not_inherit_points(graded, grade):
    """Is an answer that was handed in anew marked anew, and does the report say what a person had given before?"""
    made.put(graded, "ann", made.answers(WRITTEN | {"signs-q01": "a", "signs-q08": "Other words."}), SECOND)
    grade(graded)
    assert standing(graded)["signs-q01"] == (0, None, None, False)
    assert standing(graded)["signs-q08"] == (None, None, None, True)
    assert comment(graded) is None
    assert "A person had given 1.5 points to an earlier answer to signs-q01" in note(graded)
    assert "A person had given 0.5 points to an earlier answer to signs-q08" in note(graded)


def test_the_same_answer_handed_in_again_keeps_its_points(graded, grade):
    """Does a second hand-in lose points only for the answers that changed?"""
    made.put(graded, "ann", made.answers(WRITTEN | {"signs-q01": "a"}), SECOND)
    grade(graded)
    assert standing(graded)["signs-q08"] == (None, 0.5, None, False) and comment(graded) == "Well said."
    assert standing(graded)["signs-q01"] == (0, None, None, False)


@pytest.mark.parametrize(
    "damage",
    [lambda file: file.unlink(), lambda file: file.write_text(""), lambda file: file.write_text("{")],
    ids=["gone", "empty", "damaged"],
)
def test_answers_that_are_lost_wait_for_a_person(graded, grade, damage):
    """Do points never become 0 because a file that was graded is gone now, however often it is graded?"""
    before = standing(graded)
    file = graded / "state/nbgrader/submitted/ann" / made.QUIZ / "responses.json"
    answers = file.read_bytes()
    damage(file)
    for _ in range(2):
        grade(graded, "--force")
        assert all(automatic is None and waits for automatic, _, _, waits in standing(graded).values())
        assert standing(graded)["signs-q08"] == (None, 0.5, None, True) and comment(graded) == "Well said."
        assert "A person has to look at it" in note(graded)
    assert (graded / "state/nbgrader/autograded/ann" / made.QUIZ / "responses.json").read_bytes() == answers
    file.write_bytes(answers)
    grade(graded, "--force")
    restored = standing(graded)
    assert {id: row[:3] for id, row in restored.items()} == {id: row[:3] for id, row in before.items()}
    assert [id for id, row in restored.items() if row[3]] == ["signs-q01", "signs-q08"]


def test_a_later_hand_in_whose_answers_are_lost_waits_for_a_person(graded, grade):
    """Do the points of the hand-in before not turn into 0 because the newer one came without its file?"""
    place = made.put(graded, "ann", made.answers(WRITTEN), SECOND)
    (place / "responses.json").unlink()
    grade(graded)
    assert all(automatic is None and waits for automatic, _, _, waits in standing(graded).values())
    assert "A person has to look at it" in note(graded)
    grade(graded, "--force")
    assert standing(graded)["signs-q02"] == (None, None, None, True), "however often it is graded"
    (place / "responses.json").write_text(json.dumps(made.answers(WRITTEN)), encoding="utf-8")
    grade(graded, "--force")
    assert standing(graded)["signs-q01"][0] == 1


def test_an_earlier_copy_that_cannot_be_opened_is_left_alone(graded, grade):
    """Is nothing invented in the place of a graded copy that became something else, and do points stay?"""
    copy = graded / "state/nbgrader/autograded/ann" / made.QUIZ / "responses.json"
    copy.unlink()
    copy.symlink_to(graded / "elsewhere.json")
    (graded / "state/nbgrader/submitted/ann" / made.QUIZ / "responses.json").unlink()
    grade(graded, "--force")
    assert all(automatic is None and waits for automatic, _, _, waits in standing(graded).values())
    assert standing(graded)["signs-q08"][1] == 0.5
    assert not (graded / "elsewhere.json").exists() and not copy.is_file()


def test_without_the_earlier_answers_points_stay_and_ask(graded, grade):
    """Does nobody lose points because nobody can tell any more what was graded?"""
    (graded / "state/nbgrader/autograded/ann" / made.QUIZ / "responses.json").chmod(0o644)
    (graded / "state/nbgrader/autograded/ann" / made.QUIZ / "responses.json").write_text("{")
    grade(graded, "--force")
    assert standing(graded)["signs-q01"] == (1, 0.5, 1, True)


@pytest.mark.parametrize(
    ("standing", "automatic", "answer", "expected"),
    [
        (Points(), 2.0, Answer.UNKNOWN, Points(2.0, waits=False)),
        (Points(), None, Answer.UNKNOWN, Points(None, waits=True)),
        (Points(1.0, waits=False), 0.0, Answer.CHANGED, Points(0.0, waits=False)),
        (Points(1.0, 3.0, waits=True), 1.0, Answer.SAME, Points(1.0, 3.0, waits=True)),
        (Points(1.0, extra=1.0, waits=False), 2.0, Answer.SAME, Points(2.0, extra=1.0, waits=True)),
        (Points(None, 3.0, waits=False), None, Answer.UNKNOWN, Points(None, 3.0, waits=True)),
        (Points(1.0, 0.0, waits=False), 1.0, Answer.CHANGED, Points(1.0, waits=False)),
    ],
)
def test_the_rule_by_itself(standing, automatic, answer, expected):
    """Does each case of the rule come to what it says?"""
    assert settle(standing, automatic, lambda: answer) == expected


def test_nobody_is_compared_without_need():
    """Are answers compared only where a person gave points?"""
    settle(Points(1.0), 2.0, lambda: pytest.fail("compared"))
