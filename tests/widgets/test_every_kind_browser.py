"""What holds for every kind of question beyond the first: empty, restored, reviewed, readable, on paper."""

import json

import pytest
from kind_rules import RESPONSES, assert_readable, check, mount_answered, wait_saved, wait_styled
from question_items import MORE, graded

from nbcare.questions import plain_text
from nbcare.questions.scoring import problem

pytestmark = pytest.mark.browser
KINDS = [pytest.param(item, RESPONSES[item["kind"]], id=item["kind"]) for item in MORE]
CONTROLS = "input, select, button, textarea, summary, a, [tabindex]"


@pytest.mark.parametrize(("item", "response"), KINDS)
def test_untouched_question_is_unanswered(bench, item, response):
    """Is nothing chosen, nothing saved and nothing told before the first touch?"""
    bench.mount(graded(item))
    bench.page.get_by_text("8 of 8 questions still unanswered.").wait_for()
    assert bench.page.get_by_text("You chose: no answer yet").is_visible()
    assert bench.page.locator(".nbc-body :is(input:checked, .nbc-mark)").count() == 0
    assert bench.saves() == []


@pytest.mark.parametrize(("item", "response"), KINDS)
def test_answer_is_restored_after_a_reload_and_a_remount(bench, item, response):
    """Is the answer on the page what is on the disk, in words too, with nothing sent?"""
    bench.page.evaluate("([id, response]) => host.write(id, response, 4)", [item["id"], response])
    bench.open()
    first = bench.mount(graded(item))
    bench.wait_status("Saved earlier")
    words = bench.page.locator(".nbc-chosen .nbc-answer-text").inner_text()
    assert words != "no answer yet"
    bench.unmount(first)
    bench.mount(graded(item))
    assert bench.page.locator(".nbc-chosen .nbc-answer-text").inner_text() == words
    assert bench.saves() == []


@pytest.mark.parametrize(("item", "response"), KINDS)
def test_two_views_show_the_same_answer(bench, item, response):
    """Does a second view of the item follow what the first one saved, and its clearing?"""
    bench.mount(graded(item))
    bench.mount(graded(item))
    bench.page.evaluate(
        "([id, response]) => { host.write(id, response, 4); host.broadcast(id); }", [item["id"], response]
    )
    told = bench.page.locator(".nbc-chosen .nbc-answer-text").all_inner_texts()
    assert told[0] == told[1] != "no answer yet"
    bench.page.get_by_role("button", name="Clear my answer").first.click()
    wait_saved(bench, item, None)
    bench.page.wait_for_function(
        "() => [...document.querySelectorAll('.nbc-chosen .nbc-answer-text')].every((el) => el.textContent === 'no answer yet')"
    )
    assert bench.page.locator(".nbc-body input:checked").count() == 0


@pytest.mark.parametrize(("item", "response"), KINDS)
def test_practice_explains_every_choice(bench, item, response):
    """After Check: the reason, every feedback, the source and the focus on the result?"""
    mount_answered(bench, item, response)
    check(bench)
    text = bench.page.locator(".nbc-feedback").inner_text()
    for words in (*item["feedback"].values(), item["why"], "[1] Example A, et al."):
        assert words in text
    assert bench.page.evaluate("document.activeElement.className") == "nbc-result"
    assert bench.page.locator(".nbc-result").inner_text().split("\n")[1] in ("Partly right", "Not right")


@pytest.mark.parametrize(("item", "response"), KINDS)
def test_right_answer_is_right_and_try_again_empties_it(bench, item, response):
    """Does the key earn every point, and does a new attempt begin with nothing?"""
    key = {"value": str(item["key"]), "unit": item["unit"]} if item["kind"] == "numeric" else item["key"]
    mount_answered(bench, item, key)
    check(bench)
    assert (
        bench.page.locator(".nbc-result")
        .inner_text()
        .startswith(f"✓\nRight\n{item['points']} of {item['points']} point")
    )
    assert "missed" not in bench.page.locator(".nbc-body [data-look]").evaluate_all(
        "els => els.map((el) => el.dataset.look)"
    )
    bench.page.get_by_role("button", name="Try again").click()
    wait_saved(bench, item, None)
    assert bench.page.locator(".nbc-body .nbc-mark").count() == 0
    assert bench.page.evaluate("document.activeElement.closest('.nbc-body') !== null")


@pytest.mark.parametrize(("item", "response"), KINDS)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1200, 320])
def test_question_is_accessible_and_fits(bench_factory, item, response, width, dark):
    """Empty, answered and explained: no known fault, no sideways scroll, no small target?"""
    assert_readable(bench_factory, item, response, width, dark)


@pytest.mark.parametrize(("item", "response"), KINDS)
def test_every_control_keeps_jupyterlabs_shortcuts_away(bench, item, response):
    """Would JupyterLab take a key from any control?"""
    bench.mount(item)
    controls = bench.page.locator(f".nbc-root :is({CONTROLS})")
    assert controls.count() > 1
    assert controls.evaluate_all("els => els.every((el) => el.hasAttribute('data-lm-suppress-shortcuts'))")


@pytest.mark.parametrize(("item", "response"), KINDS)
def test_question_can_be_filled_in_on_paper(bench, item, response):
    """In print: no buttons, and an empty box or line for each thing to choose?"""
    bench.mount(graded(item))
    wait_styled(bench)
    bench.page.emulate_media(media="print")
    try:
        assert bench.page.locator(".nbc-root button >> visible=true").count() == 0
        assert bench.page.locator(".nbc-body select >> visible=true").count() == 0
        boxes = bench.page.locator(".nbc-body :is(input, .nbc-place-number, .nbc-slot) >> visible=true").count()
        papers = bench.page.evaluate(
            "[...document.querySelectorAll('.nbc-paper')].map((el) => getComputedStyle(el, '::before').content)"
        )
        assert boxes + len(papers) >= 3 or item["kind"] == "numeric" and boxes + len(papers) == 2
        assert all("☐" in paper for paper in papers)
    finally:
        bench.page.emulate_media(media="screen")


def test_paper_is_light_in_a_dark_jupyterlab(bench):
    """Is the ink dark when the screen is dark, so that paper can be read?"""
    bench.mount(MORE[0])
    wait_styled(bench)
    bench.page.evaluate("document.body.setAttribute('data-jp-theme-light', 'false')")
    ink = "getComputedStyle(document.querySelector('.nbc-card')).color"
    assert bench.page.evaluate(ink) == "rgb(230, 237, 237)"
    bench.page.emulate_media(media="print")
    try:
        assert bench.page.evaluate(ink) == "rgb(28, 38, 40)"
    finally:
        bench.page.emulate_media(media="screen")


@pytest.mark.parametrize(("item", "response"), KINDS)
def test_python_accepts_what_the_page_gives(item, response):
    """Does the host store every answer of the page, refuse strangers, and say the question in words?"""
    props = graded(item)
    assert problem(props, response) == problem(props, None) == ""
    for wrong in (7, "nothing of ours", ["zz"], {"zz": ["a"]}, [["a"]], True):
        assert problem(props, wrong)
    text = plain_text.question(props, response)
    assert text.splitlines()[0] == f"Question {item['id']} ({item['kind']}, graded)"
    assert not text.endswith("none yet") and plain_text.question(props).endswith("Saved answer: none yet")
    for words in _words(props):
        assert words in text
    assert json.dumps(item["key"]) not in text


def _words(props: dict) -> list[str]:
    """List the words a learner must read to answer."""
    named = [props.get(name, {}) for name in ("options", "rows", "columns", "actions", "conditions", "parameters")]
    named += [part["options"] for name in ("groups", "blanks") for part in props.get(name, {}).values()]
    labels = [group["label"] for group in props.get("groups", {}).values()]
    return [
        *(words for one in named for words in one.values()),
        *labels,
        *props.get("table", {}).get("columns", []),
        *props.get("units", []),
    ]
