"""Keep log-ins under way at a hub in the store: the way back may lead to another portal than the way there."""

from __future__ import annotations

import json
import time
from typing import Any

from jupyterhub.services.auth import _ExpiringDict

from nbcare.store import oauth_states
from nbcare.store.oauth_states import Kept
from nbcare.store.store import Store

BEGUN = 5_000
"""Log-ins that may be under way at once; beyond them the oldest are forgotten."""


class StoredStates(_ExpiringDict):
    """What JupyterHub's protocol keeps of each log-in that began: a mapping by its state."""

    def __init__(self, store: Store, max_age: float):
        super().__init__(max_age)
        self._store = store

    def __setitem__(self, state: str, about: dict[str, Any]) -> None:
        self._store.write(oauth_states.keep(state, Kept(json.dumps(about), time.time()), BEGUN))

    def get(self, state: str, default: Any = None) -> Any:
        """Return what was kept for a state, unless it is too old."""
        kept = self._store.read(oauth_states.find(state)) if state else None
        # One that a clock began that was ahead would last until that time has come.
        if kept is None or (self.max_age and abs(kept.created - time.time()) > self.max_age):
            return default
        return json.loads(kept.payload)

    def pop(self, state: str, default: Any = None) -> Any:
        """Forget a state and return what was kept for it."""
        kept = self._store.write(oauth_states.take(state)) if state else None
        return default if kept is None else json.loads(kept.payload)

    def purge_expired(self) -> None:
        """Forget what is too old; it is called at the end of a log-in, which does not wait for it."""
        if self.max_age:
            self._store.submit(oauth_states.forget(time.time() - self.max_age))
