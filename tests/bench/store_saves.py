"""Measure the store: acknowledged saves a second, and what one costs of a processor, when many arrive together.

Every learner has forty answers in the module already. Saves arrive in waves; the next wave begins when all of the last
one are acknowledged. "busy" keeps the event loop's thread at work meanwhile, as a portal does that serves pages.
Afterwards each acknowledged answer is looked for in the database.

Run: .venv/bin/python tests/bench/store_saves.py [ADDRESS] [LEARNERS] [SECONDS]
(the address of an empty database; without one, a new SQLite file)
"""

import asyncio
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable

from sqlalchemy import func, select

from nbcare.store import answers, many_rows, scopes, tables
from nbcare.store.opening import open_store
from nbcare.store.save import Save, Saved
from nbcare.store.store import Store

WAVES = (1, 64, 256)
ITEMS = 40
SCOPE, SHOWN, RELEASE, AT = "retinoids", "sha256:" + "a" * 64, "1.0.0", "2026-12-01T08:15:00Z"
TURN = 0.0004
"""Seconds that the event loop's thread works before it looks for what is ready."""


def learner(number: int) -> str:
    """Return the id of a learner of the bench."""
    return f"n{number:05}"


def fill(store: Store, learners: int) -> None:
    """Give every learner her forty answers."""

    def rows(connection) -> None:
        for first in range(0, learners, 50):
            keys = [(learner(number), SCOPE) for number in range(first, min(first + 50, learners))]
            scopes.lock(connection, keys, dict.fromkeys(keys, (RELEASE, AT)))
            filled = [
                (*key, f"retinoids-q{item:02}", 1, '"b"', SHOWN, AT, None, None, None)
                for key in keys
                for item in range(ITEMS)
            ]
            many_rows.insert(connection, tables.answers, filled)
            many_rows.insert(connection, tables.answer_history, [(*row, RELEASE) for row in filled])

    store.write(rows)


class Load:
    """Saves of one learner after another, each to the question that she answered longest ago."""

    def __init__(self, learners: int):
        self._learners, self._made = learners, 0
        self.acknowledged = 0
        self.waves: list[float] = []

    def wave(self, size: int) -> list[Save]:
        """Return the next saves."""
        self._begun = time.perf_counter()
        first, self._made = self._made, self._made + size
        return [self._save(number) for number in range(first, first + size)]

    def _save(self, number: int) -> Save:
        turn, who = divmod(number, self._learners)
        round_, item = divmod(turn, ITEMS)
        return Save(learner(who), SCOPE, f"retinoids-q{item:02}", f"c{round_}", round_ + 1, SHOWN, RELEASE, AT)

    def check(self, outcomes: list[object]) -> None:
        """Count what was acknowledged."""
        assert all(isinstance(each, Saved) and len(each.answers) == ITEMS for each in outcomes)
        self.acknowledged += len(outcomes)
        self.waves.append((time.perf_counter() - self._begun) * 1000)


def from_a_thread(store: Store, load: Load, size: int, seconds: float) -> None:
    """Save from one thread."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        load.check([future.result() for future in [store.submit(save) for save in load.wave(size)]])


def from_a_loop(store: Store, load: Load, size: int, seconds: float, busy: bool = False) -> None:
    """Save from an event loop."""

    async def work(done: asyncio.Event) -> None:
        while busy and not done.is_set():
            until = time.perf_counter() + TURN
            while time.perf_counter() < until:
                pass
            await asyncio.sleep(0)

    async def run() -> None:
        until, done = time.monotonic() + seconds, asyncio.Event()
        other = asyncio.create_task(work(done))
        while time.monotonic() < until:
            load.check(await asyncio.gather(*[store.write_async(save) for save in load.wave(size)]))
        done.set()
        await other

    asyncio.run(run())


def busy_loop(store: Store, load: Load, size: int, seconds: float) -> None:
    """Save from an event loop that has other work."""
    from_a_loop(store, load, size, seconds, busy=True)


def measure(name: str, run: Callable[..., None], store: Store, load: Load, size: int, seconds: float) -> None:
    """Print the figures of one way to save."""
    load.waves.clear()
    before, begun, used = load.acknowledged, time.perf_counter(), time.process_time()
    run(store, load, size, seconds)
    count, took, cpu = load.acknowledged - before, time.perf_counter() - begun, time.process_time() - used
    each = "          " if run is busy_loop else f"{cpu / count * 1e6:5.0f} µs"
    print(
        f"{name:10} waves of {size:3}: {count / took:7.0f} saves/s, CPU a save {each}, a wave {statistics.median(load.waves):6.1f} ms, the slowest {max(load.waves):6.1f}",
        flush=True,
    )


def lost(store: Store, load: Load, learners: int) -> int:
    """Return how many acknowledged revisions are missing from the history, and answers that are not the latest."""

    def count(connection) -> int:
        return connection.scalar(select(func.count()).select_from(tables.answer_history)) - learners * ITEMS

    gone = load.acknowledged - store.read(count)
    for who in range(0, learners, max(1, learners // 200)):
        kept = store.read(answers.read(learner(who), SCOPE))
        last = {f"retinoids-q{item:02}": 1 for item in range(ITEMS)}
        for number in range(who, load.acknowledged, learners):
            last[f"retinoids-q{number // learners % ITEMS:02}"] += 1
        gone += sum(kept[item]["revision"] != revision for item, revision in last.items())
    return gone


def main(address: str, learners: int, seconds: float) -> int:
    """Print the figures; return 1 when an acknowledged save is lost."""
    with tempfile.TemporaryDirectory() as folder, open_store(address or f"sqlite:///{folder}/store.db") as store:
        begun = time.perf_counter()
        fill(store, learners)
        print(
            f"{store.place}: {learners} learners with {ITEMS} answers each, written in {time.perf_counter() - begun:.1f} s"
        )
        load = Load(learners)
        for size in WAVES:
            measure("thread", from_a_thread, store, load, size, seconds)
            measure("loop", from_a_loop, store, load, size, seconds)
            measure("busy loop", busy_loop, store, load, size, seconds)
        gone = lost(store, load, learners)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{load.acknowledged} saves acknowledged, {gone} lost; {memory:.0f} MB at most; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        )
    return int(gone != 0)


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(
        main(
            words[0] if words else "",
            int(words[1]) if len(words) > 1 else 2000,
            float(words[2]) if len(words) > 2 else 3,
        )
    )
