"""Let the writer have its turn under an event loop that never rests.

A thread that has waited five milliseconds for Python's lock is given it. But a loop that calls the system in between
lets the lock go and takes it again each time, and each time the others begin to wait anew. Under full load the writer
would stand still for seconds, while the loop takes saves that nobody writes. So the loop looks now and then whether a
batch was finished since it looked last, and pauses for a moment when none was.
"""

import asyncio
from dataclasses import dataclass
from threading import Condition
from typing import Any
from weakref import WeakKeyDictionary

LOOK_EVERY = 0.01
"""Seconds from one look to the next."""
PAUSE = 0.01
"""Seconds to pause at most; a pause ends with the batch."""
IN_VAIN = 20
"""Pauses without a finished batch after which it is the database that everybody waits for: then they come seldom."""
SELDOM = 0.1


@dataclass
class _Watched:
    """What a loop waits for last, how many batches were finished when it looked, and its pauses since then."""

    future: asyncio.Future[Any]
    finished: int
    in_vain: int = 0


class Turns:
    """Counts the batches that the writer finishes, and holds up the loops that wait for one."""

    def __init__(self) -> None:
        self._finished = 0
        self._changed = Condition()
        self._watched: WeakKeyDictionary[asyncio.AbstractEventLoop, _Watched] = WeakKeyDictionary()

    def finish(self) -> None:
        """Count a finished batch; the writer calls it."""
        with self._changed:
            self._finished += 1
            self._changed.notify_all()

    def expect(self, loop: asyncio.AbstractEventLoop, future: asyncio.Future[Any]) -> None:
        """Look after the writer until this future is settled; its loop calls it."""
        if watched := self._watched.get(loop):
            watched.future = future
            return
        self._watched[loop] = _Watched(future, self._finished)
        loop.call_later(LOOK_EVERY, self.look, loop)

    def look(self, loop: asyncio.AbstractEventLoop) -> None:
        """Pause the loop when no batch was finished since its last look; look again while it waits for one."""
        watched = self._watched[loop]
        if watched.future.done():
            del self._watched[loop]
            return
        with self._changed:
            if watched.finished == self._finished:
                self._changed.wait(PAUSE)
        watched.in_vain = watched.in_vain + 1 if watched.finished == self._finished else 0
        watched.finished = self._finished
        loop.call_later(LOOK_EVERY if watched.in_vain < IN_VAIN else SELDOM, self.look, loop)
