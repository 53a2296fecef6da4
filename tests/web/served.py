"""A real portal that a test can stop and start, with a way in that needs no roster."""

import asyncio
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from nbcare.answers.course_store import open_course_store
from nbcare.portal import application, security, state
from nbcare.portal import page_store as portal_pages
from nbcare.portal.handler import Open
from nbcare.portal.http_server import PortalServer
from nbcare.portal.identity import Learner
from nbcare.store import answers
from nbcare.store.job import Job
from nbcare.store.store import Store

QUIZ, CASE_QUIZ, MODULE = "retinoids-quiz", "side-effects-quiz", "start-here"
PAGES = "state/pages"
COOKIE = "nbcare-test"


class Named:
    """Let in anybody by the id they give; the PIN is 1234."""

    same_site, hosts, words, changes, idle = "Strict", None, "Log in.", {}, 0

    def close(self):
        """Do nothing: a log-in is in its cookie only."""

    def routes(self):
        return [(r"/login", _Login, {})]

    async def identify(self, handler):
        id = handler.get_cookie(COOKIE)
        return Learner(id) if id else None

    def login_address(self, handler):
        return "/login"

    async def log_out(self, handler):
        security.clear_cookie(handler, COOKIE)
        return "/login"


class _Login(Open):
    def get(self):
        wait = int(self.get_query_argument("wait", "0"))  # of a learner who guessed too often
        going_on = self.get_query_argument("next", "/")
        self.show("login.html", "Log in", problem="", next=going_on, typed="", wait=wait, digits=True)

    def post(self):
        fields = self.form()
        if fields["pin"] != "1234":
            self.set_status(401)
            return self.show(
                "login.html",
                "Log in",
                problem="This id and PIN do not go together.",
                next=fields["next"],
                typed=fields["learner"],
                wait=0,
                digits=True,
            )
        security.set_cookie(self, COOKIE, fields["learner"])
        self.redirect(fields["next"] or "/", status=303)


class Server:
    """One portal on one port, in a thread of its own; stop() and start() are a server that goes and comes back."""

    def __init__(self, root: Path, identity: Callable[[Store], Any] = lambda store: Named()):
        self.root, self._identity, self._held = root, identity, _held_port()
        self.port = self._held.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True)
        self._thread.start()
        assert ready.wait(120)

    async def _serve(self, ready: threading.Event) -> None:
        self._loop, self._done = asyncio.get_running_loop(), asyncio.Event()
        store = open_course_store(self.root)
        self.portal = state.Portal(self.root, self._identity(store), portal_pages.load(self.root / PAGES), store)
        server = PortalServer(application.make_app(self.portal))
        server.listen(self.port, "127.0.0.1", reuse_port=True)
        ready.set()
        await self._done.wait()
        server.stop()
        await server.close_all_connections()
        self.portal.close()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._done.set)
        self._thread.join(120)
        assert not self._thread.is_alive()

    def end(self) -> None:
        """Stop for good, if a test has not stopped it already, and give the port back."""
        if self._thread.is_alive():
            self.stop()
        self._held.close()

    def saved(self, learner: str, scope: str, item: str):
        """Return the answer in the store, None when there is none."""
        return self.read(answers.read(learner, scope)).get(item, {}).get("response")

    def read(self, job: Job[Any]) -> Any:
        """Read from the store as another program does, whether or not the portal runs."""
        with open_course_store(self.root) as store:
            return store.read(job)

    def change(self, job: Job[Any]) -> None:
        """Write to the store as grading does, and let the portal notice."""
        with open_course_store(self.root) as store:
            store.write(job)
        self.portal.changes.look()

    def write(self, learner: str, scope: str, item: str, response) -> None:
        """Save an answer as another device does."""
        store = self.portal.learners.store(Learner(learner), self.portal.pages.pages[scope])
        store.save(item, response, store.read().get(item, {"revision": 0})["revision"], "")


def _held_port() -> socket.socket:
    """Hold a port as long as the test lasts: while the server is gone nobody answers there, and nobody else gets it."""
    held = socket.socket()
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    held.bind(("127.0.0.1", 0))
    return held
