"""Addresses that let one browser in: to the course, the preview of a bank, the page *Learners*.

Other accounts of this machine can read with what words each program was started, and who reads a log finds addresses.
"""

from __future__ import annotations

import hmac
import html
import secrets
import webbrowser
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Lock, Thread

from tornado.web import RequestHandler

from nbcare.answers import files

HOP = "hop"
"""The query argument of an address that a file leads to."""
ANOTHER = "It is open in a browser. To open it in another one: {}"


class OneUse:
    """An address with a token that lets one browser in; then another token takes its place."""

    def __init__(
        self,
        address: Callable[[str], str],
        printed: str,
        redeem: Callable[[str], bool] = lambda _token: False,
    ):
        """Take what makes the address of a token, the sentence to print it in, and who else knows tokens of one use."""
        self._address, self._printed, self._redeem = address, printed, redeem
        self._say: Callable[[str], None] = partial(print, flush=True)
        self._token = fresh()
        self._guard = Lock()

    @property
    def address(self) -> str:
        """Return the address that lets in now."""
        return self._address(self._token)

    def announce(self) -> None:
        """Print the address that lets in now."""
        self._say(self._printed.format(self.address))

    def fits(self, token: str) -> bool:
        """Return whether a token is the one in the address; it can still be used."""
        return same(token, self._token)

    def use(self, token: str) -> bool:
        """Return whether a token lets in, which it does once; the address for the next browser is printed.

        A token that is not in the address is looked for by `redeem`, which may wait for the store.
        """
        with self._guard:  # of two browsers that come at once, one gets in
            if not self.fits(token) and not self._redeem(token):
                return False
            self._token = fresh()
        self.announce()
        return True


class Entrance(OneUse):
    """The way into the course or the preview, with a file that leads a browser there."""

    def __init__(self, folder: Path, address: Callable[[str], str], port: int):
        """Take the folder of the file, and what makes the address of a token."""
        super().__init__(address, ANOTHER)
        self._file = folder / f".open-{port}.html"

    def use(self, token: str) -> bool:
        """Return whether a token lets in, which it does once; the file that leads to it goes."""
        used = super().use(token)
        if used:
            self.close()
        return used

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


def fresh() -> str:
    """Return a random token that nobody guesses."""
    return secrets.token_urlsafe(32)


def same(given: str, secret: str) -> bool:
    """Return whether a browser gave the secret; how long this takes does not tell how much of it was right."""
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), secret.encode())


def hop(handler: RequestHandler, path: str) -> None:
    """Go on to an address by a page of our own: a browser sends no strict cookie on the way from a file."""
    handler.set_header("Refresh", f"0; url={path}")
    handler.set_header("Content-Type", "text/html; charset=UTF-8")
    handler.finish(
        f'<!doctype html><html lang="en"><title>nbcare</title><a href="{html.escape(path)}">Open it</a></html>'
    )
