"""A page from file:// whose storage is connected to nothing, as Chromium gives out now and then: is no answer lost, and none called saved?"""

import re
from collections.abc import Container
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from on_site import question, stands, stick
from playwright.sync_api import expect
from test_separate_storage_browser import APART

pytestmark = [pytest.mark.browser, pytest.mark.whole]

MODULE = "start-here"
# This script gives a page a storage that is lost when the page is left.
DISCONNECTED = """<script>{
  const kept = new Map();
  const storage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => kept.set(name, String(text)),
    removeItem: (name) => kept.delete(name),
    key: (n) => [...kept.keys()][n] ?? null,
    get length() { return kept.size; },
  };
  Object.defineProperty(window, "localStorage", { get: () => storage });
}</script>"""


class Loads:
    """The pages that a browser loads, of which those in `disconnected` get a storage of their own."""

    def __init__(self, disconnected: Container[int]):
        self.disconnected, self.count = disconnected, 0

    def answer(self, route) -> None:
        """Give the page that is asked for, counted from 0."""
        html = Path(unquote(urlsplit(route.request.url).path)).read_text(encoding="utf-8")
        script = DISCONNECTED if self.count in self.disconnected else ""
        self.count += 1
        route.fulfill(body=html.replace("<head>", f"<head>{script}", 1), content_type="text/html; charset=utf-8")


@pytest.fixture
def page_of(chromium):
    """Open a page of a browser, and the loads that it counts."""
    contexts, errors = [], []

    def opened(loads: Loads):
        contexts.append(chromium.new_context())
        page = contexts[-1].new_page()
        page.route(re.compile(r"^file:.*\.html"), loads.answer)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def opened(page, site):
    """Open the module, and return its first single choice."""
    page.goto("about:blank")
    page.goto(stick(site, MODULE))
    stands(page)
    return question(page, page.locator(".nbc-kind-single").first.get_attribute("data-item"))


def chosen(single) -> None:
    single.locator("label").first.click()
    expect(single.locator(".nbc-status")).to_contain_text("Saved")


def test_an_answer_given_after_a_load_without_the_storage_is_there_later(page_of, site):
    """Is the page loaded again until its storage is the one that the next page finds?"""
    page = page_of(Loads({0, 1}))
    chosen(opened(page, site))
    expect(opened(page, site).locator("input:checked")).to_have_count(1)


def test_an_answer_is_not_hidden_by_a_load_without_the_storage(page_of, site):
    """Is an earlier answer there when the page comes back with an empty storage?"""
    loads = Loads(set())
    page = page_of(loads)
    chosen(opened(page, site))
    loads.disconnected = {loads.count, loads.count + 1}
    expect(opened(page, site).locator("input:checked")).to_have_count(1)
    assert loads.count > max(loads.disconnected)


def test_a_browser_whose_every_page_forgets_says_that_nothing_is_saved(page_of, site):
    """Does the page end its attempts, show its questions, and say NOT SAVED and why?"""
    single = opened(page := page_of(Loads(range(1000))), site)
    expect(page.get_by_role("alert").first).to_contain_text("forgets what a page keeps")
    single.locator("label").first.click()
    expect(single.locator(".nbc-status")).to_contain_text("NOT SAVED")


def test_loads_without_the_storage_count_only_in_a_row(page_of, site):
    """Is a page that is loaded again by hand, each time without its storage at first, never said to forget?"""
    loads = Loads(set())
    page = page_of(loads)
    single = opened(page, site)
    chosen(single)
    for _ in range(7):
        loads.disconnected = {loads.count}
        page.reload()
        stands(page)
        expect(single.locator("input:checked")).to_have_count(1)
    expect(page.get_by_text("forgets what a page keeps")).to_have_count(0)


def test_starting_anew_reaches_a_page_that_came_without_its_storage(page_of, site):
    """In a browser with a storage for each page, are answers deleted whose page first came without its storage?"""
    loads = Loads(set())
    page = page_of(loads)
    page.context.add_init_script(f'if (location.protocol === "file:") {APART}')
    chosen(opened(page, site))
    page.goto(stick(site))
    stands(page)
    page.get_by_role("button", name="Start anew on this computer").click()
    loads.disconnected = {loads.count}  # the module comes first
    page.get_by_role("button", name="Delete and start anew").click()
    expect(page.get_by_role("status").filter(has_text="All answers are deleted")).to_be_visible()
    expect(opened(page, site).locator("input:checked")).to_have_count(0)
