"""Measure how long a list of learners takes: the first time, unchanged, and with one nurse more.

Run: .venv/bin/python tests/bench/roster_import.py [LEARNERS]
"""

import sys
import tempfile
import time

from nbcare.portal.identity import roster_import
from nbcare.portal.identity.roster_import import Progress
from nbcare.store.opening import open_store

FIRST, AGAIN = 60, 3
"""Seconds for 3,000 learners."""


def main(count: int) -> int:
    """Print the seconds of each; return 1 when one misses its goal."""
    listed = {f"n{n:05}": (f"{n * 7919 % 1_000_000:06}", f"Nurse {n}") for n in range(count)}
    more = listed | {"one-more": ("135790", "One More")}
    steps: list[Progress] = []
    with tempfile.TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/store.db") as store:
        seconds = []
        for each in (listed, listed, more):
            begun = time.perf_counter()
            roster_import.take(each, store, steps.append)
            seconds.append(time.perf_counter() - begun)
    print(f"{count} learners: {seconds[0]:.1f} s, the same list again {seconds[1]:.2f} s, one more {seconds[2]:.2f} s")
    print(f"{len(steps)} reports of progress")
    return int(seconds[0] > FIRST or seconds[1] > AGAIN)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000))
