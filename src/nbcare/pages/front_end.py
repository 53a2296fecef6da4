"""The one script and the one style sheet of every page."""

import hashlib
from pathlib import Path

from nbcare.errors import ContentError
from nbcare.pages import linking

PACKAGE = Path(__file__).resolve().parents[1]
KIT = PACKAGE / "labextensions/nbcare/static/kit"
WEB = PACKAGE / "web"
# The order in which the kit's modules link their sheets: what is general comes first, paper's looks come last.
FIRST = ("nbcare.css", "kinds.css", "exhibits.css", "explorers.css", "toolkit/controls.css", "toolkit/charts.css", "case.css", "glossary.css")
LAST = "print.css"


def script(entry: str) -> str:
    """Return the linked script of an entry such as `portal`; raise ContentError when nobody wrote it."""
    path = WEB / f"{entry}.js"
    if not path.is_file():
        raise ContentError(f"nbcare/web/{entry}.js", "", "is not there, so that pages have no script", "name an entry that is in nbcare/web, or install nbcare again")
    return linking.link(path, KIT)


def sheet() -> str:
    """Return every style sheet of the kit and of the pages as one."""
    kit = {path.relative_to(KIT).as_posix() for path in KIT.rglob("*.css")}
    ordered = [*FIRST, *sorted(kit - {*FIRST, LAST})]
    files = [KIT / name for name in ordered] + sorted(WEB.glob("*.css")) + [KIT / LAST]
    return "".join(f"/* {path.name} */\n{path.read_text(encoding='utf-8').strip()}\n" for path in files)


def file_name(text: str, ending: str) -> str:
    """Return a name that changes with the content: a browser may keep such a file for ever."""
    return f"nbcare-{hashlib.sha256(text.encode()).hexdigest()[:12]}.{ending}"
