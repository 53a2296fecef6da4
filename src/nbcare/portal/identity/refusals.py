"""Log refused log-ins, so that the person who runs the course notices guessing; never a PIN, and never so many as to fill a disk."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from nbcare.portal.errors import log

QUIET = 10.0
"""Seconds for which further refusals of one address are counted only."""
KEPT = 1_000


class Refusals:
    """The refusals of late, by address."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._of: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def note(self, address: str, learner: str, wait: float) -> None:
        """Log one refusal, or count it. `learner` is an id of the list, or nothing: what was typed there may be a PIN."""
        now = self._clock()
        since, more = self._of.get(address, (-QUIET, 0))
        if now - since < QUIET:
            self._of[address] = since, more + 1
            return
        self._of[address] = now, 0
        self._of.move_to_end(address)
        while len(self._of) > KEPT:
            self._of.popitem(last=False)
        log.warning(
            "%s log-in refused: %s from %s, %s%s",
            datetime.now().astimezone().isoformat(timespec="seconds"),
            learner or "an id that is not on the list",
            address,
            f"has to wait {wait:.0f} s" if wait else "wrong PIN",
            f" ({more} more from there before)" if more else "",
        )
