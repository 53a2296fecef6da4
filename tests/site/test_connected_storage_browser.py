"""A page from file:// whose storage is connected to nothing, as Chromium gives out now and then: is no answer lost, and none called saved?"""

import pytest
from on_site import question, stands, stick
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.whole]

MODULE = "start-here"
# A page of these loads gets a storage of its own, which is gone with it.
DISCONNECTED = """(() => {
  if (location.protocol !== "file:") return;
  const load = Number(sessionStorage.getItem("load") ?? 0);
  sessionStorage.setItem("load", load + 1);
  if (!(%s)) return;
  const kept = new Map();
  const storage = {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, text) => kept.set(name, String(text)),
    removeItem: (name) => kept.delete(name),
    key: (n) => [...kept.keys()][n] ?? null,
    get length() { return kept.size; },
  };
  Object.defineProperty(window, "localStorage", { get: () => storage });
})()"""


@pytest.fixture
def page_of(chromium):
    """Open a page of a browser that gives the loads of which a condition on `load` is true a storage of their own."""
    contexts, errors = [], []

    def opened(condition: str):
        contexts.append(chromium.new_context())
        contexts[-1].add_init_script(DISCONNECTED % condition)
        page = contexts[-1].new_page()
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
    page = page_of("load < 2")
    chosen(opened(page, site))
    expect(opened(page, site).locator("input:checked")).to_have_count(1)


def test_an_answer_is_not_hidden_by_a_load_without_the_storage(page_of, site):
    """Is an earlier answer there when the page comes back with an empty storage?"""
    page = page_of("load === 2 || load === 3")
    chosen(opened(page, site))
    expect(opened(page, site).locator("input:checked")).to_have_count(1)
    assert int(page.evaluate("sessionStorage.getItem('load')")) == 5


def test_a_browser_whose_every_page_forgets_says_that_nothing_is_saved(page_of, site):
    """Does the page end its attempts, show its questions, and say NOT SAVED and why?"""
    single = opened(page := page_of("true"), site)
    expect(page.get_by_role("alert").first).to_contain_text("forgets what a page keeps")
    single.locator("label").first.click()
    expect(single.locator(".nbc-status")).to_contain_text("NOT SAVED")


def test_starting_anew_reaches_a_page_that_came_without_its_storage(page_of, site):
    """Are the answers deleted although the first page was empty at first?"""
    page = page_of("load === 2")
    chosen(opened(page, site))
    page.goto(stick(site))
    stands(page)
    page.get_by_role("button", name="Start anew on this computer").click()
    page.get_by_role("button", name="Delete and start anew").click()
    expect(page.get_by_role("status").filter(has_text="All answers are deleted")).to_be_visible()
    expect(opened(page, site).locator("input:checked")).to_have_count(0)
