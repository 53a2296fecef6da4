"""What a nurse meets when a module opens in JupyterLab."""

import json

import pytest
from accessibility import IN_JUPYTERLAB, broken_rules
from courses import copy_course, without_quizzes
from playwright.sync_api import expect

from nbcare.build import course_files

from ..conftest import opened, saved, start, stop

pytestmark = pytest.mark.browser


def test_a_module_runs_by_itself_and_shows_no_code(shown, lab):
    """Does the page come up with its questions, and without anything that looks like programming?"""
    page = shown("retinoids")
    questions = json.loads((lab.folder("retinoids") / "questions.json").read_text())
    alone = [id for id, item in questions["items"].items() if "case" not in item]
    expect(page.locator(".nbc-question")).to_have_count(len(alone) + len(questions["cases"]))  # a case shows one step
    expect(page.locator("article.nbc-x")).to_have_count(len(questions["explorers"]))
    assert len(questions["items"]) >= 16 and len(questions["explorers"]) == 3
    for tool in (
        ".jp-InputArea-editor",
        ".jp-Toolbar",
        "#jp-menu-panel",
        ".jp-SideBar",
        "#jp-main-statusbar",
        ".lm-DockPanel-tabBar",
    ):
        assert page.locator(f"{tool}:visible").count() == 0, tool
    assert "import" not in page.locator(".jp-Notebook").inner_text()


WHOLE = [
    pytest.param(slug, marks=pytest.mark.whole) for slug in ("anti-gd2", "interleukin-2", "side-effects", "families")
]


@pytest.mark.parametrize("slug", ["start-here", "retinoids", *WHOLE])
def test_a_module_asks_no_other_host_logs_no_error_and_is_accessible(shown, slug):
    """Does a ward PC without internet open each page, quietly, and for everybody?"""
    page = shown(slug)
    page.wait_for_timeout(500)
    assert page.trouble == []
    assert broken_rules(page, IN_JUPYTERLAB) == []
    assert "{{" not in page.locator(".jp-Notebook").inner_text()


def test_leaving_a_page_asks_nothing_and_back_leads_to_it(learner, lab):
    """Can a nurse go to another page by the list, back with the browser, on with Next, and close it, without a save prompt?"""
    page = opened(learner, lab, "start-here")
    page.locator(".nbc-question input").first.check()
    saved(page)
    page.get_by_role("button", name="Contents").click()
    page.locator(".nbcare-bar nav").get_by_role("link", name="Retinoids: helping cells grow up").click()
    expect(page.get_by_role("heading", level=1, name="Retinoids: helping cells grow up")).to_be_visible(timeout=120_000)
    page.locator(".nbc-question").first.wait_for(timeout=120_000)
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Start here")).to_be_visible(timeout=120_000)
    page.get_by_role("link", name="Next module: Retinoids").click()  # the bar follows the page that is shown
    page.locator("[data-item^=retinoids]").first.wait_for(timeout=120_000)
    assert page.trouble == []
    page.close(run_before_unload=True)


def test_the_instructors_panels_are_hidden_from_learners(shown, lab):
    """Is nbgrader's own interface out of a learner's sight, and its commands with it?"""
    page = shown("start-here")
    assert page.get_by_text("Nbgrader").count() == 0 and page.get_by_text("Create Assignment").count() == 0
    answer = page.request.get(f"{lab.base}/formgrader?token={lab.token}")
    assert answer.status == 404


def test_keys_go_to_the_answers_and_not_to_jupyterlab(shown):
    """Do arrow keys and letters move an answer, not the notebook's cells?"""
    page = shown("start-here")
    cells = page.locator(".jp-Cell").count()
    first = page.locator(".nbc-question input[type=radio]").first
    first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".nbc-question input[type=radio]").nth(1)).to_be_checked()
    for key in ("b", "a", "x", "d", "d", "m", "0", "0"):
        page.keyboard.press(key)
    assert page.locator(".jp-Cell").count() == cells
    assert page.evaluate("document.activeElement.type") == "radio"


def test_an_answer_is_in_the_store_when_the_page_says_saved(shown, lab):
    """Is the word Saved true?"""
    page = shown("start-here")
    page.locator(".nbc-question input[type=radio]").nth(2).check()
    saved(page)
    stored = lab.entries("start-here")["start-here-p01"]
    chosen = page.locator(".nbc-question input[type=radio]").nth(2).get_attribute("value")
    assert stored["response"] == chosen and stored["revision"] >= 1


def test_an_answer_is_there_again_after_a_reload(shown, lab):
    """Does a nurse who was called away find her answer again?"""
    page = shown("start-here")
    page.locator(".nbc-question input[type=radio]").nth(1).check()
    saved(page)
    opened(page, lab, "start-here")
    expect(page.locator(".nbc-question input[type=radio]").nth(1)).to_be_checked()


def test_axe_finds_nothing_in_the_dark(shown):
    """Inside JupyterLab, with its own styles around them, are text, questions and explorers accessible on a dark screen?"""
    page = shown("retinoids")
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
    assert broken_rules(page, IN_JUPYTERLAB) == []


def test_the_tab_is_named_for_the_page(shown):
    """Is the browser's tab called what the page is called?"""
    page = shown("retinoids-quiz")
    page.wait_for_timeout(1_500)
    expect(page).to_have_title("Retinoids: the graded quiz – nbcare")


def test_the_place_for_a_written_answer_is_hidden_until_it_is_graded(shown):
    """Does a nurse see one box to write in, and no second, empty place?"""
    page = shown("retinoids-quiz")
    expect(page.locator("textarea.nbc-textarea")).to_have_count(1)
    assert page.locator("em", has_text="Your written answer is put here").is_visible() is False


@pytest.mark.whole
def test_a_course_of_ones_own_runs_as_well(chromium, tmp_path):
    """Do the pages of a course that is not the package's own, say with another question, run by themselves?"""
    course = copy_course(tmp_path / "course")
    without_quizzes(course)
    bank = course / "assessments" / "bank" / "start-here.yaml"
    bank.write_text(bank.read_text().replace("start-here-p01", "start-here-p77"))
    lesson = course / "lessons" / "start-here.md"
    lesson.write_text(lesson.read_text().replace("start-here-p01", "start-here-p77"))
    course_files.build(course)
    own = start(course, "start", tmp_path / "log.txt")
    page = chromium.new_page()
    try:
        opened(page, own, "start-here")
        expect(page.locator("[data-item=start-here-p77]")).to_be_visible()
    finally:
        page.close()
        stop(own.process)
