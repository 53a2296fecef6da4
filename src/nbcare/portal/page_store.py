"""Load the built pages into memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup

from nbcare.pages.page_data import Heading, PageData, PageEntry, PageList, Widget
from nbcare.questions.counted import counted
from nbcare.questions.variants.dealing import asks_by_variant, dealt

VERSION = 1
MODULE, ASSESSMENT = "module", "assessment"


class PagesMissingError(Exception):
    """The built pages are missing or cannot be read."""


@dataclass(frozen=True)
class Page:
    """One module or quiz: its HTML, its widgets, and the props of its questions."""

    slug: str
    title: str
    kind: str
    course: str
    fragment: Markup
    contents: list[Heading]
    widgets: dict[str, Widget]
    items: dict[str, dict[str, Any]]
    explorers: dict[str, dict[str, Any]]
    cases: dict[str, dict[str, Any]]
    minutes: int = 0
    module: str = ""
    counted: tuple[str, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, list[str]] = field(default_factory=dict)

    @property
    def graded(self) -> bool:
        """Return whether this is a quiz."""
        return self.kind == ASSESSMENT

    @property
    def href(self) -> str:
        """Return its path below the portal's prefix."""
        return f"/{'quiz' if self.graded else 'module'}/{self.slug}"

    def props_for(self, id: str, seed: Callable[[], str]) -> dict[str, Any]:
        """Return the props of a question in this learner's variant, or of an explorer; `seed` is called only when needed."""
        props = self.items.get(id) or self.explorers[id]
        return dealt(props, seed()) if asks_by_variant(props) else props

    def dealt(self, seed: str, opened: Mapping[str, int]) -> dict[str, Widget]:
        """Return the widgets in this learner's variants; a graded case shows no step that is not open yet."""
        return {cell: {**widget, "props": self._props(widget, seed, opened)} for cell, widget in self.widgets.items()}

    def _props(self, widget: Widget, seed: str, opened: Mapping[str, int]) -> dict[str, Any]:
        props = widget["props"]
        if widget["widget"] == "ask":
            return dealt(props, seed) if asks_by_variant(props) else props
        if widget["widget"] != "unfold":
            return props
        seen = opened.get(props["id"], 1) if props.get("use") == "graded" else len(props["steps"])
        return {
            **props,
            "steps": [dealt(step, seed) if place < seen else None for place, step in enumerate(props["steps"])],
        }


@dataclass(frozen=True)
class Pages:
    """All pages of the course in its order, and the two files that every page links."""

    course: str
    title: str
    script: str
    style: str
    pages: dict[str, Page]
    folder: Path
    closed: dict[str, str] = field(default_factory=dict)
    """The titles of the quizzes that are not released, by id: their pages are not made."""

    @property
    def modules(self) -> list[Page]:
        """Return the modules in order."""
        return [page for page in self.pages.values() if not page.graded]

    @property
    def quizzes(self) -> list[Page]:
        """Return the quizzes in order."""
        return [page for page in self.pages.values() if page.graded]


def load(folder: Path) -> Pages:
    """Read all pages of a folder; raise PagesMissingError."""
    try:
        listed: PageList = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
        pages = {entry["slug"]: _page(folder, entry) for entry in listed["pages"]}
        closed = {entry["slug"]: entry["title"] for entry in listed.get("closed", ())}
        return Pages(
            listed["course"],
            listed["title"],
            f"static/{listed['script']}",
            f"static/{listed['style']}",
            pages,
            folder,
            closed,
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PagesMissingError(f"The pages in {folder} cannot be read: {type(error).__name__} {error}") from error


def _page(folder: Path, entry: PageEntry) -> Page:
    slug = entry["slug"]
    data: PageData = json.loads((folder / f"{slug}.json").read_text(encoding="utf-8"))
    items, explorers, cases = data["items"], data["explorers"], data["cases"]
    for widget in data["widgets"].values():
        # The same question stands twice in the file; once is enough in memory.
        id = widget["props"].get("id", "")
        same = items.get(id) or explorers.get(id)
        if same == widget["props"]:
            widget["props"] = same
        elif widget["widget"] == "unfold":
            widget["props"]["steps"] = [
                items[step["id"]] if items.get(step["id"]) == step else step for step in widget["props"]["steps"]
            ]
    return Page(
        slug,
        entry["title"],
        entry["kind"],
        data["course"],
        Markup((folder / f"{slug}.html").read_text(encoding="utf-8")),
        data["contents"],
        data["widgets"],
        items,
        explorers,
        cases,
        entry.get("minutes", 0),
        entry.get("module", ""),
        counted=tuple(counted(items)),
        known={id: props.get("kind", "explorer") for id, props in (items | explorers | cases).items()},
        steps={id: case["steps"] for id, case in cases.items()},
    )
