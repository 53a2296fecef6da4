"""Keep a connection when a request is answered before it is read, or say beforehand that it closes."""

from __future__ import annotations

from asyncio import Future
from collections.abc import Callable
from typing import Any

from tornado.httputil import HTTPConnection, HTTPHeaders, RequestStartLine, ResponseStartLine

from nbcare.portal import body


class KeptConnection(HTTPConnection):
    """A connection during one request.

    A request that is refused is answered as soon as its head has come. tornado closes the connection then and does not
    say so: a proxy that keeps its connections sends the next request into one that is gone. Here such an answer waits
    until the request is read. Where the end of a request is not to be relied on, its answer says `Connection: close`.
    """

    def __init__(self, connection: HTTPConnection):
        self._connection = connection
        self._waits = self._closes = False
        self._held: list[Callable[[], object]] = []

    def head_received(self, headers: HTTPHeaders) -> None:
        """Take the head of the request, from which on it may be answered."""
        self._waits = _ends_surely(headers)
        self._closes = not self._waits

    def request_read(self) -> None:
        """Take notice that the whole request has come, and send the answer that waited for it."""
        self._waits = self._closes = False
        for send in self._held:
            send()
        self._held.clear()

    def write_headers(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders, chunk: bytes | None = None
    ) -> Future[None]:
        """Write the head of the answer, and the first part of its body."""
        if self._waits:
            return self._hold(lambda: self._connection.write_headers(start_line, headers, chunk))
        if self._closes:
            headers["Connection"] = "close"
        return self._connection.write_headers(start_line, headers, chunk)

    def write(self, chunk: bytes) -> Future[None]:
        """Write a part of the answer."""
        return self._hold(lambda: self._connection.write(chunk)) if self._waits else self._connection.write(chunk)

    def finish(self) -> None:
        """End the answer."""
        if self._waits:
            self._hold(self._connection.finish)
        else:
            self._connection.finish()

    def _hold(self, send: Callable[[], object]) -> Future[None]:
        """Keep what is to be sent; the code that waits for it goes on."""
        self._held.append(send)
        done: Future[None] = Future()
        done.set_result(None)
        return done

    def __getattr__(self, name: str) -> Any:
        """Return what tornado asks of its own connections beyond the methods of all."""
        return getattr(self._connection, name)


def _ends_surely(headers: HTTPHeaders) -> bool:
    """Return whether the request is sure to come to its end: without a body, or with one of a length that is read."""
    if "Expect" in headers or "Transfer-Encoding" in headers:
        return False
    return body.is_read(headers.get("Content-Length", "0"))
