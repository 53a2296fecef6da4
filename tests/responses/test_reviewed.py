"""Is only that handed in which its learner looked at?"""

import pytest

from nbcare.answers.reviewed import MOST, ChangedSinceError, unchanged
from nbcare.answers.submit import HandInRefusedError

COUNTED = ["x-q01", "x-q02", "x-q09"]
CASES = {"day": ["x-q01", "x-q02", "x-q03", "x-q04", "x-q05", "x-q06"]}


@pytest.fixture
def handing(store, monkeypatch, tmp_path):
    """Hand the answers in after a review that named these revisions."""
    for name in ("NBCARE_COURSE", "NBCARE_LEARNER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NBCARE_HAND_IN", str(tmp_path / "hand-ins"))
    return lambda reviewed, nonce=None: store.hand_in(COUNTED, nonce, unchanged(reviewed, COUNTED, CASES))


def test_an_answer_that_changed_after_the_review_stops_the_hand_in(store, handing):
    """Is nothing handed in while the review showed an older answer, and is the newer one named?"""
    store.save("x-q09", "a", 0, "s")
    seen = {"x-q09": 1, "day": 1}
    store.save("x-q09", "b", 1, "s")
    with pytest.raises(ChangedSinceError, match=r"x-q09.*Nothing was handed in") as refused:
        handing(seen)
    assert refused.value.now == {"x-q09": 2} and store.last_receipt() is None
    assert handing({**seen, **refused.value.now})["answered"] == 1


def test_a_step_that_was_opened_elsewhere_stops_the_hand_in(store, handing):
    """Is a case that another window locked shown before it is handed in?"""
    store.save("x-q01", "a", 0, "s")
    seen = {"x-q01": 1, "day": 1}
    store.open_step("day", 1, "s")
    with pytest.raises(ChangedSinceError) as refused:
        handing(seen)
    assert refused.value.now == {"day": 2}
    store.save("x-q02", "b", 0, "s")
    with pytest.raises(ChangedSinceError) as refused:
        handing({**seen, "day": 2})
    assert refused.value.now == {"x-q02": 1}
    assert handing({**seen, "day": 2, "x-q02": 1})["answered"] == 2


def test_the_same_request_again_is_answered_as_before(store, handing):
    """Does a reply that was lost cost no second look, whatever changed since?"""
    store.save("x-q09", "a", 0, "s")
    first = handing({"x-q09": 1}, "n1")
    store.save("x-q09", "b", 1, "s")
    assert handing({"x-q09": 1}, "n1") == first


def test_a_page_that_names_nothing_is_not_compared(store, handing):
    """Can a page that was open before this rule, and a program, hand in still?"""
    store.save("x-q09", "a", 0, "s")
    assert unchanged(None, COUNTED, CASES) is None and handing(None)["answered"] == 1


@pytest.mark.parametrize(
    "reviewed",
    [[], "x-q09", 1, True, {"x-q09": "1"}, {"x-q09": -1}, {"x-q09": True}, {"x-q09": 1.0}, dict.fromkeys(map(str, range(MOST + 1)), 1)],
)  # fmt: skip
def test_what_names_no_revisions_is_refused_in_words(reviewed):
    """Does a request of somebody's own making get a sentence?"""
    with pytest.raises(HandInRefusedError, match="Reload the page"):
        unchanged(reviewed, COUNTED, CASES)
