"""A question that changed after it was answered is marked as it was asked, by both ways to grade; or a person has to."""

import json

import made
import pytest
import yaml
from both_ways import autograde, cells, differences, in_bulk, twin

from nbcare.build import course_files
from nbcare.content import shown_hash

ID = "signs-q01"
SWAPPED = {"options": {"a": "red", "b": "green", "c": "**blue**"}, "key": "c"}
"""The same question with two texts, and with them the key, in each other's places."""


def change(root, number: int = 0, build: bool = True, **fields) -> None:
    """Change one question of the bank; build, and release the quiz anew, as the recipe says."""
    bank = root / "assessments/bank/signs.yaml"
    data = yaml.safe_load(bank.read_text(encoding="utf-8"))
    data["items"][number].update(fields)
    bank.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    if build:
        course_files.build(root)
        made.quickly(root, "generate_assignment", made.QUIZ, "--force")


def released(root) -> dict[str, dict]:
    """Return the questions as learners have them."""
    return json.loads((root / "state/nbgrader/release" / made.QUIZ / "questions.json").read_text())["items"]


def answered(root, learner: str, given: dict, **shown) -> None:
    """Hand in answers to the questions as they are released now."""
    content = made.answers(given)
    for id, entry in content["items"].items():
        entry["shown"] = shown.get(id.replace("-", "_")) or released(root)[id]["shown"]
    made.put(root, learner, content)


def grades(root, learner: str) -> dict:
    """Return a learner's rows of the gradebook by item."""
    with made.gradebook(root) as gradebook:
        found = gradebook.find_submission_notebook(made.QUIZ, made.QUIZ, learner).grades
        return {each.name: (each.auto_score, each.needs_manual_grade) for each in found}


def review(root, learner: str) -> dict:
    """Return how the first question was laid out for a learner."""
    found = [cell for cell in cells(root, learner) if cell["metadata"].get("nbgrader", {}).get("grade_id") == ID]
    return found[0]["metadata"]["nbcare_review"]


@pytest.fixture(scope="module")
def changed(generated, tmp_path_factory):
    """The class after two texts and the key were swapped: ann answered before, ben after, cem a form that nobody kept."""
    root = twin(generated, tmp_path_factory.mktemp("changed") / "course")
    answered(root, "ann", made.RIGHT)
    change(root, **SWAPPED)
    answered(root, "ben", made.RIGHT)
    answered(root, "cem", made.RIGHT, signs_q01="sha256:" + 32 * "0")
    other = twin(root, root.parent / "bulk")
    autograde(root)
    in_bulk(other)
    return root, other


def test_both_ways_mark_a_changed_question_alike(changed):
    """Are rows, graded notebooks and report the same?"""
    assert differences(*changed) == []


def test_an_answer_to_the_earlier_question_keeps_its_points(changed):
    """Does "b", which was blue and right, stay right for who chose blue, and is it wrong for who chose green?"""
    assert grades(changed[1], "ann")[ID] == (1, False) and grades(changed[1], "ben")[ID] == (0, False)


def test_an_answer_to_a_question_that_nobody_kept_waits_for_a_person(changed):
    """Is neither a point given nor one taken?"""
    assert grades(changed[1], "cem")[ID] == (None, True)
    assert review(changed[1], "cem")["given"] == [] and '"b"' in review(changed[1], "cem")["said"]


def test_the_review_shows_the_question_as_she_saw_it(changed):
    """Are her words, and not today's, on her result page?"""
    ann, ben = review(changed[1], "ann"), review(changed[1], "ben")
    assert ann["given"] == [{"place": "", "text": "**blue**", "mark": "right"}]
    assert ann["remarks"] == [
        "The course has changed this question since it was answered. It is shown and marked as it was then."
    ]
    assert ben["given"][0]["text"] == "green" and ben["remarks"] == []


def test_the_table_says_who_was_marked_by_what(changed):
    """Does the instructor read it under the learner's line?"""
    report = (changed[1] / "state/nbgrader/autograde-report.csv").read_text(encoding="utf-8")
    assert "Changed since it was answered, and marked by the earlier question: signs-q01." in report
    assert "and the earlier question was not kept: signs-q01. A person has to give the points." in report


def test_the_results_say_it_as_well(changed):
    """Does `nbcare results` tell why one waits, and whose points come from an earlier question?"""
    said = made.nbcare(changed[1], "results", made.QUIZ).stdout
    # What is to be said of a learner stands below her line.
    lines = {line.split()[0]: line for line in said.split(f"\n{made.QUIZ}")[1:]}
    assert "marked by the earlier question: signs-q01" in lines["ann"]
    assert "changed since" not in lines["ben"].lower()
    assert "waits for a person" in lines["cem"] and "was not kept: signs-q01" in lines["cem"]


def test_a_corrected_key_of_an_unchanged_question_counts_for_everybody(small):
    """Does today's key mark an answer whose question reads as it did?"""
    answered(small, "ann", made.RIGHT)
    change(small, key="a", why="Better said.", feedback={"a": "Yes.", "b": "No.", "c": "No."})
    in_bulk(small)
    assert grades(small, "ann")[ID] == (0, False)


def test_an_answer_with_a_hash_of_release_one_is_marked_by_today_s_key(small):
    """Is an unchanged question known by the hash that it had by the former rule?"""
    props = {name: part for name, part in released(small)[ID].items() if name not in ("shown", "was", "number", "of")}
    answered(small, "ann", made.RIGHT, signs_q01=shown_hash.whole(props))
    change(small, key="a")
    in_bulk(small)
    assert grades(small, "ann")[ID] == (0, False)


def test_an_earlier_question_of_other_points_waits_for_a_person(small):
    """Are points that do not fit the gradebook's cell left to a person?"""
    answered(small, "ann", made.RIGHT)
    change(small, 1, stem="Which ones?", key=["a", "b", "c"])
    in_bulk(small)
    assert grades(small, "ann")["signs-q02"] == (None, True)


def test_a_bank_that_is_ahead_of_the_release_marks_what_was_asked(small):
    """Does an edited text that nobody was given yet change no mark?"""
    answered(small, "ann", made.RIGHT)
    change(small, build=False, **SWAPPED)
    in_bulk(small)
    assert grades(small, "ann")[ID] == (1, False)


@pytest.mark.parametrize("grade", [autograde, in_bulk])
def test_points_given_by_hand_do_not_count_for_another_question(small, grade):
    """Are they asked for again when the same letter answers the changed question?"""
    answered(small, "ann", made.RIGHT)
    grade(small)
    with made.gradebook(small) as gradebook:
        found = gradebook.find_grade(ID, made.QUIZ, made.QUIZ, "ann")
        found.manual_score = 0.5
        found.needs_manual_grade = False
        gradebook.db.commit()
    change(small, **SWAPPED)
    grade(small, "--force")
    with made.gradebook(small) as gradebook:
        assert gradebook.find_grade(ID, made.QUIZ, made.QUIZ, "ann").manual_score == 0.5
    answered(small, "ann", made.RIGHT)
    grade(small, "--force")
    with made.gradebook(small) as gradebook:
        found = gradebook.find_grade(ID, made.QUIZ, made.QUIZ, "ann")
        assert (found.manual_score, found.auto_score) == (None, 0)
