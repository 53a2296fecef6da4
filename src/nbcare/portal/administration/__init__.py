"""The page on which the person who runs the course changes the list of learners, on this computer only, while it is served."""

from __future__ import annotations

import socket
from functools import partial
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application

from nbcare.portal import body, security
from nbcare.portal.administration import address
from nbcare.portal.administration.access import Access
from nbcare.portal.administration.pages import Actions, Entrance, LearnerList, LearnerPage, Missing, Slips
from nbcare.portal.network import LOOPBACK
from nbcare.portal.page_handlers import Static
from nbcare.portal.state import Portal

IDLE_SECONDS = 60.0
"""Seconds that a connection may be silent."""


class Administration:
    """The page's own server, on a free port of the loopback address."""

    def __init__(self, portal: Portal, course_address: str):
        self._sockets: list[socket.socket] = bind_sockets(0, LOOPBACK)
        port = self._sockets[0].getsockname()[1]
        self.access = Access(port, partial(address.redeem, portal.store))
        address.remember_port(portal.store, port)
        self._application = make_app(portal, self.access, course_address)

    def start(self) -> None:
        """Begin to serve; call it in the event loop."""
        limits: dict[str, Any] = {"max_body_size": body.LARGEST, "max_header_size": security.HEAD_LARGEST}
        server = HTTPServer(
            self._application, idle_connection_timeout=IDLE_SECONDS, body_timeout=IDLE_SECONDS, **limits
        )
        server.add_sockets(self._sockets)


def make_app(portal: Portal, access: Access, course_address: str) -> Application:
    """Return the application, which is apart from the learners' own: no address of theirs leads here."""
    given = {"access": access, "course_address": course_address}
    return Application(
        [
            (r"/", LearnerList, given),
            (r"/open", Entrance, given),
            (r"/learner/([a-z0-9_][a-z0-9_-]{0,31})", LearnerPage, given),
            (r"/do/(add|pin|rename|remove|hand-over)", Actions, given),
            (r"/slips", Slips, given),
            (r"/static/([A-Za-z0-9][A-Za-z0-9._-]*)", Static),
        ],
        default_handler_class=Missing,
        default_handler_args=given,
        compress_response=True,
        log_function=lambda _handler: None,  # an address holds a token
        portal=portal,
        prefix="",
        secure=False,
        same_site="Strict",
        xsrf_cookies=True,
        xsrf_cookie_name=f"nbcare-xsrf-{access.port}",
        xsrf_cookie_kwargs={"httponly": True, "samesite": "Strict", "path": "/"},
    )
