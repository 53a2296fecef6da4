"""Measure what a nurse waits for in the portal, beside Voila on the same notebook: opening, saving, weight, and making pages.

Voila is installed into an environment of the bench's own, and nowhere else.

Run: .venv/bin/python tests/bench/portal_opening.py [ROUNDS]
"""

import contextlib
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import venv
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS / "bench")]

import browsers  # noqa: E402
from courses import copy_course  # noqa: E402
from opening import CLICK  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from nbcare.content import course as courses  # noqa: E402
from nbcare.notebook import workspace  # noqa: E402

ROOT = TESTS.parent
SLUG = "retinoids"
VOILA = "0.5.13"
SETTLE = 8
"""Seconds for JupyterLab beside the portal, and for Voila, to come to rest."""
# Without this list Voila loads every extension of the environment, which takes longer still.
ALLOWED = ("@voila-dashboards/widgets-manager8", "@jupyter-widgets/jupyterlab-manager", "anywidget", "nbcare")
READY = ".nbc-question input:enabled, .nbc-question select:enabled"
ADDRESS = re.compile(r"http://(?:127\.0\.0\.1|localhost):(\d+)/\S*")
# The time of the page itself: what Playwright adds in speaking to the browser is not the nurse's to wait for.
WATCH = """(ready) => {
  window.answerable = new Promise((done) => {
    const look = () => (document.querySelector(ready) ? done(performance.now()) : requestAnimationFrame(look));
    document.addEventListener('DOMContentLoaded', look);
  });
}"""


def started(words: list[str], log: Path, folder: Path) -> tuple[subprocess.Popen, str]:
    """Start a server and return it with its address."""
    with log.open("wb") as out:
        process = subprocess.Popen(words, stdout=out, stderr=out, cwd=folder, start_new_session=True)
    for _ in range(1200):
        if found := ADDRESS.search(log.read_text(errors="replace")):
            return process, found[0]
        if process.poll() is not None:
            break
        time.sleep(0.1)
    stop(process)
    raise RuntimeError(log.read_text(errors="replace")[-2000:])


def stop(process: subprocess.Popen) -> None:
    """End a server and what it started."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    process.wait()


def login(browser, entry: str) -> dict:
    """Return the cookies of a learner who has opened the course: a new browser with them has nothing else."""
    context = browser.new_context()
    context.new_page().goto(entry)
    cookies = {"cookies": context.cookies(), "origins": []}
    context.close()
    return cookies


def opening(browser, address: str, cookies: dict | None = None) -> float:
    """Return seconds from the address to the first question that can be answered, with a cold browser."""
    context = browser.new_context(storage_state=cookies)
    page = context.new_page()
    page.add_init_script(f"({WATCH})({READY!r})")
    page.goto(address, wait_until="commit")
    seconds = page.evaluate("window.answerable") / 1000
    context.close()
    return seconds


def weight(browser, address: str, cookies: dict) -> tuple[int, float]:
    """Return the requests of a cold opening, and the kilobytes that travelled, compressed and without pictures."""
    context = browser.new_context(storage_state=cookies)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: dict[str, float] = {}
    session.on(
        "Network.loadingFinished", lambda event: sizes.__setitem__(event["requestId"], event["encodedDataLength"])
    )
    page.goto(address)
    page.locator(READY).first.wait_for()
    page.wait_for_timeout(1500)
    context.close()
    return len(sizes), sum(sizes.values()) / 1024


def clicks(browser, address: str, cookies: dict, times: int) -> list[float]:
    """Return milliseconds from a click to the word Saved, which stands only after the file is on disk."""
    page = browser.new_page(storage_state=cookies)
    page.goto(address)
    page.locator(READY).first.wait_for()
    page.wait_for_timeout(1500)
    measured = [page.evaluate(CLICK) for _ in range(times)]
    page.close()
    return measured


def voila(folder: Path) -> list[str]:
    """Return Voila's command, from an environment of its own."""
    place = Path(os.environ.get("NBCARE_BENCH_VOILA", folder / "voila"))
    python = place / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.is_file():
        venv.create(place, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"voila=={VOILA}", str(ROOT)], check=True)
    return [
        str(python),
        "-m",
        "voila",
        "--no-browser",
        f"--port={_free()}",
        "--template=lab",
        *(f"--VoilaConfiguration.extension_allowlist={name}" for name in ALLOWED),
        f"{SLUG}/{SLUG}.ipynb",
    ]


def _free() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def pages(course: Path, folder: Path) -> tuple[float, int]:
    """Return seconds to make all pages in a fresh process, and how many there are."""
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "nbcare.pages", str(folder / "pages")], cwd=course, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - begun, len(list((folder / "pages").glob("*.json"))) - 1


def main(rounds: int) -> None:
    """Print the figures side by side."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright, contextlib.ExitStack() as stack:
        folder = Path(name)
        course = copy_course(folder / "course")
        browser = playwright.chromium.launch(executable_path=browsers.find(), args=browsers.QUIET)
        stack.callback(browser.close)
        portal, entry = started(
            [sys.executable, "-m", "nbcare", "--course", str(course), "start", "--no-browser", "--port", "0"],
            folder / "portal.txt",
            course,
        )
        stack.callback(stop, portal)
        work = workspace.lay_out(courses.load(course), "bench")
        other, address = started(voila(folder), folder / "voila.txt", work)
        stack.callback(stop, other)
        time.sleep(SETTLE)
        ours = f"{re.match(r'http://[^/]+', entry)[0]}/module/{SLUG}"
        cookies = login(browser, entry)
        compare(browser, (ours, cookies), address, rounds)
        saved = clicks(browser, ours, cookies, 60)
        print(
            f"click to saved from disk: median {statistics.median(saved):.1f} ms, worst {max(saved):.0f} ms, n={len(saved)} (target 30)"
        )
        count, size = weight(browser, ours, cookies)
        print(f"weight of the module: {size:.0f} KB compressed (target 300), {count} requests (target 12)")
        seconds, made = pages(course, folder)
        print(f"making {made} pages: {seconds:.1f} s, {seconds / made:.2f} s a notebook (target 1)")


def compare(browser, ours: tuple[str, dict], theirs: str, rounds: int) -> None:
    """Open both by turns, so that a busy moment meets both, and print how long each took."""
    seconds = [(opening(browser, *ours), opening(browser, theirs)) for _ in range(rounds)]
    portal, voila_ = (sorted(each) for each in zip(*seconds, strict=True))
    a, b = statistics.median(portal), statistics.median(voila_)
    print(f"opening {SLUG} to the first answerable question, cold browser, n={rounds}, load {os.getloadavg()[0]:.1f}")
    print(f"  portal         median {a:.3f} s  worst {portal[-1]:.3f} s  (target 0.30)")
    print(f"  Voila {VOILA}   median {b:.3f} s  worst {voila_[-1]:.3f} s  {b / a:.1f} times as long (target 5)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
