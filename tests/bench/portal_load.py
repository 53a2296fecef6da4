"""Measure a full house: saves a second on 64 connections, and many learners who each save every five seconds.

Every save passes each check of the real portal and is acknowledged after its commit; afterwards each acknowledged answer
is looked for in the store. The log-ins stand in the store beforehand: hashing thousands of PINs is all that the bench
would do for minutes. Load and portal share this machine's processors.

Run: .venv/bin/python tests/bench/portal_load.py [LEARNERS] [SECONDS] [DATABASE]
(DATABASE: the address of an empty PostgreSQL database in the place of a SQLite file)
"""

import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "bench")]

from courses import copy_course, without_quizzes  # noqa: E402
from save_load import Load  # noqa: E402

from nbcare.answers.course_store import open_course_store  # noqa: E402
from nbcare.build.questions_file import questions_of  # noqa: E402
from nbcare.portal.identity import pins  # noqa: E402
from nbcare.store import answers, roster, sessions  # noqa: E402
from nbcare.store.roster import Entry  # noqa: E402
from nbcare.store.sessions import Session  # noqa: E402
from nbcare.store.store import Store  # noqa: E402

EVERY = 5.0
"""Seconds between two saves of one learner."""
CONNECTIONS = 64
GOALS = {1_000: (10, 100), 10_000: (50, 250)}
"""Learners: milliseconds of the slowest hundredth, megabytes."""
SAVES_A_SECOND = 2_500
SCOPE = "retinoids"
STARTED = re.compile(r"http://127\.0\.0\.1:(\d+)")


def serve(course: Path, log: Path) -> tuple[subprocess.Popen, int]:
    """Start the portal; return its process and port when it answers."""
    words = [sys.executable, "-m", "nbcare", "--course", str(course), "serve", "--host", "127.0.0.1", "--port", "0"]
    with log.open("wb") as out:
        process = subprocess.Popen(words, stdout=out, stderr=out, start_new_session=True)
    for _ in range(6000):
        if found := STARTED.search(log.read_text(errors="replace")):
            return process, int(found[1])
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"the portal did not start:\n{log.read_text(errors='replace')[-2000:]}")


def memory(process: subprocess.Popen) -> float:
    """Return the most memory that the portal's process held, in megabytes."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


def choices(course: Path) -> dict[str, list[str]]:
    """Return the options of each question of the module with one right answer."""
    import nbformat

    items = questions_of(nbformat.read(course / "notebooks" / f"{SCOPE}.ipynb", as_version=4))["items"]
    return {id: list(props["options"]) for id, props in items.items() if props["kind"] == "single"}


def log_in(store: Store, count: int) -> dict[str, str]:
    """List learners and log them in; return the token of each."""
    names, hashed, now = [f"n{n:05}" for n in range(count)], pins.hashed("135790"), time.time()
    store.write(roster.replace(dict.fromkeys(names, Entry("", hashed["salt"], hashed["hash"]))))
    tokens = {id: f"token-of-{id}" for id in names}
    jobs = [
        store.submit(sessions.begin(pins.token_hash(token), Session(id, now, now, hashed["hash"][:16]), 10))
        for id, token in tokens.items()
    ]
    for job in jobs:
        job.result()
    return tokens


def lost(store: Store, load: Load) -> int:
    """Return how many acknowledged answers are not in the store, or not the ones that were acknowledged."""
    gone = 0
    for learner in load.learners:
        kept = store.read(answers.read(learner.id, SCOPE)) if learner.seen else {}
        for item, (revision, answer) in learner.seen.items():
            found = kept.get(item)
            gone += found is None or (found["revision"], found["response"]) != (revision, answer)
    return gone


def report(name: str, load: Load, process: subprocess.Popen, store: Store) -> tuple[float, float, int]:
    """Print the figures of one load; return the slowest hundredth in milliseconds, megabytes and lost answers."""
    waits = sorted(wait * 1000 for wait in load.waits)
    p50, p99, held, gone = waits[len(waits) // 2], waits[int(len(waits) * 0.99)], memory(process), lost(store, load)
    print(
        f"{name}: {len(waits)} saves acknowledged, {len(load.refused)} refused, {gone} lost; p50 {p50:.1f} ms,"
        f" p99 {p99:.1f} ms, worst {waits[-1]:.0f} ms; the portal held {held:.0f} MB at most",
        flush=True,
    )
    if load.refused:
        print(f"  the first refusal: {load.refused[0]!r}")
    return p99, held, gone + len(load.refused)


def main(count: int, seconds: float, database: str) -> int:
    """Print the figures; return 1 when one misses its goal."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory() as folder:
        course = copy_course(Path(folder) / "course")
        without_quizzes(course)
        if database:
            (course / "state").mkdir()
            (course / "state/settings.yaml").write_text(f"version: 1\nstore: {database}\n", encoding="utf-8")
        with open_course_store(course) as store:
            tokens = log_in(store, count)
        process, port = serve(course, Path(folder) / "log.txt")
        try:
            with open_course_store(course) as store:
                return _measure(course, port, tokens, seconds, process, store)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()


def _measure(
    course: Path, port: int, tokens: dict[str, str], seconds: float, process: subprocess.Popen, store: Store
) -> int:
    items, missed = choices(course), 0
    paced = Load(port, SCOPE, items, tokens)
    paced.paced(seconds, EVERY)
    p99, held, gone = report(
        f"{len(tokens)} learners, a save each every {EVERY:.0f} s for {seconds:.0f} s", paced, process, store
    )
    goal, most = GOALS.get(len(tokens), (float("inf"), float("inf")))
    missed += p99 > goal or held > most or gone > 0
    paced.close()
    some = dict(list(tokens.items())[-CONNECTIONS:])
    closed = Load(port, SCOPE, dict(list(items.items())), some)
    for learner, before in zip(closed.learners, paced.learners[-CONNECTIONS:], strict=False):
        learner.seen, learner.turn = before.seen, before.turn
    rate = closed.closed_loop(10)
    _, _, gone = report(f"{len(some)} connections, {rate:.0f} saves a second", closed, process, store)
    missed += rate < SAVES_A_SECOND or gone > 0
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    return int(missed > 0)


if __name__ == "__main__":
    words = sys.argv[1:]
    sys.exit(
        main(
            int(words[0]) if words else 1000,
            float(words[1]) if len(words) > 1 else 60,
            words[2] if len(words) > 2 else "",
        )
    )
