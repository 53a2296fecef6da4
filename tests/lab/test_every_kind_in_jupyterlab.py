"""Every kind of question, and a case, in a real JupyterLab: what is on disk is what is on the screen, whatever happens."""

import os
import signal

import gallery
import on_screen
import pytest
from accessibility import IN_JUPYTERLAB, broken_rules
from courses import copy_course, without_quizzes
from hands import by_keyboard, by_mouse
from playwright.sync_api import expect

from .conftest import Lab, mounted, opened, start, stop, wait_until, watched

pytestmark = [pytest.mark.browser, pytest.mark.whole]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The learner's JupyterLab, opened at the gallery."""
    folder = tmp_path_factory.mktemp("gallery")
    course = copy_course(folder / "course")
    without_quizzes(course)
    running = start(course, "start", folder / "log.txt", "gallery")
    yield running
    stop(running.process)


@pytest.fixture(scope="module")
def page(chromium, lab):
    """One learner's page on the gallery, with every kind answered once."""
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    page = opened(watched(context.new_page(), lab), lab, "gallery")
    for id in gallery.SINGLES:
        give(page, id, by_mouse, "part")
    agree(page, lab, {id: gallery.ANSWERS[id]["part"]["response"] for id in gallery.SINGLES})
    assert page.trouble == []
    yield page
    context.close()


def question(page, id: str):
    return page.locator(f"[data-item={id}]")


def give(page, id: str, hand, name: str) -> None:
    """Give one of the hand-written answers to a question and wait until it is saved."""
    hand(question(page, id), gallery.items()[id], gallery.ANSWERS[id][name]["response"])
    expect(question(page, id).locator(".nbc-status").first).to_have_attribute("data-state", "saved")


def stored(lab: Lab) -> dict:
    """Return the answers that are in the store."""
    return {id: response for id, response in lab.stored("gallery").items() if id in gallery.ANSWERS}


def shown(page) -> dict:
    """Return the answers that the controls on the screen hold."""
    here = [id for id in gallery.ANSWERS if question(page, id).count()]
    return {
        id: answer for id in here if (answer := on_screen.answer(question(page, id), gallery.items()[id])) is not None
    }


def agree(page, lab: Lab, expected: dict) -> None:
    """Wait until disk and screen both hold what was answered."""
    wait_until(page, lambda: stored(lab) == shown(page) == expected)
    assert stored(lab) == expected and shown(page) == expected


def test_a_reload_in_the_middle_and_another_answer_by_keyboard(page, lab):
    """Is every answer there again after a reload, and can each be changed with the keyboard alone?"""
    before = shown(page)
    agree(opened(page, lab, "gallery"), lab, before)
    for id in gallery.SINGLES:
        give(page, id, by_keyboard, "full")
    agree(page, lab, before | {id: gallery.ANSWERS[id]["full"]["response"] for id in gallery.SINGLES})
    assert page.trouble == []


def test_a_case_with_a_reload_in_the_middle(page, lab):
    """Are locked and open steps on the screen what is on disk, before and after a reload, to the last step?"""
    expected = shown(page)
    case = page.locator(".nbc-case")
    for number, id in enumerate(gallery.STEPS, 1):
        give(page, id, by_mouse if number % 2 else by_keyboard, "part")
        expected[id] = gallery.ANSWERS[id]["part"]["response"]
        case.get_by_role("button", name="Lock my answer").click()
        if number < 6:
            case.get_by_role("button", name=f"Go on to step {number + 1}").click()
        if number == 3:
            agree(opened(page, lab, "gallery"), lab, expected)
    expect(case.locator(".nbc-case-end")).to_contain_text("6 of 12 points")  # 1 + 2 + 0 + 1 + 0 + 2
    agree(opened(page, lab, "gallery"), lab, expected)
    expect(case.locator(".nbc-case-end")).to_contain_text("6 of 12 points")
    assert page.trouble == []


def test_a_killed_kernel_costs_no_answer(page, lab):
    """Is the screen what is on disk after the kernel died, and does every kind save with the new one?"""
    before = shown(page)
    # The widgets of the dead kernel must be gone: until the page has noticed, nothing on it tells that they are old.
    page.evaluate("for (const el of document.querySelectorAll('article.nbc-card')) el.dataset.old = ''")
    for kernel in lab.kernels():
        os.kill(kernel, signal.SIGKILL)
    expect(page.locator("[data-old]")).to_have_count(0, timeout=120_000)
    mounted(page, lab, "gallery")
    agree(page, lab, before)
    for id in gallery.SINGLES:
        give(page, id, by_mouse, "wrong")
    agree(page, lab, before | {id: gallery.ANSWERS[id]["wrong"]["response"] for id in gallery.SINGLES})
    assert [trouble for trouble in page.trouble if "WebSocket" not in trouble] == []


def test_a_second_tab_shows_and_saves_the_same(page, lab):
    """Does each of two tabs show what the other one saved, for every kind, without a question about two answers?"""
    other = opened(watched(page.context.new_page(), lab), lab, "gallery")
    expected = shown(page)
    agree(other, lab, expected)
    for tab, mine in ((other, gallery.SINGLES[::2]), (page, gallery.SINGLES[1::2])):
        tab.bring_to_front()
        for id in mine:
            give(tab, id, by_mouse, "full")
            expected[id] = gallery.ANSWERS[id]["full"]["response"]
    for tab in (page, other):
        agree(tab, lab, expected)
        assert tab.locator(".nbc-conflict >> visible=true").count() == 0
    assert other.trouble == []
    other.close()


def explained(page) -> None:
    """Have every practice question checked."""
    page.evaluate(
        "for (const el of document.querySelectorAll('.nbc-primary')) if (el.textContent === 'Check my answer') el.click()"
    )
    expect(page.locator("article.nbc-question:not(.nbc-step *) .nbc-feedback >> visible=true")).to_have_count(
        len(gallery.SINGLES) - 1
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_gallery(page, scheme):
    """Inside JupyterLab, answered and explained, are all kinds, charts and the case accessible?"""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", str(scheme == "light").lower())
    explained(page)
    found = broken_rules(page, IN_JUPYTERLAB)
    page.emulate_media(color_scheme="light")
    assert found == []


@pytest.mark.parametrize("width", [320, 640], ids=["telephone", "200 % of 1280"])
def test_the_gallery_is_read_without_scrolling_sideways(page, width):
    """On a telephone, and on a screen zoomed to 200 %, answered and explained: is nothing wider than the page?"""
    page.set_viewport_size({"width": width, "height": 700})
    explained(page)
    page.wait_for_timeout(300)  # JupyterLab lays its panels out anew
    assert page.locator(".jp-WindowedPanel-outer").evaluate("el => el.scrollWidth <= el.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
