"""Identify the learner of a request: one protocol, with adapters for a laptop, a roster and a JupyterHub."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from tornado.web import RequestHandler


@dataclass(frozen=True)
class Learner:
    """One person: the id that answers and hand-ins go by, and the name that the page shows."""

    id: str
    name: str = ""


class Identity(Protocol):
    """What the portal needs from a way to log in.

    An adapter reads nothing but its own cookie: a header like X-Forwarded-User can be sent by anybody.
    """

    same_site: str
    """The SameSite of every cookie: "Strict", or "Lax" where the log-in begins on another address (a hub)."""

    hosts: frozenset[str] | None
    """The values of the Host header that are answered; None when the address is not known beforehand."""

    idle: float
    """Seconds without use after which a page covers itself and its log-in ends; 0 where a PC is not shared."""

    words: str
    """What a visitor without a log-in reads when there is no page to log in."""

    def routes(self) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
        """Return own routes, as tornado takes them, below the portal's prefix: (r"/login", Handler, {…}).

        A handler of them derives from nbcare.portal.handler.Open, which has the headers and checks of every page and
        needs no log-in.
        """

    changes: Mapping[str, Callable[[int], None]]
    """What to do when others have changed a topic of the store: it gets how often the topic was changed in all."""

    def close(self) -> None:
        """Write what is not written yet."""

    async def identify(self, handler: RequestHandler) -> Learner | None:
        """Return the learner of a request, or None."""

    def login_address(self, handler: RequestHandler) -> str:
        """Return where a visitor without a log-in is sent, the prefix included; "" when there is no such page."""

    async def log_out(self, handler: RequestHandler) -> str:
        """End the log-in on the server, clear its cookie, and return the address to go on to."""
