"""No answer is lost: not with a dead kernel, not with two tabs."""

import os
import signal

import pytest
from playwright.sync_api import expect

from .conftest import SCREEN, mounted, opened, saved, watched

pytestmark = [pytest.mark.browser, pytest.mark.whole]


@pytest.fixture(scope="module")
def page(chromium, lab):
    """One page whose kernel dies again and again: opening it is the slow part."""
    context = chromium.new_context(viewport=SCREEN, reduced_motion="reduce")
    yield opened(watched(context.new_page(), lab), lab, "start-here")
    context.close()


def response(lab, slug: str, id: str):
    """Return the answer that is in the store."""
    return lab.stored(slug)[id]


def stop_the_kernels(lab) -> None:
    """Let nothing answer; they are killed later: a kernel that is only killed may be back before the page notices."""
    for kernel in lab.kernels():
        os.kill(kernel, signal.SIGSTOP)


def kill_the_kernels(lab) -> None:
    for kernel in lab.kernels():
        os.kill(kernel, signal.SIGKILL)


def test_with_a_dead_kernel_the_page_says_so_and_sends_the_answer_later(page, lab):
    """Is a click on a dead page shown as not saved, and saved when the kernel is back?"""
    radios = page.locator(".nbc-question input[type=radio]")
    radios.nth(0).check()
    saved(page)
    stop_the_kernels(lab)
    wanted = radios.nth(2).get_attribute("value")
    radios.nth(2).check()
    expect(page.locator(".nbc-status", has_text="NOT SAVED").first).to_be_visible()
    kill_the_kernels(lab)
    saved(page)
    assert response(lab, "start-here", "start-here-p01") == wanted
    assert page.locator(".jp-Dialog:visible").count() == 0


def test_an_answer_given_to_a_dead_page_survives_a_reload(page, lab):
    """Is an answer that could not be saved sent after the browser was reloaded?"""
    mounted(page, lab, "start-here")
    radios = page.locator(".nbc-question input[type=radio]")
    radios.nth(0).check()
    saved(page)
    stop_the_kernels(lab)
    wanted = radios.nth(3).get_attribute("value")
    radios.nth(3).check()
    expect(page.locator(".nbc-status", has_text="NOT SAVED").first).to_be_visible()
    kill_the_kernels(lab)
    opened(page, lab, "start-here")
    saved(page)
    assert response(lab, "start-here", "start-here-p01") == wanted


def test_two_tabs_on_one_quiz_lose_nothing(chromium, lab):
    """When two tabs answer different questions, and then the same one, is every answer kept or shown?"""
    context = chromium.new_context()
    one, two = context.new_page(), context.new_page()
    opened(one, lab, "retinoids-quiz")
    opened(two, lab, "retinoids-quiz")
    singles = ".nbc-question:has(input[type=radio]):not(:has(table))"
    one.locator(singles).first.locator("input[type=radio]").nth(0).check()
    two.locator(".nbc-question:has(input[type=checkbox])").first.locator("input[type=checkbox]").nth(0).check()
    saved(one.locator(singles))
    saved(two.locator(".nbc-question:has(input[type=checkbox])"))
    assert {"retinoids-q04", "retinoids-q07"} <= set(lab.stored("retinoids-quiz"))
    context.close()
