"""End connections that are silent too long, by one look a second: a timer for each request costs a tenth of a save."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol


class Stream(Protocol):
    """What can be closed: one end of a connection."""

    def close(self) -> None:
        """Close it; once more does nothing."""


class Deadlines:
    """The connections that wait for their first request, for the next one, or for the rest of one; each limit in seconds."""

    def __init__(self, first: float, request: float, body: float, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        # Each in the order in which they began to wait.
        self._first: dict[Stream, float] = {}
        self._request: dict[Stream, float] = {}
        self._body: dict[Stream, float] = {}
        self._limits = [(self._first, first), (self._request, request), (self._body, body)]

    def wait_for_first(self, stream: Stream) -> None:
        """Begin to wait for the head of a new connection's first request."""
        self._first[stream] = self._clock()

    def wait_for_request(self, stream: Stream) -> None:
        """Begin to wait for the head of the next request; of the first one, go on."""
        if stream in self._first:
            return
        self.wait_no_more(stream)
        self._request[stream] = self._clock()

    def wait_for_body(self, stream: Stream) -> None:
        """Begin to wait for the rest of a request whose head has come."""
        self.wait_no_more(stream)
        self._body[stream] = self._clock()

    def wait_no_more(self, stream: Stream) -> None:
        """Wait for nothing of a connection: its request has come, or it is closed."""
        self._first.pop(stream, None)
        self._request.pop(stream, None)
        self._body.pop(stream, None)

    def longest_waiting(self) -> Stream | None:
        """Return the connection that may be closed at the least cost; None when all are being answered.

        A new one that sends nothing, before one that has been served, before one that still sends.
        """
        return next((stream for waiting, _ in self._limits for stream in waiting), None)

    def look(self) -> None:
        """Close the connections that have waited too long."""
        now = self._clock()
        for waiting, limit in self._limits:
            overdue = []
            for stream, since in waiting.items():
                if now - since < limit:
                    break
                overdue.append(stream)
            for stream in overdue:
                del waiting[stream]
                stream.close()
