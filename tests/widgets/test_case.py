"""The kernel's end of a case: opens, locks, tells every window, and says it in plain text."""

import json

import pytest
from case_items import ANSWERS, CASE, graded_case, practice_case

from nbcare.notebook import calls, session
from nbcare.notebook.widgets import hand_in, question
from nbcare.notebook.widgets.case import UnfoldingCase

IDS = list(ANSWERS)


@pytest.fixture
def windows(tmp_path, monkeypatch):
    """Two windows on a graded case in a learner's folder; what each is sent stands in `.sent`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(calls, "display", lambda data, raw: None)

    def open_case(told):
        items = {step["id"]: step for step in told["steps"]}
        data = {"version": 1, "scope": "x-quiz", "course": "1.0.0", "items": items, "explorers": {}}
        data["cases"] = {told["id"]: {**told, "steps": list(items)}}
        (tmp_path / "questions.json").write_text(json.dumps(data))
        session._session.cache_clear()
        here = session.here()
        made = [UnfoldingCase(told, here.store, here.context(), here.progress) for _ in range(2)]
        for one in made:
            one.sent = []
            one.send = one.sent.append
        return here, *made

    yield open_case
    question._views.clear()


def save(item: str, response, saw: int = 0) -> dict:
    return {"type": "save", "nonce": f"n-{item}-{saw}", "item": item, "response": response, "saw": saw, "shown": "s"}


def kinds(window) -> list[str]:
    return [message["type"] for message in window.sent]


def test_unfold_shows_the_whole_case_in_words(windows, monkeypatch):
    """Does the cell's text hold each step once: what is new in the chart, the question, the saved answer?"""
    here, one, _ = windows(graded_case())
    shown = []
    monkeypatch.setattr(calls, "display", lambda data, raw: shown.append(data))
    here.store.save(IDS[0], ["s2"], 0, "s")
    calls.unfold(CASE)
    text = shown[0]["text/plain"]
    assert text.startswith(f"Case {CASE} (graded)\nThe plant on the window sill\n") and text.count("Step ") == 6
    assert (
        text.count("Watered by Sam. The leaves look fine.") == 1
        and text.count("Water stands in the saucer. The soil") == 1
    )
    assert "Question gallery-p21 (highlight, graded)" in text and "Saved answer: s2" in text
    assert calls.WIDGET_VIEW in shown[0]


def test_a_file_destroyed_in_the_middle_costs_neither_answers_nor_locks(windows):
    """Is a case, after its file was destroyed, open as far as before, with its locked answers?"""
    here, one, _ = windows(graded_case())
    one.receive(save(IDS[0], ANSWERS[IDS[0]]))
    one.receive({"type": "open", "nonce": "n", "saw": 1})
    here.store.path.write_text("")
    one.receive(save(IDS[1], ANSWERS[IDS[1]]))
    saved = here.store.read()
    assert [saved[id]["response"] for id in IDS[:2]] == [ANSWERS[id] for id in IDS[:2]] and here.store.opened(CASE) == 2


def test_an_unknown_case_is_named(windows):
    """Does a stale notebook say what to do?"""
    windows(graded_case())
    with pytest.raises(session.UnknownWidgetError, match="no such case; build the course again"):
        calls.unfold("moon-day")


def test_an_answer_is_saved_and_told_to_both_windows(windows):
    """Does every window of the case hear of an answer?"""
    here, one, two = windows(graded_case())
    one.receive(save(IDS[0], ["s2"]))
    assert one.sent[0] == {
        "nonce": f"n-{IDS[0]}-0",
        "item": IDS[0],
        "type": "saved",
        "revision": 1,
        "at": here.store.read()[IDS[0]]["at"],
    }
    assert two.sent[0]["items"][IDS[0]] == {"response": ["s2"], "revision": 1}
    assert two.state["opened"] == 1 and "progress" in kinds(two)


def test_opening_answers_first_and_then_tells_both_windows(windows):
    """Does the window that asked know that it was its own request?"""
    _, one, two = windows(graded_case())
    one.receive({"type": "open", "nonce": "n1", "case": CASE, "saw": 1})
    assert one.sent[0] == {"type": "opened", "nonce": "n1", "case": CASE, "opened": 2} and one.sent[1]["opened"] == 2
    assert two.sent[0]["type"] == "state" and two.state["opened"] == 2


def test_a_late_answer_is_refused_and_the_window_told_what_counts(windows):
    """Does a window that slept through the lock get the reason, then the state?"""
    here, one, _ = windows(graded_case())
    here.store.save(IDS[0], ["s2"], 0, "s")
    here.store.open_step(CASE, 1, "s")
    one.receive(save(IDS[0], ["s4"], 1))
    assert kinds(one)[:2] == ["refused", "state"] and "was locked when step 2 was opened" in one.sent[0]["reason"]
    assert one.sent[1]["items"][IDS[0]]["response"] == ["s2"] and one.sent[1]["opened"] == 2


@pytest.mark.parametrize("saw", [None, "1", True, 7.0])
def test_a_request_without_a_step_opens_nothing(windows, saw):
    """Is a request that does not say what it follows refused?"""
    here, one, _ = windows(graded_case())
    one.receive({"type": "open", "nonce": "n", "case": CASE, "saw": saw})
    assert kinds(one) == ["not-opened"] and here.store.opened(CASE) == 1


def test_an_answer_for_another_case_is_refused(windows):
    """Can a case save only its own items?"""
    _, one, _ = windows(graded_case())
    for wrong in (save("x-q99", "a"), save(CASE, {"opened": 1}), {**save(IDS[0], "a"), "item": None}):
        one.receive(wrong)
    assert [kind for kind in kinds(one) if kind != "state"] == ["refused"] * 3


def test_only_a_practice_case_begins_again(windows):
    """Can nobody clear a graded case?"""
    here, one, _ = windows(graded_case())
    one.receive({"type": "open", "nonce": "n", "case": CASE, "saw": 1})
    one.receive({"type": "again", "nonce": "n", "case": CASE, "saw": 2})
    assert here.store.opened(CASE) == 2
    here, one, _ = windows(practice_case())
    one.receive({"type": "again", "nonce": "n", "case": CASE, "saw": 2})
    assert here.store.opened(CASE) == 1 and one.sent[0]["type"] == "opened"


def test_a_disk_that_cannot_be_written_opens_nothing(windows, monkeypatch):
    """Is the learner told when the file cannot be written?"""
    here, one, _ = windows(graded_case())
    monkeypatch.setattr(
        here.store._file, "write", lambda data: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    one.receive({"type": "open", "nonce": "n", "case": CASE, "saw": 1})
    assert "No space left on device" in one.sent[0]["reason"] and one.sent[0]["type"] == "not-opened"


def test_hand_in_counts_unopened_steps_as_unanswered_and_names_them(windows):
    """Does the summary tell which questions nobody could answer yet?"""
    here, one, _ = windows(graded_case())
    one.receive(save(IDS[0], ["s2"]))
    one.receive({"type": "open", "nonce": "n", "case": CASE, "saw": 1})
    panel = hand_in.HandIn(here)
    assert panel.state["answered"] == 1 and panel.state["total"] == 6
    assert panel.state["unanswered"] == IDS[1:] and panel.state["unopened"] == IDS[2:]
