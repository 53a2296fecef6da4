"""The HTTP server of a portal: it limits each connection, and saves go past the application."""

from __future__ import annotations

import re
import ssl
from collections.abc import Awaitable, Iterable
from socket import socket
from typing import Any, Protocol, cast

from tornado.httpserver import HTTPServer
from tornado.httputil import (
    HTTPConnection,
    HTTPHeaders,
    HTTPMessageDelegate,
    HTTPServerRequest,
    RequestStartLine,
    ResponseStartLine,
)
from tornado.ioloop import PeriodicCallback
from tornado.iostream import IOStream
from tornado.web import Application

from nbcare.portal import body, process, security
from nbcare.portal.application import SLUG
from nbcare.portal.connections import Connections, listener
from nbcare.portal.deadlines import Deadlines, Stream
from nbcare.portal.kept_connection import KeptConnection
from nbcare.portal.save_requests import SaveRequests

LIMITS: dict[str, Any] = {"max_body_size": body.DRAINED, "max_header_size": 4 * security.HEAD_LARGEST}
"""Limits of one request, in bytes."""
FIRST_WITHIN = 20.0
"""Seconds that a new connection may take to send the head of its first request."""
NEXT_WITHIN = 300.0
"""Seconds that a connection may wait for its next request."""
BODY_WITHIN = 30.0
"""Seconds that the body of a request may take."""
SILENT = 512
"""Connections of one address that may be open without a request; a hospital's proxy is one address, too."""
LOOK_EVERY = 1.0
"""Seconds from one look at silent connections to the next."""


class Connection(Protocol):
    """A connection as tornado knows it."""

    stream: Stream


class PortalServer(HTTPServer):
    """Serve the application of a portal on the sockets that are added."""

    def initialize(self, application: Application, tls: ssl.SSLContext | None = None) -> None:  # type: ignore[override]
        """Take the application; `HTTPServer` calls this in the place of `__init__`."""
        super().initialize(application, ssl_options=tls, **LIMITS)
        # Otherwise tornado makes a timer for each request: `deadlines` does the same for less.
        self.conn_params.header_timeout = None
        self.application, self.saves = application, SaveRequests(application)
        self.deadlines = Deadlines(FIRST_WITHIN, NEXT_WITHIN, BODY_WITHIN)
        self.connections = Connections(process.connections_at_most(), SILENT, self.deadlines)
        self.save_path = re.compile(rf"{re.escape(application.settings['prefix'])}/api/{SLUG}/save")
        self._look = PeriodicCallback(self.deadlines.look, LOOK_EVERY * 1000)

    def add_sockets(self, sockets: Iterable[socket]) -> None:
        """Begin to serve."""
        super().add_sockets(listener(bound, self.connections.no_room) for bound in sockets)
        self._look.start()

    def stop(self) -> None:
        """Take no more connections."""
        self._look.stop()
        super().stop()

    def handle_stream(self, stream: IOStream, address: Any) -> None:
        """Serve a new connection, or close it when there is no room."""
        if self.connections.admit(stream, str(address[0]) if address else ""):
            super().handle_stream(stream, address)
        else:
            stream.close()

    def start_request(self, server_conn: object, request_conn: HTTPConnection) -> HTTPMessageDelegate:
        """Return the delegate of the next request of a connection."""
        connection = cast(Connection, server_conn)
        self.deadlines.wait_for_request(connection.stream)
        return _Message(self, connection, request_conn)

    def on_close(self, server_conn: object) -> None:
        """Forget a connection."""
        self.connections.closed(cast(Connection, server_conn).stream)
        super().on_close(server_conn)


class _Message(HTTPMessageDelegate):
    """One request: its delegate is chosen when its head has come."""

    def __init__(self, server: PortalServer, server_conn: Connection, request_conn: HTTPConnection):
        self._server, self._server_conn = server, server_conn
        self._request_conn = KeptConnection(request_conn)
        self._delegate: HTTPMessageDelegate | None = None

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> Awaitable[None] | None:
        """Choose the delegate of the request, and hand its head on."""
        self._server.connections.requested(self._server_conn.stream)
        self._request_conn.head_received(headers)
        self._delegate = self._choose(cast(RequestStartLine, start_line), headers)
        return self._delegate.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Awaitable[None] | None:
        """Hand on a part of the body."""
        return cast(HTTPMessageDelegate, self._delegate).data_received(chunk)

    def finish(self) -> None:
        """Have the request answered: it has come whole."""
        self._server.deadlines.wait_no_more(self._server_conn.stream)
        self._request_conn.request_read()
        cast(HTTPMessageDelegate, self._delegate).finish()

    def on_connection_close(self) -> None:
        """Tell the delegate that the client has gone."""
        if self._delegate is not None:
            self._delegate.on_connection_close()

    def _choose(self, start_line: RequestStartLine, headers: HTTPHeaders) -> HTTPMessageDelegate:
        """Return the delegate of a request; raise HTTPInputError for one that is not HTTP."""
        match = self._server.save_path.fullmatch(start_line.path.partition("?")[0])
        if match is None:
            return self._server.application.start_request(self._server_conn, self._request_conn)
        request = HTTPServerRequest(connection=self._request_conn, start_line=start_line, headers=headers)
        return self._server.saves.delegate(request, match[1])
