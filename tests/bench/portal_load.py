"""Measure a full house: many learners at once, each saving an answer every five seconds, every one from disk.

Each saves on a connection of its own; afterwards each acknowledged answer is looked for on the disk. Above a thousand
learners the log-ins stand on the disk beforehand: hashing thousands of PINs is all that the bench would do for minutes.

Run: .venv/bin/python tests/bench/portal_load.py [LEARNERS] [SECONDS]
"""

import asyncio
import json
import os
import random
import re
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "bench")]

from courses import copy_course, without_quizzes  # noqa: E402
from http_learner import Learner  # noqa: E402

from nbcare.answers import files  # noqa: E402
from nbcare.portal.identity import pins, roster_file  # noqa: E402
from nbcare.portal.identity.sessions import Sessions  # noqa: E402

EVERY = 5.0
"""Seconds between two saves of one learner."""
TARGET_P99, TARGET_MEMORY = 50, 150
SCOPE = "retinoids"
LOGINS_AT_ONCE = 4
HASHED_AT_MOST = 1000
"""Learners who log in with a PIN."""
STARTED = re.compile(r"http://127\.0\.0\.1:(\d+)")


def serve(course: Path, roster: list[str], log: Path) -> tuple[subprocess.Popen, int]:
    """Start the portal for a roster; return its process and port when it answers."""
    words = [
        sys.executable,
        "-m",
        "nbcare",
        "--course",
        str(course),
        "serve",
        *roster,
        "--host",
        "127.0.0.1",
        "--port",
        "0",
    ]
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
    """Return the single-choice questions of the module, and their options."""
    cells = json.loads((course / f"notebooks/{SCOPE}.ipynb").read_text(encoding="utf-8"))["cells"]
    props = [cell["metadata"].get("nbcare", {}).get("props", {}) for cell in cells]
    return {one["id"]: list(one["options"]) for one in props if one.get("kind") == "single"}


async def learn(learner: Learner, items: dict, until: float, seen: dict, waits: list[float]) -> None:
    """Save one answer every five seconds until the time is up; keep what was acknowledged."""
    chance = random.Random(learner.id)
    await asyncio.sleep(chance.uniform(0, EVERY))
    while time.monotonic() < until:
        item = chance.choice(list(items))
        answer = chance.choice(items[item])
        begun = time.perf_counter()
        await learner.save(SCOPE, item, answer)
        waited = time.perf_counter() - begun
        waits.append(waited * 1000)
        seen[learner.id, item] = answer
        await asyncio.sleep(max(0.0, EVERY - waited))


def listed(course: Path, folder: Path, count: int) -> tuple[list[str], dict[str, str]]:
    """Write the list of learners, or log them in beforehand; return the command's words and the log-ins' tokens."""
    names = [f"n{n:05}" for n in range(count)]
    if count <= HASHED_AT_MOST:
        file = folder / "roster.csv"
        file.write_text("id,pin\n" + "".join(f"{id},{pin(n)}\n" for n, id in enumerate(names)), encoding="utf-8")
        return ["--roster", str(file)], {}
    kept, entry = course / "state" / "portal", {"name": "", **pins.hashed(pin(0))}
    kept.mkdir(parents=True)
    files.replace(
        kept / roster_file.FILE, files.encode({"version": roster_file.VERSION, "learners": dict.fromkeys(names, entry)})
    )
    sessions = Sessions(kept)
    tokens = {id: sessions.begin(id, entry["hash"][:16]) for id in names}
    sessions.close()
    return [], tokens


async def load(port: int, count: int, seconds: float, items: dict, tokens: dict[str, str]) -> tuple[dict, list[float]]:
    """Log everybody in, then let all save at once; return the acknowledged answers and each wait in milliseconds."""
    learners = [Learner(f"n{n:05}", pin(n), port) for n in range(count)]
    gate = asyncio.Semaphore(LOGINS_AT_ONCE)

    async def enter(learner: Learner) -> None:
        async with gate:
            await (learner.go_on(tokens[learner.id]) if tokens else learner.log_in())

    begun = time.monotonic()
    await asyncio.gather(*map(enter, learners))
    print(f"{count} logins in {time.monotonic() - begun:.0f} s", flush=True)
    seen: dict = {}
    waits: list[float] = []
    until = time.monotonic() + seconds
    await asyncio.gather(*(learn(learner, items, until, seen, waits) for learner in learners))
    for learner in learners:
        await learner.close()
    return seen, waits


def pin(n: int) -> str:
    """Return the PIN of a learner of the bench."""
    return f"{n * 7919 + 104729:08}"


def lost(course: Path, seen: dict) -> list:
    """Return the acknowledged answers that are not on the disk."""
    gone = []
    for (id, item), answer in seen.items():
        path = course / "state" / "workspace" / "learners" / id / SCOPE / "responses.json"
        kept = json.loads(path.read_text(encoding="utf-8"))["items"].get(item, {}).get("response")
        gone += [(id, item)] if kept != answer else []
    return gone


def main(count: int, seconds: float) -> int:
    """Print the figures; return 1 when one misses its target."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory() as folder:
        course = copy_course(Path(folder) / "course")
        without_quizzes(course)
        words, tokens = listed(course, Path(folder), count)
        process, port = serve(course, words, Path(folder) / "log.txt")
        try:
            seen, waits = asyncio.run(load(port, count, seconds, choices(course), tokens))
            held = memory(process)
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait()
        gone = lost(course, seen)
    waits.sort()
    p50, p99 = statistics.median(waits), waits[int(len(waits) * 0.99)]
    print(
        f"{count} learners, a save each every {EVERY:.0f} s for {seconds:.0f} s: {len(waits)} saves acknowledged, {len(gone)} lost"
    )
    print(
        f"p50 {p50:.1f} ms, p99 {p99:.1f} ms, worst {waits[-1]:.0f} ms; the portal held {held:.0f} MB at most; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )
    return int(bool(gone) or p99 > TARGET_P99 or held > TARGET_MEMORY)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, float(sys.argv[2]) if len(sys.argv) > 2 else 120))
