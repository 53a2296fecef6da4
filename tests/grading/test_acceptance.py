"""Which hand-in is graded once results were returned: the one from before, until the instructor accepts a newer one."""

import json
import sys
from unittest.mock import patch

import made
import pytest
from test_hand_in import parcel

from nbcare.answers import stored_hand_ins, times
from nbcare.answers.course_store import open_course_store
from nbcare.content import course as courses
from nbcare.grading import collect_command, results
from nbcare.store import acceptance, answers, hand_ins, scopes

if sys.platform == "win32":
    pytest.skip("the commands run in a fork of this process", allow_module_level=True)


def hand_in(root, learner, given, at):
    """Save answers and hand them in, as the portal does."""
    with open_course_store(root) as store:
        saved = [answers.Change(item, response, "") for item, response in given.items()]
        store.write(answers.change(learner, made.QUIZ, lambda kept: (None, saved), "1.0.0", at))
        with patch.object(times, "now", return_value=times.parse(at)):
            store.write(stored_hand_ins.hand_in(learner, made.QUIZ, None, list(given), "1.0.0"))


def placed(root, learner):
    """Return the answers that nbgrader would grade, None when there are none."""
    path = root / "state/nbgrader/submitted" / learner / made.QUIZ / "responses.json"
    return json.loads(path.read_text())["items"] if path.exists() else None


def seed_of(root, learner):
    with open_course_store(root) as store:
        begun = store.read(scopes.find(learner, made.QUIZ))
        return begun.seed if begun else learner


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
    assert (
        f"2 learners handed in after results were returned. It counts only when you accept it: nbcare accept {made.QUIZ}"
        in said
    )
    assert (
        line(returned, "ann").notes[-1].endswith(f"it counts only when you accept it: nbcare accept {made.QUIZ} ann.")
    )
    assert line(returned, "ben").result == results.NOT_GRADED and "accept" in line(returned, "ben").notes[-1]


def test_without_a_learner_the_command_says_who_waits(returned):
    """Is nothing accepted by mistake?"""
    said = made.nbcare(returned, "accept", made.QUIZ).stdout
    assert "ann, attempt 2, handed in 05 November 2026, 08:00 UTC, receipt " in said and "2 to accept" in said
    assert "ann" in made.nbcare(returned, "accept", made.QUIZ).stdout
    both = made.nbcare(returned, "accept", made.QUIZ, "ann", "--all", check=False)
    assert both.returncode == 2 and "Name learners, or say --all in their place." in both.stderr
    for option in (["--undo"], ["--attempt", "0"]):
        nobody = made.nbcare(returned, "accept", made.QUIZ, *option, check=False)
        assert nobody.returncode == 2 and "Name the learner" in nobody.stderr
    assert placed(returned, "ben") is None


def test_what_is_accepted_is_graded(returned):
    """Does an accepted hand-in take the place of the earlier one, and nobody else's?"""
    done = made.nbcare(returned, "accept", made.QUIZ, "ben", "nobody", check=False)
    assert "accepted: ben, attempt 1" in done.stdout and done.returncode == 1
    assert "nobody: there is nothing to be accepted" in done.stderr
    made.quickly(returned, "autograde", made.QUIZ)
    assert line(returned, "ben").points > line(returned, "ann").points
    assert made.nbcare(returned, "accept", made.QUIZ, "--all").stdout.startswith("accepted: ann, attempt 2")
    made.nbcare(returned, "grade", made.QUIZ)
    assert line(returned, "ben").points == line(returned, "ann").points and not line(returned, "ann").notes


def test_an_acceptance_can_be_taken_back(returned):
    """Does the attempt from before count again after a mistake?"""
    before, points = placed(returned, "ann"), line(returned, "ann").points
    made.nbcare(returned, "accept", made.QUIZ, "ann")
    made.nbcare(returned, "grade", made.QUIZ)
    assert placed(returned, "ann") != before and line(returned, "ann").points > points
    assert "waits again: ann, attempt 2" in made.nbcare(returned, "accept", made.QUIZ, "ann", "--undo").stdout
    made.nbcare(returned, "grade", made.QUIZ)
    assert placed(returned, "ann") == before and line(returned, "ann").points == points


def test_an_earlier_attempt_can_be_the_one_that_is_accepted(returned):
    """Is what the instructor has seen accepted, though a newer one came meanwhile?"""
    hand_in(returned, "ben", made.HONEST, "2026-11-06T08:00:00Z")
    assert "ben, attempt 1" in made.nbcare(returned, "accept", made.QUIZ).stdout
    made.nbcare(returned, "accept", made.QUIZ, "ben", "--attempt", "1")
    made.nbcare(returned, "grade", made.QUIZ)
    assert placed(returned, "ben")["signs-q02"]["response"] == made.RIGHT["signs-q02"]
    with open_course_store(returned) as store:
        assert [one.attempt for one in store.read(acceptance.waiting(made.QUIZ)) if one.learner == "ben"] == [2]


def test_an_attempt_that_waits_shows_no_right_answers(returned):
    """Are the answers kept back while it is open whether the second attempt counts?"""
    with open_course_store(returned) as store:
        assert store.read(hand_ins.attempts(made.QUIZ)) == {"ann": 2, "ben": 1}
    made.nbcare(returned, "return", made.QUIZ)
    told = made.result(returned, "ann")
    assert told["detail"] == "objectives" and told["undecided"] is True and "items" not in told
    made.nbcare(returned, "accept", made.QUIZ, "ann")
    made.nbcare(returned, "grade", made.QUIZ)
    made.nbcare(returned, "return", made.QUIZ)
    told = made.result(returned, "ann")
    assert told["detail"] == "full" and "undecided" not in told


def test_a_submission_of_the_exchange_waits_as_well(returned, tmp_path):
    """Does nbgrader's own collect, which replaces what stands, leave a submission aside that came after results?"""
    before = placed(returned, "ann")
    inbound = returned / "state/exchange/made/inbound" / f"ann+{made.QUIZ}+2099-01-01 10:00:00 UTC+0123"
    inbound.mkdir(parents=True)
    (inbound / "responses.json").write_text(json.dumps(made.answers(made.RIGHT, seed=seed_of(returned, "ann"))))
    (inbound / "timestamp.txt").write_text("2099-01-01 10:00:00 UTC")
    said = made.quickly(returned, "collect", made.QUIZ, "--update").stderr
    assert "it counts only when you accept it" in said and placed(returned, "ann") == before
    assert "ann, attempt 3" in made.nbcare(returned, "accept", made.QUIZ).stdout
    made.nbcare(returned, "accept", made.QUIZ, "ann")
    made.nbcare(returned, "grade", made.QUIZ)
    again = made.quickly(returned, "collect", made.QUIZ, "--update").stderr
    assert "counts only when" not in again, "what is accepted is not called waiting"


def test_an_extension_of_a_returned_form_lets_nothing_count(returned, tmp_path):
    """With more time granted in the gradebook, does what comes by any way wait, and is another form named for it?"""
    with made.gradebook(returned) as gradebook:
        for learner in ("ann", "cora", "dora"):
            gradebook.update_or_create_assignment(made.QUIZ, duedate="2026-11-02 08:00:00 UTC")
            gradebook.update_or_create_student(learner)
            gradebook.update_or_create_submission(made.QUIZ, learner)
            gradebook.grant_extension(made.QUIZ, learner, weeks=9000)
    folder = tmp_path / "share"
    folder.mkdir()
    cora = parcel(learner="cora", responses=made.answers(made.RIGHT, seed="cora"))
    (folder / "cora.json").write_text(json.dumps(cora), encoding="utf-8")
    collect_command.main(returned, folder)
    send(returned, "dora", "2026-11-06 08:00:00 UTC")
    made.quickly(returned, "collect", made.QUIZ)
    course = returned / "course.yaml"
    course.write_text(course.read_text().replace("form: A", "form: B").replace("form: B", "form: A", 1))
    said = made.nbcare(returned, "accept", made.QUIZ).stdout
    assert all(f"{learner}, attempt" in said for learner in ("ann", "ben", "cora", "dora"))
    assert f"Who needs more time takes another form, whose right answers nobody has: {made.OTHER}" in said
    assert placed(returned, "cora") is None and placed(returned, "dora") is None


def send(root, learner, at):
    """Put the right answers into the exchange, in a folder that is called by this moment."""
    inbound = root / "state/exchange/made/inbound" / f"{learner}+{made.QUIZ}+{at}+0123"
    inbound.mkdir(parents=True)
    (inbound / "responses.json").write_text(json.dumps(made.answers(made.RIGHT, seed=seed_of(root, learner))))
    (inbound / "timestamp.txt").write_text(at)


def test_a_submission_that_calls_itself_older_waits_too(returned):
    """After results, does nbgrader's --before-duedate not let right answers replace what was handed in by the portal?"""
    before = placed(returned, "ann")
    with made.gradebook(returned) as gradebook:
        gradebook.update_or_create_assignment(made.QUIZ, duedate="2026-11-02 08:00:00 UTC")
    send(returned, "ann", "2026-10-30 08:00:00 UTC")
    said = made.quickly(returned, "collect", made.QUIZ, "--before-duedate").stderr
    assert "it counts only when you accept it" in said and placed(returned, "ann") == before


def test_a_file_that_is_collected_after_results_waits(returned, tmp_path, capsys):
    """Is a hand-in file, whose time anybody can write, held back as well, and named?"""
    folder = tmp_path / "share"
    folder.mkdir()
    (folder / "cora.json").write_text(json.dumps(parcel(learner="cora", at="2026-10-01T08:00:00Z")), encoding="utf-8")
    assert collect_command.main(returned, folder) == 0
    said = capsys.readouterr().out
    assert "waits    cora" in said and "0 taken, 1 waiting, 0 older, 0 refused" in said
    assert f"nbcare accept {made.QUIZ} LEARNER" in said and placed(returned, "cora") is None
    made.nbcare(returned, "accept", made.QUIZ, "cora")
    made.nbcare(returned, "grade", made.QUIZ)
    assert placed(returned, "cora") is not None
