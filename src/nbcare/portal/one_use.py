"""An address that opens the course, or the preview, once: other accounts of this machine can read every program's words."""

from __future__ import annotations

import hmac
import html
import secrets
import webbrowser
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from tornado.web import RequestHandler

from nbcare.answers import files

HOP = "hop"
"""The query argument of an address that a file leads to."""


class Entrance:
    """The token that lets one browser in, and the file that leads a browser to it. Each use makes another token."""

    def __init__(self, folder: Path, address: Callable[[str], str], port: int):
        """Take the folder of the file, and what makes the address that a token opens."""
        self._address, self._token = address, secrets.token_urlsafe(24)
        self._file = folder / f".open-{port}.html"

    @property
    def address(self) -> str:
        """Return the address that lets in now."""
        return self._address(self._token)

    def fits(self, token: str) -> bool:
        """Return whether a token lets in; it goes on to do so."""
        return hmac.compare_digest(token.encode(), self._token.encode())

    def take(self, token: str) -> bool:
        """Return whether a token lets in, for the last time; the new address is printed for the next browser."""
        if not self.fits(token):
            return False
        self._token = secrets.token_urlsafe(24)
        self.close()
        print(f"It is open in a browser. To open it in another one: {self.address}", flush=True)
        return True

    def open_browser(self) -> None:
        """Open a browser, if there is one, by a file that only this account may read, and wait for nothing."""
        target = html.escape(f"{self.address}&{HOP}=1")
        text = f'<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={target}"><title>nbcare</title><a href="{target}">Open it</a>\n'
        self._file.parent.mkdir(parents=True, exist_ok=True)
        files.replace(self._file, text.encode(), durable=False)
        # A browser that is slow to start, or runs until it is closed, would hold up every request.
        Thread(target=webbrowser.open, args=(self._file.as_uri(),), daemon=True).start()

    def close(self) -> None:
        """Remove the file."""
        self._file.unlink(missing_ok=True)


def hop(handler: RequestHandler, path: str) -> None:
    """Go on to an address by a page of our own: a browser sends no strict cookie on the way from a file."""
    handler.set_header("Refresh", f"0; url={path}")
    handler.set_header("Content-Type", "text/html; charset=UTF-8")
    handler.finish(
        f'<!doctype html><html lang="en"><title>nbcare</title><a href="{html.escape(path)}">Open it</a></html>'
    )
