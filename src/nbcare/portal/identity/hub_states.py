"""Log-ins under way at a hub: what the portal wants to know of each when the browser comes back travels with it, signed.

Nothing of a visitor is kept here, so that no number of strangers ends the log-in of a learner, and the way back may lead
to another portal than the way there.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from typing import Any

from tornado.web import create_signed_value, decode_signed_value

LONGEST_PAGE = 500
"""Characters of an address to go on to; a longer one is left out, for the state is part of an address itself."""
_NAME = "hub-log-in"


class SignedStates:
    """Make and read the states of log-ins. A state is signed by the portals' secret, and ends after `max_age` seconds."""

    def __init__(self, secret: str, max_age: float):
        self._secret, self._max_age = secret, max_age

    def make(self, next_url: str | None, cookie_name: str | None, verifier: str | None) -> str:
        """Return a new state: another one each time, for the browser that holds it is the one that began."""
        page = next_url if next_url and len(next_url) <= LONGEST_PAGE else None
        number = verifier.partition(".")[0] if verifier else secrets.token_urlsafe(16)
        about = {"at": time.time(), "page": page, "cookie": cookie_name, "number": number, "verified": bool(verifier)}
        signed = create_signed_value(self._secret, _NAME, json.dumps(about))
        return base64.urlsafe_b64encode(signed).decode().rstrip("=")

    def read(self, state: str | None) -> dict[str, Any]:
        """Return what a state holds; nothing of one that is forged or too old."""
        try:
            signed = base64.urlsafe_b64decode((state or "").encode("ascii") + b"==")
        except ValueError:
            return {}
        about = json.loads(decode_signed_value(self._secret, _NAME, signed) or "{}")
        # One that a clock began that was ahead would last until that time has come.
        return about if about and abs(time.time() - about["at"]) <= self._max_age else {}

    def verifier(self, number: str | None = None) -> str:
        """Return the proof (PKCE) of the log-in with this number, or of a new one: it never travels to the hub's page."""
        number = number or secrets.token_urlsafe(16)
        return f"{number}.{hmac.new(self._secret.encode(), f'{_NAME} {number}'.encode(), hashlib.sha256).hexdigest()}"
