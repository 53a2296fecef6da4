"""The writer: what arrives together is committed together, acknowledged after that, and one bad job is nobody else's."""

import asyncio
import threading
from concurrent.futures import wait

import own_loop
import pytest
from sqlalchemy import event, select, text

from nbcare.store import answers, settings, tables, writer
from nbcare.store.errors import StoreUnavailableError


class RefusedError(Exception):
    """What a job of these tests raises."""


class Held:
    """A job that holds the writer until it is let go, so that others arrive together."""

    def __init__(self, store):
        self.begun, self.go_on = threading.Event(), threading.Event()
        self.done = store.submit(self)
        self.begun.wait()

    def __call__(self, connection):
        self.begun.set()
        self.go_on.wait()


@pytest.fixture
def commits(store):
    """The number of commits of the store, counted."""
    count = []
    event.listen(store.database.writer, "commit", lambda connection: count.append(1))
    return count


def together(store, jobs):
    """Have jobs done that arrive together; return their futures when all are settled."""
    held = Held(store)
    futures = [store.submit(job) for job in jobs]
    held.go_on.set()
    wait([held.done, *futures])
    return futures


def test_what_arrives_together_is_committed_together(store, save, commits):
    """Do a hundred saves cost one commit?"""
    futures = together(store, [save(learner=f"n{who}") for who in range(100)])
    assert [each.result().revision for each in futures] == [1] * 100
    assert len(commits) == 2  # the job that held the writer, and the hundred


def test_a_commit_holds_a_bounded_number(store, save, commits):
    """Does a long queue not become one endless transaction?"""
    count = 2 * writer.MOST_TOGETHER + 1
    together(store, [save(learner=f"n{who}") for who in range(count)])
    assert len(commits) == 4


def test_an_answer_is_acknowledged_after_its_commit(store, opened, save):
    """Does another process see what was acknowledged, at once?"""
    other = opened()
    for saw in range(20):
        store.submit(save(response=saw, saw=saw)).result()
        assert other.read(answers.read("anna", "x-quiz"))["x-q01"]["revision"] == saw + 1


def test_jobs_keep_their_order(store, save):
    """Does a job see the save before it and not the one after it, in one batch?"""
    count = answers.read("anna", "x-quiz")
    jobs = [save("x-q01"), lambda c: len(count(c)), save("x-q02"), save("x-q03"), lambda c: len(count(c))]
    assert [each.result() for each in together(store, jobs)][1::3] == [1, 3]


def test_a_job_that_raises_is_undone_alone(store, save):
    """Does a job's error reach its caller only, and what it wrote go?"""

    def refuse(connection):
        settings.put("name", "value")(connection)
        raise RefusedError

    first, refused, last = together(store, [save("x-q01"), refuse, save("x-q02")])
    assert isinstance(refused.exception(), RefusedError)
    assert first.result().revision == last.result().revision == 1
    assert store.read(settings.find("name")) is None
    assert set(store.read(answers.read("anna", "x-quiz"))) == {"x-q01", "x-q02"}


def test_a_statement_that_fails_is_undone_alone(store, save, commits):
    """Is a batch that the database refuses run again one by one?"""
    broken = together(store, [save("x-q01"), lambda c: c.execute(text("SELECT no_such_column")), save("x-q02")])
    assert broken[1].exception() is not None
    assert broken[0].result().revision == broken[2].result().revision == 1
    assert len(store.read(answers.history("anna", "x-quiz"))) == 2
    assert len(commits) == 3


def test_a_value_that_the_database_refuses_fails_alone(store, save):
    """Is a bad row among good saves an error of its own?"""
    jobs = [save("x-q01"), save("x-q02"), save("x-q03")]
    object.__setattr__(jobs[1], "shown", None)
    found = together(store, jobs)
    assert isinstance(found[1].exception(), ValueError)
    assert found[0].result().revision == found[2].result().revision == 1


def test_a_failed_job_leaves_the_writer_at_work(store, save):
    """Does the next save go through after any error, even one that is no usual exception?"""

    def stop(connection):
        raise SystemExit

    assert isinstance(store.submit(stop).exception(), SystemExit)
    assert store.write(save()).revision == 1


def test_rows_that_another_program_took_are_run_again(store, opened, save):
    """Does a job whose key was taken meanwhile see the fresh rows and succeed?"""
    other, tries = opened(), []

    def insert(connection):
        tries.append(connection.execute(select(tables.settings.c.value)).scalar_one_or_none())
        row = {"name": "name", "value": "mine"} if len(tries) > 1 else {"name": "taken", "value": "mine"}
        connection.execute(tables.settings.insert(), row)

    other.write(settings.put("taken", "theirs"))
    store.write(insert)
    assert tries == ["theirs", "theirs"]


def test_endless_rivals_end_in_a_sentence(store):
    """Is a job that never finds its rows free given up, and said so?"""
    store.write(settings.put("name", "taken"))
    with pytest.raises(StoreUnavailableError, match="other programs keep changing the same rows; try again"):
        store.write(lambda connection: connection.execute(tables.settings.insert(), {"name": "name", "value": "x"}))


def test_an_event_loop_is_called_once_a_batch(store, save):
    """Are all the saves of a loop that were committed together settled in one call?"""

    async def run():
        loop, calls = asyncio.get_running_loop(), []
        call = loop.call_soon_threadsafe
        loop.call_soon_threadsafe = lambda *words, **more: calls.append(words) or call(*words, **more)
        held = Held(store)
        futures = [store.write_async(save(learner=f"n{who}")) for who in range(50)]
        held.go_on.set()
        return await asyncio.gather(*futures), len(calls)

    saved, calls = own_loop.run(run())
    assert [each.revision for each in saved] == [1] * 50
    assert calls == 1


def test_each_loop_gets_its_own_outcomes(store, save):
    """Do two loops that save at the same time get what is theirs, errors too?"""

    def refuse(connection):
        raise RefusedError

    async def run(who):
        jobs = [save(learner=who), refuse, save("x-q02", learner=who)]
        return await asyncio.gather(*map(store.write_async, jobs), return_exceptions=True)

    found = {}
    threads = [
        threading.Thread(target=lambda who=who: found.update({who: asyncio.run(run(who))})) for who in ("anna", "ben")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for who in ("anna", "ben"):
        assert [type(each).__name__ for each in found[who]] == ["Saved", "RefusedError", "Saved"]
        assert set(found[who][2].answers) == {"x-q01", "x-q02"}


def test_a_caller_that_left_stops_nobody(store, save):
    """Is a save whose request was cancelled still done, and its neighbours told?"""

    async def run():
        held = Held(store)
        left, stayed = store.write_async(save("x-q01")), store.write_async(save("x-q02"))
        left.cancel()
        held.go_on.set()
        return await stayed

    assert set(own_loop.run(run()).answers) == {"x-q01", "x-q02"}


def test_a_loop_that_was_closed_stops_nobody(store, save):
    """Does the writer go on after a loop ended with saves under way?"""

    async def leave():
        held = Held(store)
        store.write_async(save("x-q01"))
        return held

    own_loop.run(leave()).go_on.set()
    assert set(store.write(save("x-q02")).answers) == {"x-q01", "x-q02"}


def test_closing_commits_what_was_accepted(store, opened, save):
    """Is everything that was accepted saved when the store closes, and the rest refused?"""
    held = Held(store)
    futures = [store.submit(save(learner=f"n{who}")) for who in range(300)]
    closing = threading.Thread(target=store.close)
    closing.start()
    held.go_on.set()
    closing.join()
    assert all(each.result().revision == 1 for each in futures)
    for use in (lambda: store.write(save()), lambda: store.read(answers.read("n299", "x-quiz"))):
        with pytest.raises(StoreUnavailableError, match="it is closed; start the course again"):
            use()
    assert opened().read(answers.read("n299", "x-quiz"))["x-q01"]["revision"] == 1


def test_closing_twice_is_closing_once(store):
    """May both an exit handler and a test close the store?"""
    store.close()
    store.close()


def test_a_full_queue_refuses_in_place_of_growing(store, save, monkeypatch):
    """Does memory stay bounded while the disk does not answer?"""
    monkeypatch.setattr(writer, "MOST_WAITING", 3)
    held = Held(store)
    futures = [store.submit(save(learner=f"n{who}")) for who in range(3)]
    with pytest.raises(StoreUnavailableError, match="too much is under way"):
        store.submit(save())
    held.go_on.set()
    assert [each.result().revision for each in futures] == [1, 1, 1]
    assert store.write(save()).revision == 1
