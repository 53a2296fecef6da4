"""Measure two portals that serve one course from one PostgreSQL: saves a second on each, and whether one is lost.

Each portal has half of the learners, who save one answer after the other. Portals, server and both loads share this
machine's processors. The server is begun from Debian's packages, in a temporary folder, and ended afterwards.

Run: .venv/bin/python tests/bench/two_portals.py [CONNECTIONS]
"""

import os
import signal
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "bench"), str(TESTS / "whole")]

from courses import copy_course, without_quizzes  # noqa: E402
from portal_load import CONNECTIONS, SCOPE, choices, log_in, serve  # noqa: E402
from postgresql_server import postgresql_server  # noqa: E402
from save_load import Load  # noqa: E402

from nbcare.answers.course_store import open_course_store  # noqa: E402
from nbcare.store import answers  # noqa: E402

SECONDS = 10.0

Seen = dict[str, dict[str, tuple[int, str]]]
"""What was acknowledged: revision and answer, by learner and item."""


def load_one(port: int, items: dict[str, list[str]], tokens: dict[str, str]) -> tuple[float, list[float], int, Seen]:
    """Load one portal; return saves a second, how long each took, how many were refused, and what was acknowledged."""
    load = Load(port, SCOPE, items, tokens)
    rate = load.closed_loop(SECONDS)
    load.close()
    return rate, load.waits, len(load.refused), {each.id: each.seen for each in load.learners}


def main(connections: int) -> int:
    """Print the figures; return 1 when an acknowledged answer is lost."""
    with ExitStack() as stack:
        server = stack.enter_context(postgresql_server())
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        course = copy_course(folder / "course")
        without_quizzes(course)
        (course / "state").mkdir()
        store_line = f"version: 1\nstore: {server.new_database('two_portals')}\n"
        (course / "state/settings.yaml").write_text(store_line, encoding="utf-8")
        with open_course_store(course) as store:
            tokens = list(log_in(store, connections).items())
        halves = dict(tokens[::2]), dict(tokens[1::2])
        portals = []
        for number in range(2):
            process, port = serve(course, folder / f"log-{number}.txt")
            stack.callback(process.wait)
            stack.callback(os.killpg, process.pid, signal.SIGTERM)
            portals.append(port)
        with ProcessPoolExecutor(2) as pool:
            found = list(pool.map(load_one, portals, [choices(course)] * 2, halves))
        return _report(course, found)


def _report(course: Path, found: list[tuple[float, list[float], int, Seen]]) -> int:
    gone = 0
    with open_course_store(course) as store:
        for learner, seen in (pair for _, _, _, all_of_them in found for pair in all_of_them.items()):
            kept = store.read(answers.read(learner, SCOPE))
            gone += sum((kept[id]["revision"], kept[id]["response"]) != seen[id] for id in seen)
    waits, refused = sorted(1000 * wait for _, some, _, _ in found for wait in some), sum(each[2] for each in found)
    p50, p99 = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    each = " and ".join(f"{rate:.0f}" for rate, *_ in found)
    print(
        f"two portals, one PostgreSQL: {each} saves a second, {sum(rate for rate, *_ in found):.0f} together;"
        f" p50 {p50:.1f} ms, p99 {p99:.1f} ms; {refused} refused, {gone} lost; load {os.getloadavg()[0]:.1f}"
    )
    return int(gone + refused > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else CONNECTIONS))
