"""Notice what other programs write to the store: grading, another portal, a command of an administrator."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping

from nbcare.portal.errors import log
from nbcare.store import changes
from nbcare.store.errors import StoreUnavailableError
from nbcare.store.store import Store

LOOK_EVERY = 1.0
"""Seconds between two looks."""


class Changes:
    """The topics that a portal keeps in memory, and what it does when one of them has changed."""

    def __init__(self, store: Store, refresh: Mapping[str, Callable[[int], None]]):
        self._store, self._refresh = store, refresh
        # Nothing: what was read before this object was made may have changed since, so the first look reads it again.
        self._seen: dict[str, int] = {}

    def look(self) -> None:
        """Refresh what has changed since the last look; raise StoreUnavailableError."""
        found = self._store.read(changes.counts())
        for topic, refresh in self._refresh.items():
            count = found.get(topic, 0)
            if count != self._seen.get(topic, 0):
                refresh(count)
                self._seen[topic] = count

    async def run(self) -> None:
        """Look now and then, for ever."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await asyncio.get_running_loop().run_in_executor(None, self.look)
            except StoreUnavailableError as error:
                log.error("%s", error)
            except Exception:
                log.exception("looking for changes in the store failed; what was known before goes on")
