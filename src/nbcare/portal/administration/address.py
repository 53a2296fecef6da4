"""Make an address of the page from another window: a command asks for one, and the portal that serves takes it once."""

from __future__ import annotations

import socket
import time

from nbcare.errors import ContentError
from nbcare.portal.identity import pins
from nbcare.portal.network import LOOPBACK
from nbcare.portal.one_use import fresh, same
from nbcare.store import roster, settings
from nbcare.store.store import Store

LASTS = 600.0
"""Seconds in which such an address has to be opened."""
_TOKEN = f"{roster.SETTINGS}page-token"
_PATIENCE = 2.0


def remember_port(store: Store, port: int) -> None:
    """Note on which port of this computer the page is served."""
    store.write(settings.put(_port_name(), str(port)))


def make(store: Store) -> str:
    """Return an address that opens the page once, within ten minutes; raise ContentError when no portal serves it here."""
    port = int(store.read(settings.find(_port_name())) or 0)
    if not port or not _listens(port):
        raise ContentError("nbcare learner page", "", "the course is not served on this computer", "run: make serve")
    token = fresh()
    store.write(settings.put(_TOKEN, f"{pins.token_hash(token)} {time.time() + LASTS}"))
    return opening(port, token)


def redeem(store: Store, token: str) -> bool:
    """Return whether a token is the one that was made last and is not too old; it is of no use again. Waits for the store."""
    kept = store.read(settings.find(_TOKEN)) or ""
    hash, _, until = kept.partition(" ")
    if not until or not same(pins.token_hash(token), hash):
        return False
    # Of two browsers that come at once, one gets it.
    return store.write(settings.take(_TOKEN, kept)) and 0 < float(until) - time.time() <= LASTS


def opening(port: int, token: str) -> str:
    """Return the address that a token opens."""
    return f"http://{LOOPBACK}:{port}/open?token={token}"


def _port_name() -> str:
    return f"{roster.SETTINGS}page-port {socket.gethostname()[:100]}"


def _listens(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), _PATIENCE):
            return True
    except OSError:
        return False
