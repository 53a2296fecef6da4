"""Pages made once from this repository's course, with every quiz released, and a small entry to run them."""

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from courses import ROOT, copy_course

from nbcare.content import course as courses
from nbcare.frontend import KIT_PARTS, STATIC
from nbcare.pages import front_end, page_set

# The policy under which the portal serves its pages.
STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
ENTRY = """// What a page's own script needs of the kit, and nothing more: tests mount by hand.
import unfold from "/kit/case.js";
import explore from "/kit/explorer.js";
import { showMeanings } from "/kit/glossary.js";
import hand_in from "/kit/hand-in.js";
import ask from "/kit/question.js";

window.kit = { ask, explore, unfold, hand_in };
window.showMeanings = showMeanings;
window.began = (window.began ?? 0) + 1;
"""


def entry(folder: Path, text: str = ENTRY, name: str = "portal") -> Path:
    """Write an entry, and return the folder that stands for the pages' own modules."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def release(root: Path) -> None:
    """Put every quiz where nbgrader puts a released one: its source holds no key, so learners get it as it is."""
    shutil.copytree(root / "assessments/source", root / "state/nbgrader/release")


@pytest.fixture(scope="session")
def web(tmp_path_factory) -> Path:
    """A folder with the small entry, in place of the pages' own modules."""
    return entry(tmp_path_factory.mktemp("front") / "web")


@pytest.fixture
def small_entry(monkeypatch, web) -> None:
    """Make pages with the small entry: what the portal's own script does is not asked here."""
    monkeypatch.setattr(front_end, "PAGES", web)


@pytest.fixture(scope="session")
def course_with_quizzes(tmp_path_factory) -> courses.Course:
    """A copy of the course in which every quiz is released."""
    root = copy_course(tmp_path_factory.mktemp("made") / "course")
    release(root)
    return courses.load(root)


@pytest.fixture(scope="session")
def out(made_once, course_with_quizzes, web) -> Path:
    """The folder of all pages."""

    def make(folder: Path) -> None:
        folder.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(front_end, "PAGES", web)
            page_set.make(course_with_quizzes, folder)

    return made_once("pages", make)


class _Files(SimpleHTTPRequestHandler):
    """Files of several folders under the strict policy, the right types named."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript", ".css": "text/css"}

    def __init__(self, *arguments, folders: dict[str, Path], **options) -> None:
        self.folders = folders
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        first, _, rest = path.split("?")[0].lstrip("/").partition("/")
        return str(self.folders.get(first, Path("/nowhere")) / rest)

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", STRICT)
        super().end_headers()

    def log_message(self, *_) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def served(out, web, tmp_path_factory):
    """A server's address, and its folder `page` for what a test writes; `kit`, `web` and `static` lie beside it."""
    place = tmp_path_factory.mktemp("served")
    axe = ROOT / "tests/vendor/axe-core"
    folders = {
        "page": place,
        **{part: STATIC / part for part in KIT_PARTS},
        "web": web,
        "static": out / "static",
        "axe": axe,
        "cards": out / "cards",
    }
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, folders=folders))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", place
    server.shutdown()
