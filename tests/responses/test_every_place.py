"""What every place of answers does: what is saved stays saved, and nothing else gets in."""

import threading
from datetime import UTC, datetime

import pytest

from nbcare.answers.errors import ResponseRefusedError
from nbcare.answers.response_store import Conflict, Saved
from nbcare.answers.submit import HandInRefusedError
from nbcare.store import terms


def test_a_saved_answer_is_read_back_whole(opened, store):
    """Does the page get answer, revision, the question's hash and a time in UTC as they were saved?"""
    before = datetime.now(UTC).replace(microsecond=0)
    store.save("x-q01", "b", 0, "sha256:ab")
    entry = opened().read()["x-q01"]
    assert (entry["response"], entry["revision"], entry["shown"]) == ("b", 1, "sha256:ab")
    at = datetime.strptime(entry["at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert before <= at <= datetime.now(UTC)


def test_seed_is_made_once_and_kept(opened, store):
    """Does a second opening see the same option order, and another learner another one?"""
    assert len(store.seed) == 32
    assert opened().seed == store.seed != opened("bennet").seed


def test_read_gives_back_what_was_saved(store):
    """Are answers restored, with the empty answer told from none?"""
    store.save("x-q01", "b", 0, "s")
    store.save("x-q01", None, 1, "s")
    store.save("x-q10", "Größe <b>", 0, "s")
    read = store.read()
    assert set(read) == {"x-q01", "x-q10"}
    assert (read["x-q01"]["response"], read["x-q01"]["revision"]) == (None, 2)
    assert read["x-q10"]["response"] == "Größe <b>"


def test_stale_save_is_answered_with_the_other_value(store):
    """Does a second tab lose nothing?"""
    store.save("x-q01", "a", 0, "s")
    assert store.save("x-q01", "b", 0, "s") == Conflict(1, "a")
    assert store.read()["x-q01"]["response"] == "a"


def test_save_from_the_future_is_a_conflict(store):
    """Is a revision that never was refused?"""
    assert store.save("x-q01", "b", 5, "s") == Conflict(0, None)


def test_retry_of_the_same_answer_is_no_conflict(opened, store):
    """Does a lost acknowledgement cost nothing?"""
    first = store.save("x-q01", "a", 0, "s")
    assert store.save("x-q01", "a", 0, "s") == first
    assert opened().read()["x-q01"]["revision"] == 1


@pytest.mark.parametrize(
    ("id", "response", "reason"),
    [
        ("x-q99", "a", "no question"),
        ("../etc", "a", "no question"),
        ("x-q10", "x" * 20_001, "too long"),
        ("x-q01", {"g": "x" * 20_001}, "too long"),
        ("x-q01", [[[[[[[[["a"]]]]]]]]], "deeply"),
        ("x-q01", float("nan"), "not a number"),
        ("x-q01", [float("inf")], "not a number"),
        ("x-q01", ["a"] * 2001, "too many"),
        ("x-q01", {1, 2}, "not JSON"),
    ],
)
def test_answer_out_of_bounds_is_refused_and_writes_nothing(opened, store, id, response, reason):
    """Are unknown ids, long texts, deep nests and NaN kept out?"""
    seed = store.seed
    with pytest.raises(ResponseRefusedError, match=reason):
        store.save(id, response, 0, "s")
    assert opened().read() == {} and opened().seed == seed


def test_answer_at_the_bounds_is_saved(store):
    """Is the longest allowed text stored?"""
    assert isinstance(store.save("x-q10", "é" * 20_000, 0, "s"), Saved)
    assert isinstance(store.save("x-q01", [[[[[[["a"]]]]]]], 0, "s"), Saved)


def test_half_a_character_does_not_stop_a_save(store):
    """Is a lone surrogate, which a cut emoji leaves, survived?"""
    assert isinstance(store.save("x-q10", "hm \ud83d", 0, "s"), Saved)
    assert store.read()["x-q10"]["response"].startswith("hm ")


def test_two_windows_that_save_at_once_never_overwrite_each_other(opened, store):
    """Of twenty windows that all follow the same answer: does one save, and do the others hear its answer?"""
    windows = [opened() for _ in range(4)]
    store.save("x-q09", "first", 0, "s")
    heard = []
    threads = [
        threading.Thread(target=lambda n=n: heard.append(windows[n % 4].save("x-q09", f"v{n}", 1, "s")))
        for n in range(20)
    ]
    [thread.start() for thread in threads], [thread.join() for thread in threads]
    kept = store.read()["x-q09"]
    assert [one for one in heard if isinstance(one, Saved)] == [Saved(2, kept["at"])]
    assert {one for one in map(str, heard) if "Conflict" in one} == {str(Conflict(2, kept["response"]))}


def test_each_learner_has_places_of_their_own(opened, store):
    """Are neither answers nor places shared?"""
    store.save("x-q09", "a", 0, "s")
    assert opened("bennet").read() == {} and opened("bennet").place != store.place == opened().place


def test_an_acknowledgement_holds_all_known_answers(store):
    """Does a page learn from each save how far the whole is?"""
    store.save("x-q01", "a", 0, "s")
    saved = store.save("x-q09", "b", 0, "s")
    assert {id: entry["response"] for id, entry in saved.answers.items()} == {"x-q01": "a", "x-q09": "b"}


def test_another_release_goes_on_with_the_answers(opened, store):
    """Is a question that a new release brings taken, and the answers of the old one there?"""
    store.save("x-q01", "a", 0, "s")
    store.renew("1.1.0", {**store.known, "x-q11": "single"}, store.cases)
    assert store.save("x-q11", "b", 0, "s").revision == 1 and opened().read()["x-q01"]["response"] == "a"


def test_what_is_handed_in_has_the_hash_that_was_there_before(opened, store, monkeypatch, tmp_path):
    """Does a page know by the receipt, after a restart too, whether the answers were changed since?"""
    for name in ("NBCARE_COURSE", "NBCARE_LEARNER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NBCARE_HAND_IN", str(tmp_path))
    assert store.last_receipt() is None
    store.save("x-q01", "a", 0, "s")
    before = store.receipt_hash()
    receipt = store.hand_in(["x-q01", "x-q09"])
    assert (receipt["hash"], receipt["answered"], receipt["total"]) == (before, 1, 2)
    assert opened().last_receipt() == receipt and opened().receipt_hash() == before
    store.save("x-q01", "b", 1, "s")
    assert store.receipt_hash() != before and store.last_receipt() == receipt


def test_nothing_is_handed_in_before_anything_is_saved(store):
    """Is an empty hand-in refused in words, and is a cleared answer none?"""
    with pytest.raises(HandInRefusedError, match=r"No answer is saved yet\."):
        store.hand_in(None)
    store.save("x-q01", "a", 0, "s")
    store.save("x-q01", None, 1, "s")
    with pytest.raises(HandInRefusedError, match=r"No answer is saved yet\."):
        store.hand_in(None)
    assert store.last_receipt() is None


def test_a_hand_in_that_is_sent_again_is_the_same_hand_in(opened, store, monkeypatch, tmp_path):
    """Does a message that comes twice use up one attempt, leave one hand-in, and get the receipt of the first?"""
    for name in ("NBCARE_COURSE", "NBCARE_LEARNER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NBCARE_HAND_IN", str(tmp_path / "hand-ins"))
    store.save("x-q01", "a", 0, "s")
    first = store.hand_in(["x-q01"], "n1")
    store.save("x-q01", "b", 1, "s")
    assert store.hand_in(["x-q01"], "n1") == first == opened().last_receipt()
    second = store.hand_in(["x-q01"], "n2")
    assert second["hash"] != first["hash"] and second.get("attempt", 2) == 2


def test_a_hand_in_whose_receipt_a_kill_cut_off_is_the_same_hand_in(opened, store, monkeypatch, tmp_path):
    """After a restart, does a page that never heard of its hand-in place no second one, and use up no attempt?"""
    for name in ("NBCARE_COURSE", "NBCARE_LEARNER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NBCARE_HAND_IN", str(tmp_path / "hand-ins"))
    store.save("x-q01", "a", 0, "s")
    first = store.hand_in(["x-q01"], "n1")
    assert opened().hand_in(["x-q01"], "n1") == first
    if "where" not in first:  # the store keeps every hand-in, so that it can tell without a nonce too
        assert opened().hand_in(["x-q01"], "n2") == first == opened().hand_in(["x-q01"])
        store.save("x-q01", "b", 1, "s")
        assert opened().hand_in(["x-q01"], "n3")["attempt"] == 2


@pytest.mark.parametrize("opened", ["database"], indirect=True)
def test_a_nonce_that_cannot_be_kept_is_refused_in_words(store):
    """Does a page of somebody's own making get a sentence, and the kernel no error?"""
    store.save("x-q01", "a", 0, "s")
    with pytest.raises(HandInRefusedError, match="nonce"):
        store.hand_in(None, "n" * 300)


@pytest.mark.parametrize("opened", ["database"], indirect=True)
@pytest.mark.parametrize(
    ("due", "late"), [("2020-01-01T00:00:00Z", True), ("2999-01-01T00:00:00Z", False), ("", False)]
)
def test_what_comes_after_the_due_date_is_late_wherever_it_comes_from(store, due, late):
    """Does JupyterLab beside the portal hand in by the same due date?"""
    store.store.write(terms.put("x-quiz", terms.Terms(True, due)))
    store.save("x-q01", "a", 0, "s")
    assert store.hand_in(["x-q01"])["late"] is late
