"""A page of the test's own that loads the site's modules, over http on this machine."""

import mimetypes
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import browsers
import pytest

from nbcare.build import course_files
from nbcare.content import course as courses
from nbcare.frontend import STATIC
from nbcare.site import static_course

HERE = Path(__file__).resolve().parent
QUIZ = "retinoids-quiz"
for folder in (
    "widgets",
    "grading",
    "site",
):  # question_items, made, the rotation of keys and on_site stand beside the tests
    sys.path.insert(0, str(HERE.parent / folder))

import graded_case  # noqa: E402
import made  # noqa: E402
from courses import copy_course  # noqa: E402
from test_key_rotation import add_doses  # noqa: E402


class _Files(BaseHTTPRequestHandler):
    folder = STATIC

    def do_GET(self) -> None:
        path = self.path.split("?")[0].lstrip("/")
        file = HERE / path if path == "backend.html" else self.folder / path
        if ".." in path or not file.is_file():
            self.send_error(404)
            return
        content = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "application/octet-stream")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_args) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def serve():
    """Serve a folder on this machine: serve(folder) gives the address."""
    servers = []

    def start(folder: Path) -> str:
        handler = type("Files", (_Files,), {"folder": folder})
        servers.append(ThreadingHTTPServer(("127.0.0.1", 0), handler))
        threading.Thread(target=servers[-1].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def _backend_context(chromium, serve):
    context = chromium.new_context()
    context.set_default_timeout(browsers.PATIENCE)
    yield context, serve(STATIC)
    context.close()


@pytest.fixture
def backend_page(_backend_context):
    """A page with the site's modules on its window, and nothing kept."""
    context, address = _backend_context
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{address}/backend.html?kinds={','.join(path.name for path in (STATIC / 'kinds').iterdir())}")
    page.wait_for_function("window.ready")
    page.evaluate("localStorage.clear()")
    yield page
    page.close()
    assert errors == []


@pytest.fixture(scope="session")
def site_course(made_once) -> Path:
    """A copy of the course whose retinoids quiz has a graded case and dose items as well, built, with that quiz released."""
    return made_once("site-course", _make_course)


def _make_course(root: Path) -> None:
    add_doses(copy_course(root))
    graded_case.add(root, QUIZ, "retinoids")
    course_files.build(root)
    made.quickly(root, "generate_assignment", QUIZ)


@pytest.fixture(scope="session")
def site(site_course, made_once) -> Path:
    """The site of that course: read it, never write to it."""
    return made_once("site", lambda out: static_course.write(courses.load(site_course), out))


@pytest.fixture
def windows(chromium):
    """Open windows of one learner's browser: windows(width=…, dark=…) gives a function that opens an address."""
    import on_site

    contexts, errors = [], []

    def browser(width: int = 1200, dark: bool = False):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", accept_downloads=True
        )
        context.set_default_timeout(browsers.PATIENCE)
        contexts.append(context)

        def window(address: str):
            page = context.new_page()
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
            page.goto(address)
            on_site.stands(page)
            return page

        return window

    yield browser
    for context in contexts:
        context.close()
    assert errors == []
