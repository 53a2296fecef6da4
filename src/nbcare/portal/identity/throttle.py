"""Slow down guessing: each wrong PIN makes the next try wait longer, for its id and for where it comes from.

Three counts, by what is tried: an id from one address, an id from anywhere, an address with any id. The longest wait
counts. A guesser at one PC makes the id wait mostly there; the learner at another PC waits far less. No wait is longer
than its limit, however many guesses came, and tries during a wait do not lengthen it: nobody is locked out for ever.
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


@dataclass
class _Count:
    wrong: float = 0.0
    at: float = 0.0
    until: float = 0.0


class Throttle:
    """Count wrong tries, by a clock that nobody can set back."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self._counts: OrderedDict[Hashable, _Count] = OrderedDict()

    def wait(self, id: str, address: str) -> float:
        """Return how many seconds a try has to wait."""
        now = self._clock()
        return max(0.0, *(self._counts[key].until - now for key, _ in _keys(id, address) if key in self._counts), 0.0)

    def begin(self, id: str, address: str) -> None:
        """Count a try as wrong before its PIN is checked, so that concurrent tries count, too."""
        now = self._clock()
        for key, rule in _keys(id, address):
            count = self._counts.setdefault(key, _Count(at=now))
            self._counts.move_to_end(key)
            count.wrong = max(0.0, count.wrong - (now - count.at) / FORGIVEN_AFTER) + 1
            count.at = now
            over = count.wrong - rule.free
            if over > 0:
                count.until = now + min(2.0 ** min(over, 16), rule.longest)
        while len(self._counts) > KEPT:
            self._counts.popitem(last=False)

    def right(self, id: str, address: str) -> None:
        """Reset the counts of an id after its right PIN, and take this one try off its address."""
        for key, _ in _keys(id, address)[:2]:
            self._counts.pop(key, None)
        if (count := self._counts.get(("address", address))) is not None:
            count.wrong = max(0.0, count.wrong - 1)
            count.until = 0.0 if count.wrong <= ADDRESS.free else count.until


def _keys(id: str, address: str) -> tuple[tuple[Hashable, Rule], ...]:
    return (("here", id, address), ID_HERE), (("anywhere", id), ID_ANYWHERE), (("address", address), ADDRESS)
