"""Kill a portal again and again while it saves as fast as it can: is anything lost that it acknowledged?

After each kill the store is opened anew. Every acknowledged revision has to be there with the answer that
was acknowledged, each learner's revisions have to be 1, 2, 3 and so on, and at most the one save that was under way to
each question may be newer. Then the portal is started again on the same store.

Run: .venv/bin/python tests/bench/kill_under_load.py [TIMES]
"""

import os
import random
import signal
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "bench")]

from courses import copy_course, without_quizzes  # noqa: E402
from portal_load import CONNECTIONS, SCOPE, choices, log_in, serve  # noqa: E402
from save_load import Load  # noqa: E402

from nbcare.answers.course_store import open_course_store  # noqa: E402
from nbcare.store import answers  # noqa: E402
from nbcare.store.store import Store  # noqa: E402

SECONDS = (1.0, 3.0)
"""How long the load lasts before a kill, at least and at most."""


def load_until_killed(course: Path, items: dict[str, list[str]], tokens: dict[str, str], log: Path) -> Load:
    """Start the portal, save on all connections, and kill it at a moment left to chance; return the load."""
    process, port = serve(course, log)
    load = Load(port, SCOPE, items, tokens)
    with open_course_store(course) as store:
        for learner in load.learners:
            kept = store.read(answers.read(learner.id, SCOPE))
            learner.seen = {item: (entry["revision"], entry["response"]) for item, entry in kept.items()}
            learner.turn = sum(entry["revision"] for entry in kept.values())
    kill = threading.Timer(random.uniform(*SECONDS), os.kill, (process.pid, signal.SIGKILL))  # noqa: S311  (no secret)
    kill.start()
    try:
        with suppress(ConnectionError):
            load.closed_loop(600, warm_up=0)
    finally:
        kill.join()
        process.wait()
        load.close()
    return load


def faults(store: Store, load: Load) -> list[str]:
    """Return what is not as it was acknowledged."""
    found = []
    for learner in load.learners:
        history: dict[str, list[tuple[int, object]]] = {}
        for item, entry, *_ in store.read(answers.history(learner.id, SCOPE)):
            history.setdefault(item, []).append((entry["revision"], entry["response"]))
        for item, (revision, answer) in learner.seen.items():
            kept = history.get(item, [])
            whole = [number for number, _ in kept] == list(range(1, len(kept) + 1))
            if not (whole and revision <= len(kept) <= revision + 1 and kept[revision - 1] == (revision, answer)):
                found.append(f"{learner.id} {item}: revision {revision} was acknowledged, {len(kept)} are kept")
    return found


def main(times: int) -> int:
    """Print what each kill left; return 1 when an acknowledged answer was lost."""
    acknowledged, wrong, restarts = 0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        course = copy_course(Path(folder) / "course")
        without_quizzes(course)
        items = choices(course)
        with open_course_store(course) as store:
            tokens = log_in(store, CONNECTIONS)
        for number in range(1, times + 1):
            load = load_until_killed(course, items, tokens, Path(folder) / "log.txt")
            begun = time.perf_counter()
            with open_course_store(course) as store:
                restarts.append(time.perf_counter() - begun)
                found = faults(store, load)
            acknowledged, wrong = acknowledged + len(load.waits), wrong + len(found) + len(load.refused)
            print(
                f"kill {number}: {len(load.waits)} saves acknowledged, {len(load.refused)} refused, {len(found)} lost"
            )
            print("".join(f"  {sentence}\n" for sentence in found[:5]), end="", flush=True)
    print(
        f"{times} kills, {acknowledged} saves acknowledged, {wrong} lost or refused;"
        f" the store opened again within {1000 * max(restarts):.0f} ms"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 20))
