"""Put the portal together: one plain tornado application for a laptop, a ward and a hub."""

from __future__ import annotations

from typing import Any

from tornado.routing import URLSpec
from tornado.web import Application, RequestHandler

from nbcare.portal import api_handlers, errors, page_handlers
from nbcare.portal.handler import Nothing
from nbcare.portal.state import Portal

SLUG = r"([a-z0-9][a-z0-9_-]{0,99})"


def make_app(portal: Portal, *, secure: bool = False, xsrf_cookie: str = "nbcare-xsrf", **settings: Any) -> Application:
    """Return the application, whose saves `http_server` takes; `secure` says that every cookie is for encrypted connections only."""
    at, same_site = portal.prefix, portal.identity.same_site
    routes: list[tuple[str, type[RequestHandler]]] = [
        (r"/", page_handlers.Home),
        (rf"/(module|quiz)/{SLUG}", page_handlers.Reading),
        (r"/results", page_handlers.ResultList),
        (rf"/results/{SLUG}", page_handlers.OneResult),
        (r"/static/([A-Za-z0-9][A-Za-z0-9._-]*)", page_handlers.Static),
        (r"/cards/([a-z0-9-]+)\.html", page_handlers.Card),
        # A page names its cards as beside it, as it stands in the notebook; a card names its style so, too.
        (r"/(?:module|quiz)/cards/([a-z0-9-]+)\.html", page_handlers.CardBesidePage),
        (r"/healthz", page_handlers.Health),
        (r"/logout", page_handlers.LogOut),
        (r"/api/_learner", api_handlers.LoggedIn),
        (rf"/api/{SLUG}", api_handlers.State),
        (rf"/api/{SLUG}/(open|again|hand-in|reopen)", api_handlers.Move),
    ]
    return Application(
        [
            *(URLSpec(at + path, handler) for path, handler in routes),
            *(URLSpec(at + path, handler, options) for path, handler, options in portal.identity.routes()),
        ],
        default_handler_class=Nothing,
        compress_response=True,
        log_function=_log,
        portal=portal,
        prefix=at,
        secure=secure,
        same_site=same_site,
        xsrf_cookies=True,
        xsrf_cookie_name=xsrf_cookie,
        xsrf_cookie_kwargs={"httponly": True, "samesite": same_site, "secure": secure, "path": at + "/"},
        **settings,
    )


def _log(handler: RequestHandler) -> None:
    """Log what failed on the server; an address may hold a secret, so it stands there without its query."""
    if handler.get_status() >= 500:
        errors.log.error("%s %s %s", handler.get_status(), handler.request.method, handler.request.path)
