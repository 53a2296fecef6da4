"""Slow down guessing: each wrong PIN makes the next try wait longer, for its id and for where it comes from.

Three counts, by what is tried: an id from one address, an id from anywhere, an address with any id. The longest wait
counts. A guesser at one PC makes the id wait mostly there; the learner at another PC waits far less. No wait is longer
than its limit, however many guesses came, and tries during a wait do not lengthen it: nobody is locked out for ever.

A browser in which the learner has logged in before has a count of its own in the place of these three. So nobody
elsewhere can keep her out, and nobody behind the same address a whole site.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

KEPT = 20_000
FORGIVEN_AFTER = 600.0
"""Seconds after which one wrong try is forgotten."""


@dataclass(frozen=True)
class Rule:
    """How many wrong tries are free, and how long (seconds) a wait becomes at most."""

    free: int
    longest: float


ID_HERE = Rule(3, 300)
ID_ANYWHERE = Rule(10, 120)
# Forty nurses may sit behind one address, and mistype.
ADDRESS = Rule(40, 60)
ON_DEVICE = Rule(5, 60)
OF_MANY = 10
"""Of how many listed learners one may mistype before their common address waits; with few of them, 40 may."""


@dataclass
class _Count:
    wrong: float = 0.0
    at: float = 0.0
    until: float = 0.0


class Throttle:
    """Count wrong tries, by a clock that nobody can set back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock, self._address = clock, ADDRESS
        self._counts: OrderedDict[Hashable, _Count] = OrderedDict()

    def expect(self, learners: int) -> None:
        """Say how many are listed: all of them may sit behind one address, and mistype on the first day."""
        self._address = Rule(max(ADDRESS.free, learners // OF_MANY), ADDRESS.longest)

    def wait(self, id: str, address: str, device: str = "") -> float:
        """Return how many seconds a try has to wait; `device` is the browser's mark where the id has logged in before."""
        now, keys = self._clock(), self._keys(id, address, device)
        return max(0.0, 0.0, *(self._counts[key].until - now for key, _ in keys if key in self._counts))

    def begin(self, id: str, address: str, device: str = "") -> None:
        """Count a try as wrong before its PIN is checked, so that concurrent tries count, too."""
        now = self._clock()
        for key, rule in self._keys(id, address, device):
            count = self._counts.setdefault(key, _Count(at=now))
            self._counts.move_to_end(key)
            count.wrong = max(0.0, count.wrong - (now - count.at) / FORGIVEN_AFTER) + 1
            count.at = now
            over = count.wrong - rule.free
            if over > 0:
                count.until = now + min(2.0 ** min(over, 16), rule.longest)
        while len(self._counts) > KEPT:
            self._counts.popitem(last=False)

    def right(self, id: str, address: str, device: str = "") -> None:
        """Reset the counts of an id after its right PIN, and take this one try off its address.

        A log-in in a remembered browser gives a guesser elsewhere no new tries: only its own count is reset.
        """
        for key, _ in self._keys(id, address, device)[:2]:
            self._counts.pop(key, None)
        if device:
            return
        if (count := self._counts.get(("address", address))) is not None:
            count.wrong = max(0.0, count.wrong - 1)
            count.until = 0.0 if count.wrong <= self._address.free else count.until

    def _keys(self, id: str, address: str, device: str) -> tuple[tuple[Hashable, Rule], ...]:
        if device:
            return ((("device", device, id), ON_DEVICE),)
        return (("here", id, address), ID_HERE), (("anywhere", id), ID_ANYWHERE), (("address", address), self._address)
