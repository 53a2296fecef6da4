"""The two addresses of a log-in through a hub: the way there and the way back."""

from __future__ import annotations

import asyncio

from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated
from tornado.web import HTTPError

from nbcare.portal.errors import HttpProblemError
from nbcare.portal.handler import Open
from nbcare.portal.identity.hub import PATIENCE, Hub, hub_is_down


class Door(HubOAuthenticated, Open):
    """A page of ours that speaks the hub's protocol: ours are its headers and its protection against forged requests."""

    xsrf_token = Open.xsrf_token
    check_xsrf_cookie = Open.check_xsrf_cookie

    def initialize(self, hub: Hub) -> None:
        """Take the adapter that this address belongs to."""
        self.hub = hub
        self.hub_auth = hub.auth

    def get_current_user(self) -> None:
        """Know nobody here: the adapter says who is calling, and asks nothing but its own cookie."""
        return


class LogIn(Door):
    """Lead to the hub's log-in and, once there is one, on to the page that was asked for."""

    async def get(self) -> None:
        """Go to the hub, or on to the page."""
        if await self.hub.identify(self):
            return self.redirect(self.hub.page(self.get_query_argument("next", "")))
        self.redirect(self.get_login_url())


class Callback(Door, HubOAuthCallbackHandler):
    """Take the hub's answer, of a log-in that began in this browser only, and keep its token in a cookie."""

    async def get(self) -> None:
        """Finish the log-in; say so when the hub does not answer."""
        try:
            await asyncio.wait_for(HubOAuthCallbackHandler.get(self), PATIENCE)
        except TimeoutError:
            raise hub_is_down() from None
        except HTTPError as error:
            if error.status_code >= 500:
                raise hub_is_down() from error
            raise HttpProblemError(
                error.status_code,
                "log-in",
                "This log-in did not come to its end.",
                "Go to the start of the course and log in again.",
            ) from error
