"""A dose item is graded by the variant an answer names, and the learner gets their own sum back."""

import json
import shutil
from pathlib import Path

import made
import pytest
import yaml

from nbcare.build import course_files
from nbcare.content import bank
from nbcare.grading.asked_forms import AskedForms
from nbcare.grading.feedback_html import review
from nbcare.grading.marking import mark_submission
from nbcare.grading.review import lay_out
from nbcare.questions.variants import dealing

DOSE = made.FIELDS | {
    "id": "signs-q09",
    "kind": "numeric",
    "stem": "{{value:surface}} at {{value:rate}}: how much a day?",
    "unit": "mg",
    "units": ["mL"],
    "parameters": {
        "surface": {"label": "Surface", "unit": "m²", "from": 0.5, "to": 1, "step": 0.1},
        "rate": {"label": "Rate", "unit": "mg/m²", "values": [100, 125]},
    },
    "formula": "rate * surface",
    "round": {"rule": "half-up", "to": 1},
    "limits": {"from": 50, "to": 125},
    "tolerance": 0.5,
    "why": "For {{value:surface}} it is {{value:answer}}.",
    "feedback": {
        "low": "Below {{value:answer}}.",
        "high": "Above {{value:answer}}.",
        "unit": "Milligrams, not millilitres.",
    },
}
SEED = "5eed"


@pytest.fixture(scope="module")
def course(tmp_path_factory) -> Path:
    """The small course with a dose item in its quiz."""
    root = made.make_course(tmp_path_factory.mktemp("doses") / "course")
    for path, add in (
        ("assessments/bank/signs.yaml", lambda data: data["items"].append(DOSE)),
        ("course.yaml", lambda data: data["assessments"][0]["items"].append(DOSE["id"])),
    ):
        data = yaml.safe_load((root / path).read_text(encoding="utf-8"))
        add(data)
        (root / path).write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True), encoding="utf-8")
    course_files.build(root)
    made.quickly(root, "generate_assignment", made.QUIZ)
    return root


@pytest.fixture(scope="module")
def item(course) -> dict:
    """The dose item as the bank gives it."""
    return bank.load(course / "assessments/bank/signs.yaml").items[DOSE["id"]]


def own(item: dict, seed: str = SEED) -> dict:
    """Return the variant that a seed gives."""
    id = dealing.chosen(seed, item["id"], [each["id"] for each in item["variants"]])
    return next(each for each in item["variants"] if each["id"] == id)


def other(item: dict) -> dict:
    """Return a variant that the seed does not give, with another answer."""
    return next(each for each in item["variants"] if each["key"] != own(item)["key"])


def answer(variant: dict, value=None) -> dict:
    """Answer a variant, with its key or a value."""
    return {"value": str(variant["key"] if value is None else value), "unit": "mg", "variant": variant["id"]}


@pytest.fixture
def marked(course, item, tmp_path):
    """Hand an answer in and mark it: marked(response, **over)."""
    root = Path(shutil.copytree(course, tmp_path / "course"))

    def mark(response, **over):
        made.put(root, "ada", made.answers({item["id"]: response}, **({"seed": SEED} | over)))
        return mark_submission(root / "state/nbgrader", "ada", made.QUIZ, AskedForms({item["id"]: item}))

    return mark


def test_own_variant_earns_its_point_without_a_remark(marked, item):
    """Is an honest answer simply right?"""
    marking = marked(answer(own(item)))
    mark = marking.marks[item["id"]]
    assert (mark.points, mark.status, mark.surprising, mark.variant) == (1, "scored", False, own(item)["id"])
    assert marking.notes == []


def test_forged_variant_is_scored_and_pointed_out(marked, item):
    """Is an answer to easier numbers scored by them, and told to the instructor with the numbers?"""
    marking = marked(answer(other(item)))
    mark = marking.marks[item["id"]]
    assert (mark.points, mark.status, mark.surprising) == (1, "scored", True)
    (note,) = marking.notes
    assert (
        "signs-q09 is answered for numbers" in note
        and other(item)["parameters"]["surface"] in note
        and "should look" in note
    )
    assert "not the numbers that this course gave" in review(lay_out(mark, item))


@pytest.mark.parametrize(
    "response",
    [
        {"value": "70", "unit": "mg"},
        {"value": "70", "unit": "mg", "variant": "v0"},
        {"value": "70", "unit": "mg", "variant": ["x"]},
    ],
)
def test_answer_to_no_variant_is_invalid_and_named(marked, item, response):
    """Is a missing or unknown variant zero, flagged, and reviewed with the learner's own numbers?"""
    marking = marked(response)
    mark = marking.marks[item["id"]]
    assert (mark.points, mark.status, mark.surprising) == (0, "invalid", False) and "other numbers" in marking.notes[0]
    assert own(item)["parameters"]["surface"] in lay_out(mark, item)["stem"]


@pytest.mark.parametrize("value", ["1,120", "60-70", "60 70", "1e2"])
def test_unreadable_number_is_zero_and_flagged(marked, item, value):
    """Is what the page refuses while typing never guessed at?"""
    mark = marked(answer(own(item), value)).marks[item["id"]]
    assert (mark.points, mark.status) == (0, "invalid")


@pytest.mark.parametrize("seed", [None, "", 7, ["a"]])
def test_file_without_a_seed_is_looked_at_and_costs_nothing(marked, item, seed):
    """Is an answer that cannot be checked against its seed still paid, and pointed out?"""
    marking = marked(answer(own(item)), seed=seed)
    assert marking.marks[item["id"]].points == 1 and marking.marks[item["id"]].surprising


def test_unanswered_and_unreadable_show_no_hole(marked, item):
    """Does a page of nothing answered hold the learner's numbers, and of a broken file no braces?"""
    shown = lay_out(marked(None).marks[item["id"]], item)
    assert own(item)["parameters"]["surface"] in shown["stem"] and shown["right"][0]["text"].startswith(
        f"{own(item)['key']} mg: "
    )
    shown = lay_out(marked(None, items=[]).marks[item["id"]], item)
    assert "{{" not in json.dumps(shown) and "[surface]" in shown["stem"]


def test_written_key_beside_variants_is_asked_as_it_stands():
    """Is naming a variant that nobody was asked pointed out, for banks with a key of their own?"""
    from nbcare.grading.variants import which

    item = {"id": "x-q01", "kind": "numeric", "key": 1, "variants": [{"id": "v1", "parameters": {"cups": 6}, "key": 2}]}
    assert (
        not which(item, {"value": "1"}, SEED).surprising
        and which(item, {"value": "2", "variant": "v1"}, SEED).surprising
    )


def test_feedback_returns_the_learners_own_sum(course, item, tmp_path):
    """From hand-in to the returned page: own numbers, worked answer, remark; the others' numbers nowhere?"""
    root = Path(shutil.copytree(course, tmp_path / "course"))
    mine, theirs = own(item), other(item)
    made.put(root, "ada", made.answers(made.RIGHT | {item["id"]: answer(mine, mine["key"] * 2)}, seed=SEED))
    made.put(root, "bob", made.answers(made.RIGHT | {item["id"]: answer(theirs)}, seed=SEED))
    done = made.quickly(root, "autograde", made.QUIZ)
    assert "signs-q09 is answered for numbers" in done.stdout
    with made.gradebook(root) as gradebook:
        scores = {id: gradebook.find_grade(item["id"], made.QUIZ, made.QUIZ, id).auto_score for id in ("ada", "bob")}
    assert scores == {"ada": 0, "bob": 1}
    made.quickly(root, "generate_feedback", made.QUIZ)
    page = (root / f"state/nbgrader/feedback/ada/{made.QUIZ}/{made.QUIZ}.html").read_text(encoding="utf-8")
    assert f"{mine['key']} mg: {mine['worked']}" in page and mine["parameters"]["surface"] in page
    assert f"Above {mine['key']}\u00a0mg." in page and "{{" not in page and theirs["worked"] not in page
    assert "not the numbers that this course gave" not in page
    page = (root / f"state/nbgrader/feedback/bob/{made.QUIZ}/{made.QUIZ}.html").read_text(encoding="utf-8")
    assert "not the numbers that this course gave" in page and theirs["worked"] in page
