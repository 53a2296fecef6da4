"""Log in through a JupyterHub, whose service the portal is."""

from __future__ import annotations

import asyncio
import json
import os
import re
import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any

from tornado.web import HTTPError, RequestHandler

from nbcare.answers.learners import learner_id
from nbcare.portal.errors import HttpProblemError
from nbcare.portal.identity import Learner, pins
from nbcare.portal.identity.hub_pages import PATIENCE, Callback, LogIn, hub_is_down
from nbcare.portal.identity.hub_session import HubSession
from nbcare.portal.identity.hub_states import SignedStates
from nbcare.portal.identity.verified import TooOftenError, UnreachableError, Verified
from nbcare.store import ended_tokens, settings
from nbcare.store.store import Store

SECRET = "hub-cookie-secret"
DAY = 24 * 3600.0
ENDED_FOR = 30 * DAY
"""Seconds that a log-out is kept; by then the hub's own tokens have run out."""
_NOT_YET = {"JUPYTERHUB_HOST": "subdomain_host", "JUPYTERHUB_SSL_KEYFILE": "internal_ssl"}
_NEEDED = ("API_TOKEN", "API_URL", "CLIENT_ID", "SERVICE_NAME", "SERVICE_PREFIX", "SERVICE_URL")


class NotAServiceError(Exception):
    """Something is missing for the portal to be a service of a hub; the message names it."""


class Hub:
    """The adapter for a JupyterHub: its session cookie holds a token, and the hub says whose it is."""

    same_site = "Lax"
    idle = 0.0
    hosts: frozenset[str] | None = None
    words = "Log in at your hospital's JupyterHub to open the course."

    def __init__(self, auth: HubSession, store: Store):
        self.auth, self._store = auth, store
        secret = store.write(settings.put_once(SECRET, secrets.token_hex(32)))
        self.secret = secret.encode()
        auth.states = SignedStates(secret, auth.oauth_state_max_age)
        self.prefix = auth.base_url.rstrip("/")
        self.verified = Verified(self._ask)
        self.changes: Mapping[str, Callable[[int], None]] = {ended_tokens.TOPIC: self._refresh}
        store.write(ended_tokens.forget(time.time() - ENDED_FOR))
        self._ended_since = 0.0
        self._refresh(0)

    def close(self) -> None:
        """Do nothing: all is written."""

    def _refresh(self, count: int) -> None:
        """Reject what was logged out at another portal, or before a restart."""
        found = self._store.read(ended_tokens.since(self._ended_since))
        self.verified.reject(sorted(found, key=found.__getitem__))
        # Not all of them again each time; a day earlier, for clocks of two computers differ.
        # Never later than now: after a clock that was ahead, no log-out would be noticed for years.
        self._ended_since = min(max([self._ended_since, *(ended - DAY for ended in found.values())]), time.time() - DAY)

    def routes(self) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
        """Return the way to the hub, and the way back."""
        return [(r"/login", LogIn, {"hub": self}), (r"/oauth_callback", Callback, {"hub": self})]

    async def identify(self, handler: RequestHandler) -> Learner | None:
        """Return the learner that the hub names; raise HttpProblemError: 403 for one it does not let in, 503 when it is down, 429 when it would be asked too often."""
        token = self._token(handler)
        if not token:
            return None
        try:
            model = await self.verified.model(token, self.auth.get_session_id(handler))
        except UnreachableError:
            raise hub_is_down() from None
        except TooOftenError:
            raise HttpProblemError(429, "busy") from None
        if model is None:
            return None
        if model.get("kind") != "user" or not self.auth.check_scopes(self.auth.access_scopes, model):
            raise HttpProblemError(
                403,
                "no-access",
                "Your account may not open this course.",
                "Ask whoever runs your hospital's JupyterHub.",
            )
        return Learner(learner_id(model["name"]), model["name"])

    def login_address(self, handler: RequestHandler) -> str:
        """Return our own address that leads to the hub."""
        return f"{self.prefix}/login"

    async def log_out(self, handler: RequestHandler) -> str:
        """Reject this log-in's token from now on, and go on to the hub's own log-out, which revokes it."""
        token = self._token(handler)
        if token:
            self.verified.end(token)
            await asyncio.wrap_future(self._store.submit(ended_tokens.end(pins.token_hash(token), time.time())))
        self.auth.clear_cookie(handler)
        return f"{self.auth.hub_prefix}logout"

    def page(self, address: str) -> str:
        """Return an address of the portal as it is, and its first page for any other (no open redirect)."""
        ours = re.fullmatch(rf"{re.escape(self.prefix)}(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*/?", address)
        return (
            address
            if ours and not address.startswith((f"{self.prefix}/login", f"{self.prefix}/oauth_callback"))
            else f"{self.prefix}/"
        )

    def _token(self, handler: RequestHandler) -> str:
        """Return the token in our own signed cookie: never one from a header or an address, which anybody can send."""
        return (handler.get_signed_cookie(self.auth.cookie_name) or b"").decode("ascii", "replace")

    async def _ask(self, token: str) -> dict[str, Any] | None:
        try:
            return await asyncio.wait_for(self.auth.user_for_token(token, use_cache=False, sync=False), PATIENCE)
        except (HTTPError, OSError, ValueError, TimeoutError):
            raise UnreachableError from None


def from_environment(store: Store, environment: Mapping[str, str] = os.environ) -> Hub:
    """Return the adapter that a hub's variables describe; raise NotAServiceError, naming what is missing.

    The store keeps the secret that signs the cookies: a log-in outlives a restart of the portal.
    """
    missing = [f"JUPYTERHUB_{name}" for name in _NEEDED if not environment.get(f"JUPYTERHUB_{name}")]
    if missing:
        raise NotAServiceError(
            f"the environment lacks {', '.join(missing)}: a JupyterHub gives these to a service it starts; "
            "see docs/hub.md, or leave --hub out to serve without a hub"
        )
    for name, setting in _NOT_YET.items():
        if environment.get(name):
            raise NotAServiceError(f"{name} is set: a hub with {setting} is not supported yet; see docs/hub.md")
    given = {name: environment[f"JUPYTERHUB_{name}"] for name in _NEEDED}
    if not given["SERVICE_PREFIX"].startswith("/"):
        raise NotAServiceError(f"JUPYTERHUB_SERVICE_PREFIX is {given['SERVICE_PREFIX']!r}: it must begin with /")
    auth = HubSession(
        api_token=given["API_TOKEN"],
        api_url=given["API_URL"],
        base_url=given["SERVICE_PREFIX"],
        oauth_client_id=given["CLIENT_ID"],
        access_scopes=_scopes(environment, given["SERVICE_NAME"]),
        cookie_options=_cookie_options(environment),
    )
    return Hub(auth, store)


def _scopes(environment: Mapping[str, str], service: str) -> set[str]:
    """Return the scopes of which one opens the portal; never none, which would let everybody in."""
    listed = _json(environment, "JUPYTERHUB_OAUTH_ACCESS_SCOPES", list)
    return set(listed) or {f"access:services!service={service}"}


def _cookie_options(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return the hub's options for cookies, with those that we insist on."""
    options: dict[str, Any] = _json(environment, "JUPYTERHUB_COOKIE_OPTIONS", dict)
    return options | {"samesite": "Lax", "expires_days": None}


def _json(environment: Mapping[str, str], name: str, kind: type) -> Any:
    try:
        value = json.loads(environment.get(name) or "null")
    except ValueError:
        raise NotAServiceError(f"{name} is not JSON: the hub writes it; do not set it by hand") from None
    return value if isinstance(value, kind) else kind()
