"""Is every page readable by everybody: light and dark, small and large, with a screen reader, on paper?"""

import pytest
from playwright.sync_api import expect
from returned import FULL, OBJECTIVES
from served import CASE_QUIZ, MODULE, QUIZ

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/",
    "module": f"/module/{MODULE}",
    "long module": "/module/retinoids",
    "quiz": f"/quiz/{QUIZ}",
    "quiz with a case": f"/quiz/{CASE_QUIZ}",
    "results": "/results",
    "result": f"/results/{QUIZ}",
    "objectives only": f"/results/{CASE_QUIZ}",
    "error": "/nothing-here",
}
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def visit(nurse_factory, results, publish):
    """Log a learner in who has results, at a size and in a theme."""

    def make(**options):
        nurse = nurse_factory(**options)
        publish(
            **{
                QUIZ: {"due": "2030-01-01T12:00:00Z", "attempts": 3, "returned": True},
                CASE_QUIZ: {"due": "2020-01-01T12:00:00Z", "returned": True},
            }
        )
        results(nurse.learner, **{QUIZ: FULL, CASE_QUIZ: OBJECTIVES})
        nurse.log_in()
        return nurse

    return make


def settled(nurse, path: str) -> None:
    nurse.goto(path)
    if nurse.page.locator(".nbp-widget").count():
        nurse.until("![...document.querySelectorAll('.nbp-widget:not([data-widget=hand_in]) > .nbp-plain')].length")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_page_is_clean_by_axe(visit, dark):
    """Does the checker find nothing on any kind of page?"""
    nurse = visit(dark=dark)
    found = {}
    for name, path in PAGES.items():
        settled(nurse, path)
        found[name] = nurse.axe()
    assert {name: problems for name, problems in found.items() if problems} == {}
    assert nurse.errors == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_login_review_and_receipt_are_clean_by_axe(nurse_factory, dark):
    """Are the moments between the pages clean, too?"""
    nurse = nurse_factory(dark=dark)
    nurse.goto(f"/quiz/{QUIZ}")
    nurse.page.get_by_label("Your id").fill("x")
    nurse.page.get_by_label("Your PIN").fill("9")
    nurse.page.get_by_role("button", name="Log in").click()
    nurse.page.get_by_role("alert").wait_for()
    found = nurse.axe()
    nurse.log_in(f"/quiz/{QUIZ}")
    nurse.choose("retinoids-q07")
    nurse.wait_bar("All answers saved")
    nurse.page.get_by_role("link", name="Review and hand in").click()
    found += nurse.axe()
    nurse.page.get_by_role("button", name="Hand in …").click()
    found += nurse.axe()
    nurse.page.get_by_role("button", name="Hand in now").click()
    nurse.page.get_by_role("heading", name="Receipt").wait_for()
    found += nurse.axe()
    nurse.page.route("**/api/**", lambda route: route.abort())
    nurse.page.evaluate("window.dispatchEvent(new Event('focus'))")
    nurse.wait_bar("The course does not answer")
    assert found + nurse.axe() == []


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (390, 1), (640, 2), (1920, 1)])
def test_no_page_scrolls_sideways(visit, width, zoom):
    """Does each page fit 320 px, a telephone, a laptop zoomed to 200 % and a projector?"""
    nurse = visit(width=width, zoom=zoom)
    found = {}
    for name, path in PAGES.items():
        settled(nurse, path)
        found[name] = nurse.page.evaluate(SIDEWAYS)
    assert {name: over for name, over in found.items() if over > 0} == {}


def test_every_page_has_its_landmarks_and_one_title(visit):
    """Can a screen reader's user jump to header, navigation, main and footer, and read one main heading?"""
    nurse = visit()
    for path in PAGES.values():
        settled(nurse, path)
        for role in ("banner", "main", "contentinfo"):
            expect(nurse.page.get_by_role(role), f"{role} of {path}").to_have_count(1)
        expect(nurse.page.get_by_role("navigation", name="Course")).to_have_count(1)
        expect(nurse.page.get_by_role("heading", level=1), path).to_have_count(1)


def test_every_control_is_large_enough_for_a_finger(visit):
    """Is each button and each link of a list at least 24 px high?"""
    nurse = visit(width=390, touch=True)
    small = {}
    for name, path in PAGES.items():
        settled(nurse, path)
        small[name] = (
            nurse.page.evaluate("""() => [...document.querySelectorAll('.nbp button, .nbp nav a, .nbp summary, .nbp li > a, .nbp-button')]
            .filter((one) => !one.closest('.nbp-article p, .nbp-article li') && one.checkVisibility() && one.getBoundingClientRect().height < 24).map((one) => one.outerHTML.slice(0, 90))""")
        )
    assert {name: found for name, found in small.items() if found} == {}


def test_the_contents_list_marks_the_place_that_is_read(visit):
    """Does the list follow the reader, also over a leap, and keep the mark in sight?"""
    nurse = visit()
    settled(nurse, "/module/retinoids")
    links = nurse.page.locator(".nbp-contents a")
    nurse.until(
        "window.scrollTo(0, document.body.scrollHeight) ?? [...document.querySelectorAll('.nbp-contents a')].at(-1).getAttribute('aria-current') === 'true'"
    )
    expect(nurse.page.locator(".nbp-contents a[aria-current]")).to_have_count(1)
    box, side = links.last.bounding_box(), nurse.page.locator(".nbp-side").bounding_box()
    assert side["y"] <= box["y"] <= side["y"] + side["height"]


def test_lines_are_short_enough_to_read(visit):
    """Is running text at most about 75 signs wide, and an explorer wider?"""
    nurse = visit(width=1920)
    settled(nurse, "/module/retinoids")
    text = nurse.page.locator(".nbp-article section > p").nth(4).bounding_box()["width"]
    letters = nurse.page.evaluate(
        "() => { const one = document.createElement('span'); one.textContent = 'n'.repeat(75); one.style.whiteSpace = 'nowrap'; one.style.position = 'absolute'; document.querySelector('.nbp-article p').append(one); const width = one.getBoundingClientRect().width; one.remove(); return width; }"
    )
    assert text <= letters
    assert nurse.page.locator(".nbp-widget:has(.nbc-x)").first.bounding_box()["width"] > text


@pytest.mark.parametrize("path", ["/module/families", f"/quiz/{QUIZ}", "/results"])
def test_the_skip_link_leads_to_the_text(visit, path):
    """Does the next Tab after it reach what the page is about, and no list of contents at its side?"""
    nurse = visit()
    settled(nurse, path)
    nurse.page.keyboard.press("Tab")
    assert nurse.page.evaluate("document.activeElement.className") == "nbp-skip"
    nurse.page.keyboard.press("Enter")
    nurse.page.keyboard.press("Tab")
    assert nurse.page.evaluate(
        "!!document.activeElement.closest('main') && !document.activeElement.closest('.nbp-side')"
    )


def test_a_heading_with_quotes_is_reached_from_the_contents(visit):
    """Does a link whose address may hold no quotes still find its place?"""
    nurse = visit()
    settled(nurse, "/module/families")
    link = nurse.page.locator(".nbp-contents a[href*='%22']").first
    words = link.inner_text()
    link.click()
    heading = nurse.page.locator(".nbp-article h2, .nbp-article h3").filter(has_text=words).first
    expect(heading).to_be_in_viewport()


def test_a_table_that_is_cut_says_so(visit):
    """On a telephone: does each table with columns out of sight say in words how to see them, and can keys scroll it?"""
    nurse = visit(width=390)
    settled(nurse, "/module/anti-gd2")
    tables = nurse.page.locator(".nbp-article .nbp-scroll")
    nurse.until("document.querySelector('.nbp-scroll[data-wide]')")
    wide = [one for one in tables.all() if one.evaluate("el => el.scrollWidth > el.clientWidth + 1")]
    assert len(wide) >= 3 and tables.get_by_text("scroll it sideways").filter(visible=True).count() == len(wide)
    assert all(one.get_attribute("tabindex") == "0" for one in wide)
    wide[0].focus()
    nurse.page.keyboard.press("ArrowRight")
    nurse.until("document.activeElement.scrollLeft > 0")


def test_the_meaning_of_a_word_opens_by_keyboard(visit):
    """Does a word say its meaning where it stands?"""
    nurse = visit()
    settled(nurse, "/module/retinoids")
    nurse.page.locator(".nbp-article a[href$='#Words-on-this-page'][title]").first.focus()
    nurse.page.get_by_role("tooltip").wait_for()


def test_no_two_lists_of_a_page_have_the_same_name(visit):
    """Can somebody who hears the lists of a page tell which question and gap each belongs to?"""
    nurse = visit()
    settled(nurse, "/module/retinoids")
    names = nurse.page.locator(".nbc-gap select").evaluate_all("els => els.map((el) => el.ariaLabel)")
    assert len(names) > 5 and len(set(names)) == len(names)
    assert all(", question " in name and ": " in name for name in names)


def test_practice_tells_at_once_what_was_right(visit):
    """Is feedback instant, and the page's progress counted?"""
    nurse = visit()
    settled(nurse, "/module/retinoids")
    card = nurse.page.locator(".nbc-kind-single:has(.nbc-primary)").first
    card.locator(".nbc-option").first.click()
    card.get_by_role("button", name="Check my answer").click()
    card.get_by_text("The right answer").wait_for()
    nurse.page.locator("#nbp-page-progress", has_text="1 of").wait_for()


def test_paper_has_no_ways_on_and_every_answer(visit):
    """Does print leave out what cannot be pressed, and show what is folded?"""
    nurse = visit()
    settled(nurse, f"/results/{QUIZ}")
    nurse.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    nurse.page.emulate_media(media="print")
    expect(nurse.page.get_by_role("navigation", name="Course")).to_be_hidden()
    expect(nurse.page.get_by_text("That is not it.")).to_be_visible()
    expect(nurse.page.get_by_text("A source, 2015.")).to_be_visible()
    settled(nurse, f"/quiz/{QUIZ}")
    expect(nurse.page.locator("#nbp-bar")).to_be_hidden()
    expect(nurse.page.locator("#nbp-questions")).to_be_hidden()


def test_motion_is_only_for_those_who_want_it(visit):
    """Does nothing move for a reader who asked for calm?"""
    nurse = visit()
    nurse.page.emulate_media(reduced_motion="reduce")
    settled(nurse, f"/quiz/{QUIZ}")
    moving = nurse.page.evaluate(
        "() => [...document.querySelectorAll('.nbp *')].filter((one) => getComputedStyle(one).transitionDuration.split(', ').some((time) => parseFloat(time) > 0) || getComputedStyle(one).animationName !== 'none').map((one) => one.className)"
    )
    assert moving == []


def test_focus_is_never_hidden_under_the_bar(visit):
    """Is the control that has the focus always to be seen, on a page that is longer than the window?"""
    nurse = visit(width=390)
    settled(nurse, f"/quiz/{QUIZ}")
    places = nurse.page.locator(".nbc-card").locator("input, select, textarea, button").filter(visible=True)
    expect(places.first).to_be_visible()
    tall = nurse.page.evaluate("document.documentElement.scrollHeight / innerHeight")
    assert places.count() > 4 and tall > 1.5
    bar = nurse.page.locator("#nbp-bar").bounding_box()
    for place in places.all():
        place.focus()
        box = place.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= bar["y"]
