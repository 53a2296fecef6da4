"""Serve the preview to its author on this machine only, because it shows keys."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler, StaticFileHandler

from nbcare.authoring.preview import preview_data
from nbcare.authoring.preview.file_version import PAGE, content_version, kit_version
from nbcare.content.course_root import state_folder
from nbcare.errors import ContentError
from nbcare.frontend import KIT_PARTS, STATIC
from nbcare.portal.network import LOOPBACK, own_hosts
from nbcare.portal.one_use import HOP, Entrance, fresh, hop, same

LARGEST = 1_000_000
"""The largest answer that can be tried, in bytes."""
WORDS = "Open the preview with the newest address in the window where it was started. Each address opens it once."
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
# Windows may call a script plain text, and a browser would not run it.
_TYPES = {".js": "text/javascript", ".css": "text/css", ".html": "text/html; charset=utf-8"}


def listen(root: Path, bank: Path, port: int) -> Entrance:
    """Begin to serve on the loopback address only; return the way in."""
    try:
        sockets = bind_sockets(port, LOOPBACK)
    except (OSError, OverflowError) as error:
        raise ContentError(
            "nbcare preview",
            "",
            f"the port {port} cannot be used ({error})",
            "name another --port, or none for a free one",
        ) from None
    own = sockets[0].getsockname()[1]
    entrance = Entrance(state_folder(root), lambda token: f"http://{LOOPBACK}:{own}/open?token={token}", own)
    HTTPServer(application(root, bank, own, entrance), max_body_size=LARGEST).add_sockets(sockets)
    return entrance


def application(root: Path, bank: Path, port: int, entrance: Entrance) -> Application:
    """Return the application; every handler first checks where a request comes from, and whose it is."""
    return Application(
        [
            (r"/open", _Open),
            (r"/state", _State),
            (r"/score", _Score),
            *((rf"/{part}/(.*)", _Files, {"path": str(STATIC / part)}) for part in KIT_PARTS),
            (r"/(.*)", _Files, {"path": str(PAGE), "default_filename": "page.html"}),
        ],
        root=root,
        bank=bank,
        hosts=own_hosts(port),
        entrance=entrance,
        # Ports of one machine share their cookies.
        cookie=f"nbcare-preview-{port}",
        secret=fresh(),
        default_handler_class=_Nothing,
        log_function=lambda handler: None,
    )


class _Own(RequestHandler):
    """Refuse another site's request (DNS rebinding) and another account's: keys are for the author only."""

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def prepare(self) -> None:
        hosts = self.settings["hosts"]
        origin = self.request.headers.get("Origin")
        if self.request.host.lower() not in hosts:
            raise HTTPError(403)
        if origin is not None and origin.lower() not in {f"http://{host}" for host in hosts}:
            raise HTTPError(403)
        if not self.known() and not isinstance(self, _Open):
            raise HTTPError(401)

    def known(self) -> bool:
        """Return whether the browser was let in by the printed address."""
        cookie = self.get_cookie(self.settings["cookie"]) or ""
        return same(cookie, self.settings["secret"])

    def write_error(self, status_code: int, **_: Any) -> None:
        if status_code == 401:
            self.set_header("Content-Type", "text/plain; charset=UTF-8")
            self.finish(WORDS)
        else:
            self.finish({"status": status_code})


class _Open(_Own, RequestHandler):
    def get(self) -> None:
        """Let the browser in that has the printed address."""
        entrance, token = self.settings["entrance"], self.get_query_argument("token", "")
        if self.get_query_argument(HOP, "") and entrance.fits(token):
            return hop(self, f"/open?token={token}")
        if entrance.use(token):
            self.set_cookie(
                self.settings["cookie"], self.settings["secret"], expires_days=None, httponly=True, samesite="Strict"
            )
        elif not self.known():
            raise HTTPError(401)
        self.redirect("/", status=303)


class _Files(_Own, StaticFileHandler):
    def set_default_headers(self) -> None:
        _Own.set_default_headers(self)

    def should_return_304(self) -> bool:
        return False

    def get_content_type(self) -> str:
        return _TYPES.get(Path(self.absolute_path or "").suffix, "application/octet-stream")


class _State(_Own, RequestHandler):
    def get(self) -> None:
        """Respond with the page as data, or with nothing when it has not changed."""
        root, bank = self.settings["root"], self.settings["bank"]
        version, kit = content_version(root, bank), kit_version()
        if self.get_query_argument("seen", "") == f"{version}{kit}":
            self.set_status(204)
            return
        self.finish({"version": f"{version}{kit}", "kit": kit, **_page(root, bank, version)})


class _Score(_Own, RequestHandler):
    def post(self) -> None:
        """Score one answer; a bank that is broken for the moment gives an error, not a crash."""
        try:
            sent = json.loads(self.request.body)
            self.finish(preview_data.score(self.settings["bank"], sent["id"], sent.get("response")))
        except (ValueError, KeyError, TypeError, RecursionError, AttributeError):
            raise HTTPError(400) from None
        except ContentError as error:
            self.finish({"points": 0, "max": 0, "status": "broken", "problem": error.problem})


class _Nothing(_Own, RequestHandler):
    def prepare(self) -> None:
        _Own.prepare(self)
        raise HTTPError(404)


@lru_cache(maxsize=1)
def _page(root: Path, bank: Path, version: str) -> dict[str, Any]:
    return preview_data.page(root, bank)
