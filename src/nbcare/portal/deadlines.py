"""End connections that are silent too long, by one look a second: a timer for each request costs a tenth of a save."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol


class Stream(Protocol):
    """What can be closed."""

    def close(self) -> None:
        """Close it; once more does nothing."""


class Connection(Protocol):
    """A connection that may be silent."""

    stream: Stream


class Deadlines:
    """The connections that wait for a request, and those that wait for the body of one; how long they may, in seconds."""

    def __init__(self, request: float, body: float, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        # Each in the order in which they began to wait.
        self._request: dict[Connection, float] = {}
        self._body: dict[Connection, float] = {}
        self._limits = [(self._request, request), (self._body, body)]

    def wait_for_request(self, connection: Connection) -> None:
        """Begin to wait for the head of the next request."""
        self.wait_no_more(connection)
        self._request[connection] = self._clock()

    def wait_for_body(self, connection: Connection) -> None:
        """Begin to wait for the rest of a request whose head has come."""
        self.wait_no_more(connection)
        self._body[connection] = self._clock()

    def wait_no_more(self, connection: Connection) -> None:
        """Wait for nothing of a connection: its request has come, or it is closed."""
        self._request.pop(connection, None)
        self._body.pop(connection, None)

    def look(self) -> None:
        """Close the connections that have waited too long."""
        now = self._clock()
        for waiting, limit in self._limits:
            overdue = []
            for connection, since in waiting.items():
                if now - since < limit:
                    break
                overdue.append(connection)
            for connection in overdue:
                del waiting[connection]
                connection.stream.close()
