"""The backend over the browser's storage: what it replies to a page's widgets, and what it keeps."""

import json
from pathlib import Path

import pytest
from question_items import MULTIPLE, SINGLE, graded

from nbcare.answers import files

pytestmark = pytest.mark.browser

HEAD = "nbcare.site|here/|x-quiz"
STEPS = [graded(SINGLE) | {"id": f"x-c{n}", "case": "x-case"} for n in (1, 2, 3)]


def data(use: str = "graded", hand_in: bool = True) -> dict:
    steps = [{**step, "use": use} for step in STEPS]
    widgets = {
        "one": {"widget": "ask", "props": graded(SINGLE) | {"use": use}},
        "two": {"widget": "ask", "props": graded(MULTIPLE) | {"use": use}},
        "case": {
            "widget": "unfold",
            "props": {"id": "x-case", "kind": "case", "use": use, "title": "T", "steps": steps},
        },
    }
    return {
        "scope": "x-quiz",
        "course": "1.0.0",
        "widgets": widgets | ({"end": {"widget": "hand_in", "props": {"id": "end"}}} if hand_in else {}),
    }


class Backend:
    """A backend on a page; each call gives the reply as the page's widgets get it."""

    def __init__(self, page, name="backend", **page_data):
        self.page, self.name = page, name
        page.evaluate(
            "([name, data]) => { window[name] = new OfflineBackend(data, new LocalStore('here/')); }",
            [name, data(**page_data)],
        )

    def ask(self, word, **message):
        return self.page.evaluate(
            "([name, word, message]) => window[name][word](message)", [self.name, word, {"nonce": "n", **message}]
        )

    def save(self, response, item="x-p01", saw=0, **told):
        return self.ask("save", item=item, response=response, saw=saw, shown="sha256:one", **told)

    def state(self):
        return self.page.evaluate("name => window[name].state()", self.name)

    def kept(self):
        return self.page.evaluate("Object.fromEntries(Object.entries(localStorage))")


def test_a_hand_in_file_tells_when_a_question_was_opened_and_for_how_long(backend_page):
    """Is what the page tells beside an answer kept, and in the file under a receipt that the course computes alike?"""
    backend = Backend(backend_page)
    backend.save("b", opened="2026-11-30T08:15:00Z", seconds=42)
    file, receipt = backend_page.evaluate(
        """() => {
          const responses = backend.answers.file();
          return [handInFile({ learner: "anna", responses, at: "2026-11-30T09:00:00Z" }).text, receiptHash(responses)];
        }"""
    )
    responses = json.loads(file)["responses"]
    kept = responses["items"]["x-p01"]
    assert (kept["opened"], kept["seconds"]) == ("2026-11-30T08:15:00Z", 42)
    assert receipt == files.receipt(files.encode(responses))


def test_answer_is_kept_with_its_revision(backend_page):
    """Is the reply that of a kernel, and the answer there for the next page?"""
    backend = Backend(backend_page)
    reply = backend.save("b")
    assert {**reply, "at": ""} == {
        "type": "saved",
        "nonce": "n",
        "item": "x-p01",
        "revision": 1,
        "at": "",
        "progress": {"answered": 1, "total": 5},
    }
    assert backend.save("c", saw=1)["revision"] == 2
    later = Backend(backend_page, "later")
    assert later.state()["state"]["items"] == {"x-p01": {"response": "c", "revision": 2}}
    assert later.state()["seed"] == backend.state()["seed"]
    assert len(backend.state()["seed"]) == 32


def test_an_answer_to_a_question_that_changed_is_not_shown(backend_page):
    """Does a page without a server ask anew, and say that it does?"""
    one = Backend(backend_page)
    one.save("b")
    assert one.state()["state"]["items"]["x-p01"] == {"response": "b", "revision": 1}
    backend_page.evaluate("backend => { window[backend].items['x-p01'].shown = 'sha256:two'; }", one.name)
    assert one.state()["state"]["items"]["x-p01"] == {"response": None, "revision": 1, "changed": True}
    again = one.ask("save", item="x-p01", response="c", saw=1, shown="sha256:two")
    assert again["type"] == "saved" and one.state()["state"]["items"]["x-p01"] == {"response": "c", "revision": 2}


def test_stale_answer_is_answered_with_both(backend_page):
    """Does a second window that saw less hear what is kept, and overwrite nothing?"""
    first, second = Backend(backend_page), Backend(backend_page, "second")
    first.save("a")
    assert second.save("b") == {"type": "conflict", "nonce": "n", "item": "x-p01", "revision": 1, "response": "a"}
    assert first.state()["state"]["items"]["x-p01"]["response"] == "a"


def test_same_answer_again_is_no_conflict(backend_page):
    """Is a retry whose acknowledgement was lost acknowledged with what is kept?"""
    backend = Backend(backend_page)
    kept = backend.save(["a", "c"], "x-p02")
    assert backend.save(["a", "c"], "x-p02") == kept
    assert backend.save(["c", "a"], "x-p02")["type"] == "conflict"


def test_windows_never_lose_each_others_questions(backend_page):
    """Do two windows with a question each, saving at once and again and again, keep both?"""
    Backend(backend_page), Backend(backend_page, "second")
    backend_page.evaluate(
        """async () => {
          const many = (backend, item) => Promise.all(Array.from({ length: 20 }, (_, saw) => backend.save({ item, response: saw % 2 ? null : item === "x-p01" ? "a" : ["a"], saw, nonce: "n" })));
          await Promise.all([many(window.backend, "x-p01"), many(window.second, "x-p02")]);
        }"""
    )
    items = Backend(backend_page, "later").state()["state"]["items"]
    assert [items[id]["revision"] for id in ("x-p01", "x-p02")] == [20, 20]


@pytest.mark.parametrize(
    ("item", "response", "saw"),
    [
        ("x-p99", "a", 0),
        ("x-case", {"opened": 4}, 0),
        ("constructor", "a", 0),
        ("x-p01", "zz", 0),
        ("x-p01", "a", -1),
        ("x-p01", "a", "0"),
        ("x-p01", "a", None),
    ],
)
def test_what_is_no_answer_is_refused(backend_page, item, response, saw):
    """Is an unknown question, an unknown option or a missing revision refused for good, and nothing kept?"""
    backend = Backend(backend_page)
    reply = backend.save(response, item, saw)
    assert reply["type"] == "refused" and reply["reason"] and "again" not in reply
    assert list(backend.kept()) == [HEAD]


def test_steps_open_one_after_the_other(backend_page):
    """Is a later step closed, and one that was left locked, as in the store?"""
    backend = Backend(backend_page)
    assert backend.save("a", "x-c2")["reason"].startswith("Step 2 is not open yet")
    backend.save("a", "x-c1")
    reply = backend.ask("open", case="x-case", saw=1)
    assert reply == {
        "type": "opened",
        "nonce": "n",
        "case": "x-case",
        "opened": 2,
        "items": {"x-c1": {"response": "a", "revision": 1}},
    }
    assert (
        backend.save("b", "x-c1", 1)["reason"]
        == "The answer to step 1 was locked when step 2 was opened. It cannot be changed any more."
    )
    assert backend.ask("open", case="x-case", saw=1)["opened"] == 2
    assert [backend.ask("open", case="x-case", saw=saw)["opened"] for saw in (2, 3, 4, 5)] == [3, 4, 4, 4]
    assert backend.ask("open", case="x-none", saw=1)["type"] == "not-opened"
    assert backend.ask("open", case="x-case", saw="1")["type"] == "not-opened"


def test_practice_case_begins_again_and_a_graded_one_does_not(backend_page):
    """Are the answers of a practice case cleared, with their revisions going on?"""
    assert Backend(backend_page).ask("again", case="x-case", saw=1)["type"] == "not-opened"
    backend = Backend(backend_page, "practice", use="practice", hand_in=False)
    backend.save("a", "x-c1")
    backend.ask("open", case="x-case", saw=1)
    reply = backend.ask("again", case="x-case", saw=2)
    assert (reply["opened"], reply["items"]) == (1, {"x-c1": {"response": None, "revision": 2}})
    assert backend.save("b", "x-c1", 2)["type"] == "saved"


def test_full_storage_is_said_and_tried_again(backend_page):
    """Does the page hear NOT SAVED with its reason, and is the answer kept once there is room?"""
    backend = Backend(backend_page)
    fill = """() => {
      let block = "x".repeat(1 << 20), i = 0;
      while (block) try { localStorage.setItem(`other${i}`, block); i += 1; } catch { block = block.slice(0, block.length >> 1); }
    }"""
    backend_page.evaluate(fill)
    reply = backend.save("a")
    assert (reply["type"], reply["again"]) == ("refused", True)
    assert "full" in reply["reason"]
    assert backend.state()["state"]["items"] == {}
    backend_page.evaluate("localStorage.removeItem('other0')")
    assert backend.save("a")["type"] == "saved"


def test_storage_that_is_forbidden_is_said(backend_page):
    """Does a browser that keeps nothing lead to a sentence, never to a broken page?"""
    backend = Backend(backend_page)
    backend_page.evaluate(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); }, configurable: true })"
    )
    reply = backend.save("a")
    assert (reply["type"], reply["again"]) == ("refused", True)
    assert "does not let pages keep" in reply["reason"]


@pytest.mark.parametrize("damage", ["{", "null", "[]", '{"response": "a"}', '{"response": "a", "revision": "1"}'])
def test_damaged_answer_is_kept_aside(backend_page, damage):
    """Is an answer that cannot be read said, kept aside whole, and the next attempt taken?"""
    backend = Backend(backend_page)
    backend.save("a")
    backend_page.evaluate("([key, text]) => localStorage.setItem(key, text)", [f"{HEAD}|x-p01", damage])
    reply = backend.save("b", saw=1)
    assert (reply["type"], reply["again"]) == ("refused", True)
    assert "kept aside" in reply["reason"]
    assert backend.kept()["nbcare.site|here/|!damaged|0|x-quiz|x-p01"] == damage
    assert backend.save("b")["type"] == "saved"


def test_what_is_lost_while_the_page_is_open_is_kept_again(backend_page):
    """Are the answers that a page has shown as saved written again when the browser forgot them?"""
    backend = Backend(backend_page)
    backend.save("a")
    backend_page.evaluate("localStorage.clear()")
    assert backend.save(["a"], "x-p02")["type"] == "saved"
    assert set(Backend(backend_page, "later").state()["state"]["items"]) == {"x-p01", "x-p02"}


def test_cleared_answers_do_not_come_back(backend_page):
    """Does a page that was open while the answers were cleared save nothing of the last learner any more?"""
    backend = Backend(backend_page)
    backend.save("a")
    backend_page.evaluate("clearAnswers(new LocalStore('here/'))")
    reply = backend.save("b", saw=1)
    assert reply["type"] == "refused" and "again" not in reply
    assert "cleared" in reply["reason"]
    assert backend.state()["seed"] == ""
    assert list(backend.kept()) == ["nbcare.site|here/|!cleared"]
    assert Backend(backend_page, "next").state()["state"]["items"] == {}


def test_other_folders_answers_are_others(backend_page):
    """Do two copies of the course on one computer keep their answers apart?"""
    Backend(backend_page).save("a")
    backend_page.evaluate("data => { window.there = new OfflineBackend(data, new LocalStore('there/')); }", data())
    assert backend_page.evaluate("there.state()")["state"]["items"] == {}
    backend_page.evaluate("clearAnswers(new LocalStore('there/'))")
    assert Backend(backend_page, "again").state()["state"]["items"] != {}


def test_hand_in_needs_an_id_and_an_answer(backend_page):
    """Is nothing handed in without an answer, or under an id that the course cannot take?"""
    backend = Backend(backend_page)
    for learner in ("", "Anna", "a b", "../x", "-n03", "x" * 33):
        backend_page.evaluate("learner => { backend.learner = learner; }", learner)
        assert "learner id" in backend.ask("handIn")["reason"], learner
    backend_page.evaluate("backend.learner = 'anna-7'")
    assert backend.ask("handIn") == {
        "type": "refused",
        "nonce": "n",
        "reason": "No answer is saved yet.",
        "code": "refused",
    }


def test_hand_in_is_a_file_and_a_receipt(backend_page):
    """Does handing in give a file and a receipt that stays, and are the answers locked until they are asked back?"""
    backend = Backend(backend_page)
    backend.save("a")
    backend_page.evaluate("backend.learner = 'anna-7'")
    with backend_page.expect_download() as awaited:
        reply = backend.ask("handIn")
    receipt = reply["receipt"]
    assert (reply["type"], receipt["answered"], receipt["total"], receipt["attempt"]) == ("handed-in", 1, 5, 1)
    assert awaited.value.suggested_filename in receipt["where"]
    later = Backend(backend_page, "later")
    quiz = later.state()["quiz"]
    assert (quiz["handed_in"], quiz["used"], quiz["locked"], quiz["may_reopen"]) == (receipt, 1, True, True)
    assert later.save("b", saw=1)["code"] == "handed-in"
    assert later.ask("open", case="x-case", saw=1)["type"] == "not-opened"
    assert later.ask("reopen")["quiz"]["locked"] is False
    assert later.save("b", saw=1)["type"] == "saved"


def test_file_is_given_again_as_it_was(backend_page):
    """Can a learner who lost the file have the very same one again?"""
    backend = Backend(backend_page)
    backend.save("a")
    backend_page.evaluate("backend.learner = 'anna-7'")
    texts = []
    for call in ("backend.handIn({ nonce: 'n' })", "void backend.fileAgain()"):
        with backend_page.expect_download() as awaited:
            backend_page.evaluate(call)
        texts.append((awaited.value.suggested_filename, Path(awaited.value.path()).read_bytes()))
    assert texts[0] == texts[1]


def test_module_has_no_quiz(backend_page):
    """Is a page without a hand-in told as one?"""
    assert Backend(backend_page, use="practice", hand_in=False).state()["quiz"] is None


def test_a_changed_question_is_told_by_the_course_s_rule(backend_page):
    """Do page and course tell the same hashes apart?"""
    from nbcare.content import shown_hash

    props = {"shown": "sha256:now-k2", "was": {"sha256:old": "sha256:now-k1"}}
    hashes = ["", "s", "sha256:now", "sha256:now-k1", "sha256:now-k2", "sha256:old", "sha256:other", "sha256:other-k2"]
    found = backend_page.evaluate(
        "async ([props, all]) => { const { isSame, isCorrected } = await import('/pages/asked.js');"
        " return all.map((hash) => [isSame(props, hash), isCorrected(props, hash)]); }",
        [props, hashes],
    )
    assert found == [[shown_hash.is_same(props, one), shown_hash.is_corrected(props, one)] for one in hashes]
