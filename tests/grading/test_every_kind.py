"""Every kind of question, a case and a dose item through `nbgrader autograde`: points as worked by hand in gallery_answers.yaml."""

import json
import shutil
from pathlib import Path

import gallery
import graded_case
import made
import pytest
import yaml

from nbcare.build import course_files
from nbcare.content import course
from nbcare.grading import results
from nbcare.questions import scoring
from nbcare.questions.variants import dealing

WAYS = ("full", "part", "wrong", "blank")
DOSE = made.FIELDS | {
    "id": "signs-q50",
    "kind": "numeric",
    "stem": "A fictional can: {{value:surface}} at {{value:rate}}: how much?",
    "unit": "g",
    "units": ["mL"],
    "parameters": {
        "surface": {"label": "Surface", "unit": "m²", "values": [2, 3, 5]},
        "rate": {"label": "Rate", "unit": "g/m²", "values": [7, 11]},
    },
    "formula": "rate * surface",
    "round": {"rule": "half-up", "to": 1},
    "limits": {"from": 10, "to": 60},
    "tolerance": 0.5,
    "why": "For {{value:surface}} it is {{value:answer}}.",
    "feedback": {"low": "Below {{value:answer}}.", "high": "Above {{value:answer}}.", "unit": "Grams."},
}
SEED = "5eed"
BY_HAND = {"full": 1, "part": 0, "wrong": 0, "blank": 0}  # of the dose item: right; a tenth off; another unit


def graded_id(id: str) -> str:
    """Return the id that a question of the gallery has in the quiz: gallery-p07 is signs-q37, of the case p21 signs-q21."""
    number = int(id[-2:])
    return f"signs-q{number if id in gallery.STEPS else number + 30}"


def make_quiz(root) -> None:
    """Make a quiz of the whole gallery: a case, seventeen questions of sixteen kinds, a dose item."""
    made.make_course(root)
    bank = yaml.safe_load((made.ROOT / "assessments/bank/gallery.yaml").read_text(encoding="utf-8"))
    items = []
    for item in bank["items"]:
        # In other words than the gallery's, whose reasons anybody may read.
        told = {"why": f"In the quiz: {item['why']}"} | (
            {"feedback": {id: f"In the quiz: {text}" for id, text in item["feedback"].items()}}
            if "feedback" in item
            else {}
        )
        items.append(item | made.FIELDS | {"id": graded_id(item["id"])} | told)
    made._yaml(root / "assessments/bank/signs.yaml", {"version": 1, "module": "signs", "items": [*items, DOSE]})
    shutil.copytree(made.ROOT / "assets/images", root / "assets/images")
    data = yaml.safe_load((root / "course.yaml").read_text(encoding="utf-8"))
    data["assessments"] = [data["assessments"][0] | {"items": [item["id"] for item in [*items, DOSE]]}]
    made._yaml(root / "course.yaml", data)
    graded_case.add(root, made.QUIZ, "signs")
    course_files.build(root)


def dose_answer(root, way: str) -> dict:
    """Multiply what this learner's page shows; the page knows the numbers, and nothing of the result."""
    asked = json.loads((root / f"state/nbgrader/release/{made.QUIZ}/questions.json").read_text())["items"][DOSE["id"]][
        "variants"
    ]
    mine = next(one for one in asked if one["id"] == dealing.chosen(SEED, DOSE["id"], [each["id"] for each in asked]))
    surface, rate = (int(mine["parameters"][name].split()[0]) for name in ("surface", "rate"))
    right = surface * rate
    value, unit = {"full": (f"{right},0", "g"), "part": (f"{right * 1.1:.1f}", "g"), "wrong": (str(right), "mL")}[way]
    return {"value": value, "unit": unit, "variant": mine["id"]}


@pytest.fixture(scope="module")
def graded(made_once):
    """The quiz, answered in four ways, graded in one run, with one learner's feedback made; and what the run printed."""
    root = made_once("every-kind", grade)
    return root, (root / "printed.txt").read_text(encoding="utf-8")


def grade(root: Path) -> None:
    """Make the quiz, hand in, and grade."""
    make_quiz(root)
    made.quickly(root, "generate_assignment", made.QUIZ)
    for way in WAYS:
        given = {}
        if way != "blank":
            given = {graded_id(id): answers[way]["response"] for id, answers in gallery.ANSWERS.items()}
            given |= {DOSE["id"]: dose_answer(root, way), graded_case.CASE: {"opened": 6}}
        made.put(root, way, made.answers(given, seed=SEED))
    run = made.quickly(root, "autograde", made.QUIZ)
    made.quickly(root, "generate_feedback", made.QUIZ, "--student", "part")
    (root / "printed.txt").write_text(run.stdout + run.stderr, encoding="utf-8")


def points(root, learner: str) -> dict[str, tuple]:
    """Return points, most points and whether a person is waited for, of each item in the gradebook."""
    with made.gradebook(root) as gradebook:
        notebook = gradebook.find_submission_notebook(made.QUIZ, made.QUIZ, learner)
        return {grade.name: (grade.auto_score, grade.max_score, grade.needs_manual_grade) for grade in notebook.grades}


@pytest.mark.parametrize("learner", WAYS)
def test_gradebook_holds_the_points_worked_by_hand(graded, learner):
    """Full, partial, wrong or blank: does each item earn what the rule gives, of the most it can earn?"""
    root, _ = graded
    found, expected = points(root, learner), {}
    for id, answers in gallery.ANSWERS.items():
        if (
            answers["full"]["points"] is None
        ):  # written: a person gives up to two points; nothing written is nothing to read
            expected[graded_id(id)] = (0, 2, False) if learner == "blank" else (None, 2, True)
        else:
            expected[graded_id(id)] = (
                0 if learner == "blank" else answers[learner]["points"],
                answers["full"]["points"],
                False,
            )
    assert found == expected | {DOSE["id"]: (BY_HAND[learner], 1, False)}


def test_every_kind_is_in_the_quiz(graded):
    """Does the quiz leave no kind out?"""
    root, _ = graded
    held = json.loads((root / f"state/nbgrader/release/{made.QUIZ}/questions.json").read_text())["items"].values()
    assert {item["kind"] for item in held} == set(scoring.KINDS)
    assert not any({"key", "why", "feedback"} & set(item) for item in held)


def test_nothing_odd_is_reported_of_honest_answers(graded):
    """Does the run name no refused answer and no surprising variant, and end with all four learners?"""
    _, run = graded
    assert "holds no answer that the question allows" not in run and "is answered for numbers" not in run
    assert all(learner in run for learner in WAYS)


def test_the_returned_page_explains_every_item(graded):
    """Does one learner's feedback show each question, its reason, and the sum of the own dose?"""
    root, _ = graded
    page = (root / f"state/nbgrader/feedback/part/{made.QUIZ}/{made.QUIZ}.html").read_text(encoding="utf-8")
    assert all(f'id="{graded_id(id)}"' in page for id in gallery.ANSWERS)
    assert page.count("In the quiz: ") >= 21 and "{{" not in page and "<script" not in page
    assert "Grams." in page or "Above " in page


def test_results_count_the_items_of_the_case_with_the_others(graded):
    """Is the total what the hand-written points add up to, without what a person has yet to read?"""
    root, _ = graded
    loaded = course.load(root)
    found = {one.learner: one for one in results.results(loaded, loaded.assessment(made.QUIZ))}
    most = sum(answers["full"]["points"] or 0 for answers in gallery.ANSWERS.values()) + 1
    part = sum(answers["part"]["points"] or 0 for answers in gallery.ANSWERS.values())
    assert {way: (found[way].points, found[way].max) for way in WAYS} == {
        "full": (most, most),
        "part": (part, most),
        "wrong": (0, most),
        "blank": (0, most),
    }
    assert most == 12 + 38 + 1 and part == 6 + 19
