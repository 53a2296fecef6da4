"""Start and end a real JupyterHub with the portal as its service, on free ports of this machine."""

import contextlib
import json
import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbcare.answers.course_store import open_course_store
from nbcare.store import answers
from nbcare.store.answers import Answer
from nbcare.store.job import Job

HERE = Path(__file__).parent
PREFIX = "/services/nbcare"
PATIENCE = 300
"""Seconds to wait for what a busy machine does in a few."""
FIXED = range(10_000, 32_000)
"""Ports that no system gives to a connection that just wants one: a hub takes seconds before it listens at its own."""


@dataclass
class Hub:
    """A running hub: its addresses, everybody's password, and the course behind its portal."""

    folder: Path
    course: Path
    public: str
    inside: str
    portal: str
    password: str = field(default_factory=lambda: secrets.token_hex(16))
    token: str = field(default_factory=lambda: secrets.token_hex(16))
    process: subprocess.Popen | None = None

    def ask(self, method: str, path: str, body: dict | None = None) -> object:
        """Ask the hub's own API, as the test."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.inside}/hub/api{path}", data, {"Authorization": f"token {self.token}"}, method=method
        )
        with urllib.request.urlopen(request, timeout=PATIENCE) as reply:
            return json.loads(reply.read() or b"null")

    def log(self) -> str:
        """Return what hub and portal have written."""
        return (self.folder / "log.txt").read_text(errors="replace")

    def answers(self, learner: str, scope: str) -> dict[str, Answer]:
        """Return a learner's answers in the course's store, by item."""
        return self.read(answers.read(learner, scope))

    def read(self, job: Job[Any]) -> Any:
        """Read from the store beside the portal."""
        with open_course_store(self.course) as store:
            return store.read(job)

    def write(self, job: Job[Any]) -> None:
        """Write to the store as grading does; the portal notices within seconds."""
        with open_course_store(self.course) as store:
            store.write(job)

    def services(self) -> list[int]:
        """Return the process ids of what the hub has started."""
        return [
            int(pid)
            for pid in subprocess.run(
                ["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True
            ).stdout.split()
        ]


def start(folder: Path, course: Path, proxy: str | None = None) -> Hub:
    """Start a hub and wait until the portal answers behind it; once more when another program took a port first.

    `proxy` is the path of configurable-http-proxy; without it the hub has a proxy in its own process.
    """
    try:
        return _start(folder, course, proxy)
    except PortTakenError:
        return _start(folder, course, proxy)


def _start(folder: Path, course: Path, proxy: str | None) -> Hub:
    *addresses, api = (f"http://127.0.0.1:{port}" for port in free_ports(4))
    hub = Hub(folder, course, *addresses)
    names = {
        "PUBLIC": hub.public,
        "INSIDE": hub.inside,
        "PORTAL": hub.portal,
        "COURSE": str(course),
        "PASSWORD": hub.password,
        "TOKEN": hub.token,
        "PROXY": proxy or "",
        "PROXY_API": api,
    }
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTERHUB_", "NBCARE_"))}
    environment |= {f"HUB_TEST_{name}": value for name, value in names.items()}
    words = [sys.executable, "-m", "jupyterhub", "--config", str(HERE / "jupyterhub_config.py")]
    with (folder / "log.txt").open("wb") as out:
        hub.process = subprocess.Popen(
            words, cwd=folder, env=environment, stdout=out, stderr=out, start_new_session=True
        )
    try:
        _wait(hub)
    except BaseException:
        stop(hub)
        raise
    return hub


def stop(hub: Hub) -> None:
    """End the hub and what it has started, each by its process id."""
    started = hub.services()
    hub.process.terminate()
    try:
        hub.process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        hub.process.kill()
        hub.process.wait()
    for pid in started:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def free_ports(count: int) -> list[int]:
    """Return ports that nobody listens on."""
    ports: list[int] = []
    for port in random.SystemRandom().sample(FIXED, len(FIXED)):
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        ports.append(port)
        if len(ports) == count:
            break
    return ports


class PortTakenError(RuntimeError):
    """Say that a port that was free was not free any more."""


def _wait(hub: Hub) -> None:
    until = time.monotonic() + PATIENCE
    while hub.process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{hub.public}{PREFIX}/healthz", timeout=30).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    taken = any(words in hub.log() for words in ("Address already in use", "cannot be used"))
    raise (PortTakenError if taken else RuntimeError)(f"the hub did not start:\n{hub.log()[-4000:]}")
