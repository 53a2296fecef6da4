"""Find a Chromium for the browser tests: the machine's own, or one that Playwright has or can install."""

import os
import shutil
import subprocess
import sys

# The headless shell first: the same browser without its windows, at two thirds of the work.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
PATIENCE = 60_000
"""Milliseconds that a test waits for what a page will show: a busy machine may be many times slower, and what passes does not wait."""
# No background traffic: the tests speak to this machine only.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

_UNTIL = """async (arg) => {
  const until = performance.now() + 60_000;
  while (!(%s)) {
    if (performance.now() > until) throw new Error("it has not become true");
    await new Promise((again) => setTimeout(again, 20));
  }
}"""


def until(page, true: str, arg=None) -> None:
    """Wait until an expression, in which `arg` may stand, is true on a page whose policy is strict.

    Playwright's own wait_for_function looks a second time by `eval`, which such a policy forbids: it fails on a slow page only.
    """
    page.evaluate(_UNTIL % true, arg)


def find() -> str | None:
    """Return the path of a Chromium, or None."""
    named = os.environ.get("NBCARE_CHROMIUM")
    if named:
        return named
    for name in NAMES:
        path = shutil.which(name)
        if path:
            return path
    return _playwrights_own()


def install() -> str | None:
    """Ask Playwright for its own Chromium; return its path, or None when it cannot be had here."""
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    return _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None
