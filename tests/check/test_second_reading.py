"""The second reading of keys: entered when it agrees, out of date when anything behind the key moves."""

import json
import shutil
from dataclasses import replace

import pytest
import yaml

from nbcare.authoring.check import content, second_reading
from nbcare.content import key_review
from nbcare.errors import ContentError

from .conftest import BANK, FIXTURE


@pytest.fixture
def course(tmp_path):
    """Return a copy of the small course, to be written to."""
    root = tmp_path / "course"
    shutil.copytree(FIXTURE, root)
    return root


def _key(root) -> list[str]:
    return content.load(root)[0].banks[BANK]["drops-q01"]["key"]


def _record(root, answers) -> list[str]:
    path = root / "answers.yaml"
    path.write_text(yaml.safe_dump(answers))
    return key_review.record(root, path)


def _found(root, change=lambda course: None) -> list[str]:
    course, findings = content.load(root)
    assert findings == []
    change(course)
    return [str(found) for found in second_reading.every_key_was_read_twice(course)]


def test_a_graded_item_wants_a_second_reading(course):
    """Is a key that one person alone has seen an error?"""
    assert "nobody has answered it" in _found(course)[0]


def test_an_answer_that_agrees_is_entered(course):
    """Does a reader's answer that equals the key settle the item?"""
    assert _record(course, {"drops-q01": {"answer": _key(course), "facts": ["drops.dose"]}}) == []
    assert _found(course) == []
    assert key_review.read(course)["drops-q01"].answer == _key(course)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"answer": ["c"], "facts": ["drops.dose"]}, "differs from the key"),
        ({"answer": ["a", True], "facts": ["drops.dose"]}, "yes/no value; put it in quotes"),
        ({"answer": "nonsense", "facts": ["drops.dose"]}, "differs from the key"),
        ({"answer": ["a"], "facts": []}, "no 'facts'"),
        ({"answer": ["a"], "facts": ["drops.dosis"]}, "drops.dosis"),
        ("a", "no 'answer'"),
    ],
)
def test_an_answer_that_differs_is_not_entered(course, given, said):
    """Does a disagreement stay open until the item is rewritten?"""
    (sentence,) = _record(course, {"drops-q01": given})
    assert said in sentence and key_review.read(course) == {}


def test_practice_items_want_no_reading(course):
    """Is an answer to something else refused?"""
    (sentence,) = _record(course, {"drops-p01": {"answer": "a", "facts": ["drops.dose"]}})
    assert "no graded item" in sentence


CHANGES = {
    "stem": lambda c: c.banks[BANK]["drops-q01"].update(stem="Another question?"),
    "an option": lambda c: c.banks[BANK]["drops-q01"]["options"].update(a="Other words"),
    "the key": lambda c: c.banks[BANK]["drops-q01"].update(key=["b"]),
    "a fact": lambda c: c.evidence.facts.update({"drops.dose": replace(c.evidence.facts["drops.dose"], value="21")}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_asks_for_another_reading(course, what):
    """Is the reading out of date when the item, its key or its fact is another one?"""
    _record(course, {"drops-q01": {"answer": _key(course), "facts": ["drops.dose"]}})
    assert "changed after its second reading" in _found(course, CHANGES[what])[0]


def test_better_feedback_needs_no_new_reading(course):
    """May an author mend feedback and rationale freely?"""
    _record(course, {"drops-q01": {"answer": _key(course), "facts": ["drops.dose"]}})
    assert _found(course, lambda c: c.banks[BANK]["drops-q01"].update(why="Better words.", feedback={})) == []


def test_the_reader_sees_no_key(course):
    """Does what is shown to a reader hold neither key, feedback, rationale nor facts?"""
    shown = json.loads(key_review.show(course, "drops"))
    assert set(shown) == {"drops-q01"}
    assert not {"key", "why", "feedback", "facts", "critical"} & set(shown["drops-q01"])


def test_a_reading_of_a_lost_item_is_named(course):
    """Is a line about an item that is gone taken out?"""
    _record(course, {"drops-q01": {"answer": _key(course), "facts": ["drops.dose"]}})
    assert "no graded item any more" in _found(course, lambda c: c.banks[BANK]["drops-q01"].update(use="practice"))[-1]


def test_the_file_is_read_strictly(course):
    """Does a slip in the record end in a sentence with its line, and not in readings that are lost?"""
    _record(course, {"drops-q01": {"answer": _key(course), "facts": ["drops.dose"]}})
    path = course / key_review.FILE
    path.write_text(path.read_text(encoding="utf-8").replace("    state:", "    stat:"), encoding="utf-8")
    (found,) = _found(course)
    assert found.startswith(f"error: {key_review.FILE}:8 drops-q01: unknown field stat; correct the name")


def test_answers_that_are_no_mapping_are_refused(course):
    """Is a list of answers refused in a sentence?"""
    with pytest.raises(ContentError, match="answers.yaml:1: the file: must be a mapping; write {item id"):
        _record(course, ["drops-q01"])


def test_every_answer_comes_back_as_it_was_given(course):
    """Does a text that looks like a number, a date or a yes stay what the reader gave?"""
    answers = [{"value": "11", "unit": "°C"}, ["no", "on"], "2026-11-30", {"a": ["b"], "yes": "1e5"}]
    readings = [key_review.Reading(f"x-q{n}", each, ("a.b",), "0" * 12) for n, each in enumerate(answers)]
    (course / key_review.FILE).write_text(key_review._text(readings), encoding="utf-8")
    assert list(key_review.read(course).values()) == readings
