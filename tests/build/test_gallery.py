"""The gallery shows everything once, is built and checked like a module, and no learner is led to it."""

import base64
import json
import re

import nbformat
import pytest

from nbcare.authoring import check
from nbcare.build import course_files, manifest
from nbcare.build.questions_file import questions_of
from nbcare.content import course
from nbcare.errors import ContentError
from nbcare.notebook import workspace
from nbcare.questions import scoring

PICTURE = "assets/images/window-sill.svg"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A copy of the course, built."""
    from courses import copy_course

    root = copy_course(tmp_path_factory.mktemp("gallery") / "course")
    course_files.build(root)
    return root


@pytest.fixture(scope="module")
def questions(made):
    """What stands beside the gallery's notebook."""
    return questions_of(nbformat.read(made / "notebooks/gallery.ipynb", as_version=4))


def test_every_kind_is_shown(questions):
    """Is there one of each kind, and nothing of a module that a learner is graded on?"""
    alone = [props["kind"] for props in questions["items"].values() if "case" not in props]
    assert set(alone) == set(scoring.KINDS) and len(alone) == len(scoring.KINDS) + 1 and alone.count("highlight") == 2
    assert all(id.startswith("gallery-p") and props["use"] == "practice" for id, props in questions["items"].items())
    assert list(questions["cases"]) == ["wilting-plant"] and len(questions["cases"]["wilting-plant"]["steps"]) == 6


def test_what_the_lesson_does_not_ask_stands_at_its_end(made, questions):
    """Does a new kind need its entry in the gallery's bank only?"""
    lesson = (made / "lessons/gallery.md").read_text(encoding="utf-8")
    alone = [id for id, props in questions["items"].items() if "case" not in props]
    left = [id for id in alone if f'ask("{id}")' not in lesson]
    assert left and alone[-len(left) :] == left


def test_every_kind_of_chart_is_shown(questions):
    """Are text, table, trend, picture, entries and what is new all there?"""
    shown = {name for props in questions["items"].values() for one in props.get("exhibits", ()) for name in one}
    assert {"text", "table", "trend", "image", "alt", "entries", "added", "new"} <= shown


def test_a_picture_travels_with_its_item(made, questions):
    """Is the picture itself in the page, so that a copy shows it anywhere without asking anybody?"""
    (picture,) = [one for props in questions["items"].values() for one in props.get("exhibits", ()) if "image" in one]
    kind, data = re.fullmatch(r"data:(image/[a-z+]+);base64,(.+)", picture["image"]).groups()
    assert kind == "image/svg+xml" and base64.b64decode(data) == (made / PICTURE).read_bytes()


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("assets/images/no.svg", "there is no picture"),
        ("assets/images/../../course.yaml", "not below assets/images"),
        ("https://example.org/x.png", "not below assets/images"),
        ("assets/images/x.gif", "of a kind that browsers may not show"),
        ("assets/images/large.png", "larger than 200 kB"),
    ],
)
def test_a_picture_that_cannot_be_shown_is_refused(course_copy, address, said):
    """Do build and check both name the item and the picture?"""
    (course_copy / "assets/images/x.gif").write_bytes(b"GIF")
    (course_copy / "assets/images/large.png").write_bytes(b"0" * 200_001)
    bank = course_copy / "assessments/bank/gallery.yaml"
    bank.write_text(bank.read_text().replace(PICTURE, address))
    with pytest.raises(ContentError, match=f"gallery-p02.*{said}"):
        course_files.build(course_copy)
    assert any("gallery-p02" in str(one) and said in one.problem for one in check.run(course_copy))


def test_no_learner_is_led_to_the_gallery(made):
    """Is it in nobody's list of pages and no objective to be covered, and still allowed to run and open?"""
    loaded = course.load(made)
    assert "gallery" not in [module.slug for module in loaded.modules]
    listed = manifest.read(loaded)
    assert "gallery" not in [page["slug"] for page in listed["pages"]] and len(listed["pages"]) > 2
    assert manifest.fingerprint('unfold("wilting-plant")') in listed["cells"]
    assert (workspace.lay_out(loaded) / "gallery" / "gallery.ipynb").is_file()
    assert not any("gallery" in str(one) for one in check.run(made))


def test_the_gallery_is_checked_like_any_other_page(course_copy):
    """Is a mistake in its lesson, its bank or its case found?"""
    lesson, bank = course_copy / "lessons/gallery.md", course_copy / "assessments/bank/gallery.yaml"
    lesson.write_text(lesson.read_text().replace('ask("gallery-p03")', 'ask("gallery-p99")'))
    bank.write_text(bank.read_text().replace("Without brakes nobody can stop.", "Right."))
    case = course_copy / "assessments/cases/wilting-plant.yaml"
    case.write_text(
        case.read_text()
        .replace("A peace lily does not mind the radio.", "Wrong.")
        .replace("Water stands in the saucer. The", "{{fact:no.such}} The")
    )
    said = [str(one) for one in check.run(course_copy) if one.level == "error"]
    assert any("lessons/gallery.md" in one and "gallery-p99" in one for one in said)
    assert any("gallery-p03" in one and "is only 'Right.'" in one for one in said)
    assert any("wilting-plant.yaml gallery-p21" in one and "is only 'Wrong.'" in one for one in said)
    # Once, although the chart of a case stands in each of its later items again.
    assert len([one for one in said if "no.such" in one]) == 1


CASE_MISTAKES = [
    (
        "lessons/gallery.md",
        'unfold("wilting-plant")',
        'unfold("moon")',
        "unfolds moon, which is not in assessments/cases",
    ),
    (
        "lessons/gallery.md",
        'ask("gallery-p03")',
        'ask("gallery-p22")',
        "asks gallery-p22, which is a step of the case wilting-plant",
    ),
    ("assessments/cases/wilting-plant.yaml", "use: practice", "use: graded", "unfolds wilting-plant, which is graded"),
    ("assessments/cases/wilting-plant.yaml", "use: practice", "use: graded", "a graded item without facts"),
    (
        "assessments/cases/wilting-plant.yaml",
        "id: gallery-p22",
        "id: saucer",
        "the id is not the module's slug and a number",
    ),
    (
        "assessments/cases/wilting-plant.yaml",
        "The soil is soaked, so",
        "The soil holds 20 mg/kg, so",
        "'20 mg/kg' has no source",
    ),
    (
        "assessments/cases/wilting-plant.yaml",
        "Choose the **two** plans",
        "Choose the plans",
        "the stem does not say to choose 2",
    ),
    (
        "course.yaml",
        "      - retinoids-q01\n",
        "      - gallery-p22\n",
        "its item gallery-p22 is a step of the case wilting-plant",
    ),
    (
        "course.yaml",
        "      - retinoids-q01\n",
        "      - wilting-plant\n",
        "its item gallery-p21 is not graded; write 'use: graded' in the case",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), CASE_MISTAKES, ids=[one[3][:40] for one in CASE_MISTAKES])
def test_a_mistake_about_a_case_is_named(course_copy, file, old, new, said):
    """Do the content rules cover a case's items exactly like a bank's?"""
    path = course_copy / file
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))
    found = [str(one) for one in check.run(course_copy)]
    assert any(said in one for one in found), found


def test_a_lesson_that_unfolds_what_is_no_practice_case_is_not_built(course_copy):
    """Does the build refuse it, too?"""
    lesson = course_copy / "lessons/gallery.md"
    for wrong, said in (('unfold("moon")', "is not a practice case"), ('ask("gallery-p22")', "is a step of the case")):
        lesson.write_text(re.sub(r'(unfold|ask)\("[^"]+"\)\n```\n$', f"{wrong}\n```\n", lesson.read_text()))
        with pytest.raises(ContentError, match=said):
            course_files.build(course_copy)


def test_a_page_carries_its_case_once(made):
    """Does the notebook hold the case in one cell, and questions.json each step by its own id?"""
    notebook = json.loads((made / "notebooks/gallery.ipynb").read_text())
    cells = [cell for cell in notebook["cells"] if cell["metadata"].get("nbcare", {}).get("widget") == "unfold"]
    (props,) = [cell["metadata"]["nbcare"]["props"] for cell in cells]
    assert [step["case"] for step in props["steps"]] == ["wilting-plant"] * 6 and props["shown"].startswith("sha256:")
    assert "".join(cells[0]["outputs"][0]["data"]["text/plain"]).count("Step ") == 6
