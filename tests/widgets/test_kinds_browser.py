"""Each kind answered by mouse and by keyboard alone, restored, explained, and quiet when it is graded."""

import json

import pytest
from kind_rules import type_choice
from question_items import (
    ALL,
    CLOZE,
    DRAG,
    HIGHLIGHT,
    MATRIX,
    MULTIPLE,
    PRACTICE,
    RATIONALE,
    SINGLE,
    TEXT,
    graded,
)

pytestmark = pytest.mark.browser

ANSWERS = {
    "single": "a",
    "multiple": ["a", "d"],
    "matrix_single": {"r1": "c2", "r2": "c2"},
    "cloze": {"b1": "y", "b2": "x"},
    "drag_cloze": {"b1": "t1", "b2": "t3"},
    "rationale": {"b1": "x", "b2": "q", "b3": "p"},
    "highlight": ["s2", "s4"],
    "text": "I say: <b>call</b> us.",
}
KINDS = [pytest.param(item, id=item["kind"]) for item in ALL]


def answer_by_mouse(page, item):
    """Give the answer in ANSWERS with the mouse."""
    answer = ANSWERS[item["kind"]]
    if item["kind"] == "single":
        page.get_by_text(item["options"][answer]).click()
    elif item["kind"] == "multiple":
        for id in answer:
            page.get_by_text(item["options"][id], exact=True).click()
    elif item["kind"] == "matrix_single":
        for row, column in answer.items():
            page.get_by_role("radio", name=f"{item['rows'][row]} {item['columns'][column]}").click()
    elif item["kind"] == "drag_cloze":
        for number, token in enumerate(answer.values(), 1):
            page.get_by_role("button", name=item["tokens"][token], exact=True).click()
            page.get_by_role("button", name=f"Place “{item['tokens'][token]}” in Gap {number},").click()
    elif item["kind"] in ("cloze", "rationale"):
        for number, (blank, option) in enumerate(answer.items(), 1):
            page.get_by_label(f"Gap {number}").select_option(label=item["blanks"][blank]["options"][option])
    elif item["kind"] == "highlight":
        page.get_by_text("vomits every morning").click()
        page.get_by_text("sleeps ten hours").click()
    else:
        page.get_by_label("Your answer").fill(answer)


def tab_to(page, condition: str):
    """Press Tab until the focused element fulfils a condition on `el`."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate(f"() => {{ const el = document.activeElement; return Boolean({condition}); }}"):
            return
    pytest.fail(f"Tab never reached an element with {condition}")


def answer_by_keyboard(page, item):
    """Give an answer with Tab, arrows, Space, letters and Enter."""
    keys = page.keyboard
    if item["kind"] == "single":
        tab_to(page, "el.type === 'radio'")
        keys.press("Space")
        while page.evaluate("document.activeElement.value") != ANSWERS["single"]:
            keys.press("ArrowDown")
    elif item["kind"] in ("multiple", "highlight"):
        for id in ANSWERS[item["kind"]]:
            page.evaluate("document.activeElement.blur()")
            tab_to(page, f"el.type === 'checkbox' && el.value === '{id}'")
            keys.press("Space")
    elif item["kind"] == "matrix_single":
        for row in ANSWERS["matrix_single"]:
            tab_to(page, f"el.type === 'radio' && el.name.endsWith('{row}')")
            keys.press("Space")
            keys.press("ArrowRight")
    elif item["kind"] == "drag_cloze":
        for number, token in enumerate(ANSWERS["drag_cloze"].values(), 1):
            page.evaluate("document.activeElement.blur()")
            tab_to(page, f"el.matches('.nbc-token') && el.textContent === {json.dumps(item['tokens'][token])}")
            keys.press("Enter")
            tab_to(page, f"el.ariaLabel?.includes('in Gap {number},')")
            keys.press("Enter")
    elif item["kind"] in ("cloze", "rationale"):
        for number, (blank, option) in enumerate(ANSWERS[item["kind"]].items(), 1):
            tab_to(page, f"el.ariaLabel?.startsWith('Gap {number},')")
            type_choice(page, item["blanks"][blank]["options"][option], option)
    else:
        tab_to(page, "el.tagName === 'TEXTAREA'")
        keys.type(ANSWERS["text"])


@pytest.mark.parametrize("item", KINDS)
@pytest.mark.parametrize("answer", [answer_by_mouse, answer_by_keyboard], ids=["mouse", "keyboard"])
def test_answer_reaches_the_disk(bench, item, answer):
    """Can the kind be answered by mouse, and by keyboard alone?"""
    bench.mount(item)
    answer(bench.page, item)
    bench.wait_status("Saved")
    bench.page.wait_for_function(
        "([id, wanted]) => JSON.stringify(host.disk[id]?.response) === wanted",
        arg=[item["id"], json.dumps(ANSWERS[item["kind"]], separators=(",", ":"))],
    )
    assert {save["shown"] for save in bench.saves()} == {item["shown"]}


@pytest.mark.parametrize("item", KINDS)
def test_answer_is_restored_on_opening(bench, item):
    """Does a new page show what was saved, and send nothing by itself?"""
    bench.page.evaluate("([id, response]) => host.write(id, response, 4)", [item["id"], ANSWERS[item["kind"]]])
    bench.open()
    bench.mount(graded(item))
    bench.wait_status("Saved earlier")
    if item["kind"] != "text":
        assert bench.page.locator(".nbc-chosen .nbc-answer-text").inner_text() != "no answer yet"
    chosen = bench.page.evaluate(
        """() => [...document.querySelectorAll('.nbc-body :is(:checked:is(input), select, textarea)')].map((el) => el.value)"""
    )
    flat = json.dumps(ANSWERS[item["kind"]])
    assert chosen and all(value in flat for value in chosen)
    assert bench.saves() == []


@pytest.mark.parametrize("item", [pytest.param(item, id=item["kind"]) for item in PRACTICE])
def test_practice_explains_every_choice(bench, item):
    """After Check: the points, the right answer, the reason, each feedback and the source?"""
    bench.mount(item)
    answer_by_mouse(bench.page, item)
    bench.page.get_by_role("button", name="Check my answer").click()
    text = bench.page.locator(".nbc-feedback").inner_text()
    plain = text.replace("*", "")
    for words in (*item["feedback"].values(), item["why"]):
        assert words.replace("*", "") in plain
    assert "[1] Example A, et al. A fictional paper. 2024." in text
    assert bench.page.evaluate("document.activeElement.className") == "nbc-result"


@pytest.mark.parametrize(
    ("item", "result"),
    [
        (SINGLE, "Not right\n0 of 1 point (right or not)"),
        (MULTIPLE, "Not right\n0 of 3 points (plus/minus"),
        (MATRIX, "Partly right\n1 of 3 points (one point for each right row)"),
        (CLOZE, "Partly right\n1 of 2 points (one point for each right choice)"),
        (DRAG, "Partly right\n1 of 2 points"),
        (RATIONALE, "Right\n2 of 2 points (a point for each pair"),
        (HIGHLIGHT, "Not right\n0 of 2 points (plus/minus"),
    ],
    ids=lambda value: value["kind"] if isinstance(value, dict) else "",
)
def test_practice_gives_points_by_the_rule(bench, item, result):
    """Are symbol, word, points and rule what the NGN rule gives?"""
    bench.mount(item)
    answer_by_mouse(bench.page, item)
    bench.page.get_by_role("button", name="Check my answer").click()
    shown = bench.page.locator(".nbc-result").inner_text()
    assert shown.split("\n", 1)[1].startswith(result), shown
    assert shown[0] in "✓◐✗"


def test_marks_say_right_and_wrong_in_words(bench):
    """Is colour never the only sign?"""
    bench.mount(MULTIPLE)
    answer_by_mouse(bench.page, MULTIPLE)
    bench.page.get_by_role("button", name="Check my answer").click()
    marked = {}
    for id, text in MULTIPLE["options"].items():
        marked[id] = bench.page.locator(".nbc-option", has_text=text).locator(".nbc-mark").all_inner_texts()
    assert marked == {
        "a": ["✓\nRight"],
        "b": [],
        "c": ["○\nRight, but not chosen"],
        "d": ["✗\nNot right"],
        "e": ["○\nRight, but not chosen"],
    }


def test_check_without_an_answer_asks_for_one(bench):
    """Is the key kept until something is chosen?"""
    bench.mount(SINGLE)
    bench.page.get_by_role("button", name="Check my answer").click()
    assert bench.page.get_by_text("Choose an answer first.").is_visible()
    assert not bench.page.locator(".nbc-feedback").is_visible()


def test_choosing_again_hides_the_feedback_and_try_again_clears(bench):
    """Does feedback never stand beside another answer?"""
    bench.mount(SINGLE)
    bench.page.get_by_text("They kill every cell").click()
    bench.page.get_by_role("button", name="Check my answer").click()
    bench.page.locator(".nbc-option", has_text="They stop nausea").click()
    assert not bench.page.locator(".nbc-feedback").is_visible() and bench.page.locator(".nbc-mark").count() == 0
    bench.page.get_by_role("button", name="Check my answer").click()
    bench.page.get_by_role("button", name="Try again").click()
    assert bench.page.locator("input:checked").count() == 0
    assert bench.page.evaluate("document.activeElement.type") == "radio"
    bench.page.wait_for_function("host.disk['x-p01'].response === null")


@pytest.mark.parametrize("item", KINDS)
def test_graded_question_tells_only_what_was_chosen(bench, item):
    """Does a graded page show no key, no feedback, no check, but the number of unanswered ones?"""
    bench.mount(graded(item))
    answer_by_mouse(bench.page, item)
    bench.wait_status("Saved")
    assert bench.page.get_by_role("button", name="Check my answer").count() == 0
    assert bench.page.locator(".nbc-feedback, .nbc-mark").count() == 0
    bench.page.get_by_text("7 of 8 questions still unanswered.").wait_for()
    if item["kind"] == "single":
        assert bench.page.get_by_text("You chose: They kill every cell").is_visible()


def test_clear_saves_the_empty_answer(bench):
    """Can a graded answer be taken back?"""
    bench.mount(graded(SINGLE))
    bench.page.get_by_text("They kill every cell").click()
    bench.page.get_by_role("button", name="Clear my answer").click()
    bench.page.wait_for_function("host.disk['x-p01']?.response === null")
    assert bench.page.get_by_text("You chose: no answer yet").is_visible()


def test_pre_question_saves_and_comes_back_beside_the_feedback(bench):
    """Is the answer given before reading kept, without feedback, and shown at the end?"""
    bench.mount({**graded(SINGLE), "use": "practice", "id": "x-p01-before", "moment": "before"})
    bench.page.get_by_text("They kill every cell").click()
    bench.wait_status("Saved")
    assert bench.page.get_by_text("comes back at the end").is_visible()
    assert bench.page.get_by_role("button", name="Check my answer").count() == 0
    bench.open()
    bench.mount({**SINGLE, "earlier": "x-p01-before"})
    bench.page.get_by_text("They push cells to grow up").click()
    assert bench.page.get_by_text("Before you read, you answered:").count() == 0
    bench.page.get_by_role("button", name="Check my answer").click()
    assert bench.page.get_by_text("Before you read, you answered: They kill every cell").is_visible()


def test_effects_of_one_list_cannot_be_the_same(bench):
    """Is the same effect twice, which would be invalid, kept from happening?"""
    bench.mount(RATIONALE)
    bench.page.get_by_label("Gap 2").select_option("p")
    assert bench.page.get_by_label("Gap 3").locator("option[value=p]").is_disabled()
    bench.page.get_by_label("Gap 2").select_option("")
    assert bench.page.get_by_label("Gap 3").locator("option[value=p]").is_enabled()


def test_word_can_be_dragged_into_a_gap(bench):
    """Does dragging work beside the buttons?"""
    bench.mount(DRAG)
    bench.page.get_by_role("button", name="sunlight").drag_to(bench.page.get_by_role("combobox", name="Gap 2"))
    bench.page.wait_for_function("host.disk['x-p05']?.response.b2 === 't2'")


GAPS_IN_TEXT = [
    pytest.param(
        CLOZE,
        [
            "Gap 1, question 4: Treatment is given for … days. After that the child",
            "Gap 2, question 4: days. After that the child …",
        ],
        id="cloze",
    ),
    pytest.param(
        DRAG,
        [
            "Gap 1, question 5: Take the capsule with … and protect the skin from",
            "Gap 2, question 5: and protect the skin from …",
        ],
        id="drag_cloze",
    ),
    pytest.param(
        RATIONALE,
        [
            "Gap 1, question 6: child is at risk of … as shown by blank and",
            "Gap 2, question 6: of blank as shown by … and blank",
            "Gap 3, question 6: as shown by blank and …",
        ],
        id="rationale",
    ),
]


@pytest.mark.parametrize(("item", "names"), GAPS_IN_TEXT)
def test_a_gap_is_named_by_its_question_and_the_words_around_it(bench, item, names):
    """Can the lists of several questions on one page be told apart by ear?"""
    bench.mount(item)
    assert bench.page.get_by_role("combobox").evaluate_all("els => els.map((el) => el.ariaLabel)") == names


def test_a_place_for_a_picked_word_is_named_like_its_list(bench):
    """Does the button that appears in a gap say which gap of which question it fills?"""
    bench.mount(DRAG)
    bench.page.get_by_role("button", name="sunlight").click()
    name = "Place “sunlight” in Gap 2, question 5: and protect the skin from …"
    assert bench.page.get_by_role("button", name=name, exact=True).is_visible()


def test_option_order_is_the_learners_own_and_stays(bench):
    """Do two learners see two orders, and one learner always the same?"""

    def order(seed, **changes):
        bench.open()
        bench.mount({**MULTIPLE, **changes}, seed=seed)
        return bench.page.locator(".nbc-option input").evaluate_all("els => els.map((el) => el.value)")

    orders = {tuple(order(f"seed-{n}")) for n in range(5)}
    assert len(orders) > 1 and all(sorted(one) == list("abcde") for one in orders)
    assert order("seed-1") == order("seed-1")
    assert order("seed-1", shuffle=False) == list("abcde")


def test_learner_text_is_shown_as_text(bench):
    """Does markup in an answer stay letters, wherever the answer appears?"""
    hostile = '<img src=x onerror="window.hit=1"><script>window.hit=1</script>'
    bench.page.evaluate("text => host.write('x-q08', text, 1)", hostile)
    bench.mount(TEXT)
    assert bench.page.get_by_label("Your answer").input_value() == hostile
    bench.page.evaluate("host.disk['x-q08'] = {response: '<b>other</b>' , revision: 7}")
    bench.page.get_by_label("Your answer").fill(hostile + "!")
    bench.page.get_by_text("answered in two places").wait_for()
    assert bench.page.locator(".nbc-conflict .nbc-answer-text").all_inner_texts() == [hostile + "!", "<b>other</b>"]
    assert bench.page.evaluate("window.hit") is None and bench.page.locator("img, b, main script").count() == 0


def test_written_answer_is_saved_on_a_pause_and_on_leaving(bench):
    """Is text saved without a click, and the last words when the box is left?"""
    bench.mount(TEXT)
    box = bench.page.get_by_label("Your answer")
    box.focus()
    assert bench.at_once("document.execCommand('insertText', false, 'one')") == "Saving…"
    bench.page.wait_for_function("host.disk['x-q08']?.response === 'one'")
    box.fill("one two")
    box.blur()
    bench.page.wait_for_function("host.disk['x-q08']?.response === 'one two'")
    assert bench.page.get_by_text("7 of 20,000 characters").is_visible()
    assert box.get_attribute("maxlength") == "20000"


def test_exhibit_is_shown_before_the_answer(bench):
    """Is a chart that the item carries on the page, as a table, as text or in words?"""
    table = {"columns": ["Day", "Note"], "rows": [["1", "*dry* lips"], ["8", "<i>well</i>"]]}
    shown = {}
    for one in (
        {"title": "Chart", "table": table},
        {"title": "Call", "text": "He **vomits**."},
        {"title": "Picture", "image": "x.png", "alt": "A hand."},
    ):
        bench.open()
        bench.mount({**SINGLE, "exhibits": [one]})
        shown[one["title"]] = " ".join(bench.page.locator(".nbc-exhibits").inner_text().split())
    assert shown == {
        "Chart": "Chart Day Note 1 dry lips 8 <i>well</i>",
        "Call": "Call He vomits.",
        "Picture": "Picture A hand.",
    }


def test_highlight_in_a_table(bench):
    """Can parts of table cells be chosen?"""
    table = {"columns": ["Day", "Note"], "rows": [["1", "[[s1: dry lips]] and [[s2: vomiting]]"], ["8", "well"]]}
    bench.mount({**graded(HIGHLIGHT), "text": "", "table": table})
    bench.page.get_by_text("vomiting").click()
    bench.page.wait_for_function("JSON.stringify(host.disk['x-p07']?.response) === '[\"s2\"]'")
    assert bench.page.get_by_text("You chose: “vomiting”").is_visible()


def test_unknown_kind_says_so(bench):
    """Is a question this kit does not know reported, not left blank?"""
    bench.mount({**SINGLE, "kind": "hologram"})
    assert (
        bench.page.get_by_role("alert").inner_text().startswith("This page cannot show a question of kind “hologram”")
    )
