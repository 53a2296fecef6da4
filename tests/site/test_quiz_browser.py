"""A quiz without a server: answered, reviewed, handed in as a file that `nbcare collect` takes."""

import json
import re
import shutil
from pathlib import Path

import hands
import pytest
from accessibility import broken_rules
from on_site import (
    answer,
    heard,
    items,
    question,
    seed,
    some_answer,
    stands,
    stick,
)
from playwright.sync_api import expect

from nbcare.answers import files, learners
from nbcare.grading import collect_command

pytestmark = pytest.mark.browser
QUIZ = "retinoids-quiz"


def review(page) -> None:
    """Open the review, unless it is open."""
    if not page.get_by_role("button", name="Make the hand-in file …").count():
        page.get_by_role("link", name="Review and hand in").click()


def make_file(page):
    """Go through review and confirmation; return the download."""
    review(page)
    page.get_by_role("button", name="Make the hand-in file …").click()
    with page.expect_download() as awaited:
        page.get_by_role("dialog").get_by_role("button", name="Make the file").click()
    return awaited.value


def receipt(page) -> dict[str, str]:
    """Return the receipt as it is shown, by its rows' names."""
    expect(page.locator(".nbp-receipt dl")).to_be_visible()
    return dict(
        page.locator(".nbp-receipt dl").evaluate(
            "dl => [...dl.querySelectorAll('dt')].map((dt) => [dt.textContent, dt.nextElementSibling.textContent])"
        )
    )


def open_step(page, number: int) -> None:
    """Open the step after an answered one, which is locked by that."""
    page.get_by_role("button", name=f"Open step {number}").click()
    expect(page.locator(".nbc-step")).to_have_count(number)


def test_every_answer_comes_through_the_file_to_the_instructor(site, site_course, windows, tmp_path, capsys):
    """Is what `nbcare collect` takes in the very answers of the page, for every kind, a case and a dose, with the receipt shown?"""
    page = windows()(stick(site, QUIZ))
    asked = items(page)
    steps = [id for id, item in asked.items() if item.get("case")]
    given = {id: answer(page, item) for id, item in asked.items() if id not in steps}
    given[steps[0]] = answer(page, asked[steps[0]])
    open_step(page, 2)
    page.get_by_label("Your learner id").fill("Anna-7 ")
    got = make_file(page)
    shown = receipt(page)
    folder = tmp_path / "mail"
    folder.mkdir()
    got.save_as(folder / got.suggested_filename)
    root = Path(shutil.copytree(site_course, tmp_path / "course"))
    assert collect_command.main(root, folder) == 0
    said = capsys.readouterr().out
    assert f"taken    anna-7  {QUIZ}  {got.suggested_filename}  receipt {shown['Receipt number']}" in said
    placed = root / "state/nbgrader/submitted/anna-7" / QUIZ / "responses.json"
    kept = files.parse(placed.read_bytes())
    assert {id: entry["response"] for id, entry in kept["items"].items() if id in asked} == given
    assert kept["seed"] == seed(page) and kept["items"]["plant-day"]["response"] == {"opened": 2}
    assert {kept["items"][id]["shown"] for id in given} == {asked[id]["shown"] for id in given}
    assert kept == json.loads((folder / got.suggested_filename).read_bytes())["responses"]
    assert (shown["Learner"], shown["Answered"]) == ("anna-7", f"{len(given)} of {len(asked)}")


def test_after_the_file_answers_are_locked_until_they_are_asked_back(site, windows):
    """Is the receipt there after a reload, the file to be had again, and a new file possible after a change?"""
    page = windows()(stick(site, QUIZ))
    item = next(item for item in items(page).values() if item["kind"] == "single" and "case" not in item)
    answer(page, item)
    page.get_by_label("Your learner id").fill("anna-7")
    first = make_file(page)
    number = receipt(page)["Receipt number"]
    page.reload()
    stands(page)
    assert receipt(page)["Receipt number"] == number
    expect(question(page, item["id"]).locator("input").first).to_be_disabled()
    with page.expect_download() as awaited:
        page.get_by_role("button", name="Save the file again").click()
    assert Path(awaited.value.path()).read_bytes() == Path(first.path()).read_bytes()
    page.get_by_role("button", name="Change answers and make a new file").click()
    expect(question(page, item["id"]).locator("input").first).to_be_enabled()
    question(page, item["id"]).locator("label:has(input:not(:checked))").last.click()
    expect(question(page, item["id"]).locator(".nbc-status")).to_contain_text("Saved")
    page.wait_for_timeout(1100)  # the name of a file holds its second
    second = make_file(page)
    assert second.suggested_filename != first.suggested_filename
    assert receipt(page)["File number"] == "2" and receipt(page)["Receipt number"] != number


@pytest.mark.parametrize("wrong", ["", "a b", "../x", "Äsa", "x/y", "-n03"])
def test_file_needs_an_id_that_the_course_can_take(site, windows, wrong):
    """Is a missing or impossible id said at its field, with the focus there, before anything is asked or made?"""
    page = windows()(stick(site, QUIZ))
    item = next(item for item in items(page).values() if item["kind"] == "single" and "case" not in item)
    answer(page, item)
    page.get_by_label("Your learner id").fill(wrong)
    review(page)
    page.get_by_role("button", name="Make the hand-in file …").click()
    field = page.get_by_label("Your learner id")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(
        re.compile("Write your learner id" if not wrong else f"This is not a learner id: {re.escape(learners.SHAPE)}.")
    )
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".nbp-receipt")).to_have_count(0)
    field.fill("anna-7")
    page.get_by_role("button", name="Make the hand-in file …").click()
    expect(page.get_by_role("dialog")).to_be_visible()


DEAF = "for (const news of ['storage', 'focus', 'pageshow']) window.addEventListener(news, (event) => event.stopImmediatePropagation(), true);"


def test_two_windows_never_overwrite_each_other_silently(site, windows):
    """Does a window that has not heard yet what another one saved ask which of both answers counts?"""
    window = windows()
    first, second = window(stick(site, QUIZ)), window("about:blank")
    second.add_init_script(DEAF)
    second.goto(stick(site, QUIZ))
    stands(second)
    item = next(item for item in items(first).values() if item["kind"] == "single" and "case" not in item)
    theirs, mine = list(item["options"])[:2]
    question(first, item["id"]).locator(f"label:has(input[value='{theirs}'])").click()
    expect(question(first, item["id"]).locator(".nbc-status")).to_contain_text("Saved")
    question(second, item["id"]).locator(f"label:has(input[value='{mine}'])").click()
    choice = question(second, item["id"]).locator(".nbc-conflict")
    expect(choice).to_contain_text(item["options"][theirs])
    expect(second.locator("#nbp-bar")).to_contain_text("has two different answers")
    choice.get_by_role("button", name="Keep the answer given here").click()
    expect(question(second, item["id"]).locator(".nbc-status")).to_contain_text("Saved")
    expect(question(first, item["id"]).locator(f"input[value='{mine}']")).to_be_checked()


def deaf(window, address: str):
    """Open a window that does not hear what other windows do."""
    page = window("about:blank")
    page.add_init_script(DEAF)
    page.goto(address)
    stands(page)
    return page


def choose(page, item: dict, id: str) -> None:
    question(page, item["id"]).locator(f"label:has(input[value='{id}'])").click()
    expect(question(page, item["id"]).locator(".nbc-status")).to_contain_text("Saved")


def test_what_another_window_changed_is_reviewed_before_the_file_is_made(site, windows):
    """Does a window that heard nothing show the newer answer, and a step opened elsewhere, before it makes the file?"""
    window = windows()
    first, second = window(stick(site, QUIZ)), deaf(window, stick(site, QUIZ))
    item = next(item for item in items(first).values() if item["kind"] == "single" and "case" not in item)
    step = next(item for item in items(first).values() if "case" in item)
    theirs, newer = list(item["options"])[:2]
    choose(first, item, theirs)
    second.get_by_label("Your learner id").fill("anna-7")
    review(second)
    panel = second.locator("#nbp-review")
    expect(panel.get_by_role("status")).to_contain_text("Changed in another window: Question")
    choose(first, item, newer)
    make = panel.get_by_role("button", name="Make the hand-in file …")
    make.click()
    expect(panel.locator(".nbp-answer").first).to_contain_text(item["options"][newer])
    expect(second.get_by_role("dialog")).to_have_count(0)
    make.click()
    answer(first, step)
    open_step(first, 2)
    second.get_by_role("dialog").get_by_role("button", name="Make the file").click()
    expect(panel.get_by_role("status")).to_contain_text("NO FILE MADE. Changed in another window")
    expect(second.locator(".nbc-step")).to_have_count(2)


def test_the_answer_that_is_kept_is_the_one_in_the_storage(site, windows):
    """Does a window that gives way show what the other one saved last?"""
    window = windows()
    first, second = window(stick(site, QUIZ)), deaf(window, stick(site, QUIZ))
    item = next(item for item in items(first).values() if item["kind"] == "single" and "case" not in item)
    theirs, mine, newer = list(item["options"])[:3]
    choose(first, item, theirs)
    question(second, item["id"]).locator(f"label:has(input[value='{mine}'])").click()
    keep = question(second, item["id"]).get_by_role("button", name="Keep the other answer")
    expect(keep).to_be_visible()
    question(first, item["id"]).locator(f"label:has(input[value='{newer}'])").click()
    first.wait_for_function(
        'newer => Object.values(localStorage).some((text) => text.includes(`"response":"${newer}"`))', arg=newer
    )
    keep.click()
    expect(question(second, item["id"]).locator(f"input[value='{newer}']")).to_be_checked()
    expect(question(second, item["id"]).locator(".nbc-status")).to_contain_text("Saved")


def test_what_one_window_saves_the_other_shows(site, windows):
    """Does an answer of one window appear in the other without a reload, in the list of questions as well?"""
    window = windows()
    first, second = window(stick(site, QUIZ)), window(stick(site, QUIZ))
    item = next(item for item in items(first).values() if item["kind"] == "single" and "case" not in item)
    given = answer(first, item)
    expect(question(second, item["id"]).locator(f"input[value='{given}']")).to_be_checked()
    expect(second.locator("#nbp-questions [data-look=answered]")).to_have_count(1)


def test_starting_anew_takes_every_answer_away(site, windows):
    """Is nothing of the last learner left after the button and its question, also in a window that stood open?"""
    window = windows()
    page, home = window(stick(site, QUIZ)), window(stick(site))
    item = next(item for item in items(page).values() if item["kind"] == "single" and "case" not in item)
    answer(page, item)
    former = seed(page)
    button = home.get_by_role("button", name="Start anew on this computer")
    button.click()
    expect(home.get_by_role("dialog")).to_contain_text("without a hand-in file: Retinoids")
    home.get_by_role("button", name="Keep my answers").click()
    assert len(home.evaluate("Object.keys(localStorage)")) > 1
    button.click()
    home.get_by_role("button", name="Delete and start anew").click()
    expect(home.get_by_role("status").filter(has_text="All answers are deleted")).to_be_visible()
    kept = home.evaluate("Object.entries(localStorage).join()")
    assert former not in kept and item["id"] not in kept
    expect(home.locator(".nbp-quiz-row", has_text="Retinoids")).to_contain_text("Ready to begin")
    expect(question(page, item["id"]).locator("input:checked")).to_have_count(0)
    answer(page, item)
    assert seed(page) != former


def test_quiz_by_keyboard_alone(site, windows):
    """Can a learner answer, review, name herself and make the file without a mouse?"""
    page = windows()(stick(site, QUIZ))
    item = next(item for item in items(page).values() if item["kind"] == "single" and "case" not in item)
    answer(page, item, by=hands.by_keyboard)
    keys = hands.Keys(page, "body")
    keys.write("#nbs-learner", "anna-7")
    keys.press("#nbp-review button", "Enter")
    expect(page.get_by_role("button", name="Make the hand-in file …")).to_be_visible()
    keys.press_this(page.get_by_role("button", name="Make the hand-in file …"), "Enter")
    with page.expect_download():
        keys.press_this(page.get_by_role("dialog").get_by_role("button", name="Make the file"), "Enter")
    assert receipt(page)["Learner"] == "anna-7"


def test_plain_http_without_locks_works_as_well(site, serve, chromium):
    """Does a page that came by plain http, where a browser withholds locks and hashes, save and hand in?"""
    context = chromium.new_context(accept_downloads=True)
    context.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }); Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined });"
    )
    page = context.new_page()
    asked = heard(page)
    page.goto(f"{serve(site)}/{QUIZ}.html")
    item = next(item for item in items(page).values() if item["kind"] == "single" and "case" not in item)
    given = answer(page, item)
    page.get_by_label("Your learner id").fill("anna-7")
    data = json.loads(Path(make_file(page).path()).read_bytes())
    assert data["responses"]["items"][item["id"]]["response"] == given == some_answer(item)
    assert receipt(page)["Receipt number"] == files.receipt(files.encode(data["responses"]))
    assert {one.split("/")[2] for one in asked if one.startswith("http")} == {page.url.split("/")[2]}
    context.close()


@pytest.mark.parametrize("name", ["index", QUIZ, "start-here"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_pages_break_no_accessibility_rule(site, windows, name, dark, root):
    """Is each sort of page clean for axe in both colour schemes, a quiz with its review and its receipt as well?"""
    page = windows(dark=dark)(stick(site, name))
    if name == QUIZ:
        answer(page, next(item for item in items(page).values() if item["kind"] == "single" and "case" not in item))
        review(page)
        assert broken_rules(page) == []
        page.get_by_label("Your learner id").fill("anna-7")
        make_file(page)
        receipt(page)
    assert broken_rules(page) == []


@pytest.mark.parametrize("name", ["index", QUIZ, "retinoids"])
def test_nothing_runs_off_a_narrow_telephone(site, windows, name):
    """Does a page of 320 pixels scroll only downwards?"""
    page = windows(width=320)(stick(site, name))
    expect(page.locator("h1")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
