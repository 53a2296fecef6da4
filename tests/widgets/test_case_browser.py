"""The unfolding case in a real browser: it opens, locks, grows, says so, and loses nothing."""

import json

import pytest
from case_items import ANSWERS, CASE, STEPS, graded_case, practice_case
from kind_rules import tab_to, wait_styled
from question_items import MORE, PRACTICE

pytestmark = pytest.mark.browser
IDS = list(ANSWERS)
LIVE = ".nbc-case > .nbc-hidden"


def mount(bench, props) -> None:
    """Show a case; the harness's narrow column is widened to what JupyterLab gives it."""
    bench.page.add_style_tag(content="main { max-width: 78rem !important; }")
    bench.mount(props, module="case.js")
    bench.page.wait_for_function("getComputedStyle(document.querySelector('.nbc-case-board')).display === 'grid'")


def reopened(bench, props) -> None:
    """Show the case again on a new page."""
    bench.open()
    mount(bench, props)


def step(bench, number: int):
    return bench.page.locator(".nbc-step").nth(number - 1)


def put(bench, props, number: int) -> None:
    """Answer a step on the page, by the kind's own controls, and wait until it is on disk."""
    id, here = IDS[number - 1], step(bench, number)
    answer, kind = ANSWERS[id], props["steps"][number - 1]["kind"]
    if kind == "order":
        order = here.locator(".nbc-line-text").all_inner_texts()
        wanted = [props["steps"][number - 1]["options"][one] for one in answer]
        for place, words in enumerate(wanted):
            for _ in range(order.index(words) - place):
                here.get_by_role("button", name=f"Move up: {words}").click()
            order.remove(words)
            order.insert(place, words)
        if here.get_by_role("button", name="Keep this order").is_visible():
            here.get_by_role("button", name="Keep this order").click()
    elif kind == "rationale":
        for place, option in enumerate(answer.values(), 1):
            here.get_by_label(f"Gap {place}").select_option(option)
    elif kind == "matrix_single":
        for place, column in enumerate(answer.values()):
            here.locator("tbody tr").nth(place).locator(f"input[value={column}]").check()
    else:
        for option in answer:
            press(bench.page, here.locator("label", has=bench.page.locator(f"input[value={option}]")))
    wanted = json.dumps(answer, separators=(",", ":"))
    bench.page.wait_for_function(
        "([id, wanted]) => JSON.stringify(host.disk[id]?.response) === wanted", arg=[id, wanted]
    )


def press(page, label) -> None:
    """Click the first line of a label's words: in running text the middle of its box may be other words."""
    label.scroll_into_view_if_needed()
    line = label.evaluate(
        "label => { const r = label.getClientRects()[0]; return [r.x + r.width / 2, r.y + r.height / 2]; }"
    )
    page.mouse.click(*line)


def open_next(bench, number: int) -> None:
    step(bench, number).get_by_role("button", name=f"Open step {number + 1}", exact=True).click()
    step(bench, number + 1).wait_for()


def focused(bench) -> str:
    return bench.page.evaluate("document.activeElement.textContent")


def test_all_six_steps_of_a_graded_case_are_answered(bench):
    """Does each step open, lock the one before, and say nothing of right or wrong?"""
    props = graded_case()
    mount(bench, props)
    for number in range(1, 7):
        assert bench.page.locator(".nbc-step").count() == number
        assert step(bench, number).get_by_role("heading").inner_text() == f"Step {number} of 6: {STEPS[number - 1]}"
        put(bench, props, number)
        if number < 6:
            assert "is locked" in step(bench, number).locator(".nbc-step-warning").inner_text()
            open_next(bench, number)
            assert step(bench, number).get_attribute("data-state") == "locked"
            assert focused(bench) == f"Step {number + 1} of 6: {STEPS[number]}"
    assert (
        "until you hand in" in step(bench, 6).inner_text()
        and step(bench, 6).get_by_role("button", name="Open").count() == 0
    )
    assert {id: bench.saved(id) for id in IDS} == ANSWERS
    text = bench.page.locator(".nbc-case").text_content()
    assert (
        bench.page.locator(".nbc-feedback, .nbc-mark").count() == 0
        and props["steps"][0]["kind"] == "highlight"
        and "Not right" not in text
    )


def test_a_locked_answer_can_be_read_and_not_changed(bench):
    """Is the answer said in words, its question to be opened, and every control shut, for keyboard and mouse?"""
    props = graded_case()
    mount(bench, props)
    put(bench, props, 1)
    open_next(bench, 1)
    locked = step(bench, 1)
    assert "Most leaves hang down" in locked.locator("> .nbc-chosen").inner_text()
    assert not locked.locator(".nbc-body").is_visible()
    locked.get_by_text("Show the question").click()
    assert locked.get_by_text("The radio").is_visible()
    assert locked.locator(".nbc-body input").evaluate_all("els => els.every((el) => el.matches(':disabled'))")
    box = locked.get_by_text("plays in the next room").bounding_box()
    bench.page.mouse.click(box["x"] + 10, box["y"] + 10)
    assert bench.saved(IDS[0]) == ANSWERS[IDS[0]] and len(bench.saves()) == 2
    assert locked.get_by_role("button", name="Clear").count() == 0


def test_the_chart_grows_and_says_what_is_new(bench):
    """Are entries, times and tabs added, marked in words, announced, and the new page in front?"""
    props = graded_case()
    mount(bench, props)
    assert bench.page.get_by_role("tab").all_inner_texts() == ["History", "Notes", "Measured"]
    put(bench, props, 1)
    open_next(bench, 1)
    assert bench.page.get_by_role("tab").all_inner_texts() == ["History", "Notes new", "Measured new"]
    assert bench.page.get_by_role("tab", selected=True).inner_text() == "Notes new"
    assert bench.page.locator(".nbc-entry").all_inner_texts()[-1].startswith("Wednesday, 08:00 new")
    assert bench.page.locator(LIVE).inner_text() == (
        "Step 2 is open: Analyze cues. Step 1 is locked. New in the chart: Notes: 1 new entry; Measured: Wednesday."
    )
    bench.page.get_by_role("tab", name="Measured").click()
    assert bench.page.get_by_role("columnheader").all_inner_texts()[:5] == [
        "Sign",
        "Friday",
        "Monday",
        "Wednesday\nnew",
        "Trend",
    ]
    put(bench, props, 2)
    open_next(bench, 2)
    assert bench.page.get_by_role("tab").all_inner_texts() == ["History", "Notes", "Measured", "Care log new"]
    assert bench.page.locator(".nbc-entry .nbc-new").count() == 0


def test_an_empty_answer_is_locked_only_after_asking(bench):
    """Is nobody's answer lost by one press too many?"""
    props = graded_case()
    mount(bench, props)
    step(bench, 1).get_by_role("button", name="Open step 2").click()
    assert "locked empty" in step(bench, 1).get_by_role("alert").inner_text()
    assert focused(bench) == "Back to the question" and bench.saved(CASE) is None
    bench.page.keyboard.press("Enter")
    assert bench.page.evaluate("document.activeElement.closest('.nbc-body') !== null")
    step(bench, 1).get_by_role("button", name="Open step 2").click()
    step(bench, 1).get_by_role("button", name="Open step 2 without an answer").click()
    step(bench, 2).wait_for()
    assert "locked empty" in step(bench, 1).locator("> .nbc-chosen").inner_text()
    assert bench.saved(CASE) == {"opened": 2} and bench.saved(IDS[0]) is None


def test_a_practice_case_explains_each_step_once_it_is_locked(bench):
    """Does nothing show before, everything after, and does the next step wait until it is read?"""
    props = practice_case()
    mount(bench, props)
    put(bench, props, 1)
    assert bench.page.locator(".nbc-feedback:visible, .nbc-mark").count() == 0
    step(bench, 1).get_by_role("button", name="Lock my answer and see the feedback").click()
    text = step(bench, 1).locator(".nbc-feedback").inner_text()
    assert props["steps"][0]["why"] in text and all(words in text for words in props["steps"][0]["feedback"].values())
    assert focused(bench).startswith("✓Right2 of 2 points") and bench.page.locator(".nbc-step").count() == 1
    assert bench.page.get_by_role("tab").all_inner_texts() == ["History", "Notes", "Measured"]
    bench.page.get_by_role("button", name="Go on to step 2").click()
    assert focused(bench) == "Step 2 of 6: Analyze cues"
    assert "2 of 2 points" in step(bench, 1).locator("> .nbc-chosen").inner_text()
    assert not step(bench, 1).locator(".nbc-feedback").is_visible()
    step(bench, 1).get_by_text("Show the question and the feedback").click()
    assert step(bench, 1).locator(".nbc-feedback").is_visible()


def test_a_finished_practice_case_counts_and_can_be_begun_again(bench):
    """Does the end say the points of all steps, and a new beginning clear every answer after asking?"""
    props = practice_case()
    mount(bench, props)
    for number in range(1, 7):
        if number == 4:  # left empty
            step(bench, 4).get_by_role("button", name="Lock my answer").click()
            step(bench, 4).get_by_role("button", name="Lock it empty").click()
        else:
            put(bench, props, number)
            step(bench, number).get_by_role("button", name="Lock my answer").click()
        if number < 6:
            bench.page.get_by_role("button", name=f"Go on to step {number + 1}").click()
    end = bench.page.locator(".nbc-case-end")
    # 2 + 2 of 3 + 0 of 1 + 0 of 2 + 1 + 3
    assert "8 of 12 points" in end.inner_text() and bench.saved(CASE) == {"opened": 7}
    reopened(bench, props)
    assert "8 of 12 points" in end.inner_text() and bench.page.locator(".nbc-step[data-state=locked]").count() == 6
    end.get_by_role("button", name="Work through it again").click()
    assert focused(bench) == "Keep my answers"
    end.get_by_role("button", name="Clear and begin again").click()
    bench.page.wait_for_function("document.querySelectorAll('.nbc-step').length === 1")
    assert bench.saved(CASE) == {"opened": 1} and all(bench.saved(id) is None for id in IDS)
    put(bench, props, 1)
    bench.wait_status("Saved")


def test_a_reload_in_the_middle_keeps_answers_and_locks(bench):
    """Is the page after a reload the page before it, without sending anything?"""
    props = graded_case()
    mount(bench, props)
    for number in (1, 2):
        put(bench, props, number)
        open_next(bench, number)
    put(bench, props, 3)
    reopened(bench, props)
    assert [one.get_attribute("data-state") for one in bench.page.locator(".nbc-step").all()] == [
        "locked",
        "locked",
        "open",
    ]
    gap = step(bench, 3).get_by_label("Gap 1")
    assert gap.input_value() == "x" and gap.get_attribute("aria-label").startswith("Gap 1, question 5, step 3: ")
    assert bench.page.get_by_role("tab").all_inner_texts() == ["History", "Notes", "Measured", "Care log new"]
    assert bench.saves() == [] and bench.page.locator("[aria-current=step]").inner_text().split("\n")[1] == STEPS[2]


def test_two_windows_show_one_case(bench):
    """When one window opens the next step, does the other lock, tell, and refuse nothing silently?"""
    props = graded_case()
    mount(bench, props)
    bench.mount(props, module="case.js")
    one, two = bench.page.locator(".nbc-case").all()
    one.get_by_text("Most leaves hang down").click()
    bench.page.wait_for_function("host.disk['gallery-p21']?.revision === 1")
    assert two.locator("input[value=s2]").is_checked()
    one.get_by_role("button", name="Open step 2").click()
    two.locator(".nbc-step").nth(1).wait_for()
    assert two.locator(".nbc-step").first.get_attribute("data-state") == "locked"
    assert "another window" in two.locator("> .nbc-hidden").inner_text()


def test_an_answer_after_the_lock_is_refused_in_words(bench):
    """Is an answer that comes too late said to be not saved, and the one that counts shown?"""
    props = graded_case()
    mount(bench, props)
    put(bench, props, 1)
    # Another window, on another kernel, opens the next step; nobody tells this one.
    bench.page.evaluate("host.write('wilting-plant', {opened: 2}, 1)")
    step(bench, 1).get_by_text("plays in the next room").click()
    step(bench, 2).wait_for()
    step(bench, 1).get_by_text("Show the question").click()
    assert (
        "NOT SAVED" in step(bench, 1).locator(".nbc-status").inner_text()
        and "locked" in step(bench, 1).locator(".nbc-status").inner_text()
    )
    assert not step(bench, 1).locator("input[value=s4]").is_checked()
    assert bench.saved(IDS[0]) == ANSWERS[IDS[0]] and bench.page.evaluate("localStorage.length") == 0


def test_a_step_is_not_opened_before_its_answer_is_saved(bench):
    """Does opening wait for the disk, and then go on by itself?"""
    props = graded_case()
    mount(bench, props)
    bench.host("host.mode = 'hold'")
    step(bench, 1).get_by_text("Most leaves hang down").click()
    step(bench, 1).get_by_role("button", name="Open step 2").click()
    assert step(bench, 1).locator(".nbc-step-line").inner_text() == "Saving your answer first …"
    assert [one["type"] for one in bench.host("host.received") if one["type"] == "open"] == []
    bench.host("host.release()")
    step(bench, 2).wait_for()
    assert bench.saved(IDS[0]) == ["s2"]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [("host.mode = 'throw'", "does not answer"), ("host.refuse = 'The disk is full.'", "The disk is full.")],
)
def test_a_step_that_cannot_be_opened_says_so(bench, trouble, said):
    """Without a host, or with one that cannot write: is the step left open and the learner told?"""
    props = graded_case()
    mount(bench, props)
    put(bench, props, 1)
    bench.wait_status("Saved")
    bench.host(trouble)
    step(bench, 1).get_by_role("button", name="Open step 2").click()
    bench.page.locator(".nbc-step-line", has_text=said).wait_for()
    assert (
        "NOT OPENED" in step(bench, 1).locator(".nbc-step-line").inner_text()
        and bench.page.locator(".nbc-step").count() == 1
    )
    bench.host("(host.mode = 'ack', host.refuse = '')")
    open_next(bench, 1)


def test_a_case_is_worked_by_keyboard_alone(bench):
    """Can a step be answered, locked and the next one reached without a mouse?"""
    props = graded_case()
    mount(bench, props)
    keys = bench.page.keyboard
    tab_to(bench.page, "el.value === 's2'")
    keys.press("Space")
    tab_to(bench.page, "el.textContent === 'Open step 2'")
    keys.press("Enter")
    step(bench, 2).wait_for()
    assert focused(bench) == "Step 2 of 6: Analyze cues"
    tab_to(bench.page, "el.type === 'radio'")
    assert bench.page.evaluate("document.activeElement.closest('.nbc-step').dataset.state") == "open"
    assert bench.saved(IDS[0]) == ["s2"]


@pytest.mark.parametrize("make", [graded_case, practice_case], ids=["graded", "practice"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_a_case_is_accessible_and_fits(bench_factory, width, dark, make):
    """Is every state free of known faults, without sideways scrolling, with targets that a thumb hits?"""
    bench, props = bench_factory(width=width, dark=dark, touch=width == 320), make()
    mount(bench, props)
    wait_styled(bench)
    assert bench.axe() == []
    for number in (1, 2, 3):
        put(bench, props, number)
        if make is graded_case:
            open_next(bench, number)
        else:
            step(bench, number).get_by_role("button", name="Lock my answer").click()
            assert number > 1 or bench.axe() == []
            bench.page.get_by_role("button", name=f"Go on to step {number + 1}").click()
    step(bench, 1).locator("summary").click()
    step(bench, 4).get_by_role("button", name="Lock my answer" if make is practice_case else "Open step 5").click()
    assert bench.axe() == []
    assert bench.page.evaluate("document.documentElement.scrollWidth") <= width
    controls = bench.page.locator(".nbc-case :is(button, summary, [tabindex='0'])")
    assert controls.evaluate_all("els => els.every((el) => el.hasAttribute('data-lm-suppress-shortcuts'))")
    small = "els => els.filter((el) => el.offsetHeight > 0 && (el.offsetHeight < 24 || el.offsetWidth < 24)).map((el) => el.outerHTML)"
    assert bench.page.locator(".nbc-case :is(button, summary)").evaluate_all(small) == []
    assert bench.errors == []


def test_a_telephone_has_the_chart_above_and_a_way_back_to_it(bench_factory):
    """On a narrow page: can the chart be folded away, and reached again from the question?"""
    bench = bench_factory(width=360, touch=True)
    mount(bench, graded_case())
    chart = bench.page.locator(".nbc-case-chart")
    chart.locator("summary").tap()
    assert not chart.get_by_role("tab").first.is_visible()
    bench.page.get_by_role("button", name="Back to the chart").tap()
    assert chart.get_by_role("tab").first.is_visible() and focused(bench) == "Chart"


def test_paper_shows_what_is_open_and_for_practice_all_the_rest(bench):
    """Is a practice case printed whole, to be filled in, and a graded one no further than it is open?"""
    mount(bench, practice_case())
    bench.page.emulate_media(media="print")
    try:
        bench.page.locator(".nbc-case-paper .nbc-step").nth(4).wait_for()
        paper = bench.page.locator(".nbc-case-paper").inner_text()
        assert all(f"Step {number} of 6: {STEPS[number - 1]}" in paper for number in range(2, 7))
        assert (
            "Water stands in the saucer. The soil smells musty." in paper
            and bench.page.locator(".nbc-case-paper .nbc-paper[data-words*='roots without air']").count() == 1
        )
        assert practice_case()["steps"][1]["why"] not in paper
        bench.page.emulate_media(media="screen")
        bench.page.wait_for_function("document.querySelector('.nbc-case-paper').children.length === 0")
        reopened(bench, graded_case())
        bench.page.emulate_media(media="print")
        bench.page.get_by_text("Steps 2 to 6 are not open yet.").wait_for()
        assert "musty" not in bench.page.locator(".nbc-case").inner_text()
    finally:
        bench.page.emulate_media(media="screen")


def test_hand_in_says_which_steps_are_not_opened(bench):
    """Does the panel tell that unopened steps count as unanswered?"""
    props = {"assessment": "x-quiz", "numbers": {"x-q01": 1, "x-q02": 2, "x-q03": 3}}
    state = {"answered": 1, "total": 3, "unanswered": ["x-q02", "x-q03"], "unopened": ["x-q03"]}
    bench.page.evaluate("host.unanswered = ['x-q02', 'x-q03']")
    bench.mount(props, module="hand-in.js", state=state)
    panel = bench.page.locator(".nbc-hand-in")
    assert panel.locator("li").all_inner_texts() == ["Question 2", "Question 3 (not opened)"]
    assert "One step of a case is not opened. It counts as unanswered." in panel.inner_text()


@pytest.mark.parametrize(
    "kinds", [slice(0, 6), slice(6, 12), slice(-6, None)], ids=["first six", "next six", "last six"]
)
def test_every_kind_can_be_a_step_and_be_locked_empty(bench, kinds):
    """Does any kind lock, shut its controls and explain itself when nothing was answered?"""
    chart = [{"id": "notes", "title": "Notes", "text": "Nothing happens."}]
    steps = [{**item, "exhibits": chart, "case": CASE} for item in [*PRACTICE, *MORE][kinds]]
    mount(bench, practice_case() | {"steps": steps})
    for number, item in enumerate(steps, 1):
        here = step(bench, number)
        here.get_by_role("button", name="Lock my answer").click()
        here.get_by_role("button", name="Lock it empty").click()
        assert f"0 of {item['points']} point" in here.locator(".nbc-result").inner_text()
        assert here.locator(".nbc-body :is(input, select, button)").evaluate_all(
            "els => els.every((el) => el.matches(':disabled'))"
        )
        if number < 6:
            bench.page.get_by_role("button", name=f"Go on to step {number + 1}").click()
    assert bench.saves() == [] and bench.saved(CASE) == {"opened": 7}
