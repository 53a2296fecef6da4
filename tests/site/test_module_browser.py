"""A module from a USB stick, without any server: practice, explorers and words work, and answers stay."""

import re

import hands
import pytest
from on_site import answer, heard, items, question, stands, stick
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_practice_answers_at_once_and_is_there_after_the_browser_was_closed(site, windows):
    """Is a practice answer saved, explained, and found again on a page opened anew?"""
    window = windows()
    page = window(stick(site, "start-here"))
    [item] = items(page).values()
    given = answer(page, item)
    question(page, item["id"]).get_by_role("button", name=re.compile("Check")).click()
    expect(question(page, item["id"]).locator(".nbc-result")).to_be_visible()
    page.close()
    later = window(stick(site, "start-here"))
    box = question(later, item["id"]).locator(f"input[value='{given}']")
    expect(box).to_be_checked()
    expect(question(later, item["id"]).locator(".nbc-status")).to_contain_text("saved", ignore_case=True)


def test_explorer_works_and_keeps_its_prediction(site, windows):
    """Does an explorer load, unlock its controls after a prediction, redraw, and remember?"""
    window = windows()
    page = window(stick(site, "retinoids"))
    dish = question(page, "retinoids-dish")
    slider = dish.locator("input[type=range]").first
    expect(slider).to_be_disabled()
    dish.locator(".nbc-x-predict label").first.click()
    dish.locator(".nbc-x-commit").click()
    expect(dish.locator(".nbc-status")).to_contain_text("Saved")
    sentence = dish.locator(".nbc-x-try p").first
    before = sentence.inner_text()
    slider.press("End")
    expect(sentence).not_to_have_text(before)
    page.reload()
    expect(slider).to_be_enabled()


def test_every_explorer_is_in_the_one_script(site, windows):
    """Is each explorer of each module drawn, none replaced by an excuse?"""
    page = windows()(stick(site))
    for path in sorted(site.glob("*.html")):
        page.goto(path.as_uri())
        stands(page)
        expect(page.locator(".nbp-widget[data-widget=explore] > pre")).to_have_count(0)
        expect(page.locator(".nbc-x-broken, .nbp-alert")).to_have_count(0)


def test_words_and_cards_are_there(site, windows):
    """Does a word show its meaning, and a card's link open the card?"""
    page = windows()(stick(site, "families"))
    word = page.locator('a[href$="#Words-on-this-page"]:is([title], [data-meaning])').first
    word.focus()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("a[href^='cards/']").first.click()
    page.wait_for_url("**/cards/*.html")


MINUTES = re.compile(r"About \d+ minutes")


def test_first_page_shows_how_far_a_learner_is(site, windows):
    """Do the counts, the drawing and the way on follow the answers, in a window that stood open as well?"""
    window = windows()
    home, page = window(stick(site)), window(stick(site, "start-here"))
    expect(home.get_by_text("Your answers stay in this browser, on this computer.")).to_be_visible()
    expect(home.locator(".nbp-welcome")).to_be_visible()
    expect(home.locator(".nbp-next")).to_contain_text(MINUTES)
    answer(page, next(iter(items(page).values())))
    expect(home.locator(".nbp-module-card", has_text="Start here").locator(".nbp-progress")).to_contain_text(
        "1 of 1 answered"
    )
    expect(home.locator(".nbp-welcome")).to_be_hidden()
    expect(home.locator(".nbp-next")).to_contain_text("Retinoids")
    expect(home.locator(".nbp-next")).to_contain_text(MINUTES)
    home.locator(".nbp-next a").click()
    home.wait_for_url("**/retinoids.html")


def test_two_copies_of_the_course_keep_their_answers_apart(site, windows, tmp_path):
    """Does another folder on the same computer show none of these answers?"""
    import shutil

    shutil.copytree(site, tmp_path / "copy")
    window = windows()
    page = window(stick(site, "start-here"))
    answer(page, next(iter(items(page).values())))
    other = window(stick(tmp_path / "copy", "start-here"))
    expect(other.locator(".nbc-question input:checked")).to_have_count(0)


@pytest.mark.parametrize("name", ["start-here"])
def test_practice_by_keyboard_alone(site, windows, name):
    """Can a learner go from the first page to a question and answer it without a mouse?"""
    page = windows()(stick(site))
    hands.Keys(page, ".nbp-next").press("a", "Enter")
    page.wait_for_url(f"**/{name}.html")
    item = next(iter(items(page).values()))
    answer(page, item, by=hands.by_keyboard)


@pytest.mark.whole
def test_no_page_asks_another_host(site, windows, serve):
    """With every network route cut but the site's own, does each page open whole, from a stick and from a server?"""
    for start, address in (("file://", stick(site)), ("http://127.0.0.1", f"{serve(site)}/index.html")):
        page = windows()("about:blank")
        asked = heard(page)
        page.context.route(re.compile(r"^(?!file:|data:|blob:|http://127\.0\.0\.1)"), lambda route: route.abort())
        for path in [*sorted(site.glob("*.html")), *sorted(site.glob("cards/*.html"))]:
            page.goto(address.replace("index.html", path.relative_to(site).as_posix()))
            stands(page)
            expect(page.locator("h1").first).to_be_visible()
            page.wait_for_load_state("networkidle")
        assert len(asked) > 12
        assert [one for one in asked if not one.startswith((start, "data:", "blob:"))] == []


def test_browser_that_keeps_nothing_says_so(site, chromium):
    """Does a page whose storage is forbidden open, say NOT SAVED with the reason, and never look saved?"""
    context = chromium.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(stick(site, "start-here"))
    expect(page.get_by_role("alert").first).to_contain_text("not kept here")
    item = page.locator(".nbc-question").first
    item.locator("label").first.click()
    expect(item.locator(".nbc-status")).to_contain_text("NOT SAVED")
    page.goto(stick(site))
    expect(page.get_by_role("alert").first).to_contain_text("not kept here")
    context.close()
    assert errors == []
