"""Security headers of every response, and the first checks of every request."""

from __future__ import annotations

from urllib.parse import urlsplit

from tornado.httputil import HTTPServerRequest
from tornado.web import RequestHandler

from nbcare.portal.errors import HttpProblemError

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
HEAD_LARGEST = 16_384
"""Characters of address and headers that are taken; the server reads four times as many, so that a browser with too many cookies gets an answer."""


def check(request: HTTPServerRequest, hosts: frozenset[str] | None) -> None:
    """Refuse a request with too large a header, a foreign Host (DNS rebinding) or a foreign Origin; raise HttpProblemError."""
    if len(request.uri or "") + sum(len(name) + len(value) for name, value in request.headers.get_all()) > HEAD_LARGEST:
        raise HttpProblemError(431, "too-large")
    host = request.host.lower()
    if hosts is not None and host not in hosts:
        raise HttpProblemError(
            403,
            "host",
            "This address is not the course's.",
            "Use the address that was printed when the course was started.",
        )
    origin = request.headers.get("Origin")
    if origin is not None and request.method not in SAFE_METHODS and _host_of(origin) != host:
        raise HttpProblemError(403, "origin", "This request came from a page that is not the course's.")


def set_cookie(handler: RequestHandler, name: str, value: str, days: float | None = None) -> None:
    """Set a cookie that is HttpOnly and SameSite, and Secure over TLS; without `days` it ends with the browser."""
    settings = handler.settings
    handler.set_cookie(
        name,
        value,
        expires_days=days,
        path=settings["prefix"] + "/",
        httponly=True,
        samesite=settings["same_site"],
        secure=settings["secure"],
    )


def clear_cookie(handler: RequestHandler, name: str) -> None:
    """Clear a cookie."""
    settings = handler.settings
    handler.clear_cookie(
        name, path=settings["prefix"] + "/", httponly=True, samesite=settings["same_site"], secure=settings["secure"]
    )


def local_address(wanted: str, prefix: str) -> str:
    """Return a redirect target within the portal; its home in place of any other (no open redirect)."""
    home = f"{prefix}/"
    # Dots could lead out of the portal, to another program at the same host.
    plain = wanted.isprintable() and len(wanted) < 500 and not any(odd in wanted for odd in ("\\", "//", "..", "%"))
    return wanted if plain and wanted.startswith(home) and not urlsplit(wanted).netloc else home


def _host_of(origin: str) -> str:
    """Return the host and port of an Origin header; nothing when it is not an address."""
    try:
        return urlsplit(origin.lower()).netloc
    except ValueError:
        return ""
