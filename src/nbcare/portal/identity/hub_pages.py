"""The two addresses of a log-in through a hub: the way there and the way back."""

from __future__ import annotations

import asyncio
from typing import Protocol

from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler, HubOAuthenticated
from tornado.web import HTTPError, RequestHandler

from nbcare.portal.errors import ALLOW_COOKIES, HttpProblemError
from nbcare.portal.handler import Open
from nbcare.portal.identity import Learner

PATIENCE = 5.0
"""Seconds to wait for the hub's answer: a nurse never waits longer for a page."""
ELSEWHERE = "This log-in took longer than ten minutes, or it began in another browser."
NO_COOKIE = "This log-in took longer than ten minutes, or it began in another browser, or this one keeps no cookies."


class HubAdapter(Protocol):
    """What these pages need from their adapter."""

    auth: HubOAuth

    async def identify(self, handler: RequestHandler) -> Learner | None:
        """Return the learner that the hub names."""

    def page(self, address: str) -> str:
        """Return an address of the portal as it is, and its first page for any other."""


def hub_is_down() -> HttpProblemError:
    """Return the problem to respond with when the hub cannot be reached."""
    return HttpProblemError(
        503,
        "hub-down",
        "Your hospital's JupyterHub does not answer.",
        "Your saved answers are safe. Try again in a minute.",
    )


class HubPage(HubOAuthenticated, Open):
    """A page of ours that speaks the hub's protocol: ours are its headers and its protection against forged requests."""

    xsrf_token = Open.xsrf_token
    check_xsrf_cookie = Open.check_xsrf_cookie

    def initialize(self, hub: HubAdapter) -> None:
        """Take the adapter that this address belongs to."""
        self.hub = hub
        self.hub_auth = hub.auth

    def get_current_user(self) -> None:
        """Return None: the adapter identifies the learner, by its own cookie and nothing else."""
        return


class LogIn(HubPage):
    """Redirect to the hub's log-in, and after it to the requested page."""

    async def get(self) -> None:
        """Go to the hub, or on to the page."""
        if await self.hub.identify(self):
            return self.redirect(self.hub.page(self.get_query_argument("next", "")))
        self.redirect(self.get_login_url())


class Callback(HubPage, HubOAuthCallbackHandler):
    """Take the hub's answer, of a log-in that began in this browser only, and keep its token in a cookie."""

    async def get(self) -> None:
        """Finish the log-in, or respond with a problem when the hub does not answer."""
        try:
            await asyncio.wait_for(HubOAuthCallbackHandler.get(self), PATIENCE)
        except TimeoutError:
            raise hub_is_down() from None
        except HTTPError as error:
            if error.status_code >= 500:
                raise hub_is_down() from error
            if not self.request.headers.get("Cookie"):
                # A browser in which no log-in began has none either.
                raise HttpProblemError(403, "cookies", NO_COOKIE, ALLOW_COOKIES) from error
            raise HttpProblemError(
                error.status_code,
                "log-in",
                ELSEWHERE if error.status_code == 403 else "This log-in did not come to its end.",
                "Go to the start of the course and log in again.",
            ) from error
