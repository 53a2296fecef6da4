"""Make whole HTML pages, each with its data in it, from the pages made ahead of time."""

import json
from pathlib import Path
from typing import Any

from nbcare.content import shown_hash
from nbcare.errors import ContentError
from nbcare.pages.page_data import PageData, PageEntry, PageList
from nbcare.pages.templates import render
from nbcare.pages.templates.filters import way
from nbcare.questions.counted import counted

INDEX = "index.html"
FORM = "A"
"""The form of each quiz that the site holds: the other one is for a second try under a teacher's eye."""


def make(listed: PageList, folder: Path) -> dict[str, bytes]:
    """Return index.html and a file for each module and quiz of the list of pages; their parts are read from `folder`."""
    entries = _in_order([entry for entry in listed["pages"] if entry.get("form", FORM) == FORM])
    data: dict[str, PageData] = {
        entry["slug"]: json.loads((folder / f"{entry['slug']}.json").read_bytes()) for entry in entries
    }
    files = {INDEX: render("site-home.html", **_home(listed, entries, data)).encode()}
    for place, entry in enumerate(entries):
        name = f"{entry['slug']}.html"
        if name == INDEX:
            raise ContentError(
                "course.yaml", entry["slug"], "would take the place of the site's first page", "give it another id"
            )
        template = "site-quiz.html" if entry["kind"] == "assessment" else "module.html"
        context = _page(listed, entry, data[entry["slug"]]) | _neighbours(entries, place)
        files[name] = render(template, fragment=_fragment(folder / name), **context).encode()
    return files


def _in_order(entries: list[PageEntry]) -> list[PageEntry]:
    """Return each module with its quizzes after it."""
    modules = [entry for entry in entries if entry["kind"] == "module"]
    return [each for module in modules for each in (module, *_quizzes(entries, module))]


def _quizzes(entries: list[PageEntry], module: PageEntry) -> list[PageEntry]:
    return [entry for entry in entries if entry.get("module") == module["slug"]]


def _shell(listed: PageList, title: str) -> dict[str, Any]:
    """Return the context that all pages need; links are relative, and name a file."""
    course = {"title": listed["title"], "release": listed["course"]}
    return {
        "title": title,
        "root": ".",
        "script": f"static/{listed['script']}",
        "style": f"static/{listed['style']}",
        "notice": f"static/{listed['notice']}",
        "learner": None,
        "course": course,
        "xsrf": "",
        "portal": False,
        "zone": "",  # a site is copied to where another zone may hold: the reader's own clock counts
        "lab": "",
    }


def _home(listed: PageList, entries: list[PageEntry], data: dict[str, PageData]) -> dict[str, Any]:
    modules = [
        _card(entry) | {"quizzes": [_quiz(each) for each in _quizzes(entries, entry)]}
        for entry in entries
        if entry["kind"] == "module"
    ]
    listed_pages = [
        {
            "slug": entry["slug"],
            "title": entry["title"],
            "kind": entry["kind"],
            "minutes": entry.get("minutes", 0),
            "counted": counted(items := data[entry["slug"]]["items"]),
            # An answer counts as long as its question is the one that was answered.
            "asked": {id: sorted(shown_hash.hashes(items[id])) for id in counted(items)},
        }
        for entry in entries
    ]
    following = (
        {
            "title": modules[0]["title"],
            "href": modules[0]["href"],
            "words": way(modules[0]["minutes"], 0, modules[0]["total"]),
        }
        if modules
        else None
    )
    return {
        "page": _shell(listed, listed["title"]),
        "modules": modules,
        "next": following,
        "first_visit": True,
        "data": {"kind": "home", "pages": listed_pages},
    }


def _card(entry: PageEntry) -> dict[str, Any]:
    return {
        "slug": entry["slug"],
        "title": entry["title"],
        "minutes": entry["minutes"],
        "answered": 0,
        "total": entry["items"],
        "href": f"{entry['slug']}.html",
    }


def _quiz(entry: PageEntry) -> dict[str, Any]:
    state = {
        "state": "open",
        "due": "",
        "late": False,
        "answered": 0,
        "total": entry["items"],
        "points": None,
        "max": None,
        "passed": None,
    }
    return {"slug": entry["slug"], "title": entry["title"], "href": f"{entry['slug']}.html", **state}


def _page(listed: PageList, entry: PageEntry, data: PageData) -> dict[str, Any]:
    """Return a page's context; its script adds seed and answers, which only the browser knows."""
    carried = {
        "scope": data["slug"],
        "kind": data["kind"],
        "course": data["course"],
        "root": ".",
        "widgets": data["widgets"],
    }
    return {"page": _shell(listed, entry["title"]), "contents": data["contents"], "data": carried}


def _neighbours(entries: list[PageEntry], place: int) -> dict[str, Any]:
    links = [{"title": entry["title"], "href": f"{entry['slug']}.html"} for entry in entries]
    return {
        "previous": links[place - 1] if place else None,
        "following": links[place + 1] if place + 1 < len(links) else None,
    }


def _fragment(path: Path) -> Any:
    from markupsafe import Markup

    return Markup(path.read_text(encoding="utf-8"))
