"""Notebooks are made from text, byte for byte the same, and hold no key."""

import json

import nbformat
import pytest

from nbcare.build import course_files
from nbcare.build.questions_file import questions_of
from nbcare.content.items import all_items
from nbcare.errors import ContentError


def edit(path, old, new):
    """Replace one passage of a written file."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_every_made_file_of_the_repository_is_up_to_date(root):
    """Would `nbcare build` change anything that is committed?"""
    assert [str(path.relative_to(root)) for path in course_files.stale(root)] == []


def test_a_second_build_writes_nothing(course_copy):
    """Is the same text always the same notebook?"""
    course_files.build(course_copy)
    assert course_files.build(course_copy) == []


@pytest.mark.parametrize("made", ["notebooks/retinoids.ipynb", "assessments/source/retinoids-quiz/questions.json"])
def test_a_made_file_that_was_edited_by_hand_is_stale(course_copy, made):
    """Does `build --check` notice a change in a notebook?"""
    course_files.build(course_copy)
    path = course_copy / made
    path.write_text(path.read_text().replace("Isotretinoin", "Isotretinoine", 1))
    assert course_files.stale(course_copy) == [path]


def test_a_made_file_without_a_source_is_stale(course_copy):
    """Is the notebook of a removed module noticed?"""
    course_files.build(course_copy)
    left = course_copy / "notebooks" / "old-module.ipynb"
    left.write_text("{}")
    assert course_files.stale(course_copy) == [left]


def test_made_notebooks_are_valid_and_name_their_widgets(root):
    """Does every widget cell say what it is, so that a page can be made without reading code?"""
    for path in [*root.glob("notebooks/*.ipynb"), *root.glob("assessments/source/*/*.ipynb")]:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        for cell in notebook.cells:
            if cell.cell_type == "code" and not cell.source.startswith("from nbcare"):
                word = cell.metadata["nbcare"]["widget"]
                assert word in ("ask", "explore", "unfold", "step", "hand_in")
                assert word == "step" or cell.outputs[0]["data"]["text/plain"]


def test_the_order_of_rows_and_options_survives_the_notebook(root):
    """Are rows and columns in the order in which they were written?"""
    items = all_items(root)
    for path in root.glob("notebooks/*.ipynb"):
        for props in questions_of(nbformat.read(path, as_version=4))["items"].values():
            written = items[props["id"].removesuffix("-before")]
            for part in ("options", "rows", "columns", "tokens"):
                assert list(props.get(part, {})) == list(written.get(part, {}))


def test_graded_questions_carry_nothing_of_their_answer(root):
    """Is there neither key, rationale, feedback, critical mark nor rubric in what a learner gets?"""
    for path in root.glob("assessments/source/*/questions.json"):
        for props in json.loads(path.read_text())["items"].values():
            assert not {"key", "why", "feedback", "critical", "facts", "rubric", "tolerance", "objective"} & set(props)
            if props["kind"] in ("multiple", "highlight"):
                assert "points" not in props


def test_a_page_ends_with_the_sources_it_numbers(root):
    """Does each number in square brackets lead to an entry of the page's list?"""
    import re

    notebook = nbformat.read(root / "notebooks" / "retinoids.ipynb", as_version=4)
    last = notebook.cells[-1].source
    listed = {int(n) for n in re.findall(r"^(\d+)\. ", last, re.MULTILINE)}
    text = json.dumps(notebook.cells[:-1], ensure_ascii=False)
    cited = {int(n) for n in re.findall(r"\[(\d+)\]", text)}
    assert last.startswith("## References") and cited == listed == set(range(1, len(listed) + 1))


def test_each_page_says_that_it_is_for_education_and_who_reviewed_it(root):
    """Does the first cell of every notebook carry the safety line and the review status?"""
    for path in [*root.glob("notebooks/*.ipynb"), *root.glob("assessments/source/*/*.ipynb")]:
        first = nbformat.read(path, as_version=4).cells[0].source
        assert "For education only" in first and "**Review:** not yet reviewed by a clinician." in first


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('ask("retinoids-p05")', 'import os; os.remove("x")', "is not one plain call"),
        ('ask("retinoids-p05")', 'ask("retinoids-" + "p05")', "is not one plain call"),
        ('ask("retinoids-p05")', 'remove("retinoids-p05")', "is not a call that a lesson may hold"),
        ('ask("retinoids-p05")', 'ask("retinoids-p99")', "is not a practice item"),
        ('ask("retinoids-p05")', 'ask("retinoids-q01")', "is not a practice item"),
        ('explore("retinoids-dish")', 'explore("retinoids-moon")', "there is no such explorer"),
        ("{{cite:mech.ra.review}}", "{{cite:mech.ra.nothing}}", "mech.ra.nothing"),
        ("slug: retinoids", "slug: retinoid", "front matter"),
    ],
)
def test_a_mistake_in_a_lesson_is_named(course_copy, old, new, says):
    """Is the author told which file, which place and what to do?"""
    edit(course_copy / "lessons" / "retinoids.md", old, new)
    with pytest.raises(ContentError) as refused:
        course_files.build(course_copy)
    assert says in str(refused.value) and refused.value.repair


def test_an_assessment_that_lists_an_ungraded_item_is_refused(course_copy):
    """Can a practice item, whose key is open, slip into a graded quiz?"""
    edit(course_copy / "course.yaml", "      - retinoids-q08\n", "      - retinoids-p01\n")
    with pytest.raises(ContentError, match="retinoids-p01.*not a graded item"):
        course_files.build(course_copy)


def test_pictures_travel_inside_the_notebook(course_copy):
    """Does a copy of the page show its pictures anywhere?"""
    images = course_copy / "assets" / "images"
    images.mkdir(exist_ok=True)
    (images / "cell.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    lesson = course_copy / "lessons" / "start-here.md"
    lesson.write_text(lesson.read_text() + "\n![A cell with branches](../assets/images/cell.svg)\n")
    course_files.build(course_copy)
    cells = nbformat.read(course_copy / "notebooks" / "start-here.ipynb", as_version=4).cells
    held = [cell for cell in cells if cell.get("attachments")]
    assert len(held) == 1 and "attachment:cell.svg" in held[0].source
