"""The one script and the one style sheet of every page, and the notice of a browser that is too old for them."""

import hashlib
import re

from nbcare.errors import ContentError
from nbcare.frontend import KIT_PARTS, STATIC
from nbcare.pages import bundler

PAGES = STATIC / "pages"
# The order in which the kit's modules link their sheets: what is general comes first, paper's looks come last.
FIRST = tuple(
    f"{name}.css"
    for name in (
        "kit/nbcare",
        "kit/kinds",
        "kit/exhibits",
        "kit/explorers",
        "toolkit/controls",
        "toolkit/charts",
        "kit/case",
        "kit/glossary",
    )
)
LAST = "kit/print.css"
_PAPER = re.compile(r"^@media print \{\n.*?^\}\n", re.DOTALL | re.MULTILINE)


def script(entry: str) -> str:
    """Return the linked script of an entry such as `portal`; raise ContentError when there is none."""
    path = PAGES / f"{entry}.js"
    if not path.is_file():
        raise ContentError(
            f"nbcare/frontend/nbcare/static/pages/{entry}.js",
            "",
            "is not there, so that pages have no script",
            "name an entry that is in that folder, or install nbcare again",
        )
    return bundler.link(path, STATIC)


def notice() -> str:
    """Return the script that says so where `script` did not begin: linked to nothing, readable for every browser."""
    return (STATIC / "pages" / "too-old.js").read_text(encoding="utf-8")


def sheet() -> str:
    """Return every style sheet of the kit and of the pages as one, with all rules for paper behind those for the screen."""
    kit = {path.relative_to(STATIC).as_posix() for part in KIT_PARTS for path in (STATIC / part).rglob("*.css")}
    ordered = [*FIRST, *sorted(kit - {*FIRST, LAST})]
    files = [STATIC / name for name in ordered] + sorted(PAGES.glob("*.css")) + [STATIC / LAST]
    texts = {path: f"/* {path.name} */\n{path.read_text(encoding='utf-8').strip()}\n" for path in files}
    # A rule for paper loses to a later one of the same weight, whichever file that one stands in.
    screen = "".join(_PAPER.sub("", text) for text in texts.values())
    return screen + "".join(block for text in texts.values() for block in _PAPER.findall(text))


def file_name(text: str, ending: str) -> str:
    """Return a name that changes with the content: a browser may keep such a file for ever."""
    return f"nbcare-{hashlib.sha256(text.encode()).hexdigest()[:12]}.{ending}"
