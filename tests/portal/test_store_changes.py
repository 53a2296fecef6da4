"""What others write to the store: noticed soon, read once, and never a reason to forget what is known."""

import asyncio

import own_loop
import pytest
from portal_served import QUIZ

from nbcare.answers.course_store import open_course_store
from nbcare.portal import store_changes
from nbcare.portal.published import Published, Result, Results, Terms
from nbcare.portal.store_changes import Changes
from nbcare.store import results, settings, terms
from nbcare.store.errors import StoreUnavailableError
from nbcare.store.results import Result as StoredResult
from nbcare.store.terms import Terms as StoredTerms


@pytest.fixture
def store(tmp_path):
    """The store as the portal has it opened."""
    with open_course_store(tmp_path) as opened:
        yield opened


@pytest.fixture
def grading(tmp_path, store):
    """The store as another program has it opened."""
    with open_course_store(tmp_path) as opened:
        yield opened


def returned(learner: str = "anna", **entry: object) -> StoredResult:
    return StoredResult(learner, QUIZ, "2026-11-22T10:00:00Z", {"detail": "objectives", "passed": False} | entry)


def test_a_change_is_passed_on_once(store, grading):
    """Does each topic hear of its own changes only, with how many there were, and of none twice?"""
    heard = []
    changes = Changes(store, {topic: lambda n, topic=topic: heard.append((topic, n)) for topic in ("terms", "results")})
    changes.look()
    assert heard == []
    grading.write(terms.replace({QUIZ: StoredTerms(True)}))
    grading.write(terms.replace({QUIZ: StoredTerms(False)}))
    grading.write(settings.put("other", "x"))
    changes.look()
    changes.look()
    assert heard == [("terms", 2)]
    grading.write(results.put([returned()]))
    changes.look()
    assert heard[1:] == [("terms", 3), ("results", 1)], "with the first result, the terms say so"
    grading.write(results.put([returned()]))
    changes.look()
    assert heard[3:] == [("results", 2)]


def test_what_changed_before_the_first_look_is_not_missed(store, grading):
    """Is a change between reading something and looking for changes of it noticed?"""
    published = Published(store)
    grading.write(terms.replace({QUIZ: StoredTerms(open=False)}))
    changes = Changes(store, {terms.TOPIC: lambda _: published.refresh()})
    changes.look()
    assert not published.terms(QUIZ).open


def test_a_refresh_that_fails_is_tried_again(store, grading):
    """Is a change that could not be read taken up at the next look, and the other topics as well?"""
    tries, others = [], []

    def refresh(_count: int) -> None:
        tries.append(1)
        if len(tries) == 1:
            raise StoreUnavailableError(5, "store.db: it is damaged")

    changes = Changes(store, {terms.TOPIC: refresh, results.TOPIC: others.append})
    grading.write(terms.replace({}))
    grading.write(results.put([returned()]))
    with pytest.raises(StoreUnavailableError):
        changes.look()
    changes.look()
    changes.look()
    assert len(tries) == 2 and others == [1]


def test_looking_goes_on_after_whatever_went_wrong(store, monkeypatch, caplog):
    """Does neither a store that is away nor an error of ours end it, and is each said in the log?"""
    monkeypatch.setattr(store_changes, "LOOK_EVERY", 0)
    troubles = [StoreUnavailableError(2, "store.db: it was moved"), ValueError("unforeseen"), None]
    looked = []

    def look() -> None:
        looked.append(troubles.pop(0))
        if looked[-1] is not None:
            raise looked[-1]

    async def until_looked() -> None:
        changes = Changes(store, {})
        monkeypatch.setattr(changes, "look", look)
        running = asyncio.create_task(changes.run())
        while troubles:
            await asyncio.sleep(0)
        running.cancel()

    own_loop.run(until_looked())
    assert len(looked) == 3
    assert "it was moved" in caplog.text and "unforeseen" in caplog.text


def test_terms_stay_while_the_store_cannot_be_read(store, grading, tmp_path):
    """Does a quiz that is closed stay closed when the terms cannot be read anew?"""
    grading.write(terms.replace({QUIZ: StoredTerms(open=False, due="2026-12-01T10:00:00Z")}))
    published = Published(store)
    store.database.close()
    path = tmp_path / "state/store.db"
    path.rename(path.with_name("away.db"))
    with pytest.raises(StoreUnavailableError):
        published.refresh()
    assert published.terms(QUIZ) == Terms(open=False, due="2026-12-01T10:00:00Z", returned=False)
    path.with_name("away.db").rename(path)
    published.refresh()


def test_before_any_terms_every_quiz_is_open_and_after_them_a_missing_one_is_closed(store, grading):
    """Is a quiz that grading does not name among others not open?"""
    published = Published(store)
    assert published.terms(QUIZ) == Terms()
    grading.write(terms.replace({"other-quiz": StoredTerms(True)}))
    published.refresh()
    assert not published.terms(QUIZ).open and published.terms("other-quiz").open


@pytest.mark.parametrize(
    ("due", "late"),
    [("", False), ("not a time", False), ("2001-01-01T00:00:00Z", True), ("2999-01-01T00:00:00+01:00", False)],
)
def test_late_is_after_a_due_date_that_can_be_read(due, late):
    """Is nobody late by a date that is none?"""
    from nbcare.answers import times

    assert Terms(due=due).late(times.now()) is late


def test_a_result_is_read_once_until_results_change(store, grading, monkeypatch):
    """Do a learner's pages share one read, and is what was returned since there after a look?"""
    kept = Results(store)
    assert kept.known("anna") is None and kept.of("anna") == {} == kept.known("anna")
    grading.write(results.put([returned(points=3, max=8)]))
    assert kept.of("anna") == {}
    kept.refresh()
    assert kept.known("anna") is None and kept.of("anna") == {QUIZ: Result(False, False, 3, 8)}
    grading.write(results.withdraw(QUIZ, "anna"))
    kept.refresh()
    assert kept.of("anna") == {} and kept.whole("anna", QUIZ) is None


def test_a_result_that_is_returned_while_another_is_read_is_not_hidden(store, grading, monkeypatch):
    """Is what was read before the change not kept as if it were of after it?"""
    kept, real = Results(store), store.read

    def read(job):
        found = real(job)
        monkeypatch.undo()
        grading.write(results.put([returned()]))
        kept.refresh()
        return found

    monkeypatch.setattr(store, "read", read)
    assert kept.of("anna") == {}
    assert kept.of("anna") == {QUIZ: Result(False, False, None, None)}


def test_summaries_in_memory_are_bounded(store, monkeypatch):
    """Do a hospital's learners who come and go not add up?"""
    monkeypatch.setattr("nbcare.portal.published.SUMMARIES_KEPT", 5)
    kept = Results(store)
    for n in range(20):
        kept.of(f"n{n}")
    assert kept.known("n19") == {} and kept.known("n0") is None and len(kept._kept) == 5


@pytest.mark.parametrize("detail", ["full", "spoiled", "", None, 7])
def test_a_result_of_unknown_detail_counts_as_one_that_shows_the_key(store, grading, detail):
    """Is nothing handed in any more where the right answers may have been seen?"""
    grading.write(results.put([returned(detail=detail)]))
    assert Results(store).of("anna")[QUIZ].full


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"passed": "yes"}, Result(False, None, None, None)),
        ({"written": {"waiting": 2}, "passed": True}, Result(False, True, None, None, 2)),
        ({"written": {"waiting": "two"}}, Result(False, False, None, None)),
        ({"written": [2]}, Result(False, False, None, None)),
    ],
)
def test_odd_fields_of_a_result_are_not_believed(store, grading, entry, expected):
    """Does a page go on with what it can use of an entry?"""
    grading.write(results.put([returned(**entry)]))
    assert Results(store).of("anna")[QUIZ] == expected
