"""A hospital's own numbers are printed into copies; what is committed stays as it is."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from conftest import contents  # noqa: E402

from nbcare.build import course_files, local_pages  # noqa: E402
from nbcare.content import course as courses  # noqa: E402
from nbcare.errors import ContentError  # noqa: E402
from nbcare.notebook import workspace  # noqa: E402

PHONE = "555 0199, ask for oncology"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The course of a hospital that has set its phone and its pass mark, after its notebooks were made; and what was there."""
    from courses import copy_course

    root = copy_course(tmp_path_factory.mktemp("local") / "course")
    before = contents(root)
    (root / "state").mkdir()
    (root / "state" / "local.yaml").write_text(f'version: 1\nphone: "{PHONE}"\n')
    (root / "state" / "settings.yaml").write_text("version: 1\npass_percent: 93\n")
    course = courses.load_local(root)
    local_pages.refresh(course)
    return course, before


def test_the_content_stays_byte_for_byte(made):
    """Are notebooks/ and assessments/source/ as they were committed, and current?"""
    course, before = made
    assert {name: data for name, data in contents(course.root).items() if not name.startswith("state/")} == before
    assert course_files.stale(course.root) == []


def test_cards_pages_and_quizzes_print_what_is_set(made):
    """Does a nurse read the phone on card and page, and the pass mark on the quiz?"""
    course, _ = made
    folder = local_pages.notebooks(course)
    assert folder == course.state / "notebooks"
    assert PHONE in (folder / "cards/when-to-call.html").read_text(encoding="utf-8")
    assert PHONE in json.loads(json.dumps((folder / "families.ipynb").read_text(encoding="utf-8")))
    quiz = local_pages.source(course) / "retinoids-quiz/retinoids-quiz.ipynb"
    assert "93 % of the points" in quiz.read_text(encoding="utf-8")


def test_a_learners_folder_holds_them(made):
    """Does JupyterLab show the hospital's numbers as well?"""
    course, _ = made
    place = workspace.lay_out(course)
    assert PHONE in (place / "families/cards/when-to-call.html").read_text(encoding="utf-8")


def test_they_are_made_once(made, monkeypatch):
    """Does a second start make nothing again, and one after a change everything?"""
    course, _ = made
    calls: list[object] = []
    monkeypatch.setattr(course_files, "notebooks_of", lambda *words: calls.append(words) or [])
    local_pages.refresh(course)
    assert calls == []
    (course.state / "local.yaml").write_text("version: 1\nphone: '1'\n")
    local_pages.refresh(course)
    assert len(calls) == 1


def test_without_settings_the_committed_notebooks_are_shown(course_copy):
    """Is nothing copied but the quizzes' sources, and is an earlier copy taken away with its settings?"""
    course = courses.load_local(course_copy)
    (course.state / "notebooks").mkdir(parents=True)
    (course.state / "notebooks" / local_pages.MADE_FROM).write_text("[]")
    local_pages.refresh(course)
    assert local_pages.notebooks(course) == course.root / "notebooks" and not (course.state / "notebooks").exists()
    assert contents(local_pages.source(course)) == contents(course.root / "assessments" / "source")


def test_nbgraders_own_settings_are_the_hospitals_to_change(course_copy):
    """Is the configuration in nbgrader's course root written once, and never over a change?"""
    course = courses.load_local(course_copy)
    local_pages.refresh(course)
    own = course.state / "nbgrader" / "nbgrader_config.py"
    own.write_text(own.read_text() + "\nc = get_config()\n")
    local_pages.refresh(course)
    assert own.read_text().endswith("c = get_config()\n")


def test_a_mistake_stops_with_a_sentence_and_leaves_what_was_made(made):
    """Is an implausible number refused before anything is printed?"""
    course, _ = made
    before = contents(local_pages.source(course))
    (course.state / "local.yaml").write_text("version: 1\nfever: 100.4\n")
    with pytest.raises(ContentError, match=r"state/local\.yaml:2 fever"):
        local_pages.refresh(course)
    assert contents(local_pages.source(course)) == before
