"""Nobody's work is lost to another's, equal answers are reported, and a moment that is only claimed waits for a person."""

import json
import os
from datetime import UTC, datetime, timedelta

import made
import pytest
from both_ways import autograde, in_bulk
from test_hand_in import parcel

from nbcare.answers import layout
from nbcare.content import course as courses
from nbcare.grading import acceptance, collect, collect_command, results, same_answers
from nbcare.grading.in_time import Due

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a command runs in a fork of the test here")
DUE = datetime(2026, 11, 10, 16, tzinfo=UTC)
BEFORE, AFTER = DUE - timedelta(days=2), DUE + timedelta(days=1)
SAID = "2026-11-08T16:00:00Z"


@pytest.fixture
def share(tmp_path):
    """A folder of hand-in files."""
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


def bring(share, learner, seed=None, at=SAID, dated=BEFORE, name=None, **over):
    """Put a hand-in file into the folder, with a date of its own."""
    responses = made.answers(made.HONEST, seed=learner if seed is None else seed) | over
    file = share / (name or f"{learner}.json")
    file.write_text(json.dumps(parcel(at, learner=learner, responses=responses)), encoding="utf-8")
    os.utime(file, (dated.timestamp(), dated.timestamp()))


def due(root, at=DUE, extended=()):
    """Set the due date in the gradebook, and extensions of two days."""
    with made.gradebook(root) as gradebook:
        gradebook.update_or_create_assignment(made.QUIZ, duedate=at.strftime("%Y-%m-%d %H:%M:%S UTC"))
        for learner in extended:
            gradebook.update_or_create_student(learner)
            gradebook.update_or_create_submission(made.QUIZ, learner)
            gradebook.grant_extension(made.QUIZ, learner, days=2)


def placed(root):
    return sorted(folder.name for folder in layout.submitted(layout.nbgrader_root(root)).glob("*"))


def waiting(root):
    """Return the reason for each hand-in that waits, by learner."""
    return {one.learner: one.held for one in acceptance.waiting(courses.load(root), made.QUIZ)}


def notes(root):
    course = courses.load(root)
    return {each.learner: " ".join(each.notes) for each in results.results(course, course.assessment(made.QUIZ))}


def test_answers_without_a_seed_replace_nobodys(small, share):
    """Is a file that may be anybody's refused, and is the learner's own taken before and after it?"""
    bring(share, "ann")
    collect.collect(small, share)
    bring(share, "ann", seed="", at="2026-11-09T08:00:00Z")
    [(name, reason)] = collect.collect(small, share).refused
    assert name == "ann.json" and "have no seed" in reason
    bring(share, "ann", at="2026-11-09T09:00:00Z")
    assert [one.learner for one in collect.collect(small, share).taken] == ["ann"]


def test_a_strangers_file_under_her_id_keeps_no_learner_from_handing_in(small, share):
    """Is the file refused that she did not begin, and hers taken, once the course knows her answers?"""
    bring(share, "ann")
    collect.collect(small, share)
    bring(share, "ann", at="2026-11-09T09:00:00Z", name="hers.json")
    bring(share, "ann", seed="stranger", at="2026-11-09T10:00:00Z", name="other.json")
    done = collect.collect(small, share)
    assert [one.name for one in done.taken] == ["hers.json"] and [name for name, _ in done.refused] == ["other.json"]


def test_the_same_file_under_two_ids_waits_for_a_person(small, share, capsys):
    """Do two people not pass by one receipt, whether the files come together or one after the other?"""
    for learner in ("ann", "ben"):
        bring(share, learner, seed="one")
    assert collect_command.main(small, share) == 0
    said = capsys.readouterr().out
    assert "waits    ann" in said and "these are the answers of ben too, with the same seed" in said
    assert placed(small) == [] and set(waiting(small)) == {"ann", "ben"}
    bring(share, "cem", seed="two")
    collect.collect(small, share)
    bring(share, "dee", seed="two")
    collect.collect(small, share)
    assert placed(small) == ["cem"] and "answers of cem too" in waiting(small)["dee"]
    assert "with the same seed, are handed in by dee too" in made.nbcare(small, "grade", made.QUIZ).stdout
    assert "by dee too" in notes(small)["cem"] and "by cem too" in notes(small)["dee"]


@pytest.mark.parametrize("grade", [in_bulk, autograde])
def test_equal_seeds_are_reported_in_the_table_and_in_the_results(small, share, grade):
    """After both were accepted, or came another way, does each way of grading name them, and no one else?"""
    for learner in ("ann", "ben"):
        made.put(small, learner, made.answers(made.RIGHT, seed="one"))
    made.put(small, "cem", made.answers(made.RIGHT, seed="two"))
    said = grade(small).stdout
    assert said.count("The same answers, with the same seed, are handed in by") == 2
    assert "are handed in by ben too" in said and "are handed in by ann too" in said
    table = (layout.nbgrader_root(small) / layout.REPORT).read_text()
    assert table.count("with the same seed") == 2
    assert "by ben too" in notes(small)["ann"] and "seed" not in notes(small)["cem"]
    assert "0 could not be graded" in grade(small).stdout, "a remark is no failure, also when nothing is graded anew"


def saved(seed, *moments, response="a"):
    """Return answers of which each was saved at its second."""
    items = {f"x-q0{n}": {"response": response, "at": f"2026-11-08T10:00:{at:02}Z"} for n, at in enumerate(moments)}
    return {"version": 1, "assessment": made.QUIZ, "course": "1.0.0", "seed": seed, "items": items}


@pytest.mark.parametrize(
    ("theirs", "found"),
    [
        (saved("b", 1, 8, 15, 30, 41), True),
        (saved("b", 1, 8, 15, 30, 50), True),
        (saved("b", 1, 8, 16, 30, 41), False),
        (saved("b", 1, 8, 15, 30, 41, response="b"), False),
        (saved("b", 2, 9, 16, 31, 42), False),
        (saved("b", 8, 8, 8, 8, 8), False),
        (saved("a", 3, 9, 17, 33, 44), True),
    ],
)
def test_equal_answers_are_reported_only_with_equal_moments(small, theirs, found):
    """Are right answers that everybody gives no sign, and rows saved in the same seconds one, though the seed was changed?"""
    root = layout.nbgrader_root(small)
    made.put(small, "ann", saved("a", 1, 8, 15, 30, 41))
    made.put(small, "ben", theirs)
    made.put(small, "cem", b"spoiled")
    told = same_answers.find(root, made.QUIZ, [f"x-q0{n}" for n in range(5)], {})
    assert (set(told) == {"ann", "ben"}) is found and (told == {}) is not found
    assert not found or "ben" in told["ann"][0]


def test_answers_of_a_case_or_practice_are_no_sign(small):
    """Does only what counts speak for a copy?"""
    root = layout.nbgrader_root(small)
    for learner in ("ann", "ben"):
        made.put(small, learner, saved(learner, 1, 8, 15, 30, 41))
    assert same_answers.find(root, made.QUIZ, ["x-q00", "x-q01", "x-q02"], {}) == {}


def test_a_whole_class_with_one_seed_is_named_shortly(small):
    """Is a folder that was copied to everybody said in one short sentence each?"""
    for n in range(9):
        made.put(small, f"n{n}", made.answers(made.HONEST, seed="one"))
    told = same_answers.find(layout.nbgrader_root(small), made.QUIZ, ["signs-q01"], {})
    assert len(told) == 9 and "n1, n2, n3, n4, n5 and 3 more too" in told["n0"][0]


@pytest.mark.parametrize(
    ("dated", "now", "waits"),
    [
        (BEFORE, BEFORE, False),
        (AFTER, AFTER, True),
        (BEFORE, AFTER, True),
        (AFTER, BEFORE, True),
    ],
)
def test_a_moment_that_others_contradict_waits(small, share, monkeypatch, dated, now, waits):
    """Does a file that says it was in time count by itself only when its own date and the collecting say so too?"""
    due(small)
    monkeypatch.setattr(collect.times, "now", lambda: now)
    bring(share, "ann", dated=dated)
    done = collect.collect(small, share)
    assert (len(done.taken), len(done.waiting)) == ((0, 1) if waits else (1, 0))
    if waits:
        held = waiting(small)["ann"]
        assert held.startswith("it says that it was handed in 08 November 2026, 16:00 UTC, its file is of ")
        assert held.endswith("and the quiz was due 10 November 2026, 16:00 UTC")
        monkeypatch.undo()
        assert made.nbcare(small, "accept", made.QUIZ).stdout.count(held) == 1
        assert f"{held[1:]}: it counts only when you accept it: nbcare accept {made.QUIZ} ann." in notes(small)["ann"]
        assert (
            "1 hand-in waits for you because of the time or the answers"
            in made.nbcare(small, "grade", made.QUIZ, check=False).stdout
        )
        made.nbcare(small, "accept", made.QUIZ, "ann")
        made.nbcare(small, "grade", made.QUIZ)
        assert placed(small) == ["ann"]


def test_who_says_that_she_is_late_is_late(small, share):
    """Does nothing have to be proved against oneself?"""
    due(small)
    bring(share, "ann", at="2026-11-11T08:00:00Z", dated=AFTER)
    assert [one.learner for one in collect.collect(small, share).taken] == ["ann"]


def test_an_extension_moves_the_due_date_of_one_learner(small, share, monkeypatch):
    """Is a learner with an extension in time, and her colleague not?"""
    due(small, extended=["ann"])
    monkeypatch.setattr(collect.times, "now", lambda: AFTER)
    for learner in ("ann", "ben"):
        bring(share, learner, dated=AFTER)
    done = collect.collect(small, share)
    assert [one.learner for one in done.taken] == ["ann"] and [one.learner for one, _ in done.waiting] == ["ben"]


def test_without_a_due_date_nothing_is_doubted():
    """Does a moment matter only where one is set?"""
    assert Due(None, {}).doubt("ann", BEFORE, {"its file is of": AFTER}, UTC) is None
    assert Due(DUE, {}).doubt("ann", BEFORE, {"its file is of": None}, UTC) is None


def test_the_own_date_of_a_file_is_printed_beside_what_it_says(small, share, capsys):
    """Can an instructor compare the two at a glance?"""
    bring(share, "ann", dated=AFTER)
    collect_command.main(small, share)
    said = capsys.readouterr().out
    assert "handed in 08 November 2026, 16:00 UTC, file of 11 November 2026, 16:00 UTC" in said


def test_a_submission_of_the_exchange_that_was_put_there_later_waits(small):
    """Does nbgrader's collect not take a folder's name, or its timestamp, for the moment at which it was put there?"""
    due(small)
    for learner, called, written in (
        ("ann", "2026-11-08 16:00:00 UTC", "2026-11-08 16:00:00 UTC"),
        ("ben", "2026-11-12 16:00:00 UTC", "2026-11-08 16:00:00 UTC"),
        ("cem", "2026-11-12 16:00:00 UTC", "2026-11-12 16:00:00 UTC"),
    ):
        inbound = small / "state/exchange/made/inbound" / f"{learner}+{made.QUIZ}+{called}+0123"
        inbound.mkdir(parents=True)
        (inbound / "responses.json").write_text(json.dumps(made.answers(made.RIGHT, seed=learner)))
        (inbound / "timestamp.txt").write_text(written)
    said = made.quickly(small, "collect", made.QUIZ).stderr
    assert placed(small) == ["cem"] and set(waiting(small)) == {"ann", "ben"}
    assert "Submission of ann: it says that it was handed in 08 November 2026, 16:00 UTC, its folder is called" in said
    made.nbcare(small, "accept", made.QUIZ, "ann")
    made.nbcare(small, "grade", made.QUIZ)
    assert placed(small) == ["ann", "cem"]
