"""A question that has changed since it was answered: asked anew, with the reason; a corrected key is said."""

import json

import pytest
from case_items import ANSWERS, graded_case, practice_case
from question_items import SINGLE, graded

pytestmark = pytest.mark.browser
NOTE = ".nbc-changed:visible"
IDS = list(ANSWERS)


def state(**more) -> dict:
    return {"response": None, "revision": 2, **more}


@pytest.mark.parametrize("props", [SINGLE, graded(SINGLE)], ids=["practice", "graded"])
def test_a_changed_question_is_asked_anew_and_says_why(bench, props):
    """Is nothing chosen, nothing called saved, the reason told, and the next answer taken?"""
    bench.host(f"host.disk['x-p01'] = {json.dumps(state(response='b'))}")
    bench.host("host.state = (props) => ({ response: null, revision: host.disk[props.id].revision, changed: true })")
    bench.mount(props)
    note = bench.page.locator(NOTE)
    note.wait_for()
    assert "has changed since you answered it. Please answer it again." in note.inner_text()
    assert bench.page.locator("input:checked").count() == 0 and "Saved" not in bench.status()
    assert bench.axe(bench.page.locator(".nbc-question")) == []
    bench.host("delete host.state")
    bench.page.locator("input[value=c]").check()
    bench.wait_status("Saved")
    assert bench.saves()[-1]["saw"] == 2 and bench.page.locator(NOTE).count() == 0


def test_a_question_that_changes_after_the_hand_in_says_what_was_handed_in(bench):
    """Is nobody asked to answer a question that is locked?"""
    bench.mount(graded(SINGLE), state=state(changed=True))
    for message in ({"type": "locked", "locked": True}, {"type": "state", "item": "x-p01", **state(changed=True)}):
        bench.host(f"host.models.at(-1).emit('msg:custom', {json.dumps(message)})")
    bench.page.locator(NOTE, has_text="Handed in is your answer to the earlier question").wait_for()


def test_a_corrected_right_answer_is_said_and_marked_anew(bench):
    """Does the answer stay, with a note, and is it marked by the new key?"""
    bench.host("host.state = () => ({ response: 'b', revision: 1, corrected: true })")
    bench.mount(SINGLE | {"key": "c"})
    bench.page.locator(NOTE, has_text="was corrected after you answered it").wait_for()
    assert bench.page.locator("input[value=b]").is_checked()
    bench.page.get_by_role("button", name="Check my answer").click()
    assert "Not right" in bench.page.locator(".nbc-result").inner_text()


def test_an_answer_that_waited_in_the_browser_is_not_sent_to_another_question(bench):
    """Is what could not be saved before the change asked anew?"""
    bench.host("host.mode = 'silent'")
    number = bench.mount(SINGLE)
    bench.page.locator("input[value=b]").check()
    bench.wait_status("NOT SAVED")
    bench.unmount(number)
    sent = len(bench.saves())
    bench.mount(SINGLE | {"stem": "Another question?", "shown": "sha256:two"})
    bench.page.locator(NOTE, has_text="has changed").wait_for()
    assert len(bench.saves()) == sent and bench.page.locator("input:checked").count() == 0


@pytest.mark.parametrize("make", [practice_case, graded_case])
def test_a_changed_open_step_is_asked_anew(bench, make):
    """Is the step of a case that is open asked again, and may it be answered?"""
    case = {"opened": 1, "items": {IDS[0]: state(changed=True)}}
    bench.host(f"host.state = () => ({json.dumps(case)})")
    bench.mount(make(), module="case.js")
    bench.page.locator(f".nbc-step {NOTE}", has_text="Please answer it again").wait_for()


def test_a_changed_locked_step_of_practice_is_not_marked_and_offers_to_begin_again(bench):
    """Is no verdict given on an answer to other words?"""
    case = {"opened": 2, "items": {IDS[0]: state(changed=True)}}
    bench.host(f"host.state = () => ({json.dumps(case)})")
    bench.mount(practice_case(), module="case.js")
    step = bench.page.locator(".nbc-step").first
    step.get_by_text("given before this question changed").wait_for()
    assert "locked empty" not in step.inner_text() and " of " not in step.locator(".nbc-chosen").first.inner_text()
    assert bench.page.get_by_role("button", name="Work through it again").is_visible()


def test_a_changed_locked_step_of_a_graded_case_keeps_its_answer(bench):
    """Is it said that the answer to the earlier question is kept?"""
    case = {"opened": 2, "items": {IDS[0]: state(changed=True)}}
    bench.host(f"host.state = () => ({json.dumps(case)})")
    bench.mount(graded_case(), module="case.js")
    step = bench.page.locator(".nbc-step").first
    step.get_by_text("given before this question changed").wait_for()
    assert bench.page.get_by_role("button", name="Work through it again").count() == 0
