"""The hand-in panel's kernel side."""

import json

import pytest
from question_items import SINGLE, TEXT, graded

import nbcare.answers.submit
from nbcare.answers import places
from nbcare.notebook import session
from nbcare.notebook.widgets.hand_in import HandIn
from nbcare.notebook.widgets.question import Question

RECEIPT = {
    "learner": "nurse-07",
    "assessment": "x-quiz",
    "at": "2026-11-22T10:40:00Z",
    "hash": "ab",
    "answered": 1,
    "total": 2,
    "where": "there",
}


@pytest.fixture
def panel(tmp_path, monkeypatch):
    """A panel over a quiz of two questions, one answered."""
    monkeypatch.chdir(tmp_path)
    items = {item["id"]: item for item in (graded(SINGLE), TEXT)}
    (tmp_path / "questions.json").write_text(
        json.dumps({"version": 1, "scope": "x-quiz", "course": "1.0.0", "items": items})
    )
    session._session.cache_clear()
    here = session.here()
    here.store.save("x-p01", "a", 0, "s")
    made = HandIn(here)
    made.sent = []
    made.send = lambda message, *_rest: made.sent.append(message)
    return made


def test_the_receipt_is_in_the_zone_of_the_course(panel, monkeypatch, tmp_path):
    """Does a receipt in JupyterLab get the same zone as one in the portal: of the settings, or of the machine?"""
    monkeypatch.setenv("TZ", "America/New_York")
    assert HandIn(session.here()).context["zone"] == "America/New_York"
    folder = tmp_path / "course/state/workspace/x-quiz"
    folder.mkdir(parents=True)
    (tmp_path / "course/course.yaml").write_text("", encoding="utf-8")
    (tmp_path / "course/state/store.db").touch()
    monkeypatch.setenv("NBCARE_COURSE", str(tmp_path / "course"))
    settings = tmp_path / "course/state/settings.yaml"
    settings.write_text("version: 1\ntime_zone: Europe/Berlin\n", encoding="utf-8")
    assert places.zone(folder) == "Europe/Berlin"
    settings.write_text("version: 1\ntime_zone: Ward 3\n", encoding="utf-8")
    assert places.zone(folder) == "America/New_York"


def test_summary_names_what_is_unanswered(panel):
    """Does the learner see what is missing before handing in?"""
    panel.receive({"type": "summary"})
    assert panel.sent == [
        {
            "type": "progress",
            "answered": 1,
            "total": 2,
            "unanswered": ["x-q08"],
            "unopened": [],
            "handed_in": None,
            "changed": False,
        }
    ]
    assert panel.props["numbers"] == {"x-p01": 1, "x-q08": 8}


def test_hand_in_gives_the_receipt(panel, monkeypatch):
    """Is the folder's own file handed in, under the quiz's id, with the questions that count?"""
    asked = []
    monkeypatch.setattr(nbcare.answers.submit, "hand_in", lambda *what: asked.append(what) or RECEIPT)
    panel.receive({"type": "hand-in", "nonce": "n"})
    assert asked == [(panel._session.store.path, "x-quiz", ["x-p01", "x-q08"], "n", None)]
    assert panel.sent[0] == {"type": "handed-in", "nonce": "n", "receipt": RECEIPT}
    assert panel.sent[1]["handed_in"] == RECEIPT


def test_a_request_that_comes_again_is_told_the_same_and_hands_nothing_in(panel, monkeypatch):
    """Does the panel pass on which request it is, also one whose name is none?"""
    asked = []
    monkeypatch.setattr(nbcare.answers.submit, "hand_in", lambda *what: asked.append(what) or RECEIPT)
    for nonce in ("n", "n", "m", ["m"], None):
        panel.receive({"type": "hand-in", "nonce": nonce})
    replies = [each for each in panel.sent if each["type"] == "handed-in"]
    assert [each["receipt"] for each in replies] == [RECEIPT] * 5 and len(asked) == 4


def test_answers_lost_meanwhile_are_written_again_before_they_are_handed_in(panel, monkeypatch):
    """Does a file destroyed since the last click not keep the learner from handing in what the page shows?"""
    handed_in = []
    monkeypatch.setattr(
        nbcare.answers.submit,
        "hand_in",
        lambda path, *_: handed_in.append(json.loads(path.read_text())["items"]) or RECEIPT,
    )
    panel._session.store.path.write_text("{")
    panel.receive({"type": "hand-in", "nonce": "n"})
    assert handed_in[0]["x-p01"]["response"] == "a" and panel.sent[0]["type"] == "handed-in"


@pytest.mark.parametrize("error", [nbcare.answers.submit.HandInRefusedError("too late"), OSError(28, "No space left")])
def test_refused_hand_in_says_why(panel, monkeypatch, error):
    """Is nothing claimed that did not happen?"""

    def fail(*_args):
        raise error

    monkeypatch.setattr(nbcare.answers.submit, "hand_in", fail)
    panel.receive({"type": "hand-in", "nonce": "n"})
    (answer,) = panel.sent
    assert answer["type"] == "refused" and ("too late" in answer["reason"] or "No space left" in answer["reason"])


def test_earlier_receipt_is_shown_again(panel, monkeypatch):
    """After a reload, does the learner still see that it was handed in?"""
    monkeypatch.setattr(nbcare.answers.submit, "last_receipt", lambda path, assessment: RECEIPT)
    panel.receive({"type": "summary"})
    assert panel.sent[0]["handed_in"] == RECEIPT


def test_the_panel_hears_of_each_saved_answer(panel):
    """Does the panel that stood open all along know, at the end, what is answered?"""
    before = len(panel.state["unanswered"])
    id = panel.state["unanswered"][0]
    session = panel._session
    question = Question(session.items[id], session.store, session.context(), session.progress)
    question.receive({"type": "save", "nonce": "n", "item": id, "response": "Some words.", "saw": 0, "shown": ""})
    assert len(panel.state["unanswered"]) == before - 1 and id not in panel.state["unanswered"]


def test_a_change_after_handing_in_is_noticed(panel):
    """Is a receipt for other answers than today's known for what it is?"""
    from nbcare.answers import files

    content = panel._session.store.path.read_bytes()
    panel._receipt = RECEIPT | {"hash": files.receipt(content)}
    assert panel._summary()["changed"] is False
    panel._session.store.save("x-p01", "b", 1, "s")
    assert panel._summary()["changed"] is True


def test_answers_that_the_page_does_not_show_are_shown_before_they_are_handed_in(panel, monkeypatch, tmp_path):
    """Does a page that shows an older answer get the newer one, and hand in only when it names that?"""
    monkeypatch.setenv("NBCARE_HAND_IN", str(tmp_path / "out"))
    monkeypatch.delenv("NBCARE_COURSE", raising=False)
    here = panel._session
    view = Question(here.items["x-p01"], here.store, here.context(), here.progress)
    shown = []
    view.send = lambda message, *_rest: shown.append(message)
    here.store.save("x-p01", "b", 1, "s")  # by another program: nobody told this kernel
    panel.receive({"type": "hand-in", "nonce": "n", "reviewed": {"x-p01": 1}})
    assert {"type": "state", "item": "x-p01", "response": "b", "revision": 2} in shown
    assert panel.sent[-1]["code"] == "changed" and panel.sent[-1]["changed"] == {"x-p01": 2}
    assert not (tmp_path / "out").exists()
    panel.receive({"type": "hand-in", "nonce": "m", "reviewed": {"x-p01": 2}})
    assert [each["type"] for each in panel.sent[-2:]] == ["handed-in", "progress"]
