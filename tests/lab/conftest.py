"""A JupyterLab of the course for the tests: started with the product's own command, on this machine only."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import SystemRandom
from typing import Any
from urllib.request import Request, urlopen

import psutil
import pytest
from playwright.sync_api import expect
from sqlalchemy import delete

from nbcare.answers import laptop_learner
from nbcare.answers.course_store import open_course_store
from nbcare.answers.learners import learner_folder
from nbcare.store import answers, scopes, tables
from nbcare.store.answers import Answer
from nbcare.store.job import Job

STARTED = re.compile(r"http://127\.0\.0\.1:(\d+)\S*?token=(\w+)\s")  # with its end: the line may be half written
SCREEN = {"width": 1200, "height": 900}
SECOND_TAB = "Window name candidate"
"""How JupyterLab's note begins, to itself, that another tab has answered: on a busy machine some do in time, others not."""
SLOW = 300
"""Seconds that a machine under load may take to start, and to do anything else of which JupyterLab does a lot."""


@dataclass
class Lab:
    """A running JupyterLab: its course, its address, and the learner's folder."""

    course: Path
    base: str
    token: str
    process: subprocess.Popen
    learner: str = ""
    """The learner's id when several share the machine."""

    def address(self, slug: str) -> str:
        """Return the address of a page as a learner opens it."""
        return f"{self.base}/doc/tree/{slug}/{slug}.ipynb?token={self.token}"

    def folder(self, slug: str) -> Path:
        """Return the learner's folder of a page."""
        return learner_folder(self.course, self.learner or None) / slug

    def entries(self, slug: str) -> dict[str, Answer]:
        """Return the learner's answers in the course's store with their revisions, by item."""
        return self._ask(lambda learner: answers.read(learner, slug))

    def stored(self, slug: str) -> dict[str, Any]:
        """Return the learner's answers in the course's store, by item."""
        return {id: entry["response"] for id, entry in self.entries(slug).items()}

    def seed(self, slug: str) -> str:
        """Return the seed that deals a page's variants and the order of its options."""
        return self._ask(lambda learner: scopes.find(learner, slug)).seed

    @property
    def id(self) -> str:
        """Return the id that the learner's answers go by."""
        with open_course_store(self.course) as store:
            return self.learner or laptop_learner.id_of(store)

    def _ask(self, job: Callable[[str], Job[Any]]) -> Any:
        with open_course_store(self.course) as store:
            return store.read(job(self.learner or laptop_learner.id_of(store)))

    def kernels(self) -> list[int]:
        """Return the process ids of the kernels of this JupyterLab."""
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True).stdout.split()
        below = [pid for child in children for pid in [child, *_children(child)]]
        return [int(pid) for pid in below if b"ipykernel_launcher" in _command(pid)]


def _command(pid: str) -> bytes:
    """Return a process's words; one that has ended meanwhile has none."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _children(pid: str) -> list[str]:
    return subprocess.run(["pgrep", "-P", pid], capture_output=True, text=True).stdout.split()


def start(course: Path, command: str, log: Path, *options: str, port: int | None = None) -> Lab:
    """Run `nbcare start --lab` or `nbcare teach` on a copy of the course and wait until it answers at its address."""
    alone = ["--lab"] if command == "start" else []
    words = [
        sys.executable,
        "-m",
        "nbcare",
        "--course",
        str(course),
        command,
        *alone,
        "--no-browser",
        "--port",
        str(port or port_of_its_own()),
        *options,
    ]
    with log.open("wb") as out:
        process = subprocess.Popen(words, stdout=out, stderr=out, start_new_session=True)
    until = time.monotonic() + SLOW
    while time.monotonic() < until:
        found = STARTED.search(log.read_text(errors="replace"))
        if found and _answers(int(found[1])):
            return Lab(course, f"http://127.0.0.1:{found[1]}", found[2], process)
        if process.poll() is not None:
            break
        time.sleep(0.1)
    stop(process)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(errors='replace')[-3000:]}")


def _answers(port: int) -> bool:
    """Return whether somebody listens: JupyterLab tells its address before it does."""
    with socket.socket() as asked:
        return asked.connect_ex(("127.0.0.1", port)) == 0


def stop(process: subprocess.Popen) -> None:
    """End a JupyterLab and its kernels, and wait until all have ended: until then its port is not free for the next one."""
    try:
        family = [own := psutil.Process(process.pid), *own.children(recursive=True)]
        os.killpg(process.pid, signal.SIGTERM)
    except (psutil.NoSuchProcess, ProcessLookupError):
        family = []
    until = time.monotonic() + 60
    while any(map(_lives, family)) and time.monotonic() < until:
        process.poll()
        time.sleep(0.05)
    for one in filter(_lives, family):
        one.kill()
    process.wait()


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture(scope="session")
def _lab_of_the_worker(tmp_path_factory, opened_course):
    """The learner's JupyterLab, as `make start` opens it, for all files of tests that leave the course alone."""
    folder = tmp_path_factory.mktemp("lab")
    course = Path(shutil.copytree(opened_course, folder / "course"))
    running = start(course, "start", folder / "log.txt")
    yield running
    stop(running.process)


@pytest.fixture(scope="module")
def lab(_lab_of_the_worker):
    """The learner's JupyterLab; each file of tests begins without kernels and without answers."""
    yield _lab_of_the_worker
    forget(_lab_of_the_worker)


def forget(lab: Lab) -> None:
    """End all kernels of a JupyterLab and throw the learner's answers away."""
    with urlopen(f"{lab.base}/api/sessions?token={lab.token}", timeout=SLOW) as reply:
        sessions = json.load(reply)
    for session in sessions:
        urlopen(
            Request(f"{lab.base}/api/sessions/{session['id']}?token={lab.token}", method="DELETE"), timeout=SLOW
        ).close()
    with open_course_store(lab.course) as store:
        for table in (tables.answers, tables.answer_history, tables.scopes, tables.hand_ins):
            store.write(lambda connection, table=table: connection.execute(delete(table)))


@pytest.fixture
def learner(chromium, lab):
    """A browser of a learner that writes down errors, dialogs and requests to other hosts."""
    context = chromium.new_context(viewport=SCREEN, reduced_motion="reduce")
    yield watched(context.new_page(), lab)
    context.close()


def watched(page, lab: Lab):
    """Let a page write down in `page.trouble` its errors, dialogs and requests to other hosts."""
    page.trouble = []
    page.on("pageerror", lambda error: SECOND_TAB in str(error) or page.trouble.append(f"error: {error}"))
    page.on(
        "console",
        lambda message: (
            page.trouble.append(f"{message.text} {message.location.get('url', '')}")
            if message.type == "error"
            else None
        ),
    )
    page.on("dialog", lambda dialog: (page.trouble.append(f"dialog: {dialog.type}"), dialog.accept()))
    page.on("request", lambda request: _note_foreign(page, lab, request.url))
    return page


def _note_foreign(page, lab: Lab, url: str) -> None:
    if url.startswith("http") and not url.startswith(lab.base):
        page.trouble.append(f"asked another host: {url}")


def opened(page, lab: Lab, slug: str):
    """Open a page of the course and wait until all its questions are there."""
    page.goto(lab.address(slug), timeout=SLOW * 1000)
    mounted(page, lab, slug)
    return page


# A cell has run before its widget stands: that is made when its modules have come. A case shows its steps one by one.
MOUNTED = """count => document.querySelector('.nbcare-bar p')?.textContent === ''
  && [...document.querySelectorAll('article.nbc-card')].filter((one) => !one.closest('.nbc-step')).length === count
  && [...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet)"""


def mounted(page, lab: Lab, slug: str) -> None:
    """Wait until all cells have run and each question, explorer and case of a page stands, with its looks."""
    page.locator(".nbc-card").first.wait_for(timeout=SLOW * 1000)
    shown = json.loads((lab.folder(slug) / "questions.json").read_text(encoding="utf-8"))
    alone = [id for id, item in shown["items"].items() if "case" not in item]
    count = len(alone) + len(shown.get("explorers", ())) + len(shown.get("cases", ()))
    page.wait_for_function(MOUNTED, arg=count, timeout=SLOW * 1000)


def saved(within) -> None:
    """Wait until the first question of a page, or of a choice of questions, says that its answer is in the store."""
    status = within.locator(".nbc-status").first
    expect(status).to_have_attribute("data-state", "saved")
    expect(status).to_contain_text("Saved")


def wait_until(page, condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something is so, in the store for instance; whoever calls asserts it, to say what it was instead."""
    until = time.monotonic() + seconds
    while time.monotonic() < until and not condition():
        page.wait_for_timeout(100)


def port_of_its_own() -> int:
    """Return a free port that the system hands out to nobody by itself, so that it is still free at a restart."""
    try:
        first = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    except (OSError, ValueError):
        first = 32768
    while True:
        port = SystemRandom().randrange(10_000, first) if first > 10_000 else 0
        with socket.socket() as tried:
            try:
                tried.bind(("127.0.0.1", port))
            except OSError:
                continue
            return tried.getsockname()[1]
