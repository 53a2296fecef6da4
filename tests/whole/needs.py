"""What the tests of this tier need, and what becomes of one whose need is not met."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NoReturn

import browser_programs
import pytest


def _node() -> bool:
    return bool(shutil.which("node") and shutil.which("npm"))


def postgresql_program(name: str) -> str | None:
    """Return the path of a program of PostgreSQL: on Debian they lie outside the path."""
    debian = [str(folder) for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    return shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *debian]))


def _postgresql() -> bool:
    """Tell whether a server can be begun here."""
    return all(map(postgresql_program, ("initdb", "pg_ctl", "postgres")))


def hub_proxy() -> str | None:
    """Return the path of JupyterHub's own proxy, which `npm ci` installs beside the front end's checkers."""
    installed = Path(__file__).parents[2] / "node_modules" / ".bin"
    return shutil.which("configurable-http-proxy", path=os.pathsep.join([str(installed), os.environ.get("PATH", "")]))


def _java() -> bool:
    return bool(shutil.which("java"))


NEEDS: dict[str, Callable[[], bool]] = {
    "node": _node,
    "java": _java,
    "postgresql": _postgresql,
    "configurable-http-proxy": lambda: bool(hub_proxy()),
    "firefox": partial(browser_programs.installed, "firefox"),
    "webkit": partial(browser_programs.installed, "webkit"),
    "webkit-print": partial(browser_programs.installed, "webkit-print"),
    "wpe": partial(browser_programs.installed, "wpe"),
}
"""Each need by its name, and how to tell whether it is met. A new one is a line here."""
HOW = {"configurable-http-proxy": ": run `npm ci`"}
"""What meets a need, where its name alone does not say it."""


def require(name: str) -> None:
    """Stop the test that runs unless a need is met; raise LookupError for a need that nobody has described."""
    if name not in NEEDS:
        raise LookupError(f"{Path(__file__).name}: no need is called {name!r}; add it to NEEDS")
    if not NEEDS[name]():
        not_run(f"{name} is not installed{HOW.get(name, '')}")


def not_run(reason: str) -> NoReturn:
    """End the test that runs as one that could not run here; in continuous integration that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"cannot run, and has to in CI: {reason}", pytrace=False)
    pytest.skip(reason)
