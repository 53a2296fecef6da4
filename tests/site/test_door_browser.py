"""The door over the browser's storage: what it replies to a page's widgets, and what it keeps."""

from pathlib import Path

import pytest
from question_items import MULTIPLE, SINGLE, graded

pytestmark = pytest.mark.browser

HEAD = "nbcare.site|here/|x-quiz"
STEPS = [graded(SINGLE) | {"id": f"x-c{n}", "case": "x-case"} for n in (1, 2, 3)]


def data(use: str = "graded", hand_in: bool = True) -> dict:
    steps = [{**step, "use": use} for step in STEPS]
    widgets = {
        "one": {"widget": "ask", "props": graded(SINGLE) | {"use": use}},
        "two": {"widget": "ask", "props": graded(MULTIPLE) | {"use": use}},
        "case": {"widget": "unfold", "props": {"id": "x-case", "kind": "case", "use": use, "title": "T", "steps": steps}},
    }
    return {"scope": "x-quiz", "course": "1.0.0", "widgets": widgets | ({"end": {"widget": "hand_in", "props": {"id": "end"}}} if hand_in else {})}


class Door:
    """A door on a page; each call gives the reply as the page's widgets get it."""

    def __init__(self, page, name="door", **page_data):
        self.page, self.name = page, name
        page.evaluate("([name, data]) => { window[name] = new BrowserDoor(data, new Shelf('here/')); }", [name, data(**page_data)])

    def ask(self, word, **message):
        return self.page.evaluate("([name, word, message]) => window[name][word](message)", [self.name, word, {"nonce": "n", **message}])

    def save(self, response, item="x-p01", saw=0):
        return self.ask("save", item=item, response=response, saw=saw, shown="sha256:one")

    def state(self):
        return self.page.evaluate("name => window[name].state()", self.name)

    def kept(self):
        return self.page.evaluate("Object.fromEntries(Object.entries(localStorage))")


def test_answer_is_kept_with_its_revision(door_page):
    """Is the reply that of a kernel, and the answer there for the next page?"""
    door = Door(door_page)
    reply = door.save("b")
    assert {**reply, "at": ""} == {"type": "saved", "nonce": "n", "item": "x-p01", "revision": 1, "at": "", "progress": {"answered": 1, "total": 5}}
    assert door.save("c", saw=1)["revision"] == 2
    later = Door(door_page, "later")
    assert later.state()["state"]["items"] == {"x-p01": {"response": "c", "revision": 2}}
    assert later.state()["seed"] == door.state()["seed"]
    assert len(door.state()["seed"]) == 32


def test_stale_answer_is_answered_with_both(door_page):
    """Does a second window that saw less hear what is kept, and overwrite nothing?"""
    first, second = Door(door_page), Door(door_page, "second")
    first.save("a")
    assert second.save("b") == {"type": "conflict", "nonce": "n", "item": "x-p01", "revision": 1, "response": "a"}
    assert first.state()["state"]["items"]["x-p01"]["response"] == "a"


def test_same_answer_again_is_no_conflict(door_page):
    """Is a retry whose acknowledgement was lost acknowledged with what is kept?"""
    door = Door(door_page)
    kept = door.save(["a", "c"], "x-p02")
    assert door.save(["a", "c"], "x-p02") == kept
    assert door.save(["c", "a"], "x-p02")["type"] == "conflict"


def test_windows_never_lose_each_others_questions(door_page):
    """Do two windows with a question each, saving at once and again and again, keep both?"""
    Door(door_page), Door(door_page, "second")
    door_page.evaluate(
        """async () => {
          const many = (door, item) => Promise.all(Array.from({ length: 20 }, (_, saw) => door.save({ item, response: saw % 2 ? null : item === "x-p01" ? "a" : ["a"], saw, nonce: "n" })));
          await Promise.all([many(window.door, "x-p01"), many(window.second, "x-p02")]);
        }"""
    )
    items = Door(door_page, "later").state()["state"]["items"]
    assert [items[id]["revision"] for id in ("x-p01", "x-p02")] == [20, 20]


@pytest.mark.parametrize(("item", "response", "saw"), [("x-p99", "a", 0), ("x-case", {"opened": 4}, 0), ("constructor", "a", 0), ("x-p01", "zz", 0), ("x-p01", "a", -1), ("x-p01", "a", "0"), ("x-p01", "a", None)])
def test_what_is_no_answer_is_refused(door_page, item, response, saw):
    """Is an unknown question, an unknown option or a missing revision refused for good, and nothing kept?"""
    door = Door(door_page)
    reply = door.save(response, item, saw)
    assert reply["type"] == "refused" and reply["reason"] and "again" not in reply
    assert list(door.kept()) == [HEAD]


def test_steps_open_one_after_the_other(door_page):
    """Is a later step closed, and one that was left locked, as in the store?"""
    door = Door(door_page)
    assert door.save("a", "x-c2")["reason"].startswith("Step 2 is not open yet")
    door.save("a", "x-c1")
    reply = door.ask("open", case="x-case", saw=1)
    assert reply == {"type": "opened", "nonce": "n", "case": "x-case", "opened": 2, "items": {"x-c1": {"response": "a", "revision": 1}}}
    assert door.save("b", "x-c1", 1)["reason"] == "The answer to step 1 was locked when step 2 was opened. It cannot be changed any more."
    assert door.ask("open", case="x-case", saw=1)["opened"] == 2
    assert [door.ask("open", case="x-case", saw=saw)["opened"] for saw in (2, 3, 4, 5)] == [3, 4, 4, 4]
    assert door.ask("open", case="x-none", saw=1)["type"] == "not-opened"
    assert door.ask("open", case="x-case", saw="1")["type"] == "not-opened"


def test_practice_case_begins_again_and_a_graded_one_does_not(door_page):
    """Are the answers of a practice case cleared, with their revisions going on?"""
    assert Door(door_page).ask("again", case="x-case", saw=1)["type"] == "not-opened"
    door = Door(door_page, "practice", use="practice", hand_in=False)
    door.save("a", "x-c1")
    door.ask("open", case="x-case", saw=1)
    reply = door.ask("again", case="x-case", saw=2)
    assert (reply["opened"], reply["items"]) == (1, {"x-c1": {"response": None, "revision": 2}})
    assert door.save("b", "x-c1", 2)["type"] == "saved"


def test_full_storage_is_said_and_tried_again(door_page):
    """Does the page hear NOT SAVED with its reason, and is the answer kept once there is room?"""
    door = Door(door_page)
    fill = """() => {
      let block = "x".repeat(1 << 20), i = 0;
      while (block) try { localStorage.setItem(`other${i}`, block); i += 1; } catch { block = block.slice(0, block.length >> 1); }
    }"""
    door_page.evaluate(fill)
    reply = door.save("a")
    assert (reply["type"], reply["again"]) == ("refused", True)
    assert "full" in reply["reason"]
    assert door.state()["state"]["items"] == {}
    door_page.evaluate("localStorage.removeItem('other0')")
    assert door.save("a")["type"] == "saved"


def test_storage_that_is_forbidden_is_said(door_page):
    """Does a browser that keeps nothing lead to a sentence, never to a broken page?"""
    door = Door(door_page)
    door_page.evaluate("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); }, configurable: true })")
    reply = door.save("a")
    assert (reply["type"], reply["again"]) == ("refused", True)
    assert "does not let pages keep" in reply["reason"]


@pytest.mark.parametrize("damage", ["{", "null", "[]", '{"response": "a"}', '{"response": "a", "revision": "1"}'])
def test_damaged_answer_is_kept_aside(door_page, damage):
    """Is an answer that cannot be read said, kept aside whole, and the next attempt taken?"""
    door = Door(door_page)
    door.save("a")
    door_page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{HEAD}|x-p01", damage])
    reply = door.save("b", saw=1)
    assert (reply["type"], reply["again"]) == ("refused", True)
    assert "kept aside" in reply["reason"]
    assert door.kept()["nbcare.site|here/|!damaged|0|x-quiz|x-p01"] == damage
    assert door.save("b")["type"] == "saved"


def test_what_is_lost_while_the_page_is_open_is_kept_again(door_page):
    """Are the answers that a page has shown as saved written again when the browser forgot them?"""
    door = Door(door_page)
    door.save("a")
    door_page.evaluate("localStorage.clear()")
    assert door.save(["a"], "x-p02")["type"] == "saved"
    assert set(Door(door_page, "later").state()["state"]["items"]) == {"x-p01", "x-p02"}


def test_cleared_answers_do_not_come_back(door_page):
    """Does a page that was open while the answers were cleared save nothing of the last learner any more?"""
    door = Door(door_page)
    door.save("a")
    door_page.evaluate("clearAnswers(new Shelf('here/'))")
    reply = door.save("b", saw=1)
    assert reply["type"] == "refused" and "again" not in reply
    assert "cleared" in reply["reason"]
    assert door.state()["seed"] == ""
    assert list(door.kept()) == ["nbcare.site|here/|!cleared"]
    assert Door(door_page, "next").state()["state"]["items"] == {}


def test_other_folders_answers_are_others(door_page):
    """Do two copies of the course on one computer keep their answers apart?"""
    Door(door_page).save("a")
    door_page.evaluate("data => { window.there = new BrowserDoor(data, new Shelf('there/')); }", data())
    assert door_page.evaluate("there.state()")["state"]["items"] == {}
    door_page.evaluate("clearAnswers(new Shelf('there/'))")
    assert Door(door_page, "again").state()["state"]["items"] != {}


def test_hand_in_needs_an_id_and_an_answer(door_page):
    """Is nothing handed in without an answer, or under an id that the course cannot take?"""
    door = Door(door_page)
    for learner in ("", "Anna", "a b", "../x", "x" * 33):
        door_page.evaluate("learner => { door.learner = learner; }", learner)
        assert "learner id" in door.ask("handIn")["reason"], learner
    door_page.evaluate("door.learner = 'anna-7'")
    assert door.ask("handIn") == {"type": "refused", "nonce": "n", "reason": "No answer is saved yet.", "code": "refused"}


def test_hand_in_is_a_file_and_a_receipt(door_page):
    """Does handing in give a file and a receipt that stays, and are the answers locked until they are asked back?"""
    door = Door(door_page)
    door.save("a")
    door_page.evaluate("door.learner = 'anna-7'")
    with door_page.expect_download() as awaited:
        reply = door.ask("handIn")
    receipt = reply["receipt"]
    assert (reply["type"], receipt["answered"], receipt["total"], receipt["attempt"]) == ("handed-in", 1, 5, 1)
    assert awaited.value.suggested_filename in receipt["where"]
    later = Door(door_page, "later")
    quiz = later.state()["quiz"]
    assert (quiz["handed_in"], quiz["used"], quiz["locked"], quiz["may_reopen"]) == (receipt, 1, True, True)
    assert later.save("b", saw=1)["code"] == "handed-in"
    assert later.ask("open", case="x-case", saw=1)["type"] == "not-opened"
    assert later.ask("reopen")["quiz"]["locked"] is False
    assert later.save("b", saw=1)["type"] == "saved"


def test_file_is_given_again_as_it_was(door_page):
    """Can a learner who lost the file have the very same one again?"""
    door = Door(door_page)
    door.save("a")
    door_page.evaluate("door.learner = 'anna-7'")
    texts = []
    for call in ("door.handIn({ nonce: 'n' })", "void door.fileAgain()"):
        with door_page.expect_download() as awaited:
            door_page.evaluate(call)
        texts.append((awaited.value.suggested_filename, Path(awaited.value.path()).read_bytes()))
    assert texts[0] == texts[1]


def test_module_has_no_quiz(door_page):
    """Is a page without a hand-in told as one?"""
    assert Door(door_page, use="practice", hand_in=False).state()["quiz"] is None
