"""Run the portal for one person, and JupyterLab beside it, which ends when the portal does."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from nbcare.answers import laptop_learner
from nbcare.answers.course_store import open_course_store
from nbcare.content.course_root import state_folder
from nbcare.errors import ContentError
from nbcare.portal import serving
from nbcare.portal.identity import Learner
from nbcare.portal.identity.laptop import Laptop
from nbcare.portal.network import LOOPBACK
from nbcare.portal.page_store import PagesMissingError
from nbcare.portal.state import Portal

PATIENCE = 10.0
"""Seconds that JupyterLab may take to end."""


class Lab:
    """A JupyterLab in a process of its own, as long as this one lives."""

    def __init__(self, place: Path, command: Callable[[int], list[str]], environment: dict[str, str], first_port: int):
        self._place, self._command, self._environment = place, command, environment
        self._port, self._token = _free(first_port), secrets.token_hex(24)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Return the address that opens it."""
        return f"http://{LOOPBACK}:{self._port}/?token={self._token}"

    def start(self) -> None:
        """Start it; its output goes to a file of its own."""
        folder = self._place / ".jupyter"
        folder.mkdir(exist_ok=True)
        # Our end of its input closes when this process ends, in whichever way: then it ends, too.
        command = [sys.executable, "-P", "-m", "nbcare.portal.lab_child", *self._command(self._port)[4:]]
        with (folder / "jupyterlab.log").open("wb") as log:
            environment = os.environ | self._environment | {"JUPYTER_TOKEN": self._token}
            # In a group of its own, so that Ctrl+C ends this process first, and it JupyterLab.
            self._process = subprocess.Popen(
                command,
                cwd=self._place,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
            )

    def end(self) -> None:
        """End it, its kernels with it."""
        if self._process is None:
            return
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def run(root: Path, id: str | None, lab: Lab, port: int, page: str, no_browser: bool) -> int:
    """Open the portal at a page and JupyterLab beside it; return when Ctrl+C was pressed."""
    sockets = serving.bound_upward(LOOPBACK, port)
    own = sockets[0].getsockname()[1]
    lab.start()
    try:
        try:
            pages = serving.make_pages(root)
        except PagesMissingError as problem:
            raise ContentError(
                "nbcare start", "", str(problem), "run `nbcare build`; `nbcare start --lab` opens JupyterLab alone"
            ) from None
        store = open_course_store(root)
        learner = Learner(id or laptop_learner.id_of(store))
        identity = Laptop(learner, own, store, state_folder(root), page)
        print(
            f"\nThe course is open at {identity.entrance.address}\nThis address opens it once."
            " JupyterLab stands beside it. Ctrl+C ends both.",
            flush=True,
        )
        serving.run(
            Portal(root, identity, pages, store, lab=lab.address),
            sockets,
            None,
            None if no_browser else identity.entrance.open_browser,
            xsrf_cookie=f"nbcare-xsrf-{own}",
        )
    except KeyboardInterrupt:
        pass
    finally:
        lab.end()
    return 0


def _free(first: int) -> int:
    """Return the first free port from this one on."""
    for port in range(first, first + serving.PORTS_TRIED):
        with socket.socket() as probe:
            try:
                probe.bind((LOOPBACK, port))
                return port
            except OSError:
                continue
    return 0
