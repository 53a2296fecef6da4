"""Cache the owners of a hub's tokens, so that not every save needs the hub, and none waits while it is down."""

import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from nbcare.portal.identity import pins

FRESH = 60.0
"""Seconds until a token is verified again: a revoked one is refused after that."""
GRACE = 900.0
"""Seconds since its last verification for which a token is still taken while the hub does not answer."""
RETRY = 5.0
"""Seconds to leave a hub alone that did not answer."""
SESSIONS = 10
"""Sessions at the hub that one token may come from in a minute: a browser has one, and another one after a log-out."""
ENDED = 100_000
"""How many log-outs are remembered: about two weeks of a hospital, after which the hub's own tokens have run out."""


class UnreachableError(Exception):
    """The hub does not respond."""


class TooOftenError(Exception):
    """The hub would have to be asked about one token too often."""


@dataclass
class _Known:
    """What the hub said about a token: its data, or None for one that it does not know.

    `session` is the browser's session of that answer; `others` counts the sessions since `counted`.
    """

    model: dict[str, Any] | None
    session: str
    verified: float
    again: float
    others: int
    counted: float


class Verified:
    """The tokens that a hub has verified, and those that were logged out here."""

    def __init__(
        self, ask: Callable[[str], Awaitable[dict[str, Any] | None]], now: Callable[[], float] = time.monotonic
    ):
        self._ask, self._now = ask, now
        # In the order in which they were verified.
        self._known: dict[str, _Known] = {}
        self._ended: dict[str, None] = {}

    async def model(self, token: str, session: str) -> dict[str, Any] | None:
        """Return the hub's data about a token, None for a token it does not know.

        `session` is the browser's session at the hub, which anybody can send: another one is verified anew, a few times
        a minute. Raise UnreachableError, or TooOftenError for more sessions than a browser has.
        """
        hash, now = pins.token_hash(token), self._now()
        if hash in self._ended:
            return None
        known = self._known.get(token)
        same = known is not None and known.session == session
        if known and same and now < known.again:
            return known.model
        if known and not same:
            self._count(known, now)
        try:
            model = await self._ask(token)
        except UnreachableError:
            if known is None or not same or now > known.verified + GRACE:
                raise
            known.again = now + RETRY
            return known.model
        self._keep(token, session, model, now)
        return None if hash in self._ended else model

    def end(self, token: str) -> None:
        """Reject a token from now on, whatever the hub says."""
        self.reject([pins.token_hash(token)])
        self._known.pop(token, None)

    def reject(self, hashes: Iterable[str]) -> None:
        """Reject the tokens with these hashes: they were logged out at another portal, or before a restart."""
        for hash in hashes:
            self._ended[hash] = None
        while len(self._ended) > ENDED:
            del self._ended[next(iter(self._ended))]

    def _count(self, known: _Known, now: float) -> None:
        """Count one more session of a token; raise TooOftenError when there are too many in one minute."""
        if now >= known.counted + FRESH:
            known.others, known.counted = 0, now
        if known.others >= SESSIONS:
            raise TooOftenError
        known.others += 1

    def _keep(self, token: str, session: str, model: dict[str, Any] | None, now: float) -> None:
        for old, known in list(islice(self._known.items(), 2)):  # two for each that comes: they cannot pile up
            if now > known.verified + GRACE:
                del self._known[old]
        before = self._known.pop(token, None)
        others, counted = (before.others, before.counted) if before else (0, now)
        self._known[token] = _Known(model, session, now, now + FRESH, others, counted)
