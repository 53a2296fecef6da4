"""What grading writes: results, the terms of quizzes, and items as they were released."""

import pytest

from nbcare.store import released_items, results, tables, terms
from nbcare.store.errors import UnstorableError
from nbcare.store.job import job
from nbcare.store.released_items import ReleasedItem
from nbcare.store.results import Result
from nbcare.store.terms import Terms

AT = "2026-12-01T09:00:00Z"


def test_a_result_takes_the_place_of_the_one_before(store):
    """Does a mark that moved replace the old one, and only that?"""
    store.write(results.put([Result("anna", "x", AT, {"points": 3}), Result("anna", "y", AT, {"points": 4.5})]))
    store.write(results.put([Result("anna", "x", "2026-12-02T09:00:00Z", {"points": 5}), Result("ben", "x", AT, {})]))
    assert store.read(results.of("anna")) == {
        "x": Result("anna", "x", "2026-12-02T09:00:00Z", {"points": 5}),
        "y": Result("anna", "y", AT, {"points": 4.5}),
    }
    assert store.read(results.find("ben", "x")) == Result("ben", "x", AT, {})
    assert store.read(results.find("ben", "y")) is None
    assert store.read(results.learners("x")) == {"anna": "2026-12-02T09:00:00Z", "ben": AT}


def test_results_are_returned_together_or_not_at_all(store):
    """Does a batch with a bad result return nobody's?"""
    with pytest.raises(UnstorableError):
        store.write(results.put([Result("anna", "x", AT, {}), Result("ben", "x", AT, {"points": float("nan")})]))
    assert store.read(results.learners("x")) == {}


def test_results_are_taken_back(store):
    """Can one result be withdrawn, or those of a whole quiz?"""
    store.write(results.put([Result(who, quiz, AT, {}) for who in ("anna", "ben", "cleo") for quiz in ("x", "y")]))
    assert store.write(results.withdraw("x", "ben")) == 1
    assert store.write(results.withdraw("x")) == 2
    assert set(store.read(results.learners("y"))) == {"anna", "ben", "cleo"}


def test_terms_are_replaced_whole_or_set_one_by_one(store):
    """Does a quiz that is not listed any more have no terms?"""
    assert store.read(terms.read()) == {}
    store.write(terms.replace({"x": Terms(True, AT, 2), "y": Terms(False)}))
    store.write(terms.put("y", Terms(True, returned=True)))
    assert store.read(terms.read()) == {"x": Terms(True, AT, 2, False), "y": Terms(True, "", None, True)}
    store.write(terms.replace({"y": Terms(False)}))
    assert store.read(terms.read()) == {"y": Terms(False)}


def test_truths_are_truths_in_both_databases(store):
    """Is `open is True` what the portal may ask?"""
    store.write(terms.put("x", Terms(True)))
    kept = store.read(terms.read())["x"]
    assert kept.open is True
    assert kept.returned is False


FIRST = ReleasedItem("x", "x-q01", "sha256:a", {"key": "b"}, "1.0.0", AT)
LATER = "2026-12-02T09:00:00Z"


def test_a_released_item_is_kept_once_for_each_form(store):
    """Does an item that is released again unchanged stay one row, as it first was?"""
    changed = FIRST._replace(shown="sha256:b", content={"key": "c"}, release="1.1.0", at=LATER)
    store.write(released_items.keep([FIRST]))
    store.write(released_items.keep([FIRST._replace(at=LATER), changed, FIRST._replace(assessment="y")]))
    assert store.read(released_items.of("x")) == [FIRST, changed]
    assert store.read(released_items.find("x", "x-q01", "sha256:b")) == changed
    assert store.read(released_items.find("x", "x-q01", "sha256:c")) is None


def test_every_key_of_an_item_is_kept_and_the_newest_is_found(store):
    """Does a key that was mended, and one that was put back, stand beside the first, whatever the clock said?"""
    mended = FIRST._replace(content={"key": "c"}, release="1.1.0", at="2026-11-01T09:00:00Z")
    back = FIRST._replace(release="1.2.0", at=LATER)
    store.write(released_items.keep([FIRST, mended]))
    assert store.read(released_items.find("x", "x-q01", "sha256:a")) == mended
    store.write(released_items.keep([back]))
    assert store.read(released_items.of("x")) == [FIRST, mended, back]
    assert store.read(released_items.find("x", "x-q01", "sha256:a")) == back


def test_a_row_that_keeps_the_item_alone_is_one_form(store):
    """Can a row be read, and added to, that was written when a row kept one form only?"""
    plain = FIRST._asdict() | {"content": '{"key":"b"}'}
    store.write(job(lambda connection: connection.execute(tables.released_items.insert(), plain))())
    assert store.read(released_items.of("x")) == [FIRST]
    store.write(released_items.keep([FIRST, FIRST._replace(content={"key": "c"})]))
    assert [each.content["key"] for each in store.read(released_items.of("x"))] == ["b", "c"]
