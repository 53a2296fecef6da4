"""The headers of every answer, and the first questions asked of every request."""

from __future__ import annotations

from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from nbcare.portal.errors import Trouble

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
# Reading needs no proof that the request comes from a page of ours.
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")


def check(request: HTTPServerRequest, hosts: frozenset[str] | None) -> None:
    """Refuse a request by another name of this machine (DNS rebinding) or from a page of elsewhere."""
    host = request.host.lower()
    if hosts is not None and host not in hosts:
        raise Trouble(403, "host", "This address is not the course's.", "Use the address that was printed when the course was started.")
    origin = request.headers.get("Origin")
    if origin is not None and request.method not in SAFE_METHODS and urlsplit(origin.lower()).netloc != host:
        raise Trouble(403, "origin", "This request came from a page that is not the course's.")


def set_cookie(handler: RequestHandler, name: str, value: str) -> None:
    """Give the browser a cookie that no script reads and no other site sends."""
    settings = handler.settings
    handler.set_cookie(name, value, expires_days=None, path=settings["prefix"] + "/", httponly=True, samesite=settings["same_site"], secure=settings["secure"])


def clear_cookie(handler: RequestHandler, name: str) -> None:
    """Take a cookie back."""
    settings = handler.settings
    handler.clear_cookie(name, path=settings["prefix"] + "/", httponly=True, samesite=settings["same_site"], secure=settings["secure"])


def local_address(wanted: str, prefix: str) -> str:
    """Return the address if it is one of this portal, else its home: nobody is sent elsewhere after logging in."""
    home = f"{prefix}/"
    plain = wanted.isprintable() and "\\" not in wanted and not wanted.startswith("//") and len(wanted) < 500
    return wanted if plain and wanted.startswith(home) and not urlsplit(wanted).netloc else home
