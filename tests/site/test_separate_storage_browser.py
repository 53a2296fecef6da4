"""A browser that keeps a storage for each page from file://, as Firefox does: is nothing untrue said, and everything deleted?"""

import pytest
from on_site import answer, items, question, stands, stick
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.whole]

QUIZ, MODULE = "retinoids-quiz", "start-here"
# What Firefox does from file://: each file sees its own part of the storage only.
APART = """(() => {
  const all = window.localStorage, own = `${location.pathname}|`;
  const names = () => Object.keys(all).filter((name) => name.startsWith(own)).map((name) => name.slice(own.length));
  const storage = {
    getItem: (name) => all.getItem(own + name),
    setItem: (name, text) => all.setItem(own + name, text),
    removeItem: (name) => all.removeItem(own + name),
    key: (n) => names()[n] ?? null,
    get length() { return names().length; },
  };
  window.everyName = () => Object.keys(all);
  Object.defineProperty(window, "localStorage", { get: () => storage, configurable: true });
})()"""
NOTHING = "Object.defineProperty(window, 'localStorage', { get: () => null })"


@pytest.fixture
def page(chromium):
    """A page of a browser that keeps a storage for each file."""
    context = chromium.new_context()
    context.add_init_script(APART)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


def opened(page, site, name: str):
    page.goto(stick(site, name))
    stands(page)
    return page


def single(page) -> str:
    """Return the id of the page's first single choice."""
    return page.locator(".nbc-kind-single").first.get_attribute("data-item")


def choose(page) -> str:
    """Answer the page's first single choice; return its id."""
    id = single(page)
    question(page, id).locator("label").first.click()
    expect(question(page, id).locator(".nbc-status")).to_contain_text("Saved")
    return id


def test_the_first_page_says_nothing_of_answers_that_it_cannot_see(page, site):
    """Does it say that it cannot know, instead of "0 answered", once a page has told it so?"""
    opened(page, site, MODULE)
    choose(page)
    page.get_by_role("link", name="Home").click()
    expect(page.locator("#nbs-where")).to_contain_text("cannot show how far you are")
    expect(page.locator(".nbp-progress").first).to_be_hidden()
    expect(page.locator(".nbp-next")).to_be_hidden()
    opened(page, site, "index")
    expect(page.locator("#nbs-where")).to_contain_text("cannot show how far you are")


def test_starting_anew_deletes_the_answers_of_every_page(page, site):
    """Are the answers of a module and of a quiz gone when the first page says that they are?"""
    opened(page, site, MODULE)
    of_module = choose(page)
    opened(page, site, QUIZ)
    of_quiz = choose(page)
    opened(page, site, "index")
    page.get_by_role("button", name="Start anew on this computer").click()
    page.get_by_role("button", name="Delete and start anew").click()
    expect(page.get_by_role("status").filter(has_text="All answers are deleted")).to_be_visible()
    kept = " ".join(page.evaluate("everyName()"))
    assert of_module not in kept and of_quiz not in kept
    expect(page.locator("#nbs-where")).to_contain_text("cannot show how far you are")
    opened(page, site, QUIZ)
    expect(question(page, of_quiz).locator("input:checked")).to_have_count(0)


def test_that_all_is_deleted_is_said_once(site, windows):
    """Is the first page, loaded again after new answers, silent?"""
    home = windows()(stick(site))
    home.get_by_role("button", name="Start anew on this computer").click()
    home.get_by_role("button", name="Delete and start anew").click()
    done = home.get_by_role("status").filter(has_text="All answers are deleted")
    expect(done).to_be_visible()
    expect(home.locator("#nbs-where")).not_to_contain_text("cannot show")
    assert home.evaluate("location.hash") == ""
    home.reload()
    expect(done).to_have_count(0)


def test_an_address_on_a_web_server_deletes_nothing(site, windows, serve):
    """Is a link that asks for deleting refused where somebody else could have made it?"""
    address = f"{serve(site)}/{MODULE}.html"
    page = windows()(address)
    id = choose(page)
    page.goto("about:blank")
    page.goto(f"{address}#anew=1-2")
    stands(page)
    expect(question(page, id).locator("input:checked")).to_have_count(1)


def test_a_full_storage_is_emptied_all_the_same(site, windows):
    """Does starting anew delete where there is no room to note that it begins?"""
    window = windows()
    page = window(stick(site, MODULE))
    answer(page, next(iter(items(page).values())))
    home = window(stick(site))
    home.evaluate(
        """() => {
          for (let size = 1 << 20; size >= 1; size = size >> 1)
            for (let n = 0; ; n += 1) {
              try { localStorage.setItem(`other-${size}-${n}`, "x".repeat(size)); } catch { break; }
            }
        }"""
    )
    page.close()
    home.get_by_role("button", name="Start anew on this computer").click()
    home.get_by_role("button", name="Delete and start anew").click()
    expect(home.get_by_role("status").filter(has_text="All answers are deleted")).to_be_visible()
    assert [name for name in home.evaluate("Object.keys(localStorage)") if "start-here" in name.split("|")[-1]] == []


def test_a_browser_without_a_storage_mounts_and_says_so(site, chromium):
    """Does a page whose localStorage is null show its questions, say NOT SAVED and why, and the first page, too?"""
    context = chromium.new_context()
    context.add_init_script(NOTHING)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    opened(page, site, MODULE)
    expect(page.get_by_role("alert").first).to_contain_text("not kept here")
    question(page, single(page)).locator("label").first.click()
    expect(question(page, single(page)).locator(".nbc-status")).to_contain_text("NOT SAVED")
    opened(page, site, "index")
    expect(page.get_by_role("alert").first).to_contain_text("does not let pages keep anything")
    page.get_by_role("button", name="Start anew on this computer").click()
    page.get_by_role("button", name="Delete and start anew").click()
    expect(page.get_by_role("alert").first).to_contain_text("NOT DELETED")
    context.close()
    assert errors == []
