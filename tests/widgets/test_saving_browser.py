"""How an answer travels: acknowledged, late, lost, doubled, in two places."""

import pytest
from playwright.sync_api import expect
from question_items import GROUPING, MATRIX, MULTIPLE, ORDER, SINGLE, TEXT, graded

pytestmark = pytest.mark.browser

A, B, C = "They kill every cell", "They push cells to grow up", "They stop nausea"


def choose(bench, text, nth=0):
    bench.page.locator(".nbc-question").nth(nth).locator(".nbc-option", has_text=text).click()


def test_saved_is_said_only_after_the_acknowledgement(bench):
    """Does the page wait for the disk?"""
    bench.mount(SINGLE)
    bench.host("host.mode = 'hold'")
    assert bench.at_once("document.querySelector('.nbc-option input').click()") == "Saving…"
    assert bench.saved("x-p01") is None and "✓" not in bench.status()
    bench.host("host.release()")
    bench.wait_status("Saved")
    assert bench.saved("x-p01") == bench.page.locator("input:checked").get_attribute("value")


def test_status_is_a_live_region(bench):
    """Does a screen reader hear the saved state?"""
    bench.mount(SINGLE)
    assert bench.page.get_by_role("status").first.evaluate(
        "el => el.classList.contains('nbc-status') || el.classList.contains('nbc-note')"
    )
    assert bench.page.locator(".nbc-status").get_attribute("role") == "status"


def test_silent_host_is_not_saved_within_a_second(bench_factory):
    """Does a dead host show on the page in time, by the page's own clock?"""
    bench = bench_factory(own=True)  # a page whose clock was held is not given back
    bench.mount(SINGLE)
    bench.page.clock.install(time=0)
    bench.page.clock.pause_at(60_000)  # otherwise it runs on beside the test
    bench.host("host.mode = 'silent'")
    bench.page.evaluate("document.querySelector('.nbc-option input').click()")
    assert bench.status() == "Saving…"
    bench.page.clock.run_for(999)
    assert "NOT SAVED" in bench.status()


def test_failing_send_is_not_saved_at_once(bench):
    """Is a closed line told without waiting for the timer?"""
    bench.mount(SINGLE)
    bench.host("host.mode = 'throw'")
    bench.page.evaluate("document.querySelector('.nbc-option input').click()")
    assert "NOT SAVED" in bench.status()


def test_lost_connection_event_is_not_saved_at_once(bench):
    """Does the page listen to the widget manager when the kernel's end is gone?"""
    bench.mount(SINGLE)
    bench.host("host.mode = 'silent'")
    bench.page.evaluate("document.querySelector('.nbc-option input').click(); host.models[0].emit('comm_live_update')")
    assert "NOT SAVED" in bench.status()


def test_host_that_comes_back_gets_the_newest_answer_only(bench):
    """Is the answer sent by itself when the host lives again?"""
    bench.mount(SINGLE)
    bench.host("host.mode = 'silent'")
    choose(bench, A)
    bench.wait_status("NOT SAVED")
    choose(bench, B)
    choose(bench, C)
    bench.host("(host.received.length = 0, host.mode = 'ack')")
    bench.wait_status("Saved")
    assert bench.saved("x-p01") == "c" and {save["response"] for save in bench.saves()} == {"c"}
    assert bench.host("host.disk['x-p01'].revision") == 1


def test_any_word_of_the_host_ends_the_waiting(bench):
    """Is the answer sent as soon as the host says something, not at the next attempt?"""
    bench.mount(SINGLE)
    bench.host("host.mode = 'silent'")
    choose(bench, A)
    bench.wait_status("NOT SAVED")
    bench.host(
        "(host.mode = 'ack', host.received.length = 0, host.models[0].emit('msg:custom', {type: 'state', item: 'x-p01', response: null, revision: 0}))"
    )
    assert len(bench.saves()) == 1


def test_answer_survives_a_reload_with_a_dead_host(bench):
    """Is an unsaved answer still there, and sent, when the page is opened again?"""
    bench.mount(SINGLE)
    bench.host("host.mode = 'throw'")
    choose(bench, A)
    bench.open()
    bench.host("host.mode = 'silent'")
    bench.mount(SINGLE)
    assert bench.page.locator("input:checked").get_attribute("value") == "a"
    bench.wait_status("NOT SAVED")
    bench.open()
    bench.mount(SINGLE)
    bench.wait_status("Saved")
    assert bench.saved("x-p01") == "a"
    assert bench.page.evaluate("Object.keys(localStorage)") == []


def test_last_words_survive_a_page_that_closes_at_once(bench):
    """Is text kept that was written within the pause before saving, with a dead host?"""
    bench.mount(TEXT)
    bench.host("host.mode = 'throw'")
    bench.page.get_by_role("textbox").fill("last words")
    bench.open()
    bench.mount(TEXT)
    bench.wait_status("Saved")
    assert bench.saved("x-q08") == "last words" == bench.page.get_by_role("textbox").input_value()


def test_new_view_sends_what_the_old_one_could_not(bench):
    """After a kernel restart and a new cell run, is the answer carried over?"""
    old = bench.mount(SINGLE)
    bench.host("host.mode = 'throw'")
    choose(bench, A)
    bench.unmount(old)
    bench.host("host.mode = 'ack'")
    bench.mount(SINGLE)
    bench.wait_status("Saved")
    assert bench.saved("x-p01") == "a"


def test_a_view_that_was_taken_off_writes_nothing(bench):
    """Is a press on a view whose log-in has ended neither sent nor kept for the next log-in?"""
    bench.mount(SINGLE)
    bench.page.evaluate("mounted[0].stop()")
    choose(bench, A)
    bench.page.evaluate("window.dispatchEvent(new Event('nbcare-resume'))")
    assert bench.page.evaluate("Object.keys(localStorage)") == [] and bench.saved("x-p01") is None


def test_old_view_gives_up_an_answer_that_a_newer_view_saved(bench):
    """Does a view that a dead kernel left behind not bring an old answer back?"""
    bench.mount(SINGLE)
    bench.page.evaluate("() => { host.models.shift().send = () => {}; }")
    choose(bench, A, nth=0)
    bench.wait_status("NOT SAVED")
    bench.mount(SINGLE)
    bench.page.wait_for_function("host.disk['x-p01']?.response === 'a'")
    choose(bench, B, nth=1)
    bench.page.wait_for_function("host.disk['x-p01'].response === 'b'")
    bench.page.wait_for_timeout(2500)  # longer than two attempts of the old view
    assert bench.page.evaluate("Object.keys(localStorage)") == [] and bench.saved("x-p01") == "b"


def test_answers_of_two_learners_in_one_browser_stay_apart(bench):
    """Is a kept answer never sent in another learner's name?"""
    bench.mount(SINGLE, seed="one")
    bench.host("host.mode = 'throw'")
    choose(bench, A)
    bench.open()
    bench.mount(SINGLE, seed="two")
    assert bench.page.locator("input:checked").count() == 0 and bench.saves() == []


def test_quick_changes_are_saved_in_order(bench):
    """Does the last of many quick choices win, without a conflict with oneself?"""
    bench.mount(MULTIPLE)
    bench.host("host.mode = 'hold'")
    for text in ("Dry lips", "Bone pain", "Louder voice"):
        bench.page.get_by_text(text, exact=True).click()
    bench.host("host.release()")
    bench.wait_status("Saved")
    assert bench.saved("x-p02") == ["a", "d", "e"]
    assert not bench.page.locator(".nbc-conflict").is_visible()


def test_lost_acknowledgement_is_no_conflict_with_oneself(bench):
    """When the first save arrived but its answer was lost, is the newer choice saved on top?"""
    bench.mount(SINGLE)
    bench.host("host.mode = 'silent'")
    choose(bench, A)
    bench.wait_status("NOT SAVED")
    bench.host("host.write('x-p01', 'a', 1)")
    choose(bench, B)
    bench.host("host.mode = 'ack'")
    bench.wait_status("Saved")
    assert bench.saved("x-p01") == "b" and not bench.page.locator(".nbc-conflict").is_visible()


@pytest.mark.parametrize(("button", "kept"), [("Keep the answer given here", "b"), ("Keep the other answer", "a")])
def test_conflict_shows_both_answers_and_lets_the_learner_choose(bench, button, kept):
    """Can two windows never lose an answer?"""
    bench.mount(graded(SINGLE))
    bench.page.evaluate("host.disk['x-p01'] = {response: 'a', revision: 3}")
    choose(bench, B)
    bench.page.get_by_role("alert").wait_for()
    assert bench.page.locator(".nbc-conflict .nbc-answer-text").all_inner_texts() == [B, A]
    assert "NOT SAVED" in bench.status()
    bench.page.get_by_role("button", name=button).click()
    bench.wait_status("Saved")
    assert bench.saved("x-p01") == kept and bench.page.locator("input:checked").get_attribute("value") == kept
    assert not bench.page.locator(".nbc-conflict").is_visible()


def conflict(bench, theirs="a", mine=B):
    """Answer over what another window saved."""
    bench.page.evaluate("theirs => host.write('x-p01', theirs, 3)", theirs)
    choose(bench, mine)
    bench.page.get_by_role("alert").wait_for()


def test_the_other_answer_is_looked_for_again_before_it_is_called_saved(bench):
    """Is "Saved" said of what is on the disk when the learner has chosen, not of what was there when she was asked?"""
    bench.mount(graded(SINGLE))
    conflict(bench)
    bench.host("host.write('x-p01', 'c', 4)")
    bench.host("host.mode = 'hold'")
    bench.page.get_by_role("button", name="Keep the other answer").click()
    assert bench.status() == "Looking which answer is saved now…"
    bench.host("host.release()")
    bench.wait_status("Saved")
    assert bench.page.locator("input:checked").get_attribute("value") == bench.saved("x-p01") == "c"


def test_a_conflict_that_became_none_asks_nothing(bench):
    """Does the question go when the learner chooses the other answer herself, and is nothing sent?"""
    bench.mount(graded(SINGLE))
    conflict(bench)
    sent = len(bench.saves())
    choose(bench, A)
    bench.wait_status("Saved")
    assert not bench.page.locator(".nbc-conflict").is_visible() and len(bench.saves()) == sent
    assert bench.page.evaluate("Object.keys(localStorage)") == []


def test_a_conflict_whose_other_answer_changes_asks_about_the_newest(bench):
    """Does the panel show the other answer as it is now, and go when that is the one given here?"""
    bench.mount(graded(SINGLE))
    conflict(bench)
    bench.page.evaluate("() => { host.write('x-p01', null, 4); host.broadcast('x-p01'); }")
    expect(bench.page.locator(".nbc-choice-of-two .nbc-answer-text").nth(1)).to_have_text("no answer yet")
    bench.page.evaluate("() => { host.write('x-p01', 'b', 5); host.broadcast('x-p01'); }")
    bench.wait_status("Saved")
    assert not bench.page.locator(".nbc-conflict").is_visible()


def test_the_focus_stays_in_the_question_when_a_conflict_is_settled(bench):
    """Is somebody with a keyboard not thrown back to the top of the page?"""
    bench.mount(graded(SINGLE))
    conflict(bench)
    bench.page.get_by_role("button", name="Keep the answer given here").press("Enter")
    bench.wait_status("Saved")
    assert bench.page.evaluate("document.activeElement.closest('[data-item=x-p01]') !== null")


ALIKE = """async ([item, a, b]) => {
  const { sameAnswer } = await import("/kit/same.js");
  const { loadKind } = await import("/kit/kinds.js");
  return sameAnswer(await loadKind(item.kind), item, a, b);
}"""


@pytest.mark.parametrize(
    ("item", "one", "other", "alike"),
    [
        (SINGLE, "a", "a", True),
        (SINGLE, "a", None, False),
        (MULTIPLE, ["a", "e"], ["e", "a"], True),
        (MULTIPLE, ["a"], ["a", "e"], False),
        (MATRIX, {"r1": "c1", "r2": "c2"}, {"r2": "c2", "r1": "c1"}, True),
        (MATRIX, {"r1": "c1", "r2": "c2"}, {"r1": "c2", "r2": "c1"}, False),
        (GROUPING, {"g1": ["a", "b"]}, {"g1": ["b", "a"]}, True),
        (ORDER, ["a", "b", "c"], ["b", "a", "c"], False),
    ],
)
def test_answers_are_told_apart_by_what_they_say(bench, item, one, other, alike):
    """Is the learner asked about two answers only where they differ in more than the way they are written down?"""
    assert bench.page.evaluate(ALIKE, [item, one, other]) is alike


def test_an_answer_that_is_on_the_disk_already_is_no_conflict(bench):
    """Is a save that another window made too called saved, not a conflict?"""
    bench.mount(graded(SINGLE))
    bench.page.evaluate("host.write('x-p01', 'b', 3)")
    choose(bench, B)
    bench.wait_status("Saved")
    assert not bench.page.locator(".nbc-conflict").is_visible()


def test_conflict_in_a_written_answer_can_be_settled_while_writing(bench):
    """Does leaving the box to press a button not take the button away?"""
    bench.mount(TEXT)
    bench.page.evaluate("host.disk['x-q08'] = {response: 'other', revision: 3}")
    box = bench.page.get_by_label("Your answer")
    box.fill("mine")
    bench.page.get_by_role("alert").wait_for()
    box.press_sequentially(" and more")
    bench.page.get_by_role("button", name="Keep the answer given here").click()
    bench.page.wait_for_function("host.disk['x-q08'].response === 'mine and more'")


def test_state_that_arrives_while_writing_does_not_take_the_words(bench):
    """Is text being written neither replaced nor silently put over the other one?"""
    bench.mount(TEXT)
    box = bench.page.get_by_label("Your answer")
    box.focus()
    # In one task: within the pause after which the words would be saved, however slow the machine is.
    bench.at_once(
        "document.execCommand('insertText', false, 'mine'), host.write('x-q08', 'other', 1), host.broadcast('x-q08')"
    )
    assert box.input_value() == "mine"
    bench.page.get_by_role("alert").wait_for()
    assert bench.saved("x-q08") == "other"


def test_both_views_of_an_item_show_the_saved_answer(bench):
    """Does a second view follow without a reload?"""
    bench.mount(SINGLE)
    bench.mount(SINGLE)
    choose(bench, A, nth=0)
    bench.page.wait_for_function("document.querySelectorAll('input:checked').length === 2")
    choose(bench, B, nth=1)
    bench.page.wait_for_function("[...document.querySelectorAll('input:checked')].every((el) => el.value === 'b')")
    assert not bench.page.locator(".nbc-conflict >> visible=true").count()


def test_refused_answer_says_why_and_is_not_sent_again(bench):
    """Does the learner read the reason?"""
    bench.mount(SINGLE)
    bench.host("host.refuse = 'there is no such option'")
    choose(bench, A)
    bench.wait_status("NOT SAVED. there is no such option")
    assert bench.page.evaluate("Object.keys(localStorage)") == []


def test_page_without_storage_still_saves(bench_factory):
    """Does a browser that forbids storage only lose the reload?"""
    bench = bench_factory()
    bench.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    bench.page.evaluate(
        "() => { host.write = (item, response, revision) => { host.disk[item] = {response, revision}; }; }"
    )
    bench.mount(SINGLE)
    choose(bench, A)
    bench.wait_status("Saved")


def test_answers_that_the_disk_lost_are_sent_again(bench):
    """When the file went back behind what the page saw, is what the page shows brought there, without a question?"""
    bench.mount(SINGLE)
    choose(bench, A)
    bench.page.wait_for_function("host.disk['x-p01']?.revision === 1")
    bench.page.evaluate("() => { host.write('x-p01', null, 0); host.broadcast('x-p01'); }")
    bench.page.wait_for_function("host.disk['x-p01'].response === 'a'")
    bench.wait_status("Saved")
    bench.page.evaluate("() => { host.disk = {}; }")
    choose(bench, B)
    bench.page.wait_for_function("host.disk['x-p01']?.response === 'b'")
    assert not bench.page.locator(".nbc-conflict").is_visible()


def test_no_question_says_saved_when_the_file_is_gone_for_good(bench):
    """Do all answered questions say NOT SAVED, keep trying, and say Saved again when they are?"""
    for item in (SINGLE, MULTIPLE, TEXT):
        bench.mount(item)
    choose(bench, A)
    bench.page.get_by_text("Bone pain", exact=True).click()
    bench.page.wait_for_function("host.disk['x-p02'] && host.disk['x-p01']")
    bench.page.evaluate("""() => {
        Object.assign(host, {refuse: 'The computer could not write the file.', again: true, disk: {}});
        for (const model of host.models) model.emit('msg:custom', {type: 'lost'});
    }""")
    bench.page.wait_for_function(
        "[...document.querySelectorAll('.nbc-status')].filter((el) => el.textContent.includes('NOT SAVED')).length === 2"
    )
    assert bench.page.locator(".nbc-status").nth(2).inner_text() == ""
    bench.host("(host.refuse = '')")
    bench.page.wait_for_function("host.disk['x-p02']?.response.join() === 'e' && host.disk['x-p01']?.response === 'a'")
    bench.page.wait_for_function(
        "[...document.querySelectorAll('.nbc-status')].filter((el) => el.dataset.state === 'saved').length === 2"
    )


HIDE = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def press(bench, nth):
    bench.page.evaluate("nth => document.querySelectorAll('.nbc-option input')[nth].click()", nth)


def test_each_answer_tells_when_its_question_was_opened_and_how_long_it_was_in_sight(bench_factory):
    """Does the history learn how long a learner looked, without the time behind another window, and nothing twice?"""
    bench = bench_factory(own=True)
    bench.page.clock.install(time=0)
    bench.page.clock.pause_at(60)
    bench.mount(SINGLE)
    bench.page.clock.run_for(5_300)
    press(bench, 0)
    bench.page.clock.run_for(2_000)
    bench.page.evaluate(HIDE, True)
    bench.page.clock.run_for(60_000)
    bench.page.evaluate(HIDE, False)
    bench.page.clock.run_for(1_800)
    press(bench, 1)
    assert [(each["opened"], each["seconds"]) for each in bench.saves()] == [
        ("1970-01-01T00:01:00Z", 5),
        ("1970-01-01T00:01:00Z", 4),
    ]


def test_the_seconds_of_an_answer_that_waited_go_with_the_next_one(bench_factory):
    """Is no second lost when an answer is replaced before it was sent, and none counted again when it was?"""
    bench = bench_factory(own=True)
    bench.page.clock.install(time=0)
    bench.page.clock.pause_at(60)
    bench.mount(SINGLE)
    bench.page.clock.run_for(3_000)
    bench.host("host.mode = 'hold'")
    press(bench, 0)
    bench.page.clock.run_for(200)
    press(bench, 1)
    bench.page.clock.run_for(300)
    press(bench, 2)
    assert [each["seconds"] for each in bench.saves()] == [3]
    bench.host("host.release()")
    bench.wait_status("Saved")
    assert [(each["seconds"], each["saw"]) for each in bench.saves()] == [(3, 0), (0, 1)]
    bench.host("host.mode = 'throw'")
    bench.page.clock.run_for(2_500)
    press(bench, 0)
    bench.host("host.mode = 'ack'")
    bench.page.clock.run_for(500)
    press(bench, 1)
    assert [each["seconds"] for each in bench.saves()][2:] == [3, 3]
