"""A portal on this machine for the tests, with a small course behind it, and a browser that keeps cookies."""

import asyncio
import http.client
import json
import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from case_items import graded_case, practice_case
from question_items import SINGLE, TEXT, graded
from sqlalchemy import Connection, select
from tornado.netutil import bind_sockets

from nbcare.answers import layout
from nbcare.answers.course_store import address, open_course_store
from nbcare.grading import hand_in_folders
from nbcare.portal import page_store
from nbcare.portal.application import make_app
from nbcare.portal.http_server import PortalServer
from nbcare.portal.state import Portal
from nbcare.store import answers, results, tables, terms
from nbcare.store.answers import Revision
from nbcare.store.opening import open_store
from nbcare.store.results import Result
from nbcare.store.store import Store
from nbcare.store.terms import Terms

MODULE, QUIZ = "plants", "plants-quiz"
ALONE = "me"
"""The learner of a laptop."""
PATIENCE = 0.5
"""Seconds that a test's portal waits for another program that writes."""
EXPLORER = {
    "id": "plants-dish",
    "widget": "dish",
    "title": "A dish",
    "sentence": "Nothing yet.",
    "prediction": {"options": {"few": "Few", "many": "Many"}},
}
DOSE = {
    "id": "plants-p02",
    "kind": "numeric",
    "use": "practice",
    "number": 2,
    "stem": "How much is {{value:a}} twice?",
    "unit": "mL",
    "shown": "sha256:dose",
    "variants": [{"id": f"v{n}", "parameters": {"a": str(n)}, "key": str(2 * n), "worked": ""} for n in range(1, 5)],
}
QUESTION = graded(SINGLE) | {"id": "plants-q01"}
WRITTEN = graded(TEXT) | {"id": "plants-q02"}


def course(root: Path) -> Path:
    """Write a course as the portal meets it: pages made ahead, one quiz released. Its case is graded."""
    pages = root / "state" / "pages"
    (pages / "static").mkdir(parents=True)
    (pages / "cards").mkdir()
    (pages / "static" / "nbcare-1.js").write_text("// a script\n" * 200)
    (pages / "static" / "nbcare-1.css").write_text("body { color: black }\n")
    (pages / "cards" / "call.html").write_text("<!doctype html><style>p { color: red }</style><p>Call</p>")
    entries = [
        _page(pages, MODULE, "module", [SINGLE, DOSE], practice_case(), [EXPLORER]),
        _page(pages, QUIZ, "assessment", [QUESTION, WRITTEN], graded_case(), []),
    ]
    listed = {
        "version": 1,
        "course": "1.0.0",
        "title": "Plants",
        "script": "nbcare-1.js",
        "style": "nbcare-1.css",
        "notice": "nbcare-2.js",
        "pages": entries,
    }
    (pages / "pages.json").write_text(json.dumps(listed))
    release = root / "state" / "nbgrader" / "release" / QUIZ
    release.mkdir(parents=True)
    (release / f"{QUIZ}.ipynb").write_text("{}")
    return root


def _page(pages: Path, slug: str, kind: str, items: list[dict], case: dict, explorers: list[dict]) -> dict[str, Any]:
    widgets = {each["id"]: {"widget": "ask", "props": each} for each in items} | {
        each["id"]: {"widget": "explore", "props": each} for each in explorers
    }
    widgets[case["id"]] = {"widget": "unfold", "props": case}
    if kind == "assessment":
        widgets["hand-in"] = {"widget": "hand_in", "props": {"id": "hand-in", "assessment": slug, "total": 8}}
    told = {
        "slug": slug,
        "kind": kind,
        "course": "1.0.0",
        "title": slug,
        "contents": [{"id": "top", "text": "Top", "level": 2}],
        "widgets": widgets,
        "items": {each["id"]: each for each in [*items, *case["steps"]]},
        "explorers": {each["id"]: each for each in explorers},
        "cases": {case["id"]: {**case, "steps": [step["id"] for step in case["steps"]]}},
    }
    (pages / f"{slug}.json").write_text(json.dumps(told))
    (pages / f"{slug}.html").write_text(f"<section><h1>{slug}</h1></section>")
    return {"slug": slug, "title": slug.capitalize(), "kind": kind, "items": len(told["items"])} | (
        {"minutes": 5} if kind == "module" else {"module": MODULE, "form": "A"}
    )


@contextmanager
def running(root: Path, identity: Any, **settings: Any):
    """Serve a course on a free port of this machine until the test is over.

    `identity(port, store)` makes the way to log in.
    """
    sockets = bind_sockets(0, "127.0.0.1")
    store = open_store(address(root), patience=PATIENCE)
    portal = Portal(
        root,
        identity(sockets[0].getsockname()[1], store),
        page_store.load(root / "state" / "pages"),
        store,
        prefix=settings.pop("prefix", ""),
    )
    port = sockets[0].getsockname()[1]
    started, ended, loop = threading.Event(), None, None

    async def serve() -> None:
        nonlocal ended, loop
        ended, loop = asyncio.Event(), asyncio.get_running_loop()
        server = PortalServer(make_app(portal, **settings))
        server.add_sockets(sockets)
        started.set()
        await ended.wait()
        server.stop()
        await server.close_all_connections()

    thread = threading.Thread(target=lambda: asyncio.run(serve()))
    thread.start()
    started.wait()
    try:
        yield Server(root, portal, port)
    finally:
        loop.call_soon_threadsafe(ended.set)
        thread.join()
        portal.close()


@dataclass
class Server:
    """A running portal."""

    root: Path
    portal: Portal
    port: int

    def browser(self) -> "Browser":
        """Return a browser without any cookie."""
        return Browser(self.port, self.portal.prefix)

    def entrance(self) -> str:
        """Return the path that was printed for the next browser of a laptop's learner."""
        return self.portal.identity.entrance.address.partition(f":{self.port}")[2]

    def learner_in(self) -> "Browser":
        """Return the browser of a laptop's learner, who opened the printed address."""
        browser = self.browser()
        assert browser.get(self.entrance()).status == 303
        return browser

    def entries(self, slug: str, learner: str = ALONE) -> dict[str, Any]:
        """Return the answers in the store with their revisions, by item."""
        return self.portal.store.read(answers.read(learner, slug))

    def stored(self, slug: str, learner: str = ALONE) -> dict[str, Any]:
        """Return the answers in the store, by item."""
        return {id: entry["response"] for id, entry in self.entries(slug, learner).items()}

    def history(self, slug: str, learner: str = ALONE) -> list[Revision]:
        """Return every answer that was ever saved, by item and revision."""
        return self.portal.store.read(answers.history(learner, slug))

    def written(self) -> dict[str, Any]:
        """Return all that was ever written: every row of the store, and the files of the course beside it."""
        found: dict[str, Any] = kept(self.portal.store)
        for top in ("state", "assessments"):
            for path in sorted((self.root / top).rglob("*")):
                if not path.name.startswith("store.db"):
                    found[path.relative_to(self.root).as_posix()] = (
                        str(path.readlink()) if path.is_symlink() else path.read_bytes() if path.is_file() else ""
                    )
        return found

    def submission(self, learner: str = ALONE) -> Path:
        """Return a learner's folder in submitted/, after grading has brought what was handed in."""
        hand_in_folders.write(self.portal.store, layout.nbgrader_root(self.root), QUIZ)
        return layout.submission(layout.nbgrader_root(self.root), learner, QUIZ)


@dataclass
class Reply:
    """What a request was answered with."""

    status: int
    headers: http.client.HTTPMessage
    text: str

    @property
    def json(self) -> Any:
        """Return the body as data."""
        return json.loads(self.text)

    @property
    def page(self) -> Any:
        """Return the data that stands in the page."""
        return json.loads(re.search(r'id="nbc-page">(.*?)</script>', self.text, re.DOTALL)[1])


@dataclass
class Browser:
    """Keep cookies and the page's token, as a browser does."""

    port: int
    prefix: str = ""
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, path: str, **headers: str) -> Reply:
        """Open an address below the portal's."""
        return self.ask("GET", path, None, headers)

    def ask(self, method: str, path: str, content: bytes | None = None, headers: dict[str, str] | None = None) -> Reply:
        """Send any request."""
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        connection.request(method, self.prefix + path, content, {**sent, **(headers or {})})
        answer = connection.getresponse()
        for value in answer.headers.get_all("Set-Cookie") or []:
            name, _, kept = value.partition(";")[0].partition("=")
            self.cookies[name] = kept.strip('"')
            if not self.cookies[name]:
                del self.cookies[name]
        reply = Reply(answer.status, answer.headers, answer.read().decode())
        connection.close()
        if found := re.search(r'name="nbc-xsrf" content="([^"]+)"', reply.text):
            self.token = found[1]
        return reply

    def send(self, path: str, message: Any, **headers: str) -> Reply:
        """Post JSON as a page of ours does."""
        if not self.token:
            self.get("/")
        content = message if isinstance(message, bytes) else json.dumps(message).encode()
        return self.ask(
            "POST", path, content, {"Content-Type": "application/json", "X-XSRFToken": self.token} | headers
        )

    def save(self, item: str, response: Any, saw: int = 0, slug: str = MODULE, **more: Any) -> Reply:
        """Save one answer."""
        message = {"item": item, "response": response, "saw": saw, "shown": "s", "nonce": "n1", **more}
        return self.send(f"/api/{slug}/save", message)

    def form(self, path: str, **fields: str) -> Reply:
        """Send the form of a page."""
        if not self.token:
            self.get("/login")
        if not self.token:  # a laptop's learner is in already
            self.get("/")
        content = urlencode({"_xsrf": self.token, **fields}).encode()
        return self.ask("POST", path, content, {"Content-Type": "application/x-www-form-urlencoded"})

    def log_in(self, id: str, pin: str) -> Reply:
        """Log in by id and PIN."""
        return self.form("/login", learner=id, pin=pin, next=f"{self.prefix}/")


def publish(server: Server, **given: Any) -> None:
    """Publish the terms of the one quiz, as grading does, and let the portal notice."""
    with open_course_store(server.root) as store:
        store.write(terms.replace({QUIZ: Terms(**{"open": True} | given)}))
    server.portal.changes.look()


def give_back(server: Server, learner: str, **result: Any) -> None:
    """Return a result to a learner, as grading does, and let the portal notice."""
    entry = {
        "title": "Plants, the quiz",
        "at": "2026-11-22T10:00:00Z",
        "handed_in": "2026-11-21T10:00:00Z",
        "points": 3,
        "max": 8,
        "percent": 38,
        "penalty": 0,
        "pass_percent": 80,
        "passed": False,
        "critical_missed": [],
        "detail": "objectives",
        "waiting": "",
        "objectives": [{"id": "1.1", "text": "Water a plant", "points": 3, "max": 8}],
    }
    with open_course_store(server.root) as store:
        store.write(results.put([Result(learner, QUIZ, entry["at"], entry | result)]))
    server.portal.changes.look()


def kept(store: Store) -> dict[str, list[Any]]:
    """Return every row of the store; log-ins and remembered browsers apart, which are noted now and then, and the counts of changes."""
    left_out = ("sessions", "devices", "changes")

    def rows(connection: Connection) -> dict[str, list[Any]]:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in tables.metadata.sorted_tables
            if table.name not in left_out
        }

    return store.read(rows)
