"""A hand-in after results were returned waits until an instructor lets it count."""

import pytest

from nbcare.answers import files
from nbcare.store import acceptance, changes, hand_ins, handing_in, results, terms

QUIZ, AT, LATER = "x-quiz", "2026-12-01T09:00:00Z", "2026-12-05T09:00:00Z"


def hand_in(store, learner="anna", at=AT):
    def judge(document, earlier):
        return handing_in.Judged(0, 0)

    return store.write(handing_in.hand_in(learner, QUIZ, None, judge, files.receipt, "1.0.0", at))


def give_back(store, learner, assessment=QUIZ):
    store.write(results.put([results.Result(learner, assessment, AT, {"points": 1})]))


def test_once_anybody_has_a_result_nothing_counts_by_itself(store):
    """May someone who never handed in have got the right answers from a colleague?"""
    assert hand_in(store).counts
    give_back(store, "ben")
    again, first = hand_in(store), hand_in(store, "cora")
    assert again.after_results and not again.counts and not first.counts
    assert store.read(hand_ins.of("anna", QUIZ))[-1] == again


def test_a_result_of_another_quiz_changes_nothing(store):
    """Does only the quiz itself matter?"""
    give_back(store, "anna", "other")
    assert hand_in(store).counts and store.read(acceptance.waiting(QUIZ)) == []


def test_after_results_were_withdrawn_hand_ins_count_again(store):
    """Is what came in between still held back, until a newer one counts?"""
    give_back(store, "anna")
    hand_in(store, "ben"), hand_in(store, "cora")
    store.write(results.withdraw(QUIZ))
    assert hand_in(store, "ben", LATER).counts
    assert [one.learner for one in store.read(acceptance.waiting(QUIZ))] == ["cora"]


@pytest.mark.parametrize(("named", "accepted"), [(["ben"], ["ben"]), (None, ["ben", "cora"]), (["anna", "dora"], [])])
def test_what_is_accepted_counts(store, named, accepted):
    """Is the newest of each chosen learner accepted, and nobody else's?"""
    hand_in(store)
    give_back(store, "anna")
    for learner in ("ben", "ben", "cora"):
        hand_in(store, learner)
    done = store.write(acceptance.accept(QUIZ, named, None, LATER))
    assert [(one.learner, one.accepted, one.counts) for one in done] == [(who, LATER, True) for who in accepted]
    left = [(one.learner, one.attempt) for one in store.read(acceptance.waiting(QUIZ))]
    assert left == [one for one in (("ben", 1), ("ben", 2), ("cora", 1)) if one[0] not in accepted]
    assert [one.counts for one in store.read(hand_ins.of("ben", QUIZ))] == [False, "ben" in accepted]
    assert store.write(acceptance.accept(QUIZ, accepted, None, LATER)) == []


def test_one_attempt_is_accepted_and_taken_back(store):
    """Can an instructor choose what she has seen, and change her mind?"""
    hand_in(store)
    give_back(store, "ben")
    for _ in range(3):
        hand_in(store)
    assert [one.attempt for one in store.write(acceptance.accept(QUIZ, ["anna"], 3, LATER))] == [3]
    assert [one.attempt for one in store.read(acceptance.waiting(QUIZ))] == [4]
    store.write(acceptance.accept(QUIZ, ["anna"], None, LATER))
    assert [one.attempt for one in store.write(acceptance.withdraw(QUIZ, ["anna"]))] == [4], "the newest only"
    assert [one.attempt for one in store.write(acceptance.withdraw(QUIZ, ["anna"]))] == [3]
    assert [one.attempt for one in store.read(acceptance.waiting(QUIZ))] == [2, 3, 4]
    assert store.read(hand_ins.attempts(QUIZ)) == {"anna": 4}


def test_nothing_is_taken_back_that_leaves_no_hand_in(store):
    """Would what was graded belong to no hand-in at all?"""
    give_back(store, "ben")
    hand_in(store)
    store.write(acceptance.accept(QUIZ, ["anna"], None, LATER))
    assert store.write(acceptance.withdraw(QUIZ, ["anna"])) == []
    assert store.read(acceptance.waiting(QUIZ)) == []


def test_from_the_first_result_on_the_terms_say_so(store):
    """Does a page warn from the moment at which a hand-in no longer counts by itself?"""
    store.write(terms.put(QUIZ, terms.Terms(open=True)))
    before = store.read(changes.counts())[terms.TOPIC]
    give_back(store, "ben"), give_back(store, "anna")
    assert store.read(terms.read())[QUIZ].returned and store.read(changes.counts())[terms.TOPIC] == before + 1


def test_the_next_hand_in_waits_again(store):
    """Is one acceptance good for one hand-in only?"""
    give_back(store, "ben")
    hand_in(store)
    store.write(acceptance.accept(QUIZ, ["anna"], None, LATER))
    hand_in(store)
    assert [one.attempt for one in store.read(acceptance.waiting(QUIZ))] == [2]
