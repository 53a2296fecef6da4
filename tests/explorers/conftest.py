"""Serve the kit and one explorer's props on this machine, with a host in the page."""

import json
import threading
from collections import defaultdict
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from explorers.explorer_page import drawn

from nbcare.content import evidence, explorers
from nbcare.frontend import KIT_PARTS, STATIC

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# No inline script or style, no other host; `blob:` is how a picture becomes a PNG.
STRICT = "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'"
PARTS = tuple(f"/{part}/" for part in KIT_PARTS)
TYPES = {".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".html": "text/html"}


def _file(path: str) -> Path:
    if path.startswith(PARTS):
        return STATIC / path[1:]
    return HERE / {"/": "page.html", "/gallery": "gallery.html"}.get(path, path.lstrip("/"))


def _matters(message) -> bool:
    """Tell errors of the page; a kind of explorer that does not exist is looked for by its file."""
    address = message.location.get("url", "")
    looked_for = "/explorers/" in address and address.endswith(".js")
    return message.type == "error" and "favicon" not in address and not looked_for


@pytest.fixture(scope="session")
def props() -> dict[str, dict]:
    """The props of every explorer of the course."""
    facts = evidence.load(ROOT)
    references = evidence.References()
    return {id: explorers.public(ROOT, id, facts, references) for id in explorers.load_all(ROOT)}


@pytest.fixture(scope="session")
def served(props):
    """The address of a server with the kit, the page and the props; `extra` adds props to it."""
    extra: dict[str, object] = {}

    class Server(ThreadingHTTPServer):
        request_queue_size = 128  # a browser on a busy machine asks for many modules before one is given
        daemon_threads = True

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"  # one connection carries the many modules of a page
        wbufsize = -1  # an answer's head and body leave together

        def do_GET(self):
            address = urlsplit(self.path)
            if address.path == "/props.json":
                id = parse_qs(address.query).get("id", [""])[0]
                return self.reply(json.dumps(extra.get(id, props.get(id))).encode(), ".json")
            path = _file(address.path)
            if not path.is_file():
                return self.send_error(404)
            self.reply(path.read_bytes(), path.suffix)

        def reply(self, body: bytes, suffix: str):
            self.send_response(200)
            self.send_header("Content-Security-Policy", STRICT)
            self.send_header("Content-Type", f"{TYPES[suffix]}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            if suffix in (".js", ".css"):
                # A page that opens the next explorer need not fetch forty modules again.
                self.send_header("Cache-Control", "max-age=600")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", extra
    server.shutdown()


class Pages:
    """Browser pages that tests reuse: opening an explorer in one takes a third of the work of a new page.

    Storage is cleared between tests. A test that changes what cannot be undone (a fake clock, which Playwright installs in the
    whole context; an init script; a network route) asks for a separate page with `own=True`.
    """

    def __init__(self, chromium, address: str):
        self.chromium, self.address = chromium, address
        self._free: dict[tuple, list] = defaultdict(list)

    @contextmanager
    def begin(self):
        """Give a function that opens explorers until a `with` ends; page errors fail the test."""
        taken = []

        def open(id: str, width: int = 1000, scheme: str = "light", path: str = "/", own: bool = False, **options):
            name = tuple(sorted(options.items()))
            page = self._free[name].pop() if self._free[name] and not own else self._new(options)
            taken.append((page, None if own else name))
            page.mistakes.clear()
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme, media="null")
            page.goto(f"{self.address}{path}?id={id}")
            page.wait_for_selector("body[data-ready]")
            drawn(page)
            return page

        yield open
        mistakes = [mistake for page, _ in taken for mistake in page.mistakes]
        for page, name in taken:
            self._put_back(page, name)
        assert not mistakes

    def _new(self, options: dict):
        page = self.chromium.new_context(**{"reduced_motion": "reduce", **options}).new_page()
        page.mistakes = []
        page.on("pageerror", lambda error: page.mistakes.append(str(error)))
        page.on("console", lambda message: _matters(message) and page.mistakes.append(message.text))
        return page

    def _put_back(self, page, name: tuple | None) -> None:
        if name is None:
            page.context.close()
            return
        page.mouse.move(0, 0)
        # Emptied on another page of the same host: until an explorer is gone it may still keep something.
        page.goto(f"{self.address}/props.json?id=none")
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self._free[name].append(page)


@pytest.fixture(scope="session")
def opening(chromium, served):
    """Open explorers for longer than a test: `with opening() as opened`."""
    return Pages(chromium, served[0]).begin


@pytest.fixture
def opened(opening):
    """Open an explorer on a page that remembers nothing: opened(id, width=…, scheme=…, own=…)."""
    with opening() as open:
        yield open
