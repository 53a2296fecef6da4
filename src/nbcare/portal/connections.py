"""Bound the connections of a server, so that none is taken for which no file could be opened any more."""

from __future__ import annotations

import errno
import logging
import socket
import time
from collections.abc import Callable
from typing import Any

from nbcare.portal.deadlines import Deadlines, Stream

log = logging.getLogger("nbcare.portal")

_NO_ROOM = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
ROOM_MADE = 64
"""Connections that are closed at once when the system gives no more."""
SAID_EVERY = 60.0
"""Seconds from one line in the log about too many connections to the next."""


class Connections:
    """The open connections: at most so many in all, and so many of one address that have sent no request yet.

    Beyond, the one that has waited longest is closed. A browser sends its request at once and opens another connection
    when one is closed: an address that opens many and sends nothing loses its own.
    """

    def __init__(
        self, most: int, silent: int, deadlines: Deadlines, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most, self._silent, self._deadlines, self._clock = most, silent, deadlines, clock
        self._open: dict[Stream, str] = {}
        self._new: dict[str, dict[Stream, None]] = {}
        self._said = -SAID_EVERY

    def __len__(self) -> int:
        """Return how many connections are open."""
        return len(self._open)

    def admit(self, stream: Stream, address: str) -> bool:
        """Take a new connection; return whether there was room for it."""
        if len(new := self._new.get(address, {})) >= self._silent:
            self._say(f"more than {self._silent} connections of {address} send nothing; the oldest are closed")
            self._end(next(iter(new)))
        if len(self._open) >= self._most:
            self._say(f"{self._most} connections are open, as many as this machine allows; the silent ones are closed")
            if not self.make_room(1):
                return False
        self._open[stream] = address
        self._new.setdefault(address, {})[stream] = None
        self._deadlines.wait_for_first(stream)
        return True

    def requested(self, stream: Stream) -> None:
        """Take notice that the head of a request has come whole."""
        self._deadlines.wait_for_body(stream)
        self._not_new(stream)

    def closed(self, stream: Stream) -> None:
        """Forget a connection."""
        self._deadlines.wait_no_more(stream)
        self._not_new(stream)
        self._open.pop(stream, None)

    def make_room(self, count: int) -> int:
        """Close up to `count` connections that wait; return how many there were."""
        for closed in range(count):
            stream = self._deadlines.longest_waiting()
            if stream is None:
                return closed
            self._end(stream)
        return count

    def no_room(self) -> None:
        """Close some connections, for the system gives no more of them."""
        self._say("the system gives no more connections; the silent ones are closed")
        if not self.make_room(ROOM_MADE):
            time.sleep(0.01)  # the system would offer the same connection at once, without end

    def _not_new(self, stream: Stream) -> None:
        address = self._open.get(stream, "")
        new = self._new.get(address)
        if new is not None and stream in new:
            del new[stream]
            if not new:
                del self._new[address]

    def _end(self, stream: Stream) -> None:
        self.closed(stream)
        stream.close()

    def _say(self, words: str) -> None:
        """Log one line, and no more for a while: thousands would fill the disk."""
        if self._clock() - self._said >= SAID_EVERY:
            self._said = self._clock()
            log.warning("%s", words)


class Listener(socket.socket):
    """A listening socket that fails quietly when the system gives no more connections."""

    no_room: Callable[[], None]

    def accept(self) -> tuple[socket.socket, Any]:
        """Return the next connection; raise BlockingIOError when there is none that could be taken."""
        try:
            return super().accept()
        except OSError as error:
            if error.errno not in _NO_ROOM:
                raise
            self.no_room()
            raise BlockingIOError from None


def listener(bound: socket.socket, no_room: Callable[[], None]) -> Listener:
    """Return a listening socket in the place of a bound one."""
    made = Listener(bound.family, bound.type, bound.proto, fileno=bound.detach())
    made.setblocking(False)
    made.no_room = no_room
    return made
