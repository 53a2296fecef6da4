"""A graded case goes the whole way of its quiz: released, graded by nbgrader, returned, counted."""

import json
import shutil

import graded_case
import made
import pytest

from nbcare.build import course_files
from nbcare.content import course
from nbcare.grading import results
from nbcare.notebook import workspace

RIGHT = [
    ["s2", "s3"],
    {"r1": "c1", "r2": "c3", "r3": "c1"},
    {"b1": "x", "b2": "x"},
    ["a", "c"],
    ["c", "b", "a", "d"],
    {"r1": "c1", "r2": "c1", "r3": "c2"},
]
POINTS = [2, 3, 1, 2, 1, 3]
# Part of each: 2 - 1; two rows of three; a cause without its effect; one of two; another order; nothing, never opened.
PARTLY = [
    ["s2", "s3", "s4"],
    {"r1": "c1", "r2": "c1", "r3": "c1"},
    {"b1": "x", "b2": "y"},
    ["a", "b"],
    ["a", "b", "c", "d"],
]
PART_POINTS = [1, 2, 0, 1, 0, 0]


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course whose quiz begins with a case, with four learners graded and feedback made."""
    root = made.make_course(tmp_path_factory.mktemp("case") / "course")
    ids = graded_case.add(root, made.QUIZ, "signs")
    course_files.build(root)
    made.quickly(root, "generate_assignment", made.QUIZ)
    opened = {"full": 6, "part": 5, "blank": 1, "odd": "many"}
    given = {
        "full": dict(zip(ids, RIGHT, strict=True)),
        "part": dict(zip(ids, PARTLY, strict=False)),
        "blank": {},
        "odd": {ids[0]: {"x": 1}, ids[1]: RIGHT[1]},
    }
    for learner, answers in given.items():
        made.put(root, learner, made.answers(answers | {graded_case.CASE: {"opened": opened[learner]}}))
    run = made.quickly(root, "autograde", made.QUIZ)
    made.quickly(root, "generate_feedback", made.QUIZ)
    return root, ids, run.stdout + run.stderr


def points(root, learner: str) -> dict:
    with made.gradebook(root) as gradebook:
        notebook = gradebook.find_submission_notebook(made.QUIZ, made.QUIZ, learner)
        return {grade.name: grade.auto_score for grade in notebook.grades}


def test_the_released_notebook_holds_one_case_and_a_cell_for_each_step(graded):
    """Does the learner get one widget, and nbgrader six cells to keep points in?"""
    root, ids, _ = graded
    released = root / "state" / "nbgrader" / "release" / made.QUIZ
    notebook = json.loads((released / f"{made.QUIZ}.ipynb").read_text())
    told = [(cell["metadata"].get("nbcare") or {}).get("widget") for cell in notebook["cells"]]
    assert told.count("unfold") == 1 and told.count("step") == 6
    grade_ids = [
        cell["metadata"]["nbgrader"]["grade_id"]
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade")
    ]
    assert grade_ids[:6] == ids and len(grade_ids) == 6 + len(made.ITEMS)
    questions = json.loads((released / "questions.json").read_text())
    assert questions["cases"][graded_case.CASE]["steps"] == ids and [
        questions["items"][id]["number"] for id in ids
    ] == [1, 2, 3, 4, 5, 6]
    assert not any({"key", "why", "feedback"} & set(questions["items"][id]) for id in ids)


@pytest.mark.parametrize(
    ("learner", "expected"), [("full", POINTS), ("part", PART_POINTS), ("blank", [0] * 6), ("odd", [0, 3, 0, 0, 0, 0])]
)
def test_each_step_earns_what_was_worked_by_hand(graded, learner, expected):
    """Does a case earn the points of its six items, whatever its own entry says?"""
    root, ids, _ = graded
    assert [points(root, learner)[id] for id in ids] == expected


def test_how_far_it_was_opened_is_nothing_odd(graded):
    """Does the report stay silent about the case's own entry, and name an answer that is none?"""
    _, ids, run = graded
    assert "Not part of this quiz" not in run and f"{ids[0]} holds no answer that the question allows" in run


def test_feedback_explains_each_step(graded):
    """Does the returned page show each item's answer, key and reason?"""
    root, ids, _ = graded
    page = (root / "state" / "nbgrader" / "feedback" / "part" / made.QUIZ / f"{made.QUIZ}.html").read_text(
        encoding="utf-8"
    )
    assert (
        all(f'id="{id}"' in page for id in ids)
        and "Roots then get no air" in page
        and "Step 2 of 6: Analyze cues" in page
    )


def test_the_case_counts_for_passing(graded):
    """Does the table of results count the six items with the others?"""
    root, _, _ = graded
    loaded = course.load(root)
    found = {one.learner: one for one in results.results(loaded, loaded.assessment(made.QUIZ))}
    assert (found["full"].points, found["full"].max) == (12, 12 + made.MOST - 4)


def test_a_changed_case_is_noticed_like_a_changed_item(graded, tmp_path):
    """Is the hash of an item made with the chart of its step?"""
    made_once, ids, _ = graded
    root = shutil.copytree(made_once, tmp_path / "course")
    loaded = course.load(root)
    place = workspace.lay_out(loaded)
    shown = {
        id: props["shown"]
        for id, props in json.loads((place / made.QUIZ / "questions.json").read_text())["items"].items()
    }
    from nbcare.grading import run

    prepared = run.prepare(root / "state/nbgrader", made.QUIZ)
    assert prepared.shown == shown
    path = root / "assessments/cases" / f"{graded_case.CASE}.yaml"
    path.write_text(path.read_text().replace("The soil smells musty.", "The soil smells of rain."))
    changed = run.prepare(root / "state/nbgrader", made.QUIZ).shown
    assert [id for id in ids if changed[id] != shown[id]] == ids[1:]
