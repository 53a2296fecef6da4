"""An event loop that never rests still lets the writer write."""

import asyncio
import threading

import own_loop
import pytest

from nbcare.store import turns
from nbcare.store.turns import Turns

LONG = 60
"""Seconds after which a test that hangs fails; nothing waits so long when it passes."""


class Watching(threading.Condition):
    """A condition that tells when somebody waits for it."""

    def __init__(self):
        super().__init__()
        self.pauses, self.paused = 0, threading.Event()

    def wait(self, timeout=None):
        """Tell, then wait."""
        self.pauses += 1
        self.paused.set()
        return super().wait(timeout)


@pytest.fixture
def watching(monkeypatch):
    """The condition that loops pause for, of the next store or turns."""
    made = Watching()
    monkeypatch.setattr(turns, "Condition", lambda: made)
    return made


def test_a_loop_pauses_for_a_writer_that_does_not_finish(watching, opened):
    """Does a writer get its turn that needs one?"""
    store = opened()

    async def run():
        # Only a pause of the loop lets the job end.
        return await store.write_async(lambda connection: watching.paused.wait(LONG))

    assert own_loop.run(run())
    assert watching.pauses


def test_a_pause_ends_with_the_batch(monkeypatch):
    """Is a loop held up no longer than it must be?"""
    monkeypatch.setattr(turns, "PAUSE", LONG)
    made = Turns()

    async def run():
        loop = asyncio.get_running_loop()
        loop.call_later = lambda *words: None
        made.expect(loop, loop.create_future())
        finisher = threading.Timer(0.01, made.finish)
        finisher.start()
        made.look(loop)
        return finisher.finished.is_set()

    assert own_loop.run(run())


def test_a_loop_whose_batches_are_finished_never_pauses(watching):
    """Is a writer that is at work left alone?"""
    made = Turns()

    async def run():
        loop = asyncio.get_running_loop()
        made.expect(loop, loop.create_future())
        for _ in range(5):
            made.finish()
            made.look(loop)

    own_loop.run(run())
    assert watching.pauses == 0


def test_nobody_looks_when_nothing_is_waited_for(watching):
    """Does an idle loop sleep?"""
    made, planned = Turns(), []

    async def run():
        loop = asyncio.get_running_loop()
        loop.call_later = lambda seconds, *words: planned.append(seconds)
        future = loop.create_future()
        made.expect(loop, future)
        made.expect(loop, future)
        future.set_result(None)
        made.look(loop)

    own_loop.run(run())
    assert planned == [turns.LOOK_EVERY]
    assert watching.pauses == 0


def test_a_database_that_does_not_answer_holds_the_loop_up_seldom(monkeypatch):
    """Do pages still open while the disk is locked by another program?"""
    monkeypatch.setattr(turns, "PAUSE", 0)
    made, planned = Turns(), []

    async def run():
        loop = asyncio.get_running_loop()
        loop.call_later = lambda seconds, *words: planned.append(seconds)
        made.expect(loop, loop.create_future())
        for _ in range(turns.IN_VAIN):
            made.look(loop)
        made.finish()
        made.look(loop)

    own_loop.run(run())
    assert planned[-3:] == [turns.LOOK_EVERY, turns.SELDOM, turns.LOOK_EVERY]
