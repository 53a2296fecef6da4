"""The hub's protocol as the portal speaks it: its own cookie, and log-ins under way that nothing is kept of."""

from __future__ import annotations

import base64
import hashlib
import os

from jupyterhub.services.auth import HubOAuth
from tornado.web import RequestHandler

from nbcare.portal.identity.hub_states import SignedStates


class HubSession(HubOAuth):
    """The hub's protocol, with one cookie of our own, which ends with the browser's session, and signed states."""

    states: SignedStates

    def generate_pkce_code_challenge(self, method: str = "S256") -> tuple[str, str, str]:
        """Return the proof that a log-in goes on where it began, its hash for the hub, and how it was hashed."""
        verifier = self.states.verifier()
        hash = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
        return verifier, hash.decode().rstrip("="), "S256"

    def generate_state(self, next_url: str | None = None, **more: str) -> str:
        """Return the state of a log-in that begins."""
        return self.states.make(next_url, more.get("cookie_name"), more.get("code_verifier"))

    def get_next_url(self, state: str = "", /) -> str:
        """Return the address to go on to."""
        return str(self.states.read(state).get("page") or self.base_url)

    def get_code_verifier(self, state: str = "", /) -> str | None:
        """Return the proof of a log-in, if the hub was given its hash."""
        about = self.states.read(state)
        return self.states.verifier(about["number"]) if about.get("verified") else None

    def get_state_cookie_name(self, state: str = "", /) -> str:
        """Return the name of the cookie that holds the same state."""
        return str(self.states.read(state).get("cookie") or self.state_cookie_name)

    def clear_oauth_state(self, state: str, /) -> None:
        """Do nothing: the hub takes each of its codes once."""

    def set_cookie(self, handler: RequestHandler, access_token: str) -> None:
        """Keep the token of a log-in, and let no page that another learner left open write into this one."""
        options = {"path": self.cookie_path, "secure": secure(handler), **self.cookie_options}
        handler.set_signed_cookie(self.cookie_name, access_token, **options | {"httponly": True})
        handler.clear_cookie(handler.settings.get("xsrf_cookie_name", "_xsrf"), path=self.cookie_path)


def secure(handler: RequestHandler) -> bool:
    """Return whether the browser uses https, by the header of the hub's proxy; forging it affects only one's own cookies."""
    public = os.environ.get("JUPYTERHUB_PUBLIC_URL", "")
    forwarded = handler.request.headers.get("X-Forwarded-Proto", handler.request.protocol)
    return public.startswith("https:") or forwarded.split(",")[0].strip().lower() == "https"
