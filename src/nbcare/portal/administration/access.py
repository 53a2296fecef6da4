"""Let whoever sits at this computer and reads the terminal in: each printed address opens the page once."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from threading import Lock

from nbcare.portal.identity.roster_changes import Slip

LOOPBACK = "127.0.0.1"
IDLE = 15 * 60.0
"""Seconds without a request after which the page needs a new address."""
PRINTED = "Learners: a new PIN, a nurse who came or left. On this computer only, once: {}"


def _say(text: str) -> None:
    print(text, flush=True)


class Access:
    """The address that opens the page next, and the one browser that has it open.

    `slips` are the PINs that were made there and are not handed over yet; they are in memory only. `notice` is what to
    say on the next page, `problem` whether it is a refusal.
    """

    def __init__(
        self,
        port: int,
        redeem: Callable[[str], bool] = lambda _token: False,
        say: Callable[[str], None] = _say,
        clock: Callable[[], float] = time.monotonic,
    ):
        """Take the port; `redeem` tells whether a token was made by a command in another window."""
        self.port, self._redeem, self._say, self._clock = port, redeem, say, clock
        self.hosts = frozenset({f"{LOOPBACK}:{port}", f"localhost:{port}"})
        self._guard = Lock()
        # Ports of one machine share their cookies.
        self.cookie = f"nbcare-learners-{port}"
        self._token, self._session, self._seen = _fresh(), "", 0.0
        self.slips: dict[str, Slip] = {}
        self.notice, self.problem = "", False

    def announce(self) -> None:
        """Print the address that opens the page next."""
        self._say(PRINTED.format(f"http://{LOOPBACK}:{self.port}/open?token={self._token}"))

    def take(self, token: str) -> str:
        """Return the cookie of a browser that came with the right token, which is of no use again; nothing for a wrong one.

        Waits for the store where the token is none that was printed here.
        """
        with self._guard:  # of two browsers that come at once, one gets in
            printed = hmac.compare_digest(token.encode("utf-8", "surrogatepass"), self._token.encode())
            if not printed and not self._redeem(token):
                return ""
            self._token, self._session, self._seen = _fresh(), _fresh(), self._clock()
            session = self._session
        self.announce()
        return session

    def holds(self, cookie: str) -> bool:
        """Return whether a cookie is the one of the browser that has the page open; slips are forgotten when it idles."""
        now = self._clock()
        if self._session and now - self._seen > IDLE:
            self._session = ""
            self.slips.clear()
        right = hmac.compare_digest(cookie.encode("utf-8", "surrogatepass"), self._session.encode())
        if not self._session or not right:
            return False
        self._seen = now
        return True

    def keep(self, slips: list[Slip]) -> None:
        """Keep slips until they are handed over."""
        self.slips |= {slip.id: slip for slip in slips}

    def tell(self, notice: str, problem: bool = False) -> None:
        """Have something said on the next page."""
        self.notice, self.problem = notice, problem

    def told(self) -> dict[str, str | bool]:
        """Return what is to be said, once."""
        said: dict[str, str | bool] = {"notice": self.notice, "problem": self.problem}
        self.tell("")
        return said


def _fresh() -> str:
    return secrets.token_urlsafe(32)
