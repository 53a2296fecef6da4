"""How an answer was given: opened, seconds and sure are kept where they are sound, and never cost the answer."""

import json
import math

import pytest

from nbcare.answers import files, service
from nbcare.answers.file_store import FileResponseStore
from nbcare.answers.optional_fields import optional_fields
from nbcare.answers.responses_format import entry
from nbcare.store import answers, hand_ins, taking_over

TOLD = {"opened": "2026-11-30T08:15:00Z", "seconds": 42, "sure": 3}
REQUEST = {"type": "save", "nonce": "n", "item": "x-q01", "response": "b", "saw": 0}
BAD = [
    {"opened": value}
    for value in (None, 5, "", "yesterday", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+23:59", "1" * 10_000, {})
] + [
    *({"seconds": value} for value in (None, True, "5", -1, -0.1, math.nan, math.inf, 86_401, 10**400, [], {})),
    *({"sure": value} for value in (None, True, "3", 0, 4, -1, 2.0, 10**400, math.nan, [3], {})),
]


def ask(props):
    return lambda _item: props


def save(store, **told):
    props = {"id": "x-q01", "kind": "single", "shown": "s", "options": {"a": "A", "b": "B"}}
    return service.save(store, ask(props), REQUEST | told, "x-q01").message


def test_what_a_page_tells_is_kept_in_every_place_and_read_back(opened, store):
    """Do a file and the course's store alike know, after a restart too, when an item was opened, for how long, how sure?"""
    assert save(store, **TOLD)["type"] == "saved"
    kept = opened().read()["x-q01"]
    assert {name: kept[name] for name in TOLD} == TOLD


def test_an_answer_without_them_has_none_of_them(opened, store):
    """Is nothing made up where a page tells nothing, also after an answer that had them?"""
    save(store, **TOLD)
    save(store, saw=1, response="a")
    assert set(opened().read()["x-q01"]) == {"response", "revision", "shown", "at"}


@pytest.mark.parametrize("told", BAD, ids=lambda told: repr(told)[:40])
def test_a_bad_value_is_ignored_and_the_answer_saved(opened, store, told):
    """Does a strange clock or a page of somebody's own making cost nobody an answer?"""
    assert save(store, **TOLD | told)["type"] == "saved"
    (name,) = told
    kept = opened().read()["x-q01"]
    assert kept["response"] == "b" and name not in kept
    assert {other: kept[other] for other in TOLD if other != name} == {k: v for k, v in TOLD.items() if k != name}


def test_a_moment_of_another_zone_is_kept_in_utc():
    """Is every moment written as in all files of ours?"""
    assert optional_fields({"opened": "2026-11-30T10:15:00.250+02:00"}) == {"opened": TOLD["opened"]}


@pytest.mark.parametrize("told", BAD, ids=lambda told: repr(told)[:40])
def test_a_bad_value_on_disk_is_none(told):
    """Does a file that somebody changed give its answer and nothing else?"""
    assert entry({"response": "a", "revision": 2, "shown": "s", "at": "t"} | told) == {
        "response": "a",
        "revision": 2,
        "shown": "s",
        "at": "t",
    }


def test_they_are_handed_in_with_the_answer(store, monkeypatch, tmp_path):
    """Does the hand-in, as a file and in the store, hold what was told, under the receipt that was there before?"""
    for name in ("NBCARE_COURSE", "NBCARE_LEARNER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NBCARE_HAND_IN", str(tmp_path))
    save(store, **TOLD)
    before = store.receipt_hash()
    receipt = store.hand_in(["x-q01"])
    if isinstance(store, FileResponseStore):
        (file,) = tmp_path.glob("hand-in_*.json")
        document = json.loads(file.read_text(encoding="utf-8"))["responses"]
    else:
        document = store.store.read(hand_ins.document("anna", "x-quiz", 1))
    assert document["items"]["x-q01"].items() >= TOLD.items()
    assert receipt["hash"] == before == files.receipt_of(document)


def test_a_former_file_stays_as_it_is(tmp_path):
    """Is a file without these fields neither written again when it is read, nor changed but in the entry that is saved?"""
    path = tmp_path / "responses.json"
    former = {"response": "a", "revision": 3, "shown": "s", "at": "2026-01-01T00:00:00Z"}
    data = {"version": 1, "assessment": "x", "course": "1.0.0", "seed": "s" * 32, "items": {"x-q01": former}}
    path.write_bytes(content := files.encode({**data, "items": {"x-q01": former, "x-q02": former}}))
    store = FileResponseStore(path, "x", "1.0.0", {"x-q01": "single", "x-q02": "single"})
    assert store.read() == {"x-q01": former, "x-q02": former} and path.read_bytes() == content
    save(store, saw=3, **TOLD)
    assert json.loads(path.read_text())["items"]["x-q02"] == former


@pytest.mark.parametrize("opened", ["database"], indirect=True)
def test_they_are_taken_over_with_the_answers_of_a_workspace(opened, store):
    """Does the store get them from a file, when answers that were kept in one are brought into it?"""
    kept = {"response": "a", "revision": 2, "shown": "s", "at": "2026-01-01T00:00:00Z"}
    store.store.write(taking_over.put_answers("eva", "x-quiz", "1.0.0", {"x-q01": kept | TOLD, "x-q09": kept}))
    assert store.store.read(answers.read("eva", "x-quiz")) == {"x-q01": kept | TOLD, "x-q09": kept}
