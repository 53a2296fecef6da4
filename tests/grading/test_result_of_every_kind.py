"""Every kind of question, a case and a dose item come back in words, within what the portal reads."""

import json
import shutil
from pathlib import Path

import graded_case
import made
import pytest
from test_every_kind import BY_HAND, DOSE, WAYS, graded, graded_id  # noqa: F401  (the fixture)

from nbcare.answers import files
from nbcare.grading import return_results
from nbcare.questions import scoring


@pytest.fixture(scope="module")
def back(graded, tmp_path_factory):  # noqa: F811
    """The graded class with its results returned."""
    root = Path(shutil.copytree(graded[0], tmp_path_factory.mktemp("back") / "course"))
    outcome = return_results.return_results(root / "state/nbgrader", "signs-quiz", WAYS)
    assert not outcome.failed and not outcome.remarks
    return {way: made.result(root, way, "signs-quiz") for way in WAYS}


@pytest.mark.parametrize("way", WAYS)
def test_every_question_has_the_shape_the_portal_shows(back, way):
    """Has each question its number, stem, points, right answer in words and looks that the page knows?"""
    items = back[way]["items"]
    assert [item["number"] for item in items] == list(range(1, len(items) + 1)) and len(
        {item["kind"] for item in items}
    ) == len(scoring.KINDS)
    for item in items:
        assert item["stem"] and item["max"] > 0 and isinstance(item["critical"], bool) and item["objective"]
        assert item["kind"] == "text" or (item["right"] and item["why"])
        assert {line["look"] for line in item["given"]} <= {"right", "wrong", "plain"}
        assert {each["look"] for each in item["feedback"]} <= {"right", "wrong", "missed", "plain"}
        assert not any("{{" in json.dumps(item[name]) for name in ("stem", "why", "right", "feedback"))


def test_what_was_chosen_in_full_is_what_is_right(back):
    """Do the answers of who had everything right read as the right ones?"""
    for item in back["full"]["items"]:
        if item["kind"] not in ("text", "numeric"):
            # Without the gap: a rationale takes its two effects either way round.
            given, right = ([line["text"] for line in item[name]] for name in ("given", "right"))
            assert sorted(given) == sorted(right), item["id"]
    assert not any(item["given"] for item in back["blank"]["items"])


def test_the_dose_item_comes_back_with_the_learners_own_numbers(back):
    """Is the stem the one with this learner's figures, the same for all four, who share a seed?"""
    stems = {next(item for item in told["items"] if item["id"] == DOSE["id"])["stem"] for told in back.values()}
    assert len(stems) == 1 and "{{" not in stems.pop()
    assert {
        way: next(item for item in told["items"] if item["id"] == DOSE["id"])["points"] for way, told in back.items()
    } == BY_HAND


def test_a_step_of_a_case_comes_with_its_chart(back):
    """Does a question of the case say its step and hold the chart in words, without pictures?"""
    steps = [item for item in back["full"]["items"] if "step" in item]
    assert [item["step"][:11] for item in steps] == [f"Step {n} of 6" for n in range(1, 7)]
    assert all(item["exhibits"] for item in steps) and graded_case.CASE
    assert not any("image" in exhibit for item in back["full"]["items"] for exhibit in item.get("exhibits", []))


def test_a_long_chart_is_left_to_the_page(back, monkeypatch):
    """Is a chart that would swell every learner's file left out?"""
    from nbcare.grading import review

    short, long = {"exhibits": [{"id": "a", "text": "x"}]}, {"exhibits": [{"id": "a", "text": "x" * 30_000}]}
    assert review._exhibits(short) == short["exhibits"] and review._exhibits(long) == []
    assert len(files.encode(back["full"])) < files.FILE_BYTES / 10
