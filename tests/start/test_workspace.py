"""The learner's folder: pages are renewed, answers are never touched, each learner has one."""

import json
import shutil

import pytest

from nbcare.content import course
from nbcare.notebook import workspace


@pytest.fixture
def loaded(course_copy):
    """A course whose quiz is released."""
    shutil.copytree(
        course_copy / "assessments/source/retinoids-quiz", course_copy / "state/nbgrader/release/retinoids-quiz"
    )
    return course.load(course_copy)


def test_each_page_lies_beside_its_questions(loaded):
    """Does every module and released quiz get a folder of its own?"""
    place = workspace.lay_out(loaded)
    for slug in ("start-here", "retinoids", "retinoids-quiz"):
        assert (place / slug / f"{slug}.ipynb").is_file()
        assert json.loads((place / slug / "questions.json").read_text())["scope"] == slug


def test_a_second_start_keeps_answers_and_renews_pages(loaded):
    """After an update of the course, is the page the new one and the answer still there?"""
    place = workspace.lay_out(loaded)
    (place / "retinoids" / "responses.json").write_text("the learner's")
    (place / "retinoids" / "retinoids.ipynb").write_text("spoiled")
    workspace.lay_out(loaded)
    assert (place / "retinoids" / "responses.json").read_text() == "the learner's"
    assert (place / "retinoids" / "retinoids.ipynb").read_bytes() == (
        loaded.root / "notebooks" / "retinoids.ipynb"
    ).read_bytes()


def test_a_quiz_that_is_not_released_is_not_there(course_copy):
    """Is a quiz closed until the instructor releases it?"""
    place = workspace.lay_out(course.load(course_copy))
    assert (place / "retinoids").is_dir() and not (place / "retinoids-quiz").exists()


def test_learners_on_one_machine_have_a_folder_each(loaded):
    """Are the answers of two nurses on one PC kept apart?"""
    assert workspace.lay_out(loaded, "anna") != workspace.lay_out(loaded, "ben")
    assert workspace.lay_out(loaded, "anna").name == "anna"


@pytest.mark.parametrize("id", ["", "Anna", "-n03", "../ben", "a/b", "ä", "x" * 33])
def test_a_name_that_is_no_learner_id_is_refused(loaded, id):
    """Can a learner's id lead out of the workspace?"""
    with pytest.raises(workspace.WorkspaceError, match="a to z"):
        workspace.lay_out(loaded, id)
    assert not (loaded.root / "state" / "workspace").exists()


def test_who_has_a_folder_under_an_older_id_finds_the_answers(loaded):
    """Does a learner whose id would not be given out today still open their own folder, and nobody else's?"""
    (loaded.root / "state/workspace/learners/-n03").mkdir(parents=True)
    assert workspace.lay_out(loaded, "-n03") == loaded.root / "state/workspace/learners/-n03"
    with pytest.raises(workspace.WorkspaceError, match="a to z"):
        workspace.lay_out(loaded, "-n04")
