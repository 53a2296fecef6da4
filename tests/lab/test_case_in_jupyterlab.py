"""A case, practice and graded, in a real JupyterLab: locks hold through reload, two tabs and a new kernel."""

import os
import signal

import graded_case
import pytest
from courses import copy_course, without_quizzes
from playwright.sync_api import expect

from nbcare.build import course_files
from nbcare.questions import scoring

from .conftest import SCREEN, Lab, opened, start, stop, watched

pytestmark = [pytest.mark.browser, pytest.mark.whole]
QUIZ = "retinoids-quiz"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The learner's JupyterLab of a course whose quiz begins with a case."""
    folder = tmp_path_factory.mktemp("case")
    course = copy_course(folder / "course")
    without_quizzes(course, QUIZ)
    graded_case.add(course, QUIZ, "retinoids")
    course_files.build(course)
    running = start(course, "start", folder / "log.txt", "gallery")
    yield running
    stop(running.process)


@pytest.fixture(scope="module")
def page(chromium, lab):
    """One learner's page on the gallery: opening it is the slow part."""
    context = chromium.new_context(viewport=SCREEN, reduced_motion="reduce")
    yield opened(watched(context.new_page(), lab), lab, "gallery")
    context.close()


def entry(lab: Lab, slug: str, id: str):
    """Return the response that is in the store, or None."""
    return lab.stored(slug).get(id)


def choose(step, words: str) -> None:
    step.get_by_text(words).click(position={"x": 6, "y": 6})
    expect(step.locator(".nbc-status")).to_have_attribute("data-state", "saved")


def test_the_gallery_shows_everything_and_complains_of_nothing(page):
    """Are all kinds, the picture and the case on the page, with no error, and no way there in the bar?"""
    expect(page.locator(".nbc-case")).to_be_visible()
    kinds = page.locator("article.nbc-question").evaluate_all(
        "els => els.map((el) => el.className.match(/nbc-kind-(\\w+)/)[1])"
    )
    assert set(kinds) == set(scoring.KINDS)
    picture = page.get_by_role("img", name="Three pots on a window sill")
    picture.scroll_into_view_if_needed()
    assert picture.evaluate("img => img.complete && img.naturalWidth > 0")
    assert not page.locator(".nbcare-bar a", has_text="Gallery").count()
    assert page.trouble == []


def test_a_practice_case_is_worked_in_jupyterlab(page, lab):
    """Does a step lock, explain itself, and lead on, with its chart beside it?"""
    page.set_viewport_size({"width": 1200, "height": 560})
    case = page.locator(".nbc-case")
    case.scroll_into_view_if_needed()
    chart, work = case.locator(".nbc-case-chart").bounding_box(), case.locator(".nbc-case-work").bounding_box()
    assert chart["x"] + chart["width"] <= work["x"]
    first = case.locator(".nbc-step").first
    choose(first, "Most leaves hang down")
    first.get_by_role("button", name="Lock my answer").click()
    expect(first.locator(".nbc-result")).to_contain_text("1 of 2 points")
    case.get_by_role("button", name="Go on to step 2").click()
    expect(case.locator(".nbc-step")).to_have_count(2)
    expect(page.locator(":focus")).to_have_text("Step 2 of 6: Analyze cues")
    case.get_by_role("button", name="Lock my answer").evaluate("el => el.scrollIntoView({ block: 'end' })")
    assert case.locator(".nbc-case-chart").bounding_box()["y"] >= 40  # it stays in sight, under the bar
    assert entry(lab, "gallery", "wilting-plant") == {"opened": 2} and entry(lab, "gallery", "gallery-p21") == ["s2"]
    assert page.trouble == []


def test_a_graded_case_locks_through_tabs_reload_and_a_new_kernel(chromium, lab):
    """Is a locked answer locked for every window, and nothing lost on the way?"""
    context = chromium.new_context(viewport={"width": 1300, "height": 900})
    one, two = opened(context.new_page(), lab, QUIZ), opened(context.new_page(), lab, QUIZ)
    first = one.locator(".nbc-step").first
    choose(first, "Most leaves hang down")
    first.get_by_role("button", name="Open step 2").click()
    for page in (one, two):
        expect(page.locator(".nbc-step")).to_have_count(2)
        expect(page.locator(".nbc-step").first).to_have_attribute("data-state", "locked")
    assert two.locator(".nbc-feedback, .nbc-mark").count() == 0
    second = two.locator(".nbc-step").nth(1)
    second.locator("tbody tr").first.locator("input[value=c1]").check()
    expect(second.locator(".nbc-status")).to_have_attribute("data-state", "saved")
    expect(one.locator(".nbc-step").nth(1).locator("input[value=c1]").first).to_be_checked()
    panel = two.locator(".nbc-hand-in")
    expect(panel).to_contain_text("4 steps of a case are not opened. They count as unanswered.")
    expect(panel).to_contain_text("Question 3 (not opened)")
    for kernel in lab.kernels():
        os.kill(kernel, signal.SIGKILL)
    opened(one, lab, QUIZ)
    expect(one.locator(".nbc-step")).to_have_count(2)
    expect(one.locator(".nbc-step").first).to_have_attribute("data-state", "locked")
    expect(one.locator(".nbc-step").nth(1).locator("input[value=c1]").first).to_be_checked()
    assert entry(lab, QUIZ, graded_case.CASE) == {"opened": 2}
    assert entry(lab, QUIZ, "retinoids-q21") == ["s2"] and entry(lab, QUIZ, "retinoids-q22") == {"r1": "c1"}
    context.close()


@pytest.mark.parametrize("slug", ["gallery", QUIZ])
def test_a_case_fits_a_telephone(chromium, lab, slug):
    """At 320 pixels: no sideways scrolling, and the chart above the question?"""
    context = chromium.new_context(viewport={"width": 320, "height": 700}, has_touch=True)
    page = opened(context.new_page(), lab, slug)
    case = page.locator(".nbc-case")
    case.scroll_into_view_if_needed()
    assert page.locator(".jp-WindowedPanel-outer").evaluate("el => el.scrollWidth <= el.clientWidth")
    chart, work = case.locator(".nbc-case-chart").bounding_box(), case.locator(".nbc-case-work").bounding_box()
    assert chart["y"] + chart["height"] <= work["y"]
    context.close()
