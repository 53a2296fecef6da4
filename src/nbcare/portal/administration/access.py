"""Keep the page *Learners* for one browser: the one that came with the newest address."""

from __future__ import annotations

import time
from collections.abc import Callable

from nbcare.portal import network
from nbcare.portal.administration import address
from nbcare.portal.identity.roster_changes import Slip
from nbcare.portal.one_use import OneUse, fresh, same

IDLE = 15 * 60.0
"""Seconds without a request after which the page needs a new address."""
PRINTED = "Learners: a new PIN, a nurse who came or left. On this computer only, once: {}"


class Access(OneUse):
    """The address that opens the page next, and the one browser that has it open.

    `slips` are the PINs that were made there and are not handed over yet; they are in memory only. `notice` is the
    sentence to show on the next page, `problem` whether it is a refusal.
    """

    def __init__(
        self,
        port: int,
        redeem: Callable[[str], bool] = lambda _token: False,
        clock: Callable[[], float] = time.monotonic,
    ):
        """Take the port; `redeem` tells whether a token was made by a command in another window."""
        super().__init__(lambda token: address.opening(port, token), PRINTED, redeem)
        self.port, self._clock = port, clock
        self.hosts = network.own_hosts(port)
        # Ports of one machine share their cookies.
        self.cookie = f"nbcare-learners-{port}"
        self._session, self._seen = "", 0.0
        self.slips: dict[str, Slip] = {}
        self.notice, self.problem = "", False

    def open(self, token: str) -> str:
        """Return the cookie of a browser that came with a right token, in the place of the last one; nothing for a wrong one."""
        if not self.use(token):
            return ""
        session = fresh()
        self._session, self._seen = session, self._clock()
        return session

    def holds(self, cookie: str) -> bool:
        """Return whether a cookie is the one of the browser that has the page open; slips are forgotten when it idles."""
        now = self._clock()
        if self._session and now - self._seen > IDLE:
            self._session = ""
            self.slips.clear()
        if not self._session or not same(cookie, self._session):
            return False
        self._seen = now
        return True

    def keep(self, slips: list[Slip]) -> None:
        """Keep slips until they are handed over."""
        self.slips |= {slip.id: slip for slip in slips}

    def set_notice(self, notice: str, problem: bool = False) -> None:
        """Show a sentence on the next page."""
        self.notice, self.problem = notice, problem

    def take_notice(self) -> dict[str, str | bool]:
        """Return the sentence for the page that is shown now, and forget it."""
        shown: dict[str, str | bool] = {"notice": self.notice, "problem": self.problem}
        self.set_notice("")
        return shown
