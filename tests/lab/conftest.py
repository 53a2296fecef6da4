"""A JupyterLab of the course for the tests: started with the product's own command, on this machine only."""

import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from courses import copy_course
from playwright.sync_api import expect

STARTED = re.compile(r"http://127\.0\.0\.1:(\d+)\S*?token=(\w+)")


@dataclass
class Lab:
    """A running JupyterLab: its course, its address, and the learner's folder."""

    course: Path
    base: str
    token: str
    process: subprocess.Popen

    def address(self, slug: str) -> str:
        """Return the address of a page as a learner opens it."""
        return f"{self.base}/doc/tree/{slug}/{slug}.ipynb?token={self.token}"

    def answers(self, slug: str) -> Path:
        """Return where the answers of a page are saved."""
        return self.course / "workspace" / slug / "responses.json"

    def kernels(self) -> list[int]:
        """Return the process ids of the kernels of this JupyterLab."""
        children = subprocess.run(["pgrep", "-P", str(self.process.pid)], capture_output=True, text=True).stdout.split()
        below = [pid for child in children for pid in [child, *_children(child)]]
        return [int(pid) for pid in below if b"ipykernel_launcher" in Path(f"/proc/{pid}/cmdline").read_bytes()]


def _children(pid: str) -> list[str]:
    return subprocess.run(["pgrep", "-P", pid], capture_output=True, text=True).stdout.split()


def start(course: Path, command: str, log: Path, *options: str, port: int = 0) -> Lab:
    """Run `nbcare start --lab` or `nbcare teach` on a copy of the course and wait for its address."""
    alone = ["--lab"] if command == "start" else []
    words = [sys.executable, "-m", "nbcare", "--course", str(course), command, *alone, "--no-browser", "--port", str(port), *options]
    with log.open("wb") as out:
        process = subprocess.Popen(words, stdout=out, stderr=out, start_new_session=True)
    for _ in range(600):
        found = STARTED.search(log.read_text(errors="replace"))
        if found:
            return Lab(course, f"http://127.0.0.1:{found[1]}", found[2], process)
        if process.poll() is not None:
            break
        time.sleep(0.1)
    stop(process)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(errors='replace')[-3000:]}")


def stop(process: subprocess.Popen) -> None:
    """End a JupyterLab and its kernels, which form a process group of their own."""
    try:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=10)
    except ProcessLookupError:
        pass
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """The learner's JupyterLab, as `make start` opens it."""
    folder = tmp_path_factory.mktemp("lab")
    running = start(copy_course(folder / "course"), "start", folder / "log.txt")
    yield running
    stop(running.process)


@pytest.fixture
def learner(chromium, lab):
    """A browser of a learner that writes down errors, dialogs and requests to other hosts."""
    context = chromium.new_context(viewport={"width": 1200, "height": 900})
    yield watched(context.new_page(), lab)
    context.close()


def watched(page, lab: Lab):
    """Let a page write down in `page.trouble` its errors, dialogs and requests to other hosts."""
    page.trouble = []
    page.on("pageerror", lambda error: page.trouble.append(f"error: {error}"))
    page.on("console", lambda message: page.trouble.append(f"{message.text} {message.location.get('url', '')}") if message.type == "error" else None)
    page.on("dialog", lambda dialog: (page.trouble.append(f"dialog: {dialog.type}"), dialog.accept()))
    page.on("request", lambda request: _note_foreign(page, lab, request.url))
    return page


def _note_foreign(page, lab: Lab, url: str) -> None:
    if url.startswith("http") and not url.startswith(lab.base):
        page.trouble.append(f"asked another host: {url}")


def opened(page, lab: Lab, slug: str):
    """Open a page of the course and wait until all its questions are there."""
    page.goto(lab.address(slug))
    page.locator(".nbc-card").first.wait_for(timeout=30_000)
    page.wait_for_function("document.querySelector('.nbcare-bar p')?.textContent === ''", timeout=30_000)
    return page


def saved(within, timeout: int = 5_000) -> None:
    """Wait until the first question of a page, or of a choice of questions, says that its answer is on disk."""
    status = within.locator(".nbc-status").first
    expect(status).to_have_attribute("data-state", "saved", timeout=timeout)
    expect(status).to_contain_text("Saved")
