"""Which hand-in is graded once results were returned: the one from before, until the instructor accepts a newer one."""

import json
import sys

import made
import pytest
from test_hand_in import parcel

from nbcare.answers import files
from nbcare.answers.course_store import open_course_store
from nbcare.content import course as courses
from nbcare.grading import collect, results
from nbcare.store import handing_in, taking_over
from nbcare.store import results as stored_results

if sys.platform == "win32":
    pytest.skip("the commands run in a fork of this process", allow_module_level=True)


def hand_in(root, learner, given, at):
    """Hand in as the portal does."""
    document = made.answers(given)
    with open_course_store(root) as store:
        after = store.read(stored_results.any_of(made.QUIZ))
        store.write(taking_over.begin(learner, made.QUIZ, document["seed"], "1.0.0", at))
        judged = handing_in.Judged(len(given), 8)
        hash = files.receipt(files.encode(document))
        store.write(taking_over.hand_in(learner, made.QUIZ, document, hash, judged, "1.0.0", at, after_results=after))


def placed(root, learner):
    """Return the answers that nbgrader would grade, None when there are none."""
    path = root / "state/nbgrader/submitted" / learner / made.QUIZ / "responses.json"
    return json.loads(path.read_text())["items"] if path.exists() else None


def line(root, learner):
    """Return a learner's line of the results."""
    course = courses.load(root)
    return {each.learner: each for each in results.results(course, course.assessment(made.QUIZ))}[learner]


@pytest.fixture
def returned(small):
    """The small course: ann's weak hand-in is returned; then she and ben hand in the right answers."""
    hand_in(small, "ann", made.HONEST, "2026-11-01T08:00:00Z")
    made.nbcare(small, "grade", made.QUIZ)
    made.nbcare(small, "return", made.QUIZ)
    for learner in ("ann", "ben"):
        hand_in(small, learner, made.RIGHT, "2026-11-05T08:00:00Z")
    return small


def test_a_hand_in_after_results_earns_nothing_by_itself(returned):
    """Do points and submission stay, by either way of grading, and is the instructor told who waits?"""
    before, points = placed(returned, "ann"), line(returned, "ann").points
    said = made.nbcare(returned, "grade", made.QUIZ).stdout
    made.quickly(returned, "autograde", made.QUIZ)
    assert placed(returned, "ann") == before and placed(returned, "ben") is None
    assert line(returned, "ann").points == points
    assert f"2 handed in after results were returned, and do not count: nbcare accept {made.QUIZ}" in said
    assert line(returned, "ann").notes[-1].endswith(f"to let it count: nbcare accept {made.QUIZ} ann.")
    assert line(returned, "ben").result == results.NOT_GRADED and "accept" in line(returned, "ben").notes[-1]


def test_without_a_learner_the_command_says_who_waits(returned):
    """Is nothing accepted by mistake?"""
    said = made.nbcare(returned, "accept", made.QUIZ).stdout
    assert "ann  attempt 2, handed in 2026-11-05T08:00:00Z, receipt " in said and "2 to accept" in said
    assert "ann" in made.nbcare(returned, "accept", made.QUIZ).stdout
    assert placed(returned, "ben") is None


def test_what_is_accepted_is_graded(returned):
    """Does an accepted hand-in take the place of the earlier one, and nobody else's?"""
    done = made.nbcare(returned, "accept", made.QUIZ, "ben", "nobody", check=False)
    assert "accepted  ben  attempt 1" in done.stdout and done.returncode == 1
    assert "nobody: nothing of this learner waits to be accepted" in done.stderr
    made.quickly(returned, "autograde", made.QUIZ)
    assert line(returned, "ben").points > line(returned, "ann").points
    assert made.nbcare(returned, "accept", made.QUIZ, "--all").stdout.startswith("accepted  ann  attempt 2")
    made.nbcare(returned, "grade", made.QUIZ)
    assert line(returned, "ben").points == line(returned, "ann").points and not line(returned, "ann").notes


def test_a_file_that_is_collected_after_results_waits(returned, tmp_path, capsys):
    """Is a hand-in file, whose time anybody can write, held back as well, and named?"""
    folder = tmp_path / "share"
    folder.mkdir()
    (folder / "cora.json").write_text(json.dumps(parcel(learner="cora", at="2026-10-01T08:00:00Z")), encoding="utf-8")
    assert collect.main(returned, folder) == 0
    said = capsys.readouterr().out
    assert "waits    cora" in said and "0 taken, 1 waiting, 0 older, 0 refused" in said
    assert f"nbcare accept {made.QUIZ} LEARNER" in said and placed(returned, "cora") is None
    made.nbcare(returned, "accept", made.QUIZ, "cora")
    assert placed(returned, "cora") is not None
