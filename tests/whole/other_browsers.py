"""The browsers beside Chromium that the course is tried in, each driven by Selenium through the driver that Debian has.

Firefox is the current extended release, WebKitGTK the engine of a current Safari, and WPE WebKit that of iPadOS 16.0.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from browser_programs import FIREFOX, SYSTEM_PYTHON, WPE_BROWSER, webkit_browser
from marionette import MarionetteConnection
from selenium import webdriver
from selenium.webdriver.remote.webdriver import WebDriver


def print_in_webkit(address: str, pdf: Path) -> None:
    """Print a page into a file; raise CalledProcessError when it cannot be printed."""
    with _screen() as display:
        command = [SYSTEM_PYTHON, str(Path(__file__).with_name("webkit_print.py")), address, str(pdf)]
        subprocess.run(command, check=True, timeout=300, env=_home(pdf.parent) | {"DISPLAY": display})


@contextmanager
def running(name: str, profile: Path) -> Iterator[WebDriver]:
    """Start a browser that nobody has used before, and end it with all that belongs to it."""
    with {"firefox": _firefox, "webkit": _webkit, "wpe": _wpe}[name](profile) as driver:
        try:
            yield driver
        finally:
            driver.quit()


@contextmanager
def _firefox(profile: Path) -> Iterator[WebDriver]:
    connection = MarionetteConnection(FIREFOX, profile)
    try:
        yield webdriver.Remote(command_executor=connection, options=webdriver.FirefoxOptions())
    finally:
        connection.close()


@contextmanager
def _webkit(profile: Path) -> Iterator[WebDriver]:
    options = webdriver.WebKitGTKOptions()
    options.binary_location = webkit_browser()
    options.add_argument("--automation")
    with _screen() as display:
        service = webdriver.WebKitGTKService(shutil.which("WebKitWebDriver"), env=_home(profile) | {"DISPLAY": display})
        yield webdriver.WebKitGTK(options=options, service=service)


@contextmanager
def _wpe(profile: Path) -> Iterator[WebDriver]:
    options = webdriver.WPEWebKitOptions()
    options.binary_location = shutil.which(WPE_BROWSER)
    options.set_capability("browserName", WPE_BROWSER)
    for argument in ("--automation", "--platform=headless"):
        options.add_argument(argument)
    service = webdriver.WPEWebKitService(shutil.which("WPEWebDriver"), env=_home(profile))
    yield webdriver.WPEWebKit(options=options, service=service)


def _home(profile: Path) -> dict[str, str]:
    """Return an environment in which a browser keeps what it keeps in the folder of a test."""
    kept = {
        "XDG_DATA_HOME": profile / "data",
        "XDG_CACHE_HOME": profile / "cache",
        "XDG_CONFIG_HOME": profile / "config",
    }
    return dict(os.environ) | {name: str(path) for name, path in kept.items()}


@contextmanager
def _screen() -> Iterator[str]:
    """Give a screen that nobody sees, and its address."""
    ours, theirs = os.pipe()
    command = ["Xvfb", "-displayfd", str(theirs), "-screen", "0", "1280x900x24", "-nolisten", "tcp"]
    screen = subprocess.Popen(command, pass_fds=[theirs], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(theirs)
    with os.fdopen(ours) as told:
        number = told.readline().strip()
    try:
        yield f":{number}"
    finally:
        screen.terminate()
        screen.wait()
