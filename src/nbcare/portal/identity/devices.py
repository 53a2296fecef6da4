"""Remember the browsers in which a learner logged in rightly, so that nobody elsewhere can make her wait there."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable

from nbcare.portal.errors import log
from nbcare.portal.identity import pins
from nbcare.store import devices
from nbcare.store.errors import StoreUnavailableError
from nbcare.store.store import Store

DAYS = 180
"""Days after the last log-in for which a browser is remembered."""
OF_ONE_LEARNER = 50
_DAY = 24 * 3600.0


class Devices:
    """The remembered browsers: each holds one random token in a cookie, the store its hash and who logged in there."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.time):
        self._store, self._clock = store, clock
        try:
            store.write(devices.forget(clock() - DAYS * _DAY, clock() + _DAY))
        except StoreUnavailableError as error:
            log.error("%s", error)

    def find(self, token: str, learner: str) -> str:
        """Return the hash of a token whose browser is remembered for a learner; nothing for any other. Waits for the store."""
        hash = pins.token_hash(token)
        seen = self._store.read(devices.learners(hash)).get(learner) if token else None
        return hash if seen is not None and abs(self._clock() - seen) < DAYS * _DAY else ""

    def remember(self, token: str, learner: str) -> str:
        """Remember a browser for a learner, and return its token: a new one unless it is known. Waits for the store."""
        # One that was planted must not become one that is remembered.
        known = token if token and self._store.read(devices.learners(pins.token_hash(token))) else ""
        kept = known or secrets.token_urlsafe(32)
        self._store.write(devices.remember(pins.token_hash(kept), learner, self._clock(), OF_ONE_LEARNER))
        return kept
