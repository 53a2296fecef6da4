"""The kernel's half of a question: it stores, answers, and tells every view."""

import json

import pytest
from question_items import DRAG, MATRIX, SINGLE, TEXT, graded

from nbcare.answers.file_store import FileResponseStore
from nbcare.notebook.widgets import question
from nbcare.notebook.widgets.explorer import Explorer
from nbcare.notebook.widgets.question import Question

EXPLORER = {
    "id": "x-dish",
    "widget": "dish",
    "title": "A dish",
    "sentence": "Nothing yet.",
    "prediction": {"options": {"few": "Few", "many": "Many"}},
}


@pytest.fixture
def make(tmp_path):
    """Make a question on one shared file; its messages to the page land in `.sent`."""
    items = [SINGLE, graded(MATRIX), DRAG, TEXT, EXPLORER, {"id": "x-p01-before", "kind": "single"}]
    store = FileResponseStore(
        tmp_path / "responses.json", "x", "1.0.0", {item["id"]: item.get("kind", "explorer") for item in items}
    )

    def view(props, widget=Question):
        made = widget(
            props, store, {"seed": store.seed}, lambda: {"type": "progress", "answered": len(store.read()), "total": 9}
        )
        made.sent = []
        made.send = lambda message, *_rest: made.sent.append(message)
        made.store = store
        return made

    yield view
    question._views.clear()
    question._lost.clear()


def save(view, response, saw=0, **changes):
    view.receive(
        {
            "type": "save",
            "nonce": "n1",
            "item": view.props["id"],
            "response": response,
            "saw": saw,
            "shown": "",
            **changes,
        }
    )


def test_hello_is_answered_with_state_and_progress(make):
    """Does a page that opens learn what is on disk?"""
    view = make(SINGLE)
    view.store.save("x-p01", "b", 0, "s")
    view.receive({"type": "hello"})
    assert view.sent == [
        {"type": "state", "item": "x-p01", "response": "b", "revision": 1},
        {"type": "progress", "answered": 1, "total": 9},
    ]
    assert view.state == {"response": "b", "revision": 1}


def test_an_answer_to_the_question_as_it_was_before_is_not_shown(make):
    """Is the page in JupyterLab asked anew as well, and told why?"""
    view = make(SINGLE)
    view.store.save("x-p01", "b", 0, "sha256:another")
    view.receive({"type": "hello"})
    assert view.state == {"response": None, "revision": 1, "changed": True}


def test_saved_is_said_when_the_answer_is_on_disk(make):
    """Does the acknowledgement follow the store, and carry nonce and revision?"""
    view = make(SINGLE)
    view.send = lambda message, *_rest: view.sent.append((message, view.store.read()["x-p01"]["response"]))
    save(view, "b")
    first, on_disk = view.sent[0]
    assert {name: first[name] for name in ("type", "nonce", "item", "revision")} == {
        "type": "saved",
        "nonce": "n1",
        "item": "x-p01",
        "revision": 1,
    }
    assert on_disk == "b" and view.store.read()["x-p01"]["shown"] == SINGLE["shown"]


def test_every_view_of_the_item_and_only_of_it_hears_the_new_state(make):
    """Do two views of one item agree?"""
    one, two, other = make(SINGLE), make(SINGLE), make(TEXT)
    save(one, "b")
    assert {"type": "state", "item": "x-p01", "response": "b", "revision": 1} in two.sent
    assert two.state["revision"] == 1
    assert [message["type"] for message in other.sent] == ["progress"]


def test_stale_save_is_a_conflict_with_the_answer_on_disk(make):
    """Is the other answer sent, and nothing broadcast?"""
    view = make(SINGLE)
    view.store.save("x-p01", "a", 0, "s")
    save(view, "b", saw=0)
    assert view.sent == [{"type": "conflict", "nonce": "n1", "item": "x-p01", "revision": 1, "response": "a"}]


@pytest.mark.parametrize(
    ("props", "response", "reason"),
    [
        (SINGLE, "z", "no option 'z'"),
        (SINGLE, ["a"], "an option's id"),
        (graded(MATRIX), {"r9": "c1"}, "no place 'r9'"),
        (TEXT, "x" * 20_001, "too long"),
        (TEXT, 7, "must be text"),
        (DRAG, {"b1": "nowhere"}, "no option"),
        (EXPLORER, "other", "no option"),
    ],
)
def test_answer_that_cannot_be_one_is_refused_with_the_reason(make, props, response, reason):
    """Does nothing that the page could not have offered reach the disk?"""
    view = make(props, Explorer if props is EXPLORER else Question)
    save(view, response)
    assert [message["type"] for message in view.sent] == ["refused"]
    assert reason in view.sent[0]["reason"] and view.store.read() == {}


@pytest.mark.parametrize("changes", [{"item": "x-q08"}, {"saw": -1}, {"saw": "0"}, {"saw": True}, {"saw": None}])
def test_save_with_a_wrong_envelope_is_refused(make, changes):
    """Are messages that no page of ours sends turned away?"""
    view = make(SINGLE)
    save(view, "a", **changes)
    assert view.sent[0]["type"] == "refused" and view.store.read() == {}


@pytest.mark.parametrize("message", [None, 3, [], {}, {"type": "format"}])
def test_message_of_no_kind_is_ignored(make, message):
    """Does an odd message neither answer nor break?"""
    view = make(SINGLE)
    view.receive(message)
    assert view.sent == []


def test_full_disk_asks_the_page_to_try_again(make, monkeypatch):
    """Is an answer that cannot be written kept by the page?"""
    view = make(SINGLE)

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(view.store, "save", full)
    save(view, "a")
    assert view.sent[0]["again"] is True and "No space left" in view.sent[0]["reason"]


@pytest.mark.parametrize(
    "spoil",
    [lambda path: path.write_text("{"), lambda path: path.write_text(""), lambda path: path.unlink()],
    ids=["broken", "empty", "gone"],
)
def test_file_destroyed_while_the_page_is_open_costs_no_answer(make, spoil):
    """Are the answers that other questions show as saved on disk again with the next save, under the same seed?"""
    one, two = make(SINGLE), make(TEXT)
    save(two, "words")
    seed = one.store.seed
    spoil(one.store.path)
    save(one, "a")
    assert one.sent[-2]["type"] == "saved" and one.store.seed == seed
    stored = {id: entry["response"] for id, entry in json.loads(one.store.path.read_text())["items"].items()}
    assert stored == {"x-p01": "a", "x-q08": "words"}


def test_damaged_file_of_a_page_just_opened_is_told_and_the_next_attempt_is_saved(make, tmp_path):
    """Without any earlier answer in memory: is the answer saved into a new file and the damaged one kept?"""
    view = make(SINGLE)
    view._store = FileResponseStore(tmp_path / "responses.json", "x", "1.0.0", view.store.known)
    view.store.path.write_text("{")
    save(view, "a")
    assert view.sent[0]["type"] == "refused" and view.sent[0]["again"] is True
    save(view, "a")
    assert view.sent[1]["type"] == "saved"
    assert len(list(view.store.path.parent.glob("responses.damaged-*.json"))) == 1


def test_every_view_hears_once_that_the_file_is_gone_and_cannot_be_written(make, monkeypatch):
    """When nothing is on disk any more, does no question go on saying Saved, and does saving go on afterwards?"""
    one, two = make(SINGLE), make(TEXT)
    save(two, "words")
    two.sent.clear()
    one.store.path.unlink()
    with monkeypatch.context() as full:
        full.setattr(
            "nbcare.answers.responses_file.replace",
            lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")),
        )
        for _ in range(3):
            save(one, "a")
    assert [message["type"] for message in two.sent] == ["lost"]
    assert one.sent[-1]["type"] == "refused" and one.sent[-1]["again"] is True
    save(one, "a")
    assert one.sent[-2]["type"] == "saved"


def test_full_disk_with_the_file_in_place_alarms_no_other_question(make, monkeypatch):
    """Do questions whose answers are still on disk go on saying so?"""
    one, two = make(SINGLE), make(TEXT)
    monkeypatch.setattr(
        "nbcare.answers.responses_file.replace",
        lambda *_: (_ for _ in ()).throw(OSError(28, "No space left on device")),
    )
    save(one, "a")
    assert one.sent[-1]["type"] == "refused" and two.sent == []


def test_saved_answer_that_no_longer_fits_is_not_shown(make):
    """Is an option that was taken out of the item since treated as no answer?"""
    view = make(SINGLE)
    view.store.save("x-p01", "gone", 0, "s")
    assert make(SINGLE).state == {"response": None, "revision": 1}


def test_earlier_answer_comes_with_the_state(make):
    """Does the question at the end know what was answered before reading?"""
    view = make(SINGLE)
    view.store.save("x-p01-before", "a", 0, "s")
    assert make({**SINGLE, "earlier": "x-p01-before"}).state["earlier"] == "a"


def test_explorer_keeps_its_prediction(make):
    """Is a prediction saved like an answer?"""
    view = make(EXPLORER, Explorer)
    save(view, "few")
    assert view.sent[0]["type"] == "saved" and view.store.read()["x-dish"]["response"] == "few"


def test_text_form_of_the_widget_is_the_same_every_time(make):
    """Is there no object address in it?"""
    assert repr(make(SINGLE)) == repr(make(SINGLE))
    assert "0x" not in repr(make(SINGLE)) and "Saved answer: none yet" in repr(make(SINGLE))
