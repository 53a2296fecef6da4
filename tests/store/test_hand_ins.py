"""Hand-ins: what is saved at one moment, once for each nonce, and never changed again."""

import json
import tracemalloc

import pytest

from nbcare.answers import files
from nbcare.store import answers, changes, hand_ins, handing_in, scopes, tables
from nbcare.store.errors import UnstorableError
from nbcare.store.handing_in import Judged

ANNA = "anna", "x-quiz"
NOW = "1.0.0", "2026-12-01T09:00:00Z"


class RefusedError(Exception):
    """What a judge of these tests raises."""


def judge(document, earlier):
    answered = [each for each in document["items"].values() if each["response"] is not None]
    return Judged(len(answered), 2)


def hand_in(nonce="n1", judge=judge, learner="anna", at=NOW[1], assessment="x-quiz"):
    return handing_in.hand_in(learner, assessment, nonce, judge, files.receipt, NOW[0], at)


def reopen(allow=lambda earlier: None, at="2026-12-02T09:00:00Z"):
    return handing_in.reopen(*ANNA, allow, NOW[0], at)


def test_what_is_saved_is_handed_in(store, save):
    """Is the document that of the format, with the optional fields where they are known?"""
    store.write(save(sure=2, opened="2026-12-01T08:14:00Z", seconds=5.5))
    store.write(save("x-q02", None))
    made = store.write(hand_in())
    document = store.read(hand_ins.document(*ANNA, 1))
    assert document == {
        "version": 1,
        "assessment": "x-quiz",
        "course": "1.0.0",
        "seed": store.read(scopes.find(*ANNA)).seed,
        "items": store.read(answers.read(*ANNA)),
    }
    assert document["items"]["x-q01"]["sure"] == 2
    assert made == hand_ins.HandIn(
        *("anna", "x-quiz", 1, "n1", NOW[1], files.receipt(files.encode(document))),
        *(1, 2, False, False, None, "1.0.0", None),
    )


def test_a_later_answer_changes_no_hand_in(store, save):
    """Is a hand-in what it was, whatever is saved after it?"""
    store.write(save())
    store.write(hand_in())
    before = store.read(hand_ins.document(*ANNA, 1))
    store.write(save(response="c", saw=1))
    assert store.read(hand_ins.document(*ANNA, 1)) == before
    assert store.read(hand_ins.document(*ANNA, 2)) is None


def test_one_nonce_is_one_hand_in(store, opened, save):
    """Does a request that is sent again, here or through another portal, get the first one's receipt?"""
    store.write(save())
    first = store.write(hand_in(at="2026-12-01T09:00:00Z"))
    store.write(save(response="c", saw=1))
    assert store.write(hand_in(at="2026-12-01T10:00:00Z")) == first
    assert opened().write(hand_in(at="2026-12-01T11:00:00Z")) == first
    assert len(store.read(hand_ins.of(*ANNA))) == 1


def test_two_that_arrive_together_are_one(store, opened, save):
    """Does a double click on two portals hand in once?"""
    store.write(save())
    stores = store, opened()
    futures = [each.submit(hand_in()) for each in stores for _ in range(5)]
    assert len({each.result() for each in futures}) == 1


@pytest.mark.parametrize("nonce", [None, ""])
def test_without_a_nonce_each_is_an_attempt(store, save, nonce):
    """Is a hand-in without a nonce never taken for another one?"""
    store.write(save())
    assert [store.write(hand_in(nonce)).attempt for _ in range(3)] == [1, 2, 3]


def test_a_nonce_is_one_learners_and_one_quizs(store, save):
    """Does a nonce that somebody else used hand in all the same?"""
    made = [
        store.write(hand_in("same", learner=who, assessment=quiz)) for who in ("anna", "ben") for quiz in ("x", "y")
    ]
    assert [(each.learner, each.assessment, each.attempt) for each in made] == [
        ("anna", "x", 1),
        ("anna", "y", 1),
        ("ben", "x", 1),
        ("ben", "y", 1),
    ]


def test_a_judge_may_refuse(store, save):
    """Is nothing handed in when there is nothing to hand in?"""

    def refuse(document, earlier):
        raise RefusedError

    with pytest.raises(RefusedError):
        store.write(hand_in(judge=refuse))
    assert store.read(hand_ins.of(*ANNA)) == []
    assert "hand_ins" not in store.read(changes.counts())


def test_a_judge_sees_the_earlier_ones(store, save):
    """Can the number of attempts be limited, and a late one be marked, in the same step?"""
    seen = []

    def late(document, earlier):
        seen.append([each.attempt for each in earlier])
        return Judged(1, 1, late=True)

    store.write(save())
    made = [store.write(hand_in(str(number), judge=late)) for number in range(2)]
    assert seen == [[], [1]]
    assert all(each.late for each in made)


def test_a_guard_knows_what_is_handed_in(store, save):
    """Is an answer after the hand-in refused until a new attempt begins?"""

    def guard(kept, handed_in):
        if handed_in:
            raise RefusedError

    store.write(save(guard=guard))
    store.write(hand_in())
    with pytest.raises(RefusedError):
        store.write(save(saw=1, response="c", guard=guard))
    assert store.write(reopen()).reopened == "2026-12-02T09:00:00Z"
    assert store.write(save(saw=1, response="c", guard=guard)).revision == 2


def test_a_new_attempt_begins_once(store, save):
    """Does a second request to begin change nothing, and a policy stop the first?"""

    def never(earlier):
        raise RefusedError

    assert store.write(reopen()) is None
    store.write(hand_in())
    with pytest.raises(RefusedError):
        store.write(reopen(never))
    first = store.write(reopen(at="2026-12-02T09:00:00Z"))
    assert store.write(reopen(never, at="2026-12-03T09:00:00Z")) == first
    second = store.write(hand_in("n2"))
    assert (second.attempt, second.reopened) == (2, None)
    assert store.read(hand_ins.of(*ANNA)) == [first, second]
    assert store.write(hand_in("n1")) == first


def test_hand_ins_of_all_quizzes_are_read_at_once(store):
    """Does the first page need one look for all quizzes of a learner?"""
    for quiz in ("y-quiz", "x-quiz"):
        store.write(hand_in(assessment=quiz))
    store.write(hand_in(learner="ben"))
    assert [each.assessment for each in store.read(hand_ins.of("anna"))] == ["x-quiz", "y-quiz"]


def test_a_hostile_nonce_is_an_error_of_its_sender(store):
    """Is a nonce that no database keeps refused with a sentence?"""
    for nonce in ("\0", "\udc80", "x" * 201):
        with pytest.raises(UnstorableError, match="the nonce"):
            store.write(hand_in(nonce))


def test_all_hand_ins_of_a_quiz_are_streamed(store):
    """Does grading get each hand-in once, in order, with its document, while others arrive?"""
    count = 60
    assert count > 2 * hand_ins.PAGE
    for number in range(count):
        store.write(hand_in(learner=f"n{number:03}"))
    store.write(hand_in(assessment="y-quiz"))
    store.write(hand_in("n2", learner="n050"))
    found = []
    for made, document in hand_ins.of_assessment(store, "x-quiz"):
        found.append((made.learner, made.attempt))
        assert files.receipt(document.encode()) == made.hash
        if len(found) == 10:
            store.write(hand_in("late", learner="n000"))
            store.write(hand_in(learner="z"))
    assert found == sorted([*((f"n{number:03}", 1) for number in range(count)), ("n050", 2), ("z", 1)])


def test_a_sweep_holds_a_few_in_memory(store):
    """Can ten thousand hand-ins be read without holding them all?"""
    document = json.dumps({"items": {f"x-q{n:02}": "a" * 1000 for n in range(100)}})
    row = dict(
        zip(
            hand_ins.HandIn._fields,
            ("", "x-quiz", 1, None, "", "", 1, 1, False, False, None, "", None, None),
            strict=True,
        )
    )
    rows = [row | {"learner": f"n{number:04}", "document": document} for number in range(1000)]
    store.write(lambda connection: connection.execute(tables.hand_ins.insert(), rows) and None)
    rows.clear()
    tracemalloc.start()
    try:
        assert sum(1 for _ in hand_ins.of_assessment(store, "x-quiz")) == 1000
        assert tracemalloc.get_traced_memory()[1] < 5 * hand_ins.PAGE * len(document)  # of 1000 documents
    finally:
        tracemalloc.stop()
