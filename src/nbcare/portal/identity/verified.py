"""Cache the owners of a hub's tokens, so that not every save needs the hub, and none waits while it is down."""

import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from nbcare.portal.identity import pins

FRESH = 60.0
"""Seconds until a token is verified again: a revoked one is refused after that."""
GRACE = 900.0
"""Seconds since its last verification for which a token is still taken while the hub does not answer."""
RETRY = 5.0
"""Seconds to leave a hub alone that did not answer."""
ENDED = 100_000
"""How many log-outs are remembered: about two weeks of a hospital, after which the hub's own tokens have run out."""


class UnreachableError(Exception):
    """The hub does not respond."""


@dataclass
class _Known:
    model: dict[str, Any]
    verified: float
    again: float


class Verified:
    """The tokens that a hub has verified, and those that were logged out here."""

    def __init__(
        self, ask: Callable[[str], Awaitable[dict[str, Any] | None]], now: Callable[[], float] = time.monotonic
    ):
        self._ask, self._now = ask, now
        self._known: dict[tuple[str, str], _Known] = {}
        self._ended: dict[str, None] = {}

    async def model(self, token: str, session: str) -> dict[str, Any] | None:
        """Return the hub's data about a token, None for a token it does not know; raise UnreachableError.

        `session` is the browser's session at the hub: another one is verified anew.
        """
        key, now = (token, session), self._now()
        known = self._known.get(key)
        hash = pins.token_hash(token)
        if hash in self._ended:
            return None
        if known and now < known.again:
            return known.model
        try:
            model = await self._ask(token)
        except UnreachableError:
            if known is None or now > known.verified + GRACE:
                raise
            known.again = now + RETRY
            return known.model
        self._keep(key, model, now)
        return None if hash in self._ended else model

    def end(self, token: str) -> None:
        """Reject a token from now on, whatever the hub says."""
        self.reject([pins.token_hash(token)])
        for key in [key for key in self._known if key[0] == token]:
            del self._known[key]

    def reject(self, hashes: Iterable[str]) -> None:
        """Reject the tokens with these hashes: they were logged out at another portal, or before a restart."""
        for hash in hashes:
            self._ended[hash] = None
        while len(self._ended) > ENDED:
            del self._ended[next(iter(self._ended))]

    def _keep(self, key: tuple[str, str], model: dict[str, Any] | None, now: float) -> None:
        for old in [old for old, known in self._known.items() if now > known.verified + GRACE]:
            del self._known[old]
        self._known.pop(key, None)
        if model is not None:
            self._known[key] = _Known(model, now, now + FRESH)
