"""A page that mounts widgets of the kit on a host the test commands."""

import mimetypes
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from accessibility import broken_rules

from nbcare.frontend import KIT_PARTS, STATIC

HERE = Path(__file__).resolve().parent
PARTS = tuple(f"{part}/" for part in KIT_PARTS)
sys.path.insert(0, str(HERE))  # question_items stands beside the tests


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # a browser on a busy machine asks for many modules before one is given
    daemon_threads = True


class _Files(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection carries the many modules of a page
    wbufsize = -1  # an answer's head and body leave together

    def do_GET(self) -> None:
        path = self.path.split("?")[0].lstrip("/")
        file = STATIC / path if path.startswith(PARTS) else HERE / (path or "harness.html")
        if ".." in path or not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(content)))
        if file.suffix in (".js", ".css"):
            self.send_header("Cache-Control", "max-age=600")  # a page that goes on need not fetch forty modules again
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def kit_address() -> str:
    """The address of a server with the kit and the harness, on this machine only."""
    server = _Server(("127.0.0.1", 0), _Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


class Bench:
    """One page with the harness on it."""

    def __init__(self, page, address: str):
        self.page, self.address, self.errors = page, address, []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.open()

    def open(self) -> None:
        """Open the harness, or open it again as a reload does."""
        self.page.goto(self.address)
        self.page.wait_for_function("window.ready")

    def begin_anew(self, width: int = 1200, dark: bool = False) -> None:
        """Open the harness with nothing kept: emptied only now, for until it is gone a page may still keep an answer."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        self.open()
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); host.disk = {}; }")
        self.errors.clear()

    def mount(self, props: dict, **options) -> int:
        """Mount a question; give its number when its looks have come: a press must not meet a page that still moves."""
        number = self.page.evaluate("([props, options]) => mount(props, options)", [props, options])
        self.page.wait_for_function(
            "[...document.querySelectorAll('link[rel=stylesheet]')].every((link) => link.sheet)"
        )
        return number

    def unmount(self, number: int) -> None:
        """Take a widget off the page, as a cell that runs again does."""
        self.page.evaluate("number => unmount(number)", number)

    def drawn(self) -> None:
        """Wait until the page was laid out and its observers of sizes have spoken."""
        self.page.evaluate("async () => { for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame); }")

    def at_once(self, code: str):
        """Run code within one task of the page, so that no timer of it comes between, and give what the status says then."""
        return self.page.evaluate(f"() => {{ {code}; return document.querySelector('.nbc-status').innerText; }}")

    def host(self, code: str):
        """Run code with `host` in scope and give its value."""
        return self.page.evaluate(f"() => {{ const host = window.host; return ({code}); }}")

    def saved(self, item: str):
        """Give what the host has on its disk for an item."""
        return self.host(f"host.disk[{item!r}]?.response ?? null")

    def saves(self) -> list[dict]:
        """Give every save message that was sent."""
        return self.host("host.received.filter((message) => message.type === 'save')")

    def status(self) -> str:
        """Give the words of the saved-state line."""
        return self.page.locator(".nbc-status").first.inner_text()

    def wait_status(self, words: str) -> None:
        """Wait until the saved-state line says these words."""
        self.page.locator(".nbc-status", has_text=re.compile(re.escape(words))).first.wait_for()

    def axe(self, place=None) -> list[str]:
        """Give the accessibility rules that the page, or one place of it, breaks."""
        return broken_rules(self.page, place and place.element_handle())


@pytest.fixture
def bench_factory(chromium, kit_address, _shared_bench):
    """Return the shared page in its initial state, or a separate page for touch, zoom or `own`: bench_factory(width=…, dark=…, touch=…, zoom=…, own=…)."""
    contexts = []

    def make(width: int = 1200, dark: bool = False, touch: bool = False, zoom: int = 1, own: bool = False) -> Bench:
        if touch or zoom > 1 or own:
            contexts.append(_context(chromium, width, dark, touch, zoom))
            return Bench(contexts[-1].new_page(), kit_address)
        _shared_bench.begin_anew(width, dark)
        return _shared_bench

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def _shared_bench(chromium, kit_address):
    context = _context(chromium, 1200, False)
    yield Bench(context.new_page(), kit_address)
    context.close()


@pytest.fixture
def bench(_shared_bench):
    """One page, as new; a script error on it fails the test."""
    _shared_bench.begin_anew()
    yield _shared_bench
    assert _shared_bench.errors == []


@pytest.fixture(params=["mouse", "touch"])
def pointing(request, bench_factory):
    """A page and how to press on it: a mouse on a wide page, a finger on a telephone's."""
    touch = request.param == "touch"
    bench = bench_factory(width=360 if touch else 1200, touch=touch)
    yield bench, (lambda place: place.tap() if touch else place.click())
    assert bench.errors == []


@pytest.fixture(scope="module")
def telephone(chromium, kit_address):
    """One telephone, with a touch screen, for all tests of a file."""
    context = _context(chromium, 360, False, touch=True)
    yield Bench(context.new_page(), kit_address)
    context.close()


def _context(chromium, width: int, dark: bool, touch: bool = False, zoom: int = 1):
    scheme = "dark" if dark else "light"
    # A browser zoomed to 200 % lays a page out in half the pixels, each drawn twice as wide.
    # Without motion: what is measured or looked at is never on its way from one colour to another.
    looks = {"color_scheme": scheme, "reduced_motion": "reduce"}
    return chromium.new_context(
        viewport={"width": width, "height": 900}, has_touch=touch, device_scale_factor=zoom, **looks
    )
