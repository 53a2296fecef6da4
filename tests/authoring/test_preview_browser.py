"""The preview in a browser: it follows the file, shows what only authors see, and never crashes."""

import re
import sys
from pathlib import Path

import pytest
from accessibility import broken_rules
from browsers import until
from playwright.sync_api import expect

from .conftest import run_preview

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "bank"))
import documented  # noqa: E402

from nbcare.content import bank  # noqa: E402

pytestmark = pytest.mark.browser
ID = "start-here-p01"
# What a browser says of a server that was stopped: refused, or cut off while it answered.
STOPPED = re.compile(r"net::ERR_(CONNECTION_\w+|EMPTY_RESPONSE|SOCKET_NOT_CONNECTED)")


@pytest.fixture
def opened(chromium):
    """Open a preview: opened(preview, width=…, dark=…); an error of a script or of the policy fails the test."""
    contexts, errors = [], []

    def make(running, width: int = 1300, dark: bool = False):
        contexts.append(
            chromium.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if dark else "light",
                reduced_motion="reduce",
            )
        )
        contexts[-1].set_default_timeout(60_000)
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda message: (
                errors.append(message.text) if message.type == "error" and not STOPPED.search(message.text) else None
            ),
        )
        contexts[-1].add_cookies([running.cookie])
        page.goto(running.address)
        page.locator(".pv-item .nbc-question").last.wait_for()
        return page

    yield make
    for context in contexts:
        context.close()
    assert errors == []


@pytest.fixture(scope="module")
def every_kind(tmp_path_factory):
    """A preview of the bank of docs/bank-format.md, which holds every kind."""
    from courses import copy_course

    course = copy_course(tmp_path_factory.mktemp("kinds") / "course")
    (course / "assessments/bank/tea.yaml").write_text(documented.yaml_text(), encoding="utf-8")
    with run_preview(course, "tea") as preview:
        yield preview


def _card(page, id: str = ID):
    return page.locator(f"#{id}")


def test_an_author_sees_the_question_and_its_answer(preview, opened):
    """Are the learner's widget and the key, rationale and feedback side by side?"""
    page = opened(preview)
    expect(_card(page).locator(".pv-learner .nbc-question")).to_be_visible()
    author = _card(page).locator(".pv-author")
    expect(author.locator(".pv-key")).to_have_text("Keep the page open until the word Saved comes back.")
    expect(author).to_contain_text("An answer counts as kept only when the page says")
    expect(author.locator(".pv-choices li")).to_have_count(4)
    expect(author.locator(".pv-choices li").nth(1)).to_contain_text("Right choice")


def test_a_saved_edit_is_shown_and_the_place_is_kept(every_kind, opened):
    """Do new words appear by themselves, with the page where it was and the other tries untouched?"""
    page = opened(every_kind)
    _card(page, "tea-q01").get_by_label("Fill the kettle").check()
    expect(_card(page, "tea-q01").locator(".pv-result")).to_have_text("1 of 1 point (scored)")
    _card(page, "tea-q10").evaluate("card => card.scrollIntoView()")
    top = _card(page, "tea-q10").evaluate("card => card.getBoundingClientRect().top")
    file = every_kind.course / "assessments/bank/tea.yaml"
    old = file.read_text(encoding="utf-8")
    try:
        file.write_text(
            old.replace("What belongs in each bag?", "Which things go into which bag? " + "Pack with care. " * 60),
            encoding="utf-8",
        )
        expect(_card(page, "tea-q04")).to_contain_text("Which things go into which bag?")
        expect(page.locator(".pv-changes")).to_have_text("Changed: tea-q04.")
        assert abs(_card(page, "tea-q10").evaluate("card => card.getBoundingClientRect().top") - top) < 3
        expect(_card(page, "tea-q01").locator(".pv-result")).to_have_text("1 of 1 point (scored)")
        file.write_text("version: [", encoding="utf-8")
        expect(page.get_by_role("alert").first).to_contain_text("not valid YAML")
        assert abs(_card(page, "tea-q10").evaluate("card => card.getBoundingClientRect().top") - top) < 3
    finally:
        file.write_text(old, encoding="utf-8")


def test_a_broken_bank_says_why_and_comes_back(preview, opened):
    """Does a mistake while typing give a sentence with file, item and field, and go when it is mended?"""
    page = opened(preview)
    alert = page.get_by_role("alert").first
    expect(alert).to_be_hidden()
    preview.replace("key: b", "key: z")
    expect(alert).to_contain_text(
        f"start-here.yaml {ID}: key: z is not among the options a, b, c, d; name one of the options"
    )
    preview.replace("key: z", "key: [")
    expect(alert).to_contain_text("not valid YAML")
    expect(_card(page)).to_be_visible()
    preview.replace("key: [", "key: c")
    expect(alert).to_be_hidden()
    expect(_card(page).locator(".pv-key")).to_have_text("Copy the answer onto paper and hand in the paper.")


def test_a_bank_that_is_broken_at_first_is_shown_once_it_is_mended(preview, chromium):
    """Can an author begin with a broken file?"""
    preview.replace("kind: single", "kind: singel")
    page = chromium.new_page()
    page.context.add_cookies([preview.cookie])
    page.goto(preview.address)
    expect(page.get_by_role("alert").first).to_contain_text("kind: 'singel' is not one of single")
    preview.replace("kind: singel", "kind: single")
    expect(_card(page).locator(".nbc-question")).to_be_visible()
    page.close()


def test_items_come_and_go_with_the_file(preview, opened):
    """Does a new item appear in its place, and one that is taken out leave the page?"""
    page = opened(preview)
    old = preview.bank.read_text(encoding="utf-8")
    item = "  - {id: start-here-p02, kind: text, use: practice, objective: '0.1', step: take-action, stem: Write a line., points: 1, rubric: A line.}\n"
    preview.bank.write_text(old + item, encoding="utf-8")
    expect(page.locator(".pv-item h2")).to_have_text([ID, "start-here-p02"])
    preview.bank.write_text(old.split("  - id:")[0] + item, encoding="utf-8")
    expect(page.locator(".pv-item h2")).to_have_text(["start-here-p02"])


def test_the_evidence_is_followed_too(preview, opened):
    """Does a corrected fact show at once beside the item that rests on it?"""
    preview.replace("facts: []", "facts: [ra.dose.standard]")
    page = opened(preview)
    fact = _card(page).locator(".pv-facts")
    expect(fact).to_contain_text("may be a key")
    facts = next(
        path
        for path in (preview.course / "assets/evidence/facts").glob("*.yaml")
        if "\n  ra.dose.standard:" in path.read_text(encoding="utf-8")
        or "ra.dose.standard:" in path.read_text(encoding="utf-8")
    )
    text = facts.read_text(encoding="utf-8")
    statement = fact.locator(".pv-text").inner_text()
    assert statement[:20] in text
    facts.write_text(text.replace(statement[:20], f"CORRECTED {statement[:20]}"), encoding="utf-8")
    expect(fact).to_contain_text("CORRECTED")


def test_an_answer_is_tried_with_the_keyboard(preview, opened):
    """Does a try, by keyboard alone, show the scorer's points?"""
    page = opened(preview)
    page.get_by_label("Show only items with").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Go to")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(_card(page).locator(".pv-result")).to_have_text("0 of 1 point (scored)")
    right = _card(page).get_by_role("radio", name="Keep the page open")
    while not right.is_checked():
        page.keyboard.press("ArrowDown")
    expect(_card(page).locator(".pv-result")).to_have_text("1 of 1 point (scored)")


def test_every_kind_is_shown_and_can_be_found(every_kind, opened):
    """Is each kind on the page, with its key, and does the filter find one by id, kind or word?"""
    page = opened(every_kind)
    items = page.locator(".pv-item")
    written = bank.load(every_kind.course / "assessments/bank/tea.yaml").items
    expect(items).to_have_count(len(written))
    expect(page.locator(".pv-item .nbc-question")).to_have_count(len(written))
    # A written answer has no key, and an item with variants has one for each.
    expect(page.locator(".pv-key")).to_have_count(len([item for item in written.values() if "key" in item]))
    expect(_card(page, "tea-q05").locator(".pv-key li")).to_have_text(
        ["Fill the kettle", "Heat the water", "Pour the water on the leaves", "Take the leaves out"]
    )
    expect(_card(page, "tea-q15")).to_contain_text("Right within 0.05.")
    _card(page, "tea-q18").get_by_text("2 variants, with keys").click()
    expect(_card(page, "tea-q18").locator(".pv-variants li")).to_have_text(["cups 4 cups: 1 L", "cups 6 cups: 1.5 L"])
    expect(_card(page, "tea-q16")).to_contain_text("Names the floor and the door.")
    only = page.get_by_label("Show only items with")
    for wanted, count in (("q03", 1), ("bowtie", 1), ("SQUEAKS", 1), ("rationale", 2), ("no such", 0)):
        only.fill(wanted)
        expect(page.locator(".pv-item:visible")).to_have_count(count)
    page.get_by_label("Go to").select_option("tea-q14")
    expect(_card(page, "tea-q14")).to_be_focused()
    expect(page.locator(".pv-total")).to_have_text(f"{len(written)} items")


def test_when_the_server_stops_the_page_says_so(own_preview, opened):
    """Is an author told that the page no longer follows?"""
    page = opened(own_preview)
    own_preview.process.terminate()
    expect(page.get_by_role("alert").first).to_contain_text("The preview has stopped.")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_accessibility_rule_is_broken(every_kind, opened, dark):
    """Does axe-core find nothing on the page of all kinds, in both themes?"""
    page = opened(every_kind, dark=dark)
    assert broken_rules(page) == []


def test_a_broken_page_breaks_no_accessibility_rule(preview, opened):
    """Is the message readable for everybody?"""
    page = opened(preview, dark=True)
    preview.replace("key: b", "key: z")
    page.get_by_role("alert").first.wait_for()
    assert broken_rules(page) == []


def test_a_narrow_page_is_not_scrolled_sideways(every_kind, opened):
    """Does the page of all kinds fit 320 px?"""
    page = opened(every_kind, width=320)
    until(page, "document.documentElement.scrollWidth <= 320")
