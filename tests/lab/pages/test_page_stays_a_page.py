"""Whatever a nurse presses or clicks, the page stays a page: no command of JupyterLab reaches it."""

import pytest
from playwright.sync_api import expect

from ..conftest import mounted

pytestmark = pytest.mark.browser


def test_keys_pressed_on_plain_text_change_nothing(shown, lab):
    """After a click on a paragraph, do letters and Enter leave cells, kernel and page alone?"""
    page = shown("start-here")
    cells = page.locator(".jp-Cell").count()
    kernels = lab.kernels()
    page.locator(".jp-RenderedMarkdown p").first.click()
    for key in ("a", "b", "m", "y", "r", "0", "0", "d", "d", "Enter"):
        page.keyboard.press(key)
    page.locator(".jp-RenderedMarkdown p").first.dblclick()
    assert page.locator(".jp-Cell").count() == cells and lab.kernels() == kernels
    assert page.locator(".jp-Dialog, .lm-CommandPalette:visible, .jp-InputArea-editor:visible").count() == 0
    expect(page.locator(".nbcare-bar")).to_be_visible()


def test_a_right_click_offers_no_command_of_jupyterlab(shown):
    """Is "Delete Cell" out of reach?"""
    page = shown("start-here")
    page.locator(".jp-RenderedMarkdown p").first.click(button="right")
    page.wait_for_timeout(300)
    assert page.locator(".lm-Menu").count() == 0


@pytest.mark.parametrize("path", ["/doc/tree/start-her/start-her.ipynb", "/lab"])
def test_an_address_that_is_no_page_shows_the_way_back(learner, lab, path):
    """Can a nurse who mistyped go on from there?"""
    learner.goto(f"{lab.base}{path}?token={lab.token}")
    learner.get_by_role("button", name="Contents").click(timeout=120_000)
    expect(learner.get_by_role("link", name="Start here")).to_be_visible()


def test_a_page_that_comes_late_is_shown_all_the_same(learner, lab):
    """When the way back was offered because the machine is slow: does the page come, in place of it, and can it be used?"""
    late, address = [], "**/api/contents/start-here/start-here.ipynb*"
    learner.route(address, lambda route: late.append(route))
    learner.goto(lab.address("start-here"), timeout=120_000)
    expect(learner.locator(".nbcare-bar p")).to_contain_text("This address is no page of the course")
    learner.route(address, lambda route: route.continue_())
    for route in late:
        route.continue_()
    mounted(learner, lab, "start-here")
    expect(learner).to_have_title("Start here – nbcare")
